"""The text of a version by article, ready for a page. What is public never changes: it is made once in each process."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from danvan.consultations.models import Draft
from danvan.consultations.parts import SPOKEN_OF, Piece, by_article

KEPT_DRAFTS = 64


@dataclass(frozen=True)
class Article:
    """One article as a page shows it; `spoken_of` where opinions may be about it."""

    anchor: str
    level: str
    label: str
    title: str
    body: SafeString
    spoken_of: bool


def articles(draft: Draft) -> tuple[Article, ...]:
    """Every article in order; of what is public no statement but for the first time."""
    return _public(draft.pk) if draft.is_public else _made(draft.parts)


@lru_cache(maxsize=KEPT_DRAFTS)
def _public(pk: int) -> tuple[Article, ...]:
    return _made(Draft.objects.only("pieces").get(pk=pk).parts)


def _made(pieces: Iterable[Piece]) -> tuple[Article, ...]:
    return tuple(
        Article(head.anchor, head.level, head.label, head.title, _body(head, inner), head.level in SPOKEN_OF)
        for head, inner in by_article(pieces)
    )


def _body(head: Piece, inner: Sequence[Piece]) -> SafeString:
    """The text of an article: paragraphs, clauses and points, each with its anchor."""
    lines = [line for line in head.text.split("\n") if line]
    made = format_html_join("", "<p>{}</p>", ((line,) for line in lines))
    rows = (
        (each.anchor, each.level, f"{each.number}{'.' if each.level == 'clause' else ')'}", each.text)
        for each in inner
    )
    return made + format_html_join("", '<p id="{}" class="{}"><b>{}</b> {}</p>', rows)
