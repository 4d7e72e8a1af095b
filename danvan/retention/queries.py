"""What is due for destruction in a unit, what is held back and why, and the lists that were made of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext as _

from danvan.burdens.queries import answered
from danvan.cases import queries as register
from danvan.cases.concerns import hidden_from
from danvan.cases.models import Case, Link
from danvan.cases.workflow import OPEN_PHASES
from danvan.consultations.models import Consultation
from danvan.denunciations.models import Message
from danvan.emulation.queries import ended
from danvan.lib import dates
from danvan.people import queries as people
from danvan.people.models import Account, Unit
from danvan.reception import queries as reception
from danvan.reception.models import Booking, Matter, Refusal, Turn
from danvan.retention import terms
from danvan.retention.models import DestructionList, Hold, Item, Term
from danvan.retention.terms import Span
from danvan.retention.things import Thing, all_things, taken_before

MOST = 200
"""So many lines a page shows and a list may have: what is left comes when these are gone."""


@dataclass(frozen=True)
class Candidate:
    """One thing whose own term is over: since when it ran, its last day, on what basis, and what holds it back."""

    stream: str
    pk: int
    name: str
    start_on: date
    span: Span
    held: str = ""

    @property
    def due_on(self) -> date:
        """The last day on which it had to be kept."""
        return self.span.last_day(self.start_on)


def decided(unit: Unit, on: date) -> dict[str, Term | None]:
    """For each kind of thing the office's decision that speaks for the unit on that day: two statements."""
    path = [each.pk for each in people.path_of(unit, on)]
    rows = list(Term.objects.filter(unit__in=path, from_on__lte=on))
    return {key: terms.decided_for(thing, path, rows) for key, thing in all_things().items()}


def unknown_to(officer: Account, *, on: date, of: str = "") -> Q:
    """Lines and holds of what is about this officer, or sealed from her: for her they do not exist.

    Whoever a case is about must not decide that it goes. `of` leads to the row that has stream and subject.
    """
    return _lines_of(register.unknown_to(officer, on=on), reception.unknown_to(officer, on=on), of)


def _lines_of(cases: Any, turns: Any, of: str = "") -> Q:
    return Q(**{f"{of}stream": "case", f"{of}subject__in": cases}) | Q(
        **{f"{of}stream": "turn", f"{of}subject__in": turns}
    )


def candidates(
    thing: Thing,
    unit: Unit,
    decision: Term | None,
    *,
    on: date,
    by: Account | None = None,
    only: Iterable[int] | None = None,
    beside: int = 0,
) -> list[Candidate]:
    """Things of a unit whose term is over, the oldest first; `only` some of them. Two statements at most.

    What is held back is among them, each with its reason; what no sure term reaches is not, nor what does not exist
    for the officer who asks (`by`). `beside`: a list that holds nothing back, since it is the one that is carried out.
    """
    years = terms.shortest(thing, decision)
    if years is None:
        return []
    rows = _rows(thing, unit, dates.years_later(on, -years))
    rows = rows.filter(pk__in=only) if only is not None else rows
    if by is not None and thing.stream in ("case", "turn"):
        unknown: Any = register if thing.stream == "case" else reception
        rows = rows.exclude(pk__in=unknown.unknown_to(by, on=on))
    found = list(rows.annotate(listed=_listed(thing.stream, beside))[:MOST])
    holds = _holds(thing.stream, [row.pk for row in found], on)
    made = []
    for row in found:
        start = _start(row)
        term = terms.span(thing, start, decision)
        if term and term.last_day(start) < on:
            held = _why_held(row, term, holds.get(row.pk), on)
            made.append(Candidate(thing.stream, row.pk, _name(row), start, term, held))
    return made


def _rows(thing: Thing, unit: Unit, before: date) -> Any:
    if thing.stream == "case":
        return _cases(thing, unit, before)
    if thing.stream == "consultation":
        over = Consultation.objects.over().annotate(ended=Coalesce("issued_on", "withdrawn_on"))
        return over.filter(unit=unit, destroyed_on__isnull=True, ended__lt=before).order_by("ended", "pk")
    if thing.stream == "burden":
        return answered(unit, before)
    if thing.stream in ("exemplar", "nomination"):
        return ended(thing.stream, unit, before)
    table: Any = {"turn": Turn, "refusal": Refusal, "booking": Booking}[thing.stream]
    rows = table.objects.filter(unit=unit, destroyed_on__isnull=True, on__lt=before).order_by("on", "pk")
    if thing.stream != "turn":
        return rows
    live = Matter.objects.filter(turn=OuterRef("pk"), petition__phase__in=OPEN_PHASES)
    return rows.annotate(live=ArraySubquery(live.values("pk")))


def _cases(thing: Thing, unit: Unit, before: date) -> QuerySet[Case]:
    """Cases that were closed before a day, with those they are tied to."""
    rows = Case.objects.filter(kind__in=thing.kinds, unit_responsible=unit, destroyed_on__isnull=True)
    if thing.statuses:
        rows = rows.filter(status__in=thing.statuses)
    rows = rows.exclude(status__in=taken_before(thing))
    rows = rows.filter(closed_on__lt=before).order_by("closed_on", "pk")
    heard = Message.objects.filter(denunciation=OuterRef("pk"), from_office=False).order_by("-on")
    return rows.annotate(
        later=ArraySubquery(_tied("earlier", "later")),
        earlier=ArraySubquery(_tied("later", "earlier")),
        heard=Subquery(heard.values("on")[:1]),
    )


def _tied(mine: str, other: str) -> Any:
    rows = Link.objects.filter(**{mine: OuterRef("pk")})
    phase, closed = f"{other}__phase", f"{other}__closed_on"
    return rows.values(json=JSONObject(phase=phase, closed=closed))


def _listed(stream: str, beside: int) -> Any:
    """The lists that still await their end and hold the row already."""
    open_ = Item.objects.filter(stream=stream, subject=OuterRef("pk"), state=Item.State.WAITING)
    return ArraySubquery(
        open_.exclude(list__state=DestructionList.State.REJECTED).exclude(list=beside).values("list")
    )


def _start(row: Any) -> date:
    """The day on which the row's term began; of a denunciation anew with each message that came."""
    if not isinstance(row, Case):
        return row.on
    return max(day for day in (row.closed_on, row.heard) if day)  # type: ignore[attr-defined]


def _name(row: Any) -> str:
    """The row in a word that names nobody."""
    return row.code[:4] + "…" if isinstance(row, Case) else _("số %(n)s") % {"n": row.pk}


def _holds(stream: str, subjects: Sequence[int], on: date) -> dict[int, Hold]:
    rows = Hold.objects.filter(stream=stream, subject__in=subjects, lifted_on__isnull=True)
    return {hold.subject: hold for hold in rows.order_by("-pk") if hold.stands_on(on)}


def _why_held(row: Any, term: Span, hold: Hold | None, on: date) -> str:
    """Why the row may not go yet; empty when it may."""
    if hold is not None:
        until = _(" đến %(day)s") % {"day": dates.short(hold.until_on)} if hold.until_on else ""
        return _("lãnh đạo giữ lại%(until)s: %(why)s") % {"until": until, "why": hold.get_why_display()}
    if row.listed:
        return _("đã ở danh mục %(n)s") % {"n": row.listed[0]}
    if getattr(row, "live", None):
        return _("đơn mở từ lượt tiếp này đang giải quyết")
    return _why_tied(row, term, on) if isinstance(row, Case) else ""


def _why_tied(row: Any, term: Span, on: date) -> str:
    if any(tie["phase"] in OPEN_PHASES for tie in (*row.later, *row.earlier)):
        return _("liên quan một hồ sơ đang giải quyết")
    closed = [date.fromisoformat(tie["closed"]) for tie in row.later if tie["closed"]]
    if closed and (last := term.last_day(max(closed))) >= on:
        return _("có đơn mới về cùng việc: lưu theo đơn mới đến %(day)s") % {"day": dates.short(last)}
    return ""


def unclosed(thing: Thing, unit: Unit, decision: Term | None, *, on: date, by: Account) -> int:
    """How many cases of the kind, that exist for her, came before the term and are held back as they are not closed."""
    years = terms.shortest(thing, decision)
    if years is None or thing.stream != "case":
        return 0
    rows = Case.objects.filter(kind__in=thing.kinds, unit_responsible=unit, closed_on__isnull=True)
    rows = rows.exclude(pk__in=register.unknown_to(by, on=on))
    return rows.filter(received_on__lt=dates.years_later(on, -years)).count()


def lists(units: Iterable[int], officer: Account, *, on: date) -> list[Any]:
    """The lists of these units, the newest first, each with its unit's name and how many lines she may know."""
    return list(_known_lists(officer, on).filter(unit__in=list(units)).order_by("-pk")[:50])


def load_list(pk: int, officer: Account, *, on: date) -> Any:
    """One list with its unit's name; None where there is none, or every line of it is about the officer."""
    return _known_lists(officer, on).select_related("unit").filter(pk=pk).first()


def _known_lists(officer: Account, on: date) -> QuerySet[Any]:
    known = ~unknown_to(officer, on=on, of="items__")
    rows = DestructionList.objects.select_related("by", "decided_by").annotate(
        unit_name=people.name_of_day(on),
        lines=Count("items", filter=known),
        gone=Count("items", filter=known & Q(items__state=Item.State.DESTROYED)),
    )
    return rows.filter(lines__gt=0)


def known_items(list_: DestructionList, officer: Account, *, on: date) -> QuerySet[Item]:
    """The lines of a list but those that are about the officer."""
    return list_.items.exclude(unknown_to(officer, on=on)).order_by("pk")


def is_about(officer: Account | None, item: Item, *, on: date) -> bool:
    """Whether what the line names is about this officer."""
    if officer is None:
        return False
    about = _lines_of(hidden_from(officer, on=on), reception.unknown_to(officer, on=on))
    return Item.objects.filter(about, pk=item.pk).exists()


def why_held(stream: str, subjects: Sequence[int], *, on: date) -> str:
    """Why these things may not leave the register; empty when nothing holds them back. For the apps below."""
    if _holds(stream, subjects, on):
        return _("Trong đó có hồ sơ lãnh đạo đang giữ lại: thôi giữ lại trước.")
    waiting = Item.objects.filter(stream=stream, subject__in=subjects, state=Item.State.WAITING)
    if waiting.exclude(list__state=DestructionList.State.REJECTED).exists():
        return _("Trong đó có hồ sơ ở một danh mục hủy chưa xong: quyết định danh mục ấy trước.")
    return ""


def holds_of(stream: str, subject: int) -> list[Hold]:
    """Everything that was ever held back of a thing, the newest first."""
    rows = Hold.objects.filter(stream=stream, subject=subject).select_related("by", "lifted_by")
    return list(rows.order_by(F("lifted_on").desc(nulls_first=True), "-pk"))
