"""Drafts on which anybody may say what they think: read by article, opined on beside it, answered in a table."""

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from danvan.cases.actions import files
from danvan.cases.errors import FileRefused
from danvan.consultations import actions, present, queries, tablefiles, versions
from danvan.consultations.forms.voice import CodeForm, OpinionForm
from danvan.consultations.models import Affected, Consultation, DraftFile, Opinion, Voice
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.portal.switches import keeps_page, switched
from danvan.portal.views.show import show
from danvan.rates import actions as rates
from danvan.web.addresses import address_of
from danvan.web.views import too_many_requests

UNPROCESSABLE, TOO_OFTEN = 422, 429
HERE, PAGE = "consultations", 30


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """Drafts that are open, those that close soon first; then what is to come and what is over."""
    today = dates.today()
    rows = queries.with_counts(queries.public())
    open_now = sorted(rows.hearing(today), key=lambda row: (row.closes_on or today, row.pk))
    rest = rows.exclude(pk__in=[row.pk for row in open_now])
    page = Paginator(rest, PAGE).get_page(request.GET.get("page"))
    context = {
        "open_now": [present.head(row, today) for row in open_now],
        "page": page,
        "lines": [present.head(row, today) for row in page],
    }
    return show(request, "consultations", context, here=HERE)


def _found(pk: int) -> Consultation:
    found: Consultation = get_object_or_404(queries.public(), pk=pk)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_page
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft by article; ?dieu= opens the form beside one, so that nobody loses her place; a POST is an opinion."""
    row = _found(pk)
    draft = queries.current(row)
    if draft is None:
        raise Http404
    places = present.places(draft)
    if request.method != "POST":
        form = OpinionForm(places, initial={"anchor": request.GET.get("dieu", "")})
        return _page(request, row, draft, form, request.GET.get("dieu"))
    if switched(request):
        return _page(request, row, draft, OpinionForm(places, initial=request.POST.dict()), _anchor(request))
    form = OpinionForm(places, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, row, draft, form, _anchor(request), UNPROCESSABLE)
    if seconds := rates.count("opine", address_of(request)):
        form.add_error(None, _wait(seconds))
        return _page(request, row, draft, form, _anchor(request), TOO_OFTEN)
    made = _opined(request, row, form)
    if made is None:
        return _page(request, row, draft, form, _anchor(request), UNPROCESSABLE)
    return _receipt(request, made)


def _anchor(request: HttpRequest) -> str:
    return request.POST.get("anchor", "")


def _opined(request: HttpRequest, row: Consultation, form: OpinionForm) -> Opinion | None:
    """The opinion; None where it was refused, which the form then says."""
    who = _by_code(request, row, form)
    if form.errors:
        return None
    speaker = form.speaker(who if isinstance(who, Affected) else None)
    try:
        kept = files.check(form.cleaned_data["papers"])
        return actions.opine(
            row,
            form.said(),
            speaker=speaker,
            voice=who if isinstance(who, Voice) else None,
            files=kept,
            submission=form.cleaned_data["submission"],
            on=dates.today(),
        )
    except FileRefused as why:
        form.add_error("papers", str(why))
    except Refused as why:
        form.refuse(why)
    return None


def _by_code(request: HttpRequest, row: Consultation, form: OpinionForm) -> Voice | Affected | None:
    """Who spoke before, or was invited, by the code in the form; a wrong one is said at the field."""
    typed = form.cleaned_data["code"]
    if not typed:
        return None
    if seconds := rates.count("opine_code", address_of(request)):
        form.add_error("code", _wait(seconds))
        return None
    found = queries.voice_by_code(typed) or queries.affected_by_code(typed)
    if found is None or found.consultation_id != row.pk:
        form.add_error(
            "code", gettext("Không có mã này cho dự thảo này. Xin so lại từng chữ, hoặc để trống ô mã.")
        )
        return None
    return found


def _page(
    request: HttpRequest,
    row: Consultation,
    draft: Any,
    form: OpinionForm,
    beside: str | None,
    status: int = 200,
) -> HttpResponse:
    """The draft, with the form beside the article `beside`: empty for the whole draft, None for nowhere."""
    today = dates.today()
    hears = row.hears(today)
    context = {
        **present.head(row, today),
        **(present.why(row) if hears else {}),
        "shown": present.shown(draft, queries.stances(row), form if hears else None, beside),
        "form": form,
        "beside": beside,
        "checked": status != 200,
        "steps": present.steps_of(row, today),
        "versions": queries.drafts_of(row, public_only=True),
        "answers": bool(row.explained_on),
        "votes": present.votes(row),
    }
    return show(request, "consultation", context, here=HERE, status=status)


def _receipt(request: HttpRequest, made: Opinion) -> HttpResponse:
    """That it came, the code, and the way back to the article."""
    response = show(
        request, "opined", {**present.head(made.consultation, dates.today()), "made": made}, here=HERE
    )
    response["Cache-Control"] = "no-store"
    return response


def _wait(seconds: int) -> str:
    said = ngettext(
        "Từ địa chỉ mạng này vừa có nhiều lần gửi. Chữ đã viết còn ở đây; xin đợi %(n)d phút rồi bấm gửi lại.",
        "Từ địa chỉ mạng này vừa có nhiều lần gửi. Chữ đã viết còn ở đây; xin đợi %(n)d phút rồi bấm gửi lại.",
        -(-seconds // 60),
    )
    return said % {"n": -(-seconds // 60)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_page
def consultation_code(request: HttpRequest) -> HttpResponse:
    """What somebody said and what became of it, by her code; or the draft on which her code invites her."""
    if request.method != "POST":
        return show(request, "consultation_code", {"form": CodeForm()}, here=HERE)
    if seconds := rates.count("opine_code", address_of(request)):
        return too_many_requests(request, seconds)
    form = CodeForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data["code"]
        if voice := queries.voice_by_code(typed):
            return _mine(request, voice.consultation, voice, voice.affected, voice.shown_code)
        if person := queries.affected_by_code(typed):
            actions.come(person, on=dates.today())
            found = Voice.objects.filter(affected=person).first()
            return _mine(request, person.consultation, found, person, person.shown_code)
        form.add_error("code", gettext("Không thấy mã này. Xin so lại từng chữ."))
    return show(request, "consultation_code", {"form": form}, here=HERE)


def _mine(
    request: HttpRequest, row: Consultation, voice: Voice | None, person: Affected | None, code: str
) -> HttpResponse:
    today, draft = dates.today(), queries.current(row)
    begun = {"code": code, "confidential": voice is not None and voice.confidential}
    form = OpinionForm(present.places(draft), initial=begun) if row.hears(today) else None
    context = {
        **present.head(row, today),
        "said": present.said(voice, row) if voice else [],
        "person": person,
        "code": code,
        "form": form,
        "steps": present.steps_of(row, today),
    }
    return show(request, "consultation_mine", context, here=HERE)


@require_safe
def consultation_table(request: HttpRequest, pk: int) -> HttpResponse:
    """The table of opinions received and explained; before it is public, when it will be."""
    row = _found(pk)
    lines = present.table(row) if row.explained_on else []
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    context = {
        **present.head(row, dates.today()),
        "page": page,
        "totals": present.totals(row),
        "versions": queries.drafts_of(row, public_only=True),
    }
    return show(request, "consultation_table", context, here=HERE)


@require_safe
def consultation_file(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """The same table as a file, once it is public: DOCX, PDF, XLSX, and CSV and JSON as open data."""
    row = _found(pk)
    if row.explained_on is None:
        raise Http404
    if kind in ("docx", "pdf", "xlsx") and (seconds := rates.count("opine_file", address_of(request))):
        return too_many_requests(request, seconds)
    made = tablefiles.file(row, kind, on=row.explained_on)
    if made is None:
        raise Http404
    return made


@require_safe
def consultation_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Two public versions, article by article, with the opinions that changed them."""
    row = _found(pk)
    context = {**present.head(row, dates.today()), **versions.compared(row, request.GET)}
    return show(request, "consultation_compare", context, here=HERE)


@require_safe
def consultation_draft(request: HttpRequest, pk: int, file: int) -> FileResponse:
    """The file in which a public version came, always as a download."""
    rows = DraftFile.objects.filter(consultation=_found(pk), draft__published_on__isnull=False)
    one = get_object_or_404(rows, pk=file)
    if not files.path_of(one).is_file():
        raise Http404
    return FileResponse(
        files.path_of(one).open("rb"), as_attachment=True, filename=one.name, content_type=one.media_type
    )
