"""Pages of figures by unit, of rises, and of what an office publishes."""
