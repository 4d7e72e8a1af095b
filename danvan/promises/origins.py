"""Where promises come from: a question at a meeting, a session of the council, a reply, whatever an app brings along.

The register stands below the apps in whose halls promises are given. Each such app gives a class that does what
`Origins` says; settings.DANVAN_PROMISE_SOURCES lists them by the stream of their events.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from danvan.people.models import Unit


@dataclass(frozen=True)
class Origin:
    """One thing that a promise comes from: its name, its pages, and what figures tell apart.

    `desk` and `public` are addresses, empty where there is none. `code` is what whoever raised it holds, by which
    they say at the portal whether it was kept; empty where nobody is known.
    """

    stream: str
    subject: int
    title: str
    kind: str
    topic: str
    unit: Unit | None = None
    desk: str = ""
    public: str = ""
    quote: str = ""
    code: str = ""


class Origins(Protocol):
    """The things of one stream from which promises come."""

    @staticmethod
    def many(subjects: Collection[int]) -> Mapping[int, Origin]:
        """Those of these numbers that there are; so many statements, however many are asked for."""


Place = tuple[str, int]


def streams() -> tuple[str, ...]:
    """The streams from which promises may come."""
    return tuple(settings.DANVAN_PROMISE_SOURCES)


def one(stream: str, subject: int) -> Origin | None:
    """The thing of that stream and number; None where there is none, or promises do not come from there."""
    return many([(stream, subject)]).get((stream, subject))


def many(places: Collection[Place]) -> dict[Place, Origin]:
    """The things of these streams and numbers, each stream asked once."""
    asked: dict[str, set[int]] = {}
    for stream, subject in places:
        if stream in settings.DANVAN_PROMISE_SOURCES:
            asked.setdefault(stream, set()).add(subject)
    return {
        (stream, subject): origin
        for stream, subjects in asked.items()
        for subject, origin in _class(stream).many(subjects).items()
    }


@cache
def _class(stream: str) -> type[Origins]:
    found: type[Origins] = import_string(settings.DANVAN_PROMISE_SOURCES[stream])
    return found
