"""The criteria by which a matter is complex (Decree 124/2020 art. 3a): to choose from, in words.

They serve the longer term of a complex complaint and the register of complex matters alike, so that the two agree.
"""

from collections.abc import Collection, Iterable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law
from danvan.cases import clocks
from danvan.cases.errors import StepRefused
from danvan.people.models import Unit

RULE = "complaint.complexity"


def rule_of(on: date) -> law.Rule | None:
    """The rule in force on that day; None before there is one."""
    try:
        return law.rule(RULE, on)
    except law.LawError:
        return None


def choices(on: date) -> list[tuple[str, str]]:
    """The criteria of that day as (“rule:key”, words)."""
    rule = rule_of(on)
    return [(f"{RULE}:{ground.key}", ground.text.say(_language())) for ground in rule.grounds] if rule else []


def cited(on: date) -> str:
    """Where the criteria of that day stand; empty before there are any."""
    rule = rule_of(on)
    return rule.citation.say(_language()) if rule else ""


def told(values: Iterable[str], on: date) -> list[str]:
    """What kept values say; those that no rule of that day knows are left out."""
    known = dict(choices(on))
    return [known[value] for value in values if value in known]


def must_be_chosen(unit: Unit, on: date) -> bool:
    """Whether a criterion has to be written into the file: the rule is in force, and may be relied upon."""
    rule = rule_of(on)
    return rule is not None and clocks.is_sure(rule, unit, on)


def check(values: Collection[str], unit: Unit, *, on: date) -> None:
    """Raise StepRefused for a value that is no criterion of that day, or for none where the law wants one written."""
    if not set(values) <= dict(choices(on)).keys():
        raise StepRefused(_("Tiêu chí này không có trong quy định của ngày ấy."), field="criteria")
    if not values and must_be_chosen(unit, on):
        raise StepRefused(_("Cần chọn tiêu chí phức tạp, ghi vào hồ sơ."), field="criteria")


def _language() -> str:
    return (get_language() or "vi")[:2]
