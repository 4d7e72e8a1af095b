"""What is typed about promises."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from danvan.cases import topics
from danvan.cases.actions.files import MOST_BYTES, MOST_FILES
from danvan.people.models import Account, Unit
from danvan.promises import queries
from danvan.promises.actions import Told
from danvan.promises.workflow import BY, SHOWN, By
from danvan.web.filefield import FilesField
from danvan.web.forms import Form, VnDateField
from danvan.web.once import OnceForm


def area(rows: int) -> forms.Textarea:
    """A box for so many lines."""
    return forms.Textarea(attrs={"rows": rows})


class GiveForm(OnceForm):
    """What is promised, by whom, until when, which unit answers for it, which officer does it."""

    text = forms.CharField(label=_("Hứa làm gì"), max_length=5_000, widget=area(3))
    promised_by = forms.CharField(
        label=_("Ai hứa"), max_length=160, help_text=_("Ghi như biên bản: Chủ tịch UBND xã Lê Văn Thử")
    )
    due_on = VnDateField(label=_("Xong chậm nhất ngày"))
    unit = forms.ChoiceField(label=_("Đơn vị thực hiện"))
    officer = forms.ChoiceField(label=_("Người thực hiện"), required=False)

    def __init__(
        self,
        officer: Account,
        host: Unit,
        on: Any,
        data: Any = None,
        *,
        auto_id: str = "id_%s",
        initial: Any = None,
    ) -> None:
        super().__init__(data, auto_id=auto_id, initial={"unit": str(host.pk), **(initial or {})})
        self.units = {str(unit.pk): unit for unit in queries.units_offered(host, on)}
        self.officers = {
            str(each.pk): each for each in queries.officers_offered(list(self.units.values()), on)
        }
        names = [(key, str(getattr(unit, "shown_name", unit))) for key, unit in self.units.items()]
        self.fields["unit"].choices = names  # type: ignore[attr-defined]
        people = [(key, each.full_name) for key, each in self.officers.items()]
        self.fields["officer"].choices = [("", _now("Giao sau")), *people]  # type: ignore[attr-defined]

    def told(self) -> Told:
        """As the action takes it."""
        got = self.cleaned_data
        return Told(
            got["text"],
            got["promised_by"],
            got["due_on"],
            self.units[got["unit"]],
            self.officers.get(got["officer"]),
        )


class AssignForm(Form):
    """To whom it is handed."""

    officer = forms.ChoiceField(label=_("Người thực hiện"), required=False)

    def __init__(self, officers: list[Account], data: Any = None, *, auto_id: str = "assign-%s") -> None:
        super().__init__(data, auto_id=auto_id)
        self.known = {str(each.pk): each for each in officers}
        shown = [(key, each.full_name) for key, each in self.known.items()]
        self.fields["officer"].choices = [("", _now("Chưa giao ai")), *shown]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"officer": self.known.get(self.cleaned_data["officer"])}


class ExtendForm(Form):
    """Until when now, and why."""

    due_on = VnDateField(label=_("Hạn mới"))
    text = forms.CharField(label=_("Lý do, được công khai"), max_length=2_000, widget=area(2))


class ReportForm(Form):
    """Since when it is done, what was done."""

    done_on = VnDateField(label=_("Xong ngày nào"), called=_("Ngày xong"), future=False)
    text = forms.CharField(label=_("Đã làm được gì"), max_length=5_000, widget=area(3))


class JudgeForm(Form):
    """Who says whether it was kept, in which words."""

    who = forms.ChoiceField(
        label=_("Ai xác nhận"),
        choices=[(each.value, BY[each]) for each in (By.TOLD, By.HOST)],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Ý kiến"), required=False, max_length=2_000, widget=area(2))


class ReasonForm(Form):
    """Why."""

    text = forms.CharField(label=_("Lý do, được công khai"), max_length=2_000, widget=area(2))


class NoteForm(Form):
    """How far it is."""

    text = forms.CharField(label=_("Tiến độ"), max_length=5_000, widget=area(2))
    public = forms.BooleanField(label=_("Người dân đọc được"), required=False, initial=True)


class CorrectForm(Form):
    """Words that were taken down wrongly."""

    text = forms.CharField(label=_("Hứa làm gì"), max_length=5_000, widget=area(3))
    promised_by = forms.CharField(label=_("Ai hứa"), max_length=160)


class EvidenceForm(Form):
    """Files that show what was done."""

    files: FilesField = FilesField(  # type: ignore[assignment]
        label=_("Ảnh, giấy tờ chứng minh"), most=MOST_FILES, each=MOST_BYTES
    )
    public = forms.BooleanField(label=_("Người dân tải được"), required=False, initial=True)


class FilterForm(Form):
    """Which promises are listed."""

    q = forms.CharField(label=_("Có chữ"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("Tình trạng"), required=False)
    topic = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)

    def __init__(self, data: Any, *, units: list[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="f-%s")
        every = ("", _now("Tất cả"))
        states = [(key.value, str(word)) for key, (word, _badge) in SHOWN.items()]
        self.fields["state"].choices = [every, *states]  # type: ignore[attr-defined]
        self.fields["topic"].choices = [every, *topics.choices()]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [every, *units]  # type: ignore[attr-defined]
        self.fields["q"].widget = forms.TextInput(attrs={"type": "search"})
        for field in self.fields.values():
            field.says_optional = False  # type: ignore[attr-defined]

    def kept(self) -> dict[str, str]:
        """What was asked for, without what no list knows."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class BulkForm(Form):
    """One step for many promises: handed to somebody, or a new day with its reason."""

    what = forms.ChoiceField(
        label=_("Làm gì với các lời hứa đã chọn"),
        choices=[("assign", _("Giao người thực hiện")), ("extend", _("Gia hạn"))],
    )
    officer = forms.ChoiceField(label=_("Người thực hiện"), required=False)
    due_on = VnDateField(label=_("Hạn mới"), required=False)
    text = forms.CharField(label=_("Lý do gia hạn, được công khai"), required=False, max_length=2_000)

    def __init__(self, officers: list[Account], data: Any = None) -> None:
        super().__init__(data, auto_id="bulk-%s")
        self.known = {str(each.pk): each for each in officers}
        shown = [(key, each.full_name) for key, each in self.known.items()]
        self.fields["officer"].choices = [("", _now("Chưa giao ai")), *shown]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new day needs its day and its reason."""
        got = self.cleaned_data
        if got.get("what") == "extend":
            for name, said in (
                ("due_on", _now("Xin ghi hạn mới.")),
                ("text", _now("Xin ghi lý do gia hạn.")),
            ):
                if not got.get(name) and not self.errors.get(name):
                    self.add_error(name, said)
        return got

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        got = self.cleaned_data
        if got["what"] == "assign":
            return {"officer": self.known.get(got["officer"])}
        return {"due_on": got["due_on"], "text": got["text"]}
