"""What is typed about denunciations: taken down, written without the denouncer, talked about, protected, kept."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.cases import topics
from danvan.cases.actions import About
from danvan.cases.models.concern import Whom
from danvan.cases.workflow import CHANNEL_LABELS, Channel
from danvan.denunciations.actions import Identity, Letter
from danvan.denunciations.actions.opening import LONGEST
from danvan.denunciations.models import Measure
from danvan.denunciations.present import GIVEAWAYS
from danvan.lib import giveaways
from danvan.people.models import Account, Unit
from danvan.web.forms import CitizenIdField, FilesField, Form, PhoneField, VnDateField
from danvan.web.uploads import TOGETHER

BY_HAND = [code for code in Channel if code != Channel.PORTAL]
ABOUT = [
    ("", _("Không phải người của cơ quan này, hoặc chưa rõ")),
    (Whom.STAFF.value, _("Một cán bộ của cơ quan")),
    (Whom.HEAD.value, _("Người đứng đầu cơ quan, hoặc cấp phó")),
    (Whom.UNIT.value, _("Chính cơ quan")),
]
# No browser keeps what is typed here, offers it again, or sends it away to check its spelling.
SILENT = {"autocomplete": "off", "spellcheck": "false", "autocorrect": "off"}


class TakenForm(Form):
    """A denunciation that somebody brings or that came by post; lives for one request, nothing of it is kept open."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    unit = forms.ChoiceField(label=_("Cơ quan nhận"))
    channel = forms.ChoiceField(
        label=_("Đến bằng cách nào"),
        choices=[(code.value, CHANNEL_LABELS[code]) for code in BY_HAND],
        initial=Channel.COUNTER.value,
    )
    whom = forms.ChoiceField(
        label=_("Tố cáo ai của cơ quan này?"),
        choices=ABOUT,
        required=False,
        help_text=_("Tố cáo người đứng đầu, cấp phó hoặc chính cơ quan thì tự chuyển lên cấp trên."),
    )
    topic = forms.ChoiceField(label=_("Lĩnh vực"))
    accused = forms.CharField(label=_("Người bị tố cáo"), required=False, max_length=250)
    subject = forms.CharField(label=_("Việc tố cáo, trong một dòng"), required=False, max_length=200)
    body = forms.CharField(
        label=_("Nội dung tố cáo"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8})
    )
    wish = forms.CharField(
        label=_("Người tố cáo đề nghị gì"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    papers = FilesField(required=False, label=_("Ảnh, bản chụp, giấy tờ"), together=TOGETHER)
    full_name = forms.CharField(label=_("Họ và tên"), required=False, max_length=120)
    phone = PhoneField(required=False)
    citizen_id = CitizenIdField(required=False)
    address = forms.CharField(label=_("Nơi ở"), required=False, max_length=250)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)

    def __init__(self, units: Sequence[tuple[str, str]], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        if len(units) == 1:
            self.fields["unit"].initial = units[0][0]
        self.fields["topic"].choices = [("", gettext("Chọn lĩnh vực")), *topics.choices()]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs |= SILENT

    def letter(self) -> Letter:
        """The letter as the action takes it."""
        got = self.cleaned_data
        who = {name: got[name] for name in ("full_name", "phone", "citizen_id", "address", "email")}
        return Letter(
            unit=Unit.objects.by_key(got["unit"]),
            identity=Identity(**who),
            files=[(file.name, file.read()) for file in got["papers"]],
            **{name: got[name] for name in ("body", "topic", "whom", "accused", "wish", "subject")},
        )


class RedactForm(Form):
    """What is denounced, without who denounced it; what may betray the writer is to be looked at, find by find."""

    subject = forms.CharField(
        label=_("Trích yếu"), max_length=200, help_text=_("Việc gì, ở đâu, trong một dòng")
    )
    accused = forms.CharField(label=_("Người bị tố cáo"), required=False, max_length=250)
    body = forms.CharField(
        label=_("Nội dung đã lược danh tính"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Cán bộ giải quyết chỉ đọc lời này. Kể lại bằng lời của ông/bà, không chép nguyên văn."),
    )

    def __init__(self, data: Any = None, *, of_message: bool = False, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.sure = set(data.getlist("fine")) if data is not None else set()
        if of_message:
            del self.fields["subject"], self.fields["accused"]
            self.fields["body"].label = _("Lời nhắn đã lược danh tính")
        for field in self.fields.values():
            field.widget.attrs |= SILENT

    @cached_property
    def found(self) -> list[dict[str, Any]]:
        """Each thing in the words that may betray the denouncer, once, and whether it was said that it does not."""
        words = "\n".join(str(self.cleaned_data.get(name, "")) for name in ("subject", "accused", "body"))
        hits = {f"{hit.kind}:{hit.words}": hit for hit in giveaways.find(words)}
        return [
            {"key": key, "words": hit.words, "why": GIVEAWAYS[hit.kind], "fine": key in self.sure}
            for key, hit in hits.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Nothing is left of which nobody said that it is not the denouncer's."""
        got = super().clean() or self.cleaned_data
        if left := sum(not hit["fine"] for hit in self.found):
            self.add_error(
                "body",
                gettext("Còn %(n)d chỗ có thể lộ người tố cáo; xin sửa, hoặc đánh dấu ở dưới. Chưa lưu gì.")
                % {"n": left},
            )
        return got


class AboutForm(Form):
    """Whom of the office it is about, as the custodian reads it: “whom:unit:officer”."""

    about = forms.ChoiceField(
        label=_("Đơn nói về ai của cơ quan"),
        help_text=_("Không có trong danh sách, hoặc không phải người của cơ quan, thì bỏ qua."),
    )

    def __init__(self, places: Sequence[tuple[Unit, Sequence[Account]]], data: Any = None) -> None:
        super().__init__(data, auto_id="about-%s")
        chosen: list[Any] = [("", gettext("Xin chọn"))]
        for unit, officers in places:
            general = [
                (Whom.HEAD, gettext("Người đứng đầu, hoặc cấp phó")),
                (Whom.UNIT, gettext("Chính cơ quan")),
                (Whom.STAFF, gettext("Một cán bộ, chưa rõ ai")),
            ]
            options = [(f"{whom.value}:{unit.pk}:", label) for whom, label in general]
            options += [(f"{Whom.OFFICER.value}:{unit.pk}:{one.pk}", one.full_name) for one in officers]
            chosen.append((unit.shown_name, options))
        self.fields["about"].choices = chosen  # type: ignore[attr-defined]

    @property
    def chosen(self) -> About:
        """The choice, as the action takes it."""
        whom, unit, officer = self.cleaned_data["about"].split(":")
        account = Account.objects.get(pk=officer) if officer else None
        return About(whom, Unit.objects.get(pk=unit), account)


class LookForm(Form):
    """Why the denouncer's identity is to be looked at."""

    reason = forms.CharField(
        label=_("Vì sao cần xem danh tính"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Người tố cáo đọc được ngày và lý do này."),
    )


class DecideForm(Form):
    """A decision without words: the buttons say it."""


class SpeakForm(Form):
    """What the office writes to the denouncer."""

    text = forms.CharField(
        label=_("Viết cho người tố cáo"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Người tố cáo đọc bằng mã nhận; ai cầm máy của họ cũng có thể đọc. Không ghi tên ai."),
    )


class ProtectForm(Form):
    """A measure of protection that is asked for."""

    measure = forms.ChoiceField(label=_("Biện pháp bảo vệ"), choices=Measure.choices)
    text = forms.CharField(
        label=_("Vì sao cần"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Không ghi bảo vệ ai."),
    )


class GrantForm(Form):
    """What was decided about a measure, by which paper, until when."""

    granted = forms.ChoiceField(
        label=_("Quyết định"), choices=[("yes", _("Áp dụng")), ("no", _("Không áp dụng"))]
    )
    decision = forms.CharField(label=_("Số văn bản"), max_length=60)
    until = VnDateField(label=_("Đến hết ngày"), required=False, called=_("Đến hết ngày"))


class EndForm(Form):
    """Why a measure of protection ends."""

    text = forms.CharField(
        label=_("Lý do chấm dứt"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class NameForm(Form):
    """The officer who is to keep a key, with the unit: “unit-officer”."""

    officer = forms.ChoiceField(label=_("Cán bộ"))

    def __init__(self, offered: Sequence[tuple[str, Sequence[tuple[str, str]]]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["officer"].choices = [("", gettext("Chọn cán bộ")), *offered]  # type: ignore[attr-defined]

    def named(self) -> tuple[int, int]:
        """The unit and the officer."""
        unit, officer = self.cleaned_data["officer"].split("-")
        return int(unit), int(officer)


class KeyForm(Form):
    """The public half of a key."""

    recipient = forms.CharField(
        label=_("Khóa công khai"),
        max_length=80,
        widget=forms.TextInput(attrs={**SILENT, "class": "code"}),
        help_text=_("Dòng age1… mà bàn khóa trên máy của ông/bà hiện ra. Không dán tệp khóa hay mật khẩu."),
    )


class AnswerForm(Form):
    """What the custodian's machine gave back when letters were sealed again."""

    file = forms.FileField(label=_("Tệp trả lời (.danvan)"))
