"""An application as it is typed at the counter: who asks, by which way, with which papers."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.cases.actions import Person
from danvan.lib import dates
from danvan.onestop.actions import Filing, Paper
from danvan.onestop.models import Behalf, Handing
from danvan.people.models import Account
from danvan.procedures.models import Document, Version, Way
from danvan.procedures.terms import TermUnit
from danvan.procedures.workflow import Channel
from danvan.web import once
from danvan.web.forms import CitizenIdField, CountField, Form, HourField, PhoneField, VnDateField, taught

MOST_SHEETS = 999
TAKEN_IN = (Channel.COUNTER.value, Channel.POST.value)
"""The ways that an officer enters; online a citizen files alone."""


class IntakeForm(Form):
    """Who asks, and how the result is to come."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    unit = forms.ChoiceField(label=_("Bộ phận một cửa"))
    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    phone = PhoneField(required=False)
    citizen_id = CitizenIdField(required=False)
    address = forms.CharField(label=_("Địa chỉ"), required=False, max_length=250)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    way = forms.ChoiceField(label=_("Cách nộp"), widget=forms.RadioSelect)
    sets = forms.IntegerField(
        label=_("Số bộ"),
        min_value=1,
        max_value=MOST_SHEETS,
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-s", "autocomplete": "off"}),
    )
    result_by = forms.ChoiceField(label=_("Nhận kết quả"), choices=Handing.choices, initial=Handing.PERSON)
    day = VnDateField(label=_("Ngày hẹn trả"), called=_("Ngày hẹn trả"), required=False, help_text="")
    hour = HourField(label=_("Giờ"), required=False)
    behalf = forms.ChoiceField(label=_("Nộp cho ai"), choices=Behalf.choices, initial=Behalf.SELF)
    filer_name = forms.CharField(label=_("Người nộp thay"), required=False, max_length=120)
    filer_phone = PhoneField(label=_("Điện thoại người nộp thay"), required=False)
    mandate = forms.CharField(label=_("Giấy ủy quyền, giới thiệu"), required=False, max_length=250)
    exempt = forms.CharField(label=_("Căn cứ miễn phí, lệ phí"), required=False, max_length=250)
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, version: Version, units: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        self.version = version
        self.ways: dict[str, Way] = {
            str(row.place): row for row in version.ways.all() if row.channel in TAKEN_IN
        }
        offered = [(place, _said(row)) for place, row in self.ways.items()]
        self.fields["way"].choices = offered  # type: ignore[attr-defined]
        self.fields["way"].initial = offered[0][0] if offered else ""
        self.fields["unit"].choices = list(units)  # type: ignore[attr-defined]
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = units[0][0]
        for one in self.fields.values():
            vars(one)["says_optional"] = False
            if isinstance(one.widget, forms.TextInput):  # a browser would fill in the officer
                one.widget.attrs["autocomplete"] = "off"

    @property
    def asks_hour(self) -> bool:
        """Whether some way tells its term in words, so that the officer names the hour."""
        counted = (TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS, TermUnit.WORKING_HOURS, TermUnit.SAME_DAY)
        return any(row.term.unit not in counted for row in self.ways.values())

    @property
    def asks_fee(self) -> bool:
        """Whether some way has a fee from which somebody may be exempt."""
        return any(row.fee for row in self.ways.values())

    @property
    def stands_in(self) -> bool:
        """Whether something was typed, or is wrong, in the part about those who file for others."""
        names = ("filer_name", "filer_phone", "mandate")
        typed = any(self[name].value() or name in self.errors for name in names)
        return typed or self["behalf"].value() not in ("", None, Behalf.SELF)

    def clean(self) -> dict[str, Any]:
        """Whoever files for somebody says who; a day comes with its hour."""
        got = super().clean() or self.cleaned_data
        if got.get("behalf") not in ("", None, Behalf.SELF) and not got.get("filer_name"):
            self.add_error("filer_name", gettext("Xin ghi ai nộp thay"))
        if got.get("day") and not got.get("hour") and "hour" not in self.errors:
            self.add_error("hour", gettext("Xin ghi cả giờ hẹn trả"))
        return got

    def filing(self, papers: Sequence[Paper]) -> Filing:
        """What is asked for, as the action takes it."""
        got, way = self.cleaned_data, self.ways[self.cleaned_data["way"]]
        names = ("phone", "email", "citizen_id", "address")
        stands = got["behalf"] != Behalf.SELF
        return Filing(
            procedure=self.version.procedure,
            channel=Channel(way.channel),
            way=way.place,
            applicant=Person(got["full_name"], **{name: got[name] for name in names}),
            papers=papers,
            filer=Person(got["filer_name"], phone=got["filer_phone"]) if stands else None,
            until=datetime.combine(got["day"], got["hour"], dates.VIETNAM) if got["day"] else None,
            **{name: got[name] for name in ("sets", "behalf", "mandate", "result_by", "exempt", "note")},
        )

    def number(self, officer: Account, papers: Sequence[Paper]) -> uuid.UUID | None:
        """The number of what was typed: the same form sent twice is one application, a changed one another."""
        got = {name: str(value) for name, value in self.cleaned_data.items()}
        handed = [vars(paper) for paper in papers]
        return once.number(
            self.cleaned_data["submission"], officer.pk, {"version": self.version.pk}, got, *handed
        )


class PapersForm(Form):
    """The checklist: every paper of the procedure's list, ticked until somebody says that it is missing.

    How many of it are handed in is asked unless it is only shown.
    """

    def __init__(self, version: Version, data: Any = None) -> None:
        super().__init__(data, prefix="p")
        self.documents: list[Document] = list(version.documents.all())
        made: dict[str, forms.Field] = {}
        for row in self.documents:
            at = row.place
            counted = bool(row.originals or row.copies)
            made[f"have_{at}"] = forms.BooleanField(label=row.name, required=False, initial=True)
            if counted or not row.to_show:
                made[f"originals_{at}"] = _count(gettext("Bản chính"), row.originals if counted else 1)
                made[f"copies_{at}"] = _count(gettext("Bản sao"), row.copies)
        self.fields.update(taught(made))

    @property
    def lines(self) -> list[tuple[Document, Any, Any, Any]]:
        """Each paper with its tick, its originals and its copies; None where it is only shown."""

        def asked(name: str) -> Any:
            return self[name] if name in self.fields else None

        return [
            (row, self[f"have_{row.place}"], asked(f"originals_{row.place}"), asked(f"copies_{row.place}"))
            for row in self.documents
        ]

    def clean(self) -> dict[str, Any]:
        """Of what is there, how many: unless it is only shown."""
        got = super().clean() or self.cleaned_data
        for row in self.documents:
            names = [f"{part}_{row.place}" for part in ("originals", "copies")]
            nothing = not any(got.get(name) or name in self.errors for name in names)
            if got.get(f"have_{row.place}") and not row.to_show and nothing:
                self.add_error(
                    f"originals_{row.place}", gettext("Xin ghi số bản, hoặc bỏ đánh dấu giấy tờ này")
                )
        return got

    def papers(self) -> list[Paper]:
        """What was handed in, as the action takes it."""
        got = self.cleaned_data
        return [
            Paper(
                row.place,
                got.get(f"originals_{row.place}") or 0,
                got.get(f"copies_{row.place}") or 0,
                shown=row.to_show,
            )
            for row in self.documents
            if got[f"have_{row.place}"]
        ]


def _count(label: str, initial: int) -> CountField:
    attrs = {"inputmode": "numeric", "class": "w-s", "autocomplete": "off"}
    return CountField(
        label=label, initial=initial, max_value=MOST_SHEETS, widget=forms.TextInput(attrs=attrs)
    )


def _said(row: Way) -> str:
    """A way with its term and its fee."""
    return " · ".join(part for part in (row.label, str(row.term), row.fee_said) if part)
