"""People are called back by another office: a list is drawn, a number looked at, what came of the call put down."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from danvan.figures.actions import post
from danvan.figures.postings import Posting
from danvan.journal.actors import SYSTEM
from danvan.journal.keeping import keep
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit
from danvan.ratings import policies, queries, rules, transactions
from danvan.ratings.actions.giving import AlreadyRated, Told, answer
from danvan.ratings.models import Call, CallList
from danvan.ratings.sampling import sample
from danvan.ratings.workflow import CALLED, MOST_TRIES, OUTCOMES, REACHED, Outcome, Source

STREAM, SALT = "call_list", "ratings"


def draw_due(*, on: date) -> int:
    """Draw the lists of last month that are not drawn yet; how many were. Twice does nothing more."""
    first = dates.months_later(on.replace(day=1), -1)
    drawn = (draw(unit, first, on=on) for unit in queries.units_to_draw(first, on))
    return sum(each is not None for each in drawn)


@transaction.atomic
def draw(unit: Unit, first: date, *, on: date) -> CallList | None:
    """Draw whom the office above calls of a unit's month; nobody chooses, and once is for good.

    None where there is a list already, no office above, nobody to call, or no seal yet that closes the month.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    last = dates.months_later(first, 1) - timedelta(days=1)
    office, seal = queries.office_above(unit, on), queries.closing_seal(last)
    if office is None or seal is None or CallList.objects.filter(unit=unit, first=first).exists():
        return None
    population = queries.population(unit, first, last)
    if not population:
        return None
    chosen = sample(population, seal.hash, int(settings.DANVAN_RATING["calls"]))
    row = CallList.objects.create(
        unit=unit,
        office=office,
        first=first,
        last=last,
        seed=seal.hash,
        size=len(chosen),
        population=population,
        drawn_on=on,
    )
    calls = [Call(list=row, place=place, event_id=event) for place, event in enumerate(chosen, 1)]
    keep(row, "call_draw", stream=STREAM, by=SYSTEM, on=on, salt=SALT, rows=Call.objects.bulk_create(calls))
    return row


@transaction.atomic
def look(call: Call, *, by: Account, on: date) -> str:
    """Show the number of one person, to call it now; each look is on record. Empty where there is none any more.

    Raises Refused without a right, out of hours, for a call that is over or in somebody else's hand, and while the
    officer has not put down what came of the one before.
    """
    row = _held(call, by, on)
    if not rules.may_call(row.list.office, dates.now()):
        raise Refused(_("Chỉ gọi trong giờ %(hours)s của ngày làm việc.") % {"hours": rules.call_hours()})
    if row.looked_by_id not in (None, by.pk):
        raise Refused(
            _("%(who)s đang gọi số này.") % {"who": row.looked_by.full_name if row.looked_by else ""}
        )
    if Call.objects.filter(looked_by=by).exclude(pk=row.pk).exists():
        raise Refused(_("Xin ghi kết quả cuộc gọi trước rồi mới mở số khác."))
    row.looked_by = by
    _write(row, "call_look", by=by, on=on)
    return queries.telephone(row)


@transaction.atomic
def note_outcome(call: Call, outcome: str, *, told: Told | None = None, by: Account, on: date) -> Call:
    """Put down what came of a call; reached, what the person said goes into the box and nowhere else.

    Raises Refused unless the officer has the number in hand, and where somebody was reached, without an answer.
    """
    row = _held(call, by, on)
    if row.looked_by_id != by.pk:
        raise Refused(_("Xin mở số để gọi trước khi ghi kết quả."))
    if outcome not in OUTCOMES:
        raise Refused(_("Xin chọn kết quả cuộc gọi."), field="outcome")
    if outcome == Outcome.REACHED:
        _answer(row, told, on)
    row.tries += 1
    row.outcome, row.looked_by = outcome, None
    if outcome != Outcome.NO_ANSWER or row.tries >= MOST_TRIES:
        row.ended_on = on
    _write(row, "call_note", by=by, on=on, new=outcome, facts=_facts(row, on))
    return row


def _answer(row: Call, told: Told | None, on: date) -> None:
    done = transactions.of_event(row.event_id)
    if done is None:
        raise Refused(_("Hồ sơ của lần giải quyết này đã hủy theo thời hạn lưu."))
    try:
        answer(done, told or Told({}), source=Source.PHONE, on=on)
    except AlreadyRated:
        raise Refused(_("Người này đã trả lời qua điện thoại rồi.")) from None


def _facts(row: Call, on: date) -> list[Posting]:
    """A call that is over counts, and whether the person was reached: the reach rate stands beside every figure."""
    if row.ended_on is None:
        return []
    made = [CALLED, REACHED] if row.outcome == Outcome.REACHED else [CALLED]
    return [Posting(measure, on, row.list.unit_id, 1) for measure in made]


def _held(call: Call, by: Account, on: date) -> Call:
    CallList.objects.select_for_update().get(pk=call.list_id)
    row = Call.objects.select_related("list__office", "looked_by").get(pk=call.pk)
    policies.check_can_call(by, row.list.office_id, row.list.unit_id, on)
    if row.ended_on:
        raise Refused(_("Cuộc gọi này đã có kết quả."))
    return row


def _write(
    row: Call, verb: str, *, by: Account, on: date, new: str = "", facts: list[Posting] | None = None
) -> None:
    data: dict[str, Any] = {"call": row.pk}
    if facts:
        data["facts"] = [each.as_list() for each in facts]
    told = keep(row, verb, stream=STREAM, by=by, on=on, salt=SALT, new=new, subject=row.list, data=data)
    if facts:
        post(told)
