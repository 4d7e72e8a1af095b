"""Denouncing, and following it by the receipt: one address for everything, which knows nobody and keeps nothing.

A hidden field says what is asked; every answer is a page at the same address (200, or 422 with what is wrong), of one
size, without a cookie, a session or a redirect. So neither the bar nor a log of addresses tells what was done.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from danvan.cases.errors import StepRefused
from danvan.denunciations import actions
from danvan.denunciations import queries as kept
from danvan.denunciations.actions import Letter, Taken
from danvan.denunciations.models import Denunciation
from danvan.denunciations.receipts import grouped
from danvan.lib import dates
from danvan.portal import denounce_forms as forms
from danvan.portal import denouncing, queries, toil
from danvan.portal.denounced import denounced
from danvan.portal.even import evened, unhurried
from danvan.portal.switches import switched
from danvan.portal.views.show import show
from danvan.rates import actions as rates
from danvan.rates import queries as counted
from danvan.web.addresses import address_of
from danvan.web.forms import Form
from danvan.web.uploads import InMemory

WRONG = 422
Door = Callable[[HttpRequest], HttpResponse]


def alone(view: Door) -> Door:
    """A view that knows nobody: files stay in memory, the language comes with the form, all answers have one size."""

    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        request.upload_handlers = [InMemory(request)]
        known = dict(settings.LANGUAGES)
        spoken = (request.POST.get("language"), request.POST.get("tongue"), translation.get_language())
        translation.activate(next(str(one) for one in (*spoken, settings.LANGUAGE_CODE) if one in known))
        response = evened(view(request))
        response.headers["Content-Language"] = str(translation.get_language())
        return response

    return wrapped


# No authority comes with a request here (no cookie is read), so that a forged form could do nothing that its forger
# could not do himself; the cookie that guards against forged forms would be the only trace left in the browser.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@alone
def denounce(request: HttpRequest) -> HttpResponse:
    """Whatever is asked here; the first screen for whatever is not known."""
    asked = request.POST.get("go") or request.POST.get("ask", "")
    return ASKED.get(asked, _start)(request)


def _start(request: HttpRequest) -> HttpResponse:
    return _page(request, "denounce_start")


def _ask_whom(request: HttpRequest) -> HttpResponse:
    return _whom_page(request, forms.WhomForm(initial=_told(request)))


def _take_whom(request: HttpRequest) -> HttpResponse:
    """On to the matter once it is known where it goes, and that the door is open there."""
    where = forms.WhomForm(request.POST)
    if switched(request):
        return _ask_whom(request)
    if not where.is_valid():
        return _whom_page(request, where)
    return _write_page(request, where, forms.WriteForm(initial=_told(request)))


def _take_letter(request: HttpRequest) -> HttpResponse:
    """Take it in and show the receipt, once; else the page with what is wrong, and every word still on it."""
    where = forms.WhomForm(request.POST)
    if not where.is_valid():
        return _whom_page(request, where)
    if switched(request):
        return _write_page(request, where, forms.WriteForm(initial=_told(request)))
    form = forms.WriteForm(request.POST, request.FILES)
    if not form.is_valid():
        return _write_page(request, where, form)
    try:
        return _receipt_page(request, _sent(request, where, form))
    except denouncing.SentBefore:
        return _page(request, "denounce_again")
    except toil.NotDone as why:
        form.add_error(None, why.sentence)
        return _write_page(request, where, form, renew=why.renew)
    except StepRefused as why:
        form.add_error(None, why.sentence)
        return _write_page(request, where, form, renew=True)


def _sent(request: HttpRequest, where: forms.WhomForm, form: forms.WriteForm) -> Taken:
    told = form.cleaned_data
    letter = Letter(
        unit=where.chosen.unit,
        whom=where.concern,
        accused=where.cleaned_data["accused"],
        body=told["body"],
        wish=told["wish"],
        topic=told["topic"],
        identity=form.identity,
        files=form.sent,
    )
    return denouncing.send(
        letter,
        task=request.POST.get("task", ""),
        found=request.POST.get("found", ""),
        address=address_of(request),
        submission=forms.number_of(request.POST.get("submission", "")),
        on=dates.today(),
    )


def _ask_receipt(request: HttpRequest) -> HttpResponse:
    return _find_page(request, forms.ReceiptForm(initial=_told(request)))


def by_receipt(view: Callable[[HttpRequest, Denunciation], HttpResponse]) -> Door:
    """A view that a receipt opens: wrong, unknown and destroyed ones get the same answer after the same time.

    Only receipts that opened nothing are counted for the address that tried them.
    """

    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        form, address = forms.ReceiptForm(request.POST), toil.veiled(address_of(request))
        most = settings.DANVAN_RATES["receipt"][0]
        if most and counted.seen("receipt", address) >= most:
            form.add_error(
                None, _("Vừa có quá nhiều lần thử từ địa chỉ mạng này. Xin đợi ít phút rồi thử lại.")
            )
            return _find_page(request, form)
        with unhurried():
            found = kept.by_receipt(request.POST.get("receipt", ""))
            if found is not None:
                return view(request, found)
            rates.count("receipt", address)
            if form.is_valid():
                form.add_error("receipt", _("Không có tố cáo nào với mã này. Xin so lại từng số."))
            return _find_page(request, form)

    return wrapped


@by_receipt
def _look(request: HttpRequest, found: Denunciation) -> HttpResponse:
    return _look_page(request, found)


@by_receipt
def _say(request: HttpRequest, found: Denunciation) -> HttpResponse:
    form = forms.SayForm(request.POST, request.FILES, auto_id="id_say_%s")
    if switched(request):
        return _look_page(request, found)

    def act() -> Sequence[str]:
        return denouncing.say(
            found, text=form.cleaned_data["text"], files=form.sent, form=_number(request), on=dates.today()
        )

    return _done(
        request, found, "say", form, act, _("Đã gửi và niêm phong. Lời của ông/bà không hiện lại ở đây.")
    )


@by_receipt
def _withdraw(request: HttpRequest, found: Denunciation) -> HttpResponse:
    form = forms.WithdrawForm(request.POST, auto_id="id_withdraw_%s")

    def act() -> None:
        actions.wish_off(found, on=dates.today())

    return _done(
        request, found, "withdraw", form, act, _("Đã ghi ông/bà xin rút. Cơ quan xem xét rồi trả lời ở đây.")
    )


@by_receipt
def _protect(request: HttpRequest, found: Denunciation) -> HttpResponse:
    form = forms.ProtectForm(request.POST, auto_id="id_protect_%s")

    def act() -> None:
        denouncing.ask_protection(found, form=_number(request), on=dates.today(), **form.cleaned_data)

    return _done(request, found, "protect", form, act, _("Đã gửi yêu cầu bảo vệ. Quyết định sẽ hiện ở đây."))


@by_receipt
def _continue(request: HttpRequest, found: Denunciation) -> HttpResponse:
    """A new denunciation a level higher, with a receipt of its own."""
    form = forms.ContinueForm(request.POST, auto_id="id_continue_%s")
    if form.is_valid():
        try:
            taken = denouncing.continue_(
                found,
                body=form.cleaned_data["body"],
                identity=form.identity,
                address=address_of(request),
                submission=_number(request),
                on=dates.today(),
            )
            return _receipt_page(request, taken)
        except denouncing.SentBefore:
            return _page(request, "denounce_again")
        except (StepRefused, toil.NotDone) as why:
            form.add_error(None, why.sentence)
    return _look_page(request, found, wrong={"continue": form})


ASKED: Mapping[str, Door] = {
    "begin": _ask_whom,
    "whom": _take_whom,
    "send": _take_letter,
    "find": _ask_receipt,
    "look": _look,
    "say": _say,
    "withdraw": _withdraw,
    "protect": _protect,
    "continue": _continue,
}


def _done(
    request: HttpRequest,
    found: Denunciation,
    which: str,
    form: Form,
    act: Callable[[], Sequence[str] | None],
    said: str,
) -> HttpResponse:
    """Do it and show the page with what was done; or with what is wrong."""
    if form.is_valid():
        try:
            whole = act() or ()
            return _look_page(request, found, said=said, whole=whole)
        except denouncing.SentBefore:
            return _look_page(request, found, said=_("Lời này đã nhận rồi, không ghi thêm lần nữa."))
        except StepRefused as why:
            form.refuse(why)
    return _look_page(request, found, wrong={which: form})


def _number(request: HttpRequest) -> Any:
    return forms.number_of(request.POST.get("number", ""))


def _told(request: HttpRequest) -> dict[str, str]:
    return {name: str(request.POST[name]) for name in request.POST}


def _carried(request: HttpRequest, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, value) for name in names if (value := str(request.POST.get(name, "")))]


def _whom_page(request: HttpRequest, form: forms.WhomForm) -> HttpResponse:
    places = queries.denounced_places(dates.today())
    carried = _carried(request, (*forms.OF_WHAT, "submission"))
    return _page(request, "denounce_whom", {"form": form, "places": places, "carried": carried})


def _write_page(
    request: HttpRequest, where: forms.WhomForm, form: forms.WriteForm, *, renew: bool = False
) -> HttpResponse:
    """The page of the matter, with its task; the one it had, while that is good."""
    key = where.chosen.key
    task = None if renew else toil.kept_task(request.POST.get("task", ""), key)
    context = {
        "form": form,
        "where": where,
        "names": where.names,
        "carried": [("unit", key), *_carried(request, ("whom", "accused"))],
        "submission": forms.number_of(request.POST.get("submission", "")),
        "found": request.POST.get("found", "")[:32] if task else "",
        "task": task or toil.set_task(key, address_of(request)),
    }
    return _page(request, "denounce_write", context)


def _receipt_page(request: HttpRequest, taken: Taken) -> HttpResponse:
    seat = queries.Place(taken.case.unit_responsible).name
    return _page(
        request, "denounce_receipt", {"receipt": grouped(taken.receipt), "whole": taken.whole, "seat": seat}
    )


def _find_page(request: HttpRequest, form: Form) -> HttpResponse:
    return _page(request, "denounce_find", {"form": form, "carried": _carried(request, ("text", "body"))})


def _look_page(
    request: HttpRequest,
    found: Denunciation,
    *,
    wrong: Mapping[str, Form] | None = None,
    said: str = "",
    whole: Sequence[str] = (),
) -> HttpResponse:
    """The page of a denunciation, with its forms: the one with what is wrong in it stands open."""
    if said:
        found.refresh_from_db()
        found.case.refresh_from_db()
    typed = {} if said else _told(request)
    blank = {
        "say": forms.SayForm(initial=typed, auto_id="id_say_%s"),
        "withdraw": forms.WithdrawForm(auto_id="id_withdraw_%s"),
        "protect": forms.ProtectForm(auto_id="id_protect_%s"),
        "continue": forms.ContinueForm(initial=typed, auto_id="id_continue_%s"),
    }
    context = {
        "it": denounced(found, dates.today()),
        "receipt": request.POST["receipt"],
        "number": _number(request) if wrong else forms.number_of(""),
        "forms": {**blank, **(wrong or {})},
        "form": next(iter((wrong or {}).values()), None),
        "opened": next(iter(wrong or {}), ""),
        "said": said,
        "whole": whole,
    }
    return _page(request, "denounce_look", context)


def _page(request: HttpRequest, name: str, context: Mapping[str, Any] | None = None) -> HttpResponse:
    """A page of these; its form says whether something is wrong."""
    told = {"tongue": translation.get_language(), "leave_to": settings.DANVAN_LEAVE_TO, **(context or {})}
    form = told.get("form")
    wrong = form is not None and form.is_bound and bool(form.errors)
    return show(request, name, told, status=WRONG if wrong else 200)
