"""How a decision stands, in words for officer and citizen alike; and which first decision a second complaint names."""

import re
from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from danvan.cases import effect
from danvan.cases.models import Case
from danvan.lib import dates
from danvan.lib.text import fold
from danvan.people.models import Unit
from danvan.petitions import policies
from danvan.petitions.competence import Seat
from danvan.petitions.workflow import COMPLAINT
from danvan.web import words

NUMBER = re.compile(r"\d+[\w-]*/[\w./-]+")


def said(state: effect.Effect) -> str:
    """How a decision stands, in a sentence for officer and citizen alike."""
    if state.state == effect.State.APPEALED:
        return _("Quyết định chưa có hiệu lực: đang có khiếu nại lần hai.")
    if state.state == effect.State.REPLACED:
        return _("Đã có quyết định giải quyết lần hai; quyết định ấy được thi hành.")
    if state.from_on is None:
        return _("Chưa biết quyết định có hiệu lực từ ngày nào: cơ quan chưa xác nhận quy định.")
    day = {"day": words.short(state.from_on)}
    told = (
        _("Quyết định có hiệu lực pháp luật từ ngày %(day)s.") % day
        if state.state == effect.State.FINAL
        else _(
            "Quyết định có hiệu lực pháp luật từ ngày %(day)s, nếu đến hết ngày trước đó không bị khiếu nại tiếp."
        )
        % day
    )
    if state.ended_on:
        told += " " + _(
            "Tính từ ngày khiếu nại lần hai kết thúc mà không có quyết định (thực hành của cơ quan)."
        )
    return told


def named(first: Case) -> str:
    """The first decision as a second complaint names it: number and day, or that there is none within the term."""
    reply = first.replies.filter(withdrawn_on__isnull=True).order_by("-pk").first()
    if reply is None:
        return _("Hết thời hạn giải quyết lần đầu mà chưa có quyết định")
    return _("Quyết định giải quyết khiếu nại lần đầu số %(number)s ngày %(day)s") % {
        "number": reply.decision,
        "day": dates.short(reply.on),
    }


def elsewhere(seat: Seat, language: str) -> str:
    """Where to go with a second complaint that no unit of this register decides; empty where one does."""
    if seat.unit is not None:
        return ""
    if seat.rule is None or seat.rule.who is None:
        return _("Sổ chưa có căn cứ về nơi giải quyết lần hai; xin hỏi cơ quan thanh tra của tỉnh.")
    said = _("Nơi giải quyết lần hai không ở trong sổ này: xin gửi đơn đến %(who)s.")
    return said % {"who": seat.rule.who.say(language)}


def find_first(text: str, names: Collection[str], unit: Unit | None = None) -> Case | None:
    """The one case whose decision the words name by its number, and one of whose senders has one of these names.

    None where no number is named, where nobody of that name sent it, or where several cases have it.
    """
    number = NUMBER.search(text)
    wanted = [fold(name) for name in names if name]
    if number is None or not wanted:
        return None
    cases = Case.objects.filter(kind=COMPLAINT.code, parties__folded__in=wanted)
    cases = cases.filter(replies__decision__iexact=number[0], replies__withdrawn_on__isnull=True)
    if unit is not None:
        cases = cases.filter(unit_responsible=unit)
    found = list(cases.distinct()[:2])
    return found[0] if len(found) == 1 else None


def first_of(against: str, names: Collection[str], earlier: Case | None, *, on: date) -> Case | None:
    """The case whose decision a second complaint is about: the earlier one that was chosen, else the one it names.

    None where neither is one on whose decision one may complain on that day.
    """
    if earlier is not None and policies.can_complain_again(earlier, on=on):
        return earlier
    found = find_first(against, names)
    return found if found and policies.can_complain_again(found, on=on) else None
