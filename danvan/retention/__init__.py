"""How long the content of the register is kept (lưu giữ), what is held back, and its destruction by two persons."""
