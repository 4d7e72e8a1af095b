"""The list of exemplars with its filters, as a page and as a file; whom to tell what was decided."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.emulation import actions, files, policies, present, queries
from danvan.emulation.forms.exemplars import ListForm, SaidForm
from danvan.emulation.views.door import UNPROCESSABLE, exemplar_of, file_answer, taking, visible, working
from danvan.emulation.workflow import LIFE
from danvan.lib import dates, delimited, workbook
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.web.parts import Column

PAGE = 50
MOST_ROWS = 20_000


def _narrowed(request: OfficerRequest) -> tuple[ListForm, Any]:
    today = dates.today()
    names = present.names_of(visible(request).values_list("unit", flat=True).distinct(), today)
    units = sorted(((str(pk), name) for pk, name in names.items()), key=lambda each: each[1])
    states = [
        ("in_force", _("Đang có hiệu lực")),
        ("expired", _("Hết hạn công nhận")),
        *((each.code, each.label) for each in LIFE.statuses),
    ]
    form = ListForm(request.GET, units, states)
    asked = form.asked() | {"movement": request.GET.get("movement", "")}
    rows = queries.narrowed(visible(request), asked, today)
    return form, queries.ordered(rows, request.GET.get("order", ""))


@require_safe
@login_required
def exemplars(request: OfficerRequest) -> HttpResponse:
    """Everything that the officer reads, the newest first; filters and heads narrow and sort it."""
    today = dates.today()
    form, rows = _narrowed(request)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": present.lines(list(page), today),
        "columns": [
            Column(_("Tên"), "name"),
            Column(_("Loại")),
            Column(_("Đơn vị"), "unit"),
            Column(_("Đăng ký"), "registered"),
            Column(_("Tình trạng")),
            Column(_("Có giá trị"), "expires"),
        ],
        "order": request.GET.get("order", ""),
        "query": request.GET.urlencode(),
        "narrowed": any(form.asked().values()),
        "works": bool(policies.units_worked(request.user, today)),
        "drafts": bool(policies.units_drafted(request.user, today)),
    }
    return render(request, "emulation/exemplars.html", context)


@require_safe
@login_required
def export(request: OfficerRequest, form: str) -> HttpResponse:
    """The list as it is narrowed, as CSV or XLSX; nobody's name or number is in it."""
    _form, rows = _narrowed(request)
    chosen = list(rows.select_related("movement", "copied_from")[:MOST_ROWS])
    table = files.table(chosen, dates.today())
    if form == "xlsx":
        made = workbook.made([files.heads(), *table], columns=len(files.heads()))
        return file_answer(made, workbook.MEDIA_TYPE, "thi-dua.xlsx")
    return delimited.answer("thi-dua.csv", files.heads(), table)  # type: ignore[return-value]


@require_safe
@login_required
def to_tell(request: OfficerRequest) -> HttpResponse:
    """Who is to be told what was decided, the oldest first."""
    page = Paginator(queries.to_tell(taking(request)), PAGE).get_page(request.GET.get("page"))
    lines = present.lines(list(page), dates.today())
    return render(request, "emulation/to_tell.html", {"page": page, "lines": lines, "form": SaidForm()})


@require_POST
@login_required
def told(request: OfficerRequest, pk: int) -> HttpResponse:
    """Put on record that whoever registered was told, and how."""
    row = exemplar_of(request, pk)
    working(request, row)
    form = SaidForm(request.POST)
    if form.is_valid():
        try:
            actions.mark_told(row, text=form.cleaned_data["text"], by=request.user, on=dates.today())
            messages.success(request, _("Đã ghi."))
            return redirect("emulation:to_tell")
        except Refused as why:
            form.refuse(why)
    page = Paginator(queries.to_tell(taking(request)), PAGE).get_page(1)
    context = {"page": page, "lines": present.lines(list(page), dates.today()), "form": form, "wrong": pk}
    return render(request, "emulation/to_tell.html", context, status=UNPROCESSABLE)
