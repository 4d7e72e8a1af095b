"""Lists of procedures brought in: the upload, one list from its first look to its drafts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit
from danvan.procedures import actions, policies, present, queries
from danvan.procedures.forms import FileForm
from danvan.procedures.models import Import
from danvan.procedures.views.door import UNPROCESSABLE, keepers, writing

PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def imports(request: OfficerRequest) -> HttpResponse:
    """The form for a file, and what was brought in before."""
    today = dates.today()
    form = FileForm(keepers(request))
    if request.method == "POST":
        form = FileForm(keepers(request), request.POST, request.FILES)
        if form.is_valid() and (found := _prepared(request, form)):
            return redirect("procedures:import", found.pk)
    mine = queries.imports_of(policies.units_of(request.user, today))
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(row, present.STATES[Import.State(row.state)]) for row in page],
        "trail": [(_("Thủ tục hành chính"), "/desk/procedures/"), (_("Nhập danh mục"), "")],
    }
    return render(request, "procedures/imports.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
@writing
def one(request: OfficerRequest, pk: int) -> HttpResponse:
    """One list: what will become, or became, of each entry, and what of it is not clear."""
    found = _mine(request, pk)
    page = Paginator(queries.lines_of(found, request.GET.get("fate", "")), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "found": found,
        "state": present.STATES[Import.State(found.state)],
        "page": page,
        "lines": [present.line(row) for row in page],
        "tabs": present.fates(found, request.GET.get("fate", "")),
        "trail": [
            (_("Thủ tục hành chính"), "/desk/procedures/"),
            (_("Nhập danh mục"), "/desk/procedures/imports/"),
            (found.file_name, ""),
        ],
    }
    return render(request, "procedures/import.html", context)


@require_POST
@writing
def go(request: OfficerRequest, pk: int) -> HttpResponse:
    """Make drafts of the entries."""
    found = _mine(request, pk)
    try:
        actions.bring_in(found, by=request.user, on=dates.today())
        messages.success(
            request, _("Đã nhập vào danh mục, đều là bản thảo. Làm rõ rồi công bố từng thủ tục.")
        )
    except Refused as why:
        messages.error(request, why.sentence)
    return redirect("procedures:import", pk)


@require_POST
@writing
def drop(request: OfficerRequest, pk: int) -> HttpResponse:
    """Give the file up; the catalogue stays as it is."""
    found = _mine(request, pk)
    try:
        actions.give_up(found, by=request.user, on=dates.today())
        messages.success(request, _("Đã bỏ tệp; danh mục không đổi."))
    except Refused as why:
        messages.error(request, why.sentence)
    return redirect("procedures:imports")


def _prepared(request: OfficerRequest, form: FileForm) -> Import | None:
    """What was read, or None with a sentence at the field."""
    got, sent = form.cleaned_data, form.cleaned_data["file"]
    unit = Unit.objects.by_key(got["unit"])
    try:
        return actions.prepare(
            unit=unit, name=sent.name, content=sent.read(), by=request.user, on=dates.today()
        )
    except Refused as why:
        form.refuse(why)
        return None


def _mine(request: OfficerRequest, pk: int) -> Import:
    """The list, where it is of a unit of the officer's; 404 for none, 403 for another's."""
    found = get_object_or_404(Import.objects.select_related("unit", "by"), pk=pk)
    if not policies.can_edit(request.user, found.unit_id, dates.today()):
        raise PermissionDenied
    return found
