"""Money, land and people by a decision or conclusion are put on record, and taken back: numbers, never words."""

import re
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from danvan.cases import awards, policies
from danvan.cases.actions import ledger
from danvan.cases.actions.locking import check_day, check_not_moved, refresh
from danvan.cases.awards import Stage, Told
from danvan.cases.errors import StepRefused
from danvan.cases.models import Award, Case
from danvan.figures.postings import Posting
from danvan.lib import dates
from danvan.people.models import Account

SYMBOL = re.compile(r"\d+[A-Za-z]?(/\d{4})?/[0-9A-ZĐ][0-9A-Za-zĐđ&.-]*(/[0-9A-Za-zĐđ&.-]+)*")
MOST = 10**15
"""Above it an amount is a slip of the hand: a thousand thousand billion đồng."""


@dataclass(frozen=True)
class Amount:
    """What is told: `amount` in the stored unit of `what` (danvan.cases.awards), `on` the day on which it counts."""

    what: str
    stage: str
    amount: int
    on: date
    paper: str


@transaction.atomic
def award(case: Case, told: Amount, *, by: Account, on: date, seen: int | None = None) -> Award:
    """Put an amount on record (ghi kết quả xử lý): it stands in the figures of the unit that answers, on its day.

    Raises StepRefused, with what to do, for whoever may not, before there is a decision or conclusion (carried out:
    before a decision's execution was ordered), for a day before it or ahead, and where it is more than can be.
    """
    locked = _locked(case.pk)
    check_not_moved(locked, seen)
    check_day(locked, on)
    policies.check_can_award(by, locked, told.stage, on=on)
    _check(locked, told, on)
    row = Award(case=locked, unit=locked.unit_responsible, by=by, **vars(told))
    _check_sums(locked, row)
    _write(case, locked, row, "award", by=by, on=on)
    return row


@transaction.atomic
def take_back_award(
    case: Case, number: int, *, why: str, by: Account, on: date, seen: int | None = None
) -> Award:
    """Take an amount back (gỡ) by a row below zero, of the same day and unit, so that no period keeps half of it.

    Raises StepRefused for whoever may not, without a reason of the list, where it was taken back before, and where
    another amount leans on it.
    """
    locked = _locked(case.pk)
    check_not_moved(locked, seen)
    check_day(locked, on)
    policies.check_can_take_back_award(by, locked, on=on)
    if why not in awards.WHY_WRONG:
        raise StepRefused(_("Cần chọn lý do."), field="why")
    wrong = locked.awards.filter(pk=number, corrects__isnull=True, corrected_by__isnull=True).first()
    if wrong is None:
        raise StepRefused(_("Số này đã gỡ rồi."))
    same = {name: getattr(wrong, name) for name in ("what", "stage", "on", "paper", "unit_id")}
    row = Award(case=locked, by=by, corrects=wrong, why=why, amount=-wrong.amount, **same)
    _check_sums(locked, row)
    _write(case, locked, row, "award_taken_back", by=by, on=on)
    return row


def _check(case: Case, told: Amount, on: date) -> None:
    """Raise StepRefused for what cannot be told of this case."""
    what = awards.ALL.get(told.what)
    if what is None or told.stage not in awards.STAGES:
        raise StepRefused(_("Cần chọn nội dung."), field="what")
    if told.stage == Stage.PROPOSED and what.by_step in case.workflow.verbs():
        raise StepRefused(
            _("Số vụ chuyển cơ quan điều tra của tố cáo đếm từ bước chuyển hồ sơ, không ghi ở đây."),
            field="what",
        )
    if not 0 < told.amount <= MOST:
        raise StepRefused(_("Cần ghi số lớn hơn 0, và không quá một triệu tỷ."), field="amount")
    if not SYMBOL.fullmatch(told.paper):
        raise StepRefused(_("Cần ghi số, ký hiệu văn bản, không ghi lời. Ví dụ: 12/QĐ-UBND."), field="paper")
    if told.on > on:
        raise StepRefused(_("Ngày này không thể ở tương lai."), field="day")
    if case.decided_on and told.on < case.decided_on:
        said = _("Ngày này không thể trước ngày quyết định, kết luận (%(day)s).")
        raise StepRefused(said % {"day": dates.short(case.decided_on)}, field="day")


def _check_sums(case: Case, row: Award) -> None:
    """Raise StepRefused where the amounts of the case in that unit could not all be true with this one."""
    rows = [*case.awards.filter(unit=row.unit_id), row]
    if said := awards.why_not(Told(one.what, one.stage, one.on, one.amount) for one in rows):
        raise StepRefused(said, field="amount")


def _write(case: Case, locked: Case, row: Award, verb: str, *, by: Account, on: date) -> None:
    row.save(force_insert=True)
    what = awards.ALL[row.what]
    with translation.override("vi"):
        text = f"{what.label}: {awards.said(what, abs(row.amount))}. {what.at(row.stage)}. {row.paper}"
        text += f"\n{awards.WHY_WRONG[row.why]}" if row.why else ""
    posting = Posting(
        awards.measure(row.stage, row.what), row.on, row.unit_id, row.amount, locked.kind, locked.topic
    )
    ledger.write(locked, verb=verb, by=by, on=on, old=locked.status, text=text, rows=[row], moved=[posting])
    locked.save(update_fields=["version", "last_hash"])
    refresh(case, locked)


def _locked(pk: int) -> Case:
    rows = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible")
    return rows.get(pk=pk)
