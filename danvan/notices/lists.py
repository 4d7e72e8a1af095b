"""What the address of the work list asks for, and the tellings that answer it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.cases.models.people import TellBy
from danvan.lib import dates
from danvan.notices import queries
from danvan.notices.models import State
from danvan.people.http import OfficerRequest
from danvan.web.parts import Column, Tab

ALL = "all"
TABS = {
    ALL: (gettext_lazy("Tất cả"), Q()),
    "failed": (gettext_lazy("Không gửi được"), ~Q(state=State.DUE)),
    "phone": (gettext_lazy("Cần gọi điện"), Q(state=State.DUE, channel=TellBy.PHONE)),
    "post": (gettext_lazy("Cần gửi giấy"), Q(state=State.DUE, channel=TellBy.POST)),
    "visit": (gettext_lazy("Báo trực tiếp"), Q(state=State.DUE, channel=TellBy.VISIT)),
}
ORDERS = {
    "since": ("made_at", "pk"),
    "case": ("case__folded", "made_at", "pk"),
    "who": ("party__folded", "made_at", "pk"),
    "unit": ("unit_name", "made_at", "pk"),
}


@dataclass
class Asked:
    """The tab and the order that the address names, and the rows of both."""

    request: OfficerRequest

    def __post_init__(self) -> None:
        self.today = dates.today()
        tab, sort = self.request.GET.get("tab", ALL), self.request.GET.get("sort", "since")
        self.tab = tab if tab in TABS else ALL
        self.sort = sort if sort.removeprefix("-") in ORDERS else "since"
        self.all = queries.worklist(self.request.user, dates.now(), on=self.today)

    @property
    def narrowed(self) -> bool:
        """Whether a tab hides something."""
        return self.tab != ALL

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many stand in each tab: one statement."""
        kinds = {name: Count("pk", filter=some) for name, (_label, some) in TABS.items() if name != ALL}
        return self.all.aggregate(all=Count("pk"), **kinds)

    @property
    def rows(self) -> Any:
        """Those of the tab, in order."""
        found = queries.listed(self.all.filter(TABS[self.tab][1]), on=self.today)
        ordered = found.order_by(*ORDERS[self.sort.removeprefix("-")])
        return ordered.reverse() if self.sort.startswith("-") else ordered

    def tabs(self) -> list[Tab]:
        """The tabs with their counts; the order stays."""
        kept = self.request.GET.copy()
        kept.pop("page", None)
        made = []
        for key, (label, _some) in TABS.items():
            kept["tab"] = key
            made.append(Tab(str(label), f"?{kept.urlencode()}", self.counts[key], current=key == self.tab))
        return made

    def columns(self) -> list[Column]:
        """The heads of the table."""
        return [
            Column(_("Từ lúc"), "since"),
            Column(_("Báo cho"), "who"),
            Column(_("Điều cần báo, việc"), "case"),
            Column(_("Cách báo")),
            Column(_("Tình trạng")),
            Column(_("Đơn vị"), "unit"),
        ]
