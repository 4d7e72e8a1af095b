"""How long people waited and were served: by hall, counter, hour of the day and service; as a page and as a list."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from danvan.counters import policies, present, queries
from danvan.counters.forms.halls import SpanForm
from danvan.counters.models import Counter, Hall, Service
from danvan.counters.views.door import seeing
from danvan.lib import dates, delimited, workbook
from danvan.papers.views.door import as_file
from danvan.people.http import OfficerRequest
from danvan.web import words

TITLES = {
    "hall": gettext_lazy("Nơi tiếp nhận"),
    "counter": gettext_lazy("Quầy"),
    "hour": gettext_lazy("Giờ trong ngày"),
    "service": gettext_lazy("Việc"),
}


class Asked:
    """What the page was asked: over which halls and days, and the figures."""

    def __init__(self, request: OfficerRequest) -> None:
        today = dates.today()
        halls = list(queries.halls_of(policies.units_seen(request.user, on=today), on=today, ended=True))
        names = [(hall.key, f"{hall.name}, {hall.unit_name}") for hall in halls]  # type: ignore[attr-defined]
        self.form = SpanForm(names, request.GET)
        got: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        self.last: date = got.get("last") or today
        self.first: date = got.get("first") or (self.last if got.get("last") else today)
        self.first = min(self.first, self.last)
        chosen = got.get("hall", "")
        self.halls = [hall for hall in halls if chosen in ("", hall.key)]
        self.today = today

    def tables(self) -> dict[str, list[present.Row]]:
        """The figures, each with its name; seven statements at most, however many halls."""
        keys = [hall.pk for hall in self.halls]
        found = queries.figures(keys, first=self.first, last=self.last)
        since = queries.longest_now(keys, on=self.today)
        return present.statistics(found, self._names(keys), {pk: words.clock(at) for pk, at in since.items()})

    def _names(self, keys: list[int]) -> dict[tuple[str, int | None], str]:
        several = len(keys) > 1
        halls: dict[int, Hall] = {hall.pk: hall for hall in self.halls}
        names: dict[tuple[str, int | None], str] = {("hall", pk): hall.name for pk, hall in halls.items()}
        for counter in Counter.objects.filter(hall__in=keys):
            said = _("Quầy %(n)s") % {"n": counter.title}
            names["counter", counter.pk] = f"{halls[counter.hall_id].name}: {said}" if several else said
        for service in Service.objects.filter(hall__in=keys):
            said = f"{service.letter} · {service.name}"
            names["service", service.pk] = f"{halls[service.hall_id].name}: {said}" if several else said
        return names


@require_safe
@seeing
def statistics(request: OfficerRequest) -> HttpResponse:
    """The page."""
    asked = Asked(request)
    tables = asked.tables()
    context = {
        "form": asked.form,
        "first": asked.first,
        "last": asked.last,
        "tables": [(str(TITLES[by]), rows) for by, rows in tables.items() if rows],
        "any_hall": bool(asked.halls),
        "query": request.GET.urlencode(),
    }
    return render(request, "counters/statistics.html", context)


@require_safe
@seeing
def statistics_csv(request: OfficerRequest) -> StreamingHttpResponse:
    """The same as a list of comma-separated values."""
    asked = Asked(request)
    head, *rows = _lines(asked)
    return delimited.answer(_named(asked, "csv"), head, rows)


@require_safe
@seeing
def statistics_xlsx(request: OfficerRequest) -> HttpResponse:
    """The same as a spreadsheet."""
    asked = Asked(request)
    return as_file(
        workbook.made(_lines(asked), columns=12), name=_named(asked, "xlsx"), media_type=workbook.MEDIA_TYPE
    )


def _named(asked: Asked, ending: str) -> str:
    return f"cho-va-phuc-vu-{asked.first:%Y-%m-%d}-{asked.last:%Y-%m-%d}.{ending}"


def _lines(asked: Asked) -> Iterator[list[str | int]]:
    """The head, then a line for each figure; times in minutes."""
    yield [
        *(_("Theo"), _("Tên"), _("Số việc"), _("Đã xong"), _("Gọi không có mặt"), _("Bỏ vì vắng")),
        *(_("Hết giờ"), _("Chờ, trung vị (phút)"), _("Chờ, 90% (phút)")),
        *(_("Phục vụ, trung vị (phút)"), _("Phục vụ, 90% (phút)"), _("Chờ lâu nhất lúc này, từ")),
    ]
    for by, rows in asked.tables().items():
        for row in rows:
            one = row.figures
            yield [
                *(str(TITLES[by]), row.label, one.errands, one.done, one.missed, one.absent, one.closed),
                *(row.wait, row.wait_90, row.serve, row.serve_90, row.since),
            ]
