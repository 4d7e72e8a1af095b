"""The card of a unit, the comparison of those below, the dossiers behind one share."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danvan.lib import dates, workbook
from danvan.people.http import OfficerRequest
from danvan.reports import periods, policies
from danvan.reports.views.door import as_file, as_json, choosing, opens_lists
from danvan.scores import card, present, queries
from danvan.scores import policies as scales
from danvan.scores.forms import ScoreForm
from danvan.scores.measures import MEASURES
from danvan.scores.sets import said
from danvan.web.parts import Tab

PAGE = 50


def asked_of(request: HttpRequest) -> ScoreForm:
    """The form of this address; raises PermissionDenied for a reader or a unit without figures."""
    today = dates.today()
    return ScoreForm(request.GET, **choosing(request), usual=periods.default(today), today=today)


@require_safe
@login_required
def page(request: OfficerRequest) -> HttpResponse:
    """Each indicator with its share, its formula and its points; then each unit below."""
    form = asked_of(request)
    if not form.is_valid():
        return render(request, "scores/card.html", {"form": form}, status=400)
    built, today = card.build(**form.asked()), dates.today()
    opens = opens_lists(request, built.whole.unit_ids, on=today)
    context = {
        "form": form,
        "built": built,
        "lines": [_line(line, request.GET, form, opens) for line in built.whole.lines],
        "total": present.points(built.whole.points),
        "note": said(built.set.note),
        "heads": present.heads(built),
        "rows": [row for row in present.rows(built) if row[0].is_known],
        "without": [card.name for card in built.units if not card.is_known],
        "presets": _presets(request.GET, form),
        "may_scale": built.unit.pk in scales.units_scaled(request.user, today),
        "query": request.GET.urlencode(),
    }
    return render(request, "scores/card.html", context)


def _line(line: card.Line, query: QueryDict, form: ScoreForm, opens: bool) -> dict[str, Any]:
    measure = line.indicator.measure
    return {
        "line": line,
        "said": present.said(line),
        "points": present.points(line.points),
        "most": present.points(line.most),
        "why": present.why_none(line),
        "formula": present.formula(measure, line) if measure else "",
        "url": _behind(line, form) if opens and line.whole else "",
    }


def _behind(line: card.Line, form: ScoreForm) -> str:
    """Where the dossiers of a line are listed; of figures the page that has them."""
    measure, got, address = line.indicator.measure, form.cleaned_data, QueryDict(mutable=True)
    address.update({"unit": got["unit"]})
    address.update({name: f"{got[name]:%d/%m/%Y}" for name in ("first", "last")})
    if measure is None:
        return ""
    names = {"satisfied": "ratings:board", "answered": "reports:people_relations"}
    url = (
        reverse(names[measure.key]) if measure.key in names else reverse("scores:behind", args=[measure.key])
    )
    return f"{url}?{address.urlencode()}"


def _presets(query: QueryDict, form: ScoreForm) -> list[Tab]:
    tabs, now = [], (form.cleaned_data["first"], form.cleaned_data["last"])
    for period in periods.presets(dates.today()):
        address = query.copy()
        address["first"], address["last"] = f"{period.first:%d/%m/%Y}", f"{period.last:%d/%m/%Y}"
        here = now == (period.first, period.last)
        tabs.append(Tab(period.label, f"?{address.urlencode()}", current=here))
    return tabs


@require_safe
@login_required
def page_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a spreadsheet."""
    form = asked_of(request)
    if not form.is_valid():
        return render(request, "scores/card.html", {"form": form}, status=400)
    built = card.build(**form.asked())
    name = f"cham-diem-{built.unit.key.lower()}-{built.span.first:%Y-%m-%d}-{built.span.last:%Y-%m-%d}.xlsx"
    return as_file(workbook.made(present.sheet(built), columns=12), workbook.MEDIA_TYPE, name)


@require_safe
@login_required
def page_json(request: HttpRequest) -> HttpResponse:
    """The same for machines."""
    form = asked_of(request)
    if not form.is_valid():
        return as_json({"errors": form.errors}, status=400)
    return as_json(present.as_dict(card.build(**form.asked())))


@require_safe
@login_required
def behind(request: OfficerRequest, key: str) -> HttpResponse:
    """The dossiers that a share rests on: those that are part of it, or with ?part=rest those that are not."""
    form, measure = asked_of(request), MEASURES.get(key)
    if measure is None or measure.of_whole is None or not form.is_valid():
        raise Http404
    asked, today = form.asked(), dates.today()
    built = card.build(**asked)
    if not policies.can_open_lists(request.user, built.whole.unit_ids, on=today):
        raise PermissionDenied
    rest = request.GET.get("part") == "rest"
    rows = queries.behind(request.user, built.whole.unit_ids, measure, built.span, good=not rest, on=today)
    address, tabs = request.GET.copy(), list[Tab]()
    for part, word in (("good", _("Đạt")), ("rest", _("Không đạt"))):
        address["part"] = part
        tabs.append(Tab(word, f"?{address.urlencode()}", current=(part == "rest") == rest))
    context: dict[str, Any] = {"page": Paginator(rows, PAGE).get_page(request.GET.get("page")), "tabs": tabs}
    context |= {
        "measure": measure,
        "built": built,
        "back": f"{reverse('scores:card')}?{request.GET.urlencode()}",
    }
    return render(request, "scores/behind.html", context)
