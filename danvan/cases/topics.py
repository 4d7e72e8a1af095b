"""What a matter is about (lĩnh vực): a short list kept as data beside this file."""

from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import get_language


@cache
def _words() -> dict[str, dict[str, str]]:
    rows = yaml.safe_load(Path(__file__).with_name("topics.yaml").read_text("utf-8"))
    return {row["slug"]: row for row in rows}


def slugs() -> tuple[str, ...]:
    """Every topic, in the order of lists."""
    return tuple(_words())


def label(slug: str) -> str:
    """The topic in the language of the page; a slug that is no topic is given back as it is."""
    row = _words().get(slug)
    return row["en" if get_language() == "en" else "vi"] if row else slug


def choices() -> list[tuple[str, str]]:
    """(slug, word) pairs for a form, in the language of the page."""
    return [(slug, label(slug)) for slug in slugs()]
