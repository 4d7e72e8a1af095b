"""What stands in an address or a hidden field, read without trust."""

from django.http import HttpRequest

MOST_DIGITS = 9
"""As many as surely fit into a column of whole numbers."""


def number(told: str) -> int | None:
    """The whole number that was given; None for words, signs and numbers that no row can have."""
    return int(told) if told.isascii() and told.isdecimal() and len(told) <= MOST_DIGITS else None


def seen_of(request: HttpRequest) -> int | None:
    """Which revision of a row the page showed that sent this form."""
    return number(request.POST.get("seen", ""))
