"""The work list: whose turn, narrowed by filters, grouped by when, one address for every state."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from danvan.cases.models import Case
from danvan.cases.queries import visible_to
from danvan.desk import exports, nav, policies, present, queries
from danvan.desk.forms.lists import ALL, InboxFilter
from danvan.desk.views.door import DeskRequest, reading
from danvan.lib import dates
from danvan.lib.codes import GROUPS
from danvan.web import words
from danvan.web.parts import Column, Tab

PAGE = 50
TABS = {
    "mine": gettext_lazy("Của tôi"),
    "today": gettext_lazy("Đến hạn hôm nay"),
    "late": gettext_lazy("Quá hạn"),
    "waiting": gettext_lazy("Đang chờ"),
    "again": gettext_lazy("Dân báo chưa xong"),
    "unassigned": gettext_lazy("Chưa giao"),
    "office": gettext_lazy("Cả đơn vị"),
    "elsewhere": gettext_lazy("Ở nơi khác"),
    "done": gettext_lazy("Đã xong"),
}
EMPTY = {
    "mine": gettext_lazy("Không có việc nào đang trong tay ông/bà"),
    "today": gettext_lazy("Không có việc nào đến hạn hôm nay"),
    "late": gettext_lazy("Không có việc nào quá hạn"),
    "waiting": gettext_lazy("Không có việc nào đang chờ, thời hạn tạm dừng"),
    "again": gettext_lazy("Không có việc nào công dân báo chưa xong"),
    "unassigned": gettext_lazy("Việc nào cũng đã có người"),
    "office": gettext_lazy("Đơn vị không có việc nào đang mở"),
    "elsewhere": gettext_lazy("Không có việc nào đang ở nơi khác"),
    "done": gettext_lazy("Chưa có việc nào đã xong"),
}
ORDERS = {
    "due": queries.BY_TERM,
    "subject": ("folded", "pk"),
    "status": ("phase", "status", "pk"),
    "topic": ("topic", "pk"),
    "officer": (F("officer__sort_key").asc(nulls_first=True), "pk"),
    "received": ("received_on", "pk"),
}
# What is over: the latest end first.
NEWEST = (F("closed_on").desc(nulls_last=True), "-received_on", "-pk")


@dataclass
class Asked:
    """What the address asks for, and the cases that answer it."""

    request: DeskRequest
    today: date

    def __post_init__(self) -> None:
        readable = policies.readable_units(self.request.user, on=self.today)
        visible = visible_to(self.request.user, on=self.today)
        units = queries.names_of_units(readable, visible, on=self.today) if len(readable) > 1 else []
        self.form = InboxFilter(self.request.GET, units=units)
        self.chosen = self.form.chosen()
        tab = self.request.GET.get("tab", "")
        self.tab = tab if tab in TABS else "office" if self.chosen.get("q") else "mine"
        sort = self.request.GET.get("sort", "due")
        self.sort = sort if sort.removeprefix("-") in ORDERS else "due"

    def units(self) -> frozenset[int]:
        """The units that the list is about: the officer's own unless others were asked for."""
        unit = self.chosen.get("unit")
        if not unit:
            return policies.own_units(self.request.user, on=self.today)
        readable = policies.readable_units(self.request.user, on=self.today)
        return readable if unit == ALL else readable & {int(unit)}

    @cached_property
    def found(self) -> QuerySet[Case]:
        """The cases of the tab and the filters that the officer may read, in order."""
        tabs = queries.tab_filters(self.request.user, self.units(), on=self.today)
        rows: Any = visible_to(self.request.user, on=self.today).filter(tabs[self.tab])
        narrow: dict[str, Any] = {
            name: self.chosen[name] for name in ("kind", "topic", "channel") if name in self.chosen
        }
        if self.chosen.get("since"):
            narrow["received_on__gte"] = self.chosen["since"]
        rows = rows.filter(**narrow)
        if self.chosen.get("q"):
            rows = queries.find(rows, self.chosen["q"])
        if (
            self.form.errors
        ):  # a filter that cannot be read: its sentence stands there, and no rows as if it had been
            rows = rows.none()
        plain = self.sort.removeprefix("-")
        order = NEWEST if self.tab == "done" and plain == "due" else ORDERS[plain]
        ordered = queries.listed(rows, on=self.today).order_by(*order)
        return ordered.reverse() if self.sort.startswith("-") else ordered

    def known_count(self) -> int | None:
        """How many there are, when the tab's own figure already says it."""
        return (
            None
            if self.chosen or self.form.errors or self.tab == "done"
            else nav.counts(self.request)[self.tab]
        )


@require_safe
@reading
def inbox(request: DeskRequest) -> HttpResponse:
    """The list of cases; see the module."""
    asked = Asked(request, dates.today())
    paginator = Paginator(asked.found, PAGE)
    known = asked.known_count()
    if known is not None:
        paginator.count = known
    page = paginator.get_page(request.GET.get("page"))
    lines = [present.line(case, asked.today) for case in page.object_list]
    context = {
        "form": asked.form,
        "today": asked.today,
        "tabs": _tabs(request, asked),
        "columns": _columns(asked.tab),
        "tab": asked.tab,
        "groups": _groups(lines, asked),
        "page": page,
        "empty": EMPTY[asked.tab],
        "narrowed": bool(asked.chosen or asked.form.errors),
        "several": len({line["case"].unit_responsible_id for line in lines}) > 1,
        "search_text": asked.chosen.get("q", ""),
        "query": request.GET.urlencode(),
    }
    return render(request, "desk/inbox.html", context)


@require_safe
@reading
def inbox_csv(request: DeskRequest) -> StreamingHttpResponse:
    """The list as it is shown, all pages, without names."""
    asked = Asked(request, dates.today())
    head = [
        *(_("Số"), _("Mã"), _("Hạn"), _("Loại"), _("Việc"), _("Tình trạng"), _("Đơn vị"), _("Nội dung")),
        *(_("Nguồn"), _("Số người"), _("Người giải quyết"), _("Ngày nhận")),
    ]
    return exports.answer(f"danvan-{asked.today:%Y-%m-%d}.csv", head, _cells(asked))


def _cells(asked: Asked) -> Iterator[list[Any]]:
    for case in asked.found.iterator(chunk_size=500):
        line = present.line(case, asked.today)
        yield [
            *(case.pk, case.code[: GROUPS[0]], words.short(case.due_on) if case.due_on else "", line["kind"]),
            *(case.subject, line["label"], line["unit"], line["topic"], present.channel(case.channel)),
            *(case.people, case.officer.full_name if case.officer else "", words.short(case.received_on)),
        ]


def _columns(tab: str) -> list[Column]:
    """The heads of the table; in my own tab nobody needs to read my name."""
    heads = [
        Column(_("Mã")),
        Column(_("Hạn"), "due"),
        Column(_("Việc"), "subject"),
        Column(_("Tình trạng"), "status"),
        Column(_("Ai giải quyết"), "officer"),
        Column(_("Đơn vị · nội dung"), "topic"),
        Column(_("Người gửi")),
        Column(_("Nhận"), "received"),
    ]
    return [head for head in heads if tab != "mine" or head.key != "officer"]


def _tabs(request: DeskRequest, asked: Asked) -> list[Tab]:
    """The tabs; figures are those of the officer's own units, so they are hidden while a filter narrows."""
    counts = {} if asked.chosen else nav.counts(request)
    kept = request.GET.copy()
    for name in ("tab", "page"):
        kept.pop(name, None)
    made = []
    for key, label in TABS.items():
        kept["tab"] = key
        made.append(Tab(str(label), f"?{kept.urlencode()}", counts.get(key), current=key == asked.tab))
    return made


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
