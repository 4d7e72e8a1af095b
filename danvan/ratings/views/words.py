"""What people wrote: read by whoever leads or inspects, sorted by what it is about."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.ratings import actions, policies, queries
from danvan.ratings.forms.desk import ThemeForm
from danvan.ratings.models import Remark
from danvan.ratings.workflow import THEMES
from danvan.web.parts import Tab

PAGE, UNPROCESSABLE = 50, 422


def _units(request: OfficerRequest) -> frozenset[int]:
    """The units whose people's words the officer reads; raises PermissionDenied without any."""
    if found := policies.units_of_words(request.user, dates.today()):
        return found
    raise PermissionDenied


@require_safe
@login_required
def words(request: OfficerRequest) -> HttpResponse:
    """The words of the last year, the latest weeks first; ?theme= narrows, `none` to those not sorted yet."""
    return _page(request, None)


def _page(request: OfficerRequest, wrong: Remark | None) -> HttpResponse:
    today, chosen = dates.today(), request.GET.get("theme", "")
    rows = queries.remarks(_units(request), dates.years_later(today, -1), today)
    if chosen == "none":
        rows = rows.filter(theme="")
    elif chosen in THEMES:
        rows = rows.filter(theme=chosen)
    found = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    choices = [("", _("Tất cả")), ("none", _("Chưa phân loại")), *THEMES.items()]
    context = {
        "page": found,
        "lines": [
            (row, ThemeForm(initial={"theme": row.theme}, auto_id=f"theme-{row.pk}-%s")) for row in found
        ],
        "tabs": [Tab(str(word), f"?theme={key}", current=key == chosen) for key, word in choices],
        "wrong": wrong,
    }
    return render(request, "ratings/words.html", context, status=UNPROCESSABLE if wrong else 200)


@require_POST
@login_required
def code(request: OfficerRequest, pk: str) -> HttpResponse:
    """Say what somebody's words are about."""
    row = get_object_or_404(Remark, pk=pk, batch__unit__in=_units(request), forgotten_on__isnull=True)
    try:
        actions.code_remark(row, request.POST.get("theme", ""), by=request.user, on=dates.today())
    except Refused:
        return _page(request, row)
    messages.success(request, _("Đã phân loại."))
    return redirect("ratings:words")
