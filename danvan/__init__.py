"""Dân Vận: the one register for what people bring to their authority and what it owes them."""

__version__ = "0.1.0"
