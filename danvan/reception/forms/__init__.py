"""What is typed at reception."""
