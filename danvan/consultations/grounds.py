"""How long a draft must be open to opinions, by the rule of law on which the office asks."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law
from danvan.calendars import queries as calendars
from danvan.law import Due, Rule
from danvan.people import queries as people
from danvan.people.models import Unit

RULES = (
    "consultation.period",
    "consultation.draft",
    "consultation.draft_central",
    "consultation.draft_province",
    "consultation.draft_district",
    "consultation.draft_commune",
    "disclosure.posting",
)
"""The rules of danvan.law that say for how long; which of them are in force depends on the day."""
VOTES = ("village.contribution_vote", "village.other_vote")
DECISIONS = ("village.decision_sent", "village.decision_recognised")


@dataclass(frozen=True)
class Ground:
    """A rule on a day; `sure` where it may be held against the office.

    A number that nobody has read in the act is a word to the wise until the office confirms it: it refuses nothing.
    """

    rule: Rule
    sure: bool

    @property
    def says(self) -> str:
        """20 ngày: khoản 2 Điều 28 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15."""
        act = self.rule.citation.say(language())
        return _("%(n)s ngày: %(act)s") % {"n": self.rule.amount, "act": act} if self.rule.has_term else act


def language() -> str:
    """The language of the page, as the law's words ask for it."""
    return "en" if get_language() == "en" else "vi"


def on_day(unit: Unit, day: date, names: tuple[str, ...] = RULES) -> list[Ground]:
    """The grounds that are in force on a day, in the order of forms."""
    rules = (next((each for each in law.versions(name) if each.in_force(day)), None) for name in names)
    return [Ground(rule, is_sure(rule, unit, day)) for rule in rules if rule is not None]


def is_sure(rule: Rule, unit: Unit, on: date) -> bool:
    """Whether a rule may be relied upon: read in the act, or confirmed by the office."""
    return rule.fires_by_itself or people.is_confirmed(rule.id, rule.version, unit, on)


def least(name: str, unit: Unit, opens_on: date) -> Due | None:
    """The first day on which opinions may end, with its derivation; None where the rule is not in force that day."""
    found = on_day(unit, opens_on, (name,))
    if not found or not found[0].rule.has_term:
        return None
    calendar = calendars.calendar_of(unit)
    return law.due(name, start=opens_on, calendar=calendar, confirmed=found[0].sure)


def rules_leaned_on() -> frozenset[str]:
    """The rules of law on which consultations and votes of households rest, by identifier."""
    return frozenset({*RULES, *VOTES, *DECISIONS})
