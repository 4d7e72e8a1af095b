"""The council of a term: groups with their places, deputies; entered by its office, read by everybody."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.council import actions, policies, queries
from danvan.council.forms.base import StepForm
from danvan.council.forms.session import DeputyForm, EndForm, GroupForm, TermForm
from danvan.council.models import Deputy, Group, Term
from danvan.council.views.door import Offer, carry_out, reading
from danvan.lib import dates
from danvan.people import queries as people
from danvan.people.http import OfficerRequest

Doing = tuple[StepForm, Callable[..., Any]]


@require_safe
@login_required
def deputies(request: OfficerRequest) -> HttpResponse:
    """All terms of the councils that the officer reads, the latest first, each with groups and deputies."""
    return _page(request)


@require_POST
@login_required
def enter(request: OfficerRequest, what: str, pk: int) -> HttpResponse:
    """Begin a term, add a group or a deputy, put a deputy right, end a mandate; `pk` is of what it belongs to."""
    unit, doing = _doing(request, what, pk, request.POST)
    today = dates.today()
    may = (
        policies.can_write(request.user, unit, today) if unit else policies.units_written(request.user, today)
    )
    if not may:
        raise PermissionDenied
    form, act = doing
    if what in ("revise", "end"):
        back = reverse("council:deputy", args=[pk])
        shown = partial(_deputy, request, pk, what=what)
    else:
        back, shown = reverse("council:deputies"), partial(_page, request, name=f"{what}-{pk}")

    def again(wrong: StepForm, status: int) -> HttpResponse:
        return shown(form=wrong, status=status)

    return carry_out(request, form, act, back=back, again=again, seen=False)


def _doing(request: OfficerRequest, what: str, pk: int, data: Any = None) -> tuple[int, Doing]:
    """The unit whose council it is (0: whichever is chosen in the form), its form and action."""
    ids, today = f"{what}-{pk}-%s", dates.today()
    if what == "term":
        units = list(people.names_on(policies.units_written(request.user, today), today).items())
        return 0, (TermForm(data, units=units, auto_id=ids), actions.begin_term)
    if what == "group":
        term = get_object_or_404(Term.objects.select_related("unit"), pk=pk)
        form = GroupForm(data, units=queries.places(term.unit, today), auto_id=ids)
        return term.unit_id, (form, lambda **told: actions.add_group(term, **told))
    if what == "deputy":
        group = get_object_or_404(Group.objects.select_related("term"), pk=pk)
        begun = {"from_on": group.term.from_on}
        return group.term.unit_id, (
            DeputyForm(data, initial=begun, auto_id=ids),
            lambda **told: actions.add_deputy(group, **told),
        )
    if what not in ("revise", "end"):
        raise Http404
    return _mandate(what, pk, data, ids)


def _mandate(what: str, pk: int, data: Any, ids: str) -> tuple[int, Doing]:
    """The same of a deputy who is put right, or whose mandate ends."""
    row = get_object_or_404(Deputy.objects.select_related("term"), pk=pk)
    if what == "end":
        return row.term.unit_id, (EndForm(data, auto_id=ids), lambda **told: actions.end_mandate(row, **told))
    form = DeputyForm(
        data, initial={name: getattr(row, name) for name in DeputyForm.base_fields}, auto_id=ids
    )
    return row.term.unit_id, (form, lambda **told: actions.revise_deputy(row, **told))


def _page(
    request: OfficerRequest, *, name: str = "", form: StepForm | None = None, status: int = 200
) -> HttpResponse:
    units, today = reading(request), dates.today()
    terms = list(queries.terms(units)[:20])
    mine = policies.units_written(request.user, today)

    def offer(what: str, pk: int, label: str) -> Offer:
        made = form if form and name == f"{what}-{pk}" else _doing(request, what, pk)[1][0]
        url = reverse("council:enter", args=[what, pk])
        return Offer(what, label, made, url, opened=name == f"{what}-{pk}", grave=what == "end")

    def groups(term: Term) -> list[tuple[Group, Offer | None]]:
        writes = term.unit_id in mine
        rows = queries.groups_of(term, today)
        return [(g, offer("deputy", g.pk, _("Thêm đại biểu")) if writes else None) for g in rows]

    context = {
        "lines": [(term, groups(term)) for term in terms],
        "begin": offer("term", 0, _("Bắt đầu nhiệm kỳ")) if mine else None,
        "add_group": {t.pk: offer("group", t.pk, _("Thêm tổ đại biểu")) for t in terms if t.unit_id in mine},
        "refused": form if form and form.errors else None,
    }
    return render(request, "council/deputies.html", context, status=status)


@require_safe
@login_required
def deputy(request: OfficerRequest, pk: int) -> HttpResponse:
    """One deputy: mandate, meetings with voters, questions."""
    return _deputy(request, pk)


def _deputy(
    request: OfficerRequest, pk: int, *, what: str = "", form: StepForm | None = None, status: int = 200
) -> HttpResponse:
    rows = Deputy.objects.filter(term__unit__in=reading(request)).select_related("term__unit", "group")
    row = get_object_or_404(rows, pk=pk)
    named = [("revise", _("Sửa"))] + ([("end", _("Thôi làm đại biểu"))] if row.until_on is None else [])
    named = named if policies.can_write(request.user, row.term.unit_id, dates.today()) else []
    offers = [
        Offer(
            name,
            label,
            form if form and name == what else _doing(request, name, pk)[1][0],
            reverse("council:enter", args=[name, pk]),
            opened=name == what,
            grave=name == "end",
        )
        for name, label in named
    ]
    context = {
        "row": row,
        "offers": offers,
        "attended": queries.attended(row)[:50],
        "questions": row.questions.order_by("-pk")[:50],
        "refused": form if form and form.errors else None,
    }
    return render(request, "council/deputy.html", context, status=status)
