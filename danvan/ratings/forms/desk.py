"""What officers type: a tablet, what came of a call, what somebody's words are about."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.people.models import Account
from danvan.ratings.forms.answer import AnswerForm
from danvan.ratings.workflow import FACTS, OUTCOMES, THEMES, Outcome
from danvan.web.forms import Form


class KioskForm(Form):
    """Where a tablet is to stand, and who works there."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    name = forms.CharField(
        label=_("Quầy"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    officer = forms.ChoiceField(label=_("Cán bộ ngồi quầy"))

    def __init__(
        self, units: Sequence[tuple[str, str]], officers: Sequence[tuple[int, str]], data: Any = None
    ) -> None:
        super().__init__(data, auto_id="kiosk-%s")
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["officer"].choices = [(str(pk), name) for pk, name in officers]  # type: ignore[attr-defined]


class MoveForm(Form):
    """Who works at the counter now."""

    officer = forms.ChoiceField(label=_("Đổi người ngồi quầy"))

    def __init__(self, officers: Sequence[tuple[int, str]], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["officer"].choices = [(str(pk), name) for pk, name in officers]  # type: ignore[attr-defined]

    def chosen(self) -> Account:
        """The officer."""
        return Account.objects.get(pk=int(self.cleaned_data["officer"]))


class CallForm(AnswerForm):
    """What came of a call; the five questions only where somebody was reached."""

    outcome = forms.ChoiceField(
        label=_("Kết quả cuộc gọi"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect
    )
    field_order = ["outcome", *FACTS, "words"]

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        if data is not None and data.get("outcome") != Outcome.REACHED:
            for name in FACTS:
                self.fields[name].required = False

    def given(self) -> dict[str, Any]:
        """The arguments of actions.note_outcome."""
        outcome = self.cleaned_data["outcome"]
        return {"outcome": outcome, "told": self.told() if outcome == Outcome.REACHED else None}


class ThemeForm(Form):
    """What somebody's words are about."""

    theme = forms.ChoiceField(label=_("Phân loại"), choices=[("", _("Chưa phân loại")), *THEMES.items()])
