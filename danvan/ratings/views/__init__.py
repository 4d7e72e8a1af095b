"""Pages of ratings at the desk."""
