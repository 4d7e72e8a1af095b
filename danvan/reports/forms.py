"""Unit, period and day of the units, as the reader chose them in the address."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan.lib.text import clean
from danvan.people.models import Unit
from danvan.reports import comparison
from danvan.reports.comparison import Against
from danvan.reports.people_relations import PeriodRefused, check_period
from danvan.reports.periods import Period
from danvan.reports.queries import choices
from danvan.reports.scope import BY_DAY, BY_END, BY_EVENT, BY_TODAY, day_of_units
from danvan.reports.statutory import circulars
from danvan.reports.statutory.form import Circular
from danvan.web.datefield import VnDateField
from danvan.web.forms import Form

NAMES = ("unit", "first", "last", "units_of")
MORE = ("units", "compare", "named")


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
        self.today = today
        labels = (_("Đơn vị"), _("Từ ngày"), _("Đến hết ngày"), _("Theo đơn vị của ngày"))
        for name, label in zip(NAMES, labels, strict=True):
            self.fields[name].label = label
        self.offered = {unit.key: unit for unit in units}
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
                check_period(found["first"], found["last"], self.today)
            except PeriodRefused as refused:
                self.add_error("last", str(refused))
        return found

    def asked(self) -> dict[str, Any]:
        """The arguments of people_relations.build."""
        found = self.cleaned_data
        return {
            "unit": self.offered[found["unit"]],
            "from_": found["first"],
            "to": found["last"],
            "units_of": found["units_of"],
        }


class ComparedForm(ReportForm):
    """The same, and beside which other period."""

    compare = forms.ChoiceField(required=False)
    behind: tuple[str, ...] = ("units_of", "compare")

    def __init__(self, query: QueryDict, **given: Any) -> None:
        super().__init__(query, **given)
        self.data["compare"] = clean(query.get("compare", ""))
        compared = [(each.value, str(label)) for each, label in comparison.LABELS.items()]
        self._offer("compare", _("So sánh"), [("", _("Không")), *compared])

    def _offer(self, name: str, label: str, offered: list[tuple[str, str]]) -> None:
        self.fields[name].label = label
        self.fields[name].choices = offered  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """The arguments of the report's build."""
        told = self.cleaned_data["compare"]
        return {**super().asked(), "against": Against(told) if told else None}


class PeopleRelationsForm(ComparedForm):
    """The same, and by the units of when, beside which other period, and whether units are named.

    An address with a day of the units and no word of which units they are means the units of that day.
    """

    units = forms.ChoiceField(required=False)
    named = forms.BooleanField(required=False)
    field_order = ("unit", "first", "last", "units", "units_of", "compare", "named")
    behind = ("units", "units_of", "compare", "named")

    def __init__(self, query: QueryDict, **given: Any) -> None:
        super().__init__(query, **given)
        for name in MORE:
            self.data[name] = clean(query.get(name, ""))
        if not self.data["units"] and self.data.get("units_of"):
            self.data["units"] = BY_DAY
        self._offer("units", _("Đơn vị trong bảng"), unit_choices())
        self.fields["units_of"].label = _("Ngày của đơn vị")
        self.fields["named"].label = _("Nêu đơn vị cao nhất, thấp nhất")

    def clean(self) -> dict[str, Any]:
        """The units of a certain day need that day."""
        found = super().clean()
        if found.get("units") == BY_DAY and not found.get("units_of") and "units_of" not in self.errors:
            self.add_error("units_of", _("Xin ghi ngày, hoặc chọn đơn vị khác trong bảng."))
        return found

    def asked(self) -> dict[str, Any]:
        """The arguments of people_relations.build."""
        found = self.cleaned_data
        day = day_of_units(found["units"], found["units_of"], last=found["last"], today=self.today)
        return {**super().asked(), "units_of": day, "named": found["named"]}

    def kept(self) -> dict[str, str]:
        """What addresses of this report carry on besides unit and period."""
        found = self.cleaned_data
        told = {"units": found["units"], "compare": found["compare"], "named": "on" if found["named"] else ""}
        if found["units"] == BY_DAY:
            told["units_of"] = found["units_of"].isoformat()
        return {name: said for name, said in told.items() if said}


class StatutoryForm(ReportForm):
    """The same, and which form of which circular; left out, the form of the circular in force on the last day."""

    form = forms.ChoiceField()
    field_order = ("form", *NAMES)

    def __init__(self, query: QueryDict, **given: Any) -> None:
        super().__init__(query, **given)
        last = self._day("last") or given["usual"].last
        circular, form = circulars.offered(last)
        self.data["form"] = clean(query.get("form", "")) or name_of(circular, form)
        self.fields["form"].label = _("Biểu")
        lang = get_language() or "vi"
        self.fields["form"].choices = [  # type: ignore[attr-defined]
            (
                (_("Nghị định %(act)s") if circular.is_decree else _("Thông tư %(act)s"))
                % {"act": circular.number},
                [
                    (name_of(circular, form), f"{form.code} · {form.title.say(lang)}")
                    for form in circular.forms.values()
                ],
            )
            for circular in reversed(circulars.every())
        ]

    def asked(self) -> dict[str, Any]:
        """The arguments of statutory.table.build."""
        slug, _dot, code = self.cleaned_data["form"].partition(".")
        circular = circulars.of(slug)
        form = next(form for form in circular.forms.values() if form.slug == code)
        return {"circular": circular, "form": form, **super().asked()}


def unit_choices() -> list[tuple[str, str]]:
    """By the units of when a table may be made."""
    return [
        (BY_EVENT, _("Của ngày phát sinh")),
        (BY_END, _("Của ngày cuối kỳ")),
        (BY_TODAY, _("Của hôm nay")),
        (BY_DAY, _("Của ngày khác")),
    ]


def name_of(circular: Circular, form: circulars.Form) -> str:
    """02-2021.01-XLD: a form as addresses have it."""
    return f"{circular.slug}.{form.slug}"
