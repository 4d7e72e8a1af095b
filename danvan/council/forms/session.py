"""Sessions, their agenda, documents and questions as they are typed; terms, groups, deputies; meetings with voters."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.council.actions import Asked, Person, Pledge, SessionPlan
from danvan.council.forms.base import AREA, LONG, MOST_WORDS, StepForm, chosen, unit_of
from danvan.council.models import Deputy, Session
from danvan.council.models.session import SessionKind
from danvan.web.forms import Form, VnDateField


class SessionForm(Form):
    """A session before it is held; `text` is the reason where a convened one changes."""

    number = forms.IntegerField(label=_("Kỳ họp thứ"), min_value=1, max_value=99)
    kind = forms.ChoiceField(label=_("Loại"), choices=SessionKind.choices)
    place = forms.CharField(label=_("Nơi họp"), max_length=200)
    from_on = VnDateField(label=_("Khai mạc ngày"))
    until_on = VnDateField(label=_("Bế mạc ngày"))
    text = forms.CharField(label=_("Lý do thay đổi"), max_length=2_000, widget=AREA)

    def __init__(self, data: Any = None, *, initial: Any = None, changes: bool = False) -> None:
        super().__init__(data, initial=initial)
        self.changes = changes
        if not changes:
            del self.fields["text"]

    def plan(self) -> SessionPlan:
        """The session."""
        return SessionPlan(**{name: value for name, value in self.cleaned_data.items() if name != "text"})


class PresentForm(StepForm):
    """How many deputies are there."""

    present = forms.IntegerField(label=_("Số đại biểu có mặt"), min_value=1, max_value=999)


class MinutesForm(StepForm):
    """The minutes."""

    text = forms.CharField(label=_("Biên bản: nội dung, kết luận"), max_length=50_000, widget=LONG)


class ItemForm(StepForm):
    """A point of the agenda."""

    title = forms.CharField(label=_("Nội dung"), max_length=300)
    presenter = forms.CharField(label=_("Người trình bày"), max_length=200, required=False)


class ResultForm(StepForm):
    """What came of a point."""

    result = forms.CharField(label=_("Kết quả"), max_length=MOST_WORDS, widget=AREA)


class DocumentForm(StepForm):
    """A document that is to come."""

    title = forms.CharField(label=_("Tài liệu"), max_length=300)
    sender = forms.CharField(label=_("Cơ quan gửi"), max_length=200)
    due_on = VnDateField(label=_("Gửi chậm nhất ngày"))


class ReceivedForm(StepForm):
    """When it came."""

    received_on = VnDateField(label=_("Nhận ngày"), future=False)
    number = forms.CharField(label=_("Số văn bản"), max_length=60, required=False)


class QuestionForm(StepForm):
    """A deputy's question to an official."""

    deputy = forms.ChoiceField(label=_("Đại biểu chất vấn"))
    respondent = forms.CharField(
        label=_("Người bị chất vấn (chức vụ)"),
        max_length=200,
        help_text=_("Ví dụ: Chủ tịch Ủy ban nhân dân xã"),
    )
    unit = forms.ChoiceField(label=_("Cơ quan của người ấy trong hệ thống"), required=False)
    text = forms.CharField(label=_("Chất vấn điều gì"), max_length=5_000, widget=AREA)
    owes_written = forms.BooleanField(label=_("Phải trả lời bằng văn bản"), required=False, initial=True)
    until = VnDateField(
        label=_("Hạn trả lời do chủ tọa đặt"),
        required=False,
        help_text=_("Dùng khi luật đang có hiệu lực chưa được xác nhận hạn."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        deputies: Iterable[Deputy],
        units: Sequence[tuple[int, str]],
        auto_id: str = "%s",
    ) -> None:
        super().__init__(data, auto_id=auto_id)
        self.deputies = {str(row.pk): row for row in deputies}
        chosen(self.fields["deputy"], ((key, row.full_name) for key, row in self.deputies.items()))
        chosen(self.fields["unit"], units, none=_("Không ở trong hệ thống"))

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        told = dict(self.cleaned_data)
        return {
            "told": Asked(**{**told, "deputy": self.deputies[told["deputy"]], "unit": unit_of(told["unit"])})
        }


class HallForm(StepForm):
    """What was answered in the hall, and what was promised there."""

    hall = forms.CharField(label=_("Trả lời tại kỳ họp"), max_length=MOST_WORDS, widget=AREA)
    written_too = forms.BooleanField(label=_("Còn phải trả lời bằng văn bản"), required=False)
    promised = forms.CharField(label=_("Hứa việc gì"), max_length=2_000, required=False, widget=AREA)
    until = VnDateField(label=_("Hứa xong chậm nhất ngày"), required=False)

    def clean(self) -> dict[str, Any]:
        """A promise has words and a day, or neither."""
        told = super().clean() or {}
        if bool(told.get("promised")) != bool(told.get("until")):
            self.add_error("until", _("Lời hứa cần cả việc và ngày xong."))
        return told

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        told = self.cleaned_data
        pledge = Pledge(told["promised"], told["until"]) if told["promised"] else None
        return {"text": told["hall"], "written_too": told["written_too"], "promise": pledge}


class WrittenForm(StepForm):
    """The answer in writing."""

    written = forms.CharField(label=_("Nội dung trả lời"), max_length=MOST_WORDS, widget=AREA)
    number = forms.CharField(label=_("Số văn bản"), max_length=60)
    written_on = VnDateField(label=_("Ngày văn bản"), future=False)

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        told = dict(self.cleaned_data)
        return {"text": told.pop("written"), **told}


# --- terms, groups, deputies -----------------------------------------------------------------------------
class TermForm(StepForm):
    """A term of a council."""

    unit = forms.ChoiceField(label=_("Hội đồng nhân dân của"))
    name = forms.CharField(label=_("Nhiệm kỳ"), max_length=60, help_text=_("Ví dụ: 2026–2031"))
    from_on = VnDateField(label=_("Từ ngày"))
    until_on = VnDateField(label=_("Đến hết ngày"), required=False)

    def __init__(self, data: Any = None, *, units: Sequence[tuple[int, str]], auto_id: str = "%s") -> None:
        super().__init__(data, auto_id=auto_id)
        chosen(self.fields["unit"], units)

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {**self.cleaned_data, "unit": unit_of(self.cleaned_data["unit"])}


class GroupForm(StepForm):
    """A group and the places that elect it."""

    name = forms.CharField(label=_("Tổ đại biểu"), max_length=120, help_text=_("Ví dụ: Tổ số 1"))
    unit = forms.ChoiceField(label=_("Đơn vị bầu cử"))
    parts = forms.CharField(
        label=_("Các thôn, tổ dân phố"),
        max_length=2_000,
        required=False,
        widget=AREA,
        help_text=_("Mỗi dòng một thôn; để trống là cả đơn vị."),
    )

    def __init__(self, data: Any = None, *, units: Sequence[tuple[int, str]], auto_id: str = "%s") -> None:
        super().__init__(data, auto_id=auto_id)
        chosen(self.fields["unit"], units)

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        unit = unit_of(self.cleaned_data["unit"])
        parts = self.cleaned_data["parts"].splitlines() or [""]
        return {"name": self.cleaned_data["name"], "places": [(unit, part) for part in parts]}


class DeputyForm(StepForm):
    """A deputy."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    post = forms.CharField(label=_("Chức vụ trong Hội đồng"), max_length=120, required=False)
    work = forms.CharField(label=_("Nơi công tác"), max_length=200, required=False)
    contact = forms.CharField(
        label=_("Cử tri liên hệ"), max_length=200, required=False, help_text=_("Được công khai.")
    )
    from_on = VnDateField(label=_("Làm đại biểu từ ngày"))

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"person": Person(**self.cleaned_data)}


class EndForm(StepForm):
    """A mandate ends."""

    until_on = VnDateField(label=_("Thôi làm đại biểu từ sau ngày"))
    reason = forms.CharField(label=_("Lý do"), max_length=250)


# --- meetings with voters --------------------------------------------------------------------------------
class OccasionForm(Form):
    """Who meets whom on which occasion; the meeting itself is danvan.meetings' form."""

    occasion = forms.ChoiceField(label=_("Dịp"), widget=forms.RadioSelect)
    session = forms.ChoiceField(label=_("Kỳ họp"), required=False)
    group = forms.ChoiceField(label=_("Tổ đại biểu"), required=False)
    deputies = forms.MultipleChoiceField(label=_("Đại biểu dự"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        data: Any = None,
        *,
        sessions: Iterable[Session],
        groups: Iterable[Any],
        deputies: Iterable[Deputy],
        occasions: Iterable[tuple[str, Any]],
    ) -> None:
        super().__init__(data)
        self.known_sessions = {str(row.pk): row for row in sessions}
        self.known_groups = {str(row.pk): row for row in groups}
        self.known_deputies = {str(row.pk): row for row in deputies}
        chosen(self.fields["occasion"], occasions)
        chosen(
            self.fields["session"],
            ((key, _("Kỳ họp thứ %(n)s") % {"n": row.number}) for key, row in self.known_sessions.items()),
            none=_("Không theo kỳ họp"),
        )
        chosen(
            self.fields["group"],
            ((key, row.name) for key, row in self.known_groups.items()),
            none=_("Nhiều tổ"),
        )
        chosen(
            self.fields["deputies"],
            ((key, f"{row.full_name} · {row.group.name}") for key, row in self.known_deputies.items()),
        )


class AttendingForm(Form):
    """Which deputies came; one who did not, why."""

    def __init__(self, data: Any = None, *, presences: Iterable[Any]) -> None:
        self.presences = list(presences)
        super().__init__(data)
        for row in self.presences:
            came = forms.BooleanField(
                label=row.deputy.full_name, required=False, initial=row.present is not False
            )
            why = forms.CharField(label=_("Lý do vắng"), max_length=200, required=False, initial=row.why)
            self.fields[f"came_{row.deputy_id}"], self.fields[f"why_{row.deputy_id}"] = came, why

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """(came, why) fields of each deputy."""
        ids = (row.deputy_id for row in self.presences)
        return [(self[f"came_{pk}"], self[f"why_{pk}"]) for pk in ids]

    def absent(self) -> dict[int, str]:
        """Deputy → why she was not there."""
        told = self.cleaned_data
        ids = (row.deputy_id for row in self.presences)
        return {pk: told[f"why_{pk}"] for pk in ids if not told[f"came_{pk}"]}
