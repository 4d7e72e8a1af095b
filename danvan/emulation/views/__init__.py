"""Pages of the desk for emulation."""
