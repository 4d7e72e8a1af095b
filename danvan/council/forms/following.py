"""Resolutions with their targets, and oversight with its recommendations, as they are typed."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.council.actions import Aim, Draft, OversightPlan, Vote
from danvan.council.forms.base import AREA, LONG, MOST_WORDS, StepForm, chosen, unit_of
from danvan.council.models import Deputy, Session
from danvan.council.models.resolution import Sense
from danvan.web.forms import Form, VnDateField

_VOTES: dict[str, Any] = {"min_value": 0, "max_value": 999}


class DraftForm(Form):
    """A resolution before the vote."""

    title = forms.CharField(label=_("Nghị quyết về"), max_length=300)
    drafted_by = forms.CharField(label=_("Cơ quan soạn thảo"), max_length=200)
    need = forms.CharField(label=_("Sự cần thiết"), max_length=MOST_WORDS, widget=LONG)
    effect = forms.CharField(label=_("Hiệu quả dự kiến"), max_length=MOST_WORDS, widget=AREA)
    consulted = forms.CharField(
        label=_("Đã lấy ý kiến nhân dân ở đâu, khi nào"),
        max_length=2_000,
        required=False,
        widget=AREA,
        help_text=_("Chỉ ghi khi đã lấy ý kiến thật; để trống nếu chưa."),
    )

    def told(self) -> Draft:
        """What it says."""
        return Draft(**self.cleaned_data)


class SubmitForm(StepForm):
    """To which session."""

    session = forms.ChoiceField(label=_("Trình kỳ họp"))

    def __init__(self, data: Any = None, *, sessions: Iterable[Session], auto_id: str = "%s") -> None:
        super().__init__(data, auto_id=auto_id)
        self.sessions = {str(row.pk): row for row in sessions}
        pairs = ((key, _("Kỳ họp thứ %(n)s") % {"n": row.number}) for key, row in self.sessions.items())
        chosen(self.fields["session"], pairs)

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"session": self.sessions[self.cleaned_data["session"]]}


class VoteForm(StepForm):
    """How the council voted."""

    on = VnDateField(label=_("Biểu quyết ngày"), future=False)
    present = forms.IntegerField(label=_("Số đại biểu có mặt"), **_VOTES)
    votes_for = forms.IntegerField(label=_("Tán thành"), **_VOTES)
    votes_against = forms.IntegerField(label=_("Không tán thành"), **_VOTES)
    abstained = forms.IntegerField(label=_("Không biểu quyết"), **_VOTES)
    outcome = forms.ChoiceField(
        label=_("Hội đồng"),
        choices=[("adopted", _("thông qua")), ("rejected", _("không thông qua"))],
        widget=forms.RadioSelect,
    )
    number = forms.CharField(
        label=_("Số nghị quyết"), max_length=60, required=False, help_text=_("Ví dụ: 12/NQ-HĐND")
    )
    in_force_on = VnDateField(label=_("Có hiệu lực từ ngày"), required=False)

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        told = dict(self.cleaned_data)
        return {"adopted": told.pop("outcome") == "adopted", "told": Vote(**told)}


class RepealForm(StepForm):
    """Since when it holds no longer, by which act."""

    ended_on = VnDateField(label=_("Hết hiệu lực từ ngày"), future=False)
    text = forms.CharField(label=_("Theo văn bản nào"), max_length=2_000, widget=AREA)


class TargetForm(StepForm):
    """A target."""

    name = forms.CharField(label=_("Chỉ tiêu"), max_length=300)
    sense = forms.ChoiceField(label=_("Đạt khi"), choices=Sense.choices)
    wanted = forms.DecimalField(label=_("Số cần đạt"), max_digits=14, decimal_places=2, localize=True)
    measured_in = forms.CharField(label=_("Đơn vị tính"), max_length=60, help_text=_("Ví dụ: km, %, hộ"))
    by_on = VnDateField(label=_("Trước hết ngày"))
    responsible = forms.CharField(label=_("Ai chịu trách nhiệm"), max_length=200)

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"aim": Aim(**self.cleaned_data)}


class ProgressForm(StepForm):
    """How far a target is."""

    value = forms.DecimalField(label=_("Đã đạt"), max_digits=14, decimal_places=2, localize=True)
    as_of = VnDateField(label=_("Tính đến ngày"), future=False)
    evidence = forms.CharField(label=_("Bằng chứng, nguồn số liệu"), max_length=2_000, widget=AREA)


class OversightForm(Form):
    """An oversight before it begins; the first deputy ticked leads unless another is named."""

    subject = forms.CharField(label=_("Giám sát việc"), max_length=300)
    overseen = forms.CharField(label=_("Cơ quan chịu giám sát"), max_length=250)
    plan = forms.CharField(label=_("Kế hoạch, nội dung"), max_length=MOST_WORDS, widget=LONG)
    decision = forms.CharField(
        label=_("Số quyết định lập đoàn"),
        max_length=60,
        required=False,
        help_text=_("Cần trước khi bắt đầu."),
    )
    from_on = VnDateField(label=_("Từ ngày"))
    until_on = VnDateField(label=_("Đến hết ngày"))
    leader = forms.ChoiceField(label=_("Trưởng đoàn"))
    team = forms.MultipleChoiceField(
        label=_("Thành viên"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, deputies: Iterable[Deputy], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.deputies = {str(row.pk): row for row in deputies}
        pairs = [(key, row.full_name) for key, row in self.deputies.items()]
        chosen(self.fields["leader"], pairs)
        chosen(self.fields["team"], pairs)

    def plan_of(self) -> OversightPlan:
        """The oversight."""
        told = dict(self.cleaned_data)
        keys = [told.pop("leader"), *told.pop("team")]
        return OversightPlan(**told, team=[self.deputies[key] for key in dict.fromkeys(keys)])


class ConclusionForm(StepForm):
    """What was concluded."""

    text = forms.CharField(label=_("Kết luận"), max_length=50_000, widget=LONG)
    number = forms.CharField(label=_("Số văn bản kết luận"), max_length=60)


class RecommendForm(StepForm):
    """What is recommended to whom."""

    text = forms.CharField(label=_("Kiến nghị"), max_length=5_000, widget=AREA)
    unit = forms.ChoiceField(label=_("Cơ quan trong hệ thống"), required=False)
    addressee = forms.CharField(label=_("Hoặc cơ quan khác"), max_length=200, required=False)
    due_on = VnDateField(label=_("Thực hiện chậm nhất ngày"))

    def __init__(self, data: Any = None, *, units: Sequence[tuple[int, str]], auto_id: str = "%s") -> None:
        super().__init__(data, auto_id=auto_id)
        chosen(self.fields["unit"], units, none=_("Không ở trong hệ thống"))

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        told = dict(self.cleaned_data)
        return {**told, "unit": unit_of(told["unit"]) if not told["addressee"] else None}


class SaidForm(StepForm):
    """Some words: what is asked of whoever is late, what was done, what is left to do."""

    text = forms.CharField(label=_("Nội dung"), max_length=5_000, widget=AREA)
