"""What officers type at the desk, made clean."""
