"""Reports asked of units below: the requests, one of them with who handed in, a report entered on a unit's behalf."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.cases.errors import StepRefused
from danvan.cases.workflow import DESK
from danvan.lib import dates, workbook
from danvan.people import policies as people
from danvan.people import queries as units
from danvan.people.http import OfficerRequest
from danvan.people.models import Account, Unit
from danvan.reports.page import as_proof
from danvan.reports.people_relations import PeriodRefused, ReportRefused
from danvan.reports.periods import presets
from danvan.reports.policies import can_draw_up, readable_units
from danvan.reports.views.door import as_file
from danvan.statements import actions, collected, policies, queries, shapes
from danvan.statements.forms import EnterForm, ReasonForm, RequestForm
from danvan.statements.models import Submission
from danvan.statements.workflow import OWED_LABELS, Owed

PAGE, UNPROCESSABLE = 50, 422
BADGES = {Owed.WAITING: "wait", Owed.IN: "done", Owed.BACK: "stop"}


@require_safe
@login_required
def requests(request: OfficerRequest) -> HttpResponse:
    """What was asked of units below, and what is asked of the officer's own."""
    today = dates.today()
    if not readable_units(request.user, on=today):
        raise PermissionDenied
    page = Paginator(queries.requests_of(request.user, on=today), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "today": today,
        "lines": [(row, shapes.get(row.shape)) for row in page.object_list],
        "asks": bool(_asking(request.user, today)),
    }
    return render(request, "statements/requests.html", context)


def _asking(officer: Account, on: date) -> list[Any]:
    """Units in which the officer works and below which others stand, the highest first."""
    mine = people.standing(officer, on).units_with(*DESK)
    found: Any = Unit.objects.on(on).filter(pk__in=mine, tier__in=["province", "district"]).named(on)
    return sorted(found, key=lambda unit: unit.tier != "province")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: OfficerRequest) -> HttpResponse:
    """Ask units below for a report by a day."""
    today = dates.today()
    asking = _asking(request.user, today)
    if not asking:
        raise PermissionDenied
    unit = next((each for each in asking if each.key == request.GET.get("unit", "").upper()), asking[0])
    under: Any = units.units_under(unit, today)
    below = under.exclude(pk=unit.pk).named(today)
    usual = next(period for period in presets(today) if period.name == "last_quarter")
    form = RequestForm(request.POST if request.method == "POST" else None, below=list(below), usual=usual)
    if form.is_valid():
        try:
            made = actions.ask(unit, **form.asked(), by=request.user, on=today)
            messages.success(request, _("Đã yêu cầu. Các đơn vị thấy yêu cầu này ở trang Nộp báo cáo."))
            return redirect("statements:request", made.pk)
        except StepRefused as why:
            form.refuse(why)
    context = {"form": form, "unit": unit, "asking": asking}
    return render(request, "statements/ask.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
@login_required
def request_page(request: OfficerRequest, pk: int) -> HttpResponse:
    """One request: who has handed in, who is late, the sum, and how it stands against the register."""
    return _page(request, pk)


def _page(
    request: OfficerRequest, pk: int, *, refused: ReasonForm | None = None, back: int = 0
) -> HttpResponse:
    today = dates.today()
    found: Any = get_object_or_404(queries.requests_of(request.user, on=today), pk=pk)
    asks = not found.withdrawn_on and can_draw_up(request.user, found.unit, on=today)
    rows = queries.submissions_of(found, request.user, on=today)
    lines = [_line(row, request.user, found, today) for row in rows]
    context: dict[str, Any] = {"asked": found, "lines": lines, "asks": asks, "shape": shapes.get(found.shape)}
    context |= {"back_form": refused or ReasonForm(auto_id="back-%s"), "back": back, "refused": refused}
    if found.unit_id in readable_units(request.user, on=today):
        made = collected.add_up(found, rows, on=today)
        reads = _reads(request.user, found, made)
        context |= _summed(request.user, found, made) if reads else {"withheld": True}
    return render(request, "statements/request.html", context, status=UNPROCESSABLE if refused else 200)


def _line(row: Any, officer: Account, asked: Any, today: date) -> dict[str, Any]:
    """What one unit owes: how it stands, whether it is late, what was corrected since, where the report is drawn up."""
    return {
        "row": row,
        "label": OWED_LABELS[Owed(row.state)],
        "badge": BADGES[Owed(row.state)],
        "late": not asked.withdrawn_on and row.state != Owed.IN and asked.due_on < today,
        "corrected_by": queries.correction_of(row.statement) if row.statement else None,
        "draw_up": _report_of(asked, row.unit),
        "hands_in": not asked.withdrawn_on and can_draw_up(officer, row.unit_id, on=today),
    }


def _report_of(asked: Any, unit: Unit) -> str:
    """The address of the report's page for that unit and period, where it is drawn up."""
    shape = shapes.get(asked.shape)
    query = {"unit": unit.key, "first": asked.first.isoformat(), "last": asked.last.isoformat()}
    query |= {"form": shape.name} if shape.form else {}
    page = "reports:statutory" if shape.form else "reports:people_relations"
    return f"{reverse(page)}?{urlencode(query)}"


def _reads(officer: Account, asked: Any, made: collected.Sum) -> bool:
    lines = [made.total, *(row.cells for row in made.rows)]
    return policies.reads_figures(officer, made.shape, asked.unit, lines, on=dates.today())


def _summed(officer: Account, found: Any, made: collected.Sum) -> dict[str, Any]:
    told: dict[str, Any] = {"sum": made, "sum_proofs": [as_proof(check) for check in made.proofs]}
    told["sum_cells"] = [(head, made.total[head.key]) for head in made.heads]
    return told | _compared(officer, found, made)


def _compared(officer: Account, found: Any, made: collected.Sum) -> dict[str, Any]:
    """Where the register differs from what units handed in themselves; why nothing is told of it."""
    if all(row.by_hand for row in made.rows):
        return {}
    try:
        differ = collected.against_register(found, made)
    except (ReportRefused, PeriodRefused) as why:
        return {"not_compared": str(why)}
    now = {each.head.key: each.register for each in differ}
    if not policies.reads_figures(officer, made.shape, found.unit, [now], on=dates.today()):
        said = _(
            "Trong sổ hiện nay có số tố cáo dưới 3, hoặc tiền, đất, người theo kết luận tố cáo: chỉ lãnh đạo, thanh "
            "tra của đơn vị yêu cầu hoặc của cấp trên xem phần so sánh."
        )
        return {"not_compared": said}
    return {"against": differ, "compared": True}


@require_safe
@login_required
def sum_xlsx(request: OfficerRequest, pk: int) -> HttpResponse:
    """The sum as a workbook, units entered by hand and units missing marked."""
    today = dates.today()
    readable = queries.requests_of(request.user, on=today).filter(
        unit__in=readable_units(request.user, on=today)
    )
    found: Any = get_object_or_404(readable, pk=pk)
    made = collected.add_up(found, queries.submissions_of(found, request.user, on=today), on=today)
    if not _reads(request.user, found, made):
        raise PermissionDenied
    name = f"tong-hop_{found.unit.key}_{found.first:%Y-%m-%d}_{found.last:%Y-%m-%d}.xlsx"
    return as_file(collected.xlsx(found, made, found.unit_name), workbook.MEDIA_TYPE, name)


def _owed(request: OfficerRequest, pk: int) -> Submission:
    """What a unit owes, for whoever sees the request; else 404."""
    today = dates.today()
    seen = queries.requests_of(request.user, on=today).values("pk")
    rows = Submission.objects.select_related("request__unit", "unit")
    return get_object_or_404(rows, pk=pk, request__in=seen)


@require_POST
@login_required
def hand_in(request: OfficerRequest, pk: int) -> HttpResponse:
    """Hand in the unit's issued report."""
    row = _owed(request, pk)
    if not can_draw_up(request.user, row.unit, on=dates.today()):
        raise PermissionDenied
    try:
        actions.hand_in(row, by=request.user, on=dates.today())
        messages.success(request, _("Đã nộp báo cáo."))
    except StepRefused as why:
        messages.error(request, why.sentence)
    return redirect("statements:request", row.request_id)


@require_POST
@login_required
def give_back(request: OfficerRequest, pk: int) -> HttpResponse:
    """Send what came in back, with the reason."""
    row = _owed(request, pk)
    if not can_draw_up(request.user, row.request.unit, on=dates.today()):
        raise PermissionDenied
    form = ReasonForm(request.POST, auto_id="back-%s")
    if form.is_valid():
        try:
            actions.give_back(row, **form.cleaned_data, by=request.user, on=dates.today())
            messages.success(request, _("Đã trả lại; đơn vị phải nộp lại."))
            return redirect("statements:request", row.request_id)
        except StepRefused as why:
            form.refuse(why)
    return _page(request, row.request_id, refused=form, back=row.pk)


@require_POST
@login_required
def withdraw(request: OfficerRequest, pk: int) -> HttpResponse:
    """Withdraw a request, with the reason."""
    today = dates.today()
    found: Any = get_object_or_404(queries.requests_of(request.user, on=today), pk=pk)
    if not can_draw_up(request.user, found.unit, on=today):
        raise PermissionDenied
    form = ReasonForm(request.POST, auto_id="back-%s")
    if form.is_valid():
        try:
            actions.withdraw(found, **form.cleaned_data, by=request.user, on=today)
            messages.success(request, _("Đã rút yêu cầu."))
            return redirect("statements:request", pk)
        except StepRefused as why:
            form.refuse(why)
    return _page(request, pk, refused=form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enter(request: OfficerRequest, pk: int) -> HttpResponse:
    """Enter the figures of a unit on its behalf."""
    row = _owed(request, pk)
    if not can_draw_up(request.user, row.request.unit, on=dates.today()):
        raise PermissionDenied
    shape = shapes.get(row.request.shape)
    reads = policies.reads_figures(request.user, shape, row.request.unit, [row.cells], on=dates.today())
    cells = {f"cell-{key}": n for key, n in row.cells.items()} if reads else {}
    begun = {"why": row.why, "source": row.source, **cells}
    form = EnterForm(request.POST if request.method == "POST" else None, shape=shape, initial=begun)
    if form.is_valid():
        try:
            actions.enter(row, **form.asked(), by=request.user, on=dates.today())
            messages.success(request, _("Đã nhập thay; số liệu được đánh dấu ở mọi nơi."))
            return redirect("statements:request", row.request_id)
        except StepRefused as why:
            form.refuse(why)
    name = row.unit.name_on(dates.today())
    context = {"form": form, "row": row, "asked": row.request, "shape": shape, "unit_name": name}
    context["withheld"] = not reads
    return render(request, "statements/enter.html", context, status=UNPROCESSABLE if form.errors else 200)
