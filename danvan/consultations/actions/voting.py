"""Households vote where the law asks for it: roll, ballots in numbers, the community's decision, its recognition."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from danvan import law
from danvan.calendars import queries as calendars
from danvan.consultations import grounds, queries
from danvan.consultations.actions import ledger
from danvan.consultations.counting import Result
from danvan.consultations.models import Ballot, Consultation, Vote
from danvan.consultations.models.votes import Held, Matter
from danvan.consultations.workflow import phase_of
from danvan.lib.dates import short
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account

MOST_HAMLETS = 60
NOTICE = "village.meeting_notice"
SENT, RECOGNISED = grounds.DECISIONS


@dataclass(frozen=True)
class Asked:
    """What households are asked: the question, by which rule, where, when and how; the roll (hamlet, households)."""

    question: str
    rule: str
    held: str
    held_on: date
    place: str
    roll: Sequence[tuple[str, int]]
    whole: bool = False


@dataclass(frozen=True)
class Counts:
    """The ballots of one hamlet: households that took part, agreed, did not, and those that do not count."""

    hamlet: str
    agree: int
    against: int
    void: int = 0

    @property
    def present(self) -> int:
        """Households that took part."""
        return self.agree + self.against + self.void


@dataclass(frozen=True)
class Signed:
    """Who signs the community's decision: head of the hamlet, head of the Front's committee, two households."""

    head: str
    front: str
    witnesses: str


@transaction.atomic
def open_vote(row: Consultation, told: Asked, *, by: Account, on: date) -> Vote:
    """Begin a vote of households, with its roll by hamlet (lập cuộc biểu quyết).

    Raises Refused without a question, a roll, a place; for a matter whose rule is not in force or not sure here; and
    for a meeting that is announced later than the law asks.
    """
    found = ledger.writable(row, "vote", by=by, on=on)
    question, place = clean(told.question), clean(told.place)
    if not question:
        raise Refused(_("Xin ghi hộ gia đình quyết định việc gì."), field="question")
    if not place:
        raise Refused(_("Xin ghi nơi họp hoặc nơi phát, thu phiếu."), field="place")
    if told.held not in set(Held.values) or told.rule not in set(Matter.values):
        raise Refused(_("Xin chọn loại việc và cách biểu quyết."), field="rule")
    roll = [(clean(name), households) for name, households in told.roll]
    if not 1 <= len(roll) <= MOST_HAMLETS or any(not name or households < 1 for name, households in roll):
        raise Refused(_("Mỗi dòng ghi tên thôn và tổng số hộ."), field="roll")
    version = _version(found, told, on)
    vote = Vote.objects.create(
        consultation=found,
        question=question,
        rule=told.rule,
        version=version,
        whole=told.whole,
        held=told.held,
        told_on=on,
        held_on=told.held_on,
        place=place,
        by=by,
    )
    ballots = Ballot.objects.bulk_create(
        Ballot(vote=vote, place=at, hamlet=name[:120], households=households)
        for at, (name, households) in enumerate(roll, 1)
    )
    ledger.write(found, "open_vote", by=by, on=on, old=phase_of(found, on).code.value, rows=[vote, *ballots])
    return vote


def _version(row: Consultation, told: Asked, on: date) -> str:
    """The version of the rule by which it is counted; refused where nobody confirmed it, or the notice is too late."""
    found = grounds.on_day(row.unit, told.held_on, (told.rule,))
    if not found:
        raise Refused(_("Ngày ấy không có quy định nào về ngưỡng thông qua việc này."), field="rule")
    if not found[0].sure:
        raise Refused(
            _(
                "Ngưỡng thông qua của ngày ấy ghi theo trí nhớ; lãnh đạo xác nhận ở “Quy định chờ xác nhận” trước."
            ),
            field="rule",
        )
    notice = grounds.on_day(row.unit, told.held_on, (NOTICE,))
    if notice and notice[0].sure:
        days = notice[0].rule.amount or 0
        if told.held_on - timedelta(days=days) < on and told.held_on >= on:
            act = notice[0].rule.citation.say(grounds.language())
            raise Refused(
                _("Phải báo trước ít nhất %(n)s ngày (%(act)s).") % {"n": days, "act": act}, field="held_on"
            )
    return found[0].rule.version


@transaction.atomic
def count_vote(vote: Vote, counts: Sequence[Counts], *, signed: Signed, by: Account, on: date) -> Result:
    """Put the ballots on record, hamlet by hamlet; the result with its reasons. Can be mended until it is sent.

    Raises Refused before the day, for numbers that do not add up, and without those who sign.
    """
    found = ledger.writable(vote.consultation, "vote", by=by, on=on)
    row = Vote.objects.select_for_update().get(pk=vote.pk)
    if row.held_on > on:
        raise Refused(_("Cuộc biểu quyết vào ngày %(day)s, chưa đến.") % {"day": short(row.held_on)})
    if row.sent_on:
        raise Refused(_("Quyết định của cộng đồng đã gửi; số phiếu không sửa được nữa."))
    names = [clean(each) for each in (signed.head, signed.front, signed.witnesses)]
    if not all(names):
        raise Refused(_("Xin ghi đủ người ký: trưởng thôn, trưởng ban Mặt trận, hai hộ."), field="head")
    ballots = {each.hamlet: each for each in row.ballots.select_for_update().order_by("place")}
    if {each.hamlet for each in counts} != set(ballots):
        raise Refused(_("Xin ghi kết quả của từng thôn trong danh sách."), field="counts")
    for each in counts:
        _put(ballots[each.hamlet], each)
    row.head, row.front, row.witnesses = names
    row.counted_on = on
    row.save()
    ledger.write(
        found, "count_vote", by=by, on=on, old=phase_of(found, on).code.value, rows=[row, *ballots.values()]
    )
    made = queries.result_of(row, list(ballots.values()))
    assert made is not None
    return made


def _put(ballot: Ballot, counts: Counts) -> None:
    if min(counts.agree, counts.against, counts.void) < 0 or counts.present > ballot.households:
        told = {"hamlet": ballot.hamlet, "n": counts.present, "all": ballot.households}
        raise Refused(
            _("%(hamlet)s: %(n)s hộ biểu quyết, nhiều hơn %(all)s hộ của thôn.") % told, field="counts"
        )
    ballot.present, ballot.agree = counts.present, counts.agree
    ballot.against, ballot.void = counts.against, counts.void
    ballot.save()


@transaction.atomic
def send_decision(vote: Vote, *, sent_on: date, by: Account, on: date) -> Vote:
    """Put on record that the commune received the community's decision; its term to recognise it begins.

    Raises Refused for a matter that was not agreed to, is not counted, or for a day that lies wrong.
    """
    found = ledger.writable(vote.consultation, "vote", by=by, on=on)
    row = Vote.objects.select_for_update().get(pk=vote.pk)
    result = queries.result_of(row)
    if row.sent_on:
        raise Refused(_("Đã ghi ngày nhận quyết định của cộng đồng."))
    if result is None or not result.passed:
        raise Refused(_("Chỉ gửi quyết định khi việc đã được thông qua."))
    if not row.held_on <= sent_on <= on:
        raise Refused(_("Ngày nhận phải từ ngày biểu quyết đến hôm nay."), field="sent_on")
    row.sent_on = sent_on
    ground = grounds.on_day(found.unit, sent_on, (RECOGNISED,))
    if ground and ground[0].sure:
        due = law.due(RECOGNISED, start=sent_on, calendar=calendars.calendar_of(found.unit), confirmed=True)
        row.due_on, row.recipe = due.due_on, due.derivation.as_dict()
    row.save()
    ledger.write(found, "send_decision", by=by, on=on, old=phase_of(found, on).code.value, rows=[row])
    return row


@transaction.atomic
def recognise(vote: Vote, *, yes: bool, number: str, day: date, why: str = "", by: Account, on: date) -> Vote:
    """Put the commune's answer on record: it recognises the decision, or says in writing why not.

    Raises Refused without the number of the paper, without a reason for not recognising it, or before it was received.
    """
    found = ledger.writable(vote.consultation, "vote", by=by, on=on)
    row = Vote.objects.select_for_update().get(pk=vote.pk)
    said, reason = clean(number), clean(why)
    if row.sent_on is None or row.recognised_on is not None:
        raise Refused(_("Chưa nhận quyết định của cộng đồng, hoặc đã trả lời rồi."))
    if not said:
        raise Refused(_("Xin ghi số của quyết định công nhận hoặc văn bản trả lời."), field="number")
    if not row.sent_on <= day <= on:
        raise Refused(_("Ngày của văn bản phải từ ngày nhận đến hôm nay."), field="day")
    if not yes and not reason:
        raise Refused(_("Không công nhận thì phải nêu lý do."), field="why")
    row.recognised, row.recognised_on, row.recognised_as, row.recognised_why = yes, day, said, reason
    row.save()
    verb = "recognise" if yes else "not_recognise"
    ledger.write(found, verb, by=by, on=on, old=phase_of(found, on).code.value, text=reason, rows=[row])
    return row
