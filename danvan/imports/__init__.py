"""Registers of years past, brought in from spreadsheets: read, shown, written in one piece, taken out again."""
