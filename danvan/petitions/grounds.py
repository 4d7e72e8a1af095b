"""The grounds in law on which a letter of some kind is found not eligible: to choose from, and in words.

A step keeps its ground as “rule:key”. Some rules list what forbids taking a letter up, others the conditions that
it must meet; of these the ground is that one is not met, and so it is said, to officer and citizen alike.
"""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law

RULES = {
    "complaint": ("complaint.not_accepted", "letter.conditions"),
    "recommendation": ("letter.conditions",),
}
CONDITIONS = frozenset({"letter.conditions"})
"""Rules whose grounds state what a letter must be (TT 07/2014, TT 05/2021, Điều 6), not what is wrong with it."""


def choices(kind: str, on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Grounds under the name of their rule, for a list; the value is what the journal keeps."""
    return [
        (
            f"{rule.title.say(_language())} ({rule.act.short})",
            [
                (f"{rule.id}:{ground.key}", f"{ground.article}. {reason(rule, ground)}")
                for ground in rule.grounds
            ],
        )
        for rule in _rules(kind, on)
    ]


def words(kind: str, on: date) -> dict[str, str]:
    """What each kept value says, with article and act: for officers."""
    return {
        f"{rule.id}:{ground.key}": f"{reason(rule, ground)} ({ground.article}, {rule.act.short})"
        for rule in _rules(kind, on)
        for ground in rule.grounds
    }


def told(value: str, on: date) -> str:
    """One kept value as a sentence with its full citation: for the citizen; nothing for a value that is unknown."""
    rule_id, _colon, key = value.partition(":")
    try:
        rule = law.rule(rule_id, on)
    except law.LawError:
        return ""
    found = next((ground for ground in rule.grounds if ground.key == key), None)
    if found is None:
        return ""
    citation = rule.citation.say(_language())
    return f"{citation[:1].upper()}{citation[1:]}: {reason(rule, found)}."


def reason(rule: law.Rule, ground: law.Ground) -> str:
    """Why the letter is not taken up: what forbids it, or which condition it does not meet."""
    text = ground.text.say(_language())
    if rule.id not in CONDITIONS:
        return text
    return _("Không đạt điều kiện: %(condition)s") % {"condition": text[:1].lower() + text[1:]}


def _rules(kind: str, on: date) -> list[law.Rule]:
    """The rules in force on that day that list grounds for this kind."""
    found = []
    for rule in RULES.get(kind, ()):
        try:
            found.append(law.rule(rule, on))
        except law.LawError:
            continue
    return found


def _language() -> str:
    return (get_language() or "vi")[:2]
