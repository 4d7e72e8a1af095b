"""How a report is shown: its content as it was kept, what was done with it, a line of the list."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan.journal.models import Event
from danvan.reports.statutory import circulars, heads, kept
from danvan.reports.statutory.page import Cell
from danvan.reports.statutory.table import Line, Table
from danvan.statements import queries, shapes
from danvan.statements.models import Statement
from danvan.statements.shapes import Content
from danvan.statements.workflow import BADGES, LIFE, State
from danvan.web import words
from danvan.web.parts import Step

MARKED = 16  # digits of a hash that a page shows


def page(content: Content) -> dict[str, Any]:
    """The content of a report for its page: the blocks of its paper, or the cells of its form."""
    days = {name: words.short(date.fromisoformat(content[name])) for name in ("first", "last", "until")}
    told: dict[str, Any] = {"content": content, "days": days, "cut": content["until"] != content["last"]}
    if "table" in content:
        remark = [line for line in content.get("remark", "").splitlines() if line.strip()]
        return {**told, **_table(kept.read(content["table"])), "remark_lines": remark}
    blocks = shapes.paper_of(content).as_dict()["blocks"]
    return {**told, "blocks": [_drawn(block) for block in blocks]}


def _drawn(block: Mapping[str, Any]) -> dict[str, Any]:
    """A block; a chart is an SVG that the register drew itself."""
    return {**block, "svg": mark_safe(block["svg"])} if block["what"] == "picture" else dict(block)


def _table(table: Table) -> dict[str, Any]:
    lang = (get_language() or "vi")[:2]
    form = table.form
    shown = [
        [
            heads.Head(circulars.heading(head.text, lang), head.first, head.columns, head.lines)
            for head in line
        ]
        for line in heads.lines(form)
    ]
    return {
        "table": table,
        "title": form.title.say(lang),
        "heads": shown,
        "numbers": [heads.number(column) for column in form.columns],
        "rows": [(line, _cells(table, line)) for line in table.lines],
        "total": _cells(table, table.total),
        "undivided": any(line.undivided for line in table.lines),
        "empty": [(reason.say(lang), numbers) for reason, numbers in form.left_empty()],
        "note": form.note.say(lang) if form.note else "",
        "source": form.source.say(lang),
    }


def _cells(table: Table, line: Line) -> list[Cell]:
    return [
        Cell(line.cells[column.number] if column.is_counted else None, is_note=column.is_note, per=column.per)
        for column in table.form.columns
    ]


def live_address(statement: Statement) -> str:
    """The form of these days as the register has it now, which leaves out what a reader may not see."""
    days = {"first": statement.first.isoformat(), "last": statement.last.isoformat()}
    asked = {"unit": statement.unit.key, "form": statement.shape, **days}
    return f"{reverse('reports:statutory')}?{urlencode(asked)}"


def line(row: Any) -> dict[str, Any]:
    """A report as a line of the list."""
    return {
        "row": row,
        "label": shapes.get(row.shape).label,
        "days": f"{words.short(row.first)} – {words.short(row.last)}",
        "badge": BADGES[State(row.state)],
        "corrected_by": queries.correction_of(row),
    }


def trail(events: list[Event]) -> list[Step]:
    """What was done with a report, oldest first."""
    names = {step.verb: step.label for step in (LIFE.opening, *LIFE.transitions)}
    return [
        Step(
            str(names.get(event.verb, event.verb)),
            on=event.on,
            who=event.actor.full_name if event.actor else _("hệ thống"),
            text=event.text,
        )
        for event in events
    ]


def marks(statement: Statement) -> list[tuple[str, str]]:
    """The hashes of what was kept and issued, by what they are of."""
    found = [(_("Nội dung"), statement.snapshot)] if statement.snapshot else []
    found += [(ending.upper(), mark) for ending, mark in statement.files.items()]
    return [(name, " ".join(mark[at : at + 4] for at in range(0, MARKED, 4))) for name, mark in found]
