"""The page of whoever answers for the office: figures and matters, never a citizen's name."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danvan.alarms import queries as alarms
from danvan.cases.models import CaseQuerySet
from danvan.desk import headpage, overview, policies
from danvan.desk.alarmpage import KINDS, USUAL
from danvan.desk.forms.lists import LETTERS
from danvan.desk.views.door import DeskRequest, overseeing
from danvan.lib import dates
from danvan.people import policies as people
from danvan.reception.models import Sitting
from danvan.reception.words import SITTINGS
from danvan.statements import queries as statements
from danvan.web.parts import Bar

HOT = timedelta(days=30)


@require_safe
@overseeing
def head(request: DeskRequest) -> HttpResponse:
    """Late, due soon, waiting by unit; topics of the last 30 days against the 30 before; reception."""
    today = dates.today()
    units = people.standing(request.user, today).sees
    reads = policies.readable_units(request.user, on=today)
    found = overview.in_view(request.user, on=today)
    rows = overview.by_unit(found, units, on=today)
    hot = headpage.hot(found, units, today, HOT)
    watched = overview.watched(found, units, on=today)
    turns = overview.reception(units, today=today, month=today.replace(day=1), also=watched)
    context = {
        "today": today,
        "now": dates.now(),
        "tiles": _tiles(rows, turns, linked=bool(reads)),
        "rows": _linked([row for row in rows if row["open"]], "office", reads),
        "total": {key: sum(row[key] for row in rows) for key in ("open", "late", "soon", "waiting")},
        "topics": hot,
        "bars": [Bar(row["label"], row["now"]) for row in hot[:6]],
        "turns": turns,
        "alarms": _alarms(found, rows, today),
        "head_sitting": SITTINGS[Sitting.HEAD.value],
        "may_read": bool(reads),
    }
    return render(request, "desk/head.html", context)


@require_safe
@overseeing
def head_watch(request: DeskRequest) -> HttpResponse:
    """Reports that wait, what is late and why, duty, what rises: a part after the page, or a page of its own."""
    today = dates.today()
    units = people.standing(request.user, today).sees
    reads = policies.readable_units(request.user, on=today)
    found = overview.in_view(request.user, on=today)
    context = {
        "late": _late(found, units, overview.by_unit(found, units, on=today), reads, today),
        "duty": headpage.duty(request.user, units, on=today),
        "rises": headpage.rising(units),
        "reports": statements.waiting(request.user, on=today),
        "may_read": bool(reads),
    }
    part = "#part" if request.headers.get("HX-Request") else ""
    return render(request, f"desk/head_watch.html{part}", context)


def _alarms(found: CaseQuerySet, units: list[dict[str, Any]], today: Any) -> list[tuple[str, int]]:
    """How many sound, kind by kind; the threshold of discipline only where one does."""
    rows = alarms.alarmed(found, [(row["unit"], row["week"]) for row in units], on=today)
    counts = alarms.counts(rows, on=today)
    return [(str(label), counts[kind]) for kind, label in KINDS.items() if kind in USUAL or counts[kind]]


def _late(
    found: CaseQuerySet, units: frozenset[int], rows: list[dict[str, Any]], reads: frozenset[int], today: Any
) -> list[dict[str, Any]]:
    """Whose is late, and why; officers by name only to whoever may open their lists."""
    names = {row["unit"]: row["name"] for row in rows}
    lines = headpage.late_lines(found, units, names, by_officer=bool(reads), on=today)
    return _linked(lines, "late", reads)


def _linked(rows: list[dict[str, Any]], tab: str, reads: frozenset[int]) -> list[dict[str, Any]]:
    """The rows with the list of their unit, where the officer may open it."""
    return [
        {**row, "url": f"{_inbox()}&tab={tab}&unit={row['unit']}" if row["unit"] in reads else ""}
        for row in rows
    ]


def _inbox() -> str:
    """The work list of letters alone: what the figures of this page count."""
    return f"{reverse('desk:inbox')}?kind={LETTERS}"


def _tiles(rows: list[dict[str, Any]], turns: dict[str, int], *, linked: bool) -> list[dict[str, Any]]:
    total = {key: sum(row[key] for row in rows) for key in ("open", "late", "soon", "waiting")}
    inbox, book = _inbox(), reverse("desk:turns")
    tiles = [
        (_("Quá hạn"), total["late"], _("mọi đơn vị"), f"{inbox}&tab=late&unit=all", bool(total["late"])),
        (_("Sắp đến hạn"), total["soon"], _("hôm nay và 3 ngày tới"), f"{inbox}&tab=office&unit=all", False),
        (
            _("Chờ công dân"),
            total["waiting"],
            _("đang tạm dừng tính thời hạn"),
            f"{inbox}&tab=waiting&unit=all",
            False,
        ),
        (_("Đang giải quyết"), total["open"], _("chưa trả lời"), f"{inbox}&tab=office&unit=all", False),
        (_("Lượt tiếp hôm nay"), turns["today"], _("cả tháng %(n)s") % {"n": turns["month"]}, book, False),
    ]
    return [
        {"label": label, "figure": figure, "note": note, "url": url if linked else "", "late": late}
        for label, figure, note, url, late in tiles
    ]
