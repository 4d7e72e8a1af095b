"""Papers (văn bản) that the office issues: drafted, numbered in the unit's book, kept with their hash."""
