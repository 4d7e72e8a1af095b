"""What is typed at the one-stop desk."""
