"""What a two-way table is asked for by its address; whatever the address leaves out takes its default."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from danvan.lib.text import clean
from danvan.reports.crosstab.dimensions import KIND, LETTERS, SUBJECTS, Dimension, Subject
from danvan.reports.crosstab.table import Asked
from danvan.reports.forms import NAMES, ReportForm

WAYS = ("rows", "columns")


class CrosstabForm(ReportForm):
    """Unit, period and day of the units, rows, columns, and one value alone of what is no personal datum."""

    rows = forms.ChoiceField()
    columns = forms.ChoiceField()
    field_order = (*WAYS, *NAMES)

    def __init__(self, query: QueryDict, **given: Any) -> None:
        super().__init__(query, **given)
        self.subject: Subject = SUBJECTS.get(query.get("counted", ""), LETTERS)
        labels = (_("Theo dòng"), _("Theo cột"))
        ways = [(one.name, one.label) for one in self.subject.dimensions]
        for name, label, usual in zip(WAYS, labels, self.subject.usual, strict=True):
            self._offer(name, label, ways, clean(query.get(name, "")) or usual)
        for one in self.subject.filters:
            self.fields[f"only_{one.name}"] = forms.ChoiceField(required=False)
            values = [("", _("tất cả")), *(one.labels().items() if one.labels else ())]
            self._offer(f"only_{one.name}", one.label, values, clean(query.get(f"only_{one.name}", "")))

    @property
    def behind(self) -> list[str]:
        """The fields that most tables need not."""
        return ["units_of", *(name for name in self.fields if name.startswith("only_"))]

    def _offer(self, name: str, label: Any, choices: Any, said: str) -> None:
        self.fields[name].label = label
        self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.data[name] = said

    def clean(self) -> dict[str, Any]:
        """Rows are not columns; where kinds are told apart, nothing else narrows the table: it could tell of one."""
        found = super().clean()
        if found.get("rows") and found.get("rows") == found.get("columns"):
            self.add_error("columns", _("Cột phải khác dòng."))
        only = self.only(found)
        kinds = KIND in (found.get("rows"), found.get("columns"), *only)
        for name in only:
            if kinds and name != KIND:
                self.add_error(
                    f"only_{name}",
                    _("Khi bảng chia theo loại thì không lọc thêm: ô quá nhỏ có thể làm lộ một người."),
                )
        return found

    def only(self, found: dict[str, Any]) -> dict[str, str]:
        """Dimension → the one value that is asked for."""
        return {one.name: value for one in self.subject.filters if (value := found.get(f"only_{one.name}"))}

    def asked(self) -> dict[str, Any]:
        """The argument of table.build, by its name."""
        found = self.cleaned_data
        by_name = self.subject.by_name
        rows, columns = (self._way(by_name, found[name]) for name in WAYS)
        told = super().asked()
        return {
            "asked": Asked(subject=self.subject, rows=rows, columns=columns, only=self.only(found), **told)
        }

    @staticmethod
    def _way(by_name: Any, name: str) -> Dimension:
        found: Dimension = by_name[name]
        return found
