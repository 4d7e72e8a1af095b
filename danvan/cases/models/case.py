"""The case itself."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from danvan.cases import kinds
from danvan.cases.workflow import FOR_CITIZEN, OPEN_PHASES, Channel, Kind, Phase, Status, Whose
from danvan.lib.codes import grouped
from danvan.lib.text import fold
from danvan.people.models import Unit


class CaseQuerySet(models.QuerySet["Case"]):
    """Reads of the table of cases alone."""

    def open(self) -> "CaseQuerySet":
        """Cases that still await an answer."""
        return self.filter(phase__in=OPEN_PHASES)

    def within(self, unit_ids: Iterable[int]) -> "CaseQuerySet":
        """Cases that one of these units received or answers for."""
        ids = list(unit_ids)
        return self.filter(Q(unit_responsible__in=ids) | Q(unit_received__in=ids))

    def overdue(self, on: date) -> "CaseQuerySet":
        """Open cases whose term ended before this day and whose clock is running."""
        return self.open().filter(due_on__lt=on, waiting_since__isnull=True)

    def due(self, on: date) -> "CaseQuerySet":
        """Open cases whose last day is this day."""
        return self.open().filter(due_on=on, waiting_since__isnull=True)

    def waiting(self) -> "CaseQuerySet":
        """Cases that stand still: the citizen, an expert or a decision has the next word."""
        return self.open().filter(waiting_since__isnull=False)

    def containing(self, words: str) -> "CaseQuerySet":
        """Cases whose letter has all these words, with or without marks: 'dat dai' finds 'đất đai'."""
        return self.matching(SearchQuery(fold(words), config="simple", search_type="plain"))

    def matching(self, query: SearchQuery) -> "CaseQuerySet":
        """Cases for whose words the query holds; answered from the index of words."""
        return self.annotate(_found=SearchVector("folded", config="simple")).filter(_found=query)


class Case(models.Model):
    """Something that was brought to the authority and is owed an answer (vụ việc).

    `waiting_for` tells what it stands still for and since which day, `waiting_since` the first of these days.
    Each kind adds a table of its own with this one's key. `version` is the number of the last event and
    `last_hash` its hash: whoever writes locks this row, so the chain needs no second look.
    """

    kind = models.CharField(max_length=30)
    code = models.CharField(max_length=14, unique=True)
    status = models.CharField(max_length=30)
    phase = models.CharField(max_length=10, choices=[(p.value, p.value) for p in Phase])
    unit_received = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+")
    unit_responsible = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )
    channel = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Channel])
    topic = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    folded = models.TextField()
    salt = models.CharField(max_length=32)
    people = models.PositiveIntegerField(default=1)
    received_on = models.DateField()
    received_at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    waiting_since = models.DateField(null=True)
    waiting_for = models.JSONField(default=dict)
    elsewhere = models.CharField(max_length=200, blank=True)
    submission = models.UUIDField(null=True, unique=True)
    version = models.IntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        # They begin with the foreign keys, which therefore have none of their own.
        indexes = [
            models.Index(fields=["unit_responsible", "phase", "due_on"], name="cases_case_desk"),
            models.Index(fields=["unit_received", "received_on"], name="cases_case_book"),
            models.Index(fields=["officer", "phase", "due_on"], name="cases_case_mine"),
            GinIndex(SearchVector("folded", config="simple"), name="cases_case_words"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def workflow(self) -> Kind:
        """The definition of this case's kind."""
        return kinds.get(self.kind)

    @property
    def state(self) -> Status:
        """The definition of this case's status."""
        return self.workflow.status(self.status)

    @property
    def whose(self) -> Whose:
        """Whose turn it is now."""
        return Whose.CITIZEN if FOR_CITIZEN in self.waiting_for else self.state.whose

    def wait(self, cause: str, *, on: date) -> None:
        """Let it stand still for one cause more."""
        self._wait_for({**self.waiting_for, cause: on.isoformat()})

    def go_on(self, cause: str = "") -> None:
        """Let it no longer stand still for this cause, or for none at all."""
        self._wait_for({one: day for one, day in self.waiting_for.items() if cause and one != cause})

    def _wait_for(self, causes: dict[str, str]) -> None:
        self.waiting_for = causes
        self.waiting_since = date.fromisoformat(min(causes.values())) if causes else None

    def earlier_columns(self, columns: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """As a case was printed before `waiting_for`, when it could stand still for the citizen alone."""
        since = columns["waiting_since"]
        if columns["waiting_for"] == ({FOR_CITIZEN: since.isoformat()} if since else {}):
            yield {name: value for name, value in columns.items() if name != "waiting_for"}

    @property
    def is_open(self) -> bool:
        """Whether an answer is still owed."""
        return self.phase in OPEN_PHASES

    @cached_property
    def owed_parts(self) -> int:
        """How many of its parts have not been reported on yet (danvan.cases.ties)."""
        parts = Case.objects.open().filter(earlier_links__earlier=self.pk, earlier_links__why="part")
        return parts.count()

    @property
    def shown_code(self) -> str:
        """The code in groups, as printed."""
        return grouped(self.code)
