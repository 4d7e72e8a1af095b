"""From a file to rows that are understood: pure Python, nothing here asks the database."""
