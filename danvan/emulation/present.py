"""How exemplars are shown: what was done with one, how its recognition stands, names of units, lines of lists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from danvan.emulation import policies, queries
from danvan.emulation.models import Exemplar, Reviewer
from danvan.emulation.workflow import LIFE, STAGES, Stage, Status
from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.people.models import Account, Unit
from danvan.web import words
from danvan.web.parts import Step

TOLD = frozenset({LIFE.opening.verb, *(move.verb for move in LIFE.transitions), *LIFE.beside}) - {
    "exemplar_look"
}
"""What is shown among what was done: not who looked at a number, nor papers, which stand in a block of their own."""


def standing(row: Exemplar, today: date) -> tuple[str, str]:
    """Its state in words with the colour of its badge; a recognition that ran out says so."""
    if row.is_expired(today):
        return _("Hết hạn công nhận"), "stop"
    return row.label, row.badge


def term(row: Exemplar) -> str:
    """'có giá trị đến hết 04/03/2020', or that it does not run out."""
    if row.expires_on is None:
        return _("không thời hạn")
    return _("đến hết %(day)s") % {"day": words.short(row.expires_on)}


def trail(events: Iterable[Event]) -> list[Step]:
    """What was done with it, by whom."""
    return [
        Step(
            LIFE.done(event.verb).capitalize(),
            event.on,
            who=event.actor.full_name if event.actor else "",
            text=event.text,
        )
        for event in events
        if event.verb in TOLD
    ]


def shown(row: Exemplar, today: date) -> str:
    """What came of it, for whoever registered and has the code."""
    if row.is_expired(today):
        return _("Công nhận đã hết hạn từ %(day)s.") % {"day": words.short(row.expires_on or today)}
    said = {
        Status.REGISTERED: _("Đã đăng ký. Bước tiếp theo: tự chấm điểm theo bộ tiêu chí."),
        Status.SCORED: _("Đã tự chấm. Cơ quan sẽ lập đoàn phúc tra đến xem."),
        Status.CHECKING: _("Đoàn phúc tra đang làm việc."),
        Status.CHECKED: _("Đoàn phúc tra đã chấm. Hội đồng sẽ họp xét."),
        Status.PASSED: _("Hội đồng đã thông qua. Đang chờ quyết định công nhận."),
        Status.RECOGNISED: _("Đã được công nhận."),
        Status.RECHECKING: _("Đã được công nhận; đang được kiểm tra lại."),
        Status.REJECTED: _("Không được công nhận."),
        Status.WITHDRAWN: _("Đã rút đăng ký."),
        Status.REVOKED: _("Công nhận đã bị thu hồi."),
    }
    return said[Status(row.status)]


def names_of(units: Iterable[int], on: date) -> dict[int, str]:
    """The name of each unit that day; one statement."""
    rows = Unit.objects.filter(pk__in=set(units)).named(on)
    return {row.pk: row.shown_name for row in rows}


@dataclass(frozen=True)
class Line:
    """One exemplar of a list: its state, its unit, until when it holds."""

    row: Exemplar
    unit: str
    state: tuple[str, str]
    term: str = ""


def lines(rows: Sequence[Exemplar], today: date, names: Mapping[int, str] | None = None) -> list[Line]:
    """The lines of a list; one statement for the names of all units, none where they are known."""
    names = names_of([row.unit_id for row in rows], today) if names is None else names
    return [
        Line(row, names.get(row.unit_id, ""), standing(row, today), term(row) if row.recognised_on else "")
        for row in rows
    ]


def team(row: Exemplar) -> list[tuple[Reviewer, bool]]:
    """The members of this round, and whether one stepped aside and nobody has taken the place yet."""
    rows = [each for each in row.reviewers.all() if each.round == row.round]
    taken = {each.instead_of_id for each in rows}
    return [(each, each.aside_on is not None and each.pk not in taken) for each in rows]


def holder(row: Exemplar, officer: Account, today: date) -> dict[str, Any]:
    """Who stands behind it: by name for whoever works there; to others initials, and never the number."""
    found = row.holder
    works = policies.can_work(officer, row, today)
    name = found.full_name if works else ". ".join(part[0] for part in found.full_name.split())
    asked = {"yes": (_("đồng ý nêu công khai"), "done"), "no": (_("không đồng ý nêu tên"), "stop")}
    return {
        "name": name,
        "phone": found.phone,
        "works": works,
        "consent": asked.get(found.consent, (_("chưa hỏi"), "wait")),
        "how": found.consent_how,
        "on": found.consent_on,
        "destroyed": found.destroyed_on,
    }


def page(row: Exemplar, officer: Account, today: date) -> dict[str, Any]:
    """All that hangs on an exemplar, for its page of the desk."""
    board = queries.board(row)
    ballot = getattr(row, "ballot", None)
    units = names_of([row.unit_id, row.movement.unit_id], today)
    return {
        "row": row,
        "state": standing(row, today),
        "term": term(row) if row.recognised_on else "",
        "unit": units.get(row.unit_id, ""),
        "runner": units.get(row.movement.unit_id, ""),
        "board": board,
        "ballot": ballot,
        "team": team(row),
        "in_team": policies.is_reviewer(officer, row) and policies.has_review(row),
        "may_run": policies.can_run(officer, row.movement.unit_id, today),
        "reviewing": policies.has_review(row),
        "holder": holder(row, officer, today),
        "results": list(row.results.all()),
        "copies": list(row.copies.order_by("copied_on", "pk")[:20]),
        "trail_steps": trail(events_of(LIFE.stream, row.pk)),
        "may_revise": policies.can_revise(officer, row, today),
        "may_tell": policies.can_tell(officer, row, today),
        "self_word": STAGES[Stage.SELF],
        "team_word": STAGES[Stage.CHECK],
    }
