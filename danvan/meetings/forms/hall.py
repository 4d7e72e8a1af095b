"""What is typed in the hall: questions, answers, speakers, numbers of those present."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from danvan.cases import topics
from danvan.cases.models.people import TellBy
from danvan.meetings.actions import Asks, Told
from danvan.meetings.actions.asking import LONGEST
from danvan.meetings.forms.meeting import area
from danvan.meetings.workflow import GROUPS, SOURCES, Source
from danvan.web.forms import Form, PhoneField, VnDateField

TOLD_AT_DESK = (
    (TellBy.CODE.value, _("Tự xem bằng mã")),
    (TellBy.PHONE.value, _("Gọi điện")),
)


class QuestionForm(Form):
    """A question as a clerk takes it down."""

    text = forms.CharField(label=_("Câu hỏi, kiến nghị"), max_length=LONGEST, widget=area(3))
    origin = forms.CharField(label=_("Thôn, đơn vị"), required=False, max_length=120)
    source = forms.ChoiceField(label=_("Cách nhận"))
    topic = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    full_name = forms.CharField(
        label=_("Họ tên người hỏi"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = PhoneField(required=False)
    tell_by = forms.ChoiceField(label=_("Báo kết quả"), required=False, choices=TOLD_AT_DESK)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def __init__(self, data: Any = None, *, opened: bool, initial: Any = None) -> None:
        super().__init__(data, auto_id="ask-%s", initial=initial)
        ways = [(Source.HALL, SOURCES[Source.HALL])] if opened else []
        ways += [(each, SOURCES[each]) for each in (Source.HAMLET, Source.CLERK)]
        self.fields["source"].choices = [(each.value, word) for each, word in ways]  # type: ignore[attr-defined]
        self.fields["topic"].choices = [("", _now("Như buổi họp")), *topics.choices()]  # type: ignore[attr-defined]
        self.fields["phone"].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """A way of telling needs a telephone."""
        given = self.cleaned_data
        wants = given.get("tell_by") == TellBy.PHONE
        if wants and not given.get("phone") and not self.errors.get("phone"):
            self.add_error("phone", _now("Muốn được báo tin, xin cho số điện thoại."))
        return given

    def given(self) -> dict[str, Any]:
        """As the action takes it, but for who and when."""
        got = self.cleaned_data
        named = got["full_name"] or got["phone"]
        asker = (
            {"asker": Asks(got["full_name"], got["phone"], got["tell_by"] or TellBy.CODE)} if named else {}
        )
        return {"source": Source(got["source"]), "submission": got["submission"], **asker}

    def told(self) -> Told:
        """What is asked."""
        got = self.cleaned_data
        return Told(got["text"], got["origin"], got["topic"])


class AnswerForm(Form):
    """In which words, by whom, in the hall or later."""

    answer = forms.CharField(label=_("Câu trả lời"), max_length=20_000, widget=area(3))
    answered_by = forms.CharField(label=_("Ai trả lời"), max_length=160)
    on_spot = forms.BooleanField(label=_("Trả lời ngay tại hội trường"), required=False)

    def __init__(self, pk: int, data: Any = None, *, initial: Any = None, hall: bool = True) -> None:
        super().__init__(data, auto_id=f"answer-{pk}-%s", initial=initial)
        if not hall:
            del self.fields["on_spot"]

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"on_spot": False, **self.cleaned_data}


class OweForm(Form):
    """Until when an answer in writing is promised."""

    answer_by = VnDateField(label=_("Trả lời bằng văn bản chậm nhất ngày"))

    def __init__(self, pk: int, data: Any = None) -> None:
        super().__init__(data, auto_id=f"owe-{pk}-%s")


class AsideForm(Form):
    """Why."""

    text = forms.CharField(label=_("Lý do (người hỏi đọc được)"), max_length=2_000, widget=area(2))

    def __init__(self, pk: int, data: Any = None) -> None:
        super().__init__(data, auto_id=f"aside-{pk}-%s")


class EnlistForm(Form):
    """Who wants to speak, from where, about what."""

    full_name = forms.CharField(
        label=_("Họ tên"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    origin = forms.CharField(label=_("Thôn, đơn vị"), required=False, max_length=120)
    about = forms.CharField(label=_("Về việc gì"), required=False, max_length=300)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="speak-%s")


class AttendanceForm(Form):
    """How many of each group are present; left empty, the phones at the door stand."""

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, auto_id="count-%s", initial=initial)
        for group, word in GROUPS.items():
            self.fields[group] = forms.IntegerField(
                label=str(word), required=False, min_value=0, max_value=100_000
            )
            self.fields[group].error_messages["invalid"] = _("Xin viết một số nguyên, ví dụ 12")
            self.fields[group].widget.attrs["class"] = "w-s"

    def persons(self) -> dict[str, int | None]:
        """As the action takes it."""
        return {group: self.cleaned_data.get(group) for group in GROUPS}
