"""What is typed about opening balances."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.balances.models import Balance
from danvan.balances.workflow import STANDINGS, WAYS
from danvan.cases import kinds
from danvan.cases.models.parts import Outcome
from danvan.web.forms import CountField, Form, VnDateField, taught

LONGEST = 2000
OUTCOMES = {
    Outcome.GRANTED.value: _("Chấp nhận"),
    Outcome.PARTLY.value: _("Chấp nhận một phần"),
    Outcome.REFUSED.value: _("Không chấp nhận"),
    Outcome.EXPLAINED.value: _("Đã giải thích, trả lời"),
}


class DeclareForm(Form):
    """What was open on the evening before the first day in the register."""

    starts_on = VnDateField(
        label=_("Ngày bắt đầu dùng sổ"), help_text=_("Số dư là của cuối ngày hôm trước ngày này.")
    )
    source = forms.CharField(
        label=_("Theo sổ, văn bản nào"),
        max_length=200,
        help_text=_("Ví dụ: Sổ theo dõi đơn năm 2026, quyển 2."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        found = {
            name: CountField(label=f"{kind.label}: {str(STANDINGS[where]).lower()}")
            for name, (code, where) in self.cells().items()
            for kind in [kinds.letters()[code]]
        }
        self.fields.update(taught(dict(found)))

    @staticmethod
    def cells() -> dict[str, tuple[str, str]]:
        """The name of each field of a number → kind and standing."""
        return {f"{code}-{where}": (code, where) for code in kinds.letters() for where in STANDINGS}

    @staticmethod
    def standings() -> list[Any]:
        """What the columns of numbers are about."""
        return list(STANDINGS.values())

    def lines(self) -> list[tuple[Any, list[tuple[Any, Any]]]]:
        """Each kind with its fields, every one under the standing it asks for."""
        return [
            (kind.label, [(label, self[f"{code}-{where}"]) for where, label in STANDINGS.items()])
            for code, kind in kinds.letters().items()
        ]

    def asked(self) -> dict[str, Any]:
        """The arguments of actions.declare."""
        found = self.cleaned_data
        declared = {key: found.get(name) or 0 for name, key in self.cells().items()}
        return {"starts_on": found["starts_on"], "source": found["source"], "declared": declared}


class SettleForm(Form):
    """What became of some declared letters."""

    way = forms.ChoiceField(label=_("Đã thế nào"))
    count = forms.IntegerField(label=_("Bao nhiêu đơn"), min_value=1)
    day = VnDateField(label=_("Ngày"))
    outcome = forms.ChoiceField(
        label=_("Kết quả giải quyết, nếu đã giải quyết"),
        required=False,
        choices=[("", _("Chọn")), *OUTCOMES.items()],
    )
    source = forms.CharField(label=_("Theo văn bản"), max_length=200)

    def __init__(self, data: Any = None, *, balance: Balance) -> None:
        super().__init__(data)
        offer: Any = self.fields["way"]
        ways = [(way.code, way.label) for way in WAYS.values() if balance.standing in way.sources]
        offer.choices = [("", _("Chọn")), *ways]


class WithdrawForm(Form):
    """Why a declaration is withdrawn."""

    text = forms.CharField(label=_("Lý do"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
