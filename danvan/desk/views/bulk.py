"""One step on many cases: chosen in the list, asked for on a page of its own, told case by case, taken back once."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.queries import visible_to
from danvan.desk import queries
from danvan.desk.asked import Address, Asked
from danvan.desk.forms.bulk import BulkForm, read_chosen
from danvan.desk.views.door import DeskRequest, reading, writing
from danvan.lib import dates
from danvan.worklists import actions, policies, tasks
from danvan.worklists import queries as worklists
from danvan.worklists.models import Batch, Outcome, State, Verb

UNPROCESSABLE = 422
FIRST, LAST = 10, 30


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def bulk(request: DeskRequest) -> HttpResponse:
    """What is to be done with the chosen cases, then the step itself."""
    posted = request.POST if request.method == "POST" else None
    chosen = read_chosen(posted.get("cases", "")) if posted is not None else _chosen(request)
    found = visible_to(request.user, on=dates.today()).filter(pk__in=chosen)
    rows = list(found.order_by("received_on", "pk").only("pk", "subject", "unit_responsible_id"))
    if not rows:
        messages.error(request, _("Chưa chọn hồ sơ nào. Xin đánh dấu ở đầu dòng, hoặc chọn cả trang."))
        return redirect(f"{reverse('desk:inbox')}?{request.GET.get('list', '')}")
    chosen = {case.pk: chosen[case.pk] for case in rows}
    officers = queries.officers_of({case.unit_responsible_id for case in rows}, on=dates.today())
    told = ",".join(f"{pk}.{seen}" for pk, seen in chosen.items())
    form = BulkForm(officers, posted, initial={"cases": told})
    if posted is not None and form.is_valid():
        return _begin(request, form, chosen)
    context = {"form": form, "rows": rows[:FIRST], "left": len(rows) - FIRST, "total": len(rows)}
    context |= {"only": ",".join(str(pk) for pk in chosen), "assign": Verb.ASSIGN, "note": Verb.NOTE}
    return render(request, "desk/bulk.html", context, status=UNPROCESSABLE if form.errors else 200)


def _chosen(request: DeskRequest) -> Mapping[int, int]:
    """The cases that were ticked, all of the page, or all that the list has; StepRefused when these are too many."""
    scope = request.GET.get("scope", "")
    if scope == "page":
        return read_chosen(request.GET.get("shown", ""))
    if scope != "all":
        return read_chosen(",".join(request.GET.getlist("case")))
    asked = Asked(Address(request.user, QueryDict(request.GET.get("list", ""))), dates.today())
    rows = asked.found(actions.MOST + 1).order_by(*asked.order)
    found = dict(rows.values_list("pk", "version")[: actions.MOST + 1])
    if len(found) > actions.MOST:
        raise StepRefused(
            _("Danh sách có hơn %(most)s hồ sơ. Chưa làm gì; xin lọc bớt rồi chọn lại.")
            % {"most": actions.MOST}
        )
    return found


def _begin(request: DeskRequest, form: BulkForm, chosen: Mapping[int, int]) -> HttpResponse:
    verb = Verb(form.cleaned_data["verb"])
    batch = actions.start(verb, chosen, by=request.user, on=dates.today(), **form.given())
    tasks.go(batch, on=dates.today())
    return redirect("desk:batch", batch.pk)


@require_safe
@reading
def batches(request: DeskRequest) -> HttpResponse:
    """What the officer did with many cases, and the lists that she took out."""
    made = list(worklists.batches_of(request.user)[:LAST])
    files = list(worklists.exports_of(request.user)[:LAST])
    context = {"batches": made, "files": files, "done": State.DONE, "now": dates.now()}
    return render(request, "desk/batches.html", context)


@require_safe
@writing
def batch(request: DeskRequest, pk: int) -> HttpResponse:
    """How far it is, which cases were done, which were not and why."""
    found = get_object_or_404(worklists.batches_of(request.user), pk=pk)
    items = found.items.select_related("case").order_by("case")
    why = policies.why_not_undo(found, request.user)
    context: dict[str, Any] = {
        "batch": found,
        "refused": items.filter(outcome=Outcome.REFUSED),
        "finished": items.filter(outcome=Outcome.DONE),
        "may_undo": why is None,
        "readable": _readable(request, found),
    }
    return render(request, "desk/batch.html", context)


def _readable(request: DeskRequest, found: Batch) -> set[int]:
    """The cases of the batch that the officer may still read: others are named by their number alone."""
    mine = Case.objects.filter(pk__in=found.items.values("case"))
    return set((visible_to(request.user, on=dates.today()) & mine).values_list("pk", flat=True))


@require_POST
@writing
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a batch back: another batch, with its own page."""
    found = get_object_or_404(Batch, pk=pk, by=request.user)
    back = actions.undo(found, by=request.user, on=dates.today())
    tasks.go(back, on=dates.today())
    return redirect("desk:batch", back.pk)
