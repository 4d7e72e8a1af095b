"""What an officer types into a paper, the filter of the book, a template that comes in, and how a unit signs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.lib import dates
from danvan.papers import kinds
from danvan.papers.actions import Draft
from danvan.papers.heads import MANNERS, Signer
from danvan.papers.workflow import SERIES, STATE_LABELS, Asked, PaperKind
from danvan.web.forms import Form, VnDateField, taught

LONGEST, LONGEST_LINE = 20_000, 250


class PaperForm(Form):
    """The fields that a kind of paper asks for, and who signs it; it begins with what stands in `draft`."""

    signer = forms.ChoiceField(label=_("Người ký"))
    manner = forms.ChoiceField(label=_("Thẩm quyền ký"), choices=MANNERS)
    title = forms.CharField(
        label=_("Chức vụ trên chữ ký"),
        max_length=80,
        required=False,
        help_text=_("Để trống thì lấy chức vụ chung, ví dụ: CHỦ TỊCH."),
    )

    def __init__(
        self,
        kind: PaperKind,
        signers: Sequence[Signer],
        *,
        draft: Draft | None = None,
        data: Any = None,
    ) -> None:
        self.kind, self.signers = kind, {str(one.officer.pk): one for one in signers}
        initial = _initial(draft) if draft else {}
        asked = taught({one.name: _field(one) for one in kind.asked})
        self.base_fields = asked | type(self).base_fields  # type: ignore[misc]
        super().__init__(data, auto_id="paper-%s", initial=initial)
        self.fields["signer"].choices = [(key, _signer(one)) for key, one in self.signers.items()]  # type: ignore[attr-defined]

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields of the kind, in its order."""
        return [self[one.name] for one in self.kind.asked]

    def draft(self) -> Draft:
        """What was typed, as the action takes it."""
        got = self.cleaned_data
        return Draft(
            typed={one.name: _said(got[one.name]) for one in self.kind.asked},
            signer=self.signers[got["signer"]].officer,
            manner=got["manner"],
            title=got["title"],
        )


class CancelForm(Form):
    """Why a paper is cancelled."""

    text = forms.CharField(label=_("Lý do hủy"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class BookFilter(Form):
    """Which part of the books is shown."""

    year = forms.ChoiceField(label=_("Năm"), required=False)
    series = forms.ChoiceField(label=_("Loại văn bản"), required=False)
    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    state = forms.ChoiceField(label=_("Tình trạng"), required=False)
    q = forms.CharField(label=_("Số, nội dung, tên"), required=False, max_length=200)

    def __init__(self, data: Any, *, units: list[tuple[int, str]], years: list[int]) -> None:
        super().__init__(data)
        every: list[tuple[str, Any]] = [("", _("Tất cả"))]
        offered: dict[str, list[tuple[str, Any]]] = {
            "year": [(str(year), str(year)) for year in years],
            "series": [(one.code, one.label) for one in SERIES.values()],
            "unit": [(str(pk), name) for pk, name in units],
            "state": [(code, label) for code, label in STATE_LABELS.items() if code != "draft"],
        }
        for name, choices in offered.items():
            self.fields[name].choices = every + choices  # type: ignore[attr-defined]
        if len(units) < 2:
            del self.fields["unit"]
        for field in self.fields.values():
            field.widget.attrs["class"] = "w-s"

    def chosen(self) -> dict[str, Any]:
        """What was asked for; what cannot be read narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class TemplateForm(Form):
    """A Word file that is to be the office's template."""

    file = forms.FileField(label=_("Tệp Word (.docx)"), allow_empty_file=True)


class LetterheadForm(Form):
    """How a unit signs its papers."""

    mark = forms.CharField(
        label=_("Chữ viết tắt cơ quan"), max_length=20, help_text=_("Trong số, ký hiệu: 12/TB-UBND")
    )
    drafting = forms.CharField(
        label=_("Chữ viết tắt đơn vị soạn"),
        max_length=20,
        required=False,
        help_text=_("Trong số công văn và nơi lưu: 12/UBND-TCD"),
    )
    head_title = forms.CharField(
        label=_("Chức vụ người đứng đầu"), max_length=80, help_text=_("Ví dụ: Chủ tịch, Giám đốc, Trưởng ban")
    )
    place = forms.CharField(label=_("Địa danh"), max_length=80, help_text=_("Đứng trước ngày tháng"))


def _field(asked: Asked) -> forms.Field:
    label, needed = kinds.label(asked), not asked.optional
    if asked.day:
        return VnDateField(label=label, required=needed, called=label)
    if asked.long:
        area = forms.Textarea(attrs={"rows": 5})
        return forms.CharField(label=label, required=needed, max_length=LONGEST, widget=area)
    hint = _("Ví dụ: %(example)s") % {"example": asked.example} if asked.example else ""
    return forms.CharField(label=label, required=needed, max_length=LONGEST_LINE, help_text=hint)


def _initial(draft: Draft) -> dict[str, str]:
    return {**draft.typed, "signer": str(draft.signer.pk), "manner": draft.manner, "title": draft.title}


def _signer(signer: Signer) -> str:
    return f"{signer.officer.full_name} · {signer.title}" if signer.title else signer.officer.full_name


def _said(value: Any) -> str:
    """A value as the paper says it: days as 12/02/2018."""
    return dates.short(value) if isinstance(value, date) else str(value or "")
