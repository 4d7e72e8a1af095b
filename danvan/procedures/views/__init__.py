"""Pages of the catalogue on the desk."""
