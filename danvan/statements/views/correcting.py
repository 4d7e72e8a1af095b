"""What has changed since a report was issued: each cell as it was reported and as the register has it now."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from danvan.people.http import OfficerRequest
from danvan.reports.page import as_proof
from danvan.reports.people_relations import ReportRefused
from danvan.statements import cells, present, queries, shapes
from danvan.statements.views.life import check_reads, found_by, is_withheld
from danvan.statements.workflow import State


@require_safe
@login_required
def changes(request: OfficerRequest, pk: int) -> HttpResponse:
    """An issued report beside the register of today."""
    found = found_by(request, pk)
    if found.state != State.ISSUED:
        raise Http404
    check_reads(request, found)
    context = {"row": found, "shape": shapes.get(found.shape), "corrected_by": queries.correction_of(found)}
    try:
        live = shapes.build(context["shape"], found.unit, found.first, found.last, found.options)
    except ReportRefused as why:
        context |= {"broken": [as_proof(check) for check in why.checks], "broken_rows": why.rows}
        return render(request, "statements/changes.html", context, status=409)
    if is_withheld(request, found, live):
        context["withheld"] = present.live_address(found)
        return render(request, "statements/changes.html", context)
    context["changes"] = cells.changes(queries.kept(found), live)
    return render(request, "statements/changes.html", context)
