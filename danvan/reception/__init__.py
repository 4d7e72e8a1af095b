"""Reception of citizens: turns, persons, groups and matters, counted apart (tiếp công dân)."""
