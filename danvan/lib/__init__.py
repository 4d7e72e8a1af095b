"""What every floor may use and that knows nothing of the register: text, codes, dates, bytes."""
