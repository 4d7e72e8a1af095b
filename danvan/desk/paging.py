"""Pages of long lists: what stands beyond the pages that somebody reads is not counted."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from danvan.web import words

PAGE = 50
COUNTED = 1000


def furthest(asked: str | None) -> int:
    """How many lines are looked for at the page that the address asks for: a thousand beyond those before it."""
    page = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return (page * PAGE // COUNTED + 1) * COUNTED


class Pages(Paginator):
    """Pages of fifty keys. Without a known number the keys are read, `most` at most, and of more only that is known."""

    def __init__(self, keys: QuerySet[Any, Any], *, most: int, known: int | None = None) -> None:
        super().__init__(list(keys[: most + 1]) if known is None else keys, PAGE)
        self.most, self.known = most, known

    @cached_property
    def count(self) -> int:
        """How many lines there are, or one more than are looked for."""
        return len(self.object_list) if self.known is None else self.known

    @property
    def said(self) -> str:
        """How many there are, in words."""
        if self.known is None and self.count > self.most:
            return _("hơn %(number)s") % {"number": words.number(self.most)}
        return words.number(self.count)
