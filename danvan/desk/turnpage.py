"""How turns of reception are shown on the desk."""

from typing import Any

from django.utils.translation import gettext as _

from danvan.cases import topics
from danvan.desk.present import event_who
from danvan.desk.wording import OUTCOMES
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.lib.text import initials
from danvan.papers.present import EVENTS as PAPERS
from danvan.reception.words import KINDS
from danvan.web import words
from danvan.web.parts import Step


def book_line(turn: Any) -> dict[str, Any]:
    """A turn as a line of the book: people as initials, matters with topic and outcome, late entries marked."""
    names = [initials(row["name"]) for row in turn.people]
    more = turn.persons - len(names)
    words_of = dict(OUTCOMES)
    return {
        "turn": turn,
        "unit": turn.unit_name,
        "people": ", ".join(names) + (f" + {more}" if more > 0 else ""),
        "matters": [
            {
                **row,
                "topic_name": topics.label(row["topic"]),
                "outcome_name": words_of[row["outcome"]],
                "kind_name": KINDS[row["kind"]],
            }
            for row in turn.told
        ],
        "late": turn.is_late_entry,
        "cancelled": turn.cancelled_on is not None,
    }


def turn_steps(events: list[Event]) -> list[Step]:
    """The journal of a turn, newest first."""
    titles = {
        "register": _("Ghi vào sổ"),
        "bring_in": _("Nhập từ sổ cũ"),
        "cancel": _("Gạch khỏi sổ"),
        "open_petition": _("Mở hồ sơ từ lượt tiếp"),
        "reveal": _("Xem thông tin người đến"),
        "add_matter": _("Tách thêm một việc"),
        "sign_record": _("Đọc lại, ký bản ghi lời"),
        "print_record": _("In giấy có tên người đến"),
        "calendar_moved": _("Lịch làm việc thay đổi, hạn được tính lại"),
        "calendar_counted": _("Lịch làm việc thay đổi, hạn không đổi"),
        "destroy": _("Nội dung đã hủy theo thời hạn lưu giữ"),
        "issue_notice": _("Ra thông báo"),
        "offer_conclusion": _("Nhận ra thông báo kết luận"),
        "clock_confirmed": _("Quy định được xác nhận, tính hạn"),
        **{verb: str(word) for verb, word in PAPERS.items()},
    }
    return [
        Step(
            titles.get(event.verb, event.verb),
            event.on,
            words.clock(event.at) if dates.day_of(event.at) == event.on else words.day_month(event.at),
            event_who(event),
            event.text,
            state="inner" if event.verb in ("reveal", "print_record") else "done",
        )
        for event in reversed(events)
    ]
