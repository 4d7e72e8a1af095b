"""The terms of a meeting: how early it is announced, by when its results are published, where the law says so."""

from datetime import date

from danvan import law
from danvan.calendars import queries as calendars
from danvan.lib import dates
from danvan.meetings.kinds import Kind
from danvan.people import queries as people
from danvan.people.models import Unit


def notice_of(kind: Kind, unit: Unit, day: date) -> law.Due | None:
    """The last day on which a meeting of that day may be announced; None where no confirmed rule says so."""
    return _term(kind, kind.notice, unit, day)


def result_of(kind: Kind, unit: Unit, day: date) -> law.Due | None:
    """The last day on which the results of a meeting of that day are published; None where no confirmed rule says."""
    return _term(kind, kind.result, unit, day)


def doubtful(kind: Kind, unit: Unit, day: date) -> law.Rule | None:
    """The rule about its notice that nobody has confirmed and that therefore binds nobody; None where there is none."""
    found = _rule(kind, kind.notice, unit, day)
    return found if found is not None and not _applies(found, unit) else None


def _term(kind: Kind, rule_id: str, unit: Unit, day: date) -> law.Due | None:
    found = _rule(kind, rule_id, unit, day)
    if found is None or not _applies(found, unit):
        return None
    return law.due(found.id, start=day, calendar=calendars.calendar_of(unit), confirmed=True)


def _rule(kind: Kind, rule_id: str, unit: Unit, day: date) -> law.Rule | None:
    if not rule_id or (kind.tiers and unit.tier not in kind.tiers):
        return None
    try:
        return law.rule(rule_id, day)
    except law.NotInForce:
        return None


def _applies(rule: law.Rule, unit: Unit) -> bool:
    return rule.fires_by_itself or people.is_confirmed(rule.id, rule.version, unit, dates.today())
