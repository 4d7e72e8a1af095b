"""Exemplars that were recognised and published: the list, one of them with photos, how far it spread, open data."""

import json
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from danvan.dashboards import board, tiles
from danvan.emulation import files, present, queries
from danvan.emulation.forms.exemplars import ListForm
from danvan.emulation.models import Photo
from danvan.emulation.views.writing import photo_answer
from danvan.emulation.workflow import HELD, Status
from danvan.lib import dates, delimited
from danvan.people.models import Unit
from danvan.portal.views.show import show
from danvan.rates import actions as rates
from danvan.web.addresses import address_of
from danvan.web.views import too_many_requests

PAGE = 30
MOST_ROWS = 20_000
MOST_TREES = 20


def _list_form(request: HttpRequest) -> ListForm:
    today = dates.today()
    names = present.names_of(queries.public().order_by().values_list("unit", flat=True).distinct(), today)
    units = sorted(((str(pk), name) for pk, name in names.items()), key=lambda each: each[1])
    states = [
        ("in_force", _("Đang có hiệu lực")),
        ("expired", _("Hết hạn công nhận")),
        (Status.REVOKED.value, _("Đã thu hồi công nhận")),
    ]
    return ListForm(request.GET, units, states)


@require_safe
def emulation(request: HttpRequest) -> HttpResponse:
    """The list with its filters, thirty a page, each with a photo where there is one."""
    today, form = dates.today(), _list_form(request)
    asked = form.asked()
    rows = queries.with_copies(queries.narrowed(queries.public(), asked, today))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shots = queries.public_photos([row.pk for row in page])
    lines = [
        (line, next(iter(shots.get(line.row.pk, [])), None)) for line in present.lines(list(page), today)
    ]
    context = {
        "form": form,
        "page": page,
        "lines": lines,
        "narrowed": any(asked.values()),
        "query": request.GET.urlencode(),
        "open": queries.open_movements(today).filter(online=True).exists(),
    }
    return show(request, "emulation", context, here="emulation")


@require_safe
def emulated(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what was done, what came of it, scores, photos, after whom it was made, who made one after it."""
    today = dates.today()
    row = get_object_or_404(queries.public().prefetch_related("results"), pk=pk)
    names = present.names_of([row.unit_id], today)
    branches = queries.tree_of(row, rows=queries.public())[1:]
    source = row.copied_from
    scores = queries.board(row)
    context = {
        "row": row,
        "unit": names.get(row.unit_id, ""),
        "state": present.standing(row, today),
        "term": present.term(row),
        "board": scores,
        "photos": [photo for photo in scores.photos if photo.public],
        "results": list(row.results.all()),
        "who": row.holder.full_name if row.is_private and row.holder.agrees else "",
        "source": source if source and source.published_on else None,
        "branches": branches,
        "expired": row.is_expired(today),
    }
    return show(request, "emulated", context, here="emulation")


@require_safe
@cache_control(public=True, max_age=3600)
def emulation_photo(request: HttpRequest, pk: int) -> FileResponse:
    """A photo that everybody may see, of an exemplar that is published."""
    public = Photo.objects.filter(public=True, exemplar__published_on__isnull=False)
    return photo_answer(get_object_or_404(public, pk=pk))


@require_safe
def emulation_spread(request: HttpRequest) -> HttpResponse:
    """How far exemplars spread: on the map of units, and as trees, each with the day on which it was taken up."""
    today = dates.today()
    rows = list(queries.public().filter(status__in=HELD))
    counted: dict[int, int] = {}
    for row in rows:
        counted[row.unit_id] = counted.get(row.unit_id, 0) + 1
    trees = queries.forest(queries.public())[:MOST_TREES]
    names = present.names_of({each.row.unit_id for tree in trees for each in tree}, today)
    drawn = _drawn(counted)
    context = {
        "trees": [
            [(each, present.standing(each.row, today), names.get(each.row.unit_id, "")) for each in tree]
            for tree in trees
        ],
        "map": drawn,
        "legend": board.legend(drawn, share=False) if drawn else [],
        "figure": {"label": _("Điển hình đã được công nhận và công khai")},
        "table": _table(counted),
        "copies": sum(1 for row in rows if row.copied_from_id),
        "total": len(rows),
    }
    return show(request, "emulation_spread", context, here="emulation")


def _drawn(counted: dict[int, int]) -> tiles.Map | None:
    """The map on which most of them have a tile, the units without any at nought."""
    named = Unit.objects.filter(key__in={key for cells in tiles.layouts().values() for key in cells})
    layout = max(
        tiles.layouts().values(),
        key=lambda cells: named.filter(pk__in=list(counted), key__in=list(cells)).count(),
    )
    units = named.filter(key__in=list(layout)).named(dates.today())
    values = [
        tiles.Value(unit.key, unit.shown_name, counted.get(unit.pk, 0), str(counted.get(unit.pk, 0)))
        for unit in units
    ]
    return tiles.drawn(values)


def _table(counted: dict[int, int]) -> list[tuple[str, int]]:
    names = present.names_of(counted, dates.today())
    return sorted(((names.get(pk, ""), n) for pk, n in counted.items()), key=lambda each: (-each[1], each[0]))


@require_safe
def emulation_data(request: HttpRequest, form: str) -> HttpResponseBase:
    """Open data: what the list shows, narrowed in the same way; nobody's name is in it."""
    if seconds := rates.count("api", address_of(request)):
        return too_many_requests(request, seconds)
    today = dates.today()
    rows = queries.narrowed(queries.public(), _list_form(request).asked(), today)
    chosen = list(rows.select_related("movement")[:MOST_ROWS])
    if form == "csv":
        return delimited.answer("thi-dua.csv", files.heads(), files.table(chosen, today))
    heads = files.KEYS
    told: dict[str, Any] = {
        "as_of": today.isoformat(),
        "rows": [dict(zip(heads, line, strict=True)) for line in files.table(chosen, today)],
    }
    return HttpResponse(
        json.dumps(told, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8"
    )
