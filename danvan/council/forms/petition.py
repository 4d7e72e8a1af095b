"""A voters' petition as it is taken down, and what its steps ask for."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.cases import topics
from danvan.council.actions import Competence, Given, Said
from danvan.council.forms.base import AREA, LONG, MOST_WORDS, StepForm, chosen, unit_of
from danvan.council.models import Deputy, Petition, Session, VoterMeeting
from danvan.council.workflow import ANSWERS, LEVELS, WAYS
from danvan.web.forms import Form, VnDateField
from danvan.web.once import OnceForm


class TakeForm(OnceForm):
    """One ask, as it is heard: the words first, then where and about what; the rest stays for the next one."""

    text = forms.CharField(
        label=_("Cử tri kiến nghị điều gì?"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
        help_text=_("Ghi việc, không ghi họ tên người nêu. Ctrl+Enter: lưu và ghi kiến nghị tiếp."),
    )
    title = forms.CharField(
        label=_("Tóm tắt một dòng"),
        max_length=200,
        required=False,
        help_text=_("Để trống thì lấy câu đầu."),
    )
    topic = forms.ChoiceField(label=_("Lĩnh vực"))
    place = forms.ChoiceField(label=_("Nơi nêu"))
    place_words = forms.CharField(label=_("Thôn, tổ dân phố"), max_length=120, required=False)
    meeting = forms.ChoiceField(label=_("Buổi tiếp xúc cử tri"), required=False)
    heard_by = forms.ChoiceField(label=_("Đại biểu nghe"), required=False)
    session = forms.ChoiceField(label=_("Tổng hợp cho kỳ họp"), required=False)
    taken_on = VnDateField(label=_("Nêu ngày nào"), future=False)

    def __init__(
        self,
        data: Any = None,
        *,
        places: Sequence[tuple[int, str]],
        meetings: Iterable[VoterMeeting] = (),
        deputies: Iterable[Deputy] = (),
        sessions: Iterable[Session] = (),
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.meetings = {str(row.pk): row for row in meetings}
        self.deputies = {str(row.pk): row for row in deputies}
        self.sessions = {str(row.pk): row for row in sessions}
        chosen(self.fields["topic"], topics.choices())
        chosen(self.fields["place"], places)
        chosen(
            self.fields["meeting"],
            (
                (key, f"{row.meeting.day:%d/%m/%Y} · {row.meeting.title}")
                for key, row in self.meetings.items()
            ),
            none=_("Không ở buổi nào"),
        )
        chosen(
            self.fields["heard_by"],
            ((key, row.full_name) for key, row in self.deputies.items()),
            none=_("Không ghi"),
        )
        chosen(
            self.fields["session"],
            ((key, _("Kỳ họp thứ %(n)s") % {"n": row.number}) for key, row in self.sessions.items()),
            none=_("Theo buổi tiếp xúc"),
        )

    def said(self) -> Said:
        """What was asked, and where."""
        told = self.cleaned_data
        place = unit_of(told["place"])
        assert place is not None
        return Said(
            text=told["text"],
            title=told["title"],
            topic=told["topic"],
            place=place,
            place_words=told["place_words"],
            meeting=self.meetings.get(told["meeting"]),
            heard_by=self.deputies.get(told["heard_by"]),
            session=self.sessions.get(told["session"]),
        )

    def kept(self) -> dict[str, Any]:
        """What stays in the form for the next one."""
        names = ("topic", "place", "place_words", "meeting", "heard_by", "session", "taken_on")
        return {name: self.cleaned_data[name] for name in names}

    @staticmethod
    def of(petition: Petition) -> dict[str, Any]:
        """What the form shows of a petition that is put right."""
        keys = ("meeting_id", "heard_by_id", "session_id", "place_id")
        told = {name.removesuffix("_id"): getattr(petition, name) for name in keys}
        plain = ("text", "title", "topic", "place_words", "taken_on")
        return {**told, **{name: getattr(petition, name) for name in plain}}


class FilterForm(Form):
    """Which petitions a list shows."""

    q = forms.CharField(label=_("Tìm chữ"), required=False, max_length=100)
    topic = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    level = forms.ChoiceField(label=_("Thẩm quyền"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        chosen(self.fields["topic"], topics.choices(), none=_("Tất cả"))
        chosen(self.fields["level"], LEVELS.items(), none=_("Tất cả"))  # type: ignore[arg-type]


class ClassifyForm(StepForm):
    """Who is competent; a unit of the register where it is one, else the agency by name."""

    level = forms.ChoiceField(
        label=_("Thẩm quyền giải quyết"),
        choices=[(key.value, word) for key, word in LEVELS.items()],
        widget=forms.RadioSelect,
    )
    unit = forms.ChoiceField(label=_("Cơ quan trong hệ thống"), required=False)
    addressee = forms.CharField(
        label=_("Hoặc cơ quan khác"), max_length=200, required=False, help_text=_("Ví dụ: Bộ Y tế")
    )

    def __init__(
        self, data: Any = None, *, units: Sequence[tuple[int, str]], initial: Any = None, auto_id: str = "%s"
    ) -> None:
        super().__init__(data, initial=initial, auto_id=auto_id)
        chosen(self.fields["unit"], units, none=_("Không ở trong hệ thống"))

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        told = self.cleaned_data
        unit = unit_of(told["unit"]) if not told["addressee"] else None
        return {"told": Competence(told["level"], told["addressee"], unit)}


class SendForm(StepForm):
    """The letter by which it is sent; a day for the answer where the law's term may not be leaned on."""

    number = forms.CharField(label=_("Số văn bản chuyển"), max_length=60, help_text=_("Ví dụ: 15/HĐND-VP"))
    until = VnDateField(label=_("Hạn trả lời do cơ quan đặt"), required=False)

    def __init__(self, data: Any = None, *, by_law: date | None = None, auto_id: str = "%s") -> None:
        super().__init__(data, auto_id=auto_id)
        if by_law:
            del self.fields["until"]


class AnswerForm(StepForm):
    """An answer: how, in which words, by which paper; the day by which it will be done."""

    kind = forms.ChoiceField(
        label=_("Trả lời thế nào"),
        choices=[(key.value, word) for key, word in ANSWERS.items()],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Nội dung trả lời"), max_length=MOST_WORDS, widget=LONG)
    until = VnDateField(
        label=_("Sẽ xong chậm nhất ngày"), required=False, help_text=_("Cần khi đang giải quyết: là lời hứa.")
    )
    answered_by = forms.CharField(label=_("Cơ quan trả lời"), max_length=200, required=False)
    number = forms.CharField(label=_("Số văn bản trả lời"), max_length=60, required=False)
    on = VnDateField(label=_("Ngày văn bản"), future=False)

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"given": Given(**self.cleaned_data)}


class UrgeForm(StepForm):
    """What is asked of whoever is late."""

    text = forms.CharField(label=_("Yêu cầu"), max_length=2_000, widget=AREA)
    number = forms.CharField(label=_("Số văn bản đôn đốc"), max_length=60, required=False)


class TellForm(StepForm):
    """How voters were told."""

    way = forms.ChoiceField(
        label=_("Báo bằng cách nào"),
        choices=[(key.value, word) for key, word in WAYS.items()],
        widget=forms.RadioSelect,
    )
    meeting = forms.ChoiceField(label=_("Tại buổi tiếp xúc"), required=False)
    note = forms.CharField(label=_("Cử tri nói gì"), max_length=2_000, required=False, widget=AREA)

    def __init__(
        self, data: Any = None, *, meetings: Iterable[VoterMeeting], initial: Any = None, auto_id: str = "%s"
    ) -> None:
        super().__init__(data, initial=initial, auto_id=auto_id)
        self.meetings = {str(row.pk): row for row in meetings}
        pairs = (
            (key, f"{row.meeting.day:%d/%m/%Y} · {row.meeting.title}") for key, row in self.meetings.items()
        )
        chosen(self.fields["meeting"], pairs, none=_("Không ở buổi nào"))

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {**self.cleaned_data, "meeting": self.meetings.get(self.cleaned_data["meeting"])}


class OtherForm(StepForm):
    """Another petition, by its number: what this one is merged into, or what it asks again."""

    other = forms.IntegerField(label=_("Số của kiến nghị kia"), min_value=1, max_value=2_000_000_000)

    def __init__(self, data: Any = None, *, unit: int, name: str, auto_id: str = "%s") -> None:
        super().__init__(data, auto_id=auto_id)
        self.unit, self.name = unit, name
        self.found: Petition | None = None

    def clean_other(self) -> int:
        """The number of a petition of this council."""
        number: int = self.cleaned_data["other"]
        self.found = Petition.objects.filter(unit=self.unit, pk=number).first()
        if self.found is None:
            raise forms.ValidationError(_("Không có kiến nghị nào số này."))
        return number

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {self.name: self.found}

    def refuse(self, why: Any) -> None:
        """What the action says of the other one stands at the field."""
        self.add_error("other" if why.field == self.name else None, why.sentence)
