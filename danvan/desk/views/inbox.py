"""The work list: whose turn, narrowed by filters, grouped by when, one address for every state."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from danvan.desk import nav, policies, present, queries, takeout
from danvan.desk.asked import TABS, Asked
from danvan.desk.forms.lists import COLUMNS, MORE
from danvan.desk.paging import Pages, furthest
from danvan.desk.views.door import DeskRequest, reading
from danvan.lib import dates, delimited
from danvan.lib.codes import GROUPS
from danvan.people import policies as people
from danvan.web import words
from danvan.web.parts import Column, Tab
from danvan.worklists.models import FileForm

EMPTY = {
    "mine": gettext_lazy("Không có việc nào đang trong tay ông/bà"),
    "stand_in": gettext_lazy("Không có việc nào của người vắng mà ông/bà thay"),
    "today": gettext_lazy("Không có việc nào đến hạn hôm nay"),
    "late": gettext_lazy("Không có việc nào quá hạn"),
    "waiting": gettext_lazy("Không có việc nào đang chờ, thời hạn tạm dừng"),
    "again": gettext_lazy("Không có việc nào công dân báo chưa xong"),
    "unassigned": gettext_lazy("Việc nào cũng đã có người"),
    "office": gettext_lazy("Đơn vị không có việc nào đang mở"),
    "elsewhere": gettext_lazy("Không có việc nào đang ở nơi khác"),
    "done": gettext_lazy("Chưa có việc nào đã xong"),
}


@require_safe
@reading
def inbox(request: DeskRequest) -> HttpResponse:
    """The list of cases; see the module."""
    asked = Asked(request, dates.today())
    most = furthest(request.GET.get("page"))
    found = asked.found(most + 1).order_by(*asked.order).values_list("pk", flat=True)
    page: Any = Pages(found, most=most, known=asked.known_count(request)).get_page(request.GET.get("page"))
    lines = [
        present.row(case, asked.today)
        for case in queries.lines(page.object_list, asked.order, on=asked.today)
    ]
    context = {
        **_shown(request, asked),
        "groups": _groups(lines, asked),
        "page": page,
        "here": len(lines),
        "on_page": ",".join(line["key"] for line in lines),
        "several": len({line["case"].unit_responsible_id for line in lines}) > 1,
    }
    return render(request, "desk/inbox.html", context)


def _shown(request: DeskRequest, asked: Asked) -> dict[str, Any]:
    """What stands around the lines: tabs and views, filters, heads, and how to come back here."""
    return {
        "form": asked.form,
        "today": asked.today,
        "tabs": _tabs(request, asked),
        "columns": _columns(asked),
        "shown": asked.columns(),
        "more": MORE,
        "views": _views(request, asked),
        "may_write": policies.holds(request.user, policies.WRITERS, on=asked.today),
        "address": asked.address(),
        "tab": asked.tab,
        "empty": EMPTY[asked.tab],
        "narrowed": asked.narrowed,
        "search_text": asked.chosen.get("q", ""),
    }


@reading
@require_POST
def inbox_csv(request: DeskRequest) -> StreamingHttpResponse:
    """The list as it is shown, all pages, without names; that it was taken out is on record."""
    asked = Asked(request, dates.today())
    takeout.ask(asked, FileForm.CSV, by=request.user, at_once=True)
    head = [
        *(_("Số"), _("Mã"), _("Hạn"), _("Loại"), _("Việc"), _("Tình trạng"), _("Đơn vị"), _("Nội dung")),
        *(_("Nguồn"), _("Số người"), _("Người giải quyết"), _("Ngày nhận")),
    ]
    return delimited.answer(f"danvan-{asked.today:%Y-%m-%d}.csv", head, _cells(asked))


def _cells(asked: Asked) -> Iterator[list[Any]]:
    for case in asked.shown(takeout.found(asked)).iterator(chunk_size=500):
        line = present.line(case, asked.today)
        yield [
            *(case.pk, case.code[: GROUPS[0]], words.short(case.due_on) if case.due_on else "", line["kind"]),
            *(line["subject"], line["label"], line["unit"], line["topic"], present.channel(case.channel)),
            *(case.people, case.officer.full_name if case.officer else "", words.short(case.received_on)),
        ]


def _columns(asked: Asked) -> list[Column]:
    """The heads of the table, those that are shown; the boxes to tick stand with the codes."""
    heads = {
        "code": Column(_("Mã")),
        "due": Column(_("Hạn"), "due"),
        "subject": Column(_("Việc"), "subject"),
        "status": Column(_("Tình trạng"), "status"),
        "officer": Column(_("Ai giải quyết"), "officer"),
        "topic": Column(_("Đơn vị · nội dung"), "topic"),
        "sender": Column(_("Người gửi")),
        "received": Column(_("Nhận"), "received"),
    }
    shown = asked.columns()
    return [head for name, head in heads.items() if name in shown or name not in COLUMNS]


def _tabs(request: DeskRequest, asked: Asked) -> list[Tab]:
    """The tabs; figures are those of the officer's own units, so they are hidden while a filter narrows."""
    counts = {} if asked.narrowed else nav.counts(request)
    kept = request.GET.copy()
    for name in ("tab", "page"):
        kept.pop(name, None)
    made = []
    absent = people.standing(request.user, asked.today).absent
    for key, label in TABS.items():
        if key == "stand_in" and not absent and asked.tab != key:
            continue
        kept["tab"] = key
        made.append(Tab(str(label), f"?{kept.urlencode()}", counts.get(key), current=key == asked.tab))
    return made


def _views(request: DeskRequest, asked: Asked) -> list[Tab]:
    """The saved views as tabs; the one that the address asks for is the current one."""
    here = asked.address()
    return [
        Tab(view["name"], f"?{view['query']}", current=view["query"] == here) for view in nav.views(request)
    ]


def _groups(lines: list[dict[str, Any]], asked: Asked) -> list[tuple[str, list[dict[str, Any]]]]:
    """Lines under the heading of when they are due, in the order of the list; one group for any other order."""
    if asked.sort.removeprefix("-") != "due" or asked.tab == "done":
        return [("", lines)] if lines else []
    found = groupby(lines, key=lambda line: _when(line["case"].runs_until, asked.today))
    return [(label, list(rows)) for label, rows in found]


def _when(day: date | None, today: date) -> str:
    """Under which heading a day falls."""
    if day is None:
        return _("Đồng hồ không chạy")
    if day < today:
        return _("Quá hạn")
    if day == today:
        return _("Đến hạn hôm nay")
    sunday = today + timedelta(days=6 - today.weekday())
    if day <= sunday:
        return _("Tuần này")
    return _("Tuần sau") if day <= sunday + timedelta(days=7) else _("Sau đó")
