"""The grounds in law on which a step is taken: to choose from, and in words (danvan.cases.workflow.Transition.grounds).

A step keeps its ground as “rule:key”. Some rules list what forbids taking a letter up, others the conditions that
it must meet; of these the ground is that one is not met, and so it is said, to officer and citizen alike. A case goes
by the rules of the day on which it came, but for those of which the law says that each step goes by its own day.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law
from danvan.cases import kinds
from danvan.cases.workflow import Transition
from danvan.law.rulebook import article_words

CONDITIONS = frozenset({"letter.conditions"})
"""Rules whose grounds state what a letter must be (TT 07/2014, TT 05/2021, Điều 6), not what is wrong with it."""


def choices(step: Transition, on: date, today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Grounds for the step under the name of their rule, for a list; the value is what the journal keeps.

    `on`: the day on which the case came; `today`: that of the step.
    """
    return [
        (
            f"{rule.title.say(_language())} ({rule.act.short})",
            [(f"{rule.id}:{ground.key}", _cited(ground, reason(rule, ground))) for ground in rule.grounds],
        )
        for rule in _rules(step.grounds, on, today)
        if rule.grounds
    ]


def conditions(on: date) -> list[tuple[str, str]]:
    """What a letter must be, each to be ticked where it is not; nothing on a day on which no rule says it."""
    return [
        (f"{rule.id}:{ground.key}", _cited(ground, ground.text.say(_language())))
        for rule in _rules(sorted(CONDITIONS), on)
        for ground in rule.grounds
    ]


def short(value: str, on: date) -> str:
    """One kept value as a sentence without its citation; nothing for a value that is unknown."""
    found = _find(value, on)
    return f"{reason(*found)}." if found else ""


def words(kind: str, on: date, today: date) -> dict[str, str]:
    """What each value that a case of that kind may have kept says, with article and act: for officers."""
    named = dict.fromkeys(rule for step in kinds.get(kind).transitions for rule in step.grounds)
    return {
        f"{rule.id}:{ground.key}": f"{reason(rule, ground)} ({_place(rule, ground)})"
        for rule in _rules(named, on, today)
        for ground in rule.grounds
    }


def told(value: str, on: date, today: date | None = None) -> str:
    """One kept value as a sentence with its full citation: for the citizen; nothing for a value that is unknown."""
    found = _find(value, on, today)
    if found is None:
        return ""
    citation = found[0].citation.say(_language())
    return f"{citation[:1].upper()}{citation[1:]}: {reason(*found)}."


def reason(rule: law.Rule, ground: law.Ground) -> str:
    """Why the letter is not taken up: what forbids it, or which condition it does not meet."""
    text = ground.text.say(_language())
    if rule.id not in CONDITIONS:
        return text
    return _("Không đạt điều kiện: %(condition)s") % {"condition": text[:1].lower() + text[1:]}


def _find(value: str, on: date, today: date | None = None) -> tuple[law.Rule, law.Ground] | None:
    rule_id, _colon, key = value.partition(":")
    rules = _rules((rule_id,), on, today)
    return next(((rule, ground) for rule in rules for ground in rule.grounds if ground.key == key), None)


def _cited(ground: law.Ground, text: str) -> str:
    return f"{text} ({article_words(ground.article, _language())})" if ground.article else text


def _place(rule: law.Rule, ground: law.Ground) -> str:
    act = rule.act.short
    return f"{article_words(ground.article, _language())} {act}" if ground.article else act


def _rules(names: Iterable[str], on: date, today: date | None = None) -> list[law.Rule]:
    """Those of the rules that are in force on that day; `today` for those that each step goes by."""
    found: list[law.Rule] = []
    for name in names:
        for day in dict.fromkeys((on, today or on)):
            try:
                rule = law.rule(name, day)
            except law.LawError:
                continue
            if day == on or (rule.passage and rule.passage.governed_by == "step"):
                found = [*(one for one in found if one.id != name), rule]
    return found


def _language() -> str:
    return (get_language() or "vi")[:2]
