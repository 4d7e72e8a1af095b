"""Exemplars as rows of a file: what anybody may know of each, without the name of a household or person."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from danvan.emulation import present
from danvan.emulation.models import Exemplar

KEYS = (
    *("name", "sort", "field", "registered_by", "unit", "place", "movement", "registered_on", "state"),
    *("decision", "recognised_on", "expires_on", "copied_from", "cost_vnd", "people"),
)
"""The same columns for machines."""


def heads() -> list[str]:
    """The heads of the columns."""
    return [
        _("Tên"),
        _("Loại"),
        _("Lĩnh vực"),
        _("Ai đăng ký"),
        _("Đơn vị"),
        _("Thôn, tổ dân phố"),
        _("Phong trào"),
        _("Ngày đăng ký"),
        _("Tình trạng"),
        _("Quyết định"),
        _("Ngày công nhận"),
        _("Hết hạn"),
        _("Nhân rộng từ"),
        _("Chi phí (đồng)"),
        _("Số người tham gia"),
    ]


def table(rows: Sequence[Exemplar], today: date) -> Iterator[list[Any]]:
    """A line for each."""
    for line in present.lines(rows, today):
        row = line.row
        yield [
            row.name,
            row.sort_label,
            row.field_label,
            row.whose_label,
            line.unit,
            row.place,
            row.movement.name,
            row.registered_on.isoformat(),
            line.state[0],
            row.decision,
            _day(row.recognised_on),
            _day(row.expires_on),
            row.copied_from.name if row.copied_from else "",
            "" if row.cost is None else row.cost,
            "" if row.people is None else row.people,
        ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
