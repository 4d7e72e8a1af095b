"""Why a file or a cell cannot be understood, in a sentence."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Problem:
    """A cell that is not understood: the column's name, which sentence, what stands there."""

    column: str
    why: str
    value: str = ""

    def as_list(self) -> list[str]:
        """As it is kept with its row."""
        return [self.column, self.why, self.value]


PROBLEMS: dict[str, str | Promise] = {
    "missing": _("còn trống; dòng này cần có"),
    "no_day": _("“%(value)s” không phải là một ngày; viết như 12/02/2018"),
    "ahead": _("ngày %(value)s ở tương lai"),
    "too_early": _("ngày %(value)s quá xa; năm có viết đủ không?"),
    "before": _("ngày %(value)s trước ngày nhận"),
    "no_number": _("“%(value)s” không phải là một số người"),
    "too_many": _("số người là %(value)s, ít hơn số người ghi tên"),
    "no_kind": _("chưa rõ “%(value)s” là loại đơn nào: khiếu nại, kiến nghị, phản ánh hay tố cáo"),
    "not_kept": _("“%(value)s” chưa quản lý trong sổ đơn này nên không nhập thành hồ sơ"),
    "no_status": _("chưa rõ “%(value)s” là tình trạng nào"),
    "not_its_status": _("đơn loại này không có tình trạng “%(value)s”"),
    "long": _("dài quá: “%(value)s”; xin viết ngắn lại"),
    "no_above": _("ghi “%(value)s” nhưng dòng trên không có gì để lấy theo"),
}


def said(column: str | Promise, why: str, value: Any = "") -> str:
    """The problem in the words of the page."""
    return f"{column}: {PROBLEMS[why] % {'value': value}}"
