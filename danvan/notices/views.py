"""What staff see to: who must still be told, how, and what was sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.cases import actions as cases
from danvan.cases import policies
from danvan.cases.errors import StepRefused
from danvan.cases.models import Party
from danvan.cases.models.people import TellBy
from danvan.cases.workflow import DESK
from danvan.lib import dates
from danvan.notices import actions, present, queries
from danvan.notices.actions.staff import BY_STAFF, can_resend
from danvan.notices.forms import ToldForm, WayForm
from danvan.notices.lists import Asked
from danvan.notices.models import Telling
from danvan.people import policies as people
from danvan.people.http import OfficerRequest

PAGE = 50
UNPROCESSABLE, CONFLICT = 422, 409
View = Callable[..., HttpResponseBase]


def staff(view: View) -> View:
    """For whoever works on cases anywhere; kept by no cache."""

    @wraps(view)
    @login_required
    def page(request: OfficerRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if people.standing(request.user, dates.today()).roles.isdisjoint(DESK):
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    return page


def person_of(request: OfficerRequest, pk: int) -> Party:
    """The person, if telling the people of the case is this officer's work."""
    party = queries.load_person(pk)
    if party is None or policies.is_unknown(request.user, party.case, on=dates.today()):
        raise Http404
    if not policies.can_tell(request.user, party.case, on=dates.today()):
        raise PermissionDenied
    return party


@require_safe
@staff
def worklist(request: OfficerRequest) -> HttpResponse:
    """Whom somebody must still tell, or tell again."""
    asked = Asked(request)
    paginator = Paginator(asked.rows, PAGE)
    paginator.count = asked.counts[asked.tab]
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "today": dates.today(),
        "tabs": asked.tabs(),
        "columns": asked.columns(),
        "page": page,
        "lines": [present.line(telling) for telling in page.object_list],
        "narrowed": asked.narrowed,
    }
    return render(request, "notices/worklist.html", context)


@require_safe
@staff
def person(request: OfficerRequest, pk: int) -> HttpResponse:
    """One person of a case: what was told, what is open, and what may be done about it."""
    return _person(request, person_of(request, pk))


@require_POST
@staff
def reveal(request: OfficerRequest, pk: int) -> HttpResponse:
    """The same page with number and address in full; the look is on record."""
    party = person_of(request, pk)
    try:
        cases.reveal(party, by=request.user, on=dates.today())
    except StepRefused as why:
        messages.error(request, why.sentence)
        return redirect("desk:case", party.case_id)
    return _person(request, party, shown=True)


@require_POST
@staff
def told(request: OfficerRequest, pk: int) -> HttpResponse:
    """The officer told this person everything that was open."""
    party, form = person_of(request, pk), ToldForm(request.POST)
    if form.is_valid():
        try:
            count = actions.mark_told(party, how=form.cleaned_data["how"], by=request.user, on=dates.today())
        except StepRefused as why:
            form.add_error(None, why.sentence)
            return _person(request, party, told=form, status=CONFLICT)
        messages.success(request, _("Đã ghi: báo %(n)s việc.") % {"n": count})
        return redirect("notices:person", pk)
    return _person(request, party, told=form, status=UNPROCESSABLE)


@require_POST
@staff
def way(request: OfficerRequest, pk: int) -> HttpResponse:
    """The person is told in another way from now on."""
    party = person_of(request, pk)
    form = WayForm(party, request.POST)
    if form.is_valid():
        try:
            actions.change_way(party, by=request.user, on=dates.today(), **form.given())
        except StepRefused as why:
            form.add_error(None, why.sentence)
        else:
            messages.success(request, _("Đã đổi cách báo tin; tin chưa báo được đi theo cách mới."))
            return redirect("notices:person", pk)
    return _person(request, party, way=form, status=UNPROCESSABLE)


@require_POST
@staff
def resend(request: OfficerRequest, pk: int) -> HttpResponse:
    """Put one in line again."""
    telling = Telling.objects.select_related("case").filter(pk=pk).first()
    if telling is None:
        raise Http404
    party = person_of(request, telling.party_id)
    try:
        actions.resend(telling, by=request.user, on=dates.today())
    except StepRefused as why:
        form = ToldForm({})
        form.errors.clear()
        form.add_error(None, why.sentence)
        return _person(request, party, told=form, status=CONFLICT)
    messages.success(request, _("Đã xếp gửi lại."))
    return redirect("notices:person", party.pk)


def _person(
    request: HttpRequest,
    party: Party,
    *,
    told: ToldForm | None = None,
    way: WayForm | None = None,
    shown: bool = False,
    status: int = 200,
) -> HttpResponse:
    tellings = queries.ledger_of_person(party)
    context = {
        "party": party,
        "case": party.case,
        "shown": shown,
        "way_label": party.get_tell_by_display(),
        "lines": [{**present.line(one), "again": can_resend(one)} for one in tellings],
        "open": sum(one.needs_staff for one in tellings),
        "told": told
        or ToldForm(initial={"how": party.tell_by if party.tell_by in BY_STAFF else TellBy.PHONE}),
        "way": way or WayForm(party),
        "has_errors": status != 200,
    }
    return render(request, "notices/person.html", context, status=status)
