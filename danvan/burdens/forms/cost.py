"""The cost of complying as it is typed: a line for each step, as many as are needed; the source of all of them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.burdens.actions import Row
from danvan.burdens.actions.costing import MOST_LINES
from danvan.burdens.cost import HOUR
from danvan.burdens.models import Sheet
from danvan.web.amounts import AmountField
from danvan.web.forms import Form

EMPTY, MORE = 3, 3
NAMES = ("name", "hundredths", "income", "fees", "other", "times", "subjects")
NEEDED = ("hundredths", "income", "times", "subjects")
DEAREST, MOST = 10**12, 10**8


class LineForm(Form):
    """One step; left empty it is none."""

    name = forms.CharField(label=_("Tên bước"), required=False, max_length=300)
    hundredths = AmountField(label=_("Số giờ"), per=HOUR, required=False)
    income = AmountField(label=_("Thu nhập một giờ (đồng)"), required=False)
    fees = AmountField(label=_("Phí, lệ phí (đồng)"), required=False)
    other = AmountField(label=_("Chi phí khác (đồng)"), required=False)
    times = AmountField(label=_("Số lần một năm"), required=False)
    subjects = AmountField(label=_("Số đối tượng"), required=False)

    def clean(self) -> dict[str, Any]:
        """A line that says anything says its name and all that the formula needs."""
        given = self.cleaned_data
        if not self.is_empty:
            for name in ("name", *NEEDED):
                if name not in self.errors and given.get(name) in (None, ""):
                    self.add_error(name, gettext("Xin điền “%(label)s”") % {"label": self.fields[name].label})
        for name in NAMES[1:]:
            most = MOST if name in ("hundredths", "times", "subjects") else DEAREST
            if (given.get(name) or 0) > most:
                self.add_error(name, gettext("Số này quá lớn; xin xem lại."))
        return given

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed in it."""
        return not any(str(self.data.get(self.add_prefix(name), "")).strip() for name in NAMES)

    def row(self) -> Row:
        """As the action takes it."""
        return Row(
            **{name: self.cleaned_data[name] or 0 for name in NAMES[1:]}, name=self.cleaned_data["name"]
        )


class CostForm(Form):
    """All lines of one phase and their source. `lines` are forms of their own; `more` only adds empty ones."""

    source = forms.CharField(
        label=_("Số liệu lấy từ đâu"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: phiếu điều tra 30 hộ tháng 2/2026; niên giám thống kê tỉnh; sổ theo dõi hồ sơ."),
    )
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_LINES, required=False)

    def __init__(self, data: Any = None, *, sheet: Sheet | None = None, steps: Sequence[str] = ()) -> None:
        super().__init__(data, initial={"source": sheet.source} if sheet else None)
        rows = [{name: getattr(line, name) for name in NAMES} for line in sheet.lines.all()] if sheet else []
        rows = rows or [{"name": step} for step in steps]
        if data is None:
            rows += [{}] * (EMPTY if not rows else 1)
            self.lines = [
                LineForm(initial=row, prefix=f"line-{at}") for at, row in enumerate(rows[:MOST_LINES])
            ]
        else:
            self.lines = [LineForm(data, prefix=f"line-{at}") for at in range(self._counted(data))]

    @staticmethod
    def _counted(data: Any) -> int:
        told = str(data.get("count", ""))
        asked = int(told) if told.isascii() and told.isdecimal() and len(told) < 4 else 1
        return min(max(asked, 1), MOST_LINES)

    def longer(self) -> "CostForm":
        """The same with empty lines more, and nothing checked yet."""
        first = len(self.lines)
        fresh = CostForm(sheet=None)
        fresh.initial = {"source": self.data.get("source", "")}
        told = [{name: self.data.get(f"line-{at}-{name}", "") for name in NAMES} for at in range(first)]
        rows = [*told, *[{}] * MORE][:MOST_LINES]
        fresh.lines = [LineForm(initial=row, prefix=f"line-{at}") for at, row in enumerate(rows)]
        return fresh

    def is_whole(self) -> bool:
        """Whether source and lines can be read."""
        return all([self.is_valid(), *(line.is_valid() for line in self.lines)])

    def rows(self) -> list[Row]:
        """The lines that say something."""
        return [line.row() for line in self.lines if not line.is_empty]
