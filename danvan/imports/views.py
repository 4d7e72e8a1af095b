"""Old registers brought in: the list with the upload, one import from its first look to its end."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.imports import actions, policies, present, queries, sheet, tasks
from danvan.imports.errors import Refused
from danvan.imports.forms import ColumnsForm, FileForm, ReasonForm
from danvan.imports.models import Import
from danvan.imports.workflow import State
from danvan.lib import dates
from danvan.lib.workbook import MEDIA_TYPE
from danvan.people import queries as people
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit

UNPROCESSABLE = 422
PAGE = 50
View = Callable[..., HttpResponseBase]


def bringing(view: View) -> View:
    """A page for whoever leads or administers a unit; kept by no cache."""

    @wraps(view)
    @login_required
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policies.units_of(request.user, on=dates.today()):  # type: ignore[arg-type]
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return page


@require_http_methods(["GET", "HEAD", "POST"])
@bringing
def imports(request: OfficerRequest) -> HttpResponse:
    """Every import of the officer's units, and the form for a further file."""
    mine, today = policies.units_of(request.user, on=dates.today()), dates.today()
    form = FileForm(people.unit_choices(mine, today))
    if request.method == "POST":
        form = FileForm(people.unit_choices(mine, today), request.POST, request.FILES)
        if form.is_valid() and (found := _prepared(request, form)):
            return redirect("imports:import", pk=found.pk)
    page = Paginator(queries.imports(mine, today), PAGE).get_page(request.GET.get("page"))
    rows = [(row, present.named(row)) for row in page]
    context = {"form": form, "page": page, "rows": rows}
    return render(request, "imports/imports.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
@bringing
def one(request: OfficerRequest, pk: int) -> HttpResponse:
    """One import: what was read, what is not understood, what came of it."""
    found = _readable(request, pk)
    return render(request, "imports/import.html", _context(request, found))


@require_POST
@bringing
def columns(request: OfficerRequest, pk: int) -> HttpResponse:
    """Say which column is which, and read the file again."""
    found = _readable(request, pk)
    form = ColumnsForm(found, request.POST)
    if form.is_valid():
        row, chosen = form.cleaned_data["heading_row"], form.chosen(form.cleaned_data)
        try:
            actions.set_columns(found, chosen, heading_row=row, by=request.user, on=dates.today())
            return redirect("imports:import", pk=pk)
        except Refused as why:
            form.add_error("heading_row" if row else None, why.sentence)
    return render(
        request, "imports/import.html", _context(request, found, columns=form), status=UNPROCESSABLE
    )


@require_POST
@bringing
def go(request: OfficerRequest, pk: int) -> HttpResponse:
    """Let the worker bring it in, once all of this is committed."""
    found, leaves_out = _readable(request, pk), "leave_out" in request.POST
    try:
        with transaction.atomic():
            actions.queue(found, leaves_out=leaves_out, by=request.user, on=dates.today())
            transaction.on_commit(partial(tasks.bring_in.defer, number=pk, by=request.user.pk))
    except Refused as why:
        return render(
            request,
            "imports/import.html",
            _context(request, found, refused=why.sentence),
            status=UNPROCESSABLE,
        )
    return redirect("imports:import", pk=pk)


@require_POST
@bringing
def drop(request: OfficerRequest, pk: int) -> HttpResponse:
    """Give an import up that is not in."""
    found = _readable(request, pk)
    try:
        actions.drop(found, by=request.user, on=dates.today())
        messages.success(request, _("Đã bỏ tệp; sổ không đổi."))
    except Refused as why:
        messages.error(request, why.sentence)
    return redirect("imports:import", pk=pk)


@require_POST
@bringing
def take_out(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take an import out again, with the reason."""
    found, form = _readable(request, pk), ReasonForm(request.POST)
    if form.is_valid():
        try:
            actions.take_out(found, text=form.cleaned_data["text"], by=request.user, on=dates.today())
            messages.success(request, _("Đã rút lần nhập ra khỏi sổ."))
            return redirect("imports:import", pk=pk)
        except Refused as why:
            form.add_error(None, why.sentence)
    return render(request, "imports/import.html", _context(request, found, reason=form), status=UNPROCESSABLE)


@require_POST
@bringing
def kept(request: OfficerRequest, pk: int) -> HttpResponse:
    """The rows that were kept, as a spreadsheet to mend and bring in; with names, and on record."""
    found = _readable(request, pk)
    try:
        actions.give_kept(found, by=request.user, on=dates.today())
    except Refused as why:
        messages.error(request, why.sentence)
        return redirect("imports:import", pk=pk)
    response = HttpResponse(sheet.of_kept(found, queries.kept_lines(found)), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="dong-de-lai-{found.pk}.xlsx"'
    return response


@require_POST
@bringing
def back(request: OfficerRequest, pk: int) -> HttpResponseBase:
    """What came in, as a spreadsheet in the form in which it came; with names, for a reason, and on record."""
    found, form, today = _readable(request, pk), ReasonForm(request.POST, auto_id="back_%s"), dates.today()
    if form.is_valid():
        try:
            actions.give_back(found, text=form.cleaned_data["text"], by=request.user, on=today)
            file, name = sheet.of_import(found, by=request.user, on=today), f"so-cu-{found.pk}.xlsx"
            return FileResponse(file, as_attachment=True, filename=name, content_type=MEDIA_TYPE)
        except Refused as why:
            form.add_error(None, why.sentence)
    context = _context(request, found, back=form)
    return render(request, "imports/import.html", context, status=UNPROCESSABLE)


def _prepared(request: OfficerRequest, form: FileForm) -> Import | None:
    """The import that was read, or None with a sentence at the field."""
    got = form.cleaned_data
    sent = got["file"]
    try:
        return actions.prepare(
            unit=Unit.objects.by_key(got["unit"]),
            register=got["register"],
            name=sent.name,
            content=sent.read(),
            by=request.user,
            on=dates.today(),
        )
    except Refused as why:
        form.add_error("file", why.sentence)
        return None


def _readable(request: OfficerRequest, pk: int) -> Import:
    """The import, if it is of one of the officer's units; 404 when there is none, 403 when it is another's."""
    mine, today = policies.units_of(request.user, on=dates.today()), dates.today()
    found = get_object_or_404(Import, pk=pk)
    if found.unit_id not in mine:
        raise PermissionDenied
    return queries.imports([found.unit_id], today).get(pk=pk)


def _context(
    request: OfficerRequest,
    found: Import,
    *,
    columns: ColumnsForm | None = None,
    reason: ReasonForm | None = None,
    back: ReasonForm | None = None,
    refused: str = "",
) -> dict[str, Any]:
    """What the page of an import shows."""
    waits = found.state == State.READ
    reads = policies.reads(request.user, found.unit, on=dates.today())
    return {
        "found": found,
        "word": present.named(found),
        "seen": present.seen(found, reads=reads),
        "reads": reads,
        "back": back or ReasonForm(auto_id="back_%s"),
        "columns": columns or (ColumnsForm(found) if waits else None),
        "reason": reason or ReasonForm(),
        "refused": refused or (found.why if waits else ""),
        "kept": [] if waits else present.lines(found, queries.kept_lines(found)[:200], reads=reads),
        "trail": [(_("Nhập sổ cũ"), "/desk/imports/"), (found.file_name, "")],
    }
