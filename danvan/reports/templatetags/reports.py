"""Words and addresses for the lists of reports; none of them asks the database."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

from danvan.cases import topics
from danvan.cases.models import Case
from danvan.cases.policies import is_masked
from danvan.lib import dates
from danvan.people.models import Unit
from danvan.reception.models import Turn
from danvan.reports.statutory.scale import shown

register = template.Library()


@register.filter
def case_url(case: Case) -> str:
    """The case's page on the desk; empty where the desk has none."""
    return _address("desk:case", case.pk)


@register.filter
def shown_subject(case: Case) -> str:
    """What it is about; nothing of a case that was closed so long ago that its words are masked."""
    return "" if is_masked(case, on=dates.today()) else case.subject


@register.filter
def turn_url(turn: Turn) -> str:
    """The turn's page on the desk; empty where the desk has none."""
    return _address("desk:turn", turn.pk)


@register.filter
def topic_label(slug: str) -> str:
    """The topic in words."""
    return topics.label(slug)


@register.filter
def unit_name(unit: Unit, day: date) -> str:
    """The unit's name on that day; its names must have been prefetched."""
    return unit.name_on(day)


@register.filter
def callers(turn: Turn) -> str:
    """Who came, as initials: personal data stays behind the mask."""
    named = ", ".join(visitor.initials for visitor in turn.visitors.all())
    return f"{named} (+{turn.persons - 1})" if turn.persons > 1 else named


@register.filter
def matters_told(turn: Turn) -> str:
    """What was brought, topic by topic."""
    return "; ".join(dict.fromkeys(topics.label(matter.topic) for matter in turn.matters.all()))


def _address(name: str, pk: int) -> str:
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return ""


@register.filter
def by(amount: int | None, column: Any) -> str:
    """An amount as its column's heading counts (danvan.reports.statutory.scale); a dash where there is none.

    `column`: whatever has `per`; a kept one of before columns had it counts one by one.
    """
    per = column.get("per", 1) if isinstance(column, Mapping) else column.per
    return "–" if amount is None else shown(amount, per)
