"""What is typed about burdens: by citizens and at the counter."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.burdens import queries
from danvan.burdens.actions import Reporter, Told
from danvan.burdens.actions.reporting import LONGEST
from danvan.burdens.models.report import TOLD_BY
from danvan.burdens.workflow import PARTS, SORTS, Part
from danvan.cases.models.people import TellBy
from danvan.notices import gateways
from danvan.notices.forms import FOR_CITIZENS
from danvan.procedures.models import Version
from danvan.web.forms import Form, PhoneField

LONGEST_CHOICE = 90


class BurdenForm(Form):
    """What is burdensome in one procedure: where, of which sort, in words; who says so, if they want to."""

    where = forms.ChoiceField(label=_("Vướng ở chỗ nào?"))
    sort = forms.ChoiceField(
        label=_("Vướng thế nào?"),
        choices=[(key.value, word) for key, word in SORTS.items()],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Xin kể rõ hơn"),
        help_text=_("Việc gì xảy ra, mất bao lâu, đi mấy lần, tốn bao nhiêu, nên sửa thế nào."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    tell_by = forms.ChoiceField(label=_("Báo kết quả bằng cách nào?"), widget=forms.RadioSelect)
    phone = PhoneField(
        required=False, help_text=_("Chỉ dùng để báo kết quả phản ánh này. Tự xem bằng mã thì để trống.")
    )
    full_name = forms.CharField(
        label=_("Họ và tên"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def __init__(
        self, version: Version, data: Any = None, *, initial: Any = None, autofill: bool = True
    ) -> None:
        super().__init__(data, initial=initial)
        self.parts = {key: (part, name) for part, name, key in queries.parts_of(version)}
        self.fields["where"].choices = self._places()  # type: ignore[attr-defined]
        ways = [way for way in TOLD_BY if way != TellBy.SMS or gateways.ready(way)]
        self.fields["tell_by"].choices = [(way.value, FOR_CITIZENS[way]) for way in ways]  # type: ignore[attr-defined]
        self.fields["tell_by"].initial = TellBy.CODE.value
        if not autofill:  # at a counter somebody else's browser would fill in the officer
            for name in ("phone", "full_name"):
                self.fields[name].widget.attrs["autocomplete"] = "off"

    def _places(self) -> list[tuple[str, Any]]:
        """The whole, then each paper, step and way, under the word of its part; then the fee."""
        grouped: dict[str, list[tuple[str, str]]] = {}
        for key, (part, name) in self.parts.items():
            said = name if len(name) <= LONGEST_CHOICE else f"{name[:LONGEST_CHOICE]}…"
            grouped.setdefault(str(PARTS[Part(part)]), []).append((key, said))
        whole, fee = ((part.value, str(PARTS[part])) for part in (Part.WHOLE, Part.FEE))
        return [("", gettext("Chọn một mục")), whole, *grouped.items(), fee]

    def clean(self) -> dict[str, Any]:
        """A way of telling needs a telephone."""
        given = self.cleaned_data
        if (
            given.get("tell_by", TellBy.CODE) != TellBy.CODE
            and not given.get("phone")
            and not self.errors.get("phone")
        ):
            self.add_error("phone", gettext("Muốn được báo tin, xin cho số điện thoại."))
        return given

    def told(self) -> Told:
        """What was said."""
        where = self.cleaned_data["where"]
        part, name = self.parts.get(where, (where, ""))
        return Told(part, self.cleaned_data["sort"], self.cleaned_data["text"], name)

    def reporter(self) -> Reporter:
        """Whoever said it; a number that is not to be used is not kept."""
        given = self.cleaned_data
        phone = given["phone"] if given["tell_by"] != TellBy.CODE else ""
        return Reporter(given["full_name"], phone, given["tell_by"])
