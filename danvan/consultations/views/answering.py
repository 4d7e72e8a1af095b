"""Opinions are put together, groups are answered; the table as page and file."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.consultations import actions, policies, present, queries, tablefiles
from danvan.consultations.forms.desk import AnswerForm, GatherForm
from danvan.consultations.models import Draft, Group
from danvan.consultations.views.door import UNPROCESSABLE, allowed, found, reading
from danvan.consultations.views.inbox import inbox
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest


@require_POST
@login_required
def gather(request: OfficerRequest, pk: int) -> HttpResponse:
    """Put the ticked opinions together, in a new group or one that is there."""
    row = found(request, pk)
    allowed(request, row, "group")
    numbers = list(row.opinions.values_list("pk", flat=True))
    form = GatherForm(numbers, present.groups_offered(row), request.POST)
    if not form.is_valid():
        return inbox(request, row, form, UNPROCESSABLE)
    given = form.cleaned_data
    group = row.groups.get(pk=given["group"]) if given["group"] else None
    chosen = [int(one) for one in given["opinions"]]
    try:
        made = actions.gather(
            row, chosen, title=given["title"], group=group, by=request.user, on=dates.today()
        )
    except Refused as why:
        form.refuse(why)
        return inbox(request, row, form, UNPROCESSABLE)
    messages.success(request, _("Đã gộp %(n)s ý kiến.") % {"n": len(chosen)})
    return redirect("consultations:answer", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: OfficerRequest, pk: int) -> HttpResponse:
    """A group with all its opinions, and the answer to it."""
    rows = Group.objects.select_related("consultation__unit", "draft", "answered_by")
    group = get_object_or_404(rows.filter(consultation__unit__in=reading(request)), pk=pk)
    row, today = group.consultation, dates.today()
    newest = queries.newest(row)
    form = _form(group, newest, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        allowed(request, row, "answer")
    if form.is_valid():
        try:
            actions.answer(group, form.told(), by=request.user, on=today)
            messages.success(request, _("Đã lưu câu trả lời; công khai cùng cả bảng."))
            return redirect("consultations:table", row.pk)
        except Refused as why:
            form.refuse(why)
    context = {
        **present.head(row, today),
        "group": group,
        "opinions": [present.voiced(each, veiled=True) for each in queries.opinions(row).filter(group=group)],
        "form": form if policies.can(request.user, row, "answer", today) else None,
        "newest": newest,
    }
    return render(request, "consultations/answer.html", context, status=UNPROCESSABLE if form.errors else 200)


def _form(group: Group, newest: Draft | None, data: Any) -> AnswerForm:
    """The answer as it stands; an article can be named only of a newer version."""
    begun = {name: getattr(group, name) for name in ("title", "outcome", "words", "new_anchor", "note")}
    places = present.places(newest) if newest and newest.number > 1 else []
    return AnswerForm(places, data, initial=begun)


@require_safe
@login_required
def table(request: OfficerRequest, pk: int) -> HttpResponse:
    """The table of opinions received and explained, with what still waits for an answer."""
    row = found(request, pk)
    lines = present.table(row, inside=True)
    context = {
        **present.head(row, dates.today()),
        "lines": lines,
        "alone": queries.ungrouped(row),
        "answered": sum(bool(line.words) for line in lines),
        "totals": present.totals(row),
    }
    return render(request, "consultations/table.html", context)


@require_safe
@login_required
def table_file(request: OfficerRequest, pk: int, kind: str) -> HttpResponseBase:
    """The same table as DOCX, PDF, XLSX, CSV or JSON, as the public reads it or will."""
    row = found(request, pk)
    made = tablefiles.file(row, kind, on=dates.today(), inside=True)
    if made is None:
        raise Http404
    return made
