"""The council votes; an office recognises, rejects, keeps, revokes; what is recognised is published, or hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.emulation import policies, postings, queries
from danvan.emulation.actions import ledger
from danvan.emulation.actions.ledger import needed
from danvan.emulation.models import Ballot, Exemplar, Holder, Movement, Sitting
from danvan.emulation.term import last_day
from danvan.emulation.workflow import Stage, Status
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account


@dataclass(frozen=True)
class Session:
    """A meeting of the council: its day, who led it, how many members it has and how many were there."""

    held_on: date
    chair: str
    members: int
    present: int
    note: str = ""


@dataclass(frozen=True)
class Vote:
    """How many voted how on one exemplar; `aside` did not vote because it concerns them; `text`: why it failed."""

    exemplar: Exemplar
    in_favour: int
    against: int = 0
    abstained: int = 0
    aside: int = 0
    text: str = ""


@dataclass(frozen=True)
class Act:
    """A decision: its number and day, and who signed."""

    number: str
    on: date
    signed_by: str


@transaction.atomic
def vote(movement: Movement, told: Session, votes: Sequence[Vote], *, by: Account, on: date) -> Sitting:
    """Put on record what the council voted (hội đồng xét) on one or many exemplars of a movement.

    Enough in favour, and it goes on to the decision; else it is over, with the reason. Raises Refused without a right,
    where votes are not as many as members that were there, and for an exemplar at another step.
    """
    policies.check_can_run(by, movement, on)
    sitting = _opened(movement, told, by, on)
    found = {row.pk: row for row in ledger.held([each.exemplar for each in votes])}
    if not found:
        raise Refused(_("Xin chọn ít nhất một điển hình để biểu quyết."))
    won: list[Exemplar] = []
    for each in votes:
        row = found[each.exemplar.pk]
        if row.movement_id != movement.pk:
            raise Refused(_("“%(name)s” thuộc phong trào khác.") % {"name": row.name})
        verb = "exemplar_pass" if _wins(row, each) else "exemplar_fail"
        policies.check_can(by, row, verb, on)
        _check_votes(row, each, told.present)
        won += [row] if verb == "exemplar_pass" else []
    ballots = Ballot.objects.bulk_create(
        Ballot(
            sitting=sitting,
            exemplar=found[each.exemplar.pk],
            in_favour=each.in_favour,
            against=each.against,
            abstained=each.abstained,
            aside=each.aside,
            passed=found[each.exemplar.pk] in won,
        )
        for each in votes
    )
    ledger.of_sitting(sitting, "sitting_vote", by=by, on=on)
    _carry(found, won, ballots, votes, by, on)
    return sitting


def _carry(
    found: dict[int, Exemplar],
    won: list[Exemplar],
    ballots: Sequence[Ballot],
    votes: Sequence[Vote],
    by: Account,
    on: date,
) -> None:
    """Let those that won go on, and the others end."""
    of = {each.exemplar_id: each for each in ballots}
    for row in won:
        row.status = Status.PASSED.value
    if won:
        rows = {row.pk: [of[row.pk]] for row in won}
        ledger.write_many(won, "exemplar_pass", by=by, on=on, old=Status.CHECKED.value, rows=rows)
    for each in votes:
        row = found[each.exemplar.pk]
        if row in won:
            continue
        row.reason = needed(clean(each.text), _("Xin ghi vì sao hội đồng không thông qua."), "text")
        row.status, row.ended_on = Status.REJECTED.value, on
        ledger.write(
            row,
            "exemplar_fail",
            by=by,
            on=on,
            old=Status.CHECKED.value,
            text=row.reason,
            public=True,
            rows=[of[row.pk]],
            facts=postings.ended(row, "emulation.rejected", on),
        )


def _opened(movement: Movement, told: Session, by: Account, on: date) -> Sitting:
    chair = needed(clean(told.chair), _("Xin ghi ai chủ trì."), "chair")
    if told.held_on > on:
        raise Refused(_("Ngày họp không thể ở tương lai."), field="held_on")
    if not 0 < told.present <= told.members:
        raise Refused(_("Số người dự phải từ 1 đến số thành viên hội đồng."), field="present")
    return Sitting.objects.create(
        movement=movement,
        held_on=told.held_on,
        chair=chair,
        members=told.members,
        present=told.present,
        note=clean(told.note),
        made_by=by,
    )


def _wins(row: Exemplar, told: Vote) -> bool:
    voted = told.in_favour + told.against + told.abstained
    return voted > 0 and told.in_favour * 100 >= row.criteria.vote_percent * voted


def _check_votes(row: Exemplar, told: Vote, present: int) -> None:
    counted = told.in_favour + told.against + told.abstained + told.aside
    if min(told.in_favour, told.against, told.abstained, told.aside) < 0 or counted != present:
        raise Refused(
            _("“%(name)s”: %(counted)s phiếu và người không biểu quyết, mà có %(present)s người dự.")
            % {"name": row.name, "counted": counted, "present": present},
            field="votes",
        )


@transaction.atomic
def recognise(exemplars: Sequence[Exemplar], act: Act, *, by: Account, on: date) -> list[Exemplar]:
    """Recognise by one decision (công nhận) what the council let pass; from its day, for as long as the criteria say.

    Raises Refused without number or signer, for a day ahead, where the team's sheet is not enough, without a right.
    """
    found = ledger.held(exemplars)
    if not found:
        raise Refused(_("Xin chọn ít nhất một điển hình để công nhận."))
    _check_act(act, on)
    sums = queries.sums_of(found, Stage.CHECK)
    facts = {}
    for row in found:
        policies.check_can(by, row, "exemplar_recognise", on)
        if not sums[row.pk].passes:
            raise Refused(_not_enough(row), problems=sums[row.pk].problems)
        if act.on < row.registered_on:
            raise Refused(_("Ngày của quyết định ở trước ngày đăng ký."), field="on")
        _put(row, act)
        row.status, row.recognised_on = Status.RECOGNISED.value, act.on
        row.expires_on, row.told_on = last_day(row.criteria, act.on), None
        facts[row.pk] = postings.recognised(row, act.on)
    fields = (*_DECIDED, "recognised_on", "expires_on", "told_on")
    data = {"decision": clean(act.number), "decided_on": act.on.isoformat()}
    old = Status.PASSED.value
    ledger.write_many(
        found, "exemplar_recognise", by=by, on=on, old=old, fields=fields, facts=facts, data=data
    )
    return found


_DECIDED = ("status", "decision", "decided_on", "decided_by")


def _not_enough(row: Exemplar) -> str:
    return _("“%(name)s” chưa đủ điểm hoặc điều kiện theo phúc tra.") % {"name": row.name}


def _check_act(act: Act, on: date) -> None:
    needed(clean(act.number), _("Xin ghi số của quyết định."), "number")
    needed(clean(act.signed_by), _("Xin ghi cơ quan hoặc người ra quyết định."), "signed_by")
    if act.on > on:
        raise Refused(_("Ngày của quyết định không thể ở tương lai."), field="on")


def _put(row: Exemplar, act: Act) -> None:
    row.decision, row.decided_on, row.decided_by = clean(act.number), act.on, clean(act.signed_by)


@transaction.atomic
def reject(exemplar: Exemplar, *, text: str, by: Account, on: date, seen: int | None = None) -> Exemplar:
    """Do not recognise it (không công nhận), with the reason, which whoever registered reads. Raises Refused."""
    row = ledger.locked(exemplar, "exemplar_reject", by=by, on=on, seen=seen)
    row.reason = needed(clean(text), _("Xin ghi vì sao không công nhận; người đăng ký đọc được."), "text")
    old, row.status, row.ended_on = row.status, Status.REJECTED.value, on
    facts = postings.ended(row, "emulation.rejected", on)
    ledger.write(row, "exemplar_reject", by=by, on=on, old=old, text=row.reason, public=True, facts=facts)
    return row


@transaction.atomic
def confirm(exemplar: Exemplar, act: Act, *, by: Account, on: date, seen: int | None = None) -> Exemplar:
    """Keep the recognition after it was looked at again (giữ công nhận); its term begins anew.

    Raises Refused where the team has not scored this round, or not enough; as `recognise`; MovedMeanwhile.
    """
    row = ledger.locked(exemplar, "exemplar_confirm", by=by, on=on, seen=seen)
    _check_act(act, on)
    if not row.sheets.filter(stage=Stage.CHECK, round=row.round).exists():
        raise Refused(_("Đoàn chưa chấm lần kiểm tra lại này."))
    found = queries.sums_of([row], Stage.CHECK)[row.pk]
    if not found.passes:
        raise Refused(_not_enough(row), problems=found.problems)
    if row.recognised_on and act.on < row.recognised_on:
        raise Refused(_("Ngày của quyết định ở trước ngày công nhận."), field="on")
    before, old = row.expires_on, row.status
    _put(row, act)
    row.status, row.expires_on, row.told_on = Status.RECOGNISED.value, last_day(row.criteria, act.on), None
    facts = postings.confirmed(row, before, act.on)
    data = {"decision": row.decision, "decided_on": act.on.isoformat()}
    ledger.write(row, "exemplar_confirm", by=by, on=on, old=old, facts=facts, public=True, data=data)
    return row


@transaction.atomic
def revoke(
    exemplar: Exemplar, act: Act, *, text: str, by: Account, on: date, seen: int | None = None
) -> Exemplar:
    """Take the recognition back (thu hồi), with the reason; a public page says so. Raises Refused, MovedMeanwhile."""
    row = ledger.locked(exemplar, "exemplar_revoke", by=by, on=on, seen=seen)
    _check_act(act, on)
    row.reason = needed(clean(text), _("Xin ghi vì sao thu hồi; ai cũng đọc được."), "text")
    if row.recognised_on and act.on < row.recognised_on:
        raise Refused(_("Ngày của quyết định ở trước ngày công nhận."), field="on")
    facts = postings.revoked(row, act.on)
    old, row.status, row.ended_on, row.told_on = row.status, Status.REVOKED.value, act.on, None
    row.ended_by = clean(act.number)
    ledger.write(row, "exemplar_revoke", by=by, on=on, old=old, text=row.reason, public=True, facts=facts)
    return row


@transaction.atomic
def publish(exemplars: Sequence[Exemplar], *, by: Account, on: date) -> list[Exemplar]:
    """Publish what is recognised (công khai): anybody may read it, and see its public photos.

    Raises Refused without a right, before recognition, and where a person or household has not agreed to be shown.
    """
    found = ledger.held(exemplars)
    agreed = set(Holder.objects.filter(exemplar__in=found, consent="yes").values_list("exemplar", flat=True))
    for row in found:
        policies.check_can_publish(by, row, on)
        if row.is_private and row.pk not in agreed:
            raise Refused(
                _("“%(name)s”: chưa có ý kiến đồng ý của hộ hoặc cá nhân. Xin hỏi và ghi lại trước.")
                % {"name": row.name}
            )
    for row in found:
        row.published_on = row.published_on or on
    old = found[0].status if found else ""
    same = [row for row in found if row.status == old]
    for some in (same, [row for row in found if row.status != old]):
        if some:
            ledger.write_many(
                some, "exemplar_publish", by=by, on=on, old=some[0].status, fields=("published_on",)
            )
    return found


@transaction.atomic
def hide(exemplar: Exemplar, *, text: str, by: Account, on: date) -> Exemplar:
    """No longer show it to everybody (thôi công khai), with the reason. Raises Refused."""
    row = ledger.hold(exemplar)
    policies.check_can_run(by, row.movement, on)
    if row.published_on is None:
        raise Refused(_("Điển hình này chưa công khai."))
    said = needed(clean(text), _("Xin ghi vì sao thôi công khai."), "text")
    row.published_on = None
    ledger.write(row, "exemplar_hide", by=by, on=on, old=row.status, text=said)
    return row
