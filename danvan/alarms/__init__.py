"""Alarms: what is due soon, due today, overdue, and who was told of it."""
