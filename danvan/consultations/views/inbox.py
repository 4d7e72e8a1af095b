"""Opinions as they come in: the inbox, one opinion, what came on paper, words that are not public."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.cases.actions import files
from danvan.cases.errors import FileRefused
from danvan.consultations import actions, likeness, policies, present, queries, tablefiles
from danvan.consultations.actions.answering import MOST
from danvan.consultations.forms.desk import EnterForm, GatherForm, VeilForm
from danvan.consultations.models import Consultation, Opinion, OpinionFile
from danvan.consultations.queries import Heap
from danvan.consultations.views.door import UNPROCESSABLE, allowed, download, found, naming, reading
from danvan.lib import dates
from danvan.lib.text import clean, initials
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.web.parts import Tab

PAGE = 50


@require_safe
@login_required
def opinions(request: OfficerRequest, pk: int) -> HttpResponse:
    """The inbox: ?show= is the heap, ?q= the article; those that may say the same are ticked by ?pick=."""
    return inbox(request, found(request, pk, queries.with_heaps))


def inbox(request: OfficerRequest, row: Consultation, form: Any = None, status: int = 200) -> HttpResponse:
    """The inbox with the form that puts opinions together."""
    heaps, show = queries.heaps(row), request.GET.get("show", "alone")
    picked = _picked(request)
    page, alike = _page(request, row, heaps, show, picked)
    sees = policies.sees_persons(request.user, row, dates.today())
    groups = present.groups_offered(row)
    context = {
        **present.head(row, dates.today()),
        "page": page,
        "lines": [(each, present.line_of(each, sees), each.pk in picked) for each in page],
        "tabs": [Tab(each.label, f"?show={each.key}", each.count, each.key == show) for each in heaps],
        "show": show,
        "suggested": present.suggested(alike),
        "form": form or GatherForm([each.pk for each in page], groups),
        "may_group": policies.can(request.user, row, "group", dates.today()),
        "may_enter": policies.can(request.user, row, "enter", dates.today()),
    }
    return render(request, "consultations/opinions.html", context, status=status)


def _picked(request: OfficerRequest) -> set[int]:
    """The numbers that the address ticks beforehand."""
    told = request.GET.get("pick", "").split(",")
    return {int(each) for each in told if each.isascii() and each.isdecimal() and len(each) < 18}


def _page(
    request: OfficerRequest, row: Consultation, heaps: list[Heap], show: str, picked: set[int]
) -> tuple[Page, list[Opinion]]:
    """The page that is asked for, and the newest without a group, among which some may say the same."""
    rows = queries.narrowed(queries.opinions(row), show)
    article = clean(request.GET.get("article", ""))
    if article:
        rows = rows.filter(anchor=article)
    if picked:
        rows = rows.filter(pk__in=picked)
    pages = Paginator(rows, MOST if picked else PAGE)
    heap = next((each.count for each in heaps if each.key == show), None)
    if heap is not None and not article and not picked:
        vars(pages)["count"] = heap  # known already
    page = pages.get_page(request.GET.get("page"))
    if show != "alone" or page.number > 1 or article or picked:
        return page, []
    newest = list(rows[: likeness.MOST])
    page.object_list = newest[:PAGE]
    return page, newest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enter(request: OfficerRequest, pk: int) -> HttpResponse:
    """Enter an opinion that came in a hall, on paper or from an agency; then the next from the same place."""
    row, today = found(request, pk), dates.today()
    allowed(request, row, "enter")
    places, persons = present.places(queries.current(row)), present.persons_offered(row)
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    begun = {name: request.GET[name] for name in ("way", "meeting", "held") if name in request.GET}
    form = EnterForm(places, persons, queries.meetings_offered(row), *given, today=today, initial=begun)
    if form.is_valid():
        try:
            kept = files.check(form.cleaned_data["papers"])
            chosen = form.cleaned_data.get("affected")
            who = form.speaker(row.affected.get(pk=chosen) if chosen else None)
            actions.enter(row, form.said(), form.source(), speaker=who, files=kept, by=request.user, on=today)
            messages.success(request, _("Đã ghi ý kiến."))
            return redirect("consultations:enter" if "next" in request.POST else "consultations:opinions", pk)
        except FileRefused as why:
            form.add_error("papers", str(why))
        except Refused as why:
            form.refuse(why)
    context = {**present.head(row, today), "form": form}
    return render(request, "consultations/enter.html", context, status=UNPROCESSABLE if form.errors else 200)


def _opinion(request: OfficerRequest, pk: int) -> Opinion:
    rows = Opinion.objects.select_related(
        "consultation__unit", "voice__affected", "group", "draft", "by", "held"
    )
    return get_object_or_404(rows.filter(consultation__unit__in=reading(request)), pk=pk)


@require_safe
@login_required
def opinion(request: OfficerRequest, pk: int) -> HttpResponse:
    """One opinion: words, files, who gave it (masked for those who see no names), what else she said, its group."""
    return _one(request, _opinion(request, pk))


def _one(
    request: OfficerRequest, row: Opinion, form: Any = None, status: int = 200, *, shown: bool = False
) -> HttpResponse:
    today = dates.today()
    head = row.consultation
    context = {
        **present.head(head, today),
        "opinion": row,
        "sees": policies.sees_persons(request.user, head, today),
        "who": present.who(row),
        "shown": shown,
        "masked": initials(row.voice.full_name),
        "files": list(row.files.order_by("pk")),
        "others": [each for each in queries.said_by(row.voice) if each.pk != row.pk],
        "form": form or VeilForm(),
        "may_veil": policies.can(request.user, head, "veil", today),
        "may_group": policies.can(request.user, head, "group", today),
    }
    return render(request, "consultations/opinion.html", context, status=status)


@require_POST
@login_required
def opinion_step(request: OfficerRequest, pk: int, what: str) -> HttpResponse:
    """Veil words, show them again, take an opinion out of its group; `look` shows who gave it, on record."""
    row = _opinion(request, pk)
    if what == "look":
        naming(request, row.consultation)
        actions.look_voice(row, by=request.user, on=dates.today())
        return _one(request, row, shown=True)
    steps: dict[str, tuple[str, Callable[..., Any]]] = {
        "veil": ("veil", actions.veil),
        "unveil": ("veil", actions.unveil),
        "part": ("group", actions.part),
    }
    if what not in steps:
        raise Http404
    verb, act = steps[what]
    allowed(request, row.consultation, verb)
    form = VeilForm(request.POST) if what == "veil" else None
    if form is not None and not form.is_valid():
        return _one(request, row, form, UNPROCESSABLE)
    try:
        act(row, **(form.cleaned_data if form else {}), by=request.user, on=dates.today())
        messages.success(request, _("Đã ghi."))
    except Refused as why:
        messages.error(request, why.sentence)
    return redirect("consultations:opinion", pk)


@require_safe
@login_required
def opinion_file(request: OfficerRequest, pk: int) -> FileResponse:
    """A file that came with an opinion, for those who see names."""
    rows = OpinionFile.objects.select_related("opinion__consultation")
    one = get_object_or_404(rows.filter(opinion__consultation__unit__in=reading(request)), pk=pk)
    naming(request, one.opinion.consultation)
    return download(one)


@require_safe
@login_required
def veiled_csv(request: OfficerRequest, pk: int) -> HttpResponseBase:
    """Opinions whose words are not public, each with the reason that its author was told."""
    row = found(request, pk)
    naming(request, row)
    return tablefiles.as_csv(tablefiles.veiled(row), f"khong-cong-khai-{pk}.csv")
