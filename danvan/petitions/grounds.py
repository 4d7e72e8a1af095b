"""The grounds in law on which a letter of some kind is found not eligible: to choose from, and in words.

A step keeps its ground as “rule:key”. Some rules list what forbids taking a letter up, others the conditions that
it must meet; of these the ground is that one is not met, and so it is said, to officer and citizen alike.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law

RULES = {
    ("complaint", "refuse"): ("complaint.not_accepted", "letter.conditions"),
    ("recommendation", "refuse"): ("letter.conditions",),
    ("complaint", "file"): ("letter.retention",),
    ("recommendation", "file"): ("letter.retention",),
}
"""What may be chosen from, by the kind of letter and the step."""
CONDITIONS = frozenset({"letter.conditions"})
"""Rules whose grounds state what a letter must be (TT 07/2014, TT 05/2021, Điều 6), not what is wrong with it."""


def choices(kind: str, on: date, verb: str = "refuse") -> list[tuple[str, list[tuple[str, str]]]]:
    """Grounds for that step under the name of their rule, for a list; the value is what the journal keeps."""
    return [
        (
            f"{rule.title.say(_language())} ({rule.act.short})",
            [(f"{rule.id}:{ground.key}", _numbered(ground, reason(rule, ground))) for ground in rule.grounds],
        )
        for rule in _rules(RULES.get((kind, verb), ()), on)
        if rule.grounds
    ]


def conditions(on: date) -> list[tuple[str, str]]:
    """What a letter must be, each to be ticked where it is not; nothing on a day on which no rule says it."""
    return [
        (f"{rule.id}:{ground.key}", _numbered(ground, ground.text.say(_language())))
        for rule in _rules(sorted(CONDITIONS), on)
        for ground in rule.grounds
    ]


def short(value: str, on: date) -> str:
    """One kept value as a sentence without its citation; nothing for a value that is unknown."""
    found = _find(value, on)
    return f"{reason(*found)}." if found else ""


def words(kind: str, on: date) -> dict[str, str]:
    """What each kept value says, with article and act: for officers."""
    return {
        f"{rule.id}:{ground.key}": f"{reason(rule, ground)} ({_place(rule, ground)})"
        for rule in _rules({rule for (of, _verb), some in RULES.items() if of == kind for rule in some}, on)
        for ground in rule.grounds
    }


def told(value: str, on: date) -> str:
    """One kept value as a sentence with its full citation: for the citizen; nothing for a value that is unknown."""
    found = _find(value, on)
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


def _find(value: str, on: date) -> tuple[law.Rule, law.Ground] | None:
    rule_id, _colon, key = value.partition(":")
    rules = _rules((rule_id,), on)
    return next(((rule, ground) for rule in rules for ground in rule.grounds if ground.key == key), None)


def _numbered(ground: law.Ground, text: str) -> str:
    return f"{ground.article}. {text}" if ground.article else text


def _place(rule: law.Rule, ground: law.Ground) -> str:
    return f"{ground.article}, {rule.act.short}" if ground.article else rule.act.short


def _rules(names: Iterable[str], on: date) -> list[law.Rule]:
    """Those of the rules that are in force on that day."""
    found = []
    for rule in names:
        try:
            found.append(law.rule(rule, on))
        except law.LawError:
            continue
    return found


def _language() -> str:
    return (get_language() or "vi")[:2]
