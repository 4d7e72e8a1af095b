"""The kinds of case that this installation knows, by name. They are listed in danvan.config alone."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from danvan.cases.workflow import Kind


@cache
def all_kinds() -> dict[str, Kind]:
    """Every kind by its code, in the order of the settings."""
    kinds = [import_string(path) for path in settings.DANVAN_KINDS]
    return {kind.code: kind for kind in kinds}


def letters() -> dict[str, Kind]:
    """The kinds that people send in: all but those that are part of a letter."""
    return {code: kind for code, kind in all_kinds().items() if not kind.inner}


def choices() -> list[tuple[str, str]]:
    """(code, word) pairs for a form, in the language of the page."""
    return [(kind.code, str(kind.label)) for kind in all_kinds().values()]


def get(code: str) -> Kind:
    """The kind of that code; KeyError when the installation has none."""
    return all_kinds()[code]


@cache
def rules_in_use() -> frozenset[str]:
    """Identifiers of the rules of law that set a term for some kind of this installation."""
    clocks = [
        step.starts
        for kind in all_kinds().values()
        for step in (kind.opening, *kind.transitions)
        if step.starts is not None
    ]
    return frozenset(rule for clock in clocks for rule in (clock.rule, *clock.by_channel.values()))
