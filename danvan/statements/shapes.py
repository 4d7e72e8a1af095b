"""The forms in which an office reports, by name: the people-relations report, and each statutory form with columns.

A shape builds its content from the register, and prints what was kept of it: two ways that never mix.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan.people.models import Unit
from danvan.reports import exchange, paper, people_relations, printing
from danvan.reports.comparison import Against
from danvan.reports.contents import Block, Grid, Heading, Prose
from danvan.reports.forms import name_of
from danvan.reports.statutory import circulars, kept, table, workbook
from danvan.reports.statutory import exchange as statutory
from danvan.reports.statutory.form import Circular, Form
from danvan.reports.statutory.scale import shown
from danvan.reports.whole import Signed, Whole

PEOPLE = "people-relations"
FORMAT = "danvan.statement/1"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
CHANGED = ("Ở đâu", "Số liệu", "Đã báo cáo", "Nay là")
Content = Mapping[str, Any]
"""What is kept of a report: unit, days, remark, the figures as machines read them, and the paper or the table."""


class UnknownShape(LookupError):
    """No report has that form, or nobody knows its columns yet."""


@dataclass(frozen=True)
class Shape:
    """One form: its name as rows keep it; the circular's act and form, where it is statutory."""

    name: str
    circular: Circular | None = None
    form: Form | None = None

    @property
    def label(self) -> str:
        """As a list shows it: “Báo cáo dân vận”, or 01/XLD."""
        return f"{_('Biểu')} {self.form.code}" if self.form else _("Báo cáo dân vận")

    @property
    def title(self) -> str:
        """As a page is headed."""
        if self.form is None or self.circular is None:
            return _("Báo cáo công tác dân vận chính quyền")
        told = {"code": self.form.code, "title": self.form.title.say((get_language() or "vi")[:2])}
        return f"{told['code']} · {told['title']} ({self.circular.number})"


def get(name: str) -> Shape:
    """The shape of that name. Raises UnknownShape."""
    if name == PEOPLE:
        return Shape(PEOPLE)
    slug, _dot, code = name.partition(".")
    for circular in circulars.every():
        for form in circular.forms.values():
            if circular.slug == slug and form.slug == code and form.columns:
                return Shape(name, circular, form)
    raise UnknownShape(name)


def every() -> list[Shape]:
    """The people-relations report, then the forms of the circulars, the newest first."""
    found = [
        Shape(name_of(circular, form), circular, form)
        for circular in reversed(circulars.every())
        for form in circular.forms.values()
        if form.columns
    ]
    return [Shape(PEOPLE), *found]


def build(shape: Shape, unit: Unit, first: date, last: date, options: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a report from the register, as it is now; sums proved.

    `options`: `units_of` (a day), `against`, `named`, as the report's page has them. Raises PeriodRefused and
    ReportRefused as the reports do.
    """
    units_of = date.fromisoformat(options["units_of"]) if options.get("units_of") else None
    with translation.override("vi"):
        if shape.circular and shape.form:
            filled = table.build(shape.circular, shape.form, unit, first, last, units_of=units_of)
            body = {"figures": statutory.as_dict(filled), "table": kept.as_dict(filled)}
            name, until = filled.unit_name, filled.until
        else:
            against = Against(options["against"]) if options.get("against") else None
            made = people_relations.build(
                unit, first, last, units_of=units_of, against=against, named=bool(options.get("named"))
            )
            body = {"figures": exchange.as_dict(made), "whole": Whole.of(made).as_dict()}
            name, until = made.unit_name, made.until
    days = {"first": first.isoformat(), "last": last.isoformat(), "until": until.isoformat()}
    return {"format": FORMAT, "shape": shape.name, "unit": {"key": unit.key, "name": name}, **days, **body}


def files(content: Content, signed: Signed) -> dict[str, bytes]:
    """The files of an issued report, by ending, from what was kept of it and nothing else."""
    with translation.override("vi"):
        if "table" in content:
            changed = [": ".join((row[0], row[1])) + f": {row[2]} → {row[3]}" for row in _changed(content)]
            notes = [*_corrects(content), *changed, *_remark(content)]
            return {"xlsx": workbook.xlsx(kept.read(content["table"]), signed=signed, notes=notes)}
        whole = paper_of(content).signed(signed)
        return {"docx": paper.docx(whole), "pdf": printing.pdf(whole)}


def paper_of(content: Content) -> Whole:
    """The paper of a people-relations report with the officer's remark, and what it corrects."""
    whole = Whole.read(content["whole"])
    parts = sum(isinstance(block, Heading) for block in whole.blocks)
    before: list[Block] = [Prose(text) for text in _corrects(content)]
    if rows := _changed(content):
        before.append(Grid("Số liệu thay đổi so với báo cáo trước", CHANGED, tuple(rows)))
    after: list[Block] = [Prose(text) for text in _remark(content)]
    if after:
        after.insert(0, Heading(f"{ROMAN[parts]}. NHẬN XÉT, KIẾN NGHỊ"))
    return whole.between(before, after)


def _remark(content: Content) -> list[str]:
    return [line for line in content.get("remark", "").splitlines() if line.strip()]


def _corrects(content: Content) -> list[str]:
    """The sentence by which a correction says what it puts right, and why."""
    told = content.get("corrects")
    if not told:
        return []
    return [f"Báo cáo này đính chính Báo cáo số {told['symbol']} ngày {told['day']}. Lý do: {told['why']}"]


def _changed(content: Content) -> list[tuple[str, ...]]:
    """What a correction changes: where, which figure, before, now."""
    told = (content.get("corrects") or {}).get("changes", ())
    return [
        (each["where"], each["label"], *(_number(each[name], each.get("per", 1)) for name in ("was", "now")))
        for each in told
    ]


def _number(amount: int | None, per: int) -> str:
    with translation.override("vi"):
        return "–" if amount is None else shown(amount, per)
