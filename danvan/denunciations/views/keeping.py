"""What an officer keeps the key of: the list, and one denunciation with all that a custodian may do with it."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danvan.cases.queries import visible_to
from danvan.denunciations import block, policies, present, queries
from danvan.denunciations.forms import AboutForm, AnswerForm, LookForm
from danvan.denunciations.views import door
from danvan.lib import dates
from danvan.people.http import OfficerRequest

PAGE = 50


@require_safe
@door.sealed
def kept(request: OfficerRequest) -> HttpResponse:
    """The denunciations of which the officer keeps a key, and what else there is to do with denunciations."""
    me, today = request.user, dates.today()
    mine = list(queries.custodies(me, on=today))
    takes, names = policies.takes_in_for(me, on=today), policies.names_for(me, on=today)
    if not (mine or takes or names):
        raise PermissionDenied
    page = Paginator(queries.listed(me, on=today), PAGE).get_page(request.GET.get("page"))
    context = {
        "custodies": [(row, *present.custody(row)) for row in mine],
        "takes_in": takes,
        "names": names,
        "page": page,
        "lines": [present.line(found) for found in page],
        "without": queries.without_keys(me, on=today) if mine else [],
        "answer": AnswerForm(),
    }
    return render(request, "denunciations/kept.html", context)


@require_safe
@door.sealed
def one(request: OfficerRequest, pk: int) -> HttpResponse:
    """A custodian's page of one denunciation."""
    found, today = door.kept(request, pk), dates.today()
    context = {
        "found": found,
        "case": found.case,
        "marks": present.marks(found),
        "sealed": block.block(found, request.user, on=today),
        "look": LookForm(),
        "about": AboutForm(queries.may_be_about(found, on=today)) if found.case.is_open else None,
        "told_about": present.concerned(found, on=today),
        "reads": visible_to(request.user, on=today).filter(pk=pk).exists(),
        "trail": [(_("Tố cáo"), "../"), (f"{found.case.code[:4]}…", "")],
    }
    return render(request, "denunciations/one.html", context)
