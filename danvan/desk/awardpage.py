"""What the page of a case shows of money, land and people by its decision: sums, each amount, and the forms."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from danvan.cases import awards, policies
from danvan.cases.awards import Stage
from danvan.desk.forms.awards import AwardForm, TakeBackForm
from danvan.people.models import Account


@dataclass
class Awarded:
    """The part of the page; not `shown` for a case that has no decision of that kind."""

    shown: bool = False
    sums: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    form: AwardForm | None = None


def block(
    officer: Account,
    case: Any,
    today: date,
    *,
    form: AwardForm | None = None,
    wrong: tuple[int, TakeBackForm] | None = None,
) -> Awarded:
    """Asks nothing of the database: the case knows its amounts. `form`, `wrong`: those that came back."""
    stages = policies.stages_to_award(officer, case, on=today)
    rows = case.awarded if case.workflow.awards else []
    gone = {row.corrects_id: row for row in rows if row.corrects_id}
    found = Awarded(shown=bool(rows or form or (case.workflow.awards and case.decided_on)))
    found.sums = _sums(rows)
    for row in (row for row in rows if row.corrects_id is None):
        back = TakeBackForm(case, row.pk) if stages and row.pk not in gone else None
        what = awards.ALL[row.what]
        found.lines.append(
            {
                "row": row,
                "label": what.label,
                "amount": awards.said(what, row.amount),
                "stage": what.at(row.stage),
                "gone": awards.WHY_WRONG[gone[row.pk].why] if row.pk in gone else "",
                "back": wrong[1] if wrong and wrong[0] == row.pk else back,
            }
        )
    found.form = form or (AwardForm(case, stages, today) if stages else None)
    return found


def _sums(rows: list[Any]) -> list[dict[str, Any]]:
    """What stands of each thing, by the decision and carried out."""
    told: Counter[tuple[str, str]] = Counter()
    for row in rows:
        told[row.what, row.stage] += row.amount
    return [
        {
            "label": what.label,
            "proposed": awards.said(what, told[code, Stage.PROPOSED]),
            "done": awards.said(what, told[code, Stage.DONE]),
        }
        for code, what in awards.ALL.items()
        if told[code, Stage.PROPOSED] or told[code, Stage.DONE]
    ]
