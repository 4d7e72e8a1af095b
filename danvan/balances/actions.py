"""Every write of opening balances: declared, settled by numbers, found to be a case of the register, withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from danvan.balances import policies, postings, queries
from danvan.balances.models import Balance, Entered, Opening, Settlement
from danvan.balances.workflow import STANDINGS, WAYS
from danvan.cases import kinds
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.models.parts import Outcome
from danvan.figures import actions as figures
from danvan.figures.postings import Posting
from danvan.journal import prints
from danvan.journal.actions import record
from danvan.lib import dates
from danvan.lib.text import clean
from danvan.people.models import Account, Unit

STREAM, SALT = "balance", "balance"  # numbers only: nothing of it is secret
SOURCE_MOST = 200
Declared = Mapping[tuple[str, str], int]
"""(Kind of letter, standing) → how many."""


def subject_of(opening: Opening) -> int:
    """The number under which journal and facts know a declaration: below zero, so that no list takes it for a case."""
    return -opening.pk


@transaction.atomic
def declare(
    unit: Unit, *, starts_on: date, declared: Declared, source: str, by: Account, on: date
) -> Opening:
    """Declare what was open on the evening before the first day in the register, by kind and standing.

    Raises StepRefused for whoever does not lead the unit, a day ahead, without a paper or any letter, or twice.
    """
    policies.check_can_declare(by, unit, on=on)
    Unit.objects.select_for_update().get(pk=unit.pk)
    if queries.stands(unit.pk):
        raise StepRefused(_("Đơn vị đã khai số dư đầu kỳ rồi; rút bản khai ấy trước khi khai lại."))
    if starts_on > dates.today():
        raise StepRefused(_("Ngày bắt đầu không thể ở tương lai."), field="starts_on")
    if not (paper := clean(source)[:SOURCE_MOST]):
        raise StepRefused(_("Cần ghi số liệu đọc từ sổ, văn bản nào."), field="source")
    wanted = {key: count for key, count in declared.items() if count > 0}
    if not wanted or any(kind not in kinds.letters() or where not in STANDINGS for kind, where in wanted):
        raise StepRefused(_("Cần khai ít nhất một đơn."))
    opening = Opening.objects.create(unit=unit, starts_on=starts_on, source=paper, by=by, on=on)
    rows = [
        Balance.objects.create(opening=opening, kind=kind, standing=where, declared=count, left=count)
        for (kind, where), count in wanted.items()
    ]
    _record(opening, "declare_balance", [opening, *rows], _whole(opening, rows, 1), by=by, on=on, text=paper)
    return opening


@transaction.atomic
def settle(
    balance: Balance,
    *,
    way: str,
    count: int,
    day: date,
    source: str,
    outcome: str = "",
    by: Account,
    on: date,
) -> Settlement:
    """Say what became of so many declared letters on a day, with the paper that says so (giải quyết bằng số).

    Raises StepRefused for more than are left, a way that does not start there, a day before the start or ahead, an
    answer without what it gave, without a paper, or for whoever does not work in the unit.
    """
    row = _locked(balance)
    opening, chosen = row.opening, WAYS[way]
    policies.check_can_settle(by, opening, kind=row.kind, on=on)
    policies.check_day(day, opening)
    if row.standing not in chosen.sources:
        raise StepRefused(_("Đơn ở trạng thái này không kết thúc theo cách ấy."), field="way")
    _check_left(row, count)
    if chosen.answers and outcome not in Outcome.values:
        raise StepRefused(_("Cần chọn kết quả giải quyết."), field="outcome")
    if not (paper := clean(source)[:SOURCE_MOST]):
        raise StepRefused(_("Cần ghi theo văn bản nào."), field="source")
    given = outcome if chosen.answers else ""
    made = Settlement.objects.create(
        balance=row, way=way, count=count, outcome=given, day=day, source=paper, by=by, on=on
    )
    rows: list[Model] = [made, _moved(row, -count)]
    if chosen.target:
        rows.append(_moved(_beside(row, chosen.target), count))
    posted = postings.settled(opening.unit_id, row.kind, row.standing, chosen, count, day, given)
    _record(opening, "settle_balance", rows, posted, by=by, on=on, text=paper)
    return made


@transaction.atomic
def enter(opening: Opening, case: Case, *, by: Account, on: date) -> Entered:
    """Say that a case of the register is one of the declared letters (đã vào sổ): it is counted once, as a case.

    The declaration falls by one on the eve of the start, where the case stood open too. Raises StepRefused for a case
    that was not open in the unit then, that is among them already, where none of its kind and standing is left, or for
    whoever does not work in the unit.
    """
    locked = Opening.objects.select_for_update().get(pk=opening.pk)
    policies.check_can_settle(by, locked, kind=case.kind, on=on)
    if Entered.objects.filter(case=case).exists():
        raise StepRefused(_("Hồ sơ này đã tính vào số khai rồi."))
    found = queries.standing_on_eve(locked, case)
    if not found:
        raise StepRefused(
            _("Hồ sơ này không phải đơn chưa xong của đơn vị trước ngày %(day)s.")
            % {"day": dates.short(locked.starts_on)}
        )
    rows = {row.standing: row for row in locked.balances.filter(kind=case.kind, left__gt=0)}
    row = next((rows[where] for where in found if where in rows), None)
    if row is None:
        raise StepRefused(_("Số khai loại đơn và trạng thái này không còn đơn nào."))
    made = Entered.objects.create(balance=row, case=case, by=by, on=on)
    eve = postings.eve(locked.starts_on)
    posted = postings.standing(locked.unit_id, row.kind, row.standing, -1, eve)
    _record(locked, "enter_balance", [made, _moved(row, -1)], posted, by=by, on=on, data={"case": case.pk})
    return made


@transaction.atomic
def withdraw(opening: Opening, *, text: str, by: Account, on: date) -> None:
    """Withdraw a declaration with the reason (rút bản khai): all its figures are taken back on the day they stood.

    Raises StepRefused without a reason, once anything was done with it, or for whoever does not lead the unit.
    """
    row = Opening.objects.select_for_update().get(pk=opening.pk)
    policies.check_can_declare(by, row.unit_id, on=on)
    policies.check_can_settle(by, row, on=on)
    if not (said := clean(text)):
        raise StepRefused(_("Cần ghi lý do rút bản khai."), field="text")
    rows = list(row.balances.all())
    if any(each.left != each.declared for each in rows):
        raise StepRefused(_("Đã có đơn trong số khai được giải quyết hoặc vào sổ nên không rút được."))
    row.withdrawn_by, row.withdrawn_on, row.reason = by, on, said
    row.save()
    _record(row, "withdraw_balance", [row], _whole(row, rows, -1), by=by, on=on, text=said)


def _whole(opening: Opening, rows: Sequence[Balance], sign: int) -> list[Posting]:
    eve = postings.eve(opening.starts_on)
    return [
        posting
        for row in rows
        for posting in postings.standing(opening.unit_id, row.kind, row.standing, sign * row.declared, eve)
    ]


def _locked(balance: Balance) -> Balance:
    """The row, with its declaration locked: one writer at a time."""
    opening = Opening.objects.select_for_update().get(pk=balance.opening_id)
    row = Balance.objects.get(pk=balance.pk)
    row.opening = opening
    return row


def _beside(row: Balance, standing: str) -> Balance:
    """The row of the same kind in another standing; made, with none declared, where there is none."""
    found, _made = Balance.objects.get_or_create(
        opening=row.opening, kind=row.kind, standing=standing, defaults={"declared": 0, "left": 0}
    )
    return found


def _check_left(row: Balance, count: int) -> None:
    if not 0 < count <= row.left:
        raise StepRefused(
            _("Chỉ còn %(n)s đơn trong số khai này; ghi từ 1 đến %(n)s.") % {"n": row.left}, field="count"
        )


def _moved(row: Balance, count: int) -> Balance:
    row.left += count
    row.save(update_fields=["left"])
    return row


def _record(
    opening: Opening,
    verb: str,
    rows: Sequence[Model],
    posted: Sequence[Posting],
    *,
    by: Account,
    on: date,
    text: str = "",
    data: Mapping[str, int] | None = None,
) -> None:
    """The event with the fingerprints of its rows, and its facts."""
    facts = [posting.as_list() for posting in posted]
    told = {**(data or {}), "facts": facts, "rows": prints.of(rows, SALT)}
    event = record(stream=STREAM, subject=subject_of(opening), verb=verb, by=by, on=on, text=text, data=told)
    figures.post(event)
