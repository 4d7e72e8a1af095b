"""A letter that concerns several agencies is split into parts (chia phần việc), each with an owner and a last day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import ties
from danvan.cases.actions.move import Step, move
from danvan.cases.actions.opening import open_case
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Link
from danvan.cases.workflow import Channel
from danvan.journal.models import Event
from danvan.lib.rows import insert
from danvan.people.models import Account, Unit


@dataclass(frozen=True)
class Part:
    """What one agency is to do, in words that say enough without the letter, and until when."""

    subject: str
    body: str
    unit: Unit
    until: date


@transaction.atomic
def split(case: Case, given: Sequence[Part], *, by: Account, on: date, seen: int | None = None) -> Event:
    """Give parts of a letter to other agencies; the letter itself is answered when all of them have reported.

    The letter stays one, received once: parts are no letters, and count in no sum of letters. Returns the letter's
    event. Raises StepRefused for too many parts, a last day that is not after `on` or lies after the letter's own, and
    where the step is not the officer's.
    """
    whole = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible").get(pk=case.pk)
    if why := ties.why_not_split(whole, len(given)):
        raise StepRefused(why)
    for part in given:
        _check_day(whole, part, on)
    made = [_open(whole, part, by=by, on=on) for part in given]
    links = Link.objects.filter(earlier=whole, later__in=made, why=Link.Why.PART).order_by("pk")
    data = {"parts": [part.pk for part in made]}
    return move(case, "split", by=by, on=on, given=Step(data=data, rows=tuple(links)), seen=seen)


def _check_day(whole: Case, part: Part, on: date) -> None:
    if part.until <= on:
        raise StepRefused(_("Hạn của phần việc phải sau ngày giao."))
    if whole.due_on and part.until > whole.due_on:
        raise StepRefused(_("Hạn của phần việc không thể sau hạn của đơn."))


def _open(whole: Case, part: Part, *, by: Account, on: date) -> Case:
    def tie(case: Case) -> Link:
        link = Link(later=case, earlier=whole, why=Link.Why.PART)
        insert(link)
        return link

    return open_case(
        kind=ties.PART,
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
    )
