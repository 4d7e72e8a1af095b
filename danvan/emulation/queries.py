"""Reads of emulation: exemplars, their sheets side by side, who copied whom, what is to be told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from danvan.emulation import marks
from danvan.emulation.marks import Mark, Sum
from danvan.emulation.models import (
    CriteriaSet,
    Criterion,
    Exemplar,
    Movement,
    Nomination,
    Photo,
    Reviewer,
    Score,
    Sheet,
)
from danvan.emulation.models.exemplar import ExemplarQuerySet
from danvan.emulation.words import PRIVATE
from danvan.emulation.workflow import HELD, NOMINATION, Stage, Status
from danvan.lib import codes
from danvan.lib.text import fold
from danvan.people import queries as people
from danvan.people.models import Account, Post, Unit
from danvan.people.sql import ABOVE
from danvan.web.asked import number

MOST_REVIEWERS = 100
ATTENTION = (*HELD, Status.REJECTED.value, Status.REVOKED.value)


def takes_part(movement: Movement, unit: Unit, on: date) -> bool:
    """Whether what stands in that unit may register: the movement's own unit, or one below it."""
    if unit.pk == movement.unit_id:
        return True
    return any(each.pk == movement.unit_id for each in people.path_of(unit, on))


def places_of(movement: Movement, on: date) -> list[Unit]:
    """The units in which one may register: the movement's own first, then those below it, by name."""
    below = Unit.objects.on(on).filter(pk__in=people.units_under(movement.unit, on).values("pk"))
    rows = sorted(below.named(on), key=lambda each: (each.pk != movement.unit_id, each.shown_name))
    return rows


def open_movements(on: date) -> QuerySet[Movement]:
    """Movements in which one may register that day, the first to close first."""
    rows = Movement.objects.filter(opens_on__lte=on, closes_on__gte=on, closed_on__isnull=True)
    return rows.select_related("criteria", "unit").order_by("closes_on", "pk")


WAITING = {
    "team": Status.SCORED.value,
    "sit": Status.CHECKED.value,
    "recognise": Status.PASSED.value,
    "publish": Status.RECOGNISED.value,
}
"""For which step an exemplar waits in which state."""


def waiting(rows: ExemplarQuerySet, movement: Movement, what: str) -> ExemplarQuerySet:
    """Those among `rows` of a movement that wait for a step; to be published, only those who agreed to be shown."""
    found = rows.filter(movement=movement, status=WAITING[what])
    if what == "publish":
        agreed = Q(holder__consent="yes") | ~Q(whose__in=PRIVATE)
        found = found.filter(agreed, published_on__isnull=True)
    return found.select_related("holder", "criteria").order_by("folded", "pk")


def all_waiting(rows: ExemplarQuerySet, movement: Movement, most: int) -> dict[str, list[Exemplar]]:
    """For each step those that wait for it, so many of each; one statement."""
    first, *others = (waiting(rows, movement, what)[:most] for what in WAITING)
    found = sorted(first.union(*others, all=True), key=lambda row: (row.folded, row.pk))
    return {what: [row for row in found if row.status == status] for what, status in WAITING.items()}


def movements_of(units: Collection[int]) -> QuerySet[Movement]:
    """Movements that these units run, the newest first, with how many take part."""
    rows = Movement.objects.filter(unit__in=units).select_related("criteria", "unit")
    held = Count("exemplars", filter=Q(exemplars__status__in=HELD))
    return rows.annotate(taking_part=Count("exemplars"), recognised=held).order_by("-opens_on", "-pk")


def sums_of(exemplars: Sequence[Exemplar], stage: Stage) -> dict[int, Sum]:
    """What the last sheet of that stage of each comes to; without a sheet nothing was given. Three statements."""
    sheets = latest([each.pk for each in exemplars], stage)
    items: dict[int, list[Criterion]] = {}
    for item in Criterion.objects.filter(criteria__in={each.criteria_id for each in exemplars}):
        items.setdefault(item.criteria_id, []).append(item)
    return {
        row.pk: marks.summed(row.criteria, items.get(row.criteria_id, []), sheets.get(row.pk, {}))
        for row in exemplars
    }


def latest(exemplars: Collection[int], stage: Stage) -> dict[int, dict[int, Mark]]:
    """The marks of the last sheet of that stage of each exemplar, by criterion. Two statements."""
    rows = Sheet.objects.filter(exemplar__in=exemplars, stage=stage.value)
    last = {row.pk: row.exemplar_id for row in rows.order_by("exemplar", "-round").distinct("exemplar")}
    found: dict[int, dict[int, Mark]] = {}
    for score in Score.objects.filter(sheet__in=list(last)):
        found.setdefault(last[score.sheet_id], {})[score.criterion_id] = Mark.of(score)
    return found


@dataclass(frozen=True)
class Line:
    """One criterion with what was given by whoever registered, and by the team."""

    item: Criterion
    own: Mark
    team: Mark
    photos: Sequence[Photo]
    scored: bool
    checked: bool

    @property
    def differs(self) -> bool:
        """Whether the team saw it differently."""
        return self.scored and self.checked and self.own.value != self.team.value

    @property
    def short(self) -> bool:
        """Whether, by the last who scored, it is not enough."""
        mark = self.team if self.checked else self.own
        if not (self.scored or self.checked):
            return False
        missed = self.item.condition and not mark.met
        return missed or (mark.points or 0) < self.item.least


@dataclass(frozen=True)
class Board:
    """Scores side by side, with their sums; None where nobody scored."""

    lines: Sequence[Line]
    own: Sum | None
    team: Sum | None
    own_sheet: Sheet | None
    team_sheet: Sheet | None
    photos: Sequence[Photo]


def board(row: Exemplar) -> Board:
    """The criteria with both sheets of the last round and their photos. Four statements."""
    items = list(row.criteria.items.all())
    sheets: dict[str, Sheet] = {}
    for sheet in row.sheets.select_related("by").prefetch_related("scores").order_by("round"):
        sheets[sheet.stage] = sheet
    own, team = sheets.get(Stage.SELF), sheets.get(Stage.CHECK)
    if team is not None and team.round != row.round:
        team = None  # the check of the round before is history
    given = [
        {s.criterion_id: Mark.of(s) for s in sheet.scores.all()} if sheet else {} for sheet in (own, team)
    ]
    photos = list(row.photos.all())
    lines = [
        Line(
            item,
            given[0].get(item.pk, Mark()),
            given[1].get(item.pk, Mark()),
            [photo for photo in photos if photo.criterion_id == item.pk],
            own is not None,
            team is not None,
        )
        for item in items
    ]
    return Board(
        lines,
        marks.summed(row.criteria, items, given[0]) if own else None,
        marks.summed(row.criteria, items, given[1]) if team else None,
        own,
        team,
        photos,
    )


def narrowed(rows: ExemplarQuerySet, asked: dict[str, str], on: date) -> ExemplarQuerySet:
    """The rows that words, sort, field, state, unit and movement leave; what is unknown narrows nothing."""
    for word in fold(asked.get("q", "")).split():
        rows = rows.filter(folded__contains=word)
    for name in ("sort", "field"):
        if asked.get(name):
            rows = rows.filter(**{name: asked[name]})
    for name in ("unit", "movement"):
        if (pk := number(asked.get(name, ""))) is not None:
            rows = rows.filter(**{name: pk})
    state = asked.get("state", "")
    if state == "in_force":
        return rows.in_force(on)
    if state == "expired":
        return rows.expired(on)
    return rows.filter(status=state) if state in set(Status) else rows


ORDERS = {
    "name": ("folded",),
    "registered": ("registered_on",),
    "expires": (Coalesce("expires_on", date.max),),
    "unit": ("unit", "folded"),
}


def ordered(rows: ExemplarQuerySet, sort: str) -> ExemplarQuerySet:
    """In the order asked for ('-' the other way round); the newest first when nothing is asked."""
    name = sort.removeprefix("-")
    if name not in ORDERS:
        return rows.order_by("-registered_on", "-pk")
    found = ORDERS[name]
    keys = (
        [key.desc() if hasattr(key, "desc") else f"-{key}" for key in found]
        if sort.startswith("-")
        else found
    )
    return rows.order_by(*keys, "-pk")


def by_code(typed: str) -> Exemplar | None:
    """The exemplar of a code, however it was typed; one statement."""
    code = codes.normalise(typed)
    rows = Exemplar.objects.select_related("movement__unit", "criteria", "unit", "holder")
    return rows.filter(code=code).first() if code else None


def nomination_by_code(typed: str) -> Nomination | None:
    """The nomination of a code; one statement."""
    code = codes.normalise(typed)
    rows = Nomination.objects.select_related("unit", "exemplar")
    return rows.filter(code=code).first() if code else None


def public() -> ExemplarQuerySet:
    """What anybody may read, the last recognised first."""
    rows = Exemplar.objects.public().select_related("unit", "criteria", "holder", "copied_from")
    return rows.order_by("-recognised_on", "-pk")


def with_copies(rows: ExemplarQuerySet) -> ExemplarQuerySet:
    """With how many published ones were made after each."""
    return rows.annotate(copied=Count("copies", filter=Q(copies__published_on__isnull=False)))


def public_photos(rows: Collection[int]) -> dict[int, list[Photo]]:
    """The photos that everybody may see, by exemplar; one statement."""
    found: dict[int, list[Photo]] = {}
    for photo in Photo.objects.filter(exemplar__in=rows, public=True):
        found.setdefault(photo.exemplar_id, []).append(photo)
    return found


def copies_below(pk: int) -> dict[int, int]:
    """All that was made after an exemplar, or after one of those: number → how many steps away. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE below(id, steps) AS ("
            " SELECT id, 1 FROM emulation_exemplar WHERE copied_from_id = %s"
            " UNION SELECT each.id, steps + 1 FROM emulation_exemplar each JOIN below ON copied_from_id = below.id"
            " WHERE steps < 50) SELECT id, min(steps) FROM below GROUP BY id",
            [pk],
        )
        return dict(cursor.fetchall())


@dataclass(frozen=True)
class Branch:
    """One exemplar of the tree of copies, and how deep it stands."""

    row: Exemplar
    depth: int


def tree_of(row: Exemplar, *, rows: ExemplarQuerySet) -> list[Branch]:
    """The exemplar and all that was made after it, each below its example, the oldest first. Two statements."""
    numbers = copies_below(row.pk)
    found = list(rows.filter(pk__in=[row.pk, *numbers]).order_by("copied_on", "pk"))
    return _laid_out(found, [each for each in found if each.pk == row.pk])


def forest(rows: ExemplarQuerySet) -> list[list[Branch]]:
    """Every tree among these that has more than one exemplar, the largest first. One statement."""
    found = list(rows.order_by("copied_on", "pk"))
    known = {each.pk for each in found}
    roots = [each for each in found if each.copied_from_id not in known]
    trees = [_laid_out(found, [root]) for root in roots]
    return sorted((tree for tree in trees if len(tree) > 1), key=len, reverse=True)


def _laid_out(found: Sequence[Exemplar], roots: Sequence[Exemplar]) -> list[Branch]:
    below: dict[int | None, list[Exemplar]] = {}
    for each in found:
        below.setdefault(each.copied_from_id, []).append(each)
    made: list[Branch] = []
    waiting = [(root, 0) for root in reversed(roots)]
    while waiting:
        row, depth = waiting.pop()
        made.append(Branch(row, depth))
        waiting += [(each, depth + 1) for each in reversed(below.get(row.pk, []))]
    return made


def sources(units: Collection[int] | None = None) -> ExemplarQuerySet:
    """What may be copied: recognised once, by name; `units` narrows."""
    rows = Exemplar.objects.filter(recognised_on__isnull=False).exclude(status=Status.REVOKED)
    rows = rows if units is None else rows.filter(unit__in=units)
    return rows.select_related("unit").order_by("folded", "pk")


def to_tell(units: Collection[int]) -> ExemplarQuerySet:
    """What was decided, and of which whoever registered was not told yet; the oldest first."""
    rows = Exemplar.objects.filter(status__in=ATTENTION, told_on__isnull=True)
    mine = rows.filter(Q(unit__in=units) | Q(movement__unit__in=units))
    return mine.select_related("unit", "holder", "movement").order_by("decided_on", "ended_on", "pk")


def nominations(units: Collection[int]) -> QuerySet[Nomination]:
    """Nominations in these units: those that wait first, then the newest."""
    return (
        Nomination.objects.filter(unit__in=units)
        .select_related("unit", "exemplar")
        .order_by("-received_on", "-pk")
    )


@dataclass(frozen=True)
class Chosen:
    """An officer who may look again, and where she works: names alone do not tell two of them apart."""

    officer: Account
    where: str


def reviewers_to_choose(movement: Movement, places: Collection[int], on: date) -> list[Chosen]:
    """Officers of the unit that runs the movement first, then of these places and the units above them, by name.

    Not everybody below: a province has hundreds of them, and who knows a place works there or just above it.
    """
    own = {movement.unit_id}
    between = Q(unit__in=above(places, on)) & Q(unit__in=people.units_under(movement.unit, on).values("pk"))
    posts = Post.objects.on(on).filter(Q(unit__in=own | set(places)) | between, officer__is_active=True)
    rows: Any = posts.annotate(where=people.shown_name(on, "unit")).select_related("officer")
    found: dict[int, tuple[bool, Chosen]] = {}
    for post in sorted(rows, key=lambda each: each.unit_id not in own):
        found.setdefault(post.officer_id, (post.unit_id not in own, Chosen(post.officer, post.where)))
    ordered = sorted(found.values(), key=lambda each: (each[0], each[1].officer.sort_key))
    return [chosen for _far, chosen in ordered[:MOST_REVIEWERS]]


def issued(units: Collection[int], on: date) -> QuerySet[CriteriaSet]:
    """Sets of criteria that hold that day in these units, by sort and name."""
    return CriteriaSet.objects.on(on).filter(unit__in=units).order_by("sort", "name")


def criteria_of(units: Collection[int]) -> QuerySet[CriteriaSet]:
    """Every set of these units, the newest version first."""
    rows = CriteriaSet.objects.filter(unit__in=units).select_related("unit")
    return rows.annotate(count=Count("items")).order_by("sort", "series", "-number")


def page_of(numbers: Q) -> ExemplarQuerySet:
    """Exemplars with what their page shows of them at once."""
    rows = Exemplar.objects.filter(numbers).select_related(
        "movement__unit", "criteria", "unit", "holder", "copied_from", "registered_by", "ballot__sitting"
    )
    team = Prefetch("reviewers", Reviewer.objects.select_related("officer"))
    return rows.prefetch_related(team, "results")


def ended(stream: str, unit: Unit, before: date) -> QuerySet[Exemplar] | QuerySet[Nomination]:
    """What ended in a unit before a day and still tells of persons, the oldest first."""
    if stream == NOMINATION.stream:
        told = Nomination.objects.filter(unit=unit, destroyed_on__isnull=True, ended_on__lt=before)
        return told.order_by("ended_on", "pk")
    rows = Exemplar.objects.filter(unit=unit, holder__destroyed_on__isnull=True, ended_on__lt=before)
    return rows.select_related("holder").order_by("ended_on", "pk")


def units_above(units: Collection[int], on: date) -> set[int]:
    """The units above these that day: whose movements and criteria hold for them too."""
    return set(above(units, on).values_list("pk", flat=True)) if units else set()


def above(units: Collection[int], on: date) -> QuerySet[Unit]:
    """The same, to be asked within another statement."""
    return Unit.objects.filter(pk__in=RawSQL(ABOVE + "SELECT id FROM above", (list(units), on, on)))
