"""How reception is shown: chips of notices, names as initials, the language of the law."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law
from danvan.reception.grounds import ground
from danvan.reception.models import Notice, NoticeState, Refusal, Session
from danvan.reception.words import GROUNDS, PURPOSES, SESSIONS, SITTINGS, WAYS
from danvan.reception.workflow import SessionState
from danvan.web.parts import Due


def language() -> str:
    """'vi' or 'en', as danvan.law wants it."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def citation(rule_id: str, on: date) -> str:
    """Article and act of a rule on a day; empty for what no rule asks for."""
    return law.rule(rule_id, on).citation.say(language()) if rule_id else ""


def ground_said(refusal: Refusal) -> tuple[str, str]:
    """What the ground of a refusal says, and where it stands."""
    found = ground(refusal.ground, refusal.on)
    if found is None:
        return refusal.ground, ""
    said = refusal.provision or found.citation.say(language())
    return found.text.say(language()), said


def booking_url() -> str:
    """The address at which an appointment is looked up by its code."""
    return f"{settings.DANVAN_URL}{reverse('portal:appointment')}"


def rule_said(rule_id: str, on: date) -> dict[str, Any]:
    """The number of a rule and where it stands, for a sentence of a page."""
    rule = law.rule(rule_id, on)
    return {"amount": rule.amount, "citation": rule.citation.say(language())}


def short_citation(rule_id: str, on: date) -> str:
    """The same for narrow places: 'Đ28.1 Luật 42/2013/QH13'."""
    return law.rule(rule_id, on).short_citation if rule_id else ""


def due_chip(notice: Notice, today: date) -> Due:
    """The chip of a notice: its day, or why there is none."""
    if notice.state == NoticeState.ISSUED:
        return Due.paused(_("đã báo"))
    if notice.state == NoticeState.CANCELLED:
        return Due.paused(_("không còn phải báo"))
    if notice.state == NoticeState.UNCONFIRMED:
        return Due.paused(_("chờ xác nhận quy định"))
    if notice.due_on is None:
        return Due.paused(_("không định ngày"))
    return Due.of(notice.due_on, today)


def notice_line(notice: Notice, today: date) -> dict[str, Any]:
    """A notice as a line: what, by when, on which ground, how it was given."""
    return {
        "notice": notice,
        "name": PURPOSES[notice.purpose],
        "due": due_chip(notice, today),
        "citation": citation(notice.rule, notice.start_on),
        "short": short_citation(notice.rule, notice.start_on),
        "way": WAYS.get(notice.way, ""),
        "late": bool(notice.due_on and notice.issued_on and notice.issued_on > notice.due_on),
    }


BADGES = {
    SessionState.PUBLISHED: "work",
    SessionState.HELD: "done",
    SessionState.POSTPONED: "wait",
    SessionState.CANCELLED: "stop",
}


def session_line(session: Session) -> dict[str, Any]:
    """A session as a line of the calendar."""
    return {
        "session": session,
        "sitting": SITTINGS[session.sitting],
        "state": SESSIONS[session.state],
        "badge": BADGES.get(SessionState(session.state), ""),
        "ground": GROUNDS.get(session.ground, ""),
        "late": session.is_late_notice,
        "delegated": session.is_delegated,
    }
