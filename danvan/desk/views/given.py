"""What of a letter is given out, one row each: parts for several agencies, verifications for officers or agencies."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from danvan.cases import actions, effect, ties
from danvan.cases.errors import MovedMeanwhile, StepRefused
from danvan.cases.models import Case
from danvan.desk import hands, tiespage
from danvan.desk.forms.ties import DutyRows, PartRows, VerificationRows, parts_of
from danvan.desk.views.case import CONFLICT, MOST_DIGITS, UNPROCESSABLE, readable
from danvan.desk.views.door import DeskRequest, reading
from danvan.lib import dates
from danvan.web.rows import unjudged


@dataclass(frozen=True)
class Giving:
    """One way of giving out: what the step needs, its action, its rows, its words.

    `one` names a row. `papers`: kind of letter → the paper that gives it out; `paper` drafts it at once.
    `within_term`: it ends no later than the letter does. `officers`: an officer may be chosen.
    """

    need: str
    act: Callable[..., Any]
    rows: Callable[..., Any]
    title: str | Promise
    one: str | Promise
    note: str | Promise
    done: str | Promise
    paper: str | Promise = ""
    papers: Mapping[str, str] = field(default_factory=dict)
    within_term: bool = True
    officers: bool = False


PARTS = Giving(
    "parts",
    actions.split,
    PartRows,
    _("Giao từng phần việc"),
    _("Phần việc"),
    _(
        "Đơn vẫn là một đơn, do đơn vị này trả lời khi các phần việc có kết quả; báo cáo không tính phần việc thành "
        "đơn."
    ),
    _("Đã giao phần việc. Có đủ kết quả thì trả lời công dân."),
)
DUTIES = Giving(
    "parts",
    partial(actions.split, verb=effect.ORDER),
    DutyRows,
    _("Giao thi hành quyết định"),
    _("Việc"),
    _(
        "Luật nói quyết định có hiệu lực thì thi hành ngay; không thấy điều nào nêu số ngày, nên ngày phải xong do cơ "
        "quan đặt. Hồ sơ chỉ kết thúc khi mọi việc đã xong."
    ),
    _("Đã giao việc thi hành. Làm xong hết thì kết thúc hồ sơ."),
    paper=_("Giao và soạn công văn giao thi hành"),
    papers={"complaint": "execution_order", "second_complaint": "execution_order"},
    within_term=False,
)
VERIFICATIONS = Giving(
    "verifications",
    actions.order_verification,
    VerificationRows,
    _("Giao xác minh"),
    _("Việc xác minh"),
    _(
        "Người xác minh ở cơ quan khác chỉ đọc những gì ghi ở đây, không đọc đơn, tên hay nơi ở của người gửi. Báo cáo "
        "kết quả về hồ sơ này."
    ),
    _("Đã giao xác minh. Hạn báo cáo được theo dõi ở trang Cảnh báo."),
    paper=_("Giao và soạn văn bản giao xác minh"),
    papers={"complaint": "verification_decision", "recommendation": "verification_letter"},
    officers=True,
)


@require_http_methods(["GET", "HEAD", "POST"])
@reading
def split(request: DeskRequest, pk: int) -> HttpResponse:
    """The parts that go to other agencies, or what a final decision asks, one row each; `add` gives one more row."""
    found = readable(request, pk)
    step = tiespage.giving(request.user, found, dates.today())
    return _give(request, found, DUTIES if step.opens == ties.EXECUTION else PARTS)


@require_http_methods(["GET", "HEAD", "POST"])
@reading
def verification(request: DeskRequest, pk: int) -> HttpResponse:
    """What is to be verified, by whom and by which day; `paper` drafts the decision or letter at once."""
    return _give(request, readable(request, pk), VERIFICATIONS)


def _give(request: DeskRequest, found: Case, giving: Giving) -> HttpResponse:
    """Show the rows, or give out what stands in them; what cannot be done comes back with everything typed."""
    if not tiespage.may_take(request.user, found, giving.need, dates.today()):
        raise StepRefused(str(tiespage.SHUT))
    data = request.POST if request.method == "POST" else None
    rows = _rows(request, found, giving)
    if data is None or "add" in data:
        if data is not None:
            rows.add_row()
        return _page(request, found, giving, unjudged(rows) if data is not None else rows)
    if not rows.is_valid():
        return _page(request, found, giving, rows, status=UNPROCESSABLE)
    seen = data.get("seen", "")
    number = int(seen) if seen.isdecimal() and len(seen) <= MOST_DIGITS else None
    given = parts_of(rows, found.unit_responsible)
    try:
        giving.act(found, given, by=request.user, on=dates.today(), seen=number)
    except StepRefused as why:
        status = CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE
        return _page(request, readable(request, found.pk), giving, rows, why.sentence, status=status)
    messages.success(request, str(giving.done))
    if "paper" in data and found.kind in giving.papers:
        return redirect("papers:make", "case", found.pk, giving.papers[found.kind])
    return redirect("desk:case", found.pk)


def _rows(request: DeskRequest, found: Case, giving: Giving) -> Any:
    data = request.POST if request.method == "POST" else None
    if not giving.officers:
        return giving.rows(data, prefix="p")
    officers = hands.may_take(found, request.user, on=dates.today())
    return giving.rows(data, prefix="p", form_kwargs={"officers": officers})


def _page(
    request: DeskRequest, found: Case, giving: Giving, rows: Any, refused: str = "", *, status: int = 200
) -> HttpResponse:
    context = {
        "case": found,
        "giving": giving,
        "paper": giving.paper if found.kind in giving.papers else "",
        "rows": rows,
        "refused": refused,
        "has_errors": status != 200,
    }
    return render(request, "desk/given.html", context, status=status)
