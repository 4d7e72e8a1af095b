"""Money, land and people of a decision as they are typed: an amount, its day and paper; and why one is taken back."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.cases import awards
from danvan.cases.actions import Amount
from danvan.cases.awards import Stage
from danvan.cases.models import Case
from danvan.desk.forms.parts import offer
from danvan.web.amounts import LONGEST, read
from danvan.web.forms import Form, VnDateField


class AwardForm(Form):
    """One amount of a decision or conclusion, or of what was carried out."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    stage = forms.ChoiceField(
        label=gettext_lazy("Số này là"),
        help_text=gettext_lazy(
            "Với việc chuyển cơ quan điều tra: “theo quyết định” là đã chuyển, “đã thực hiện” là đã khởi tố."
        ),
    )
    what = forms.ChoiceField(label=gettext_lazy("Nội dung"))
    amount = forms.CharField(
        label=gettext_lazy("Số lượng"),
        max_length=LONGEST,
        help_text=gettext_lazy("Tiền ghi bằng đồng, đất bằng m². Ví dụ: 12.500.000 hoặc 1.250,5"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "w-s"}),
    )
    day = VnDateField(label=gettext_lazy("Tính từ ngày"), future=False)
    paper = forms.CharField(
        label=gettext_lazy("Theo văn bản số"),
        max_length=60,
        help_text=gettext_lazy("Chỉ số, ký hiệu; không ghi tên ai. Ví dụ: 12/QĐ-UBND"),
    )

    def __init__(self, case: Case, stages: Iterable[Stage], today: Any, data: Any = None) -> None:
        begun = {"seen": case.version, "day": today}
        super().__init__(data, auto_id="award-%s", initial=begun)
        offer(self, "stage", [(stage.value, awards.STAGES[stage]) for stage in stages])
        named = [(what.code, f"{what.label} ({what.measured.word})") for what in awards.ALL.values()]
        offer(self, "what", [("", _("Xin chọn")), *named])

    def clean(self) -> dict[str, Any]:
        """The amount by the unit of what it is of."""
        got = super().clean() or self.cleaned_data
        what = awards.ALL.get(got.get("what", ""))
        if what and "amount" in got:
            try:
                got["amount"] = read(got["amount"], what.measured.per)
            except ValidationError as wrong:
                self.add_error("amount", wrong)
        return got

    def given(self) -> Amount:
        """What was typed, as the action takes it."""
        got = self.cleaned_data
        return Amount(got["what"], got["stage"], got["amount"], got["day"], got["paper"])


class TakeBackForm(Form):
    """Why an amount is taken back."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    why = forms.ChoiceField(label=gettext_lazy("Vì sao gỡ"))

    def __init__(self, case: Case, number: int, data: Any = None) -> None:
        super().__init__(data, auto_id=f"award-{number}-%s", initial={"seen": case.version})
        offer(self, "why", [("", _("Xin chọn")), *awards.WHY_WRONG.items()])
