"""The page of one letter, put together for the citizen who has its code."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from danvan.cases import kinds, topics
from danvan.cases.models import Attachment, Case, Reply
from danvan.cases.models.parts import Outcome
from danvan.cases.queries import CaseFile, case_file
from danvan.cases.workflow import CHANNEL_LABELS, FOR_CITIZEN, WAITS, Channel, Phase, Whose
from danvan.journal.models import Event, Seal
from danvan.lib.codes import grouped
from danvan.notices import plan
from danvan.notices import present as notices
from danvan.notices.queries import ledger_of
from danvan.papers.models import Paper
from danvan.petitions import policies as petitions
from danvan.petitions.complaint import SENDING
from danvan.petitions.second import BAR, PUBLISHING
from danvan.portal import queries, timeline
from danvan.portal.afterwards import afterwards
from danvan.portal.clockface import ClockFace, face
from danvan.portal.joint import Joint, PartLine, joint, parts
from danvan.portal.second import DecisionFace, decision
from danvan.web import words
from danvan.web.parts import Row, Step

# Clocks of the office's own work after the decision, and the one that the sender had to keep.
NOT_PROMISED = (SENDING.purpose, PUBLISHING.purpose, BAR.purpose)


@dataclass(frozen=True)
class Tracking:
    """All that the page says; templates decide nothing about it."""

    case: Case
    code: str
    badge: tuple[str, str]
    clock: ClockFace | None
    steps: list[Step]
    facts: list[tuple[str, str]]
    replies: list[tuple[Reply, str]]
    public_files: list[Attachment]
    own_files: list[Attachment]
    papers: list[tuple[Paper, str]]
    asked: str
    can_write: bool
    can_withdraw: bool
    judged_until: date | None
    afterwards: list[str]
    mark: str
    seal: Seal | None
    told: list[Row]
    told_choice: str
    joint: Joint | None
    parts: list[PartLine]
    decision: DecisionFace | None


def tracking(case: Case, today: date, names: dict[int, str] | None = None) -> Tracking:
    """The page of a case: eight statements after the case itself, whatever it holds; `names` of units, where known."""
    file = case_file(case)
    names = names or queries.unit_names(file, today)
    opening = file.events[0] if file.events else None
    office = names.get(case.unit_responsible_id, "")
    promised = replace(file, deadlines=[each for each in file.deadlines if each.purpose not in NOT_PROMISED])
    place = case.elsewhere or office
    return Tracking(
        case=case,
        code=grouped(case.code),
        badge=_badge(case),
        clock=None
        if case.destroyed_on
        else face(case, promised.clock, today, answered=bool(file.replies), place=place),
        steps=_steps(file, names, today),
        facts=_facts(file, names),
        replies=[(reply, _outcome(reply)) for reply in file.replies],
        public_files=[each for each in file.attachments if each.public],
        own_files=[each for each in file.attachments if each.from_citizen],
        papers=queries.papers(file),
        asked=_asked(file),
        can_write=case.is_open and case.whose != Whose.CITIZEN,
        can_withdraw=_can_withdraw(case),
        judged_until=_judged_until(case, file, today),
        afterwards=afterwards(case, file.replies[-1] if file.replies else None, office),
        mark=mark_of(opening),
        seal=queries.seal_over(opening),
        told=notices.told_to_citizen(ledger_of(case)),
        joint=joint(case, today),
        parts=parts(file, today),
        decision=decision(file, today),
        told_choice=notices.choice(persons[0]) if (persons := plan.persons(file.parties)) else "",
    )


def _steps(file: CaseFile, names: dict[int, str], today: date) -> list[Step]:
    """What comes and what was; of an application what comes are its steps from agency to agency, told beside it."""
    ahead = [] if file.case.kind in kinds.services() else timeline.ahead(file, names, today)
    return [*ahead, *timeline.past(file, today)]


def mark_of(event: Event | None) -> str:
    """The first sixteen digits of an event's hash in groups of four, as a receipt prints them."""
    digits = event.hash[:16] if event else ""
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def _badge(case: Case) -> tuple[str, str]:
    """The status in the citizen's words, and its colour."""
    # An application waits for more papers, for a fee, or for its result to be fetched.
    if case.whose == Whose.CITIZEN and case.kind in kinds.services():
        return str(case.state.plain), "wait"
    if case.whose == Whose.CITIZEN:
        return _("Chờ ông/bà bổ sung"), "wait"
    if case.waiting_for:
        return ", ".join(str(WAITS[cause]) for cause in case.waiting_for).capitalize(), "wait"
    if case.phase == Phase.ANSWERED:
        return str(case.state.plain), "done"
    if case.whose == Whose.NOBODY:
        return str(case.state.plain), "done" if case.status == "closed" else ""
    return str(case.state.plain), "work"


def _facts(file: CaseFile, names: dict[int, str]) -> list[tuple[str, str]]:
    case = file.case
    place = case.petition.place if hasattr(case, "petition") else ""
    pairs = [
        (
            _("Đang ở"),
            case.elsewhere if case.whose == Whose.OTHER else names.get(case.unit_responsible_id, ""),
        ),
        (_("Người giải quyết"), case.officer.full_name if case.officer else ""),
        (_("Gửi đến"), names.get(case.unit_received_id, "")),
        (_("Ngày nhận"), words.short(case.received_on)),
        (_("Cách gửi"), str(CHANNEL_LABELS[Channel(case.channel)])),
        (_("Loại đơn"), str(case.workflow.label)),
        (_("Về việc"), topics.label(case.topic)),
        (_("Xảy ra ở"), place),
    ]
    return [(name, value) for name, value in pairs if value]


def _asked(file: CaseFile) -> str:
    """What the office asked of the citizen, while it waits for it."""
    if file.case.whose != Whose.CITIZEN:
        return ""
    asking = {step.verb for step in file.case.workflow.transitions if step.clock == FOR_CITIZEN}
    return next((event.text for event in reversed(file.public_events) if event.verb in asking), "")


def _can_withdraw(case: Case) -> bool:
    step = case.workflow.step("withdraw", case.status)
    return step is not None and step.by_citizen and case.people == 1


def _judged_until(case: Case, file: CaseFile, today: date) -> date | None:
    """The last day on which the asker may say whether it is done; None where nothing can be said now."""
    reply = file.replies[-1] if file.replies else None
    if reply is None or petitions.why_no_verdict(case, reply, on=today):
        return None
    return petitions.last_day_of_verdict(reply)


def _outcome(reply: Reply) -> str:
    return {
        Outcome.GRANTED.value: _("Đồng ý với đề nghị của ông/bà"),
        Outcome.PARTLY.value: _("Đồng ý một phần"),
        Outcome.REFUSED.value: _("Không đồng ý, lý do ở dưới"),
        Outcome.EXPLAINED.value: _("Giải thích, hướng dẫn"),
    }.get(reply.outcome, "")
