"""A letter is merged into an earlier one, after a look at both, and parted again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.cases import actions, ties
from danvan.cases import queries as register
from danvan.cases.errors import MovedMeanwhile, StepRefused
from danvan.cases.models import Case
from danvan.desk import casepage, tiespage
from danvan.desk.forms.ties import MergeForm, UnmergeForm
from danvan.desk.views.case import CONFLICT, UNPROCESSABLE, readable
from danvan.desk.views.door import DeskRequest, reading
from danvan.lib import dates


@require_safe
@reading
def alike(request: DeskRequest, pk: int) -> HttpResponse:
    """Open letters like this one, with why: the part of the case's page that comes after it, or a page of its own."""
    found, today = readable(request, pk), dates.today()
    lines = tiespage.alike(request.user, found, found.parties.all(), today)
    context = {
        "case": found,
        "lines": lines,
        "may_merge": tiespage.may_take(request.user, found, "into", today),
    }
    part = "#part" if request.headers.get("HX-Request") else ""
    return render(request, f"desk/alike.html{part}", context)


@require_http_methods(["GET", "HEAD", "POST"])
@reading
def merge(request: DeskRequest, pk: int) -> HttpResponse:
    """Both letters side by side, what merging does, and the button; `look` searches, `into` is the letter chosen."""
    found, today = readable(request, pk), dates.today()
    if not tiespage.may_take(request.user, found, "into", today):
        raise StepRefused(_("Đơn này lúc này không nhập được, hoặc ông/bà không được giao việc nhập đơn."))
    offered = ties.candidates(found) & register.visible_to(request.user, on=today)
    if request.method != "POST" or "look" in request.POST:
        return _page(request, found, MergeForm(found, (), today), request.POST.get("q", ""))
    wanted = request.POST.get("into", "")
    into = offered.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) <= 18 else None
    form = MergeForm(found, [into.pk] if into else (), today, request.POST)
    if not form.is_valid() or into is None:
        return _page(request, found, form, request.POST.get("q", ""), status=UNPROCESSABLE)
    got = form.cleaned_data
    try:
        actions.merge(found, into, by=request.user, on=got["on"], text=got["text"], seen=got["seen"])
    except StepRefused as why:
        form.add_error(None, why.sentence)
        status = CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE
        return _page(request, found, form, request.POST.get("q", ""), status=status)
    messages.success(request, _("Đã nhập đơn. Người gửi xem diễn biến của đơn được giữ bằng mã cũ."))
    return redirect("desk:case", pk)


def _page(
    request: DeskRequest, found: Case, form: MergeForm, words: str, *, status: int = 200
) -> HttpResponse:
    """The letter, those like it and those searched for, and the form."""
    today = dates.today()
    alike = tiespage.alike(request.user, found, found.parties.all(), today)
    searched = tiespage.searched(request.user, found, words, today) if words else []
    known = {line["case"].pk for line in alike}
    context = {
        "case": found,
        "form": form,
        "words": words,
        "lines": alike + [line for line in searched if line["case"].pk not in known],
        "chosen": request.POST.get("into") or request.GET.get("into", ""),
        "has_errors": status != 200,
    }
    return render(request, "desk/merge.html", context, status=status)


@require_POST
@reading
def unmerge(request: DeskRequest, pk: int) -> HttpResponse:
    """Part a merged letter again, with the reason."""
    found = readable(request, pk)
    form = UnmergeForm(found, data=request.POST)
    if form.is_valid():
        got = form.cleaned_data
        try:
            actions.unmerge(found, by=request.user, on=dates.today(), text=got["text"], seen=got["seen"])
        except StepRefused as why:
            form.add_error(None, why.sentence)
        else:
            messages.success(request, _("Đã tách lại: tình trạng, thời hạn, số liệu như chưa từng nhập."))
            return redirect("desk:case", pk)
    context = casepage.context(request.user, readable(request, pk), unmerge=form)
    return render(request, "desk/case.html", context, status=UNPROCESSABLE)
