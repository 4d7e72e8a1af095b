"""What the work list is asked for by its address: a tab, filters, an order, columns; and the cases that answer it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OrderBy, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from danvan.cases import kinds
from danvan.cases.models import Case, CaseQuerySet
from danvan.cases.models.case import BY_END, BY_TERM
from danvan.cases.queries import visible_to
from danvan.desk import nav, policies, queries, tabs
from danvan.desk.forms.lists import ALL, COLUMNS, LETTERS, InboxFilter
from danvan.people.models import Account
from danvan.reception.models import GROUP_FROM

TABS = {
    "mine": gettext_lazy("Của tôi"),
    "stand_in": gettext_lazy("Thay người vắng"),
    "today": gettext_lazy("Đến hạn hôm nay"),
    "late": gettext_lazy("Quá hạn"),
    "waiting": gettext_lazy("Đang chờ"),
    "again": gettext_lazy("Dân báo chưa xong"),
    "unassigned": gettext_lazy("Chưa giao"),
    "office": gettext_lazy("Cả đơn vị"),
    "elsewhere": gettext_lazy("Ở nơi khác"),
    "done": gettext_lazy("Đã xong"),
}
ORDERS: Mapping[str, Sequence[OrderBy]] = {
    "due": BY_TERM,
    "subject": (F("folded").asc(), F("id").asc()),
    "status": (F("phase").asc(), F("status").asc(), F("id").asc()),
    "topic": (F("topic").asc(), F("id").asc()),
    "officer": (F("officer__sort_key").asc(nulls_first=True), F("id").asc()),
    "received": (F("received_on").asc(), F("id").asc()),
}
# Filter → how the database is asked.
LOOK_UPS = {
    "kind": "kind",
    "topic": "topic",
    "channel": "channel",
    "status": "status",
    "since": "received_on__gte",
    "until": "received_on__lte",
    "due_since": "due_on__gte",
    "due_until": "due_on__lte",
}


@dataclass(frozen=True)
class Address:
    """Who asks for the list, and the part of an address that says what for: all that is needed of a request."""

    user: Account
    GET: QueryDict


@dataclass
class Asked:
    """What the address asks for, and the cases that answer it; `request` came through the door, or is an Address."""

    request: Any
    today: date

    def __post_init__(self) -> None:
        readable = policies.readable_units(self.request.user, on=self.today)
        units = queries.names_of_units(self.request.user, on=self.today) if len(readable) > 1 else []
        offered = policies.offered_kinds(self.request.user, on=self.today)
        self.form = InboxFilter(self.request.GET, units=units, offered=offered)
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

    def found(self, most: int | None = None) -> CaseQuerySet:
        """The cases of the tab and the filters that the officer may read; of those with words the first so many."""
        if "only" in self.chosen:  # what was ticked is taken from whatever tab it stood in
            rows = visible_to(self.request.user, on=self.today)
        else:
            rows = tabs.cases_in(self.tab, officer=self.request.user, units=self.units(), on=self.today)
        if self.form.errors:
            # A filter that cannot be read: its sentence stands there, and no rows as if it had been.
            return rows.none()
        rows = rows.filter(**self._narrow())
        if words := self.chosen.get("q"):
            sorts = rows.apart() if "only" in self.chosen else [rows]
            return queries.find(sorts, words, on=self.today, order=self.order, most=most)
        return rows

    @cached_property
    def order(self) -> Sequence[OrderBy]:
        """The order asked for."""
        plain = self.sort.removeprefix("-")
        order = BY_END if self.tab == "done" and plain == "due" else ORDERS[plain]
        return [queries.turned(one) for one in order] if self.sort.startswith("-") else order

    def shown(self, rows: CaseQuerySet) -> QuerySet[Case]:
        """Cases as lines of the list, in its order."""
        return queries.listed(rows, on=self.today).order_by(*self.order)

    def _narrow(self) -> dict[str, Any]:
        """The filters that are a column's value, as the database asks for them."""
        narrow = {look_up: self.chosen[name] for name, look_up in LOOK_UPS.items() if name in self.chosen}
        if narrow.get("kind") == LETTERS:
            narrow["kind__in"] = [*kinds.letters()]
            del narrow["kind"]
        if "officer" in self.chosen:
            narrow["officer__in"] = queries.officers_called(self.chosen["officer"])
        if "many" in self.chosen:
            narrow["people__gte"] = GROUP_FROM
        if "only" in self.chosen:
            narrow["pk__in"] = [int(number) for number in self.chosen["only"].split(",")]
        return narrow

    def address(self, **changes: Any) -> str:
        """What the address asks for, without the page and what is chosen on it, in one order; some parts changed."""
        kept = QueryDict(mutable=True)
        for name in ("tab", "sort", *self.form.fields):
            kept.setlist(name, [value for value in self.request.GET.getlist(name) if value])
        for name, value in changes.items():
            kept[name] = str(value)
        return kept.urlencode()

    @property
    def narrowed(self) -> bool:
        """Whether a filter leaves some of the tab's cases out."""
        return bool(self.chosen.keys() - {"cols"} or self.form.errors)

    def known_count(self, request: HttpRequest) -> int | None:
        """How many there are, when the tab's own figure already says it."""
        return None if self.narrowed or self.tab == "done" else nav.counts(request)[self.tab]

    def columns(self) -> frozenset[str]:
        """Which columns are shown; in my own tab nobody needs to read my name."""
        shown = frozenset(self.chosen.get("cols") or COLUMNS)
        return shown - {"officer"} if self.tab == "mine" else shown
