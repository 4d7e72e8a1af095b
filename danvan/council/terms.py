"""The terms that a council leans on, counted by the law of the day; what is not confirmed gives no day by itself."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from danvan import law
from danvan.calendars import queries as calendars
from danvan.cases.clocks import is_sure
from danvan.law.derivation import Derivation
from danvan.lib import dates
from danvan.people import queries as people
from danvan.people.models import Unit

NOTICE = "voter.meeting_notice"
SUMMARY = "voter.summary"
SESSION_SUMMARY = "voter.session_summary"
SESSION_RESULTS = "voter.session_results"
REPLY, REPLY_ASSEMBLY = "voter.reply", "voter.reply_assembly"
PUBLICATION = "voter.publication"
QUESTION = "council.question_reply"
PROMISES = "council.promises_reported"


def rules_leaned_on() -> frozenset[str]:
    """The rules of law on which the council's pages rest, by identifier."""
    return frozenset(
        {
            NOTICE,
            SUMMARY,
            SESSION_SUMMARY,
            SESSION_RESULTS,
            REPLY,
            REPLY_ASSEMBLY,
            PUBLICATION,
            QUESTION,
            PROMISES,
        }
    )


@dataclass(frozen=True)
class Term:
    """The last day of a term, by which rule, and how it was counted; no day where no rule may be leaned on."""

    due_on: date | None = None
    rule: str = ""
    recipe: dict[str, Any] = field(default_factory=dict)


NONE = Term()


def counted(rule: str, unit: Unit, start: date) -> Term:
    """The term of a rule from (or, of a notice, before) a day; none where the rule is not in force or not confirmed."""
    try:
        found = law.rule(rule, start)
    except law.NotInForce:
        return NONE
    if not is_sure(found, unit, dates.today()):
        return NONE
    due = law.due(
        rule,
        start=start,
        calendar=calendars.calendar_of(unit),
        confirmed=True,
        override=people.override_of(rule, unit, start),
    )
    return Term(due.due_on, rule, due.derivation.as_dict())


def derivation(recipe: dict[str, Any]) -> Derivation | None:
    """How a stored term was counted; None where no rule counted it."""
    return Derivation.from_dict(recipe) if recipe else None
