"""What a citizen reads of cases tied to her letter: the one with which it is settled, and the parts it was split into.

Of the one that is kept: how far it is, by when, the answer.
Nobody's words stand in it but the office's answer, and in that whatever is known of the other sender is blacked out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from danvan.cases import ties
from danvan.cases.models import Case, Party, Reply
from danvan.cases.queries import CaseFile, case_file
from danvan.cases.workflow import FOR_CITIZEN
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.law.life import STOPS
from danvan.notices import wording
from danvan.people import queries as people
from danvan.petitions.part import CALLED_OFF
from danvan.portal.clockface import ClockFace, face
from danvan.web.parts import Step

BLACK = "█████"
SHORTEST = 4  # letters of a value that is looked for: what is shorter stands in too many words


@dataclass(frozen=True)
class Joint:
    """The letter that is kept, as far as the sender of a merged one reads it."""

    status: str
    received_on: date
    clock: ClockFace | None
    replies: list[tuple[str, Reply]]
    steps: list[Step]


def joint(case: Case, today: date) -> Joint | None:
    """The letter with which this one is settled; None for a letter that stands for itself. Seven statements."""
    kept = ties.kept(case) if case.status == ties.MERGED else None
    if kept is None:
        return None
    file = case_file(kept)
    return Joint(
        status=_("Chờ bổ sung") if FOR_CITIZEN in kept.waiting_for else str(kept.state.plain),
        received_on=kept.received_on,
        clock=face(kept, file.clock, today, answered=bool(file.replies), place=kept.elsewhere),
        replies=[(blacked_out(reply.text, file.parties), reply) for reply in file.replies],
        steps=_steps(file),
    )


@dataclass(frozen=True)
class PartLine:
    """One part of a letter as its sender reads it: what, who sees to it, how far it is, until when."""

    subject: str
    office: str
    status: str
    until: date | None


def parts(file: CaseFile, today: date) -> list[PartLine]:
    """The parts that other agencies see to; asked only where the letter was split."""
    if not any(event.data.get("parts") for event in file.events):
        return []
    rows = list(ties.parts(file.case))
    names = people.names_on({row.unit_responsible_id for row in rows}, today)
    return [
        PartLine(row.subject, names.get(row.unit_responsible_id, ""), str(row.state.plain), row.due_on)
        for row in rows
        if row.status != CALLED_OFF
    ]


def blacked_out(text: str, parties: Iterable[Party]) -> str:
    """A text without the names, numbers, addresses and papers of these people, however they are spaced."""
    values = {
        value.strip()
        for party in parties
        for value in (party.full_name, party.phone, party.email, party.citizen_id, party.address)
        if len(value.strip()) >= SHORTEST
    }
    for value in sorted(values, key=len, reverse=True):
        spaced = r"[\s.\-]*".join(map(re.escape, value if value.isdigit() else value.split()))
        text = re.sub(spaced, BLACK, text, flags=re.IGNORECASE)
    return text


def _steps(file: CaseFile) -> list[Step]:
    """The steps of the office, without words; what passes between it and the other sender alone is left out."""
    return [
        Step(wording.title(file.case, event), on=event.on)
        for event in reversed(file.public_events)
        if _is_of_all(file.case, event)
    ]


def _is_of_all(case: Case, event: Event) -> bool:
    step = wording.step_of(case, event)
    if step is None:
        return event.verb in ("calendar_moved", "clock_confirmed", "correct")
    asks = step.clock in (FOR_CITIZEN, STOPS[FOR_CITIZEN])
    return event.actor_kind != Outsider.CITIZEN and not asks and step is not case.workflow.opening
