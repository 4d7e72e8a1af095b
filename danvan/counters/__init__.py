"""The hall of the one-stop desk: numbers, counters that call them, the screen, and how long people waited."""
