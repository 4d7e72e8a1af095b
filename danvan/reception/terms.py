"""The terms of reception: a notice that is owed, counted once by the unit's calendar and stored."""

from datetime import date

from danvan import law
from danvan.calendars import queries as calendars
from danvan.lib import dates
from danvan.people import queries as people
from danvan.people.models import Unit
from danvan.reception.book import REGISTER_2026
from danvan.reception.models import Notice, NoticeState, Purpose
from danvan.reception.policies import ARTICLE_29
from danvan.reception.queries import duty

RULES = {
    Purpose.RESULT: "reception.result_notice",
    Purpose.REFUSAL: "reception.refusal_notice",
    Purpose.CONCLUSION: "reception.conclusions",
}
"""Purpose of a notice → the rule that asks for it (LTCD art. 28.1; Decree 154/2026 art. 4.3 and 25)."""
FALLBACKS = {Purpose.REFUSAL: "reception.refusal"}
"""The rule that asks for it where that one is not in force, without a day (LTCD art. 9.3)."""
SCHEDULE, ONLINE, OUT_OF_TURN = (
    "reception.schedule_notice",
    "reception.online_notice",
    "reception.out_of_turn",
)
"""The rules that a session leans on: how early its day is posted, or told to who comes online; sittings out of turn."""


def rules_leaned_on() -> frozenset[str]:
    """Identifiers of the rules on which reception rests: its notices, sessions, refusals, and how often a head sits."""
    listed = (*RULES.values(), *FALLBACKS.values(), *duty.RULES.values())
    return frozenset({*listed, SCHEDULE, ONLINE, OUT_OF_TURN, ARTICLE_29, REGISTER_2026})


def asked(purpose: Purpose, on: date) -> law.Rule | None:
    """The version of the rule that asks for such a notice for what happened on that day; None where no rule does."""
    for rule_id in (RULES[purpose], FALLBACKS.get(purpose)):
        if rule_id:
            try:
                return law.rule(rule_id, on)
            except law.NotInForce:
                continue
    return None


def owe(purpose: Purpose, unit: Unit, *, on: date) -> Notice | None:
    """A notice owed from that day, not yet stored and tied to nothing; None where the law asks for none."""
    rule = asked(purpose, on)
    if rule is None:
        return None
    notice = Notice(unit=unit, purpose=purpose, rule=rule.id, start_on=on, state=NoticeState.UNCONFIRMED)
    count(notice)
    return notice


def count(notice: Notice, calendar: law.OfficeCalendar | None = None) -> bool:
    """Set day, derivation and state from the rule where it applies, by the unit's calendar; whether it does."""
    rule = law.rule(notice.rule, notice.start_on)
    if not applies(rule, notice.unit):
        return False
    notice.state = NoticeState.OWED
    if rule.has_term:
        calendar = calendar or calendars.calendar_of(notice.unit)
        due = law.due(rule.id, start=notice.start_on, calendar=calendar, confirmed=True)
        notice.due_on, notice.recipe = due.due_on, due.derivation.as_dict()
    return True


def applies(rule: law.Rule, unit: Unit) -> bool:
    """Whether the rule may be used for the unit: it was read in the act, or the office has confirmed it."""
    return rule.fires_by_itself or people.is_confirmed(rule.id, rule.version, unit, dates.today())
