"""What a citizen reads of a decision on a complaint: in effect or not, further complaint, what is done by it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan.cases import effect, ties
from danvan.cases.effect import ORDER
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.queries import CaseFile
from danvan.people import queries as people
from danvan.people.models import Unit
from danvan.petitions import competence, finality, policies
from danvan.petitions.execution import CALLED_OFF
from danvan.petitions.second import CODE, COMPLAINTS
from danvan.portal import queries
from danvan.portal.joint import PartLine


@dataclass(frozen=True)
class DecisionFace:
    """The part of the page. `effect` and `counted`: when it is final and why; `further`: how a second complaint is."""

    effect: str = ""
    counted: list[str] = field(default_factory=list)
    further: str = ""
    may_complain: bool = False
    duties: list[PartLine] = field(default_factory=list)


def goes_to(first: Unit, on: date) -> Unit:
    """The unit that decides after this one. StepRefused with where to go, where it is not here or takes no letters."""
    seat = competence.second(first, on)
    if seat.unit is None:
        raise StepRefused(finality.elsewhere(seat, (get_language() or "vi")[:2]))
    if queries.place_by_key(seat.unit.key, on) is None:
        said = _("%(name)s chưa nhận đơn trên cổng này; xin nộp trực tiếp hoặc gửi bưu chính.")
        raise StepRefused(said % {"name": seat.unit.name_on(on)})
    return seat.unit


def named_case(given: Mapping[str, Any], unit: Unit, on: date) -> Case | None:
    """The case of that unit whose decision a second complaint names by its number, sent by the same person."""
    if given["kind"] != CODE:
        return None
    found = finality.find_first(given["against"], [given["full_name"]], unit)
    return found if found and policies.can_complain_again(found, on=on) else None


def decision(file: CaseFile, today: date) -> DecisionFace | None:
    """What there is to say of the decision; None where there is neither one nor an end of its term."""
    case = file.case
    case.decided_on = max((reply.on for reply in file.replies), default=None)
    merged = ties.kept(case) if case.status == ties.MERGED else None
    late = case.due_on is not None and case.due_on < today
    if case.kind not in COMPLAINTS or not (case.decided_on or merged or late):
        return None
    found = effect.effect(case, on=today)
    why = found.derivation if found else None
    return DecisionFace(
        effect=finality.said(found) if found else "",
        counted=why.sentences((get_language() or "vi")[:2]) if why else [],
        further=_further(case),
        may_complain=policies.can_complain_again(merged or case, on=today),
        duties=_duties(file, today),
    )


def _further(case: Case) -> str:
    """That a second complaint is on its way, or decided."""
    if not case.appeals:
        return ""
    last = case.appeals[-1]
    if last["decided_on"]:
        return _("Đã có quyết định giải quyết lần hai; ông/bà xem bằng mã của đơn lần hai.")
    if last["phase"] == "closed":
        return _("Khiếu nại lần hai đã kết thúc mà không có quyết định.")
    return _("Khiếu nại lần hai của ông/bà đang được xem xét; xem bằng mã của đơn ấy.")


def _duties(file: CaseFile, today: date) -> list[PartLine]:
    if not any(event.verb == ORDER for event in file.events):
        return []
    rows = [row for row in ties.parts(file.case, ties.EXECUTION) if row.status != CALLED_OFF]
    names = people.names_on({row.unit_responsible_id for row in rows}, today)
    return [
        PartLine(row.subject, names.get(row.unit_responsible_id, ""), str(row.state.plain), row.due_on)
        for row in rows
    ]
