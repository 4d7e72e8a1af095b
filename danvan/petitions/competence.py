"""Who decides a complaint the second time, on a given day: read from competence.yaml and the rules of law.

Before 1/7/2025 the district for its communes and offices, the province for its districts and departments; since then
the province for the communes. Above the province it is a ministry, which this register does not hold.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from danvan import law
from danvan.people import queries as people
from danvan.people.models import Tier, Unit

LEVELS = (Tier.NATION, Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)


@dataclass(frozen=True)
class Seat:
    """Who decides the second time. `unit`: where the register holds it; `rule`: by what, where that is known."""

    unit: Unit | None
    rule: law.Rule | None


@cache
def table() -> tuple[dict[str, str], ...]:
    """The lines of competence.yaml."""
    return tuple(yaml.safe_load(Path(__file__).with_name("competence.yaml").read_text()))


def second(first: Unit, on: date) -> Seat:
    """Who decides on a complaint of that day against the first decision of this unit; a fixed number of statements.

    The units above are those of the day, or of the first unit's last day where it has ended.
    """
    last = first.last_day
    path: list[Any] = people.path_of(first, min(on, last) if last else on)
    above = [unit for unit in reversed(path) if unit.pk != first.pk]
    level = next((unit.tier for unit in above if unit.tier in LEVELS), "")
    for line in table():
        rule = _in_force(line["rule"], on)
        if rule is None or line["of"] != first.tier or line.get("under", level) != level:
            continue
        seat = next((unit for unit in above if unit.tier == line["to"] and unit.exists_on(on)), None)
        return Seat(seat, rule)
    return Seat(None, None)


def _in_force(rule: str, on: date) -> law.Rule | None:
    return next((version for version in law.versions(rule) if version.in_force(on)), None)
