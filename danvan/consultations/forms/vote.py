"""A vote of households as it is typed: the matter with its roll, the ballots, who signs, what the commune answers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.consultations.actions import Asked, Counts, Signed
from danvan.consultations.models import Ballot
from danvan.consultations.models.votes import Held, Matter
from danvan.web.forms import CountField, Form, VnDateField, taught

MATTERS = {
    Matter.CONTRIBUTION: _("Đóng góp xây dựng công trình; thu, chi, quản lý khoản do dân góp"),
    Matter.OTHER: _("Hương ước, quy ước, tổ tự quản và việc khác của cộng đồng"),
}
WAYS = {Held.MEETING: _("Biểu quyết tại cuộc họp"), Held.FORMS: _("Phát phiếu tới từng hộ")}


class VoteForm(Form):
    """What households decide, where and when, with which roll."""

    question = forms.CharField(
        label=_("Hộ gia đình quyết định việc gì"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    rule = forms.ChoiceField(
        label=_("Loại việc"),
        choices=[(key.value, word) for key, word in MATTERS.items()],
        widget=forms.RadioSelect,
    )
    held = forms.ChoiceField(
        label=_("Cách làm"),
        choices=[(key.value, word) for key, word in WAYS.items()],
        widget=forms.RadioSelect,
    )
    whole = forms.BooleanField(label=_("Việc của cả xã: tính theo số thôn đồng ý"), required=False)
    held_on = VnDateField(label=_("Ngày họp hoặc ngày thu phiếu xong"))
    place = forms.CharField(label=_("Nơi họp, nơi phát và thu phiếu"), max_length=250)
    roll = forms.CharField(
        label=_("Danh sách thôn và tổng số hộ"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Mỗi dòng: tên thôn; số hộ. Ví dụ: Thôn Đồng Tiến; 182"),
    )

    def clean_roll(self) -> list[tuple[str, int]]:
        """Each line as a hamlet with its households; the sentence names the line that cannot be read."""
        rows = []
        for at, line in enumerate(self.cleaned_data["roll"].split("\n"), 1):
            name, _semicolon, number = line.rpartition(";")
            digits = number.strip().replace(".", "")
            if line.strip() and (
                not name.strip() or not (digits.isascii() and digits.isdecimal()) or len(digits) > 6
            ):
                raise forms.ValidationError(
                    gettext("Dòng %(n)s: viết như “Thôn Đồng Tiến; 182”.") % {"n": at}
                )
            if line.strip():
                rows.append((name.strip(), int(digits)))
        return rows

    def told(self) -> Asked:
        """As the action takes it."""
        return Asked(**self.cleaned_data)


class CountForm(Form):
    """The ballots of each hamlet, and who signs the decision."""

    head = forms.CharField(label=_("Trưởng thôn, tổ trưởng"), max_length=120)
    front = forms.CharField(label=_("Trưởng ban công tác Mặt trận"), max_length=120)
    witnesses = forms.CharField(
        label=_("Hai đại diện hộ"), max_length=250, help_text=_("Ví dụ: Lê Văn Tư, Võ Thị Năm")
    )

    def __init__(self, ballots: Sequence[Ballot], data: Any = None, *, initial: Any = None) -> None:
        begun = {
            f"{name}-{each.pk}": getattr(each, name)
            for each in ballots
            for name in ("agree", "against", "void")
        }
        super().__init__(data, initial={**begun, **(initial or {})})
        self.ballots = ballots
        words = {"agree": _("Đồng ý"), "against": _("Không đồng ý"), "void": _("Ý kiến khác, phiếu hỏng")}
        made: dict[str, forms.Field] = {
            f"{name}-{each.pk}": CountField(label=word) for each in ballots for name, word in words.items()
        }
        self.fields.update(taught(made))

    @property
    def rows(self) -> list[tuple[Ballot, list[Any]]]:
        """Each hamlet with its three fields."""
        return [
            (each, [self[f"{name}-{each.pk}"] for name in ("agree", "against", "void")])
            for each in self.ballots
        ]

    def counts(self) -> list[Counts]:
        """As the action takes them."""
        given = self.cleaned_data
        return [
            Counts(each.hamlet, *(given[f"{name}-{each.pk}"] or 0 for name in ("agree", "against", "void")))
            for each in self.ballots
        ]

    def signed(self) -> Signed:
        """Who signs."""
        return Signed(**{name: self.cleaned_data[name] for name in ("head", "front", "witnesses")})


class SentForm(Form):
    """When the commune received the decision."""

    sent_on = VnDateField(label=_("Ngày nhận quyết định"), future=False)


class RecognitionForm(Form):
    """What the commune answers."""

    yes = forms.ChoiceField(
        label=_("Trả lời"),
        choices=[("yes", _("Công nhận")), ("no", _("Không công nhận"))],
        widget=forms.RadioSelect,
    )
    number = forms.CharField(label=_("Số quyết định, văn bản"), max_length=120)
    day = VnDateField(label=_("Ngày"), future=False)
    why = forms.CharField(
        label=_("Lý do không công nhận"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {**self.cleaned_data, "yes": self.cleaned_data["yes"] == "yes"}
