"""Who keeps the keys of a unit: named and dismissed by its leader, the key brought by the officer, the journal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from danvan.cases.errors import StepRefused
from danvan.denunciations import actions, keeping, policies, present, queries
from danvan.denunciations.forms import DecideForm, KeyForm, NameForm
from danvan.denunciations.models import Custodian
from danvan.denunciations.views import door
from danvan.lib import dates
from danvan.people.http import OfficerRequest
from danvan.people.models import Account, Unit

PAST = 50  # lines of the journal that a page shows


@require_http_methods(["GET", "HEAD", "POST"])
@door.sealed
def custodians(request: OfficerRequest) -> HttpResponse:
    """The custodians of the units that the officer leads, their journal, and the form to name one more."""
    today = dates.today()
    units = policies.names_for(request.user, on=today)
    if not units:
        raise PermissionDenied
    offered = queries.offered(units, on=today)
    form = NameForm(offered, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _named(request, form):
        return redirect("denunciations:custodians")
    rows = list(queries.custodians_of(units, on=today))
    names = {row.pk: row.officer.full_name for row in rows}
    context = {
        "form": form,
        "rows": [(row, *present.custody(row)) for row in rows],
        "journal": present.journal(queries.history(rows)[:PAST], names),
        "needed": keeping.KEEPERS,
        "trail": [(_("Tố cáo"), reverse("denunciations:kept")), (_("Người giữ khóa"), "")],
    }
    status = door.UNPROCESSABLE if form.errors else 200
    return render(request, "denunciations/custodians.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@door.sealed
def custodian(request: OfficerRequest, pk: int) -> HttpResponse:
    """One custody: the officer brings the key or changes it, stops; a leader of the unit reads it."""
    row, today = _custodian(request, pk), dates.today()
    form = KeyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _brought(request, form, row):
        return redirect("denunciations:custodian", pk)
    state, badge = present.custody(row)
    context = {
        "row": row,
        "state": state,
        "badge": badge,
        "form": form if row.officer_id == request.user.pk and row.until is None else None,
        "alone": keeping.only_key_of(row).count() if row.since and row.until is None else 0,
        "journal": present.journal(queries.history([row])[:PAST], {row.pk: row.officer.full_name}),
        "trail": [(_("Tố cáo"), reverse("denunciations:kept")), (row.officer.full_name, "")],
        "today": today,
    }
    status = door.UNPROCESSABLE if form.errors else 200
    return render(request, "denunciations/custodian.html", context, status=status)


@require_POST
@door.sealed
def end(request: OfficerRequest, pk: int) -> HttpResponse:
    """The officer keeps the key no longer: by a leader, or herself."""
    row = _custodian(request, pk)
    leads = row.unit_id in policies.names_for(request.user, on=dates.today())
    back = reverse("denunciations:custodians") if leads else reverse("denunciations:kept")
    return door.carried_out(
        request,
        DecideForm(request.POST),
        lambda _got: actions.end_custody(row, by=request.user, on=dates.today()),
        title=_("Thôi giữ khóa"),
        button="",
        back=back,
    )


def _named(request: OfficerRequest, form: NameForm) -> bool:
    """Whether the officer was named; a sentence at the form where not."""
    unit, officer = form.named()
    try:
        where, whom = Unit.objects.get(pk=unit), Account.objects.get(pk=officer)
        actions.name_custodian(whom, unit=where, by=request.user, on=dates.today())
    except StepRefused as why:
        form.refuse(why)
        return False
    messages.success(
        request, _("Đã phân công. Người ấy nộp khóa xong thì đơn mới được niêm phong cho khóa ấy.")
    )
    return True


def _brought(request: OfficerRequest, form: KeyForm, row: Custodian) -> bool:
    """Whether the key was taken; a sentence at the form where not."""
    try:
        actions.bring_key(row, form.cleaned_data["recipient"], by=request.user, on=dates.today())
    except StepRefused as why:
        form.refuse(why)
        return False
    messages.success(request, _("Đã nhận khóa công khai; đơn mới được niêm phong cho khóa này."))
    return True


def _custodian(request: OfficerRequest, pk: int) -> Custodian:
    """The custody, if it is the officer's own or of a unit that she leads; Http404 otherwise."""
    found: Custodian = get_object_or_404(
        Custodian.objects.select_related("officer", "unit", "named_by"), pk=pk
    )
    if found.officer_id != request.user.pk and found.unit_id not in policies.names_for(
        request.user, on=dates.today()
    ):
        raise Http404
    return found
