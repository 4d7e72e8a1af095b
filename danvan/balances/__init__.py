"""What an office had open when it began to keep the register here, declared in numbers (số dư đầu kỳ)."""
