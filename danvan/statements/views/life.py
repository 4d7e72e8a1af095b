"""One report: begun from the report's page, shown, taken a step further, its files."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.cases.errors import MovedMeanwhile, StepRefused
from danvan.journal.queries import events_of
from danvan.lib import dates, sheet, workbook
from danvan.papers import pdf
from danvan.people.http import OfficerRequest
from danvan.reports.forms import StatutoryForm, name_of
from danvan.reports.page import as_proof
from danvan.reports.people_relations import PeriodRefused, ReportRefused
from danvan.reports.views import people_relations, statutory
from danvan.reports.views.door import as_file, choosing, opens_lists
from danvan.statements import actions, columns, policies, present, queries, shapes
from danvan.statements.actions.ledger import STREAM
from danvan.statements.forms import ReasonForm, RemarkForm
from danvan.statements.models import Statement
from danvan.statements.workflow import BADGES, State
from danvan.web.asked import number
from danvan.web.forms import Form

UNPROCESSABLE, CONFLICT = 422, 409
ASKED = {"people-relations": people_relations.asked, "statutory": statutory.asked_of}
MEDIA = {
    "docx": sheet.MEDIA_TYPE,
    "pdf": pdf.MEDIA_TYPE,
    "xlsx": workbook.MEDIA_TYPE,
    "json": "application/json",
}
STEPS: dict[str, tuple[Callable[..., Any], type[Form]]] = {
    "revise": (actions.revise, RemarkForm),
    "send": (actions.send, RemarkForm),
    "send_back": (actions.send_back, ReasonForm),
    "sign": (actions.sign, Form),
    "issue": (actions.issue, Form),
    "drop": (actions.drop, ReasonForm),
    "correct": (actions.correct, ReasonForm),
}
"""What is done at an address: the action, and the form of what is typed with it."""


@require_POST
@login_required
def draft(request: OfficerRequest, sort: str) -> HttpResponse:
    """Begin a report of the unit, form and days of the page on which the button stood."""
    if sort not in ASKED:
        raise Http404
    choosing(request)
    asked: Any = ASKED[sort](request)
    if not asked.is_valid():
        messages.error(request, _("Chưa lập báo cáo: xin chọn lại đơn vị, kỳ và biểu."))
        return redirect("reports:index")
    try:
        row = actions.draft(**_asked(asked), by=request.user, on=dates.today())
    except actions.AlreadyThere as why:
        messages.info(request, why.sentence)
        return redirect("statements:statement", why.statement.pk)
    except (StepRefused, PeriodRefused, LookupError) as why:
        messages.error(request, getattr(why, "sentence", str(why)))
        return redirect("statements:statements")
    return redirect("statements:statement", row.pk)


def _asked(form: Any) -> dict[str, Any]:
    """What a form of the reports asks for, as a draft takes it."""
    found = form.asked()
    name = name_of(found["circular"], found["form"]) if isinstance(form, StatutoryForm) else shapes.PEOPLE
    told = {
        "units_of": found["units_of"] and found["units_of"].isoformat(),
        "against": found.get("against") and found["against"].value,
        "named": found.get("named"),
    }
    options = {key: said for key, said in told.items() if said}
    return {
        "unit": found["unit"],
        "shape": shapes.get(name),
        "first": found["from_"],
        "last": found["to"],
        "options": options,
    }


@require_safe
@login_required
def statement(request: OfficerRequest, pk: int) -> HttpResponse:
    """The page of a report: a draft as the register stands now, any other as it was kept."""
    return _page(request, found_by(request, pk))


@require_POST
@login_required
def step(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step; refused, the page says why, and what was typed is still there."""
    found = found_by(request, pk)
    if verb not in STEPS:
        raise Http404
    act, shape = STEPS[verb]
    form, seen = shape(request.POST, auto_id=f"{verb}-%s"), request.POST.get("seen", "")
    if not form.is_valid():
        return _page(request, found, verb=verb, form=form, status=UNPROCESSABLE)
    given = {"by": request.user, "on": dates.today(), "seen": number(seen)}
    try:
        made = act(found, **form.cleaned_data, **given) or found
    except actions.AlreadyThere as why:
        messages.info(request, why.sentence)
        return redirect("statements:statement", why.statement.pk)
    except StepRefused as why:
        status = CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE
        form.add_error(None, why.sentence)
        return _page(request, found_by(request, pk), verb=verb, form=form, status=status)
    except (ReportRefused, PeriodRefused) as why:
        form.add_error(None, str(why))
        return _page(request, found_by(request, pk), verb=verb, form=form, status=CONFLICT)
    messages.success(request, _("Đã ghi. Báo cáo: %(state)s.") % {"state": made.label.lower()})
    return redirect("statements:statement", made.pk)


@require_safe
@login_required
def file(request: OfficerRequest, pk: int, ending: str) -> HttpResponseBase:
    """An issued file, byte for byte; `json` is the content that was signed."""
    found = found_by(request, pk)
    if ending not in MEDIA or found.state != State.ISSUED:
        raise Http404
    check_reads(request, found)
    try:
        made = queries.content(found.snapshot) if ending == "json" else queries.file(found, ending)
    except LookupError as why:
        raise Http404 from why
    name = f"{found.symbol.replace('/', '-').replace('Đ', 'D')}_{found.unit.key}.{ending}"
    return as_file(made, MEDIA[ending], name)


def found_by(request: OfficerRequest, pk: int) -> Any:
    """The report, if there is one that this officer reads; else 404."""
    rows = queries.visible_to(request.user, on=dates.today())
    return get_object_or_404(rows.select_related("corrects", "sent_by", "issued_by"), pk=pk)


def check_reads(request: OfficerRequest, found: Any) -> None:
    """Raise PermissionDenied for an officer from whom what was kept of the report is withheld."""
    if is_withheld(request, found, *_told_by(found, queries.kept(found))):
        raise PermissionDenied


def _told_by(found: Any, content: shapes.Content) -> list[shapes.Content]:
    """The content, and of a correction what it puts right: it says what each cell was."""
    return [content, queries.kept(found.corrects)] if found.corrects else [content]


def is_withheld(request: OfficerRequest, found: Any, *contents: shapes.Content) -> bool:
    """Whether figures of these contents of the report are kept from this officer."""
    lines = [line for content in contents for line in columns.lines_of(content)]
    shape = shapes.get(found.shape)
    return not policies.reads_figures(request.user, shape, found.unit, lines, on=dates.today())


def _page(
    request: OfficerRequest,
    found: Any,
    *,
    verb: str = "",
    form: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    today = dates.today()
    offered = [
        each.verb.removeprefix("report_") for each in policies.available(found, request.user, on=today)
    ]
    forms = {each: shape(auto_id=f"{each}-%s", **_begun(found, shape)) for each, (_a, shape) in STEPS.items()}
    told = _content(request, found)
    context = {
        **told,
        "row": found,
        "shape": shapes.get(found.shape),
        "badge": BADGES[State(found.state)],
        "offered": offered,
        "forms": {**forms, **({verb: form} if form else {})},
        "refused": form if form and form.errors else None,
        "typed": _typed(form) if verb not in offered else "",
        "trail_steps": present.trail(list(events_of(STREAM, found.pk))),
        # A form is known but for few figures: whoever is not told them could try each until the hash fits.
        "marks": [] if told.get("withheld") else present.marks(found),
        "corrected_by": queries.correction_of(found),
    }
    return render(request, "statements/statement.html", context, status=status)


def _typed(form: Form | None) -> str:
    """What was typed with a step that is no longer offered: shown, so that it is not lost."""
    return str(form.data.get("remark") or form.data.get("text") or "") if form else ""


def _begun(found: Statement, shape: type[Form]) -> dict[str, Any]:
    return {"initial": {"remark": found.remark}} if shape is RemarkForm else {}


def _content(request: OfficerRequest, found: Statement) -> dict[str, Any]:
    """The content for the page; of a draft whose sums do not hold, which they are and the rows that break them."""
    if found.state == State.DROPPED:
        return {"dropped": True}
    try:
        content = queries.kept(found) if found.snapshot else actions.content_of(found)
    except ReportRefused as why:
        return broken(request, found, why)
    except PeriodRefused as why:
        return {"no_period": str(why)}
    if is_withheld(request, found, *_told_by(found, content)):
        return {"withheld": present.live_address(found)}
    return present.page(content)


def broken(request: OfficerRequest, found: Statement, why: ReportRefused) -> dict[str, Any]:
    """The sums that do not hold, and the rows that break them for whoever may open lists: a board sees figures."""
    reads = opens_lists(request, (found.unit_id,), on=dates.today())
    return {"broken": [as_proof(check) for check in why.checks], "broken_rows": why.rows if reads else []}
