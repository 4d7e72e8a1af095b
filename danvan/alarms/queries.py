"""What sounds an alarm on a day, for whom, and who was told of it. Everything is asked of stored dates when it is read.

An alarm is about a case that is open, does not wait for the citizen, and either has a running clock whose last day is
near, here or over, or is a letter that nobody has handled while the threshold of discipline comes near
(`letter.discipline_alarm`: it counts from the day of receipt, and only where the office has confirmed it).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Case as Choice
from django.db.models import (
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Least

from danvan import law
from danvan.alarms.line import Line
from danvan.alarms.models import Digest, Escalation, Skipped
from danvan.calendars import queries as calendars
from danvan.cases.kinds import all_kinds
from danvan.cases.models import Case, CaseQuerySet, Deadline
from danvan.cases.models.case import OPEN
from danvan.cases.models.parts import URGED, DeadlineState
from danvan.cases.workflow import OPEN_PHASES, Phase
from danvan.lib.constants import Numbers
from danvan.people import policies as people
from danvan.people import queries as units
from danvan.people.models import Absence, Account, Post, Unit, UnitParent
from danvan.people.reach import Standing
from danvan.people.roles import Role
from danvan.promises import queries as given
from danvan.promises.models import PromiseQuerySet

DISCIPLINE = "letter.discipline_alarm"
LATE, TODAY, SOON, THRESHOLD = "late", "today", "soon", "discipline"
ONE_DAY = timedelta(1)
MESSAGES = 20  # as many lines of messages a page shows
AWAKE = OPEN & Q(waiting_since__isnull=True)


def rules_leaned_on() -> frozenset[str]:
    """Identifiers of the rules that set no term, and on which an alarm or a step of some kind of case rests."""
    steps = (step for kind in all_kinds().values() for step in kind.transitions)
    return frozenset(step.basis for step in steps if step.basis) | {DISCIPLINE}


# --- what sounds -----------------------------------------------------------------------------------------
def running(until: date) -> QuerySet[Deadline]:
    """Clocks that run and whose last day is that day or an earlier one."""
    return Deadline.objects.filter(state=DeadlineState.RUNNING, due_on__lte=until)


def unhandled(until: date, *, on: date) -> Q:
    """Letters that nobody has handled, and whose threshold of discipline is that day or an earlier one."""
    found = Q(pk__in=[])
    for rule in law.versions(DISCIPLINE):
        days = threshold_days(rule)
        if rule.in_force_from + timedelta(days) > until:
            continue
        last = min(until - timedelta(days), rule.in_force_until or date.max)
        some = Q(phase=Phase.RECEIVED, received_on__gte=rule.in_force_from, received_on__lte=last)
        if not rule.fires_by_itself:
            some &= Q(unit_responsible__in=units.units_confirming(rule.id, rule.version, on))
        found |= some
    return found


def threshold_days(rule: law.Rule) -> int:
    """How many calendar days after the receipt the threshold lies."""
    return rule.term().amount - (1 if rule.count_first_day else 0)


def pressing(on: date) -> Q:
    """Cases whose last day has come or is over: what the figure beside the menu counts; asks no calendar."""
    return AWAKE & (Q(pk__in=running(on).values("case")) | unhandled(on, on=on))


def alarmed(found: CaseQuerySet, weeks: Iterable[tuple[int, int]], *, on: date) -> Any:
    """Those of the cases that sound an alarm, with the days that do; `weeks`: their units, each with its week.

    `term_on`: the earliest last day of a running clock. `threshold_on`: the threshold of discipline, once it is near.
    `alarm_on`: the earlier of the two. `soon_until`: up to which day a day is near, by the unit's calendar.
    """
    near = near_days(weeks, on)
    furthest = max(near, default=on)
    first = running(furthest).filter(case=OuterRef("pk")).order_by("due_on").values("due_on")[:1]
    rows = found.filter(AWAKE).filter(Q(pk__in=running(furthest).values("case")) | unhandled(furthest, on=on))
    dated = rows.annotate(
        term_on=Subquery(first),
        threshold_on=_threshold(furthest, on),
        soon_until=Choice(
            *(When(unit_responsible__in=Numbers(some), then=Value(day)) for day, some in near.items()),
            default=Value(on),
            output_field=DateField(),
        ),
    )
    return dated.filter(Q(term_on__lte=F("soon_until")) | Q(threshold_on__lte=F("soon_until"))).annotate(
        alarm_on=Least("term_on", "threshold_on")
    )


def _threshold(until: date, on: date) -> Cast:
    """The day of a letter's threshold, by the version of the rule; none where it does not apply or lies after."""
    made = []
    for rule in law.versions(DISCIPLINE):
        day = ExpressionWrapper(F("received_on") + threshold_days(rule), output_field=DateField())
        within = Q(received_on__gte=rule.in_force_from, received_on__lte=rule.in_force_until or date.max)
        made.append(When(unhandled(until, on=on) & within, then=day))
    return Cast(Choice(*made, output_field=DateField()), DateField())


def near_days(weeks: Iterable[tuple[int, int]], on: date) -> dict[date, list[int]]:
    """Up to which day a last day is near, and for which units: so many working days ahead, by each one's calendar."""
    known, found = calendars.all_calendars(), defaultdict(list)
    for unit, week in weeks:
        calendar = known.of_id(unit, Unit(week=week).weekdays)
        found[calendar.add_working(on, settings.DANVAN_ALARM_SOON)].append(unit)
    return dict(found)


def weeks_of(unit_ids: Iterable[int]) -> QuerySet[Unit, tuple[int, int]]:
    """Units with their working weeks, as `alarmed` wants them."""
    return Unit.objects.filter(pk__in=list(unit_ids)).values_list("pk", "week")


def kinds(on: date) -> dict[str, Q]:
    """The kinds of alarm among `alarmed` cases; a case may sound two."""
    return {
        LATE: Q(term_on__lt=on),
        TODAY: Q(term_on=on),
        SOON: Q(term_on__gt=on, term_on__lte=F("soon_until")),
        THRESHOLD: Q(threshold_on__lte=F("soon_until")),
    }


def counts(rows: QuerySet[Case], *, on: date) -> dict[str, int]:
    """How many cases sound an alarm (`all`), and how many of each kind; one statement."""
    counted = {kind: Count("pk", filter=some) for kind, some in kinds(on).items()}
    return rows.order_by().aggregate(all=Count("pk"), **counted)


# --- for whom --------------------------------------------------------------------------------------------
def concerning(officer: Account, *, on: date) -> Q:
    """Cases whose alarms an officer looks at, among those that she may read.

    Her own and those of whoever she stands in for; those that nobody has in hand in the units where she works; as
    leader or inspector all of her units and of those below; and whatever was brought up to her.
    """
    standing = people.standing(officer, on)
    over = standing.seen_as(Role.LEADER, Role.INSPECTOR)
    own = standing.units_with(*(role for role in Role if role.reads_letters))
    return _hers(officer, standing, over, own)


def addressed(officer: Account, *, on: date) -> Q:
    """Cases that she gets messages about: as above, but of units below only what was brought up to her."""
    standing = people.standing(officer, on)
    led, worked = standing.units_with(Role.LEADER), standing.units_with(Role.CLERK, Role.HANDLER)
    return _hers(officer, standing, led, worked)


def _hers(officer: Account, standing: Standing, whole: Collection[int], unassigned: Collection[int]) -> Q:
    told = Escalation.objects.filter(to=officer).values("case")
    return (
        standing.in_hand(officer)
        | Q(unit_responsible__in=Numbers(whole))
        | Q(unit_responsible__in=Numbers(unassigned), officer__isnull=True)
        | Q(pk__in=told)
    )


def promises(officer: Account, *, on: date) -> PromiseQuerySet:
    """Promises that are overdue, due or near (by the national calendar), in her hands or of units that she leads."""
    led = people.standing(officer, on).units_with(Role.LEADER)
    return given.pressing(officer, led, law.national().add_working(on, settings.DANVAN_ALARM_SOON))


def can_alarm_discipline(unit_ids: Collection[int], *, on: date) -> bool:
    """Whether the threshold is confirmed for one of the units, or fires by itself; true while it is not in force."""
    try:
        rule = law.rule(DISCIPLINE, on)
    except law.NotInForce:
        return True
    confirmed = units.units_confirming(rule.id, rule.version, on).filter(pk__in=list(unit_ids))
    return rule.fires_by_itself or confirmed.exists()


# --- who was told ----------------------------------------------------------------------------------------
def told(rows: Iterable[Any]) -> dict[int, list[Escalation]]:
    """For each of some `alarmed` cases, who was told of the breaches that still stand, the first one first."""
    days = {row.pk: {row.term_on, row.threshold_on} for row in rows}
    found: dict[int, list[Escalation]] = defaultdict(list)
    for row in Escalation.objects.filter(case__in=days).select_related("to").order_by("pk"):
        if row.due_on in days[row.case_id]:
            found[row.case_id].append(row)
    return found


def messages(officer: Account, since: date, *, on: date) -> list[Digest]:
    """Messages since that day, the newest first: all of hers, and of officers of units that she leads or runs those
    that did not arrive. One statement.
    """
    led = people.standing(officer, on).units_with(Role.LEADER, Role.ADMINISTRATOR)
    theirs = Post.objects.on(on).filter(unit__in=led).values("officer")
    lost = Q(officer__in=theirs) & ~Q(state=Digest.State.DELIVERED)
    rows = Digest.objects.filter(Q(officer=officer) | lost, on__gte=since).select_related("officer")
    return list(rows.order_by("-on", "officer__sort_key")[:MESSAGES])


# --- for the worker --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Breach:
    """A last day that was missed: of a clock, or (`deadline` None) of the threshold; and when it last went up.

    `urged`: the clock is that of an answer to an urging, not a term of the case itself.
    """

    case: int
    deadline: int | None
    due_on: date
    unit: int
    week: int
    last_on: date | None
    urged: bool = False


def breaches(on: date) -> list[Breach]:
    """Every missed day that has not yet gone up as far as it can, the longest missed first; two statements at most."""
    clocks = running(on - ONE_DAY).filter(case__phase__in=OPEN_PHASES, case__waiting_since__isnull=True)
    rows = _not_at_the_end(clocks, case=OuterRef("case"), deadline=OuterRef("pk"), due_on=OuterRef("due_on"))
    found = [
        Breach(case, clock, due_on, unit, week, last_on, purpose == URGED)
        for case, clock, due_on, unit, week, last_on, purpose in rows.values_list(
            "case",
            "pk",
            "due_on",
            "case__unit_responsible",
            "case__unit_responsible__week",
            "last_on",
            "purpose",
        )
    ]
    letters = Case.objects.filter(AWAKE & unhandled(on - ONE_DAY, on=on))
    dated = letters.annotate(due_on_=_threshold(on - ONE_DAY, on))
    rows = _not_at_the_end(dated, case=OuterRef("pk"), deadline__isnull=True, due_on=OuterRef("due_on_"))
    found += [
        Breach(case, None, *rest)
        for case, *rest in rows.values_list(
            "pk", "due_on_", "unit_responsible", "unit_responsible__week", "last_on"
        )
    ]
    return sorted(found, key=lambda breach: (breach.due_on, breach.case))


def _not_at_the_end(rows: Any, **breach: Any) -> Any:
    """Those of the rows whose breach has not reached the highest level, with the day on which it last went up."""
    levels = Escalation.objects.filter(**breach)
    ended = levels.filter(Q(level__gte=settings.DANVAN_ALARM_LEVELS) | Q(skipped=Skipped.NO_UNIT))
    last = levels.order_by("-level").values("on")[:1]
    return rows.filter(~Exists(ended)).annotate(last_on=Subquery(last))


def line_of(unit_ids: Iterable[int], *, on: date) -> Line:
    """The line of command of a day, with the successors of those of the units that have ended: six statements."""
    posts = Post.objects.filter(role=Role.LEADER, from_on__lte=on).select_related("officer")
    leaders: dict[int, list[Post]] = defaultdict(list)
    for post in posts.order_by("from_on", "pk"):
        leaders[post.unit_id].append(post)
    holds = frozenset(post.pk for some in leaders.values() for post in some if post.holds_on(on))
    above = Q(until_on__isnull=True) | Q(until_on__gt=on) | Q(until_on=F("unit__exists_until"))
    parents = dict(UnitParent.objects.filter(above, from_on__lte=on).values_list("unit", "parent"))
    gone = Unit.objects.filter(pk__in=set(unit_ids), exists_until__lte=on).values_list("pk", flat=True)
    heirs = {
        unit: heir.unit_id
        for unit, found in units.lineage(gone, on).items()
        for heir in found
        if heir.whole and heir.unit_id != unit
    }
    away = Absence.objects.on(on).filter(stand_in__is_active=True).select_related("stand_in")
    standing_in = {(row.officer_id, row.unit_id): row.stand_in for row in away}
    return Line({unit: tuple(some) for unit, some in leaders.items()}, holds, parents, heirs, on, standing_in)


def recipients(on: date) -> Mapping[Account, list[Unit]]:
    """Officers with an address who had no message yet that day, each with the units of her posts.

    They read letters, or administer a unit: somebody may be missing there.
    """
    had = Digest.objects.filter(on=on).exclude(state=Digest.State.FAILED).values("officer")
    told = [role for role in Role if role.reads_letters or role == Role.ADMINISTRATOR]
    posts = Post.objects.on(on).filter(role__in=told, officer__is_active=True).exclude(officer__email="")
    found: dict[Account, list[Unit]] = defaultdict(list)
    for post in posts.exclude(officer__in=had).select_related("officer", "unit").order_by("officer", "pk"):
        found[post.officer].append(post.unit)
    return found
