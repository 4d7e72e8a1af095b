"""Notices that are owed: the list with its days, one of them, its paper."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.cases import topics
from danvan.cases.errors import StepRefused
from danvan.lib import dates
from danvan.papers import heads
from danvan.papers.subjects import page_of
from danvan.people import policies as people
from danvan.people.http import OfficerRequest
from danvan.reception import actions, policies, present, queries
from danvan.reception.forms.notices import NoticeForm
from danvan.reception.models import Notice, Purpose
from danvan.reception.views.door import UNPROCESSABLE, reading, writing
from danvan.reception.views.records import turn_of

PAGE = 50


@require_safe
@reading
def due(request: OfficerRequest) -> HttpResponse:
    """What is owed to those who came, the soonest first."""
    today = dates.today()
    units = people.standing(request.user, today).reads
    page = Paginator(queries.owed(units, request.user, on=today), PAGE).get_page(request.GET.get("page"))
    context = {
        "today": today,
        "page": page,
        "counts": queries.owed_counts(units, request.user, on=today),
        "lines": [present.notice_line(notice, today) for notice in page],
    }
    return render(request, "reception/due.html", context)


def notice_of(request: OfficerRequest, pk: int) -> Notice:
    """The notice, if this officer may read what it is about."""
    known = queries.known_notices(request.user, on=dates.today())
    notice = known.select_related("turn", "matter", "unit", "issued_by").filter(pk=pk).first()
    if notice is None:
        raise Http404
    policies.check_can_read(request.user, notice.unit_id, on=dates.today())
    return notice


@require_http_methods(["GET", "HEAD", "POST"])
@reading
def notice(request: OfficerRequest, pk: int) -> HttpResponse:
    """One notice: its day and why, and the form with which it is given."""
    found, today = notice_of(request, pk), dates.today()
    form = NoticeForm(today, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.issue_notice(found, by=request.user, on=today, **form.cleaned_data)
        except StepRefused as why:
            form.add_error(None, why.sentence)
        else:
            messages.success(request, _("Đã ghi thông báo."))
            return redirect("reception:notice", pk)
    return render(
        request,
        "reception/notice.html",
        _page(request, found, form),
        status=UNPROCESSABLE if form.errors else 200,
    )


def _page(request: OfficerRequest, found: Notice, form: NoticeForm) -> dict[str, Any]:
    today, why = dates.today(), found.derivation
    return {
        "form": form,
        "line": present.notice_line(found, today),
        "notice": found,
        "topic": topics.label(found.matter.topic) if found.matter else "",
        "today": today,
        "cells": why.cells() if why else [],
        "sentences": why.sentences(present.language()) if why else [],
        "may_issue": found.is_owed and policies.can_issue(request.user, found, on=today),
        "by_paper": _by_paper(found),
        "may_print": policies.can_register(request.user, found.unit, on=today),
    }


def _by_paper(found: Notice) -> str:
    """The page on which the paper of such a notice is drafted; empty where it has none of its own."""
    if found.purpose == Purpose.REFUSAL and found.refusal_id:
        return page_of("refusal", found.refusal_id)
    return page_of("turn", found.turn_id) if found.purpose == Purpose.CONCLUSION and found.turn_id else ""


@require_POST
@writing
def paper(request: OfficerRequest, pk: int) -> HttpResponse:
    """The notice as a paper with the whole names; that it was printed is on record."""
    found = notice_of(request, pk)
    if found.turn is None or not found.issued_on or found.purpose != Purpose.RESULT:
        raise Http404
    turn = turn_of(request, found.turn.pk)
    actions.note_printed(turn, by=request.user, on=dates.today())
    context = {
        "notice": found,
        "unit_name": found.unit.name_on(found.issued_on),
        "head": heads.head_of(found.unit, found.issued_on),
        "paper_day": dates.on_paper(found.issued_on),
        "turn": turn,
        "visitors": list(turn.visitors.order_by("pk")),
        "matters": [found.matter] if found.matter else list(turn.matters.order_by("pk")),
        "citation": present.citation(found.rule, found.start_on),
    }
    return render(request, "reception/notice_paper.html", context)


@require_POST
@writing
def conclude(request: OfficerRequest, pk: int) -> HttpResponse:
    """Begin a notice of conclusion for a turn of the head where no rule asks for one yet."""
    made = actions.offer_conclusion(turn_of(request, pk), by=request.user, on=dates.today())
    return redirect("reception:notice", made.pk)
