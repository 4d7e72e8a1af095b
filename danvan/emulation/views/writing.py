"""An exemplar is written: registered, changed, scored by itself and by the team, told of, shown in photos."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.emulation import actions, photos, policies, queries
from danvan.emulation.forms.exemplars import PhotoForm, RegistrationForm, StoryForm
from danvan.emulation.forms.sheets import SheetForm
from danvan.emulation.models import Exemplar, Photo
from danvan.emulation.views.door import (
    UNPROCESSABLE,
    exemplar_of,
    movement_of,
    status_of,
    visible,
    working,
)
from danvan.emulation.views.exemplar import page
from danvan.emulation.workflow import Stage
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.web.asked import seen_of

SOURCES = 500


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: OfficerRequest, movement: int) -> HttpResponse:
    """Register for a movement, for a unit in which the officer works."""
    found, today = movement_of(request, movement), dates.today()
    if not policies.can_register(request.user, found, today):
        raise PermissionDenied
    mine = policies.units_worked(request.user, today)
    places = queries.places_of(found, today)
    units = places if found.unit_id in mine else [each for each in places if each.pk in mine]
    data = request.POST if request.method == "POST" else None
    form = RegistrationForm(units, _sources(), data, initial={"submission": uuid4()})
    if form.is_valid():
        given = {"unit": form.chosen_unit(), "submission": form.cleaned_data["submission"]}
        try:
            made = actions.register(found, form.told(), by=request.user, on=today, **given)
            return redirect("emulation:exemplar", made.pk)
        except Refused as why:
            form.refuse(why)
    context = {"form": form, "movement": found}
    return render(request, "emulation/edit.html", context, status=UNPROCESSABLE if form.errors else 200)


def _sources() -> list[Exemplar]:
    return list(queries.sources()[:SOURCES])


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Write the registration anew, until a team is named."""
    row, today = exemplar_of(request, pk), dates.today()
    working(request, row)
    data = request.POST if request.method == "POST" else None
    units = [unit for unit in queries.places_of(row.movement, today) if unit.pk == row.unit_id]
    form = RegistrationForm(units, [each for each in _sources() if each.pk != pk], data, found=row)
    status = UNPROCESSABLE if form.errors else 200
    if form.is_valid():
        try:
            actions.revise(row, form.told(), by=request.user, on=today, seen=seen_of(request))
            messages.success(request, _("Đã lưu đăng ký."))
            return redirect("emulation:exemplar", pk)
        except Refused as why:
            form.refuse(why)
            status = status_of(why)
    context = {"form": form, "movement": row.movement, "row": row, "revision": _revision(row)}
    return render(request, "emulation/edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def score(request: OfficerRequest, pk: int) -> HttpResponse:
    """Score oneself, criterion by criterion."""
    row, today = exemplar_of(request, pk), dates.today()
    if not policies.may_take(request.user, row, "exemplar_score", today):
        raise PermissionDenied
    return _sheet(request, row, Stage.SELF, actions.score)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def check(request: OfficerRequest, pk: int) -> HttpResponse:
    """The team scores; what was scored before stands beside."""
    row = exemplar_of(request, pk)
    if not policies.is_reviewer(request.user, row):
        raise PermissionDenied
    return _sheet(request, row, Stage.CHECK, actions.check)


def _sheet(request: OfficerRequest, row: Exemplar, stage: Stage, act: Any) -> HttpResponse:
    """The form of a sheet, and what becomes of it."""
    board, team = queries.board(row), stage == Stage.CHECK
    begun = {line.item.pk: line.team if team else line.own for line in board.lines}
    words = _("Vì sao chấm khác tự chấm") if team else _("Giải thích, chỉ ra minh chứng")
    data = request.POST if request.method == "POST" else None
    form = SheetForm([line.item for line in board.lines], data, begun=begun, words=words)
    status = UNPROCESSABLE if form.errors else 200
    if form.is_valid():
        given: dict[str, Any] = {"note": form.cleaned_data["note"], "seen": seen_of(request)}
        try:
            act(row, form.given(), by=request.user, on=dates.today(), **given)
            messages.success(request, _("Đã lưu phiếu chấm."))
            return redirect("emulation:exemplar", row.pk)
        except Refused as why:
            form.refuse(why)
            status = status_of(why)
    lines = [
        {**fields, "own": line.own if line.scored else None, "photos": line.photos}
        for fields, line in zip(form.lines, board.lines, strict=True)
    ]
    context = {"form": form, "lines": lines, "row": row, "team": team, "revision": _revision(row)}
    return render(request, "emulation/sheet.html", context, status=status)


def _revision(row: Exemplar) -> int:
    """The revision that the officer saw last: after a refusal because somebody was quicker, the new one."""
    return Exemplar.objects.values_list("revision", flat=True).get(pk=row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def story(request: OfficerRequest, pk: int) -> HttpResponse:
    """What was done, what it cost, who took part, what was measured."""
    row = exemplar_of(request, pk)
    working(request, row)
    form = StoryForm(row, request.POST if request.method == "POST" else None)
    status = UNPROCESSABLE if form.errors else 200
    if form.is_valid():
        try:
            actions.tell(row, form.told(), by=request.user, on=dates.today(), seen=seen_of(request))
            messages.success(request, _("Đã lưu."))
            return redirect("emulation:exemplar", pk)
        except Refused as why:
            form.refuse(why)
            status = status_of(why)
    context = {"form": form, "row": row, "revision": _revision(row)}
    return render(request, "emulation/story.html", context, status=status)


@require_POST
@login_required
def add_photos(request: OfficerRequest, pk: int) -> HttpResponse:
    """Add photos: evidence for a criterion, or of the whole."""
    row = exemplar_of(request, pk)
    if not policies.is_reviewer(request.user, row):
        working(request, row)
    form = PhotoForm(list(row.criteria.items.all()), request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.add_photos(row, form.shots(), by=request.user, on=dates.today(), **form.given())
            messages.success(request, _("Đã thêm ảnh."))
            return redirect("emulation:exemplar", pk)
        except Refused as why:
            form.refuse(why)
    return page(request, row, opened="photos", form=form, status=UNPROCESSABLE)


@require_safe
@login_required
def photo(request: OfficerRequest, pk: int) -> FileResponse:
    """The bytes of a photo, for whoever reads its exemplar."""
    found = get_object_or_404(Photo.objects.filter(exemplar__in=visible(request).values("pk")), pk=pk)
    return photo_answer(found)


def photo_answer(found: Photo) -> FileResponse:
    """A photo as the site hands files out: a download of a known type, never a page."""
    path = photos.path_of(found.path)
    if not path.is_file():
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=f"anh-{found.pk}.jpg", content_type="image/jpeg"
    )


@require_POST
@login_required
def photo_step(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """Show a photo to everybody, no longer show it, or take it away."""
    found = get_object_or_404(Photo.objects.filter(exemplar__in=visible(request).values("pk")), pk=pk)
    row = exemplar_of(request, found.exemplar_id)
    working(request, row)
    if verb not in ("show", "conceal", "remove"):
        raise Http404
    given: dict[str, Any] = {"by": request.user, "on": dates.today()}
    try:
        if verb == "remove":
            actions.remove_photo(found, **given)
        else:
            actions.show_photo(found, public=verb == "show", **given)
        messages.success(request, _("Đã ghi."))
    except Refused as why:
        messages.error(request, why.sentence)
    return redirect("emulation:exemplar", row.pk)
