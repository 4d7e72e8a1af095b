"""The grounds in law on which a letter of some kind is found not eligible, as a list to choose from."""

from datetime import date

from danvan import law
from danvan.desk.present import language

RULES = {
    "complaint": ("complaint.not_accepted", "letter.conditions"),
    "recommendation": ("letter.conditions",),
}


def _rules(kind: str, on: date) -> list[law.Rule]:
    """The rules in force on that day that list grounds for this kind."""
    found = []
    for rule in RULES.get(kind, ()):
        try:
            found.append(law.rule(rule, on))
        except law.LawError:
            continue
    return found


def choices(kind: str, on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Grounds under the name of their rule, for a list; the value is what the journal keeps."""
    said = language()
    return [
        (
            f"{rule.title.say(said)} ({rule.act.short})",
            [(f"{rule.id}:{g.key}", f"{g.article}. {g.text.say(said)}") for g in rule.grounds],
        )
        for rule in _rules(kind, on)
    ]


def words(kind: str, on: date) -> dict[str, str]:
    """What each kept value says, with article and act."""
    said = language()
    return {
        f"{rule.id}:{g.key}": f"{g.text.say(said)} ({g.article}, {rule.act.short})"
        for rule in _rules(kind, on)
        for g in rule.grounds
    }
