"""Pages of halls and counters on the desk."""
