"""A fee is paid online: where to pay, what the carrier tells of it, and the page to which it leads back."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.lib import dates
from danvan.onestop import payments
from danvan.onestop.actions import orders
from danvan.onestop.models import Fee, Order
from danvan.onestop.payments import Forged
from danvan.onestop.payments.filed import Filed
from danvan.onestop.workflow import CODE
from danvan.portal.views.doors import with_case
from danvan.portal.views.show import show
from danvan.portal.views.track import page
from danvan.rates import actions as rates
from danvan.web import asked
from danvan.web.addresses import address_of
from danvan.web.views import too_many_requests

WRONG, CONFLICT = 400, 409


@with_case
def pay(request: HttpRequest, case: Case) -> HttpResponse:
    """Order the payment of a fee of this application; the address at which it is paid, as a link."""
    fee = Fee.objects.filter(application=case.pk, pk=asked.number(request.POST.get("fee", "")) or 0).first()
    if case.kind != CODE or fee is None or not payments.ready():
        raise Http404
    if seconds := rates.count("pay", address_of(request)):
        return too_many_requests(request, seconds)
    try:
        address = orders.begin(fee, on=dates.today())
    except StepRefused as why:
        return page(request, case, why.sentence)
    context = {"address": address, "fee": fee, "code": case.shown_code, "subject": case.subject}
    return show(request, "pay", context, here="track")


@never_cache
@require_safe
def paid_back(request: HttpRequest) -> HttpResponse:
    """Where the carrier leads back to: what the ledger says. Nothing is written here; a forged return says nothing."""
    try:
        told = payments.carrier().read(request.GET.dict())
    except Forged:
        return show(request, "paid", {"forged": True}, here="track", status=WRONG)
    order = Order.objects.filter(number=told.number).first()
    return show(request, "paid", {"order": order, "failed": not told.paid}, here="track")


@csrf_exempt
@require_POST
def paid_told(request: HttpRequest) -> HttpResponse:
    """What the carrier tells from machine to machine, any number of times; believed where its signature holds."""
    try:
        order = orders.came(payments.carrier().read(request.POST.dict()), on=dates.today())
    except Forged:
        return JsonResponse({"ok": False, "why": "signature"}, status=WRONG)
    except StepRefused as why:
        return JsonResponse({"ok": False, "why": str(why.sentence)}, status=CONFLICT)
    return JsonResponse({"ok": True, "state": order.state})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pay_here(request: HttpRequest, number: str) -> HttpResponse:
    """The page of the carrier that lays orders down as files: in the demonstration, a button that says it was paid."""
    filed = payments.carrier()
    order = filed.order(number) if isinstance(filed, Filed) else None
    if order is None or not isinstance(filed, Filed):
        raise Http404
    if request.method != "POST":
        return show(request, "pay_here", {"order": order}, here="track")
    if not settings.DANVAN_DEMO:
        raise Http404
    fields = filed.confirm(number) or {}
    try:
        orders.came(filed.read(fields), on=dates.today())
    except StepRefused:
        return show(request, "paid", {"order": Order.objects.filter(number=number).first()}, here="track")
    return redirect(f"{reverse('portal:paid_back')}?{urlencode(fields)}")
