"""What somebody types who files an application at the portal: where, who, with which papers, and who agrees to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.cases.actions.files import check
from danvan.cases.errors import FileRefused
from danvan.cases.models import Case
from danvan.lib import codes
from danvan.onestop.models import Application, Behalf, Draft, Handing, Lack
from danvan.onestop.online import Known
from danvan.onestop.workflow import CODE
from danvan.portal import queries
from danvan.portal.forms import WhoForm
from danvan.portal.place_forms import ChosenPlace
from danvan.procedures.models import Document, Version, Way
from danvan.web.forms import CitizenIdField, FilesField, Form, PhoneField, taught

MOST_FILES = 5
ACCEPTED = "image/*,.pdf,.docx,.xlsx"
BEHALF_HINTS = {
    Behalf.AUTHORISED.value: _("Có giấy ủy quyền của người ấy"),
    Behalf.GUARDIAN.value: _("Cha mẹ, người giám hộ"),
    Behalf.ORGANISATION.value: _("Có giấy giới thiệu"),
    Behalf.HELPER.value: _("Chỉ gõ giúp: kết quả và tin báo vẫn đến người được giúp"),
}


class StartForm(ChosenPlace):
    """At which office, and by which way where there are several."""

    way = forms.ChoiceField(label=_("Cách nộp"), required=False, widget=forms.RadioSelect)

    def __init__(self, ways: Sequence[Way], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].label = gettext("Nộp đến xã, phường nào?")
        if len(ways) < 2:
            del self.fields["way"]
        else:
            offered = [(str(row.place), f"{row.term} · {row.fee_said}") for row in ways]
            self.fields["way"].choices = offered  # type: ignore[attr-defined]
            self.fields["way"].initial = offered[0][0]


class PersonForm(WhoForm):
    """Whose matter it is, how she is told, and who files it for her."""

    behalf = forms.ChoiceField(
        label=_("Ông/bà nộp cho ai?"),
        choices=Behalf.choices,
        initial=Behalf.SELF,
        required=False,
        widget=forms.RadioSelect,
    )
    filer_name = forms.CharField(label=_("Họ và tên người nộp thay"), required=False, max_length=120)
    filer_phone = PhoneField(label=_("Điện thoại người nộp thay"), required=False)
    mandate = forms.CharField(
        label=_("Giấy ủy quyền, giấy giới thiệu"),
        help_text=_("Số, ngày; chụp gửi kèm ở trang giấy tờ"),
        required=False,
        max_length=250,
    )
    full_name = forms.CharField(
        label=_("Họ và tên người đề nghị"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    citizen_id = CitizenIdField(
        required=False, help_text=_("Để đối chiếu với giấy tờ; 12 số trên thẻ căn cước.")
    )
    field_order = ("behalf", "filer_name", "filer_phone", "mandate", "full_name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["behalf"].choice_hints = BEHALF_HINTS  # type: ignore[attr-defined]

    @property
    def stands_in(self) -> bool:
        """Whether somebody files for somebody else."""
        return self["behalf"].value() not in ("", None, Behalf.SELF)

    def clean(self) -> dict[str, Any]:
        """Whoever files for somebody says who; who is authorised names the paper."""
        got = super().clean()
        behalf = got.get("behalf") or Behalf.SELF
        if "behalf" not in self.errors:
            got["behalf"] = behalf
        if behalf != Behalf.SELF and not got.get("filer_name") and "filer_name" not in self.errors:
            self.add_error("filer_name", gettext("Xin ghi họ và tên người nộp thay"))
        if behalf in (Behalf.AUTHORISED, Behalf.ORGANISATION) and not got.get("mandate"):
            self.add_error("mandate", gettext("Xin ghi giấy ủy quyền hoặc giấy giới thiệu"))
        return got


class EarlierForm(Form):
    """An earlier application and the telephone in it: both together prove that it is hers."""

    earlier_code = forms.CharField(
        label=_("Mã tra cứu của hồ sơ trước"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "code"}),
    )
    earlier_phone = PhoneField(label=_("Điện thoại đã ghi trong hồ sơ ấy"))

    found: Application | None = None

    def clean(self) -> dict[str, Any]:
        """A wrong code and a wrong number are told the same."""
        got = super().clean() or self.cleaned_data
        if self.errors:
            return got
        found = queries.find_case(got["earlier_code"])
        self.found = self._hers(found, got["earlier_phone"]) if found else None
        if self.found is None:
            self.add_error(
                None, gettext("Mã và số điện thoại không khớp với hồ sơ nào. Xin so lại từng chữ.")
            )
        return got

    @staticmethod
    def _hers(case: Case, phone: str) -> Application | None:
        if case.kind != CODE or case.destroyed_on:
            return None
        first = case.parties.order_by("pk").first()
        if first is None or not first.phone or first.phone != phone:
            return None
        return Application.objects.select_related("case").get(pk=case.pk)


class PapersForm(Form):
    """For each paper of the procedure's list its files, or the earlier one that is used again; how the result comes."""

    result_by = forms.ChoiceField(
        label=_("Nhận kết quả bằng cách nào?"),
        choices=Handing.choices,
        initial=Handing.PERSON,
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Điều muốn nói thêm với người giải quyết"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        documents: Sequence[Document],
        known: Mapping[int, Known],
        data: Any = None,
        files: Any = None,
        **more: Any,
    ) -> None:
        super().__init__(data, files, **more)
        self.documents, self.known = documents, known
        made: dict[str, forms.Field] = {}
        for row in documents:
            made[f"file_{row.place}"] = FilesField(
                label=gettext("Chọn ảnh chụp hoặc tệp"), required=False, most=MOST_FILES
            )
            if row.place in known:
                told = {"receipt": known[row.place].receipt}
                said = gettext("Dùng lại giấy đã nộp ở hồ sơ %(receipt)s: còn giá trị, không thay đổi") % told
                made[f"again_{row.place}"] = forms.BooleanField(label=said, required=False)
        self.fields.update(taught(made))

    @property
    def lines(self) -> list[tuple[Document, Any, Any]]:
        """Each paper with its field for files, and the one for the earlier paper where there is one."""
        return [
            (row, self[f"file_{row.place}"], self[f"again_{row.place}"] if row.place in self.known else None)
            for row in self.documents
        ]

    def clean(self) -> dict[str, Any]:
        """Each file looked at by its content; a wrong one is told at its paper, the others are kept."""
        got = super().clean() or self.cleaned_data
        for row in self.documents:
            name = f"file_{row.place}"
            try:
                got[name] = check(got.get(name) or [])
            except FileRefused as refusal:
                self.add_error(name, refusal.sentence)
        got["result_by"] = got.get("result_by") or Handing.PERSON.value
        return got

    def came(self) -> dict[int, list[tuple[str, bytes, str]]]:
        """The files that may be kept, by paper."""
        return {
            row.place: found
            for row in self.documents
            if (found := self.cleaned_data.get(f"file_{row.place}"))
        }


class ResumeForm(Form):
    """The code of a draft."""

    draft = forms.CharField(
        label=_("Mã hồ sơ nháp"),
        help_text=_("Có 14 chữ và số, ví dụ: 7KDM-R4PX-92TH-V6"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "code"}),
    )


class InviteForm(Form):
    """Who is to stand in it too."""

    cosigner = forms.CharField(label=_("Họ và tên người cùng đứng tên"), max_length=120)


class AgreeForm(Form):
    """What a co-signer gives of herself, and that she agrees."""

    phone = PhoneField(required=False)
    address = forms.CharField(
        label=_("Địa chỉ"),
        required=False,
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    citizen_id = CitizenIdField(required=False)
    mark = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    sure = forms.BooleanField(label=_("Tôi đã đọc và đồng ý cùng đứng tên trong hồ sơ này"))


class SupplementForm(Form):
    """For each line of what the office asked: files, or words."""

    def __init__(self, lacks: Sequence[Lack], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="bo-sung-%s")
        self.lacks = lacks
        made: dict[str, forms.Field] = {}
        for row in lacks:
            made[f"file_{row.pk}"] = FilesField(
                label=gettext("Ảnh chụp hoặc tệp"), required=False, most=MOST_FILES
            )
            made[f"text_{row.pk}"] = forms.CharField(
                label=gettext("Hoặc viết trả lời"),
                required=False,
                max_length=2_000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields.update(taught(made))

    @property
    def lines(self) -> list[tuple[Lack, Any, Any]]:
        """Each line with its fields."""
        return [(row, self[f"file_{row.pk}"], self[f"text_{row.pk}"]) for row in self.lacks]

    def clean(self) -> dict[str, Any]:
        """Every line is answered, for the office asks once."""
        got = super().clean() or self.cleaned_data
        for row in self.lacks:
            name = f"file_{row.pk}"
            try:
                got[name] = check(got.get(name) or [])
            except FileRefused as refusal:
                self.add_error(name, refusal.sentence)
                continue
            if not got[name] and not got.get(f"text_{row.pk}") and name not in self.errors:
                self.add_error(name, gettext("Xin gửi tệp hoặc viết trả lời cho nội dung này"))
        return got

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        got = self.cleaned_data
        files = [(row.pk, *file) for row in self.lacks for file in got[f"file_{row.pk}"]]
        said = [f"{row.what}: {words}" for row in self.lacks if (words := got[f"text_{row.pk}"])]
        return {"files": files, "text": "\n".join(said)}


class GoForm(Form):
    """That it is sent as it was read."""

    sure = forms.BooleanField(label=_("Tôi cam đoan nội dung và giấy tờ là đúng sự thật"))


def shown(code: str) -> str:
    """A code as it is printed."""
    return codes.grouped(code)


def forms_of(draft: Draft, version: Version, known: Mapping[int, Known]) -> dict[str, Form]:
    """The forms of the pages, bound to what the draft holds: what is missing is an error of theirs."""
    said = {name: value for name, value in draft.said.items() if value}
    return {"who": PersonForm(said), "papers": PapersForm(list(version.documents.all()), known, said, {})}
