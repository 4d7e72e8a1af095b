"""The little language of a form: `2 + 3`, `2..7`, `02/XLD.1`, `carried_open + eligible - merged`."""

import re
from collections.abc import Iterator

NAME = re.compile(r"[a-z]+(_[a-z]+)*")
COLUMN = re.compile(r"(?:(?P<form>[0-9A-Za-z]+(?:/[A-Z]+)?)\.)?(?P<first>\d+)(?:\.\.(?P<last>\d+))?")
_TERM = re.compile(r"\s*(?P<sign>[+-]?)\s*(?P<word>[^\s+-]+)\s*")


def words(text: str) -> Iterator[tuple[int, str]]:
    """Each word of a sum with its sign. Raises ValueError for a text that is no sum."""
    place = 0
    while place < len(text):
        found = _TERM.match(text, place)
        if found is None or bool(found["sign"]) != bool(place):
            raise ValueError(f"'{text}' is not a sum such as '2 + 3'")
        yield (-1 if found["sign"] == "-" else 1), found["word"]
        place = found.end()
    if not place:
        raise ValueError("a sum is missing")


def figures(text: str) -> Iterator[tuple[int, str]]:
    """Each figure that a `count` names, with its sign."""
    for sign, word in words(text):
        if not NAME.fullmatch(word):
            raise ValueError(f"'{word}' is not the name of a figure")
        yield sign, word


def columns(text: str, form: str) -> Iterator[tuple[int, str, int]]:
    """Sign, form and number of each column that a sum names; `form` is the one that it stands in."""
    for sign, word in words(text):
        found = COLUMN.fullmatch(word)
        if found is None:
            raise ValueError(
                f"'{word}' is neither a column (4), columns (2..7) nor one of another form (02/XLD.1)"
            )
        first = int(found["first"])
        for number in range(first, int(found["last"] or first) + 1):
            yield sign, found["form"] or form, number
