"""How versions, lists and what was done are shown, on the portal and on the desk."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.journal.models import Event
from danvan.procedures import graph
from danvan.procedures.doubts import Doubt
from danvan.procedures.models import Import, Line, Step, Version
from danvan.procedures.workflow import LIFE
from danvan.web import parts
from danvan.web.parts import Tab

STATES = {
    Import.State.READ: (gettext_lazy("Đã đọc, chưa nhập"), "wait"),
    Import.State.DONE: (gettext_lazy("Đã nhập"), "done"),
    Import.State.DROPPED: (gettext_lazy("Đã bỏ"), "stop"),
}
FATES = {
    Line.Fate.NEW: gettext_lazy("thủ tục mới"),
    Line.Fate.CHANGED: gettext_lazy("bản thảo sửa đổi"),
    Line.Fate.AGAIN: gettext_lazy("đã có sẵn"),
    Line.Fate.KEPT: gettext_lazy("giữ lại, chưa nhập"),
}


def steps(version: Version, day: date) -> list[list[Step]]:
    """Its steps row by row, those of one row side by side, each with `unit_name`; no statement once all was fetched."""
    found = list(version.steps.all())
    for step in found:
        vars(step)["unit_name"] = step.unit.name_on(day) if step.unit else ""
    return graph.in_order(found)


def trail(events: Sequence[Event]) -> list[parts.Step]:
    """What was done with a procedure, oldest first, each with the number of the version."""
    names = {move.verb: move.label for move in (LIFE.opening, *LIFE.transitions)}
    return [
        parts.Step(
            _("%(what)s, bản %(n)s")
            % {"what": names.get(event.verb, event.verb), "n": event.data["version"]},
            on=event.on,
            who=event.actor.full_name if event.actor else _("hệ thống"),
            text=event.text or event.data.get("source", ""),
        )
        for event in events
    ]


def line(row: Line) -> dict[str, Any]:
    """An entry of a list: its fate in words, and what is not clear of it."""
    return {
        "row": row,
        "fate": FATES[Line.Fate(row.fate)],
        "doubts": [Doubt.of(kept) for kept in row.problems],
    }


def fates(found: Import, asked: str) -> list[Tab]:
    """The fates of a list as tabs, with how many entries have each."""
    told = [
        Tab(
            _("Tất cả"), "?", sum(found.counts[fate] for fate in Line.Fate.values), current=asked not in FATES
        )
    ]
    told += [
        Tab(str(label), f"?fate={fate.value}", found.counts[fate.value], current=asked == fate.value)
        for fate, label in FATES.items()
    ]
    return told
