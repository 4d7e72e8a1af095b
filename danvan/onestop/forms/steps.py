"""What each step of an application asks for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from danvan.cases.actions.files import check
from danvan.cases.errors import FileRefused
from danvan.lib import dates
from danvan.onestop.actions import Wanted
from danvan.onestop.models import Application, Fee, Handing, PaidBy
from danvan.web.amounts import AmountField
from danvan.web.forms import FilesField, Form, HourField, VnDateField
from danvan.web.rows import rows_of

LONG = 5000
MOST_LACKS, FIRST_LACKS = 20, 3


def area(label: Any, *, required: bool = True, rows: int = 2, **more: Any) -> forms.CharField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=LONG, widget=widget, **more)


class StepForm(Form):
    """A step that asks for nothing beside its button."""

    def __init__(self, application: Application, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.application = application

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return dict(self.cleaned_data)


class ReasonForm(StepForm):
    """A step with its reason, which the citizen reads."""

    text = area(_("Lý do, người nộp đọc được"))


class SureForm(StepForm):
    """A step that ends the application: its reason, and that it was meant."""

    reason = area(_("Lý do, người nộp đọc được"), rows=3)
    sure = forms.BooleanField(label=_("Đã xem lại: hồ sơ kết thúc và không mở lại được"))

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"reason": self.cleaned_data["reason"]}


class LackForm(Form):
    """One thing that is lacking."""

    what = forms.CharField(label=_("Nội dung phải bổ sung"), max_length=300)
    reason = forms.CharField(label=_("Vì sao"), max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.fields.values():
            one.widget.attrs["autocomplete"] = "off"


LackRows = rows_of(LackForm, first_needed=True, most=MOST_LACKS)


class LacksForm(StepForm):
    """All that is lacking, at once: rows of it, and until when it is taken over the portal."""

    until = VnDateField(
        label=_("Nhận bổ sung qua mạng đến hết ngày"),
        called=_("Ngày cuối nhận bổ sung"),
        required=False,
        help_text=_("Để trống nếu không đặt ngày. Sau ngày này người nộp phải liên hệ bộ phận một cửa."),
    )

    def __init__(self, application: Application, data: Any = None, **kwargs: Any) -> None:
        super().__init__(application, data, **kwargs)
        begun: list[dict[str, Any]] | None = (
            None if data is not None else [{} for _each in range(FIRST_LACKS)]
        )
        self.rows = LackRows(data, prefix="lacks", initial=begun)

    def is_valid(self) -> bool:
        """Whether the rows are right too."""
        return super().is_valid() & self.rows.is_valid()

    def given(self) -> dict[str, Any]:
        """As the action takes it: a paper of the procedure's list is known by its name."""
        places = {row.name: row.place for row in self.application.version.documents.all()}
        told = self.rows.filled()
        wanted = [Wanted(row["what"], row["reason"], places.get(row["what"], 0)) for row in told]
        return {"wanted": wanted, "until": self.cleaned_data["until"]}


class CameForm(StepForm):
    """What of the list has come in."""

    came = forms.TypedMultipleChoiceField(label=_("Đã nhận"), coerce=int, widget=forms.CheckboxSelectMultiple)
    text = area(_("Ghi thêm"), required=False)

    def __init__(self, application: Application, data: Any = None, **kwargs: Any) -> None:
        super().__init__(application, data, **kwargs)
        rows = [row for row in application.lacks.all() if row.came_at is None]
        self.fields["came"].choices = [(row.pk, row.what) for row in rows]  # type: ignore[attr-defined]
        self.fields["came"].initial = [row.pk for row in rows]


class ApologyForm(StepForm):
    """Why it is late, and the one new appointment."""

    reason = area(_("Lý do chậm, người nộp đọc được"))
    day = VnDateField(label=_("Ngày hẹn mới"), called=_("Ngày hẹn mới"), help_text="")
    hour = HourField(label=_("Giờ"))

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        got = self.cleaned_data
        new_at = datetime.combine(got["day"], got["hour"], dates.VIETNAM)
        return {"reason": got["reason"], "new_at": new_at}


class ReturnForm(StepForm):
    """How the result is handed out, and to whom."""

    how = forms.ChoiceField(label=_("Cách trả"), choices=Handing.choices)
    to = forms.CharField(label=_("Người nhận"), max_length=120)
    text = area(_("Ghi thêm"), required=False)

    def __init__(self, application: Application, data: Any = None, **kwargs: Any) -> None:
        super().__init__(application, data, **kwargs)
        party = next(iter(application.case.parties.all()), None)
        self.fields["how"].initial = application.result_by
        self.fields["to"].initial = party.full_name if party else ""


class ChargeForm(StepForm):
    """A fee that comes due on the way."""

    name = forms.CharField(label=_("Tên khoản thu"), max_length=200)
    amount = AmountField(label=_("Số tiền (đồng)"))


class PayForm(Form):
    """A fee that is paid, whole."""

    amount = AmountField(label=_("Số tiền (đồng)"))
    receipt = forms.CharField(label=_("Số biên lai"), max_length=60)
    how = forms.ChoiceField(label=_("Hình thức nộp"), choices=PaidBy.choices)

    def __init__(self, fee: Fee, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, initial={"amount": fee.amount}, **kwargs)


class ResultForm(StepForm):
    """The result as files, for whoever has the code."""

    papers = FilesField(
        label=_("Tệp kết quả"), help_text=_("Bản điện tử đã ký số hoặc bản chụp; PDF, ảnh, Word, Excel.")
    )

    def clean_papers(self) -> list[tuple[str, bytes, str]]:
        """(name, content, type) of each file."""
        try:
            return check(self.cleaned_data["papers"])
        except FileRefused as refusal:
            raise ValidationError(refusal.sentence, code="file") from refusal

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"files": self.cleaned_data["papers"]}


class RefundForm(StepForm):
    """How what was paid too much was given back."""

    text = area(_("Đã hoàn trả thế nào, người nộp đọc được"))


class ExemptForm(Form):
    """On which ground a fee is not to be paid."""

    ground = forms.CharField(label=_("Căn cứ miễn"), max_length=250)

    def __init__(self, fee: Fee, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fee = fee


class TakeForm(Form):
    """A step taken into hand: nothing is asked."""


class PassForm(Form):
    """A step that is done: a word for whoever comes next; with the last one the number of the result."""

    text = area(_("Ghi cho bước sau"), required=False)
    result = forms.CharField(label=_("Số của kết quả"), required=False, max_length=120)


class GiveForm(Form):
    """To which colleague of the same agency a step is given."""

    to = forms.TypedChoiceField(label=_("Giao cho"), coerce=int)
    text = area(_("Ghi thêm"), required=False)

    def __init__(self, colleagues: Sequence[tuple[int, str]], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["to"].choices = list(colleagues)  # type: ignore[attr-defined]


class ListForm(Form):
    """Which applications of a tab are shown."""

    procedure = forms.CharField(label=_("Thủ tục"), required=False, max_length=200)
    code = forms.CharField(label=_("Số giấy tiếp nhận hoặc mã"), required=False, max_length=64)
    quiet: ClassVar = ("procedure", "code")

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for name in self.quiet:
            vars(self.fields[name])["says_optional"] = False

    def asked(self) -> dict[str, str]:
        """What was asked, as far as it can be understood."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.quiet}
