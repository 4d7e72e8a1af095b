"""A fee (phí, lệ phí) as it is told: đồng, 0 for nothing to pay, words where a number does not say it."""

from django.utils.translation import gettext

from danvan.web import words


def said(amount: int | None, in_words: str) -> str:
    """In the language of the page; empty where nobody has told it."""
    if amount is None:
        return in_words
    told = gettext("%(n)s đồng") % {"n": words.number(amount)} if amount else gettext("Không phải nộp")
    return f"{in_words}: {told}" if in_words else told
