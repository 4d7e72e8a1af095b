"""What an office furnishes its papers with: templates by kind, each with its versions, and how a unit signs."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.lib import dates, sheet
from danvan.papers import actions, heads, kinds, queries, vocabulary, word
from danvan.papers.check import MOST_BYTES
from danvan.papers.errors import PaperRefused, TemplateRefused
from danvan.papers.forms import LetterheadForm, TemplateForm
from danvan.papers.models import Template
from danvan.papers.views.door import UNPROCESSABLE, as_file, furnished_units, officers
from danvan.people import queries as people
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit


@require_safe
@officers
def templates(request: OfficerRequest) -> HttpResponse:
    """Every kind of paper, and which template the unit uses for it."""
    unit, choices = _unit(request)
    used = queries.in_use(unit, dates.today())
    rows = [
        {"kind": kind, "name": kinds.label(kind), "series": kind.series.label, "used": used.get(code)}
        for code, kind in kinds.all_kinds().items()
    ]
    context = {"rows": rows, "unit": unit, "units": choices, "head": heads.head_of(unit, dates.today())}
    return render(request, "papers/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def template(request: OfficerRequest, kind: str) -> HttpResponse:
    """One kind: its fields, its versions, and a Word file of the office's own."""
    found, (unit, choices) = kinds.get(kind), _unit(request)
    form = TemplateForm(request.POST, request.FILES) if request.method == "POST" else TemplateForm()
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            row = actions.adopt(
                unit, kind, name=sent.name, file=sent.read(MOST_BYTES + 1), by=request.user, on=dates.today()
            )
        except PaperRefused as why:
            for said in why.problems if isinstance(why, TemplateRefused) else [why.sentence]:
                form.add_error("file", said)
        else:
            messages.success(request, _("Đã nhận mẫu, phiên bản %(n)s.") % {"n": row.version})
            return redirect(f"{request.path}?unit={unit.key}")
    status = UNPROCESSABLE if form.errors else 200
    return render(
        request, "papers/template.html", _one(found, unit, form) | {"units": choices}, status=status
    )


@require_safe
@officers
def template_file(request: OfficerRequest, kind: str, version: int) -> HttpResponseBase:
    """A template as a Word file: an office's version, or with 0 the one that the product brings."""
    found, (unit, _choices) = kinds.get(kind), _unit(request)
    if version == 0:
        return as_file(word.default(found), name=f"{kind}.docx", media_type=sheet.MEDIA_TYPE)
    row = get_object_or_404(Template, unit=unit, kind=kind, version=version)
    name = f"{kind}-{row.version}.docx"
    return as_file(queries.content(row.sha256), name=name, media_type=sheet.MEDIA_TYPE)


@require_POST
@officers
def retire(request: OfficerRequest, kind: str, version: int) -> HttpResponse:
    """Use a version no longer."""
    unit, _choices = _unit(request)
    row = get_object_or_404(Template.objects.select_related("unit"), unit=unit, kind=kind, version=version)
    try:
        actions.retire(row, by=request.user, on=dates.today())
        messages.success(request, _("Đã bỏ mẫu; văn bản đã ban hành không đổi."))
    except PaperRefused as why:
        messages.error(request, why.sentence)
    return redirect(f"{_address(kind)}?unit={unit.key}")


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def letterhead(request: OfficerRequest) -> HttpResponse:
    """How a unit signs its papers."""
    unit, choices = _unit(request)
    head = heads.head_of(unit, dates.today())
    initial = {name: getattr(head, name) for name in ("mark", "drafting", "head_title", "place")}
    form = LetterheadForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        actions.set_letterhead(unit, **form.cleaned_data, by=request.user, on=dates.today())
        messages.success(request, _("Đã ghi."))
        return redirect(f"{request.path}?unit={unit.key}")
    context = {"form": form, "unit": unit, "units": choices, "head": head}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "papers/letterhead.html", context, status=status)


def _unit(request: OfficerRequest) -> tuple[Unit, list[tuple[str, str]]]:
    """The unit that the page is about, and those that may be chosen; 403 for one that is not the officer's."""
    mine, today = furnished_units(request), dates.today()
    choices = people.unit_choices(mine, today)
    key = request.GET.get("unit") or request.POST.get("unit") or (choices[0][0] if choices else "")
    if key not in dict(choices):
        raise PermissionDenied
    named: Any = Unit.objects.filter(key=key).named(today)
    return named.get(), choices


def _one(kind: Any, unit: Unit, form: TemplateForm) -> dict[str, Any]:
    """What the page of one kind shows."""
    words, needed = vocabulary.allowed(kind), set(vocabulary.required(kind))
    rows = queries.templates_of([unit.pk], kind)
    live = next((row for row in rows if not row.retired_on), None)
    return {
        "kind": kind,
        "name": kinds.label(kind),
        "unit": unit,
        "form": form,
        "rows": rows,
        "live": live,
        "words": [(name, said, name in needed) for name, said in words.items()],
        "trail": [(_("Mẫu văn bản"), f"{_address()}?unit={unit.key}"), (kinds.label(kind), "")],
    }


def _address(kind: str = "") -> str:
    return reverse("papers:template", args=[kind]) if kind else reverse("papers:templates")
