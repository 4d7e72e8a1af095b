"""The block “Văn bản” of a case's or a turn's page: what was issued, what may be drafted now. One statement."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from danvan.papers import kinds, policies, present, queries
from danvan.papers.subjects import Subject
from danvan.people.models import Account


@dataclass(frozen=True)
class Block:
    """What papers/parts/block.html shows."""

    stream: str
    pk: int
    lines: list[dict[str, Any]]
    offered: list[tuple[str, str]]
    """(code, name) of the kinds that the officer may draft now."""


def block(stream: str, subject: Subject, officer: Account, *, on: date) -> Block:
    """The papers about one thing, as this officer may work on them."""
    offered = policies.offered(stream, subject, officer, on=on)
    return Block(
        stream=stream,
        pk=subject.pk,
        lines=[present.line(paper) for paper in queries.papers_of(stream, subject.pk)],
        offered=[(kind.code, kinds.label(kind)) for kind in offered],
    )
