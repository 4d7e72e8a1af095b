"""Which file is an old register, and which of its columns is which."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.imports.models import Import
from danvan.imports.workflow import COLUMNS, REGISTERS, Register
from danvan.lib.spreadsheet import MOST_BYTES
from danvan.web.forms import Form, taught

NONE = "-"  # a column that is none of the register's


class FileForm(Form):
    """A register of a unit, and the file."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    register = forms.ChoiceField(
        label=_("Loại sổ"),
        choices=[(key.value, word) for key, word in REGISTERS.items()],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label=_("Tệp"), help_text=_("XLSX, XLS hoặc CSV, nhiều nhất 25 MB."))

    def __init__(self, units: Sequence[tuple[str, str]], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"register": Register.RECEPTION.value})
        self.fields["unit"].choices = list(units)  # type: ignore[attr-defined]
        if len(units) == 1:
            self.fields["unit"].initial = units[0][0]

    def clean_file(self) -> Any:
        """The file, if it is not too large; what it is, is looked at where it is read."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(gettext("Tệp lớn hơn 25 MB; xin chia sổ theo năm rồi nhập từng tệp."))
        return sent


class ColumnsForm(Form):
    """For each heading the column that it means; or the row of headings, where another one was taken for it."""

    heading_row = forms.IntegerField(
        label=_("Dòng tiêu đề"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Chỉ ghi khi bảng đọc nhầm dòng tiêu đề."),
    )

    def __init__(self, found: Import, data: Any = None) -> None:
        self.found, self.headings = found, found.seen["headings"]
        known = COLUMNS[Register(found.register)]
        choices = [(NONE, _("để vào ghi chú")), *((column.name, column.label) for column in known)]
        made: dict[str, forms.Field] = {
            f"column-{place}": forms.ChoiceField(
                label=heading or gettext("Cột %(n)s") % {"n": place + 1}, choices=choices
            )
            for place, heading in enumerate(self.headings)
        }
        self.base_fields = taught(made) | type(self).base_fields  # type: ignore[misc]
        initial = dict.fromkeys(made, NONE) | {
            f"column-{place}": name for place, name in found.columns.items()
        }
        super().__init__(data, initial=initial)

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields of the headings, in their order."""
        return [self[f"column-{place}"] for place, _heading in enumerate(self.headings)]

    def clean(self) -> dict[str, Any]:
        """No two headings mean one column."""
        got = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for name, meant in self.chosen(got).items():
            if meant in seen:
                self.add_error(f"column-{name}", gettext("Cột này đã chọn cho một tiêu đề khác"))
            seen[meant] = meant
        return got

    def chosen(self, got: Mapping[str, Any]) -> dict[int, str]:
        """Place → column."""
        named = {place: got.get(f"column-{place}") for place, _heading in enumerate(self.headings)}
        return {place: name for place, name in named.items() if name and name != NONE}


class ReasonForm(Form):
    """Why an import is taken out again, or its names are taken out as a file."""

    text = forms.CharField(label=_("Lý do"), max_length=500)
