"""The work list taken out as the register of letters; each time is on record."""

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from danvan.desk import policies, takeout, tasks
from danvan.desk.asked import Address, Asked
from danvan.desk.forms.bulk import ExportForm
from danvan.desk.views.door import DeskRequest, reading
from danvan.lib import dates
from danvan.worklists.models import Export, FileForm

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@reading
def export(request: DeskRequest) -> HttpResponseBase:
    """Asks as what; then the file, or the page on which a long one is waited for."""
    today, posted = dates.today(), request.POST if request.method == "POST" else None
    may_name = policies.holds(request.user, policies.WRITERS, on=today)
    asked = Asked(Address(request.user, QueryDict((posted or request.GET).get("list", ""))), today)
    form = ExportForm(posted, may_name=may_name)
    if posted is None or not form.is_valid():
        context = {
            "form": form,
            "list": asked.address(),
            "total": takeout.found(asked).count(),
            "most": takeout.AT_ONCE,
        }
        status = UNPROCESSABLE if form.errors else 200
        return render(request, "desk/export.html", context, status=status)
    got = form.cleaned_data
    made = takeout.ask(asked, FileForm(got["form"]), by=request.user, names=got.get("names", False))
    if made.total <= takeout.AT_ONCE:
        return takeout.answer(asked, made, by=request.user)
    tasks.go(made)
    return redirect("desk:batches")


@require_POST
@reading
def fetch(request: DeskRequest, pk: int) -> HttpResponseBase:
    """A file that the worker wrote."""
    return takeout.fetch(get_object_or_404(Export, pk=pk), by=request.user)
