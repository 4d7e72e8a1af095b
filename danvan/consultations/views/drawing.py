"""A draft is described, its text is typed or read from a Word file, its versions are set beside each other."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from danvan.cases.actions import files
from danvan.cases.errors import FileRefused
from danvan.consultations import actions, grounds, parts, policies, present, queries, versions
from danvan.consultations.forms.desk import DescribeForm, DraftForm, UploadForm
from danvan.consultations.models import Consultation, DraftFile
from danvan.consultations.views.door import (
    CONFLICT,
    UNPROCESSABLE,
    allowed,
    download,
    found,
    reading,
)
from danvan.lib import dates
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit
from danvan.web.asked import seen_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: OfficerRequest) -> HttpResponse:
    """Begin a consultation: what it is about, who asks, on what ground."""
    today = dates.today()
    units = list(
        Unit.objects.on(today).filter(pk__in=policies.units_drafted(request.user, today)).named(today)
    )
    if not units:
        raise PermissionDenied
    asked = grounds.on_day(units[0], today)
    form = DescribeForm(units, asked, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.draw_up(form.told(), unit=form.of_unit(), by=request.user, on=today)
            return redirect("consultations:draft", made.pk)
        except Refused as why:
            form.refuse(why)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "consultations/describe.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Mend what is said of a draft before it is announced."""
    row, today = found(request, pk), dates.today()
    allowed(request, row, "describe")
    form = DescribeForm(
        [row.unit],
        grounds.on_day(row.unit, today),
        request.POST if request.method == "POST" else None,
        row=row,
    )
    status = UNPROCESSABLE if form.errors else 200
    if form.is_valid():
        try:
            actions.describe(row, form.told(), by=request.user, on=today, seen=seen_of(request))
            messages.success(request, _("Đã lưu."))
            return redirect("consultations:consultation", pk)
        except Refused as why:
            form.refuse(why)
            status = CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE
    context = {"form": form, "row": found(request, pk)}
    return render(request, "consultations/describe.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def draft(request: OfficerRequest, pk: int) -> HttpResponse:
    """Type or mend the text; `look` shows how it will be split, and saves nothing."""
    row, newest = found(request, pk), queries.newest(found(request, pk))
    allowed(request, row, "draft")
    fresh = newest is None or newest.is_public
    if request.method != "POST":
        begun = {"text": newest.text if newest else "", "note": "" if fresh or not newest else newest.note}
        return _draft(request, row, DraftForm(initial=begun))
    form = DraftForm(request.POST)
    if "look" in request.POST or not form.is_valid():
        return _draft(request, row, form, UNPROCESSABLE if form.errors else 200)
    told: dict[str, Any] = {
        **form.cleaned_data,
        "by": request.user,
        "on": dates.today(),
        "seen": seen_of(request),
    }
    try:
        made = actions.save_draft(row, **told)
    except Refused as why:
        form.refuse(why)
        return _draft(request, row, form, CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE)
    messages.success(request, _("Đã lưu bản số %(n)s.") % {"n": made.number})
    return redirect("consultations:consultation", pk)


@require_http_methods(["POST"])
@login_required
def read_file(request: OfficerRequest, pk: int) -> HttpResponse:
    """Read a Word file: its text stands in the form to be looked at, nothing is a version yet."""
    row = found(request, pk)
    allowed(request, row, "draft")
    upload = UploadForm(request.POST, request.FILES)
    if upload.is_valid():
        try:
            ((name, content, kind),) = files.check(upload.cleaned_data["file"])
            given: dict[str, Any] = {"by": request.user, "on": dates.today()}
            kept, text = actions.keep_file(row, name=name, content=content, media_type=kind, **given)
            form = DraftForm({"text": text, "note": request.POST.get("note", ""), "file": str(kept.pk)})
            return _draft(request, found(request, pk), form, name=name)
        except FileRefused as why:
            upload.add_error("file", str(why))
        except Refused as why:
            upload.refuse(why)
    return _draft(request, row, DraftForm(initial={"text": ""}), UNPROCESSABLE, upload=upload)


def _draft(
    request: OfficerRequest,
    row: Consultation,
    form: DraftForm,
    status: int = 200,
    *,
    upload: UploadForm | None = None,
    name: str = "",
) -> HttpResponse:
    """The text, and how it is split."""
    newest = queries.newest(row)
    made = parts.split(form["text"].value() or "")
    context = {
        **present.head(row, dates.today()),
        "form": form,
        "upload": upload or UploadForm(),
        "name": name,
        "split": made,
        "counts": [(made.count("article") + made.count("text"), made.count("clause"), made.count("point"))],
        "later": bool(newest and (newest.is_public or newest.number > 1)),
    }
    return render(request, "consultations/draft.html", context, status=status)


@require_safe
@login_required
def compare(request: OfficerRequest, pk: int) -> HttpResponse:
    """Two versions beside each other, with the opinions that changed each article; ?from= and ?to= are numbers."""
    row = found(request, pk)
    context = {**present.head(row, dates.today()), **versions.compared(row, request.GET, inside=True)}
    return render(request, "consultations/compare.html", context)


@require_safe
@login_required
def draft_file(request: OfficerRequest, pk: int) -> FileResponse:
    """The file in which a draft came."""
    return download(get_object_or_404(DraftFile, pk=pk, consultation__unit__in=reading(request)))
