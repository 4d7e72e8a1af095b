"""A letter that came to the counter, by post or through somebody, typed into the register."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.cases import kinds
from danvan.cases.actions import Person
from danvan.cases.models.concern import Whom
from danvan.cases.models.people import PartyRole, TellBy
from danvan.cases.workflow import CHANNEL_LABELS, Channel
from danvan.desk import policies
from danvan.desk.forms.parts import new_submission, offer, set_units, taken_in, topic_choices
from danvan.notices.forms import NEEDS, for_staff
from danvan.people.models import Account
from danvan.petitions.actions import Letter
from danvan.petitions.second import COMPLAINTS
from danvan.web.forms import CitizenIdField, FilesField, Form, PhoneField, VnDateField
from danvan.web.rows import rows_of

BY_HAND = [code for code in Channel if code not in (Channel.PORTAL, Channel.RECEPTION)]
MOST_SIGNATURES = 100_000
ABOUT = [
    ("", _("Không, hoặc chưa rõ")),
    (Whom.STAFF.value, _("Một cán bộ, chưa rõ ai")),
    (Whom.HEAD.value, _("Người đứng đầu")),
    (Whom.UNIT.value, _("Chính cơ quan")),
]


class LetterForm(Form):
    """The letter itself."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=new_submission, required=False)
    unit = forms.ChoiceField(label=_("Đơn vị nhận"))
    kind = forms.ChoiceField(label=_("Loại đơn"), widget=forms.RadioSelect, initial="recommendation")
    channel = forms.ChoiceField(label=_("Đến bằng cách nào"), initial=Channel.COUNTER.value)
    on = VnDateField(label=_("Ngày nhận"), future=False, called=_("Ngày nhận"), help_text="")
    subject = forms.CharField(
        label=_("Trích yếu"), max_length=200, help_text=_("Việc gì, ở đâu, trong một dòng")
    )
    topic = forms.ChoiceField(label=_("Nội dung"))
    place = forms.CharField(label=_("Xảy ra ở đâu"), required=False, max_length=200)
    body = forms.CharField(
        label=_("Nội dung đơn"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    wish = forms.CharField(
        label=_("Người gửi đề nghị gì"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    against = forms.CharField(label=_("Khiếu nại quyết định, việc làm nào"), required=False, max_length=250)
    learned_on = VnDateField(
        label=_("Biết quyết định từ ngày"),
        required=False,
        future=False,
        called=_("Ngày biết quyết định"),
        help_text="",
    )
    signatures = forms.IntegerField(
        label=_("Số người ký"),
        min_value=1,
        max_value=MOST_SIGNATURES,
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-s"}),
    )
    papers = FilesField(
        required=False, label=_("Ảnh hoặc bản chụp đơn"), help_text=_("Nhiều nhất 5 tệp, mỗi tệp 10 MB")
    )
    about = forms.ChoiceField(
        label=_("Đơn nói về ai của đơn vị nhận"),
        choices=ABOUT,
        required=False,
        help_text=_(
            "Nếu có, đơn không đến tay người ấy. Cán bộ có tên thì ghi ở trang hồ sơ sau khi vào sổ."
        ),
    )
    earlier = forms.IntegerField(required=False, widget=forms.HiddenInput)
    looked = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, officer: Account, today: date, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"on": today})
        offer(self, "kind", [(kind.code, kind.label) for kind in kinds.entered().values()])
        vars(self.fields["against"])["says_optional"] = False  # asked only of a complaint, which must say it
        offer(self, "channel", [(code.value, CHANNEL_LABELS[code]) for code in BY_HAND])
        offer(self, "topic", topic_choices())
        set_units(self, officer, today, policies.WRITERS)

    def clean_papers(self) -> list[tuple[str, bytes, str]]:
        """The files, looked at by their content."""
        return taken_in(self.cleaned_data["papers"])

    def clean(self) -> dict[str, Any]:
        """A complaint says what it complains of."""
        found = super().clean() or self.cleaned_data
        if found.get("kind") in COMPLAINTS and not found.get("against") and "against" not in self.errors:
            self.add_error("against", gettext("Xin ghi quyết định hoặc việc làm bị khiếu nại"))
        return found

    def letter(self) -> Letter:
        """The letter as the action takes it."""
        got = self.cleaned_data
        complains = got["kind"] in COMPLAINTS
        return Letter(
            kind=got["kind"],
            subject=got["subject"],
            body=got["body"],
            topic=got["topic"],
            wish=got["wish"],
            against=got["against"] if complains else "",
            learned_on=got["learned_on"] if complains else None,
            signatures=got["signatures"],
            place=got["place"],
            about=got["about"],
        )

    def words(self) -> str:
        """What other letters are compared with."""
        return "\n".join(str(self.data.get(name, ""))[:2000] for name in ("subject", "body"))


class SenderForm(Form):
    """Somebody who sent or signed the letter."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    phone = PhoneField(required=False)
    citizen_id = CitizenIdField(required=False)
    address = forms.CharField(label=_("Nơi ở"), required=False, max_length=250)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    tell_by = forms.ChoiceField(label=_("Báo tin"), choices=for_staff, initial=TellBy.PHONE.value)

    def clean(self) -> dict[str, Any]:
        """The way by which the person wants to hear must be open."""
        found = super().clean() or self.cleaned_data
        needs = NEEDS.get(found.get("tell_by", ""))
        if needs and found.get("full_name") and not found.get(needs) and needs not in self.errors:
            self.add_error(needs, gettext("Cần ô này để báo tin theo cách đã chọn"))
            if not any(found.get(name) for name in NEEDS.values()):
                said = gettext("Không có cách liên lạc nào: xin hỏi người này muốn biết tin thế nào")
                self.add_error("tell_by", said)
        return found


SenderRows = rows_of(SenderForm, first_needed=False)


def persons(rows: Any) -> list[Person]:
    """The senders as the action takes them; of several, the first stands for all and is the one who is told."""
    given = rows.filled()
    roles = [
        PartyRole.REPRESENTATIVE if len(given) > 1 and n == 0 else PartyRole.SENDER for n in range(len(given))
    ]
    return [Person(**row, role=role) for row, role in zip(given, roles, strict=True)]
