"""The texts of messages: step.email.1.txt is what a step is told by mail, version 1. A new version is a new file."""

from functools import cache
from pathlib import Path
from string import Template

from danvan.lib.text import without_marks

FOLDER = Path(__file__).parent


@cache
def latest(template: str, channel: str) -> int:
    """The number of the latest version of a text; LookupError when there is none."""
    found = [int(path.suffixes[-2][1:]) for path in FOLDER.glob(f"{template}.{channel}.*.txt")]
    if not found:
        raise LookupError(f"no text {template} for {channel}")
    return max(found)


def written(template: str, channel: str, version: int, **words: str) -> str:
    """The text with its blanks filled; an SMS without marks, so that it fits the plain alphabet of telephones."""
    text = _template(template, channel, version).substitute(words).strip()
    return without_marks(text) if channel == "sms" else text


@cache
def _template(template: str, channel: str, version: int) -> Template:
    return Template((FOLDER / f"{template}.{channel}.{version}.txt").read_text("utf-8"))
