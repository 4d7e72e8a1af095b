"""Who may go first, as data: the office's own rule, used where a leader has named the document that holds it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import get_language

from danvan.counters.models import Hall

FILE = Path(__file__).with_name("priority.yaml")
CLERK = "clerk"


@dataclass(frozen=True)
class Group:
    """Some people who go first; `by_clerk`: nobody says it of herself, an officer lets her in."""

    code: str
    name: dict[str, str]
    by_clerk: bool = False

    def __str__(self) -> str:
        return self.name["en" if (get_language() or "vi").startswith("en") else "vi"]


@cache
def groups() -> tuple[Group, ...]:
    """All of them, in the order in which they are offered."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Group(**row) for row in told["groups"])


def offered(hall: Hall) -> list[Group]:
    """Those that somebody may choose herself; none where the office has not confirmed its rule."""
    return [group for group in groups() if not group.by_clerk] if hall.priority_act else []


def named(code: str) -> str:
    """The group in words; nothing for none."""
    return next((str(group) for group in groups() if group.code == code), "")
