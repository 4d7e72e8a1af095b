"""A turn of reception as it is typed: who came, what about, what was done."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.cases import kinds
from danvan.desk import policies, queries
from danvan.desk.forms.parts import new_submission, offer, set_units, topic_choices
from danvan.desk.wording import OUTCOMES
from danvan.people.models import Account
from danvan.petitions.actions import Letter
from danvan.petitions.second import CODE as SECOND
from danvan.reception.actions import Brought, Caller, Told
from danvan.reception.models import Behalf, Matter, MatterKind, Outcome
from danvan.reception.words import BEHALFS, KINDS, LETTERS, SITTINGS
from danvan.web.forms import CitizenIdField, Form, PhoneField, VnDateField
from danvan.web.rows import rows_of

MOST_PERSONS = 10_000
TIMES = [("first", _("Lần đầu")), ("again", _("Đã đến về việc này"))]
SUBJECT = 200


class TurnForm(Form):
    """The turn itself."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=new_submission, required=False)
    visit = forms.IntegerField(widget=forms.HiddenInput, required=False)
    unit = forms.ChoiceField(label=_("Đơn vị tiếp"))
    persons = forms.IntegerField(
        label=_("Số người đến"),
        min_value=1,
        max_value=MOST_PERSONS,
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-s", "autocomplete": "off"}),
    )
    on = VnDateField(label=_("Ngày tiếp"), future=False, called=_("Ngày tiếp"), help_text="")
    sitting = forms.ChoiceField(
        label=_("Buổi tiếp"), choices=[*SITTINGS.items()], widget=forms.RadioSelect, initial="regular"
    )
    received_by = forms.TypedChoiceField(label=_("Người tiếp"), coerce=int)
    mandate = forms.BooleanField(label=_("Có giấy ủy quyền hoặc cử đại diện"), required=False)
    mandate_note = forms.CharField(
        label=_("Giấy ủy quyền, cử đại diện"),
        help_text=_("Số, ngày, ai ký, bao nhiêu chữ ký"),
        required=False,
        max_length=250,
    )
    behalf = forms.ChoiceField(
        label=_("Đến thay cho"), choices=[*BEHALFS.items()], initial="self", required=False
    )
    behalf_of = forms.CharField(label=_("Tên người, tổ chức đó"), required=False, max_length=200)
    letter = forms.ChoiceField(
        label=_("Đơn"), choices=[*LETTERS.items()], widget=forms.RadioSelect, initial="none", required=False
    )
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    online = forms.BooleanField(label=_("Tiếp trực tuyến"), required=False)
    recording = forms.CharField(label=_("Biên bản, bản ghi âm, ghi hình"), required=False, max_length=250)

    def __init__(self, officer: Account, today: date, data: Any = None, given: Any = None) -> None:
        super().__init__(data, initial={"on": today, "received_by": officer.pk, **(given or {})})
        units = set_units(self, officer, today, policies.WRITERS)
        hands = dict(queries.officers_of(units, on=today))
        offer(self, "received_by", list({officer.pk: officer.full_name, **hands}.items()))

    def clean(self) -> dict[str, Any]:
        """Whoever comes for somebody else says for whom."""
        found = super().clean() or self.cleaned_data
        if found.get("behalf") not in ("", None, Behalf.SELF) and not found.get("behalf_of"):
            self.add_error("behalf_of", gettext("Xin ghi đến thay cho ai"))
        return found

    @property
    def stands_in(self) -> bool:
        """Whether something was typed, or is wrong, in the part about those who are stood in for."""
        names = ("behalf_of", "mandate_note", "online", "recording")
        typed = any(self[name].value() or name in self.errors for name in names)
        return typed or self["behalf"].value() not in ("", None, Behalf.SELF)


class VisitorForm(Form):
    """Somebody who came."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    phone = PhoneField(required=False)
    citizen_id = CitizenIdField(required=False)
    address = forms.CharField(label=_("Thôn, xã"), required=False, max_length=250)
    represents = forms.BooleanField(label=_("Là người đại diện"), required=False)


class MatterForm(Form):
    """One matter that was brought, and what became of it."""

    topic = forms.ChoiceField(label=_("Nội dung"))
    # Whoever denounces is in no book by name: that is taken down, sealed, on the pages of denunciations.
    kind = forms.ChoiceField(
        label=_("Loại việc"),
        choices=[(code, label) for code, label in KINDS.items() if code != MatterKind.DENUNCIATION],
        initial="recommendation",
        help_text=_("Tố cáo thì ghi ở mục Tố cáo, để tên và lời người tố cáo được niêm phong ngay."),
    )
    times = forms.ChoiceField(label=_("Lần"), choices=TIMES, widget=forms.RadioSelect, initial="first")
    settled_before = forms.CharField(
        label=_("Cơ quan đã giải quyết trước đó"), required=False, max_length=250
    )
    summary = forms.CharField(
        label=_("Ghi lời công dân"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    request = forms.CharField(
        label=_("Yêu cầu của công dân"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 1}),
    )
    outcome = forms.ChoiceField(
        label=_("Cách xử lý"), choices=OUTCOMES, widget=forms.RadioSelect, initial="advised"
    )
    advice = forms.CharField(
        label=_("Nội dung hướng dẫn, trả lời"), max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )
    referred_to = forms.CharField(label=_("Giới thiệu đến cơ quan"), required=False, max_length=200)
    paper = forms.CharField(label=_("Số văn bản hướng dẫn"), required=False, max_length=60)
    subject = forms.CharField(label=_("Trích yếu"), required=False, max_length=SUBJECT)
    against = forms.CharField(label=_("Khiếu nại về"), required=False, max_length=250)
    learned_on = VnDateField(
        label=_("Nhận, biết quyết định đó ngày nào"),
        required=False,
        future=False,
        called=_("Ngày biết quyết định"),
        help_text="",
    )
    second = forms.BooleanField(
        label=_("Khiếu nại lần hai"),
        required=False,
        help_text=_("Ghi số quyết định lần đầu ở ô “Khiếu nại về”, hoặc chọn lượt trước: sổ nối hai hồ sơ."),
    )
    earlier = forms.IntegerField(required=False, widget=forms.HiddenInput)
    looked = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = _("Xin ghi đã hướng dẫn, trả lời thế nào hoặc giới thiệu đến đâu")
        self.fields["advice"].error_messages["required"] = said
        vars(self.fields["against"])["says_optional"] = False  # asked only where a complaint is taken up
        offer(self, "topic", topic_choices())

    def clean(self) -> dict[str, Any]:
        """Where a case is opened nothing need have been advised; a complaint says what it complains of."""
        found = super().clean() or self.cleaned_data
        if self.opens(found) and self.has_error("advice", "required"):
            del self.errors["advice"]
            found["advice"] = ""
        if self.opens(found) and found.get("kind") == "complaint" and not found.get("against"):
            self.add_error("against", gettext("Xin ghi quyết định hoặc việc làm bị khiếu nại"))
        if self.opens(found) and found.get("kind") not in kinds.entered():
            said = gettext("Loại việc này chưa mở được hồ sơ đơn ở đây, xin chọn cách xử lý khác")
            self.add_error("outcome", said)
        return found

    @staticmethod
    def opens(found: dict[str, Any]) -> bool:
        """Whether a case is opened from the matter."""
        return found.get("outcome") == Outcome.PETITION

    def words(self) -> str:
        """What other matters are compared with."""
        return str(self.data.get(self.add_prefix("summary"), ""))[:4000]


VisitorRows = rows_of(VisitorForm, first_needed=True)
MatterRows = rows_of(MatterForm, first_needed=True)


def callers(rows: Any) -> list[Caller]:
    """Those who came, as the action takes them."""
    return [Caller(**row) for row in rows.filled()]


def told(row: dict[str, Any], earlier: Matter | None) -> Told:
    """A matter as the action takes it."""
    return Told(
        topic=row["topic"],
        summary=row["summary"],
        outcome=row["outcome"],
        advice=row["advice"],
        settled_before=row["settled_before"],
        earlier=earlier,
        first_time=row["times"] == "first",
        kind=row["kind"],
        request=row["request"],
        referred_to=row["referred_to"],
        paper=row["paper"],
    )


def brought(got: dict[str, Any]) -> Brought:
    """How they came, as the action takes it."""
    names = ("behalf", "behalf_of", "mandate_note", "letter", "online", "recording")
    return Brought(**{name: got[name] for name in names if got[name]})


def letter(row: dict[str, Any], persons: int) -> Letter | None:
    """The letter of a matter from which a case is opened; None for every other outcome."""
    if not MatterForm.opens(row):
        return None
    first_line = " ".join(row["summary"].split())
    complains = row["kind"] == "complaint"
    return Letter(
        kind=SECOND if complains and row["second"] else row["kind"],
        subject=row["subject"] or _shortened(first_line),
        body=row["summary"],
        wish=row["request"],
        topic=row["topic"],
        against=row["against"] if complains else "",
        learned_on=row["learned_on"] if complains else None,
        signatures=persons,
    )


def _shortened(line: str) -> str:
    """The line if it is short enough, else its first words."""
    most = 90
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + "…"


class CancelForm(Form):
    """Why a turn is struck out."""

    text = forms.CharField(label=_("Lý do gạch"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
