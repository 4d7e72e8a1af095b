"""How long one thing is kept: by the office's own decision, else by a rule of law that was read in the act itself.

A rule that nobody read in the act destroys nothing, nor does a thing of which neither law nor office says a number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law
from danvan.lib import dates
from danvan.retention.models import Term
from danvan.retention.things import Thing

VERIFIED = "verified"


@dataclass(frozen=True)
class Span:
    """A term of keeping: so many years, and on what it rests. `article` and `act`, or the office's `decision`."""

    years: int
    basis: str
    kept: dict[str, Any]
    """What the journal keeps of it."""

    def last_day(self, start: date) -> date:
        """The last day on which a thing of that day is kept."""
        return dates.years_later(start, self.years)


def of_law(thing: Thing, start: date) -> law.Rule | None:
    """The version of the law's rule that governs a thing whose term began on that day; None where there is none."""
    if not thing.law:
        return None
    try:
        return law.rule(thing.law, start)
    except law.LawError:
        return None


def span(thing: Thing, start: date, decided: Term | None) -> Span | None:
    """The term of a thing whose term began on that day; None while neither law nor office gives a sure number."""
    if decided is not None:
        said = _("Quyết định %(number)s ngày %(day)s của cơ quan") % {
            "number": decided.decision,
            "day": dates.short(decided.decided_on),
        }
        kept = {"decision": decided.decision, "decided": decided.decided_on.isoformat()}
        return Span(decided.years, said, {**kept, "years": decided.years})
    rule = of_law(thing, start)
    if rule is None or rule.confidence != VERIFIED or rule.recheck or not rule.amount:
        return None
    lang = "en" if get_language() == "en" else "vi"
    return Span(
        rule.amount,
        rule.citation.say(lang),
        {"rule": rule.id, "version": rule.version, "years": rule.amount},
    )


def versions(rule: str) -> tuple[law.Rule, ...]:
    """Every version of a rule of law, for what was destroyed under one of them."""
    return law.versions(rule)


def shortest(thing: Thing, decided: Term | None) -> int | None:
    """The least number of years that any sure term of the thing has; None where nothing is sure."""
    if decided is not None:
        return decided.years
    sure = [r.amount for r in law.versions(thing.law) if r.confidence == VERIFIED] if thing.law else []
    return min((each for each in sure if each), default=None)


def decided_for(thing: Thing, path: Iterable[int], terms: Iterable[Term]) -> Term | None:
    """The decision that speaks for a unit, whose `path` leads up from it: the nearest unit's, its last one."""
    rows = [term for term in terms if term.thing == thing.key]
    for unit in path:
        if own := [term for term in rows if term.unit_id == unit]:
            return max(own, key=lambda term: (term.from_on, term.pk))
    return None


def explained(start: date, found: Span, thing: Thing) -> str:
    """“Ngày xếp lưu 12/02/2018 + 1 năm = 12/02/2019 (khoản … )”."""
    lang = "en" if get_language() == "en" else "vi"
    starts = thing.starts.say(lang)
    return _("%(what)s %(start)s + %(n)s năm: lưu đến hết %(end)s. Căn cứ: %(basis)s.") % {
        "what": starts[:1].upper() + starts[1:],
        "start": dates.short(start),
        "n": found.years,
        "end": dates.short(found.last_day(start)),
        "basis": found.basis,
    }
