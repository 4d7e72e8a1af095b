"""Reads of reception."""

from danvan.reception.queries.notices import owed, owed_counts
from danvan.reception.queries.turns import book, counts, search, similar, visible_to

__all__ = ["book", "counts", "owed", "owed_counts", "search", "similar", "visible_to"]
