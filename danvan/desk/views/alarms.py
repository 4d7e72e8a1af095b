"""What is due soon, due today, overdue, and who was told: asked of the register when the page is read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from danvan.alarms import queries
from danvan.cases.queries import visible_to
from danvan.desk import alarmpage, policies
from danvan.desk.forms.lists import AlarmFilter
from danvan.desk.queries import listed
from danvan.desk.views.door import DeskRequest, reading
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people.models import Unit
from danvan.people.roles import Role
from danvan.web.parts import Column, Tab

PAGE = 50
REMEMBERED = timedelta(days=14)  # for so long the page shows what was sent
ALL = "all"
TABS = {ALL: gettext_lazy("Tất cả"), **alarmpage.KINDS}
ORDERS = {
    "late": ("alarm_on", "pk"),
    "subject": ("folded", "pk"),
    "officer": (F("officer__sort_key").asc(nulls_first=True), "alarm_on", "pk"),
    "unit": ("unit_name", "alarm_on", "pk"),
}


@dataclass
class Asked:
    """What the address asks for, and the alarms that answer it."""

    request: DeskRequest
    today: date

    def __post_init__(self) -> None:
        sees = people.standing(self.request.user, self.today).reads
        self.units: Any = list(Unit.objects.filter(pk__in=sees).named(self.today))
        names = [(unit.pk, unit.shown_name) for unit in self.units if unit.exists_on(self.today)]
        offered = policies.offered_kinds(self.request.user, on=self.today)
        self.form = AlarmFilter(self.request.GET, units=names, offered=offered)
        self.chosen = self.form.chosen()
        tab, sort = self.request.GET.get("tab", ALL), self.request.GET.get("sort", "late")
        self.tab = tab if tab in TABS else ALL
        self.sort = sort if sort.removeprefix("-") in ORDERS else "late"

    @cached_property
    def alarmed(self) -> Any:
        """Everything that sounds for the officer, within the filters."""
        found = visible_to(self.request.user, on=self.today)
        found = found.filter(queries.concerning(self.request.user, on=self.today))
        narrow = {"unit": "unit_responsible", "kind": "kind"}
        found = found.filter(**{narrow[name]: value for name, value in self.chosen.items()})
        if self.form.errors:
            found = found.none()
        return queries.alarmed(found, [(unit.pk, unit.week) for unit in self.units], on=self.today)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of each kind."""
        return queries.counts(self.alarmed, on=self.today)

    @property
    def rows(self) -> Any:
        """Those of the tab, in order."""
        rows = self.alarmed if self.tab == ALL else self.alarmed.filter(queries.kinds(self.today)[self.tab])
        ordered = listed(rows, on=self.today).order_by(*ORDERS[self.sort.removeprefix("-")])
        return ordered.reverse() if self.sort.startswith("-") else ordered


@require_safe
@reading
def alarms(request: DeskRequest) -> HttpResponse:
    """The list of alarms; see the module."""
    today = dates.today()
    asked = Asked(request, today)
    paginator = Paginator(asked.rows, PAGE)
    paginator.count = asked.counts[asked.tab]
    page = paginator.get_page(request.GET.get("page"))
    told = queries.told(page.object_list)
    context = {
        "today": today,
        "form": asked.form,
        "tabs": _tabs(request, asked),
        "columns": _columns(),
        "page": page,
        "lines": [alarmpage.line(row, told[row.pk], today) for row in page.object_list],
        "narrowed": bool(asked.chosen or asked.form.errors or asked.tab != ALL),
        "discipline": alarmpage.discipline(today),
        "to_confirm": _to_confirm(request, {unit.pk for unit in asked.units}, today),
        "messages_sent": alarmpage.messages(request.user, today - REMEMBERED, today),
        "silent": not request.user.email,
        "promises": alarmpage.promises(request.user, today),
    }
    return render(request, "desk/alarms.html", context)


def _to_confirm(request: DeskRequest, unit_ids: Collection[int], today: date) -> bool:
    """Whether the officer could confirm the rule of the threshold, and nobody has."""
    may = policies.holds(request.user, [Role.LEADER, Role.ADMINISTRATOR], on=today)
    return may and not queries.can_alarm_discipline(unit_ids, on=today)


def _tabs(request: DeskRequest, asked: Asked) -> list[Tab]:
    kept = request.GET.copy()
    kept.pop("page", None)
    made = []
    for key, label in TABS.items():
        kept["tab"] = key
        if key in (ALL, asked.tab, *alarmpage.USUAL) or asked.counts[key]:
            made.append(Tab(str(label), f"?{kept.urlencode()}", asked.counts[key], current=key == asked.tab))
    return made


def _columns() -> list[Column]:
    return [
        Column(_("Mã")),
        Column(_("Cảnh báo"), "late"),
        Column(_("Việc"), "subject"),
        Column(_("Ai giải quyết"), "officer"),
        Column(_("Đơn vị"), "unit"),
        Column(_("Đã báo ai")),
    ]
