"""How alarms, whom they were told to, and the messages of the day are shown."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from danvan import law
from danvan.alarms import queries
from danvan.alarms.line import level_name
from danvan.alarms.models import Digest, Escalation
from danvan.cases import clocks
from danvan.desk import present
from danvan.law import words as law_words
from danvan.lib import dates
from danvan.people.models import Account
from danvan.promises import present as shown
from danvan.web import words
from danvan.web.parts import Due, Row

KINDS = {
    queries.LATE: gettext_lazy("Quá hạn"),
    queries.TODAY: gettext_lazy("Đến hạn hôm nay"),
    queries.SOON: gettext_lazy("Sắp đến hạn"),
    queries.THRESHOLD: gettext_lazy("Ngưỡng kỷ luật"),
}
MOST_PROMISES = 20
USUAL = (queries.LATE, queries.TODAY, queries.SOON)  # shown even when there is none


def line(row: Any, told: Sequence[Escalation], today: date) -> dict[str, Any]:
    """An `alarmed` and `listed` case as a line: the chips that sound, who has it, who was told, level by level."""
    return {
        "case": row,
        "due": _chip(row, row.term_on, today),
        "threshold": _chip(row, row.threshold_on, today),
        "officer": present.officer(row),
        "unit": row.unit_name or row.unit_responsible.key,
        "told": [_told(each, today) for each in told],
    }


def _chip(row: Any, day: date | None, today: date) -> Due | None:
    """The chip of a day that is near or over; None for one that is not."""
    if day is None or day > row.soon_until:
        return None
    calendar = clocks.calendar_of(row.unit_responsible)
    left = calendar.count_working(today + timedelta(1), day) if day > today else None
    return Due.of(day, today, left=left, short=day.year == today.year)


def _told(each: Escalation, today: date) -> dict[str, str]:
    """'L.T. Hoa, 08/03', or why the level was passed over; which level it was as the longer word."""
    day = words.day_month(each.on) if each.on.year == today.year else words.short(each.on)
    who = present.short_name(each.to.full_name) if each.to else each.get_skipped_display()
    return {"text": f"{who}, {day}", "level": level_name(each.level), "skipped": each.skipped}


def discipline(today: date) -> dict[str, str]:
    """The rule of the threshold in a sentence, where it is in force: what, how long, by which article."""
    try:
        rule = law.rule(queries.DISCIPLINE, today)
    except law.NotInForce:
        return {}
    language = present.language()
    return {
        "title": rule.title.say(language),
        "term": law_words.amount(rule.term().amount, rule.unit, language),
        "citation": rule.citation.say(language),
        "condition": rule.condition.say(language) if rule.condition else "",
        "url": reverse("people:confirm_rule", args=[rule.id, rule.version]),
    }


def messages(officer: Account, since: date, today: date) -> list[Row]:
    """What was sent to the officer since that day, and what did not reach those whom she leads."""
    return [_message(row, officer) for row in queries.messages(officer, since, on=today)]


def _message(row: Digest, officer: Account) -> Row:
    state = row.get_state_display()
    if row.reason:
        state = f"{state}: {row.get_reason_display()}"
    lines = ngettext("%(n)s việc", "%(n)s việc", row.lines) % {"n": words.number(row.lines)}
    text = f"{lines} · {state}"
    if row.officer_id != officer.pk:
        text = f"{row.officer.full_name} · {text}"
    late = row.state != Digest.State.DELIVERED
    return Row(dates.short(row.on), text, left_small=words.clock(row.at), late=late)


def promises(officer: Account, on: date) -> list[Any]:
    """Promises that are overdue or due within the office's days of warning, in her hands or of units that she leads."""
    return shown.lines(queries.promises(officer, on=on)[:MOST_PROMISES], on)
