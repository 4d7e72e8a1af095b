"""The block “Đã báo công dân” of a case's page: what its people were told, and what waits for staff. One statement."""

from dataclasses import dataclass
from datetime import date

from danvan.cases import policies
from danvan.cases.models import Case, Party
from danvan.notices import plan, present, queries
from danvan.people.models import Account
from danvan.web.parts import Row


@dataclass(frozen=True)
class Block:
    """What notices/parts/block.html shows; `people` are those who are told, `open` how much waits for staff."""

    rows: list[Row]
    people: list[Party]
    open: int
    may_tell: bool


def block(case: Case, parties: list[Party], officer: Account, *, on: date) -> Block:
    """The ledger of a case, as this officer may work on it."""
    tellings = queries.ledger_of(case)
    return Block(
        rows=present.rows(tellings),
        people=list(plan.persons(parties)),
        open=sum(telling.needs_staff for telling in tellings),
        may_tell=policies.can_tell(officer, case, on=on),
    )
