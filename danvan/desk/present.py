"""How cases, clocks and events are shown on the desk: chips, badges, lines of the timeline."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law
from danvan.cases import bodies as belonging
from danvan.cases import clocks, complexity, policies, topics, turned
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
from danvan.denunciations import words as sealed_words
from danvan.desk.wording import EVENTS, LAW_SAYS_IT, PURPOSES
from danvan.journal.models import Event
from danvan.law import words as law_words
from danvan.law.life import STOPS
from danvan.lib import dates
from danvan.lib.codes import GROUPS
from danvan.lib.text import initials
from danvan.papers.present import EVENTS as PAPERS
from danvan.people.models import Tier
from danvan.petitions import screening
from danvan.web import words
from danvan.web.parts import Due, Step
from danvan.web.templatetags import ui
from danvan.web.templatetags.values import FILTERS

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
    if case.phase == Phase.CLOSED and case.status in ("closed", "reported"):
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
    """Initials of the first sender and how many more, for lists; none of what was given out, or of what is sealed."""
    if case.workflow.inner:
        return ""
    if case.workflow.sealed:
        return _("niêm phong")
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


def subject(case: Case, today: date) -> str:
    """What the case is about, for lists; of one that was closed long ago only that its words are masked."""
    return covered() if policies.is_masked(case, on=today) else case.subject


def covered() -> str:
    """What stands in the place of words that are masked."""
    return _("(nội dung được che)")


def line(case: Any, today: date) -> dict[str, Any]:
    """A case as a line of a list."""
    label, kind = badge(case)
    return {
        "case": case,
        "subject": subject(case, today),
        "due": due_chip(case, today),
        "label": label,
        "badge": kind,
        "unit": case.unit_name or case.unit_responsible.key,
        "topic": topics.label(case.topic),
        "sender": sender(case),
        "officer": officer(case),
        "kind": case.workflow.label,
    }


def row(case: Any, today: date) -> dict[str, Any]:
    """The same with what the work list needs besides; `key` names the case as it stands now, for a step on many.

    All is made ready here, for what a template works out it works out fifty times.
    """
    received = "vn_day_month" if case.received_on.year == today.year else "vn_date"
    return {
        **line(case, today),
        "key": f"{case.pk}.{case.version}",
        "code": case.code[: GROUPS[0]],
        "url": _address(case.pk),
        "received": FILTERS[received](case.received_on),
    }


@lru_cache(maxsize=4096)
def _address(case_id: int) -> str:
    return reverse("desk:case", args=[case_id])


def why_alike(found: Alike) -> str:
    """Why a case is shown beside a letter: one sender, and the words that both have."""
    told = [_("cùng người gửi")] if found.same_person else []
    told += [_("cùng nhắc: %(words)s") % {"words": ", ".join(found.words)}] if found.words else []
    return "; ".join(told)


def bodies(case: Case) -> list[dict[str, str]]:
    """Where a letter may belong, and why: a suggestion from its words and its topic, as of the day it came in."""
    wish = case.petition.wish if case.workflow.own == "petition" else ""
    level = belonging.CENTRAL if case.unit_responsible.tier == Tier.NATION else belonging.PROVINCE
    text = f"{case.subject}. {case.body}. {wish}"
    found = belonging.suggest(text, on=case.received_on, level=level, topic=case.topic)
    return [{"name": one.name, "why": _why_body(one, case.topic)} for one in found]


def _why_body(found: belonging.Suggestion, topic: str) -> str:
    fields = "; ".join(field[language()] for field in found.fields)
    if not found.words:
        return _("%(field)s · theo nội dung “%(topic)s”") % {"field": fields, "topic": topics.label(topic)}
    return _("%(field)s · đơn nhắc: %(words)s") % {"field": fields, "words": ", ".join(found.words)}


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
    if kind.sealed and (said := sealed_words.done(event.verb)):
        return said
    return str(EVENTS.get(event.verb) or PAPERS.get(event.verb, event.verb))


def actor(event: Event) -> str:
    """Who acted: the officer's name, the citizen, or nobody."""
    if event.actor:
        return event.actor.full_name
    return {"citizen": _("công dân")}.get(event.actor_kind, _("tự ghi"))


def event_who(event: Event) -> str:
    """Who acted, and whether the citizen reads it."""
    who = actor(event)
    if absent := event.data.get("in_place_of"):
        who = _("%(who)s, thay %(absent)s") % {"who": who, "absent": absent["name"]}
    return f"{who} · {_('công khai')}" if event.public else f"{who} · {_('nội bộ')}"


def event_step(page_case: Case, event: Event, grounds: dict[str, str], moved: str = "") -> Step:
    """One event as a line of the timeline; what it did to the clocks and the ground in law stand before the words."""
    same_day = dates.day_of(event.at) == event.on
    beside = words.clock(event.at) if same_day else _("ghi %(day)s") % {"day": words.day_month(event.at)}
    ground = grounds.get(event.data.get("ground", ""), "")
    found = screening.read(event.data)
    told = screening.said(found, page_case.received_on) if found else []
    text = "\n".join(part for part in (moved, ground, *told, event.text, *_given(event)) if part)
    return Step(
        event_title(page_case, event),
        event.on,
        beside,
        event_who(event),
        text,
        state="done" if event.public else "inner",
    )


def _given(event: Event) -> list[str]:
    """What was given to the step beside its words: what is proposed, and by which day."""
    until, proposal = event.data.get("until"), event.data.get("proposal")
    day = words.short(date.fromisoformat(until)) if until else ""
    said = {"urge": _("Trả lời chậm nhất ngày %(day)s."), "answer_urging": _("Sẽ xong ngày %(day)s.")}
    told = [_("Đề xuất: %(what)s") % {"what": proposal}] if proposal else []
    criteria = complexity.told(event.data.get("criteria", ()), event.on)
    told += [_("Tiêu chí phức tạp: %(what)s") % {"what": "; ".join(criteria)}] if criteria else []
    return told + ([said[event.verb] % {"day": day}] if day and event.verb in said else [])


def timeline(file: CaseFile, view: str, grounds: dict[str, str], silent: Collection[int] = ()) -> list[Step]:
    """The events newest first, all, public or internal, with the term still to come on top.

    `silent`: cases that the reader does not know; what this one's events tell of them is left out.
    """
    known = [e for e in file.events if silent == () or e.data.get("other") not in silent]
    chosen = [e for e in known if view == "all" or e.public == (view == "public")]
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
    if purpose in PURPOSES and not rule.startswith(LAW_SAYS_IT):
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
        told = {clocks.GIVEN: _("hạn do cơ quan giao"), clocks.PROMISED: _("thời hạn của thủ tục")}
        return told.get(clock.rule, clock.rule)
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
