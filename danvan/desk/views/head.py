"""The page of whoever answers for the office: figures and matters, never a citizen's name."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danvan.alarms import queries as alarms
from danvan.cases import topics
from danvan.cases.models import CaseQuerySet
from danvan.desk import overview, policies
from danvan.desk.alarmpage import KINDS, USUAL
from danvan.desk.views.door import DeskRequest, overseeing
from danvan.lib import dates
from danvan.people import policies as people
from danvan.reception.models import Sitting
from danvan.reception.words import SITTINGS
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
    hot = _topics(found, units, today)
    turns = overview.reception(units, today=today, month=today.replace(day=1))
    context = {
        "today": today,
        "now": dates.now(),
        "tiles": _tiles(rows, turns, linked=bool(reads)),
        "rows": [{**row, "url": _list(row["unit"]) if row["unit"] in reads else ""} for row in rows],
        "total": {key: sum(row[key] for row in rows) for key in ("open", "late", "soon", "waiting")},
        "topics": hot,
        "bars": [Bar(row["label"], row["now"]) for row in hot[:6]],
        "turns": turns,
        "alarms": _alarms(found, rows, today),
        "head_sitting": SITTINGS[Sitting.HEAD.value],
        "may_read": bool(reads),
    }
    return render(request, "desk/head.html", context)


def _alarms(found: CaseQuerySet, units: list[dict[str, Any]], today: Any) -> list[tuple[str, int]]:
    """How many sound, kind by kind; the threshold of discipline only where one does."""
    rows = alarms.alarmed(found, [(row["unit"], row["week"]) for row in units], on=today)
    counts = alarms.counts(rows, on=today)
    return [(str(label), counts[kind]) for kind, label in KINDS.items() if kind in USUAL or counts[kind]]


def _list(unit: int) -> str:
    return f"{reverse('desk:inbox')}?tab=office&unit={unit}"


def _tiles(rows: list[dict[str, Any]], turns: dict[str, int], *, linked: bool) -> list[dict[str, Any]]:
    total = {key: sum(row[key] for row in rows) for key in ("open", "late", "soon", "waiting")}
    inbox, book = reverse("desk:inbox"), reverse("desk:turns")
    tiles = [
        (_("Quá hạn"), total["late"], _("mọi đơn vị"), f"{inbox}?tab=late&unit=all", bool(total["late"])),
        (_("Sắp đến hạn"), total["soon"], _("hôm nay và 3 ngày tới"), f"{inbox}?tab=office&unit=all", False),
        (
            _("Chờ công dân"),
            total["waiting"],
            _("đang tạm dừng tính thời hạn"),
            f"{inbox}?tab=waiting&unit=all",
            False,
        ),
        (_("Đang giải quyết"), total["open"], _("chưa trả lời"), f"{inbox}?tab=office&unit=all", False),
        (_("Lượt tiếp hôm nay"), turns["today"], _("cả tháng %(n)s") % {"n": turns["month"]}, book, False),
    ]
    return [
        {"label": label, "figure": figure, "note": note, "url": url if linked else "", "late": late}
        for label, figure, note, url, late in tiles
    ]


def _topics(found: CaseQuerySet, units: frozenset[int], today: Any) -> list[dict[str, Any]]:
    rows = overview.hot_topics(found, units, today=today, span=HOT)
    return [
        {**row, "label": topics.label(row["topic"]), "change": row["now"] - row["before"]} for row in rows
    ]
