"""What the chair's page says of what is late, of the duty to receive, and of what rises."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.cases import topics
from danvan.cases.models import CaseQuerySet
from danvan.dashboards import queries as rises
from danvan.dashboards.present import Rise
from danvan.desk import overview
from danvan.people.models import Account
from danvan.people.policies import standing
from danvan.people.reach import HEAD
from danvan.reception import queries as reception

MOST = 30  # lines of what is late; the rest is in the list
REASONS = {
    "none": gettext_lazy("chưa ghi lý do"),
    "unassigned": gettext_lazy("chưa giao ai"),
    "urged": gettext_lazy("đã đôn đốc, chưa trả lời"),
    "promised": gettext_lazy("đã nêu lý do khi được đôn đốc"),
    "given_out": gettext_lazy("chờ nơi khác xác minh, làm phần việc"),
    "elsewhere": gettext_lazy("cơ quan khác đang giữ"),
    "suspended": gettext_lazy("đang tạm dừng"),
}
"""Why a letter is past its last day, as far as it is on record; what asks for somebody comes first."""


def late_lines(
    found: CaseQuerySet, units: Collection[int], names: Mapping[int, str], *, by_officer: bool, on: date
) -> list[dict[str, Any]]:
    """Whose the letters past their last day are, how many, since when, why; the most first."""
    lines: dict[tuple[int, str], dict[str, Any]] = {}
    for row in overview.late_by(found, units, on=on):
        unit, who = row["unit_responsible"], row["officer__full_name"] or ""
        who = (who or _("chưa giao ai")) if by_officer else ""
        line = lines.setdefault(
            (unit, who),
            {"unit": unit, "name": names[unit], "who": who, "n": 0, "since": row["since"], "why": {}},
        )
        line["n"] += row["n"]
        line["why"][row["reason"]] = line["why"].get(row["reason"], 0) + row["n"]
    for line in lines.values():
        line["why"] = [
            (label, line["why"][reason]) for reason, label in REASONS.items() if reason in line["why"]
        ]
    return sorted(lines.values(), key=lambda line: (-line["n"], line["since"]))[:MOST]


def duty(officer: Account, units: Collection[int], *, on: date) -> dict[str, Any]:
    """The duty of heads this month: the officer's own, line by line, and of all units together; six statements."""
    found = reception.duties(reception.led_units(units, on=on), month=on, on=on)
    own = standing(officer, on).seated(HEAD)
    sure = [each for each in found if not each.unconfirmed]
    return {
        "own": [(each.unit.shown_name, each) for each in found if each.unit.pk in own],
        "asked": sum(each.asked for each in sure),
        "done": sum(each.done for each in sure),
        "owing": sum(bool(each.owed) for each in sure),
        "units": len(found),
        "unsure": len(found) - len(sure),
    }


def hot(found: CaseQuerySet, units: frozenset[int], today: date, span: timedelta) -> list[dict[str, Any]]:
    """Topics of the last days with their words and how far they rose or fell."""
    rows = overview.hot_topics(found, units, today=today, span=span)
    return [
        {**row, "label": topics.label(row["topic"]), "change": row["now"] - row["before"]} for row in rows
    ]


def rising(units: Collection[int]) -> Sequence[Rise]:
    """What rose beyond its own past and is not closed."""
    return [Rise(row, topics.label(row.topic)) for row in rises.open_surges(units)]
