"""What people think: of a unit and those below it, of its procedures, of its officers where enough answered."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from danvan.lib import dates, workbook
from danvan.people.http import OfficerRequest
from danvan.ratings import policies, present, queries, rules
from danvan.ratings.sums import of_batches
from danvan.reports import periods
from danvan.reports.forms import ReportForm
from danvan.reports.views.door import as_file, as_json, choosing
from danvan.web.parts import Tab


class RatedForm(ReportForm):
    """Unit and period; by the units of each day."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        del self.fields["units_of"]

    def asked(self) -> dict[str, Any]:
        """The arguments of present.build."""
        got = self.cleaned_data
        return {"unit": self.offered[got["unit"]], "first": got["first"], "last": got["last"]}


def asked_of(request: HttpRequest) -> RatedForm:
    """The form of this address; raises PermissionDenied for a reader or a unit without figures."""
    today = dates.today()
    return RatedForm(request.GET, **choosing(request), usual=periods.default(today), today=today)


def tabs(form: RatedForm, query: Any) -> list[Tab]:
    """The periods that are usually asked for."""
    found, now = [], (form.cleaned_data.get("first"), form.cleaned_data.get("last"))
    for period in periods.presets(form.today):
        address = query.copy()
        address["first"], address["last"] = f"{period.first:%d/%m/%Y}", f"{period.last:%d/%m/%Y}"
        found.append(Tab(period.label, f"?{address.urlencode()}", current=now == (period.first, period.last)))
    return found


@require_safe
@login_required
def page(request: OfficerRequest) -> HttpResponse:
    """A unit over a period with each unit below it; whoever reads sees her own average, where enough answered."""
    form = asked_of(request)
    if not form.is_valid():
        return render(request, "ratings/board.html", {"form": form}, status=400)
    asked, today = form.asked(), dates.today()
    built = present.build(**asked)
    rows = present.ordered(built.units, request.GET.get("sort", ""))
    mine = of_batches(queries.of_officer(request.user, asked["first"], asked["last"]))
    context = {
        "form": form,
        "built": built,
        "asked": asked,
        "presets": tabs(form, request.GET),
        "columns": present.columns(),
        "rows": [(line, present.labelled(line)) for line in rows],
        "procedures": built.procedures,
        "mine": mine if mine.n else None,
        "least": rules.least(),
        "reads_words": asked["unit"].pk in policies.units_of_words(request.user, today),
        "leads": bool(policies.led(request.user, today)),
        "query": request.GET.urlencode(),
    }
    return render(request, "ratings/board.html", context)


@require_safe
@login_required
def page_xlsx(request: HttpRequest) -> HttpResponse:
    """The table of units as a spreadsheet."""
    form = asked_of(request)
    if not form.is_valid():
        return render(request, "ratings/board.html", {"form": form}, status=400)
    asked = form.asked()
    built, heads = present.build(**asked), [column.label for column in present.columns()]
    rows = [[line.name, *present.cells(line)] for line in [built.whole, *built.units]]
    name = f"danh-gia-{asked['first']:%Y-%m-%d}-{asked['last']:%Y-%m-%d}.xlsx"
    return as_file(workbook.made([heads, *rows], columns=len(heads)), workbook.MEDIA_TYPE, name)


@require_safe
@login_required
def page_json(request: HttpRequest) -> HttpResponse:
    """The same for machines: sums."""
    form = asked_of(request)
    if not form.is_valid():
        return as_json({"errors": form.errors}, status=400)
    built = present.build(**form.asked())
    told = {"whole": present.as_dict(built.whole), "units": [present.as_dict(line) for line in built.units]}
    return as_json({**told, "least": rules.least()})


@require_safe
@login_required
def officers(request: OfficerRequest) -> HttpResponse:
    """The averages of the officers of the units that the reader leads: each of so many answers at least."""
    units = policies.led(request.user, dates.today())
    if not units:
        raise PermissionDenied
    form = asked_of(request)
    if not form.is_valid():
        wrong = {"form": form, "least": rules.least()}
        return render(request, "ratings/officers.html", wrong, status=400)
    asked = form.asked()
    rows = present.officers(units & {asked["unit"].pk}, asked["first"], asked["last"])
    context = {"form": form, "rows": rows, "least": rules.least(), "led": asked["unit"].pk in units}
    return render(request, "ratings/officers.html", context)
