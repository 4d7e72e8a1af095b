"""What people send about emulation: a registration, a good deed told of; and what became of it, by the code."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.emulation import actions, present, queries
from danvan.emulation.forms.exemplars import PhotoForm, RegistrationForm
from danvan.emulation.forms.office import NominationForm
from danvan.emulation.forms.sheets import SheetForm
from danvan.emulation.models import Exemplar, Movement, Nomination
from danvan.emulation.workflow import EDITABLE, LIFE
from danvan.journal.queries import events_of
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.portal.queries import open_places
from danvan.portal.switches import keeps_page, switched
from danvan.portal.views.show import show
from danvan.rates import actions as rates
from danvan.web.addresses import address_of
from danvan.web.forms import Form
from danvan.web.views import too_many_requests

UNPROCESSABLE, TOO_OFTEN = 422, 429
SOURCES = 300


class FindForm(Form):
    """The code of a registration or of a nomination."""

    code = forms.CharField(
        label=_("Mã"),
        help_text=_("Có 14 chữ và số, ví dụ: 7KDM-R4PX-92TH-V6"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "code"}),
    )


def _wait(seconds: int) -> str:
    said = ngettext(
        "Từ địa chỉ mạng này vừa gửi nhiều lần. Chữ đã viết còn ở đây; xin đợi %(n)d phút rồi bấm gửi lại.",
        "Từ địa chỉ mạng này vừa gửi nhiều lần. Chữ đã viết còn ở đây; xin đợi %(n)d phút rồi bấm gửi lại.",
        -(-seconds // 60),
    )
    return said % {"n": -(-seconds // 60)}


@require_safe
def movements(request: HttpRequest) -> HttpResponse:
    """Where one may register now, by which criteria, until when."""
    today = dates.today()
    rows = list(queries.open_movements(today).filter(online=True).prefetch_related("criteria__items"))
    names = present.names_of([row.unit_id for row in rows], today)
    lines = [(row, names.get(row.unit_id, "")) for row in rows]
    return show(request, "emulation_movements", {"lines": lines}, here="emulation")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_page
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Register without an account; then the code by which one scores oneself and follows. 404 where none is open."""
    found = queries.open_movements(dates.today()).filter(pk=pk, online=True).first()
    if found is None:
        raise Http404
    units = queries.places_of(found, dates.today())
    sources = [each for each in queries.sources()[:SOURCES] if each.published_on]
    if request.method != "POST":
        return _register(request, found, RegistrationForm(units, sources, initial={"submission": uuid4()}))
    if switched(request):
        return _register(request, found, RegistrationForm(units, sources, initial=request.POST.dict()))
    form = RegistrationForm(units, sources, request.POST)
    if not form.is_valid():
        return _register(request, found, form, UNPROCESSABLE)
    if seconds := rates.count("emulate", address_of(request)):
        form.add_error(None, _wait(seconds))
        return _register(request, found, form, TOO_OFTEN)
    given = {"unit": form.chosen_unit(), "submission": form.cleaned_data["submission"]}
    try:
        made = actions.register(found, form.told(), by=None, on=dates.today(), **given)
    except Refused as why:
        form.refuse(why)
        return _register(request, found, form, UNPROCESSABLE)
    return _shown(request, Exemplar.objects.get(pk=made.pk), fresh=True)


def _register(
    request: HttpRequest, movement: Movement, form: RegistrationForm, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "movement": movement,
        "items": movement.criteria.items.all(),
        "checked": status != 200,
    }
    return show(request, "emulation_register", context, here="emulation", status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_page
def nominate(request: HttpRequest) -> HttpResponse:
    """Tell of a good person or deed; nothing is published before that person was asked."""
    units = open_places(dates.today())
    if request.method != "POST":
        return _nominate(request, NominationForm(units, initial={"submission": uuid4()}))
    if switched(request):
        return _nominate(request, NominationForm(units, initial=request.POST.dict()))
    form = NominationForm(units, request.POST)
    if not form.is_valid():
        return _nominate(request, form, UNPROCESSABLE)
    if seconds := rates.count("emulate", address_of(request)):
        form.add_error(None, _wait(seconds))
        return _nominate(request, form, TOO_OFTEN)
    given = {"by": None, "on": dates.today(), "submission": form.cleaned_data["submission"]}
    try:
        made = actions.nominate(form.chosen_unit(), form.told(), **given)
    except Refused as why:
        form.refuse(why)
        return _nominate(request, form, UNPROCESSABLE)
    return _told(request, made, fresh=True)


def _nominate(request: HttpRequest, form: NominationForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "checked": status != 200}
    return show(request, "emulation_nominate", context, here="emulation", status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_page
def find(request: HttpRequest) -> HttpResponse:
    """What became of it, by the code; a wrong and an unknown code are told the same."""
    if request.method != "POST":
        return show(request, "emulation_find", {"form": FindForm()}, here="emulation")
    if seconds := rates.count("track", address_of(request)):
        return too_many_requests(request, seconds)
    form = FindForm(request.POST)
    code = form.cleaned_data["code"] if form.is_valid() else ""
    if code and (row := queries.by_code(code)):
        return _shown(request, row)
    if code and (told := queries.nomination_by_code(code)):
        return _told(request, told)
    if form.is_valid():
        form.add_error(
            "code", gettext("Không thấy đăng ký hoặc lời giới thiệu nào có mã này. Xin so lại từng chữ.")
        )
    return show(request, "emulation_find", {"form": form}, here="emulation")


def _by_code(request: HttpRequest) -> Exemplar | HttpResponse:
    """The exemplar of the code in the body, or the answer to whoever asks too often or for none."""
    if seconds := rates.count("track", address_of(request)):
        return too_many_requests(request, seconds)
    form = FindForm(request.POST)
    row = queries.by_code(form.cleaned_data["code"]) if form.is_valid() else None
    if row is None:
        return show(request, "emulation_find", {"form": form}, here="emulation", status=UNPROCESSABLE)
    return row


@never_cache
@require_POST
@keeps_page
def score(request: HttpRequest) -> HttpResponse:
    """Score oneself by the code: the form, and what was sent with it (`sent`)."""
    row = _by_code(request)
    if isinstance(row, HttpResponse):
        return row
    sent = request.POST.get("sent") and not switched(request)
    board = queries.board(row)
    begun = {line.item.pk: line.own for line in board.lines}
    words = gettext("Giải thích, chỉ ra minh chứng")
    form = SheetForm(
        [line.item for line in board.lines], request.POST if sent else None, begun=begun, words=words
    )
    if sent and form.is_valid():
        try:
            actions.score(row, form.given(), note=form.cleaned_data["note"], by=None, on=dates.today())
            return _shown(request, queries.by_code(row.code) or row, said=gettext("Đã lưu phiếu tự chấm."))
        except Refused as why:
            form.refuse(why)
    context = {"form": form, "row": row, "lines": form.lines, "checked": bool(form.errors)}
    status = UNPROCESSABLE if form.errors else 200
    return show(request, "emulation_score", context, here="emulation", status=status)


@never_cache
@require_POST
@keeps_page
def photos(request: HttpRequest) -> HttpResponse:
    """Add photos by the code, as evidence."""
    row = _by_code(request)
    if isinstance(row, HttpResponse):
        return row
    if switched(request):
        return _shown(request, row)
    form = PhotoForm(list(row.criteria.items.all()), request.POST, request.FILES, public=False)
    if form.is_valid():
        try:
            actions.add_photos(row, form.shots(), by=None, on=dates.today(), **form.given())
            return _shown(request, row, said=gettext("Đã thêm ảnh."))
        except Refused as why:
            form.refuse(why)
    return _shown(request, row, form=form)


def _shown(
    request: HttpRequest,
    row: Exemplar,
    *,
    fresh: bool = False,
    said: str = "",
    form: PhotoForm | None = None,
) -> HttpResponse:
    """What became of a registration, and what may still be done with it."""
    today = dates.today()
    public = [event for event in events_of(LIFE.stream, row.pk) if event.public]
    items = list(row.criteria.items.all())
    context: dict[str, Any] = {
        "row": row,
        "fresh": fresh,
        "said": said,
        "state": present.standing(row, today),
        "what": present.shown(row, today),
        "unit": present.names_of([row.unit_id], today).get(row.unit_id, ""),
        "steps": [replace(each, who="") for each in present.trail(public)],
        "scored": row.sheets.filter(stage="self", round=row.round).exists(),
        "open": row.status in EDITABLE,
        "count": row.photos.count(),
        "form": form or PhotoForm(items, public=False),
        "term": present.term(row) if row.recognised_on else "",
        "qr_url": f"{request.build_absolute_uri(reverse('portal:emulation_find'))}#{row.shown_code}",
    }
    status = UNPROCESSABLE if form is not None else 200
    return show(request, "emulation_shown", context, here="emulation", status=status)


def _told(request: HttpRequest, row: Nomination, *, fresh: bool = False) -> HttpResponse:
    """What became of a nomination; the person told of is not named on it."""
    published = row.exemplar if row.exemplar and row.exemplar.published_on else None
    context = {"row": row, "fresh": fresh, "published": published}
    return show(request, "emulation_told", context, here="emulation")
