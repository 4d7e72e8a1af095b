"""How cases, clocks and events are shown on the desk: chips, badges, lines of the timeline."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law
from danvan.cases import clocks, topics, turned
from danvan.cases.models import Case, Deadline
from danvan.cases.models.parts import DeadlineState
from danvan.cases.queries import CaseFile
from danvan.cases.similar import Alike
from danvan.cases.workflow import (
    BY_DECISION,
    CHANNEL_LABELS,
    FOR_CITIZEN,
    FOR_EXPERT,
    Channel,
    Phase,
    Whose,
)
from danvan.desk.wording import PURPOSES
from danvan.journal.models import Event
from danvan.law import words as law_words
from danvan.law.life import STOPS
from danvan.lib import dates
from danvan.lib.text import initials
from danvan.papers.present import EVENTS as PAPERS
from danvan.petitions import screening
from danvan.web import words
from danvan.web.parts import Due, Step
from danvan.web.templatetags import ui

FRESH, WORK, WAIT, DONE, STOP = "", "work", "wait", "done", "stop"


def language() -> str:
    """'vi' or 'en', as danvan.law wants it."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def working_days_left(case: Case, today: date) -> int | None:
    """Working days after today up to the last day; None when there is no day or the calendar does not reach it."""
    if case.due_on is None:
        return None
    try:
        calendar = clocks.calendar_of(case.unit_responsible)
        return calendar.count_working(today, case.due_on) - (1 if calendar.is_working(today) else 0)
    except law.LawError:
        return None


def due_chip(case: Case, today: date) -> Due:
    """The chip of a case: its running clock, or why none runs."""
    if case.phase == Phase.ANSWERED:
        return Due.paused(_("đã trả lời"))
    if case.phase == Phase.CLOSED:
        return Due.paused(_("đã xong"))
    if case.waiting_since:
        return Due.paused()
    if case.state.whose == Whose.OTHER:
        return Due.paused(_("chờ nơi khác"))
    if case.due_on is None:
        return Due.paused(_("chưa rõ hạn"))
    left = working_days_left(case, today) if case.due_on > today else None
    return Due.of(case.due_on, today, left=left, short=case.due_on.year == today.year)


def badge(case: Case) -> tuple[str, str]:
    """The word of the status and the kind of its badge."""
    if case.waiting_for:
        return waits(case), WAIT
    kind = {Phase.RECEIVED: FRESH, Phase.ANSWERED: DONE, Phase.CLOSED: STOP}.get(Phase(case.phase), WORK)
    if case.phase == Phase.CLOSED and case.status == "closed":
        kind = DONE
    return str(case.state.label), kind


def waits(case: Case) -> str:
    """For what a case stands still, in the words of a badge; what the citizen owes comes first."""
    said = {
        FOR_CITIZEN: _("Chờ công dân"),
        BY_DECISION: _("Tạm đình chỉ"),
        FOR_EXPERT: _("Chờ giám định"),
    }
    return next(word for cause, word in said.items() if cause in case.waiting_for)


def sender(case: Any) -> str:
    """Initials of the first sender and how many more signed, for lists."""
    if not case.sender_name:
        return _("không nêu tên")
    more = f" + {case.people - 1}" if case.people > 1 else ""
    return initials(case.sender_name) + more


def officer(case: Any) -> str:
    """The officer as lists show a name: L.Q. Thông; an empty text while nobody has the case."""
    return short_name(case.officer.full_name) if case.officer else ""


def short_name(full_name: str) -> str:
    """An officer's name as lists show it: L.Q. Thông."""
    *rest, given = full_name.split()
    return f"{initials(' '.join(rest))} {given}".strip()


def line(case: Any, today: date) -> dict[str, Any]:
    """A case as a line of a list."""
    label, kind = badge(case)
    return {
        "case": case,
        "due": due_chip(case, today),
        "label": label,
        "badge": kind,
        "unit": case.unit_name or case.unit_responsible.key,
        "topic": topics.label(case.topic),
        "sender": sender(case),
        "officer": officer(case),
        "kind": case.workflow.label,
    }


def why_alike(found: Alike) -> str:
    """Why a case is shown beside a letter: one sender, and the words that both have."""
    told = [_("cùng người gửi")] if found.same_person else []
    told += [_("cùng nhắc: %(words)s") % {"words": ", ".join(found.words)}] if found.words else []
    return "; ".join(told)


def channel(code: str) -> str:
    """By which way a case came, in words."""
    return str(CHANNEL_LABELS[Channel(code)])


# --- the timeline ----------------------------------------------------------------------------------------
def event_title(case: Case, event: Event) -> str:
    """What was done, in the officer's words."""
    kind = case.workflow
    if event.verb == kind.opening.verb:
        return str(kind.opening.done)
    found = next((step for step in kind.transitions if step.verb == event.verb), None)
    if found:
        return str(found.done)
    return {
        "write_more": _("Công dân viết thêm"),
        "link": _("Nối với hồ sơ liên quan"),
        "part_reported": _("Một nơi đã báo kết quả phần việc"),
        "part_called_off": _("Một phần việc đã thu hồi"),
        "joined": _("Một đơn về cùng việc nhập vào đơn này"),
        "answered_with": _("Đơn được giữ đã có trả lời"),
        "parted": _("Đơn đã nhập được tách lại thành đơn riêng"),
        "unmerge": _("Tách lại thành đơn riêng, như chưa từng nhập"),
        "escalate": _("Báo việc quá hạn"),
        "reveal": _("Xem thông tin người gửi"),
        "tell_by": _("Cách báo tin được đổi"),
        "tell_asked": _("Công dân xin nhận tin ở địa chỉ thư khác"),
        "receipt_printed": _("In giấy biên nhận"),
        "correct": _("Đính chính, bước trước không còn hiệu lực"),
        "clock_confirmed": _("Thời hạn được xác nhận, bắt đầu tính"),
        **{verb: str(word) for verb, word in PAPERS.items()},
        "calendar_moved": _("Lịch làm việc thay đổi, hạn được tính lại"),
        "calendar_counted": _("Lịch làm việc thay đổi, hạn không đổi"),
    }.get(event.verb, event.verb)


def actor(event: Event) -> str:
    """Who acted: the officer's name, the citizen, or nobody."""
    if event.actor:
        return event.actor.full_name
    return {"citizen": _("công dân")}.get(event.actor_kind, _("tự ghi"))


def event_who(event: Event) -> str:
    """Who acted, and whether the citizen reads it."""
    who = actor(event)
    return f"{who} · {_('công khai')}" if event.public else f"{who} · {_('nội bộ')}"


def event_step(page_case: Case, event: Event, grounds: dict[str, str], moved: str = "") -> Step:
    """One event as a line of the timeline; what it did to the clocks and the ground in law stand before the words."""
    same_day = dates.day_of(event.at) == event.on
    beside = words.clock(event.at) if same_day else _("ghi %(day)s") % {"day": words.day_month(event.at)}
    ground = grounds.get(event.data.get("ground", ""), "")
    found = screening.read(event.data)
    told = screening.said(found, page_case.received_on) if found else []
    text = "\n".join(part for part in (moved, ground, *told, event.text) if part)
    return Step(
        event_title(page_case, event),
        event.on,
        beside,
        event_who(event),
        text,
        state="done" if event.public else "inner",
    )


def timeline(file: CaseFile, view: str, grounds: dict[str, str]) -> list[Step]:
    """The events newest first, all, public or internal, with the term still to come on top."""
    chosen = [e for e in file.events if view == "all" or e.public == (view == "public")]
    moved = turned.told(file.events)
    steps = [event_step(file.case, event, grounds, moved.get(event.number, "")) for event in reversed(chosen)]
    ahead = ahead_step(file)
    return [ahead, *steps] if ahead and view != "internal" else steps


def ahead_step(file: CaseFile) -> Step | None:
    """The term that runs, as the ring on top; None when nothing is due."""
    clock = file.clock
    if clock is None or clock.state != DeadlineState.RUNNING or not file.case.is_open:
        return None
    officer = file.case.officer
    who = _("lượt của %(who)s") % {"who": officer.full_name} if officer else _("chưa giao ai")
    return Step(purpose(clock), clock.due_on, _("hạn"), who, state="answer")


def purpose(clock: Deadline) -> str:
    """What a clock is for: the desk's short word, else the law's own title."""
    return purpose_words(clock.purpose, clock.rule, clock.start_on)


def purpose_words(purpose: str, rule: str, start_on: date) -> str:
    """The same, of a clock that only its events still tell of."""
    if purpose in PURPOSES:
        return str(PURPOSES[purpose])
    try:
        return law.rule(rule, start_on).title.say(language())
    except law.LawError:
        return purpose


def citation(clock: Deadline) -> str:
    """Article and act of a clock's rule."""
    try:
        rule = law.rule(clock.rule, clock.start_on)
    except law.LawError:
        return _("hạn do cơ quan giao") if clock.rule == clocks.GIVEN else clock.rule
    return rule.citation.say(language())


def clock_pairs(case: Case, clock: Deadline, today: date) -> list[tuple[str, Any]]:
    """The clock strip: the day, what is left, the law, the start, stops and extensions."""
    pairs: list[tuple[str, Any]] = [
        (_("Hạn: %(what)s") % {"what": purpose(clock).lower()}, ui.due(due_chip(case, today))),
        _left(clock, today),
        (_("Căn cứ"), citation(clock)),
        (_("Bắt đầu"), words.short(clock.start_on)),
        (_("Dừng, gia hạn"), stops(clock)),
    ]
    if clock.recipe.get("provisional") and case.is_open:
        pairs.append((_("Tạm tính"), _("lịch nghỉ của năm này chưa công bố")))
    return pairs


def _left(clock: Deadline, today: date) -> tuple[str, str]:
    """What is left of a clock; of one that is met or late its last day, for the chip says only the rest."""
    if clock.due_on is None:
        return _("Còn lại"), "–"
    stopped = clock.state == DeadlineState.SUSPENDED
    if not stopped and (clock.state != DeadlineState.RUNNING or clock.due_on < today):
        return _("Ngày đến hạn"), words.short(clock.due_on)
    number, unit = clocks.left(clock, today)
    said = words.left(number, working=unit == "working")
    if stopped and not number:
        return _("Còn lại"), _("đã hết ngày khi chạy tiếp")
    return _("Còn lại"), _("%(left)s, khi chạy tiếp") % {"left": said} if stopped else said


def amount(number: int, unit: str) -> str:
    """'15 ngày', '10 ngày làm việc'."""
    return law_words.amount(number, unit, language())


def stops(clock: Deadline) -> str:
    """How often the clock was stopped and whether it was lengthened."""
    life, told = clocks.life_of(clock), []
    if stops := sum(step.kind in STOPS for step in life.steps):
        told.append(_("dừng %(n)s lần") % {"n": stops})
    told += [
        _("gia hạn %(days)s") % {"days": amount(each.amount, clock.recipe.get("unit", "calendar"))}
        for each in life.extensions
    ]
    if clock.complexity != "normal":
        told.append(_("vụ việc phức tạp"))
    return ", ".join(told) or _("chưa có")


def clock_cells(clock: Deadline) -> Sequence[Any]:
    """The strip calendar of a clock; nothing while its rule is unconfirmed."""
    return clock.derivation.cells() if clock.derivation else ()
