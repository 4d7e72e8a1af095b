"""The register: narrowed, what presses first, many at once, taken out as a spreadsheet; and what is one's own."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from danvan.lib import dates, workbook
from danvan.papers.views.door import as_file
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit
from danvan.promises import actions, policies, present, queries
from danvan.promises.forms import BulkForm, FilterForm
from danvan.promises.models import Promise, PromiseQuerySet
from danvan.promises.views.door import UNPROCESSABLE
from danvan.web.asked import number
from danvan.web.forms import Form

PAGE = 50
MOST_AT_ONCE = 200


@require_safe
@login_required
def promises(request: OfficerRequest) -> HttpResponse:
    """The register as the officer reads it: what is late first; narrowed by state, topic, unit, words."""
    return _page(request)


def _rows(request: OfficerRequest) -> tuple[PromiseQuerySet, FilterForm]:
    units = policies.units_read(request.user, dates.today())
    if not units:
        raise PermissionDenied
    form = FilterForm(request.GET, units=_units(units))
    return queries.narrowed(queries.of_units(units), dates.today(), **form.kept()), form


def _units(units: frozenset[int]) -> list[tuple[str, str]]:
    today = dates.today()
    rows = Unit.objects.on(today).filter(pk__in=units).named(today)
    return [(str(row.pk), str(getattr(row, "shown_name", row))) for row in rows]


def _page(
    request: OfficerRequest, *, form: Form | None = None, chosen: Any = (), status: int = 200
) -> HttpResponse:
    today = dates.today()
    rows, narrowing = _rows(request)
    units = policies.units_read(request.user, today)
    page = Paginator(rows.overdue_first(today), PAGE).get_page(request.GET.get("page"))
    written = policies.units_written(request.user, today)
    context = {
        "page": page,
        "lines": present.lines(page.object_list, today),
        "filter": narrowing,
        "narrowed": bool(narrowing.kept()),
        "tabs": present.tabs(queries.counts(queries.of_units(units), today), narrowing.kept()),
        "bulk": form or (BulkForm(queries.officers_of(written, today)) if written else None),
        "chosen": set(chosen),
        "today": today,
        "query": request.GET.urlencode(),
    }
    return render(request, "promises/promises.html", context, status=status)


@require_POST
@login_required
def bulk(request: OfficerRequest) -> HttpResponse:
    """One step for many; each that cannot take it is named, the others are done."""
    today = dates.today()
    written = policies.units_written(request.user, today)
    if not written:
        raise PermissionDenied
    form = BulkForm(queries.officers_of(written, today), request.POST)
    chosen = [pk for pk in map(number, request.POST.getlist("chosen")) if pk is not None]
    units = policies.units_read(request.user, today)
    rows = list(queries.of_units(units).filter(pk__in=chosen[:MOST_AT_ONCE]).order_by("pk"))
    if form.is_valid() and not rows:
        form.add_error(None, _("Xin chọn ít nhất một lời hứa."))
    if not form.is_valid():
        return _page(request, form=form, chosen=chosen, status=UNPROCESSABLE)
    act = actions.assign if form.cleaned_data["what"] == "assign" else actions.extend
    done, refused = present.in_bulk(rows, act, form.given(), by=request.user, on=today)
    if done:
        said = ngettext("Đã ghi %(n)s lời hứa.", "Đã ghi %(n)s lời hứa.", done)
        messages.success(request, said % {"n": done})
    for sentence in refused:
        messages.warning(request, sentence)
    narrowed = request.GET.urlencode()
    return redirect(reverse("promises:promises") + (f"?{narrowed}" if narrowed else ""))


@require_safe
@login_required
def promises_xlsx(request: OfficerRequest) -> HttpResponse:
    """What is listed now, as a spreadsheet; nobody who raised anything is named in it."""
    today = dates.today()
    rows, _form = _rows(request)
    sheet = present.sheet(rows.overdue_first(today), today)
    name = f"so-loi-hua-{today:%Y-%m-%d}.xlsx"
    return as_file(workbook.made(sheet, columns=13), name=name, media_type=workbook.MEDIA_TYPE)


@require_safe
@login_required
def mine(request: OfficerRequest) -> HttpResponse:
    """What is in the officer's own hands, what is due first at the top; and what waits to be accepted in her units."""
    today = dates.today()
    units = policies.units_read(request.user, today)
    own = list(queries.of_officer(request.user))
    waiting: list[Promise] = [
        row
        for row in queries.waiting_in(units)[:PAGE]
        if any(move.verb == "promise_accept" for move in policies.available(row, request.user, today))
    ]
    context = {
        "lines": present.lines(own, today),
        "waiting": present.lines(waiting, today),
        "today": today,
    }
    return render(request, "promises/mine.html", context)
