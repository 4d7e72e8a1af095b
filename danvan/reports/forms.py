"""Unit, period and day of the units, as the reader chose them in the address."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from danvan.lib.text import clean
from danvan.people.models import Unit
from danvan.reports.people_relations import PeriodRefused, check_period
from danvan.reports.periods import Period
from danvan.reports.queries import choices
from danvan.web.datefield import VnDateField
from danvan.web.forms import Form

NAMES = ("unit", "first", "last", "units_of")


class ReportForm(Form):
    """What a report is asked for. Whatever the address leaves out takes its default."""

    unit = forms.ChoiceField()
    first = VnDateField()
    last = VnDateField()
    units_of = VnDateField(required=False)

    def __init__(
        self, query: QueryDict, *, units: Sequence[Unit], own: Unit, usual: Period, today: date
    ) -> None:
        first, last = usual.first, usual.last
        given: dict[str, Any] = {"unit": own.key, "first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
        given |= {name: said for name in NAMES if (said := clean(query.get(name, "")))}
        super().__init__(given)
        labels = (_("Đơn vị"), _("Từ ngày"), _("Đến hết ngày"), _("Theo đơn vị của ngày"))
        for name, label in zip(NAMES, labels, strict=True):
            self.fields[name].label = label
        self.units = {unit.key: unit for unit in units}
        self.fields["unit"].choices = choices(units, today)  # type: ignore[attr-defined]
        for name in ("first", "last", "units_of"):
            if day := self._day(name):
                self.data[name] = f"{day:%d/%m/%Y}"

    def _day(self, name: str) -> date | None:
        try:
            return self.fields[name].to_python(self.data.get(name))
        except forms.ValidationError:
            return None

    def clean(self) -> dict[str, Any]:
        """The period must be one that has begun."""
        found = super().clean() or {}
        if {"first", "last"} <= found.keys():
            try:
                check_period(found["first"], found["last"])
            except PeriodRefused as refused:
                self.add_error("last", str(refused))
        return found

    def asked(self) -> dict[str, Any]:
        """The arguments of people_relations.build."""
        found = self.cleaned_data
        return {
            "unit": self.units[found["unit"]],
            "from_": found["first"],
            "to": found["last"],
            "units_of": found["units_of"],
        }
