"""Who may say what about an answer, and until when."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Reply
from danvan.journal.models import Event
from danvan.lib import dates


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
