"""Charts as SVG, the same on page and paper: lying bars, and lines over the months.

Ink is that of the text around (`currentColor`), lines differ by dashes and marks, so that a copy in black and white
tells as much. No style is written into it. The same figures stand in a table beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from danvan.web import words

WIDTH = 460
ROW = 22
LABEL, VALUE = 150, 50  # room for a name at the left of a bar, for its value at the right
PLOT = 150  # the height of a plot of lines
LONGEST = 24
HEADS = 9  # so many names fit under a plot
MARKS = (
    ("", '<circle cx="{x}" cy="{y}" r="2.6"/>'),
    ("7 3", '<path d="M{x} {y}m-3 -3h6v6h-6z"/>'),
    ("2 3", '<path d="M{x} {y}m0 -4l4 7h-8z"/>'),
)
FONT = "Libertinus Serif"  # the one that papers are set in; a page uses its own


@dataclass(frozen=True)
class Series:
    """One line: its name and a value for every head."""

    name: str
    values: tuple[int, ...]


def bars(title: str, rows: Sequence[tuple[str, int]], *, font: str = "") -> SafeString:
    """Lying bars, each with its name at the left and its value at the right."""
    top = max((value for _name, value in rows), default=0) or 1
    room = WIDTH - LABEL - VALUE
    drawn = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="end">{}</text><rect x="{}" y="{}" width="{}" height="12"/>'
        '<text x="{}" y="{}">{}</text>',
        (
            (
                *(LABEL - 6, ROW * at + 14, _shorten(name)),
                *(LABEL, ROW * at + 4, length := round(room * value / top, 1)),
                *(LABEL + length + 5, ROW * at + 14, words.number(value)),
            )
            for at, (name, value) in enumerate(rows)
        ),
    )
    told = "; ".join(f"{name}: {words.number(value)}" for name, value in rows)
    return _svg(title, told, ROW * len(rows) + 4, drawn, font)


def lines(title: str, heads: Sequence[str], series: Sequence[Series], *, font: str = "") -> SafeString:
    """Lines over the same heads, at most three, each with its dashes and marks and a name on top."""
    top = _round_up(max((value for each in series for value in each.values), default=0))
    step = (WIDTH - 65) / max(len(heads) - 1, 1)
    base = 30 + PLOT
    grid = format_html_join(
        "",
        '<path d="M40 {}H450" stroke="currentColor" stroke-opacity=".25"/>'
        '<text x="34" y="{}" text-anchor="end">{}</text>',
        ((y := round(base - PLOT * part / 2, 1), y + 4, words.number(top * part / 2)) for part in range(3)),
    )
    every = -(-len(heads) // HEADS)
    names = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        ((round(45 + step * at, 1), base + 16, head) for at, head in enumerate(heads) if at % every == 0),
    )
    drawn = [
        _line(
            each,
            number,
            [
                (round(45 + step * at, 1), round(base - PLOT * value / top, 1))
                for at, value in enumerate(each.values)
            ],
        )
        for number, each in enumerate(series)
    ]
    told = "; ".join(
        f"{head}: " + ", ".join(f"{each.name} {words.number(each.values[at])}" for each in series)
        for at, head in enumerate(heads)
    )
    return _svg(
        title, told, base + 22, format_html_join("", "{}", ((part,) for part in (grid, names, *drawn))), font
    )


def _line(series: Series, number: int, points: Sequence[tuple[float, float]]) -> SafeString:
    """The line, its marks, and its name with a piece of it above the plot."""
    dashes, mark = MARKS[number]
    left = 40 + 145 * number
    legend = format_html(
        '<path d="M{} 12h26" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="{}"/>'
        '<text x="{}" y="16">{}</text>',
        left,
        dashes or "none",
        left + 32,
        series.name,
    )
    line = format_html(
        '<polyline points="{}" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="{}"/>',
        " ".join(f"{x},{y}" for x, y in points),
        dashes or "none",
    )
    marks = format_html_join("", mark, ({"x": x, "y": y} for x, y in [(left + 13, 12), *points]))
    return legend + line + marks


def _svg(title: str, told: str, height: int, drawn: SafeString, font: str) -> SafeString:
    key = f"d{crc32((title + told).encode()):08x}"
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" class="bars" aria-labelledby="{}t {}d" '
        'fill="currentColor" font-size="12"{}><title id="{}t">{}</title><desc id="{}d">{}</desc>{}</svg>',
        *(WIDTH, height, key, key),
        format_html(' font-family="{}"', font) if font else "",
        *(key, title, key, told, drawn),
    )


def _round_up(value: int) -> int:
    """The next even number that reads well at the top of an axis: 2, 4, 10, 20, 40, 100 …"""
    power = 10
    while True:
        for top in (power * part // 10 for part in (2, 3, 4, 5, 6, 8, 10)):
            if top >= value and top % 2 == 0:
                return top
        power *= 10


def _shorten(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
