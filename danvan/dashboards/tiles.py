"""Where each unit stands on the map of tiles, and how dark its tile is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

WIDTH, HEIGHT, GAP = 62, 46, 3
STEPS = 4


@cache
def layouts() -> dict[str, dict[str, tuple[int, int]]]:
    """Every layout by name: the key of a unit → column and row."""
    rows = yaml.safe_load(Path(__file__).with_name("tiles.yaml").read_text("utf-8"))
    return {name: {key: tuple(at) for key, at in cells.items()} for name, cells in rows.items()}


@dataclass(frozen=True)
class Value:
    """What one unit has to show: a number to be shaded by (None: no data), how it is written, the unit's names."""

    key: str
    name: str
    number: float | None
    said: str

    @property
    def brief(self) -> str:
        """The name proper, as short as a tile can hold."""
        kind = next((kind for kind in _KINDS if self.name.lower().startswith(kind)), "")
        words = self.name[len(kind) :]
        return words if len(words) <= _LETTERS else words[: _LETTERS - 1] + "…"


_LETTERS = 9
_KINDS = ("xã ", "phường ", "thị trấn ", "thị xã ", "thành phố ", "huyện ", "tỉnh ")


@dataclass(frozen=True)
class Tile:
    """One square: its upper left corner, its unit, how dark (0 nothing, 1 to 4; -1 no data)."""

    x: int
    y: int
    value: Value
    step: int


@dataclass(frozen=True)
class Map:
    """The squares, the size of the picture, the bounds of the steps, and who has no square."""

    tiles: Sequence[Tile]
    width: int
    height: int
    bounds: Sequence[float]
    left_out: Sequence[str]


def drawn(values: Sequence[Value]) -> Map | None:
    """The map on which most of the units have a tile; None where none has more than one of them."""
    _name, cells = max(layouts().items(), key=lambda item: sum(v.key in item[1] for v in values))
    placed = [value for value in values if value.key in cells]
    if len(placed) < 2:
        return None
    bounds = steps([value.number for value in values if value.number])
    left, top = (min(cells[value.key][axis] for value in placed) for axis in (0, 1))
    across, down = WIDTH + GAP, HEIGHT + GAP
    tiles = [
        Tile((cells[v.key][0] - left) * across, (cells[v.key][1] - top) * down, v, step_of(v.number, bounds))
        for v in sorted(placed, key=lambda v: (cells[v.key][1], cells[v.key][0]))
    ]
    width, height = max(tile.x for tile in tiles) + WIDTH, max(tile.y for tile in tiles) + HEIGHT
    return Map(tiles, width, height, bounds, [v.name for v in values if v.key not in cells])


def steps(numbers: Sequence[float]) -> list[float]:
    """The upper bounds of the steps, at most four: as many units in each as the numbers allow; none without numbers."""
    ranked = sorted(numbers)
    if not ranked:
        return []
    places = [round(len(ranked) * (step + 1) / STEPS) - 1 for step in range(STEPS)]
    return sorted({ranked[max(place, 0)] for place in places})


def step_of(number: float | None, bounds: Sequence[float]) -> int:
    """-1 without data, 0 for nothing, else the step, spread so that the highest is the darkest."""
    if number is None:
        return -1
    if not number:
        return 0
    place = next(place for place, bound in enumerate(bounds, start=1) if number <= bound)
    return place + STEPS - len(bounds)


def ranges(bounds: Sequence[float]) -> list[tuple[int, float | None, float]]:
    """(step, above which number, up to which) of each step, for the legend; None: above 0."""
    lower: Mapping[int, float] = dict(enumerate(bounds, start=1))
    return [(n + 1 + STEPS - len(bounds), lower.get(n), bound) for n, bound in enumerate(bounds)]
