"""What each event did to the clocks of a case, in one line: from which last day to which, by which decision."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from danvan.cases.clocks import GOING
from danvan.cases.models.parts import DeadlineState
from danvan.cases.queries import ClockTurn, clock_turns
from danvan.journal.models import Event
from danvan.law.life import STOPS
from danvan.lib import dates


def told(events: Sequence[Event]) -> dict[int, str]:
    """Number of the event → its line, for the steps that touch a clock; from the events alone, no statement."""
    days: dict[int, list[str]] = {}
    lines = {}
    for turn in clock_turns(events):
        if "clock" in turn.event.data and turn.state in GOING and (day := _day(turn)):
            days.setdefault(turn.event.number, []).append(day)
    for event in events:
        if "clock" in event.data and (line := _line(event, days.get(event.number, []))):
            lines[event.number] = line
    return lines


def _line(event: Event, days: Sequence[str]) -> str:
    """“Hạn 26/11/2026 → 27/11/2026 (12/QĐ-UBND)”; of a clock without a day the decision alone."""
    said = "; ".join(dict.fromkeys(days))
    number = event.data.get("decision", "")
    if said and number:
        return f"{said} ({number})"
    return said or (_("Theo %(decision)s") % {"decision": number} if number else "")


def _day(turn: ClockTurn) -> str:
    if turn.state == DeadlineState.SUSPENDED:
        stopped_now = turn.event.data["clock"] in STOPS
        return _("Dừng tính thời hạn") if stopped_now else _("Vẫn dừng tính thời hạn")
    if turn.after is None:
        return ""
    if turn.before in (None, turn.after):
        return _("Hạn %(day)s") % {"day": _short(turn.after)}
    return _("Hạn %(before)s → %(after)s") % {"before": _short(turn.before), "after": _short(turn.after)}


def _short(day: str | None) -> str:
    return dates.short(date.fromisoformat(day)) if day else ""
