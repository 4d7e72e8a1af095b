"""What every queue has: states, periods, numbers of a day, times that nobody types, the screen that calls."""
