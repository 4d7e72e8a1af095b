"""An application by its code: its page, and the answer to what the office asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.journal.actors import CITIZEN
from danvan.lib import dates
from danvan.onestop import actions as onestop
from danvan.onestop.models import Lack
from danvan.onestop.workflow import CODE, SUPPLEMENTING
from danvan.portal.apply_forms import ACCEPTED, SupplementForm
from danvan.portal.following import matter
from danvan.portal.switches import switched
from danvan.portal.tracking import tracking
from danvan.portal.views.doors import with_case
from danvan.web.menu import navigation

UNPROCESSABLE = 422


def application(
    request: HttpRequest, case: Case, done: str = "", form: SupplementForm | None = None
) -> HttpResponse:
    """The page of an application, with what was just done, or with an answer that has to be mended."""
    today = dates.today()
    at = matter(case, today, dates.now(), form)
    context = {
        "nav": navigation("track"),
        "it": tracking(case, today, at.named),
        "at": at,
        "today": today,
        "done": done,
        "accepted": ACCEPTED,
    }
    wrong = form is not None and bool(form.errors)
    return render(request, "portal/follow.html", context, status=UNPROCESSABLE if wrong else 200)


@with_case
def supplement(request: HttpRequest, case: Case) -> HttpResponse:
    """What the office asked for is answered, every line of it at once; the clock runs on."""
    if case.kind != CODE or case.status != SUPPLEMENTING or switched(request):
        return application(request, case)
    lacks = list(Lack.objects.filter(application=case.pk, came_at__isnull=True).order_by("pk"))
    form = SupplementForm(lacks, request.POST, request.FILES)
    if not form.is_valid():
        return application(request, case, form=form)
    try:
        onestop.supplement(case.application, by=CITIZEN, on=dates.today(), **form.given())
    except StepRefused as why:
        form.add_error(None, why.sentence)
        return application(request, case, form=form)
    case.refresh_from_db()
    return application(request, case, _("Đã gửi bổ sung. Thời hạn của cơ quan đếm tiếp từ lúc này."))
