"""What is typed about burdens, proposals and costs."""
