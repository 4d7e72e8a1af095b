"""Who may say what about an answer, and until when."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Reply
from danvan.cases.workflow import Phase
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.petitions.workflow import COMPLAINT


def last_day_of_verdict(reply: Reply) -> date:
    """The last day on which the asker may say whether the matter is done: the office's setting, calendar days."""
    return reply.on + timedelta(days=settings.DANVAN_REOPEN_DAYS)


def why_no_verdict(case: Case, reply: Reply | None, *, on: date) -> str:
    """Why nothing can be said of the answer on that day; empty when it can."""
    if reply is None or case.workflow.step("confirm_done", case.status) is None:
        return _("Đơn này chưa có trả lời để ông/bà cho ý kiến.")
    last = last_day_of_verdict(reply)
    if on > last:
        return _(
            "Ý kiến về trả lời được nhận đến hết ngày %(day)s, theo quy định của cơ quan. Việc chưa xong, xin ông/bà "
            "gửi đơn mới và ghi mã tra cứu của đơn này; cơ quan sẽ xem cùng nhau."
        ) % {"day": dates.short(last)}
    return ""


def was_reopened(chain: Iterable[Event]) -> bool:
    """Whether the asker has said once already that it is not done."""
    return any(event.verb == "reopen" for event in chain)


def check_can_reopen(chain: Iterable[Event]) -> None:
    """Raise StepRefused when the matter was opened again before."""
    if was_reopened(chain):
        raise StepRefused(
            _(
                "Ông/bà đã báo chưa xong một lần và cơ quan đã trả lời lại. Còn điều chưa xong, xin gửi đơn mới hoặc "
                "gặp người tiếp công dân."
            )
        )


def first_term_of(first: Case) -> date | None:
    """The last day of the term within which a first decision was owed; None while none is known."""
    clock = first.deadlines.filter(purpose="settlement").exclude(state="cancelled").order_by("-pk").first()
    return clock.due_on if clock else None


def why_no_second(first: Case, *, on: date) -> str:
    """Why nobody may complain a second time about this case on that day; empty when one may.

    Law on Complaints art. 33: after the first decision, or when the first term ended without one; once (art. 11).
    """
    if first.kind != COMPLAINT.code:
        return _("Chỉ khiếu nại lần hai về một khiếu nại đã giải quyết lần đầu.")
    if any(row["phase"] != Phase.CLOSED or row["decided_on"] for row in first.appeals):
        return _("Việc này đã có khiếu nại lần hai.")
    if first.decided_on:
        return (
            _("Ngày khiếu nại lần hai không thể trước ngày ra quyết định.") if on < first.decided_on else ""
        )
    last = first_term_of(first)
    if (
        first.phase not in (Phase.ACCEPTED, Phase.WORKING)
        or first.waiting_since
        or last is None
        or on <= last
    ):
        return _("Khiếu nại này chưa có quyết định lần đầu và chưa hết thời hạn giải quyết lần đầu.")
    return ""


def can_complain_again(first: Case, *, on: date) -> bool:
    """Whether one may complain a second time about this case on that day."""
    return not why_no_second(first, on=on)
