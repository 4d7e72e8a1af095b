"""How tellings are shown to staff and to the citizen."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from danvan.cases.models import Party
from danvan.cases.models.people import TellBy
from danvan.lib import dates
from danvan.notices import gateways, wording
from danvan.notices.message import CHANGED, PROVE
from danvan.notices.models import ATTENTION, BY_MACHINE, State, Telling
from danvan.web import words
from danvan.web.parts import Row

BADGES = {State.DELIVERED: "done", State.TOLD: "done", State.DUE: "work", State.DROPPED: "stop"}


def what(telling: Telling) -> str:
    """What is told, in the citizen's words."""
    if telling.template == PROVE:
        return _("Thư xác nhận địa chỉ")
    if telling.template == CHANGED:
        return _("Báo địa chỉ cũ: tin không gửi đến đó nữa")
    return wording.title(telling.case, telling.event)


def way(telling: Telling) -> str:
    """By which way and to where: 'Tin nhắn ••• 417'."""
    return f"{TellBy(telling.channel).label} {telling.to}".strip()


def why(telling: Telling) -> str:
    """Why it stands so, or who did it: 'nơi gửi báo lỗi'; of one in line when it is tried again."""
    said = [telling.get_reason_display()] if telling.reason else []
    if telling.state == State.WAITING and telling.tries and telling.next_at:
        said.append(_("gửi lại lúc %(at)s") % {"at": words.moment(telling.next_at)})
    if telling.state == State.TOLD and telling.by:
        said.append(telling.by.full_name)
    return "; ".join(said)


def since(moment: datetime) -> str:
    """09/11, 15:00; of another year the whole day."""
    day = words.as_day(moment)
    told = words.day_month(day) if day.year == dates.today().year else words.short(day)
    return f"{told}, {words.clock(moment)}"


def moment(telling: Telling) -> datetime:
    """When the last thing happened to it."""
    return telling.ended_at or datetime.fromisoformat(telling.steps[-1]["at"])


def line(telling: Telling) -> dict[str, Any]:
    """A telling as a line of the work list or of a person's ledger."""
    return {
        "telling": telling,
        "what": what(telling),
        "way": way(telling),
        "state": State(telling.state).label,
        "why": why(telling),
        "since": since(telling.made_at),
        "badge": BADGES.get(State(telling.state), "wait"),
        "at": moment(telling),
        "tries": tries(telling),
    }


def tries(telling: Telling) -> list[str]:
    """All that happened to it, step by step, for whoever asks why."""
    said = []
    for step in telling.steps:
        words_ = [words.moment(datetime.fromisoformat(step["at"])), str(State(step["state"]).label)]
        words_ += [f"{TellBy(step['channel']).label} {step['to']}".strip()]
        words_ += [step[name] for name in ("reference",) if name in step]
        said.append(" · ".join(words_))
    return said


def rows(tellings: Sequence[Telling]) -> list[Row]:
    """The ledger of a case for staff, the newest first; without names, because each person is named beside it."""
    return [
        Row(
            since(moment(one)).partition(",")[0],
            f"{what(one)} · {way(one)}",
            left_small=words.clock(moment(one)),
            small=": ".join(filter(None, (f"{one.party.initials} {State(one.state).label}", why(one)))),
            late=one.state in ATTENTION,
        )
        for one in tellings
    ]


def told_to_citizen(tellings: Sequence[Telling]) -> list[Row]:
    """What the citizen reads: what was sent when and where to; of what is not done yet, that it is not."""
    return [
        Row(
            since(moment(one)).partition(",")[0],
            what(one),
            left_small=words.clock(moment(one)),
            small=_plain(one),
        )
        for one in tellings
        if one.state != State.DROPPED
    ]


def _plain(telling: Telling) -> str:
    where = way(telling)
    return {
        State.DELIVERED.value: _("Đã gửi: %(where)s"),
        State.TOLD.value: _("Cán bộ đã báo: %(where)s"),
        State.DUE.value: _("Cán bộ sẽ báo: %(where)s"),
        State.WAITING.value: _("Đang chờ gửi: %(where)s"),
        State.SENDING.value: _("Đang gửi: %(where)s"),
        State.FAILED.value: _("Chưa gửi được: %(where)s. Cán bộ được báo để tìm cách khác."),
        State.UNKNOWN.value: _("Không rõ đã tới chưa: %(where)s. Cán bộ được báo để kiểm tra."),
    }[telling.state] % {"where": where[:1].lower() + where[1:]}


def choice(party: Party) -> str:
    """How the person is told, in a sentence to that person."""
    return {
        TellBy.PHONE: _("Cán bộ gọi điện cho ông/bà."),
        TellBy.SMS: _("Ông/bà nhận tin nhắn điện thoại."),
        TellBy.EMAIL: _("Ông/bà nhận thư điện tử."),
        TellBy.POST: _("Cơ quan gửi giấy đến địa chỉ của ông/bà."),
        TellBy.VISIT: _("Cán bộ báo khi gặp trực tiếp ông/bà."),
        TellBy.CODE: _("Ông/bà tự xem bằng mã, cơ quan không gửi tin."),
    }[TellBy(party.tell_by)]


def offered() -> list[TellBy]:
    """The ways that this office has: those by machine only where their carrier reaches people."""
    return [way for way in TellBy if way not in BY_MACHINE or gateways.ready(way)]
