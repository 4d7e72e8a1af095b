"""What the page of a case shows of whom it is about: what was said, what followed, and the forms to say or lift it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from danvan import law
from danvan.cases import concerns, concernwords, policies
from danvan.cases.models.concern import Route
from danvan.desk.forms.concern import ConcernForm, LiftForm
from danvan.desk.present import language
from danvan.people.models import Account


@dataclass
class Concerned:
    """The part of the page."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    form: ConcernForm | None = None


def block(
    officer: Account,
    case: Any,
    today: date,
    *,
    form: ConcernForm | None = None,
    lift: tuple[int, LiftForm] | None = None,
) -> Concerned:
    """Asks nothing of the database: the case was read with all of it. `form`, `lift`: those that came back."""
    names = {case.unit_received_id: case.received_name, case.unit_responsible_id: case.unit_name}
    may_lift = policies.can_lift_concern(officer, case, on=today)
    found = Concerned()
    for told in concerns.of(case):
        forms = LiftForm(case, told["id"]) if may_lift else None
        if lift and lift[0] == told["id"]:
            forms = lift[1]
        found.lines.append(
            {
                "id": told["id"],
                "who": concernwords.whom(told, names.get(told["unit"]) or ""),
                "route": concernwords.route(told["route"]),
                "basis": _basis(case, told["route"]),
                "stuck": told["route"] == Route.NOBODY,
                "lift": forms,
            }
        )
    if form or (case.is_open and policies.can_note_concern(officer, case, on=today)):
        found.form = form or ConcernForm(case)
    return found


def _basis(case: Any, route: str) -> str:
    """The article by which the head settles it all the same."""
    if route != Route.LAWFUL:
        return ""
    return law.rule(case.workflow.own_decision, case.received_on).citation.say(language())
