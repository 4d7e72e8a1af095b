"""What the pages of retention say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan.cases.models import Case
from danvan.retention import terms
from danvan.retention.models import Item, Term
from danvan.retention.queries import Candidate
from danvan.retention.things import Thing, all_things

PAGES = {
    "case": "desk:case",
    "turn": "desk:turn",
    "refusal": "reception:refusal",
    "booking": "reception:booking",
    "consultation": "consultations:consultation",
    "burden": "burdens:report",
    "exemplar": "emulation:exemplar",
    "nomination": "emulation:nomination",
}


@dataclass(frozen=True)
class Line:
    """One thing on a page."""

    pk: int
    name: str
    url: str
    start_on: date
    due_on: date
    why: str
    held: str = ""
    badge: tuple[str, str] = ("", "")


def language() -> str:
    """The language of the page, as the law's words ask for it."""
    return "en" if get_language() == "en" else "vi"


def names() -> list[tuple[str, str]]:
    """(key, name) of every kind of thing."""
    return [(key, thing.name.say(language())) for key, thing in all_things().items()]


def line(row: Candidate, thing: Thing) -> Line:
    """One thing whose term is over."""
    why = terms.explained(row.start_on, row.span, thing)
    url = reverse(PAGES[row.stream], args=[row.pk])
    return Line(row.pk, row.name, url, row.start_on, row.due_on, why, row.held)


BADGES = {"waiting": "wait", "destroyed": "done", "spared": ""}


def item_lines(items: Iterable[Item]) -> list[Line]:
    """The lines of a list."""
    rows = list(items)
    cases = [row.subject for row in rows if row.stream == "case"]
    codes = dict(Case.objects.filter(pk__in=cases).values_list("pk", "code"))
    made = []
    for row in rows:
        code = codes.get(row.subject, "")
        name = f"{code[:4]}…" if code else _("số %(n)s") % {"n": row.subject}
        url = reverse(PAGES[row.stream], args=[row.subject])
        badge = (str(row.get_state_display()), BADGES[row.state])
        made.append(
            Line(row.subject, name, url, row.start_on, row.due_on, basis(row.basis), row.reason, badge)
        )
    return made


def basis(kept: Mapping[str, Any]) -> str:
    """What a line rests on, in short."""
    if "decision" in kept:
        return _("%(n)s năm, Quyết định %(number)s") % {"n": kept["years"], "number": kept["decision"]}
    version = next((v for v in terms.versions(kept["rule"]) if v.version == kept["version"]), None)
    said = version.short_citation if version else kept["rule"]
    return _("%(n)s năm, %(law)s") % {"n": kept["years"], "law": said}


def term_rows(decided: Mapping[str, Term | None], on: date) -> list[dict[str, Any]]:
    """Each kind of thing with what is said of its term: by the office, by the law, or by nobody."""
    rows = []
    for key, thing in all_things().items():
        own, rule = decided[key], terms.of_law(thing, on)
        span = terms.span(thing, on, own)
        rows.append(
            {
                "key": key,
                "name": thing.name.say(language()),
                "starts": thing.starts.say(language()),
                "years": span.years if span else None,
                "basis": span.basis if span else "",
                "own": own,
                "law": rule.citation.say(language()) if rule else "",
                "law_years": rule.amount if rule else None,
                "unsure": bool(rule) and span is None,
            }
        )
    return rows
