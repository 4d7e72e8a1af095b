"""How the matters of the register are shown: grounds in words, a line of the list, the rows of the spreadsheet."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from danvan.cases import complexity
from danvan.dossiers.models import Dossier
from danvan.dossiers.workflow import REASONS
from danvan.lib import dates
from danvan.web.parts import Due


def offered(on: date) -> list[tuple[str, str]]:
    """Every ground that may be chosen on that day: crowd, prolonged, then the criteria of complexity."""
    return [*((code, str(word)) for code, word in REASONS.items()), *complexity.choices(on)]


def grounds(dossier: Dossier) -> list[str]:
    """The grounds of a matter in words."""
    plain = [str(REASONS[ground]) for ground in dossier.grounds if ground in REASONS]
    return plain + complexity.told(dossier.grounds, dossier.on)


def line(row: Any, today: date) -> dict[str, Any]:
    """A `listed` matter as a line of the list."""
    due = Due.paused(_("đã ra khỏi sổ")) if row.off_on else Due.of(row.review_on, today)
    return {"row": row, "grounds": grounds(row), "due": due}


def sheet(rows: Iterable[Any]) -> Iterator[list[str]]:
    """The head of the register, then a line a matter; nobody who wrote is named."""
    yield [
        *(_("Vụ việc"), _("Đơn vị"), _("Căn cứ ghi sổ"), _("Vì sao"), _("Số đơn"), _("Số người nhiều nhất")),
        *(_("Từ ngày"), _("Ghi sổ ngày"), _("Chủ trì"), _("Quyết định gần nhất"), _("Rà soát trước")),
        *(_("Ra khỏi sổ"), _("Lý do ra khỏi sổ")),
    ]
    for row in rows:
        yield [
            *(row.title, row.unit_name or "", "; ".join(grounds(row)), row.text),
            *(str(row.cases), str(row.people), _day(row.since), _day(row.on), row.lead or ""),
            *(f"{_day(row.last_on)} {row.last_text or ''}".strip(), _day(row.review_on)),
            *(_day(row.off_on), row.off_text),
        ]


def _day(day: date | None) -> str:
    return dates.short(day) if day else ""
