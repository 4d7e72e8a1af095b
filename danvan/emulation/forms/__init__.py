"""What people type about emulation."""
