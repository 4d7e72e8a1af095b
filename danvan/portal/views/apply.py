"""An application is filed at the portal: page by page, kept under a code, agreed to by whoever stands in it too."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from danvan.cases.errors import StepRefused
from danvan.lib import dates
from danvan.lib.codes import grouped, normalise
from danvan.onestop import online
from danvan.onestop.actions import drafting
from danvan.onestop.models import Draft
from danvan.portal import applying, queries
from danvan.portal.apply_forms import (
    ACCEPTED,
    EarlierForm,
    GoForm,
    InviteForm,
    PapersForm,
    PersonForm,
    ResumeForm,
    StartForm,
)
from danvan.portal.applying import Matter
from danvan.portal.switches import keeps_page, switched
from danvan.portal.views.send import receipt_of
from danvan.portal.views.show import show
from danvan.procedures import queries as catalogue
from danvan.procedures.models import Version
from danvan.rates import actions as rates
from danvan.rates import queries as counted
from danvan.web import asked
from danvan.web.addresses import address_of
from danvan.web.forms import Form
from danvan.web.views import too_many_requests

UNPROCESSABLE, TOO_OFTEN, GONE = 422, 429, 410


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_page
def apply_start(request: HttpRequest, code: str) -> HttpResponse:
    """Who may file, how much, how long, and where; then there is a draft with its code."""
    today = dates.today()
    version = catalogue.shown_by_code(code, today)
    if (
        version is None
        or catalogue.usable(version.procedure, today) is None
        or not online.ways_online(version)
    ):
        raise Http404
    ways = online.ways_online(version)
    if request.method != "POST":
        return _start(request, version, StartForm(ways, initial=_only(today)))
    if switched(request):
        return _start(request, version, StartForm(ways, initial=request.POST.dict()))
    form = StartForm(ways, request.POST)
    if not form.is_valid() or form.chosen is None:
        return _start(request, version, form, UNPROCESSABLE)
    if seconds := rates.count("draft", address_of(request)):
        form.add_error(None, _wait(seconds))
        return _start(request, version, form, TOO_OFTEN)
    said = {"way": form.cleaned_data.get("way") or str(ways[0].place)}
    draft, made = drafting.begin(version.procedure, unit=form.chosen.unit, said=said, on=today)
    return _page(request, _matter(draft), "who", made, done=_("Đã mở hồ sơ nháp. Xin chép lại mã của nó."))


def _only(today: Any) -> dict[str, str]:
    """The place, where there is only one."""
    places = queries.open_places(today)
    return {"place": str(places[0].shown_name), "unit": places[0].key} if len(places) == 1 else {}


def _start(request: HttpRequest, version: Version, form: StartForm, status: int = 200) -> HttpResponse:
    today = dates.today()
    context = {
        "form": form,
        "version": version,
        "code": version.procedure.code,
        "places": queries.open_places(today),
        "ways": online.ways_online(version),
        "steps": applying.steps(""),
        "days": settings.DANVAN_DRAFT_DAYS,
    }
    return show(request, "apply_start", context, here="procedures", status=status)


def _wait(seconds: int) -> str:
    said = ngettext(
        "Từ địa chỉ mạng này vừa mở nhiều hồ sơ. Xin đợi %(n)d phút rồi bấm lại.",
        "Từ địa chỉ mạng này vừa mở nhiều hồ sơ. Xin đợi %(n)d phút rồi bấm lại.",
        -(-seconds // 60),
    )
    return said % {"n": -(-seconds // 60)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_page
def apply(request: HttpRequest) -> HttpResponse:
    """The field for the code of a draft; with it, the page that was asked for, all that was typed kept."""
    if request.method != "POST":
        return show(request, "apply_resume", {"form": ResumeForm()}, here="procedures")
    most, seconds = settings.DANVAN_RATES["draft_code"]
    if most and counted.seen("draft_code", address_of(request)) >= most:
        return too_many_requests(request, seconds)
    form = ResumeForm(request.POST)
    draft = online.draft_by(form.cleaned_data["draft"], dates.today()) if form.is_valid() else None
    if draft is None:
        return _unknown(request, form)
    if draft.filed_id:
        form.add_error("draft", _("Hồ sơ này đã nộp rồi. Xin xem bằng mã tra cứu trên giấy tiếp nhận."))
        return show(request, "apply_resume", {"form": form}, here="procedures", status=GONE)
    found = applying.matter(draft, dates.today())
    if found is None:
        form.add_error(None, _("Thủ tục này hiện không nộp qua mạng được nữa. Xin hỏi bộ phận một cửa."))
        return show(request, "apply_resume", {"form": form}, here="procedures", status=GONE)
    return _go(request, found, grouped(str(normalise(form.cleaned_data["draft"]))))


def _unknown(request: HttpRequest, form: ResumeForm) -> HttpResponse:
    """The same for a wrong code, one that expired and one that nobody has; each is counted."""
    if form.is_valid():
        rates.count("draft_code", address_of(request))
        form.add_error(
            "draft", _("Không thấy hồ sơ nháp nào có mã này: gõ sai, hoặc đã hết hạn giữ và đã xóa.")
        )
    return show(request, "apply_resume", {"form": form}, here="procedures", status=UNPROCESSABLE)


def _go(request: HttpRequest, it: Matter, code: str) -> HttpResponse:
    """Keep what was typed, then do what was asked."""
    told = request.POST
    now = told.get("page", "")
    form = _kept(request, it, now) if now in ("who", "papers") else None
    if switched(request):
        return _page(request, it, now if now in applying.KEYS else it.wanting(), code)
    if told.get("go") in applying.KEYS:
        return _page(request, it, told["go"], code)
    for name, act in (
        ("prove", _prove),
        ("drop", _drop),
        ("invite", _invite),
        ("again", _invite),
        ("out", _uninvite),
    ):
        if name in told:
            return act(request, it, code)
    if now == "review":
        return _file(request, it, code)
    if form is not None and not form.is_valid():
        return _page(request, it, now, code, form=form, status=UNPROCESSABLE)
    return _page(request, it, _next(it, now), code)


def _next(it: Matter, now: str) -> str:
    """The papers come after the person; whoever has been there goes straight to the review."""
    wanting = it.wanting()
    return (
        "papers" if wanting == "review" and now != "papers" and "result_by" not in it.draft.said else wanting
    )


def _kept(request: HttpRequest, it: Matter, now: str) -> Form:
    """The form of the page, after all that was typed and every file that can be read was kept."""
    said = applying.typed(request.POST.dict(), now, it.version)
    if now == "who":
        who = PersonForm(request.POST)
        if who.is_valid():
            said = {name: str(who.cleaned_data.get(name, "")) for name in said}
        drafting.keep(it.draft, said, on=dates.today())
        return who
    papers = PapersForm(it.documents, it.known, request.POST, request.FILES)
    papers.is_valid()
    for place in drafting.keep(it.draft, said, papers.came(), on=dates.today()):
        papers.add_error(f"file_{place}", drafting.too_many())
    return papers


def _prove(request: HttpRequest, it: Matter, code: str) -> HttpResponse:
    """Fill in from an earlier application, whose code and telephone were typed; each try is counted."""
    earlier = EarlierForm(request.POST)
    if seconds := rates.count("track", address_of(request)):
        earlier.add_error(None, _wait(seconds))
    elif earlier.is_valid() and earlier.found:
        drafting.prove(it.draft, earlier.found, on=dates.today())
        return _page(
            request, _matter(it.draft), "who", code, done=_("Đã điền từ hồ sơ trước. Xin xem lại từng ô.")
        )
    return _page(request, it, "who", code, earlier=earlier, status=UNPROCESSABLE)


def _drop(request: HttpRequest, it: Matter, code: str) -> HttpResponse:
    number = _number(request, "drop")
    drafting.drop_file(it.draft, number)
    return _page(request, it, "papers", code, done=_("Đã bỏ tệp."))


def _invite(request: HttpRequest, it: Matter, code: str) -> HttpResponse:
    """Make a link for somebody who is to stand in it too, or another one for somebody who was asked."""
    again = (
        it.draft.cosigners.filter(pk=_number(request, "again")).first() if "again" in request.POST else None
    )
    form = InviteForm(request.POST)
    if again is None and not form.is_valid():
        return _page(request, it, "review", code, invite=form, status=UNPROCESSABLE)
    name = again.full_name if again else form.cleaned_data["cosigner"]
    try:
        row, secret = drafting.invite(it.draft, name, on=dates.today(), again=again)
    except StepRefused as why:
        form.refuse(why)
        return _page(request, it, "review", code, invite=form, status=UNPROCESSABLE)
    link = settings.DANVAN_URL + reverse("portal:cosign", args=[secret])
    return _page(request, it, "review", code, link=link, invited=row.full_name)


def _uninvite(request: HttpRequest, it: Matter, code: str) -> HttpResponse:
    drafting.uninvite(it.draft, _number(request, "out"), on=dates.today())
    return _page(request, it, "review", code)


def _file(request: HttpRequest, it: Matter, code: str) -> HttpResponse:
    """Check everything once more, file it, and lead to its receipt."""
    form, wanting = GoForm(request.POST), it.wanting()
    if wanting != "review":
        return _page(request, it, wanting, code, form=it.forms[wanting], status=UNPROCESSABLE)
    online.read_parts(it.draft)
    if applying.review(it, dates.today())["empty"]:
        form.add_error(None, _("Hồ sơ chưa có giấy tờ nào. Xin gửi ít nhất một giấy tờ trong danh mục."))
    if not form.is_valid():
        return _page(request, it, "review", code, form=form, status=UNPROCESSABLE)
    try:
        made = drafting.file(it.draft, on=dates.today())
    except StepRefused as why:
        form.add_error(None, why.sentence)
        return _page(request, it, "review", code, form=form, status=UNPROCESSABLE)
    return receipt_of(request, made.pk)


def _page(
    request: HttpRequest,
    it: Matter,
    key: str,
    code: str,
    *,
    form: Form | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """One page of the draft; with a bound form it shows what is wrong."""
    context: dict[str, Any] = {
        "draft": it.draft,
        "code": grouped(str(normalise(code))),
        "version": it.version,
        "page": applying.page(key),
        "steps": applying.steps(key),
        "before": applying.before(key),
        "accepted": ACCEPTED,
        **_shown(it, key, form),
        **more,
    }
    return show(request, "apply", context, here="procedures", status=status)


def _shown(it: Matter, key: str, form: Form | None) -> dict[str, Any]:
    """What the page shows beside its frame, as it is after what was done."""
    if key in ("review", "papers"):
        online.read_parts(it.draft)
    if key == "review":
        told = applying.review(it, dates.today())
        return {"form": form or GoForm(), "invite": InviteForm(), **told}
    if key == "papers":
        files = sorted(it.draft.files.all(), key=lambda one: one.pk)
        shown: Any = form or PapersForm(it.documents, it.known, initial=it.draft.said)
        lines = [(*line, [one for one in files if one.place == line[0].place]) for line in shown.lines]
        return {"form": shown, "lines": lines}
    return {"form": form or PersonForm(initial=it.draft.said), "earlier": EarlierForm()}


def _matter(draft: Draft) -> Matter:
    """The draft just written to; its procedure was usable a moment ago. Raises Http404 where it is not any more."""
    if found := applying.matter(draft, dates.today()):
        return found
    raise Http404


def _number(request: HttpRequest, name: str) -> int:
    return asked.number(request.POST.get(name, "")) or 0
