"""An answer is put in the box. The one write of the house that leaves no event: its moment would tell whose it is.

What stands for an event is that numbers must meet: as many marks as answers counted and waiting (danvan.ratings.verify,
ADR 36).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.lib import dates
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.ratings import rules, tokens
from danvan.ratings.models import Slip, Spent
from danvan.ratings.transactions import Transaction
from danvan.ratings.workflow import CHOICES, FACTS, LONGEST, Source


@dataclass(frozen=True)
class Told:
    """What somebody ticked, fact by fact, and wrote."""

    facts: Mapping[str, str]
    words: str = ""


class AlreadyRated(Refused):
    """The transaction was rated before: one rating for each."""


@transaction.atomic
def answer(done: Transaction, told: Told, *, source: Source = Source.SELF, on: date) -> None:
    """Put an answer about a transaction in the box, and spend its link.

    Nothing is kept of who answered, and of when the transaction was only its week. Raises AlreadyRated the second
    time, Refused before the transaction or too long after it, or for what is no answer.
    """
    _check(done, told, source, on)
    found = list(tokens.marks(done.event, source))
    if Spent.objects.filter(mark__in=found).exists():
        raise already()
    try:
        with transaction.atomic():
            Spent.objects.create(mark=found[0], unit_id=done.unit_id, source=source)
    except IntegrityError:  # the same link at the same moment: the first one stands
        raise already() from None
    Slip.objects.create(
        unit_id=done.unit_id,
        procedure_id=done.procedure_id,
        officer_id=done.officer_id,
        week=done.week,
        source=source,
        facts={name: told.facts[name] for name in FACTS},
        words=clean(told.words),
    )


def is_rated(done: Transaction, source: Source = Source.SELF) -> bool:
    """Whether this one transaction was rated; asked by whoever holds its link, never for a list."""
    return Spent.objects.filter(mark__in=list(tokens.marks(done.event, source))).exists()


def already() -> AlreadyRated:
    """The refusal of a second rating."""
    return AlreadyRated(_("Lần giải quyết này đã được đánh giá. Mỗi lần chỉ đánh giá một lượt."))


def _check(done: Transaction, told: Told, source: Source, on: date) -> None:
    if on < done.on:
        raise Refused(_("Việc này chưa xong nên chưa đánh giá được."))
    if source == Source.SELF and not done.is_open(on):
        last = dates.short(rules.last_day(done.on))
        raise Refused(_("Liên kết này dùng được đến hết ngày %(day)s, nay đã quá hạn.") % {"day": last})
    for name in FACTS:
        if told.facts.get(name) not in CHOICES[name]:
            raise Refused(_("Xin chọn một câu trả lời."), field=name)
    if len(clean(told.words)) > LONGEST:
        raise Refused(_("Lời viết dài quá %(n)s ký tự.") % {"n": LONGEST}, field="words")
