"""The case itself."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Case as Choice
from django.db.models import F, Q, When
from django.utils.functional import cached_property

from danvan.cases import kinds
from danvan.cases.workflow import ENDED_PHASES, FOR_CITIZEN, OPEN_PHASES, Channel, Kind, Phase, Status, Whose
from danvan.journal.models import Event
from danvan.journal.prints import before_column
from danvan.lib import dates
from danvan.lib.codes import grouped
from danvan.lib.constants import Constant, Numbers
from danvan.lib.text import fold
from danvan.people.models import Unit

TIME_BAR = "time_bar"  # purpose of the clock within which a case had to come
# Few cases are open at a time and many have ended: each sort has indexes of its own, which the database uses only
# where it can read the phases in the sentence itself (ADR 20).
OPEN = Q(phase__in=[Constant(phase) for phase in OPEN_PHASES])
ENDED = Q(phase__in=[Constant(phase) for phase in ENDED_PHASES])
PASSED_ON = ~Q(unit_received=F("unit_responsible"))
# The last day of a clock that runs; empty for one that stands still.
RUNS_UNTIL = Choice(When(waiting_since__isnull=True, then=F("due_on")), output_field=models.DateField())
BY_TERM = (RUNS_UNTIL.asc(nulls_last=True), F("received_on").asc(), F("id").asc())
# What is over: the latest end first.
BY_END = (F("closed_on").desc(nulls_last=True), F("received_on").desc(), F("id").desc())
# What the figures of the tabs are counted and the lists are narrowed by: with these in the index the cases themselves
# need not be read.
COUNTED = (
    *("unit_received", "officer", "kind", "topic", "status", "phase"),
    *("waiting_since", "received_on", "closed_on", "id"),
)
# What two-way tables are made of: with these in the index millions of cases are counted from it alone (ADR 28).
CROSSED = ("kind", "topic", "channel", "phase", "people")
NEWEST = (F("received_on").desc(), F("id").desc())


def of_units(unit_ids: Iterable[int]) -> Q:
    """Cases for which one of these units answers, or that it received and passed on."""
    ids = Numbers(unit_ids)
    return Q(unit_responsible__in=ids) | Q(unit_received__in=ids) & PASSED_ON


def masked_before(on: date) -> date:
    """Whatever was closed before this day is masked: its words are shown only to whoever gives a reason.

    The law says nothing of it: it is the office's practice, and its number of years a setting.
    """
    return dates.years_later(on, -settings.DANVAN_MASKED_AFTER_YEARS)


class CaseQuerySet(models.QuerySet["Case"]):
    """Reads of the table of cases alone."""

    def open(self) -> "CaseQuerySet":
        """Cases that still await an answer."""
        return self.filter(OPEN)

    def ended(self) -> "CaseQuerySet":
        """Cases that were answered or closed."""
        return self.filter(ENDED)

    def apart(self) -> "tuple[CaseQuerySet, CaseQuerySet]":
        """The open ones and the ended ones: each sort has an index of words of its own, all together have none."""
        return self.open(), self.ended()

    def within(self, unit_ids: Iterable[int]) -> "CaseQuerySet":
        """Cases that one of these units received or answers for."""
        return self.filter(of_units(unit_ids))

    def overdue(self, on: date) -> "CaseQuerySet":
        """Open cases whose term ended before this day and whose clock is running."""
        return self.open().filter(due_on__lt=on, waiting_since__isnull=True)

    def due(self, on: date) -> "CaseQuerySet":
        """Open cases whose last day is this day."""
        return self.open().filter(due_on=on, waiting_since__isnull=True)

    def waiting(self) -> "CaseQuerySet":
        """Cases that stand still: the citizen, an expert or a decision has the next word."""
        return self.open().filter(waiting_since__isnull=False)

    def unmasked(self, on: date) -> "CaseQuerySet":
        """Cases whose words are not masked for their age: the others are found by code, topic and status alone."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=masked_before(on)))

    def containing(self, words: str) -> "CaseQuerySet":
        """Open or ended cases whose letter has all these words, with or without marks: 'dat dai' finds 'đất đai'."""
        return self.matching(SearchQuery(fold(words), config="simple", search_type="plain"))

    def matching(self, query: SearchQuery) -> "CaseQuerySet":
        """Open or ended cases for whose words the query holds; answered from the words of that sort (`apart`)."""
        return self.annotate(_found=SearchVector("folded", config="simple")).filter(_found=query)


class Case(models.Model):
    """Something that was brought to the authority and is owed an answer (vụ việc).

    `waiting_for` tells what it stands still for and since which day, `waiting_since` the first of these days.
    `destroyed_on` is the day on which its content went, its term of keeping being over: what is left is a stub.
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
    destroyed_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    waiting_since = models.DateField(null=True)
    waiting_for = models.JSONField(default=dict)
    elsewhere = models.CharField(max_length=200, blank=True)
    submission = models.UUIDField(null=True, unique=True)
    version = models.IntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        _open = Q(phase__in=[phase.value for phase in OPEN_PHASES])
        _ended = Q(phase__in=[phase.value for phase in ENDED_PHASES])
        # They take the place of those of the foreign keys. A letter that is filed enters the first four and the last.
        indexes = [
            models.Index(
                fields=["unit_responsible", "due_on"],
                include=COUNTED,
                condition=_open,
                name="cases_case_open",
            ),
            models.Index(*BY_TERM, condition=_open, name="cases_case_term"),
            # Of thousands of letters that senders of one name once wrote, the few that are open.
            models.Index(fields=["id"], condition=_open, name="cases_case_open_id"),
            models.Index(fields=["unit_received", "received_on"], include=CROSSED, name="cases_case_book"),
            models.Index(fields=["received_on", "id"], name="cases_case_newest"),
            models.Index(
                fields=["officer"],
                condition=_open & Q(officer__isnull=False),
                name="cases_case_mine",
            ),
            models.Index(fields=["unit_received"], condition=PASSED_ON, name="cases_case_passed_on"),
            models.Index(
                fields=["unit_received"],
                include=("unit_responsible", "due_on", *COUNTED[1:]),
                condition=_open & PASSED_ON,
                name="cases_case_open_passed",
            ),
            models.Index(fields=["unit_responsible"], condition=_ended, name="cases_case_ended"),
            models.Index(*BY_END, condition=_ended, name="cases_case_by_end"),
            GinIndex(SearchVector("folded", config="simple"), condition=_open, name="cases_case_open_words"),
            GinIndex(
                SearchVector("folded", config="simple"), condition=_ended, name="cases_case_ended_words"
            ),
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
        """As it was printed before `destroyed_on`, and before `waiting_for`, when it waited for the citizen alone."""
        since = columns["waiting_since"]
        for before in before_column(columns, "destroyed_on"):
            yield before
            if before["waiting_for"] == ({FOR_CITIZEN: since.isoformat()} if since else {}):
                yield {name: value for name, value in before.items() if name != "waiting_for"}

    @property
    def is_open(self) -> bool:
        """Whether an answer is still owed."""
        return self.phase in OPEN_PHASES

    @cached_property
    def owed(self) -> dict[str, int]:
        """How many cases that it gave out are not reported on yet, by the tie (danvan.cases.ties.GIVEN_OUT)."""
        given = Case.objects.open().filter(earlier_links__earlier=self.pk).values("earlier_links__why")
        counted = given.annotate(n=models.Count("pk")).values_list("earlier_links__why", "n")
        return dict(counted)

    @property
    def owed_parts(self) -> int:
        """How many of its parts have not been reported on yet."""
        return self.owed.get("part", 0)

    @property
    def owed_verifications(self) -> int:
        """How many verifications have not been reported on yet."""
        return self.owed.get("verify", 0)

    @property
    def owed_duties(self) -> int:
        """How many things to be done by its decision have not been executed yet."""
        return self.owed.get("execution", 0)

    def is_late(self, on: date) -> bool:
        """Whether its term ended before this day and its clock is running."""
        return bool(self.is_open and self.due_on and self.due_on < on and not self.waiting_since)

    @cached_property
    def decided_on(self) -> date | None:
        """The day of the decision or answer that stands; None while there is none."""
        return self.replies.filter(withdrawn_on__isnull=True).aggregate(day=models.Max("on"))["day"]

    @cached_property
    def appeals(self) -> list[dict[str, Any]]:
        """The cases about its decision: phase, status, whether it came late, the days it was closed and decided."""
        found = Case.objects.filter(earlier_links__earlier=self.pk, earlier_links__why="appeal")
        day = models.Max("replies__on", filter=Q(replies__withdrawn_on__isnull=True))
        late = Q(deadlines__purpose=TIME_BAR, deadlines__due_on__lt=models.F("deadlines__met_on"))
        rows = found.annotate(_day=day, _late=models.Count("deadlines", filter=late)).order_by("pk")
        names = ("pk", "phase", "status", "closed_on")
        return [
            {**{name: getattr(row, name) for name in names}, "decided_on": row._day, "late": bool(row._late)}
            for row in rows
        ]

    @cached_property
    def taken(self) -> frozenset[str]:
        """The verbs of what was done to it and not taken back."""
        rows = Event.objects.filter(stream="case", subject=self.pk).values_list(
            "number", "verb", "data__corrects"
        )
        return verbs_standing(list(rows))

    @cached_property
    def awarded(self) -> list[Any]:
        """Its rows of money, land and people (danvan.cases.models.award), in their order, with what took them back."""
        return list(self.awards.order_by("pk"))

    @cached_property
    def area(self) -> str:
        """The area by which its terms are counted: of an appeal, that of the unit whose decision it is about."""
        first = None
        if self.workflow.appeals and self.pk:
            cases = Case.objects.filter(later_links__later=self.pk, later_links__why="appeal")
            first = cases.values_list("unit_responsible__area", flat=True).first()
        return first or self.unit_responsible.area

    @property
    def shown_code(self) -> str:
        """The code in groups, as printed."""
        return grouped(self.code)


def verbs_standing(chain: Iterable[tuple[int, str, int | None]]) -> frozenset[str]:
    """The verbs of a chain of (number, verb, number of the event that it takes back) that nothing took back."""
    rows = list(chain)
    undone = {corrected for _number, _verb, corrected in rows if corrected is not None}
    return frozenset(verb for number, verb, _corrected in rows if number not in undone)


ASKED = ("owed", "concerned", "decided_on", "appeals", "taken", "awarded", "area")
"""What a case remembers of the rows around it; forgotten when they were written."""
