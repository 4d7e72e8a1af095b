"""Where an officer begins, and the one search over both registers."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danvan.cases import queries as register
from danvan.cases.models.case import BY_TERM, NEWEST
from danvan.desk import nav, policies, present, queries, tabs
from danvan.desk.turnpage import book_line
from danvan.desk.views.door import DeskRequest, anyone, reading
from danvan.lib import dates
from danvan.lib.text import clean, fold
from danvan.people import policies as people
from danvan.people.roles import Role
from danvan.people.rule_list import rule_list
from danvan.reception import queries as reception

FIRST = 12
LONGEST = 200


@require_safe
@anyone
def home(request: DeskRequest) -> HttpResponse:
    """What is mine, due today, overdue, waiting; the board goes to its figures, the administrator to the office."""
    today = dates.today()
    if not policies.holds(request.user, policies.READERS, on=today):
        if policies.holds(request.user, [Role.BOARD], on=today):
            return redirect("desk:head")
        administered = people.standing(request.user, today).units_with(Role.ADMINISTRATOR)
        notice = rule_list(administered, today).notice
        return render(request, "desk/office.html", {"links": _office_links(), "notice": notice})
    units = policies.own_units(request.user, on=today)
    context = {
        **_lists(request, units, today),
        "today": today,
        "tiles": _tiles(nav.counts(request)),
        "day": queries.book_counts(
            reception.known_to(request.user, on=today).filter(unit__in=units, on=today)
        ),
        "may_write": policies.holds(request.user, policies.WRITERS, on=today),
    }
    return render(request, "desk/home.html", context)


def _lists(request: DeskRequest, units: frozenset[int], today: date) -> dict[str, Any]:
    """What waits for the officer's roles, what is in her own hands, and what of the unit is urgent besides."""
    urgent = tabs.cases_in("mine", "late", "today", officer=request.user, units=units, on=today)
    shown = queries.listed(urgent, on=today).order_by(*BY_TERM)[:FIRST]
    lines = [present.line(case, today) for case in shown]
    first = _first(request, today)
    mine = [line for line in lines if line["case"].officer_id == request.user.pk]
    told = {line["case"].pk for waiting in [mine, *(rows for _title, rows in first)] for line in waiting}
    return {"first": first, "mine": mine, "others": [line for line in lines if line["case"].pk not in told]}


def _first(request: DeskRequest, today: date) -> list[tuple[str, list[dict[str, Any]]]]:
    """What waits for the roles that the officer holds: letters to be sorted, letters to be taken up or signed."""
    held = people.standing(request.user, today)
    titles = {Role.CLERK: _("Chờ phân loại"), Role.LEADER: _("Chờ thụ lý, giao việc, ký")}
    made = []
    for role, title in titles.items():
        if units := held.units_with(role):
            waits = tabs.first_in_line({role: units})
            found = register.visible_to(request.user, on=today).open().filter(waits)
            shown = queries.listed(found, on=today).order_by(*BY_TERM)[:FIRST]
            made.append((title, [present.line(case, today) for case in shown]))
    return [(title, lines) for title, lines in made if lines]


def _tiles(counts: dict[str, int]) -> list[dict[str, Any]]:
    inbox = reverse("desk:inbox")
    names = [
        ("mine", _("Của tôi"), _("đang trong tay tôi")),
        ("today", _("Đến hạn hôm nay"), _("của cả đơn vị")),
        ("late", _("Quá hạn"), _("của cả đơn vị")),
        ("waiting", _("Đang chờ"), _("đang tạm dừng tính thời hạn")),
        ("unassigned", _("Chưa giao"), _("chưa có người giải quyết")),
        ("elsewhere", _("Ở nơi khác"), _("chờ nơi được chuyển trả lời")),
    ]
    late = {"late": counts["late"] > 0}
    return [
        {
            "label": label,
            "figure": counts[key],
            "note": note,
            "url": f"{inbox}?tab={key}",
            "late": late.get(key),
        }
        for key, label, note in names
    ]


def _office_links() -> list[tuple[str, str, str]]:
    pages = [
        (_("Cán bộ"), "people:officers", _("Mở tài khoản, giao và kết thúc vai trò, đặt lại mật khẩu.")),
        (_("Đơn vị"), "people:units", _("Tên, mã và cấp trên theo từng ngày; tuần làm việc.")),
        (
            _("Quy định chờ xác nhận"),
            "people:rules",
            _("Xác nhận những quy định mà cơ quan phải xác nhận trước khi tính hạn."),
        ),
    ]
    return [(label, url, note) for label, name, note in pages if (url := nav.address(name))]


@require_safe
@reading
def search(request: DeskRequest) -> HttpResponse:
    """Cases and turns by words with or without marks, by name, by code; only what the officer may read."""
    today = dates.today()
    words = clean(request.GET.get("q", "").replace("\x00", ""))[:LONGEST]
    lines: list[dict[str, Any]] = []
    turns: list[dict[str, Any]] = []
    if fold(words):
        visible = register.visible_to(request.user, on=today)
        most = FIRST * 2
        found = queries.listed(queries.find(visible.apart(), words, on=today, most=most), on=today).order_by(
            *NEWEST
        )
        lines = [present.line(case, today) for case in found[:most]]
        units = policies.readable_units(request.user, on=today)
        known = reception.known_to(request.user, on=today).filter(unit__in=units)
        heard = reception.search(known, words)
        turns = [book_line(turn) for turn in queries.book(heard, on=today)[:FIRST]]
    context = {
        "words": words,
        "search_text": words,
        "lines": lines,
        "turns": turns,
        "most": FIRST * 2,
        "today": today,
    }
    return render(request, "desk/search.html", context)


@require_safe
@reading
def find_unit(request: DeskRequest) -> HttpResponse:
    """Names of units of today that hold these words, as options of a list."""
    typed = next((str(value) for name, value in request.GET.items() if name.endswith("unit_name")), "")
    words = clean(typed.replace("\x00", ""))[:LONGEST]
    names = queries.unit_names(words, on=dates.today()) if len(words) > 1 else []
    return render(request, "desk/parts/unit_options.html", {"names": names})
