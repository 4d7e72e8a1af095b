"""What of a letter is given out, each with an owner and a last day: parts for agencies (chia phần việc), verifications.

Whatever is given out is an inner case: it is no letter, and counts in no sum of letters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import concerns, policies, ties
from danvan.cases.actions.move import Step, move
from danvan.cases.actions.opening import open_case
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Concern, Link
from danvan.cases.workflow import Channel
from danvan.journal.models import Event
from danvan.lib.rows import insert
from danvan.people.models import Account, Unit


@dataclass(frozen=True)
class Part:
    """What somebody is to do, in words that say enough without the letter, and until when.

    `officer`: into whose hands it goes at once, where it is given to an officer of the unit that answers.
    """

    subject: str
    body: str
    unit: Unit
    until: date
    officer: Account | None = None


@transaction.atomic
def split(
    case: Case, given: Sequence[Part], *, by: Account, on: date, seen: int | None = None, verb: str = "split"
) -> Event:
    """Give parts of a letter to other agencies; the letter itself is answered when all of them have reported.

    By `order_execution` (giao thi hành) it is what a final decision asks that is given out: the file is closed when
    all of it is done. The letter stays one, received once: parts are no letters, and count in no sum of letters.
    Returns the letter's event. Raises StepRefused for too many parts, a last day that is not after `on` or, for an
    answer, lies after the letter's own, and where the step is not the officer's.
    """
    opens = next((step.opens for step in case.workflow.transitions if step.verb == verb), ties.PART)
    return _give_out(case, opens, given, verb=verb, needs="parts", by=by, on=on, seen=seen)


@transaction.atomic
def order_verification(
    case: Case, given: Sequence[Part], *, by: Account, on: date, seen: int | None = None
) -> Event:
    """Give out what is to be verified of a letter (giao xác minh), to an officer or to another agency.

    The last day lies within the letter's own term. Returns the letter's event; raises StepRefused as `split` does.
    """
    return _give_out(
        case,
        ties.VERIFICATION,
        given,
        verb="order_verification",
        needs="verifications",
        by=by,
        on=on,
        seen=seen,
    )


def _give_out(
    case: Case,
    kind: str,
    given: Sequence[Part],
    *,
    verb: str,
    needs: str,
    by: Account,
    on: date,
    seen: int | None,
) -> Event:
    whole = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible").get(pk=case.pk)
    if why := ties.why_not_give_out(whole, kind, len(given)):
        raise StepRefused(why)
    for part in given:
        _check_day(whole, part, on, before_answer=kind != ties.EXECUTION)
        policies.check_can_go_to(whole, part.unit)
    made = [_open(whole, kind, part, by=by, on=on) for part in given]
    links = Link.objects.filter(earlier=whole, later__in=made, why=ties.GIVEN_OUT[kind]).order_by("pk")
    step = Step(data={needs: [part.pk for part in made]}, rows=tuple(links))
    event = move(case, verb, by=by, on=on, given=step, seen=seen)
    for inner, part in zip(made, given, strict=True):
        if part.officer:
            move(inner, "assign", by=by, on=on, given=Step(officer=part.officer))
    return event


def _check_day(whole: Case, part: Part, on: date, *, before_answer: bool) -> None:
    if part.until <= on:
        raise StepRefused(_("Hạn báo kết quả phải sau ngày giao."))
    if before_answer and whole.due_on and part.until > whole.due_on:
        raise StepRefused(_("Hạn báo kết quả không thể sau hạn của đơn."))


def _open(whole: Case, kind: str, part: Part, *, by: Account, on: date) -> Case:
    def tie(case: Case) -> Sequence[Link]:
        return insert(Link(later=case, earlier=whole, why=ties.GIVEN_OUT[kind]))

    return open_case(
        kind=kind,
        unit=whole.unit_responsible,
        answering=part.unit,
        channel=Channel(whole.channel),
        subject=part.subject,
        body=part.body,
        topic=whole.topic,
        by=by,
        on=on,
        until=part.until,
        own=tie,
        about=[
            Concern(whom=one["whom"], officer_id=one["officer"], unit_id=one["unit"])
            for one in concerns.of(whole)
        ],
    )
