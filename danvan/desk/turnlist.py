"""The register of reception as a file: its headings and one line for each matter, without names."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from danvan.cases import topics
from danvan.desk.wording import OUTCOMES
from danvan.lib import dates
from danvan.people.models import Unit
from danvan.reception.models import GROUP_FROM, Matter, Turn
from danvan.reception.words import SITTINGS
from danvan.web import words

_READ = (
    *("turn_id", "turn__on", "turn__unit_id", "turn__sitting", "turn__persons", "topic", "first_time"),
    *("outcome", "petition_id", "turn__entered_at", "turn__cancelled_on"),
)


def headings() -> list[str]:
    """The headings, in the order of the cells."""
    return [
        *(_("Lượt"), _("Ngày tiếp"), _("Đơn vị"), _("Buổi tiếp"), _("Số người"), _("Đoàn"), _("Nội dung")),
        *(_("Lần đầu"), _("Cách xử lý"), _("Hồ sơ"), _("Ghi sau"), _("Đã gạch")),
    ]


def lines(found: QuerySet[Turn], *, today: date) -> Iterator[list[Any]]:
    """The lines one by one, the newest turn first: bare values, so that a hundred thousand take no more room."""
    named: Any = Unit.objects.named(today)
    units = dict(named.values_list("pk", "shown_name"))
    sittings = {code: str(word) for code, word in SITTINGS.items()}
    outcomes = {code: str(word) for code, word in OUTCOMES}
    short, topic, yes = cache(words.short), cache(topics.label), _("có")
    rows = Matter.objects.filter(turn__in=found.order_by()).order_by("-turn__on", "-turn_id", "pk")
    for row in rows.values_list(*_READ).iterator(chunk_size=5000):
        turn, on, unit, sitting, persons, about, first, outcome, petition, entered_at, cancelled_on = row
        yield [
            *(turn, short(on), units.get(unit, ""), sittings[sitting], persons),
            *(yes if persons >= GROUP_FROM else "", topic(about), yes if first else "", outcomes[outcome]),
            *(petition or "", yes if dates.day_of(entered_at) > on else "", yes if cancelled_on else ""),
        ]
