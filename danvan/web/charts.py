"""Geometry of the charts: where a bar stands and how long it is. The templates draw it as SVG attributes."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from danvan.web import words
from danvan.web.parts import Bar

WIDTH = 460
ROW = 30
PLOT = 134
_LONGEST_LABEL = 30
_LETTER = 6.6
_VALUE_ROOM = 84


@dataclass(frozen=True)
class Drawn:
    """A bar with its place: x, y of its upper left corner, its width and height, its words."""

    label: str
    full: str
    value: str
    x: int
    y: int
    width: int
    height: int

    @property
    def half(self) -> int:
        """Half its width."""
        return self.width // 2

    @property
    def middle(self) -> int:
        """The x of its middle, under which its name stands."""
        return self.x + self.half


@dataclass(frozen=True)
class Chart:
    """A chart ready to be drawn: size, bars, and a key for the ids of its title and description."""

    key: str
    height: int
    bars: Sequence[Drawn]
    label_x: int = 0


def _key(title: str, bars: Sequence[Bar]) -> str:
    return f"c{crc32(repr((title, bars)).encode()):08x}"


def _scale(value: int, top: int, room: int) -> int:
    """The length of a bar in `room`; bars start at 0 and whatever is above 0 can be seen."""
    return max(round(room * value / top), 1) if top and value > 0 else 0


def _shorten(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1].rstrip() + "…"


def lying(title: str, bars: Sequence[Bar], *, share: bool = False) -> Chart:
    """Horizontal bars with names at the left and values, with their share of the whole if asked, at the right."""
    top = max((bar.value for bar in bars), default=0)
    whole = sum(bar.value for bar in bars)
    label_x = min(max(round(max((len(_shorten(b.label)) for b in bars), default=0) * _LETTER), 40), 200)
    left, room = label_x + 8, WIDTH - label_x - 8 - _VALUE_ROOM
    drawn = [
        Drawn(
            label=_shorten(bar.label),
            full=bar.label,
            value=words.number(bar.value) + (f" · {words.percent(bar.value, whole)}" if share else ""),
            x=left,
            y=7 + ROW * index,
            width=_scale(bar.value, top, room),
            height=18,
        )
        for index, bar in enumerate(bars)
    ]
    return Chart(_key(title, bars), ROW * len(bars) + 4, drawn, label_x)


def standing(title: str, bars: Sequence[Bar]) -> Chart:
    """Columns from left to right, each with its value above and its name below."""
    top = max((bar.value for bar in bars), default=0)
    pitch = (WIDTH - 20) / max(len(bars), 1)
    width = round(min(pitch * 0.7, 64))
    drawn = []
    for index, bar in enumerate(bars):
        height = _scale(bar.value, top, PLOT)
        x = round(10 + pitch * index + (pitch - width) / 2)
        drawn.append(Drawn(bar.label, bar.label, words.number(bar.value), x, 168 - height, width, height))
    return Chart(_key(title, bars), 196, drawn)


def spark(values: Sequence[float], width: int = 96, height: int = 24) -> list[tuple[int, int]]:
    """The points of a sparkline, from left to right; the highest value lies on top."""
    low, high = min(values), max(values)
    span = (high - low) or 1
    step = (width - 6) / max(len(values) - 1, 1)
    return [
        (round(3 + step * index), round(height - 4 - (height - 8) * (value - low) / span))
        for index, value in enumerate(values)
    ]
