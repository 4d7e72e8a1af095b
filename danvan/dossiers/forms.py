"""What an officer writes about a matter of the register."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.cases.models import Case
from danvan.dossiers import present
from danvan.dossiers.workflow import ENTRIES
from danvan.web.forms import Form

LONGEST = 5000


class EnterForm(Form):
    """Why a matter is entered, in writing, and which other letters are about it."""

    title = forms.CharField(label=_("Tên vụ việc"), max_length=200)
    grounds = forms.MultipleChoiceField(label=_("Căn cứ ghi sổ"), widget=forms.CheckboxSelectMultiple)
    text = forms.CharField(
        label=_("Vì sao"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ghi vào hồ sơ của từng đơn. Xin không nêu tên, nơi ở của người gửi."),
    )
    others = forms.MultipleChoiceField(
        label=_("Đơn khác về cùng việc"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self, case: Case, others: Sequence[Case], grounds: Sequence[str], today: date, data: Any = None
    ) -> None:
        self.near = others
        near = [(str(each.pk), each.subject) for each in others]
        initial = {"title": case.subject, "grounds": list(grounds), "others": [pk for pk, _name in near]}
        super().__init__(data, auto_id="enter-%s", initial=initial)
        offer: Any = self.fields
        offer["grounds"].choices = present.offered(today)
        offer["others"].choices = near
        if not near:
            del self.fields["others"]


class JoinForm(Form):
    """Which matter of the register a case is about, and why."""

    dossier = forms.ChoiceField(label=_("Vụ việc"))
    text = forms.CharField(
        label=_("Vì sao là cùng vụ việc"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ghi vào hồ sơ của đơn. Xin không nêu tên, nơi ở của người gửi."),
    )

    def __init__(self, offered: Sequence[tuple[str, str]], chosen: str, data: Any = None) -> None:
        super().__init__(data, auto_id="join-%s", initial={"dossier": chosen})
        offer: Any = self.fields["dossier"]
        offer.choices = [("", _("Chọn")), *offered]


class EntryForm(Form):
    """What was decided about the matter."""

    kind = forms.ChoiceField(label=_("Ghi điều gì"), choices=[("", _("Chọn")), *ENTRIES.items()])
    text = forms.CharField(
        label=_("Đã quyết định gì"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


class TakeOffForm(Form):
    """Why the matter leaves the register."""

    text = forms.CharField(
        label=_("Vì sao đưa ra khỏi sổ"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
