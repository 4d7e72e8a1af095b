"""Reads of meetings: lists, who was present, questions and speakers, the hall by its code, what happened."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from danvan.cases.models.people import TellBy
from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.lib import codes
from danvan.meetings.models import Attendance, CheckIn, Meeting, Question, Speaker
from danvan.meetings.models.meeting import MeetingQuerySet
from danvan.meetings.workflow import GROUPS, LIFE, SHOWN, TELLING, UNANSWERED, Asked, Status

DOOR = 6


def of_kind(kind: str, units: Collection[int] | None = None) -> MeetingQuerySet:
    """Meetings of a kind, of these units where they are named, the latest first."""
    rows = Meeting.objects.filter(kind=kind).select_related("unit")
    if units is not None:
        rows = rows.filter(unit__in=units)
    return rows.order_by("-starts_at", "-pk")


def with_counts(rows: QuerySet[Meeting]) -> MeetingQuerySet:
    """The same with what a list says beside each: `asked`, `unanswered`, `attended`; no statement more."""
    shown = Question.objects.filter(meeting=OuterRef("pk"), status__in=SHOWN).order_by()
    by_hand = Attendance.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    phones = CheckIn.objects.filter(meeting=OuterRef("pk")).exclude(
        group__in=Attendance.objects.filter(meeting=OuterRef(OuterRef("pk"))).values("group")
    )
    counted = {
        "asked": _count(shown),
        "unanswered": _count(shown.filter(status__in=UNANSWERED)),
        "_hand": Coalesce(Subquery(by_hand.annotate(n=Sum("persons")).values("n")), 0),
        "_phones": _count(phones.order_by()),
    }
    made: MeetingQuerySet = rows.annotate(**counted).annotate(attended=F("_hand") + F("_phones"))  # type: ignore[assignment]
    return made


def _count(rows: QuerySet[Question] | QuerySet[CheckIn]) -> Coalesce:
    return Coalesce(Subquery(rows.values("meeting").annotate(n=Count("pk")).values("n")), 0)


def attendance(meeting: Meeting) -> dict[str, tuple[int | None, int]]:
    """Group → (counted by hand, None where nobody did; checked in by phone); one statement."""
    counted = meeting.attendance.order_by().values_list("group", "persons", Value("hand"))
    phoned = meeting.check_ins.order_by().values("group").annotate(n=Count("pk"))
    by_hand: dict[str, int] = {}
    phones: dict[str, int] = {}
    for group, number, way in counted.union(phoned.values_list("group", "n", Value("phone")), all=True):
        (by_hand if way == "hand" else phones)[group] = number
    return {group: (by_hand.get(group), phones.get(group, 0)) for group in GROUPS}


def present(meeting: Meeting) -> int:
    """How many were present; one statement."""
    return total(attendance(meeting))


def total(counted: Mapping[str, tuple[int | None, int]]) -> int:
    """Of each group what was counted by hand, else what the phones said."""
    return sum(phones if hand is None else hand for hand, phones in counted.values())


def questions_of(meeting: Meeting) -> list[Question]:
    """Its questions in their order, with whoever asked; one statement."""
    rows = meeting.questions.select_related("asker", "case").order_by("place")
    found = list(rows)
    for row in found:
        row.meeting = meeting
    return found


def shown_of(meeting: Meeting) -> list[Question]:
    """What anybody reads of them, in their order; one statement."""
    return list(meeting.questions.shown().select_related("case").order_by("place"))


def tally(rows: Iterable[Question]) -> dict[str, int]:
    """How many of the shown questions were answered on the spot, later, made letters of, and still stand."""
    shown = [row for row in rows if row.status in SHOWN]
    return {
        "asked": len(shown),
        "on_spot": sum(row.status == Asked.ANSWERED and row.on_spot for row in shown),
        "later": sum(row.status == Asked.ANSWERED and not row.on_spot for row in shown),
        "passed": sum(row.status == Asked.PASSED for row in shown),
        "unanswered": sum(row.status in UNANSWERED for row in shown),
    }


def speakers_of(meeting: Meeting) -> list[Speaker]:
    """The list of speakers in its order; one statement."""
    return list(meeting.speakers.order_by("order"))


def open_door(typed: str) -> Meeting | None:
    """The meeting whose hall shows this code now, however it was typed; one statement."""
    code = "".join(typed.split()).upper()
    if len(code) != DOOR or any(char not in codes.ALPHABET for char in code):
        return None
    return Meeting.objects.filter(status=Status.OPEN, door=code).select_related("unit").first()


def question_by_code(typed: str) -> Question | None:
    """The question of a code, however it was typed; one statement."""
    code = codes.normalise(typed)
    rows = Question.objects.select_related("meeting__unit", "case")
    return rows.filter(code=code).first() if code else None


def new_in(units: Collection[int]) -> int:
    """How many questions from the portal nobody of these units has looked at."""
    return Question.objects.filter(meeting__unit__in=units, status=Asked.NEW).count()


def owed_in(units: Collection[int]) -> QuerySet[Question]:
    """Questions to which these units owe an answer although the meeting is over, the earliest day first."""
    rows = Question.objects.filter(meeting__unit__in=units).filter(
        Q(status=Asked.OWED) | Q(status=Asked.LISTED, meeting__status__in=("published", "cancelled"))
    )
    return rows.select_related("meeting__unit").order_by(F("answer_by").asc(nulls_first=True), "pk")


def to_tell_in(units: Collection[int]) -> QuerySet[Question]:
    """Questions of which something became and whose askers want to be called, the longest first; with who asked."""
    rows = Question.objects.filter(meeting__unit__in=units, status__in=TELLING)
    wanting = rows.filter(asker__tell_by=TellBy.PHONE, asker__told_on__isnull=True)
    return wanting.select_related("meeting__unit", "asker").order_by("answered_on", "pk")


def stale(before: datetime) -> list[Meeting]:
    """Meetings that began before that moment, still hold names, and owe nobody an answer or a call."""
    names = Q(questions__asker__isnull=False) | ~Q(speakers__full_name="") & Q(speakers__isnull=False)
    open_ = Question.objects.filter(meeting=OuterRef("pk"), status__in=(Asked.NEW, *UNANSWERED))
    rows = Meeting.objects.filter(names, starts_at__lt=before, names_destroyed_on__isnull=True)
    return list(rows.exclude(Exists(open_)).exclude(pk__in=_to_call()).distinct().order_by("pk"))


def _to_call() -> Any:
    rows = Question.objects.filter(status__in=TELLING, asker__tell_by=TellBy.PHONE)
    return rows.filter(asker__told_on__isnull=True).values("meeting")


def events(meeting: Meeting, *, public: bool = False) -> list[Event]:
    """What happened to it, in order, with whoever did it; one statement."""
    rows = events_of(LIFE.stream, meeting.pk).select_related("actor")
    return list(rows.filter(public=True) if public else rows)
