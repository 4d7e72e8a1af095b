"""What a paper is about: a case, a turn of reception, or whatever else an app above brings along.

Papers stand below the apps whose things they speak of. Each such app gives a class that does what `Subject` says;
settings.DANVAN_PAPER_SUBJECTS lists them by the stream of their events.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string

from danvan.journal.models import Event
from danvan.people.models import Account, Unit
from danvan.people.roles import Role


class Subject(Protocol):
    """One thing that papers are made about."""

    page: str
    """The name of its page's address, which takes its number."""

    @property
    def pk(self) -> int:
        """Its number."""

    @property
    def matter(self) -> str:
        """The kind of case, or the stream: what limits an officer's post."""

    @property
    def status(self) -> str:
        """Where it stands; empty for what has no workflow."""

    @property
    def unit(self) -> Unit:
        """Whose papers they are."""

    @classmethod
    def load(cls, pk: int, *, lock: bool = False) -> "Subject":
        """The thing itself, its row locked until the transaction ends; LookupError when there is none."""

    def known(self, on: date) -> Mapping[str, str]:
        """Fields of danvan.papers.vocabulary that it fills in, and what typed fields begin with."""

    def is_unknown(self, officer: Account, *, on: date) -> bool:
        """Whether it does not exist for this officer, because it is about her."""

    @staticmethod
    def unknown_to(officer: Account, *, on: date) -> QuerySet[Any, Any]:
        """The numbers of those that do not exist for this officer, to be left out of another statement."""

    def can_read(self, officer: Account, *, on: date) -> bool:
        """Whether the officer may read it."""

    def roles(self, officer: Account, *, on: date) -> frozenset[Role]:
        """The roles in which the officer acts on it."""

    def take(self, step: Mapping[str, Any], *, by: Account, on: date, symbol: str) -> None:
        """Take the step of its workflow that a paper goes with; `symbol` is the number of the decision.

        Raises StepRefused as danvan.cases.actions.move does, and for what has no workflow.
        """

    def named(self, step: Mapping[str, Any]) -> str:
        """The step in words."""

    def write(
        self, *, verb: str, by: Account, on: date, public: bool, text: str, data: dict[str, Any]
    ) -> Event:
        """Add an event to its chain; it was loaded with `lock`."""


def load(stream: str, pk: int, *, lock: bool = False) -> Subject:
    """The subject of that stream and number; LookupError when there is none, or nobody makes papers of that stream."""
    return _class(stream).load(pk, lock=lock)


def page_of(stream: str, pk: int) -> str:
    """The address of the page of what a paper is about."""
    return reverse(_class(stream).page, args=[pk])


def streams() -> tuple[str, ...]:
    """The streams of which papers are made."""
    return tuple(settings.DANVAN_PAPER_SUBJECTS)


def unknown_to(officer: Account, *, on: date) -> dict[str, QuerySet[Any, Any]]:
    """Stream → the numbers of what does not exist for this officer."""
    return {stream: _class(stream).unknown_to(officer, on=on) for stream in streams()}


@cache
def _class(stream: str) -> type[Subject]:
    found: type[Subject] = import_string(settings.DANVAN_PAPER_SUBJECTS[stream])
    return found
