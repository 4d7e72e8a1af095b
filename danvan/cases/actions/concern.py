"""A case is about somebody of the office (liên quan tới): put on record, taken from those hands, settled by others."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from danvan.cases import concerns, concernwords, kinds, policies, substitutes
from danvan.cases.actions import handing, ledger
from danvan.cases.actions.locking import check_day, check_not_moved, refresh
from danvan.cases.actions.move import Step, move
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Concern
from danvan.cases.models.concern import Route, Whom
from danvan.cases.workflow import OPEN_PHASES
from danvan.journal.actors import SYSTEM, Outsider
from danvan.people import policies as people
from danvan.people import queries as units
from danvan.people.models import Account, Unit
from danvan.people.reach import HEAD

PASS_UP = "pass_up"


@dataclass(frozen=True)
class About:
    """Whom a case is about, before it is a row: the whom, and the account where it is known."""

    whom: str
    unit: Unit
    officer: Account | None = None

    def row(self, case: Case, on: date) -> Concern:
        """As it is stored; an officer who heads the unit is its head."""
        kind = self.whom
        if kind == Whom.OFFICER and self.officer and _heads(self.officer, self.unit, on):
            kind = Whom.HEAD
        return Concern(case=case, whom=kind, officer=self.officer, unit=self.unit, on=on)


@transaction.atomic
def note_concern(
    case: Case,
    about: About,
    *,
    by: Account,
    on: date,
    text: str = "",
    seen: int | None = None,
    may: Callable[[Case], Collection[int]] | None = None,
) -> Concern:
    """Put on record whom the case is about; from now on it is kept from them, and somebody else settles it.

    Taken from whoever has it in hand and is meant, and from what hangs on it elsewhere (DANVAN_CONCERNED). Where nobody
    is left in the unit who may decide, it goes to the unit above. Raises StepRefused for a unit or officer that the
    case has nothing to do with, or said before. `may`, for an app above whose officers may say it too: raises
    StepRefused for others, and gives further units that it may be about.
    """
    locked = _locked(case.pk)
    check_not_moved(locked, seen)
    check_day(locked, on)
    if may is None:
        policies.check_can_note_concern(by, locked, on=on)
    further = may(locked) if may else ()
    if about.unit.pk not in (locked.unit_responsible_id, locked.unit_received_id, *further):
        raise StepRefused(_("Đơn này không ở đơn vị ấy."), field="about")
    if about.officer and not people.standing(about.officer, on).seats.get(about.unit.pk):
        raise StepRefused(_("Người này không giữ vai trò ở đơn vị ấy."), field="about")
    row = about.row(locked, on)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as again:
        raise StepRefused(_("Điều này đã ghi rồi."), field="about") from again
    concerns.forget(locked)
    _settle(locked, [row], verb="concern", by=by, on=on, text=text)
    for path in settings.DANVAN_CONCERNED:
        import_string(path)(locked, by=by, on=on)
    refresh(case, _locked(case.pk))
    concerns.forget(case)
    return row


@transaction.atomic
def lift_concern(
    case: Case, number: int, *, by: Account, on: date, text: str, seen: int | None = None
) -> None:
    """The case is not about them after all (gỡ), a leader who is not meant says, with the reason; it stays where it is.

    Raises StepRefused for anybody else, and when no such concern stands.
    """
    locked = _locked(case.pk)
    check_not_moved(locked, seen)
    check_day(locked, on)
    policies.check_can_lift_concern(by, locked, on=on)
    if not text:
        raise StepRefused(_("Cần ghi lý do."), field="text")
    row = Concern.objects.filter(case=locked, pk=number, lifted_on__isnull=True).first()
    if row is None:
        raise StepRefused(_("Điều này đã gỡ rồi."))
    row.lifted_on = on
    row.save(update_fields=["lifted_on"])
    concerns.forget(locked)
    ledger.write(locked, verb="concern_lifted", by=by, on=on, old=locked.status, text=text, rows=[row])
    locked.save(update_fields=["version", "last_hash"])
    refresh(case, locked)
    concerns.forget(case)


def route_all(*, on: date) -> int:
    """Find who settles each case of which nobody has looked yet, or for which nobody was there; how many were moved on.

    Citizens say at the portal whom a letter is about; that it is kept from them holds at once, this follows.
    """
    rows = Concern.objects.filter(
        route__in=["", Route.NOBODY], lifted_on__isnull=True, case__phase__in=OPEN_PHASES
    )
    cases = list(rows.order_by("case").values_list("case", flat=True).distinct())
    return sum(_route(pk, on=on) for pk in cases)


def route_one(case: Case, *, on: date) -> None:
    """The same for a case that was just entered at the desk; the given case is brought up to date."""
    _route(case.pk, on=on)
    refresh(case, Case.objects.select_related("unit_responsible").get(pk=case.pk))


@transaction.atomic
def _route(pk: int, *, on: date) -> bool:
    case = _locked(pk)
    rows = list(Concern.objects.filter(case=case, lifted_on__isnull=True).order_by("pk"))
    open_rows = [row for row in rows if row.route in ("", Route.NOBODY)]
    found = substitutes.route(case, on=on)
    if all(row.route == _of(row, case, found.route) for row in open_rows):
        return False
    _settle(case, open_rows, verb="concern_routed", by=SYSTEM, on=on)
    return True


def _settle(
    case: Case, rows: Sequence[Concern], *, verb: str, by: Account | Outsider, on: date, text: str = ""
) -> None:
    """Say who settles the locked case now, take it from whoever may not have it, send it up where it must go."""
    found = substitutes.route(case, on=on)
    for row in rows:
        row.route = _of(row, case, found.route)
        row.save(update_fields=["route"])
    written: list = [*rows]
    data: dict = {}
    if case.officer and concerns.shut_out(case.officer, case, on=on):
        data = {"officer": None, "from": case.officer_id}
        written.append(handing.take_from_hand(case, by=by, on=on))
    said = _said(case, rows, on, text)
    ledger.write(case, verb=verb, by=by, on=on, old=case.status, text=said, data=data, rows=written)
    case.save(update_fields=["version", "last_hash", "officer"])
    concerns.forget(case)
    if found.route == Route.ABOVE and any(row.route == Route.ABOVE for row in rows):
        with translation.override("vi"):
            why = _("Đơn có nội dung liên quan tới nơi nhận đơn nên cơ quan cấp trên xem xét.")
        move(case, PASS_UP, by=SYSTEM, on=on, given=Step(text=why, unit=found.unit))


def _of(row: Concern, case: Case, route: str) -> str:
    """What is said of one concern: that the law leaves it to the head, or what became of the case."""
    own = kinds.get(case.kind).own_decision and row.whom in (Whom.HEAD, Whom.UNIT)
    return Route.LAWFUL if own else route


def _said(case: Case, rows: Collection[Concern], on: date, text: str) -> str:
    """Whom and what follows, in the language of the record; then the officer's own words."""
    names = units.names_on({row.unit_id for row in rows}, on)
    with translation.override("vi"):
        lines = []
        for row in rows:
            told = {"whom": row.whom, "name": row.officer.full_name if row.officer else ""}
            who = concernwords.whom(told, names.get(row.unit_id, row.unit.key))
            lines.append(f"{who[:1].upper()}{who[1:]}. {concernwords.route(row.route)}")
    return "\n".join([*lines, *([text] if text else [])])


def _heads(officer: Account, unit: Unit, on: date) -> bool:
    return HEAD in people.standing(officer, on).seats.get(unit.pk, frozenset())


def _locked(pk: int) -> Case:
    rows = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible", "officer")
    return rows.get(pk=pk)
