"""Whom a case is about, chosen among the posts of the units that have it; and why that is taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.cases.actions import About
from danvan.cases.models import Case
from danvan.cases.models.concern import Whom
from danvan.desk.forms.parts import offer
from danvan.people.models import Account, Unit
from danvan.web.forms import Form

LONGEST = 2000


def choices(case: Any) -> list[tuple[str, str]]:
    """(whom:unit:officer, words): head, unit and somebody not named of each unit that has it, officers of the one."""
    named = {case.unit_responsible_id: case.unit_name, case.unit_received_id: case.received_name}
    found: list[tuple[str, str]] = []
    for pk, name in named.items():
        found += [
            (f"{Whom.HEAD}:{pk}:", _("Người đứng đầu %(unit)s") % {"unit": name}),
            (f"{Whom.UNIT}:{pk}:", _("Chính cơ quan %(unit)s") % {"unit": name}),
            (f"{Whom.STAFF}:{pk}:", _("Một cán bộ của %(unit)s, chưa rõ ai") % {"unit": name}),
        ]
    officers = {post["id"]: post for post in case.hands}
    return found + [
        (f"{Whom.OFFICER}:{post['unit']}:{pk}", str(post["name"])) for pk, post in officers.items()
    ]


class ConcernForm(Form):
    """Whom the case is about."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    about = forms.ChoiceField(label=gettext_lazy("Đơn nói về ai"))
    text = forms.CharField(
        label=gettext_lazy("Ghi thêm"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Chỉ cán bộ đọc được."),
    )

    def __init__(self, case: Case, data: Any = None) -> None:
        super().__init__(data, auto_id="concern-%s", initial={"seen": case.version})
        offer(self, "about", [("", _("Xin chọn")), *choices(case)])

    def given(self) -> About:
        """What was chosen, as the action takes it."""
        whom, unit, officer = self.cleaned_data["about"].split(":")
        account = Account.objects.get(pk=officer) if officer else None
        return About(whom, Unit.objects.get(pk=unit), account)


class LiftForm(Form):
    """Why a case is not about them after all."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=gettext_lazy("Vì sao không liên quan"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Chỉ cán bộ đọc được."),
    )

    def __init__(self, case: Case, number: int, data: Any = None) -> None:
        super().__init__(data, auto_id=f"lift-{number}-%s", initial={"seen": case.version})
