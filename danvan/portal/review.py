"""The letter as it will be read, before it is sent: for each page what was told there."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from danvan.cases import kinds, similar, topics
from danvan.lib import dates
from danvan.lib.text import fold
from danvan.portal import flow
from danvan.portal.forms import ABOUT
from danvan.web import words
from danvan.web.forms import Form


@dataclass(frozen=True)
class Part:
    """What one page was told: the page, and (name, value) pairs in its order."""

    page: flow.Page
    pairs: list[tuple[str, str]]


def alike(forms: dict[str, Form]) -> int:
    """How many open letters like this one the place already has: the number alone, for they are other people's."""
    what, who = forms["what"].cleaned_data, forms["who"].cleaned_data
    contacts = frozenset(each for each in (who["phone"], who["citizen_id"]) if each)
    sought = similar.Sought(f"{what['subject']}\n{what['body']}", (fold(who["full_name"]),), contacts)
    place = forms["where"].chosen.unit  # type: ignore[attr-defined]
    return len(similar.find(similar.among_open(place.pk), sought))


def _goes_to(where: Any) -> str:
    """The place that was named, or who decides after it."""
    if where.goes_to == where.chosen.unit:
        return str(where.chosen.name)
    return str(where.goes_to.name_on(dates.today()))


def summary(forms: dict[str, Form]) -> list[Part]:
    """What valid forms of the pages hold, in the words of the pages; empty fields are left out."""
    where, what, who = (forms[key].cleaned_data for key in ("where", "what", "who"))
    rows: dict[str, list[tuple[str, Any]]] = {
        "where": [
            (_("Loại đơn"), kinds.get(where["kind"]).label),
            (_("Gửi đến"), _goes_to(forms["where"])),
            (_("Xảy ra ở"), where["spot"]),
            (_("Về việc"), topics.label(where["topic"])),
        ],
        "what": [
            (_("Tóm tắt"), what["subject"]),
            (_("Khiếu nại về"), what.get("against", "")),
            (_("Biết từ ngày"), words.short(what["learned_on"]) if what.get("learned_on") else ""),
            (_("Sự việc"), what["body"]),
            (_("Đề nghị"), what["wish"]),
            (_("Đơn nói về"), dict(ABOUT)[what["about"]] if what.get("about") else ""),
        ],
        "who": [
            (_("Họ và tên"), who["full_name"]),
            (_("Địa chỉ"), who["address"]),
            (_("Điện thoại"), words.phone(who["phone"]) if who["phone"] else ""),
            (_("Thư điện tử"), who.get("email", "") if who["tell_by"] == "email" else ""),
            (_("Số căn cước"), who["citizen_id"]),
            (_("Báo tin"), dict(forms["who"].fields["tell_by"].choices)[who["tell_by"]]),  # type: ignore[attr-defined]
        ],
    }
    return [
        Part(flow.page(key), [(name, str(value)) for name, value in pairs if value])
        for key, pairs in rows.items()
    ]
