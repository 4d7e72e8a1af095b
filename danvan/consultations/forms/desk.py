"""What officers type: a draft and its text, people whom it concerns, opinions on paper, answers, steps."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.cases import topics
from danvan.cases.models.people import TellBy
from danvan.consultations.actions import Answer, Issued, Person, Said, Source, Speaker, Told
from danvan.consultations.actions.inviting import TOLD_BY
from danvan.consultations.actions.opining import LONGEST
from danvan.consultations.grounds import Ground
from danvan.consultations.models import Consultation
from danvan.consultations.workflow import ENTERED, OUTCOMES, SORTS, STANCES, VEILS, WAYS
from danvan.lib import dates
from danvan.lib.text import fold
from danvan.meetings.models import Meeting
from danvan.people.models import Unit
from danvan.web import validators
from danvan.web.forms import CountField, FilesField, Form, PhoneField, VnDateField
from danvan.web.once import OnceForm

_AREA = forms.Textarea(attrs={"rows": 4})


class DescribeForm(Form):
    """What is said of a draft before anybody reads it."""

    unit = forms.ChoiceField(label=_("Cơ quan lấy ý kiến"))
    title = forms.CharField(
        label=_("Tên dự thảo"), max_length=300, help_text=_("Ví dụ: Dự thảo Quy chế quản lý chợ xã Kỳ Xuân")
    )
    sort = forms.ChoiceField(
        label=_("Loại dự thảo"), choices=[(key.value, word) for key, word in SORTS.items()]
    )
    topic = forms.ChoiceField(label=_("Lĩnh vực"), choices=topics.choices)
    summary = forms.CharField(
        label=_("Dự thảo thay đổi gì, ai chịu tác động"),
        max_length=3_000,
        widget=_AREA,
        help_text=_("Vài câu dễ hiểu; người dân đọc trước khi mở từng điều."),
    )
    ground = forms.ChoiceField(
        label=_("Căn cứ lấy ý kiến"),
        widget=forms.RadioSelect,
        help_text=_("Số ngày ghi theo trí nhớ không tự ràng buộc cho đến khi cơ quan xác nhận."),
    )
    contact = forms.CharField(
        label=_("Nơi giải đáp"),
        required=False,
        max_length=250,
        help_text=_("Bộ phận, số điện thoại để người dân hỏi thêm"),
    )

    def __init__(
        self,
        units: Sequence[Unit],
        found: Sequence[Ground],
        data: Any = None,
        *,
        row: Consultation | None = None,
    ) -> None:
        names = ("title", "sort", "topic", "summary", "ground", "contact")
        begun = {name: getattr(row, name) for name in names} if row else {}
        super().__init__(data, initial=begun)
        self.units = {str(unit.pk): unit for unit in units}
        shown = [(key, str(getattr(unit, "shown_name", unit))) for key, unit in self.units.items()]
        self.fields["unit"].choices = shown  # type: ignore[attr-defined]
        if row is not None or len(shown) == 1:
            self.fields["unit"].required = False
            self.fields["unit"].widget = forms.HiddenInput()
        unsure = gettext("chưa xác nhận")
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (each.rule.id, each.says if each.sure else f"{each.says} ({unsure})") for each in found
        ]

    def told(self) -> Told:
        """As the action takes it."""
        return Told(**{name: value for name, value in self.cleaned_data.items() if name != "unit"})

    def of_unit(self) -> Unit:
        """The unit that asks."""
        return self.units.get(self.cleaned_data.get("unit", ""), next(iter(self.units.values())))


class DraftForm(Form):
    """The text of a version."""

    text = forms.CharField(
        label=_("Nội dung dự thảo"),
        widget=forms.Textarea(attrs={"rows": 24, "class": "wide"}),
        help_text=_("Mỗi chương, điều, khoản, điểm bắt đầu một dòng: “Chương I”, “Điều 1.”, “1.”, “a)”."),
    )
    note = forms.CharField(
        label=_("Bản này khác bản trước ở đâu, vì sao"), required=False, max_length=2_000, widget=_AREA
    )
    file = forms.IntegerField(required=False, widget=forms.HiddenInput)


class UploadForm(Form):
    """A Word file."""

    file = FilesField(label=_("Tệp Word (.docx)"), most=1)


class AnnounceForm(Form):
    """From which day to which."""

    opens_on = VnDateField(label=_("Mở góp ý từ ngày"))
    closes_on = VnDateField(label=_("Hết ngày"))


class ExtendForm(Form):
    """Until when, and why."""

    until = VnDateField(label=_("Gia hạn đến hết ngày"))
    text = forms.CharField(
        label=_("Lý do"), max_length=2_000, widget=_AREA, help_text=_("Người dân đọc được.")
    )


class ReasonForm(Form):
    """Why."""

    text = forms.CharField(
        label=_("Lý do"), max_length=2_000, widget=_AREA, help_text=_("Người dân đọc được.")
    )


class IssueForm(Form):
    """By which act it was issued; the exemption, where there is one."""

    number = forms.CharField(
        label=_("Số văn bản đã ban hành"), max_length=120, help_text=_("Ví dụ: 15/2026/QĐ-UBND")
    )
    signed_on = VnDateField(label=_("Ngày ký"), future=False)
    exempt_act = forms.CharField(
        label=_("Được miễn theo văn bản, điều khoản"),
        required=False,
        max_length=250,
        help_text=_("Chỉ ghi khi luật cho ban hành dù chưa đủ điều kiện; công khai cùng lý do."),
    )
    exempt_why = forms.CharField(
        label=_("Vì sao được miễn"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"told": Issued(**self.cleaned_data)}


class GroupOfPeopleForm(Form):
    """A group of people whom it concerns."""

    name = forms.CharField(
        label=_("Nhóm đối tượng"), max_length=250, help_text=_("Ví dụ: hộ có ki-ốt ở chợ, thôn Đồng Tiến")
    )
    people = CountField(label=_("Số người, số hộ"))

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"name": self.cleaned_data["name"], "people": self.cleaned_data["people"]}


class ToldGroupForm(Form):
    """How a group was told."""

    how = forms.CharField(
        label=_("Phổ biến bằng cách nào"),
        max_length=250,
        help_text=_("Loa, họp thôn, niêm yết, phát tận nhà…"),
    )
    told_on = VnDateField(label=_("Ngày phổ biến"), future=False)
    reached = CountField(label=_("Bao nhiêu người, hộ đã biết"))


class PersonsForm(Form):
    """People directly affected, one a line."""

    persons = forms.CharField(
        label=_("Mỗi dòng một người"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Họ tên; vì sao chịu tác động; số điện thoại; địa chỉ; cách mời (nhắn tin, gọi, gửi giấy, đến nhà). "
            "Ví dụ: Lê Văn Hư; thuê ki-ốt số 5; 0900000418; thôn Đông; gọi"
        ),
    )
    WAYS = {
        "nhan tin": TellBy.SMS,
        "goi": TellBy.PHONE,
        "goi dien": TellBy.PHONE,
        "gui giay": TellBy.POST,
        "den nha": TellBy.VISIT,
        "": None,
    }

    def clean_persons(self) -> list[Person]:
        """Each line as a person; the sentence names the line that cannot be read."""
        lines = [line for line in self.cleaned_data["persons"].split("\n") if line.strip()]
        return [self._person(at, line) for at, line in enumerate(lines, 1)]

    def _person(self, at: int, line: str) -> Person:
        name, why, phone, address, way = ([part.strip() for part in line.split(";")] + [""] * 5)[:5]
        if fold(way) not in self.WAYS:
            told = {"n": at, "way": way}
            raise forms.ValidationError(gettext("Dòng %(n)s: không rõ cách mời “%(way)s”.") % told)
        try:
            digits = validators.phone_digits(phone) if phone else ""
        except forms.ValidationError as bad:
            raise forms.ValidationError(
                gettext("Dòng %(n)s: %(why)s") % {"n": at, "why": bad.messages[0]}
            ) from bad
        chosen = self.WAYS[fold(way)] or (TellBy.PHONE if digits else TellBy.VISIT)
        assert chosen in TOLD_BY
        return Person(name, why, address, digits, chosen.value)


class EnterForm(OnceForm):
    """An opinion that came on paper, in a hall, or from an agency."""

    way = forms.ChoiceField(
        label=_("Ý kiến đến bằng cách nào"),
        choices=[(way.value, WAYS[way]) for way in ENTERED],
        widget=forms.RadioSelect,
    )
    agency = forms.CharField(label=_("Cơ quan, tổ chức"), required=False, max_length=250)
    paper = forms.CharField(label=_("Số văn bản, số phiếu"), required=False, max_length=120)
    meeting = forms.CharField(
        label=_("Cuộc họp, nơi họp"),
        required=False,
        max_length=250,
        help_text=_("Ví dụ: họp thôn Đông, nhà văn hóa"),
    )
    held = forms.ChoiceField(
        label=_("Cuộc họp trong sổ"),
        required=False,
        help_text=_("Khi ý kiến nêu tại buổi đối thoại, buổi họp đã ghi ở đây"),
    )
    given_on = VnDateField(label=_("Ngày góp ý"), future=False)
    full_name = forms.CharField(
        label=_("Họ và tên"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    address = forms.CharField(
        label=_("Địa chỉ"),
        required=False,
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = PhoneField(required=False, help_text=_("Chỉ khi người góp ý muốn được gọi báo kết quả"))
    confidential = forms.BooleanField(label=_("Người góp ý đề nghị giữ kín tên"), required=False)
    anchor = forms.ChoiceField(label=_("Góp ý về"), required=False)
    stance = forms.ChoiceField(
        label=_("Ý kiến"),
        choices=[(key.value, word) for key, (word, _badge) in STANCES.items()],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Nội dung góp ý"), required=False, max_length=LONGEST, widget=_AREA)
    papers = FilesField(required=False, label=_("Bản chụp, tệp kèm"))
    affected = forms.ChoiceField(label=_("Người chịu tác động trực tiếp"), required=False)

    def __init__(
        self,
        places: list[tuple[str, str]],
        persons: Sequence[tuple[str, str]],
        meetings: Sequence[Meeting] = (),
        data: Any = None,
        files: Any = None,
        *,
        today: date,
        initial: Any = None,
    ) -> None:
        super().__init__(data, files, initial={"given_on": today, **(initial or {})})
        self.fields["anchor"].choices = [("", gettext("Cả dự thảo")), *places]  # type: ignore[attr-defined]
        self.fields["affected"].choices = [("", gettext("Không phải")), *persons]  # type: ignore[attr-defined]
        if not persons:
            del self.fields["affected"]
        self.meetings = {str(each.pk): each for each in meetings}
        offered = [(key, f"{dates.short(each.day)} · {each.title}") for key, each in self.meetings.items()]
        self.fields["held"].choices = [("", gettext("Không có trong sổ")), *offered]  # type: ignore[attr-defined]
        if not offered:
            del self.fields["held"]

    def said(self) -> list[Said]:
        """What was said."""
        given = self.cleaned_data
        return [Said(given["stance"], given["text"], given["anchor"])]

    def source(self) -> Source:
        """Where it comes from."""
        given = self.cleaned_data
        held = self.meetings.get(given.get("held", ""))
        return Source(given["way"], given["paper"], given["meeting"], given["given_on"], held)

    def speaker(self, affected: Any = None) -> Speaker:
        """Who spoke."""
        given = self.cleaned_data
        way = TellBy.PHONE.value if given["phone"] else TellBy.CODE.value
        names = ("full_name", "agency", "address", "phone", "confidential")
        return Speaker(tell_by=way, affected=affected, **{name: given[name] for name in names})


class GatherForm(Form):
    """Opinions that say the same."""

    opinions = forms.MultipleChoiceField(label=_("Ý kiến"), widget=forms.CheckboxSelectMultiple)
    group = forms.ChoiceField(label=_("Vào nhóm"), required=False)
    title = forms.CharField(
        label=_("Nhóm mới: các ý kiến này đề nghị gì"),
        required=False,
        max_length=400,
        widget=forms.TextInput(attrs={"data-key": "g", "aria-keyshortcuts": "g"}),
    )

    def __init__(
        self,
        opinions: Sequence[int],
        groups: Sequence[tuple[str, str]],
        data: Any = None,
        *,
        initial: Any = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["opinions"].choices = [(str(pk), str(pk)) for pk in opinions]  # type: ignore[attr-defined]
        self.fields["group"].choices = [("", gettext("Nhóm mới")), *groups]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new group needs its title."""
        given = self.cleaned_data
        if not given.get("group") and not given.get("title"):
            self.add_error("title", gettext("Xin ghi trong một câu các ý kiến này đề nghị gì."))
        return given


class AnswerForm(Form):
    """What the office says to a group."""

    title = forms.CharField(label=_("Các ý kiến này đề nghị gì"), max_length=400)
    outcome = forms.ChoiceField(
        label=_("Trả lời"),
        choices=[(key.value, word) for key, (word, _badge) in OUTCOMES.items()],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Tiếp thu thế nào, hoặc vì sao giữ như dự thảo"),
        max_length=10_000,
        widget=_AREA,
        help_text=_("Công khai cùng bảng tiếp thu, giải trình."),
    )
    new_anchor = forms.ChoiceField(
        label=_("Đã sửa ở điều nào của bản mới"), required=False, help_text=_("Cần khi tiếp thu")
    )
    note = forms.CharField(
        label=_("Ghi chú trong nội bộ"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Không công khai"),
    )

    def __init__(self, places: list[tuple[str, str]], data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["new_anchor"].choices = [("", gettext("Chọn điều")), *places]  # type: ignore[attr-defined]

    def told(self) -> Answer:
        """As the action takes it."""
        return Answer(**self.cleaned_data)


class VeilForm(Form):
    """Why words are not public."""

    reason = forms.ChoiceField(
        label=_("Lý do không đăng"), choices=[(key.value, word) for key, word in VEILS.items()]
    )
    why = forms.CharField(
        label=_("Nói rõ thêm"), required=False, max_length=1_000, help_text=_("Người góp ý đọc được")
    )
