"""All circulars with their forms, and which of them holds on a day."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from danvan.law.yamlfile import Table, read
from danvan.reports.statutory.form import Circular, Form
from danvan.reports.statutory.schema import HEAD, load

FOLDER = Path(__file__).with_name("forms")
WORDS = FOLDER / "words.yaml"


class UnknownForm(LookupError):
    """No circular has a form of that code, or not the one asked for."""


@cache
def every() -> tuple[Circular, ...]:
    """Every circular, oldest first. Raises RuleFileError for a file that does not follow the schema."""
    found = [load(path.parent) for path in sorted(FOLDER.glob(f"*/{HEAD}"))]
    return tuple(sorted(found, key=lambda circular: circular.in_force_from))


def of(slug: str) -> Circular:
    """The circular of that folder. Raises UnknownForm."""
    for circular in every():
        if circular.slug == slug:
            return circular
    raise UnknownForm(slug)


def on(day: date) -> Circular | None:
    """The circular on letters and reception in force on a day."""
    return next((each for each in every() if not each.beside and each.in_force(day)), None)


def offered(day: date) -> tuple[Circular, Form]:
    """The form that a page begins with: the first of the circular of that day, or of the nearest one with columns."""
    known = [circular for circular in every() if circular.has_columns and not circular.beside]
    now = on(day)
    if now is None or not now.has_columns:
        past = [circular for circular in known if circular.in_force_from <= day]
        now = past[-1] if past else known[0]
    return now, next(form for form in now.forms.values() if form.columns)


def find(code: str, day: date, slug: str = "") -> tuple[Circular, Form]:
    """The form of that code (01/XLD or 01-XLD): of the circular named, of the day's, else of the last that has it."""
    wanted = code.upper().replace("-", "/")
    for circular in _by_nearness(day):
        if slug and circular.slug != slug:
            continue
        for form in circular.forms.values():
            if form.code.upper() == wanted:
                return circular, form
    raise UnknownForm(code)


def _by_nearness(day: date) -> Iterator[Circular]:
    now = on(day)
    if now is not None:
        yield now
    yield from (circular for circular in reversed(every()) if circular is not now)


@cache
def _english() -> Table:
    return read(WORDS)


def heading(text: str, language: str) -> str:
    """A heading in the language of the page; one that nobody has put into English stays as the form has it."""
    return text if language == "vi" else str(_english().get(text, text))
