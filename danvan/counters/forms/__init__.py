"""What is typed at counters."""
