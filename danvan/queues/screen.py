"""The screen of a waiting room: numbers and desks, read from eight metres, told to machines and spoken; no names."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Shown:
    """A number with what stands beside it; `say`: how it is called aloud, `key`: which call it was."""

    number: str
    beside: str = ""
    say: str = ""
    key: int = 0


@dataclass(frozen=True)
class Column:
    """A list under its heading; `empty`: what is said where there is nothing."""

    title: str
    rows: Sequence[Shown]
    empty: str = ""


@dataclass(frozen=True)
class Screen:
    """What a screen shows at a moment. `calls`: the last of them, newest first; `poll`: where a script asks again."""

    head: str
    place: str
    now: datetime
    called: Shown | None
    columns: Sequence[Column]
    waiting: int
    foot: str
    calls: Sequence[Shown] = field(default_factory=tuple)
    poll: str = ""

    def told(self) -> dict[str, Any]:
        """The same for the script of the page; the clock is left out, so that nothing new is nothing to send."""
        return {
            "called": asdict(self.called) if self.called else None,
            "calls": [asdict(call) for call in self.calls],
            "columns": [[asdict(row) for row in column.rows] for column in self.columns],
            "waiting": self.waiting,
        }

    def body(self) -> tuple[bytes, str]:
        """The answer to the script, and its tag."""
        said = json.dumps(self.told(), ensure_ascii=False, separators=(",", ":")).encode()
        return said, f'"{hashlib.sha256(said).hexdigest()[:20]}"'


def spoken(number: str, window: int | None, desk: str) -> str:
    """How a number is called aloud in Vietnamese, sign by sign: 'Mời số A 0 1 7 đến quầy 3'."""
    return f"Mời số {' '.join(number)} đến {desk} {window or 1}"
