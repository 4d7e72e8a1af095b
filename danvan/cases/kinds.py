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
    """The letters that people send in: all but what is part of a letter, and what is asked for by a procedure."""
    return {code: kind for code, kind in all_kinds().items() if not (kind.inner or kind.service)}


def services() -> list[str]:
    """The codes of the kinds that are no letters: what people ask for by a procedure."""
    return [code for code, kind in all_kinds().items() if kind.service]


def entered() -> dict[str, Kind]:
    """The letters that are entered with their sender's name, and opened by their code: all but sealed ones."""
    return {code: kind for code, kind in letters().items() if not kind.sealed}


@cache
def sealed() -> tuple[str, ...]:
    """The codes of the kinds of which nobody may know who brought them."""
    return tuple(code for code, kind in all_kinds().items() if kind.sealed)


def choices() -> list[tuple[str, str]]:
    """(code, word) pairs for a form, in the language of the page."""
    return [(kind.code, str(kind.label)) for kind in all_kinds().values()]


def get(code: str) -> Kind:
    """The kind of that code; KeyError when the installation has none."""
    return all_kinds()[code]


@cache
def rules_in_use() -> frozenset[str]:
    """Identifiers of the rules of law that set a term for some kind of this installation."""
    steps = (step for kind in all_kinds().values() for step in (kind.opening, *kind.transitions))
    clocks = [clock for step in steps for clock in step.clocks]
    return frozenset(rule for clock in clocks for rule in (clock.rule, *clock.by_channel.values()))
