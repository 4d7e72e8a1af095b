"""What the first look at a letter found: conditions that are not met, how many signed, original or copy, anonymous.

It is kept with the step that it led to, so that the decision and what it rests on are read together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from danvan import law
from danvan.cases import grounds
from danvan.web import words

GROUP = "letter.group"


@dataclass(frozen=True)
class Finding:
    """What was found. `unmet`: keys of the conditions that are not met, as danvan.petitions.grounds keeps them."""

    unmet: Sequence[str] = ()
    signatories: int = 1
    copy: bool = False
    anonymous: bool = False

    def as_data(self) -> dict[str, Any]:
        """For the step's event."""
        return {"screening": asdict(self) | {"unmet": list(self.unmet)}}


def read(data: Mapping[str, Any]) -> Finding | None:
    """What an event kept; None where it kept nothing of the kind."""
    return Finding(**data["screening"]) if data.get("screening") else None


def said(found: Finding, on: date) -> list[str]:
    """The finding in sentences for officers; `on` is the day by whose rules the letter was judged."""
    told = [sentence for key in found.unmet if (sentence := grounds.short(key, on))]
    if is_group(found.signatories, on):
        told.append(_("Đơn có nhiều người ký tên: %(n)s người.") % {"n": words.number(found.signatories)})
    elif found.signatories != 1:
        told.append(_("%(n)s người ký đơn.") % {"n": words.number(found.signatories)})
    if found.copy:
        told.append(_("Đơn là bản sao."))
    if found.anonymous:
        told.append(_("Đơn nặc danh."))
    return told


def is_group(signatories: int, on: date) -> bool:
    """Whether so many make it a letter of many (đơn có nhiều người ký tên); never where no rule says from how many."""
    try:
        return signatories >= law.value(GROUP, "group_of", on)
    except law.LawError:
        return False
