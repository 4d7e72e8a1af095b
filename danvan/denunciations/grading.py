"""How complex a denunciation may be found: the levels by which its term is extended (Decree 31/2019, art. 3)."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law

SETTLEMENT, COMPLEXITY = "denunciation.settlement", "denunciation.complexity"
COMPLEX, SPECIAL = "complex", "special"


def levels(on: date) -> list[tuple[str, str]]:
    """(level, words) for a case that came on that day: those that the rule of its term has, with their criteria."""
    known = {level for _area, level in law.rule(SETTLEMENT, on).terms}
    counts = law.rule(COMPLEXITY, on).values if _is_in_force(on) else {}
    words = {
        COMPLEX: _("Phức tạp: từ %(n)d tiêu chí") if counts else _("Phức tạp"),
        SPECIAL: _("Đặc biệt phức tạp: từ %(n)d tiêu chí") if counts else _("Đặc biệt phức tạp"),
    }
    return [
        (level, said % {"n": counts[f"{level}_from"]} if counts else said)
        for level, said in words.items()
        if level in known
    ]


def cited(on: date) -> str:
    """Where the criteria stand; empty before any are in force."""
    if not _is_in_force(on):
        return ""
    rule = law.rule(COMPLEXITY, on)
    language = (get_language() or "vi")[:2]
    return f"{rule.citation.say(language)}: {rule.condition.say(language)}" if rule.condition else ""


def _is_in_force(on: date) -> bool:
    try:
        law.rule(COMPLEXITY, on)
    except law.LawError:
        return False
    return True
