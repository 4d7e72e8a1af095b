"""What an officer types of a procedure: its facts, papers, ways and steps; an act; a file."""

import re
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.people.models import Unit
from danvan.procedures.actions import Act
from danvan.procedures.content import MOST_DOCUMENTS, MOST_STEPS, MOST_WAYS, TEXTS, Content
from danvan.procedures.models import Document, Procedure, Step, Way
from danvan.procedures.queries import replacement_code
from danvan.procedures.reading import MOST_BYTES
from danvan.procedures.terms import COUNTED, UNITS, TermUnit
from danvan.procedures.workflow import CHANNELS, LEVELS
from danvan.web.amounts import AmountField
from danvan.web.forms import CountField, Form, VnDateField
from danvan.web.rows import rows_of

LONG = 20_000
MOST_COUNT = 999
UNIT_CHOICES = [("", _("chưa ghi")), *((unit.value, label) for unit, label in UNITS.items())]
SHARE_CHOICES = [("", _("chưa ghi")), *((unit.value, UNITS[unit]) for unit in COUNTED)]


def _text(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=LONG, widget=area, **more)


class FactsForm(Form):
    """What a procedure is. Whatever is missing may wait until it is published."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Mã thủ tục"), required=False, max_length=60, help_text=_("Như 2.000720, giữ cả số 0 ở cuối.")
    )
    name = forms.CharField(label=_("Tên thủ tục"), max_length=500)
    also_called = forms.CharField(
        label=_("Người dân hay gọi là"),
        required=False,
        max_length=300,
        help_text=_("Để tìm thấy bằng lời thường: làm sổ đỏ, giấy độc thân."),
    )
    field = forms.CharField(label=_("Lĩnh vực"), required=False, max_length=120)
    level = forms.ChoiceField(
        label=_("Cấp thực hiện"),
        required=False,
        choices=[("", _("chưa ghi")), *((level.value, word) for level, word in LEVELS.items())],
    )
    agency = forms.CharField(label=_("Cơ quan thực hiện"), required=False, max_length=250)
    who = _text(_("Ai được nộp"), 2)
    conditions = _text(_("Yêu cầu, điều kiện"), 2)
    result = _text(_("Kết quả nhận được"), 2)
    process = _text(_("Trình tự, cho người dân đọc"), 5)
    bases = _text(_("Căn cứ pháp lý"), 3, help_text=_("Mỗi dòng một văn bản."))
    needs_nothing = forms.BooleanField(label=_("Không cần giấy tờ"), required=False)
    settled = forms.MultipleChoiceField(
        label=_("Đã làm rõ"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, doubts: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for one in self.fields.values():
            vars(one)["says_optional"] = False
        offered = [(str(place), doubt.sentence) for place, doubt in enumerate(doubts)]
        self.fields["settled"].choices = offered  # type: ignore[attr-defined]


class RowForm(Form):
    """A row: what may be left empty in it is plain from the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.fields.values():
            vars(one)["says_optional"] = False


class DocumentForm(RowForm):
    """A paper to bring."""

    name = forms.CharField(label=_("Tên giấy tờ"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}))
    originals = CountField(label=_("Bản chính"), max_value=MOST_COUNT)
    copies = CountField(label=_("Bản sao"), max_value=MOST_COUNT)
    to_show = forms.BooleanField(label=_("Chỉ xuất trình"), required=False)
    form = forms.CharField(label=_("Tên mẫu"), required=False, max_length=250)
    form_url = forms.URLField(label=_("Nơi tải mẫu"), required=False, max_length=500, assume_scheme="https")

    def row(self) -> Document:
        """As it is kept."""
        got = {name: self.cleaned_data[name] for name in ("name", "to_show", "form", "form_url")}
        counts = {name: self.cleaned_data[name] or 0 for name in ("originals", "copies")}
        return Document(**got, **counts)


class WayForm(RowForm):
    """A way to file, with its term and its fee."""

    channel = forms.ChoiceField(
        label=_("Hình thức"),
        choices=[("", _("chọn hình thức")), *((key.value, word) for key, word in CHANNELS.items())],
    )
    term_amount = forms.IntegerField(
        label=_("Thời hạn"),
        required=False,
        min_value=1,
        max_value=MOST_COUNT,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-s"}),
    )
    term_unit = forms.ChoiceField(label=_("Tính bằng"), required=False, choices=UNIT_CHOICES)
    term_words = forms.CharField(label=_("Thời hạn bằng lời"), required=False, max_length=LONG)
    fee = AmountField(label=_("Phí, lệ phí (đồng)"), required=False, help_text=_("Không thu thì ghi 0."))
    fee_words = forms.CharField(label=_("Phí bằng lời, hoặc tên phí"), required=False, max_length=LONG)
    note = _text(_("Ghi chú"), 2)

    def clean(self) -> dict[str, Any]:
        """A number with what it counts; words where the term is in words."""
        got = super().clean() or self.cleaned_data
        amount, unit, words = (got.get(name) for name in ("term_amount", "term_unit", "term_words"))
        counted = unit in COUNTED
        if counted and amount is None and "term_amount" not in self.errors:
            self.add_error("term_amount", gettext("Xin ghi số ngày hoặc số giờ"))
        if amount is not None and not counted:
            self.add_error("term_unit", gettext("Xin chọn số này tính bằng gì: ngày làm việc, ngày hay giờ"))
        if (unit == TermUnit.AS_WRITTEN) != bool(words):
            self.add_error(
                "term_words", gettext("Thời hạn bằng lời: xin chọn “bằng lời” và ghi lời, hoặc bỏ cả hai")
            )
        return got

    def row(self) -> Way:
        """As it is kept."""
        return Way(**self.cleaned_data)


class StepForm(RowForm):
    """A step: who takes it, after which steps, its share of the term."""

    name = forms.CharField(label=_("Việc"), max_length=300)
    agency = forms.CharField(label=_("Cơ quan, bộ phận"), required=False, max_length=250)
    unit = forms.CharField(label=_("Đơn vị trong sổ (mã)"), required=False, max_length=60)
    after = forms.CharField(
        label=_("Sau bước"), required=False, max_length=80, help_text=_("Số bước, như 1 hoặc 2, 3.")
    )
    share_amount = forms.IntegerField(
        label=_("Phần thời hạn"),
        required=False,
        min_value=0,
        max_value=MOST_COUNT,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-s"}),
    )
    share_unit = forms.ChoiceField(label=_("Tính bằng"), required=False, choices=SHARE_CHOICES)

    def clean_unit(self) -> Unit | None:
        """The unit of a key."""
        key = self.cleaned_data["unit"].upper()
        found = Unit.objects.filter(key=key).first() if key else None
        if key and not found:
            raise forms.ValidationError(
                gettext("Không có đơn vị nào mang mã này; chọn trong danh sách gợi ý")
            )
        return found

    def clean_after(self) -> list[int]:
        """The numbers of steps, each once, in order."""
        typed = self.cleaned_data["after"]
        if typed and not re.fullmatch(r"[0-9]{1,3}([\s,;]+[0-9]{1,3})*[\s,;]*", typed):
            raise forms.ValidationError(gettext("Xin ghi số của bước, như 1 hoặc 2, 3"))
        return sorted({int(number) for number in re.findall(r"[0-9]+", typed)})

    def clean(self) -> dict[str, Any]:
        """A number with what it counts."""
        got = super().clean() or self.cleaned_data
        if (got.get("share_amount") is None) == bool(
            got.get("share_unit")
        ) and "share_amount" not in self.errors:
            self.add_error("share_unit", gettext("Phần thời hạn: xin ghi cả số và đơn vị, hoặc bỏ cả hai"))
        return got


DocumentRows = rows_of(DocumentForm, first_needed=False, most=MOST_DOCUMENTS)
WayRows = rows_of(WayForm, first_needed=False, most=MOST_WAYS)


class StepRows(rows_of(StepForm, first_needed=False, most=MOST_STEPS)):  # type: ignore[misc]
    """Steps name one another by the numbers that stand beside them on the page."""

    def remove_row(self, place: int) -> None:
        """Take a step away: those behind it get smaller numbers, and whoever named it names it no more."""
        super().remove_row(place)
        data, gone = cast(QueryDict, self.data), place + 1
        for at in range(len(self.forms)):
            name = f"{self.prefix}-{at}-after"
            told = [int(number) for number in re.findall(r"[0-9]+", data.get(name, ""))]
            data[name] = ", ".join(str(n - (n > gone)) for n in told if n != gone)

    def rows(self) -> list[Step]:
        """The steps as they are kept: rows left empty do not count, and numbers follow; errors where one names none."""
        shown = [(number, form) for number, form in enumerate(self.forms, 1) if form.cleaned_data]
        places = {number: place for place, (number, _form) in enumerate(shown, 1)}
        made = []
        for _number, form in shown:
            got = dict(form.cleaned_data)  # an error takes the field out of it
            if strange := [n for n in got["after"] if n not in places]:
                said = gettext("Không có bước %(n)s") % {"n": ", ".join(map(str, strange))}
                form.add_error("after", said)
            after = [places[n] for n in got["after"] if n in places]
            told = {name: got[name] for name in ("name", "agency", "unit", "share_amount", "share_unit")}
            made.append(Step(**told, after=after))
        return made


class ActForm(Form):
    """The act, and from which day it holds."""

    from_on = VnDateField(label=_("Từ ngày"), help_text="")
    act = forms.CharField(label=_("Số văn bản"), max_length=120, help_text=_("Ví dụ: 12/QĐ-UBND"))
    act_on = VnDateField(label=_("Ngày văn bản"), future=False, called=_("Ngày văn bản"), help_text="")

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        got = self.cleaned_data
        return {"act": Act(got["act"], got["act_on"], got["from_on"])}


class SuspendForm(ActForm):
    """With the reason, which people read."""

    text = forms.CharField(
        label=_("Lý do, người dân đọc được"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {**super().given(), "text": self.cleaned_data["text"]}


class AbolishForm(ActForm):
    """With what serves instead."""

    text = forms.CharField(
        label=_("Ghi thêm"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    replaced_by = forms.CharField(label=_("Mã thủ tục thay thế"), required=False, max_length=60)

    def clean_replaced_by(self) -> Procedure | None:
        """The procedure of a code."""
        typed = self.cleaned_data["replaced_by"]
        found = replacement_code(typed) if typed else None
        if typed and not found:
            raise forms.ValidationError(gettext("Danh mục không có thủ tục nào mang mã này"))
        return found

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        got = self.cleaned_data
        return {**super().given(), "text": got["text"], "replaced_by": got["replaced_by"]}


class DropForm(Form):
    """Why a draft is given up."""

    text = forms.CharField(label=_("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"text": self.cleaned_data["text"]}


class FileForm(Form):
    """A list of procedures for a unit."""

    unit = forms.ChoiceField(label=_("Đơn vị giữ danh mục"))
    file = forms.FileField(
        label=_("Tệp"), help_text=_("JSON của Cổng dịch vụ công, hoặc bảng XLSX, XLS, CSV; nhiều nhất 10 MB.")
    )

    def __init__(self, units: Sequence[tuple[str, str]], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        offer_units(self, units)

    def clean_file(self) -> Any:
        """The file, if it is not too large; what it is, is looked at where it is read."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(gettext("Tệp lớn hơn 10 MB; xin chia thành nhiều tệp."))
        return sent


class UnitForm(Form):
    """Whose catalogue a new procedure goes into."""

    unit = forms.ChoiceField(label=_("Đơn vị giữ danh mục"))

    def __init__(self, units: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        offer_units(self, units)


class ListForm(Form):
    """Which procedures the list shows."""

    q = forms.CharField(label=_("Tìm"), required=False, max_length=200)
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    level = forms.ChoiceField(label=_("Cấp"), required=False)
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[
            ("", _("Mọi tình trạng")),
            ("draft", _("Bản thảo")),
            ("doubtful", _("Còn điều cần làm rõ")),
            ("published", _("Đã công bố")),
            ("suspended", _("Tạm ngừng")),
            ("abolished", _("Đã bãi bỏ")),
        ],
    )

    def __init__(self, data: Any, fields: Sequence[tuple[str, int]]) -> None:
        super().__init__(data)
        for one in self.fields.values():
            vars(one)["says_optional"] = False
        self.fields["field"].choices = [  # type: ignore[attr-defined]
            ("", _("Mọi lĩnh vực")),
            *((name, f"{name} ({n})") for name, n in fields),
        ]
        levels = [(level.value, word) for level, word in LEVELS.items()]
        self.fields["level"].choices = [("", _("Mọi cấp")), *levels]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What was asked, as far as it can be understood."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


def offer_units(form: Form, units: Sequence[tuple[str, str]]) -> None:
    """Set the units that a form offers; one alone is chosen."""
    form.fields["unit"].choices = list(units)  # type: ignore[attr-defined]
    if len(units) == 1:
        form.fields["unit"].initial = units[0][0]


def content_of(facts: FactsForm, documents: Any, ways: Any, steps: StepRows) -> Content:
    """All that was typed as one; the forms are valid."""
    got = facts.cleaned_data
    return Content(
        **{name: got[name] for name in TEXTS},
        needs_nothing=got["needs_nothing"],
        documents=[form.row() for form in documents.forms if form.cleaned_data],
        ways=[form.row() for form in ways.forms if form.cleaned_data],
        steps=steps.rows(),
    )
