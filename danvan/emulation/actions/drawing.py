"""Criteria are drawn up, issued by a decision, replaced; movements are announced, changed, closed."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from danvan.emulation import policies
from danvan.emulation.actions import ledger
from danvan.emulation.actions.ledger import needed
from danvan.emulation.examples import Drawn, Item
from danvan.emulation.models import CriteriaSet, Criterion, Movement
from danvan.emulation.words import SORTS
from danvan.emulation.workflow import CRITERIA
from danvan.emulation.workflow import Drawn as At
from danvan.journal import prints
from danvan.lib.text import clean
from danvan.people import lives
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit

MOST_ITEMS = 40
MOST_POINTS = 1000


@transaction.atomic
def draft(unit: Unit, told: Drawn, *, after: CriteriaSet | None = None, by: Account, on: date) -> CriteriaSet:
    """Draw a set of criteria up (soạn bộ tiêu chí); `after`: the set of which it is the next version.

    Raises Refused without a right, without a criterion, for numbers that do not fit, and while another draft is open.
    """
    policies.check_can_draft(by, unit.pk, on)
    row = CriteriaSet(unit=unit, status=At.DRAFT.value, made_by=by, made_on=on)
    if after is not None:
        rows = CriteriaSet.objects.filter(series=after.series)
        if rows.filter(status=At.DRAFT).exists():
            raise Refused(_("Đã có một dự thảo bản mới của bộ tiêu chí này."))
        row.series = after.series
        row.number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    _put(row, told)
    row.save()
    if row.series is None:
        row.series = row.pk
    items = _items(row, told.items)
    ledger.of_criteria(row, "criteria_draft", by=by, on=on, rows=items)
    return row


@transaction.atomic
def revise(
    criteria: CriteriaSet, told: Drawn, *, by: Account, on: date, seen: int | None = None
) -> CriteriaSet:
    """Write the draft anew. Raises Refused once it is issued, and as `draft`; MovedMeanwhile."""
    row = _locked(criteria, "criteria_revise", by, on, seen)
    _put(row, told)
    gone = [prints.name_of(item) for item in row.items.all()]
    row.items.all().delete()
    items = _items(row, told.items)
    ledger.of_criteria(row, "criteria_revise", by=by, on=on, old=row.status, rows=items, gone=gone)
    return row


@transaction.atomic
def issue(
    criteria: CriteriaSet,
    *,
    number: str,
    decided_on: date,
    from_on: date,
    by: Account,
    on: date,
    seen: int | None = None,
) -> CriteriaSet:
    """Put the decision on record by which the set holds (ban hành), and from which day; the version before ends there.

    Movements that have begun keep the version by which they were announced. Raises Refused, MovedMeanwhile.
    """
    row = _locked(criteria, "criteria_issue", by, on, seen)
    row.decision = needed(clean(number), _("Xin ghi số của quyết định."), "number")
    if decided_on > on:
        raise Refused(_("Ngày của quyết định không thể ở tương lai."), field="decided_on")
    if from_on < decided_on:
        raise Refused(_("Bộ tiêu chí không có hiệu lực trước ngày của quyết định."), field="from_on")
    before = CriteriaSet.objects.select_for_update().filter(series=row.series, status=At.ISSUED).first()
    if before and before.from_on and from_on <= before.from_on:
        raise Refused(_("Bản mới phải có hiệu lực sau bản đang dùng."), field="from_on")
    if before:
        before.until_on, before.status = from_on, At.REPLACED.value
        ledger.of_criteria(before, "criteria_replace", by=by, on=on, old=At.ISSUED.value)
    row.decided_on, row.from_on, row.status = decided_on, from_on, At.ISSUED.value
    ledger.of_criteria(row, "criteria_issue", by=by, on=on, old=At.DRAFT.value)
    return row


def _locked(criteria: CriteriaSet, verb: str, by: Account, on: date, seen: int | None) -> CriteriaSet:
    row = CriteriaSet.objects.select_for_update().get(pk=criteria.pk)
    lives.check_seen(CRITERIA, row.pk, row.revision, seen)
    lives.check_can(CRITERIA, row.status, verb, by, row.unit_id, on)
    return row


def _put(row: CriteriaSet, told: Drawn) -> None:
    row.name = needed(clean(told.name), _("Xin ghi tên bộ tiêu chí."), "name")
    if told.sort not in set(SORTS):
        raise Refused(_("Xin chọn bộ tiêu chí dùng cho loại nào."), field="sort")
    if not told.items:
        raise Refused(_("Xin ghi ít nhất một tiêu chí."))
    if len(told.items) > MOST_ITEMS:
        raise Refused(_("Một bộ có nhiều nhất %(n)s tiêu chí.") % {"n": MOST_ITEMS})
    most = sum(item.most for item in told.items)
    if told.pass_points > most:
        raise Refused(
            _("Điểm cần đạt nhiều hơn tổng điểm của các tiêu chí (%(most)s).") % {"most": most},
            field="pass_points",
        )
    if not 1 <= told.vote_percent <= 100:
        raise Refused(_("Tỷ lệ phiếu từ 1 đến 100 phần trăm."), field="vote_percent")
    row.sort, row.origin, row.pass_points = told.sort, clean(told.origin), told.pass_points
    row.vote_percent, row.valid_months = told.vote_percent, told.valid_months or None


def _items(row: CriteriaSet, told: tuple[Item, ...]) -> list[Criterion]:
    for item in told:
        if not clean(item.name):
            raise Refused(_("Có tiêu chí chưa có tên."))
        if not item.most and not item.condition:
            raise Refused(
                _("Tiêu chí “%(name)s” cần có điểm tối đa, hoặc là điều kiện phải đạt.") % {"name": item.name}
            )
        if item.least > item.most or item.most > MOST_POINTS:
            raise Refused(
                _(
                    "Tiêu chí “%(name)s”: điểm tối thiểu không quá điểm tối đa, điểm tối đa không quá %(most)s."
                )
                % {"name": item.name, "most": MOST_POINTS}
            )
    return Criterion.objects.bulk_create(
        Criterion(
            criteria=row,
            place=place,
            **{
                **asdict(item),
                "name": clean(item.name),
                "text": clean(item.text),
                "evidence": clean(item.evidence),
            },
        )
        for place, item in enumerate(told, 1)
    )


@dataclass(frozen=True)
class Round:
    """A movement as it is announced: its name and words, between which days one may register, at the portal too?"""

    name: str
    opens_on: date
    closes_on: date
    text: str = ""
    online: bool = True


@transaction.atomic
def announce(unit: Unit, criteria: CriteriaSet, told: Round, *, by: Account, on: date) -> Movement:
    """Announce a movement (phát động) by a set of criteria that is issued. Raises Refused."""
    policies.check_can_draft(by, unit.pk, on)
    if criteria.status == At.DRAFT or criteria.from_on is None or criteria.from_on > told.opens_on:
        raise Refused(_("Xin chọn bộ tiêu chí đã có hiệu lực vào ngày mở đăng ký."), field="criteria")
    row = Movement(unit=unit, criteria=criteria, made_by=by, made_on=on)
    _put_round(row, told)
    row.save()
    ledger.of_movement(row, "movement_announce", by=by, on=on)
    return row


@transaction.atomic
def change(movement: Movement, told: Round, *, by: Account, on: date) -> Movement:
    """Change its words or its days; its criteria stay. Raises Refused."""
    row = Movement.objects.select_for_update().get(pk=movement.pk)
    policies.check_can_draft(by, row.unit_id, on)
    _put_round(row, told)
    ledger.of_movement(row, "movement_change", by=by, on=on)
    return row


@transaction.atomic
def close(movement: Movement, *, text: str, by: Account, on: date) -> Movement:
    """End registering before its time (đóng đăng ký), with the reason. Raises Refused."""
    row = Movement.objects.select_for_update().get(pk=movement.pk)
    policies.check_can_draft(by, row.unit_id, on)
    if not row.is_open(on):
        raise Refused(_("Phong trào này không mở đăng ký."))
    said = needed(clean(text), _("Xin ghi vì sao đóng sớm."), "text")
    row.closed_on = on
    ledger.of_movement(row, "movement_close", by=by, on=on, text=said)
    return row


def _put_round(row: Movement, told: Round) -> None:
    row.name = needed(clean(told.name), _("Xin ghi tên phong trào."), "name")
    if told.closes_on < told.opens_on:
        raise Refused(_("Ngày cuối đăng ký ở trước ngày mở."), field="closes_on")
    row.text, row.opens_on, row.closes_on, row.online = (
        clean(told.text),
        told.opens_on,
        told.closes_on,
        told.online,
    )
