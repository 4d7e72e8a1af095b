"""Who may draft, sign, issue and read reports of a unit, and why not."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.cases.workflow import Transition
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.reports.policies import can_draw_up, reads_denunciations
from danvan.reports.statutory import masked
from danvan.statements.columns import Cells
from danvan.statements.models import Statement
from danvan.statements.shapes import Shape
from danvan.statements.workflow import LIFE


def reads_figures(officer: Account, shape: Shape, unit: Unit, lines: Sequence[Cells], *, on: date) -> bool:
    """Whether the officer reads these lines of that form of the unit: drafted, handed in or issued.

    Where a figure of denunciations is so small that somebody could be recognised, or money, land or people by
    conclusions are told, only whoever leads or inspects the unit or one above; nobody else reads them in pieces, for
    what was signed has no pieces (ADR 25).
    """
    if shape.form is None:
        return True
    numbers = ({int(key): amount for key, amount in line.items()} for line in lines)
    return not masked.is_delicate(shape.form, *numbers) or reads_denunciations(officer, unit, on=on)


def check_can_draft(officer: Account, unit: Unit | int, *, on: date) -> None:
    """Raise StepRefused unless the officer works in the unit, or for a day that lies ahead."""
    if not can_draw_up(officer, unit, on=on):
        raise StepRefused(_("Báo cáo do cán bộ của chính đơn vị ấy lập."))
    check_day(on)


def available(statement: Statement, officer: Account, *, on: date) -> list[Transition]:
    """The steps that the officer may take on it now, in the order of the table."""
    return [
        step
        for step in LIFE.transitions
        if step.leaves(statement.state) and people.has_role(officer, step.roles, statement.unit_id, on)
    ]


def check_can(officer: Account, statement: Statement, verb: str, *, on: date) -> Transition:
    """The step of that verb; raise StepRefused where the table, the officer's role or the day do not allow it."""
    step = LIFE.step(verb, statement.state)
    if step is None:
        raise StepRefused(
            _("Bước này không làm được khi báo cáo ở trạng thái “%(state)s”.") % {"state": statement.label}
        )
    if not people.has_role(officer, step.roles, statement.unit_id, on):
        named = ", ".join(str(role.label).lower() for role in Role if role in step.roles)
        raise StepRefused(_("Bước này do %(roles)s của chính đơn vị làm.") % {"roles": named})
    check_day(on)
    return step


def check_day(on: date) -> None:
    """Raise StepRefused for a day that lies ahead."""
    if on > dates.today():
        raise StepRefused(_("Ngày thực hiện không thể ở tương lai."), field="on")
