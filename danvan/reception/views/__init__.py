"""Pages of reception on the desk."""
