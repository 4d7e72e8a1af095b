"""Which facts each step posts. Pure.

Measures: `emulation.registered`, `.recognised`, `.copied` (recognised, and made after another), `.rejected`,
`.withdrawn`, `.revoked`, `.expired`, `.restored` (kept after it had run out), `.revoked_lapsed` (revoked after it had
run out); stocks `emulation.open` (nothing decided yet), `emulation.in_force`. Kind: the sort; topic: the field.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from danvan.emulation.models import Exemplar
from danvan.figures.postings import Posting

FLOWS = (
    "emulation.registered",
    "emulation.recognised",
    "emulation.copied",
    "emulation.rejected",
    "emulation.withdrawn",
    "emulation.revoked",
    "emulation.expired",
    "emulation.restored",
)
OPEN, IN_FORCE = "emulation.open", "emulation.in_force"
STOCKS = (OPEN, IN_FORCE)
A_DAY = timedelta(days=1)


def _post(row: Exemplar, measure: str, day: date, amount: int = 1) -> Posting:
    return Posting(measure, day, row.unit_id, amount, row.sort, row.field)


def registered(row: Exemplar, on: date) -> Sequence[Posting]:
    """One more that was registered, and is in hand."""
    return [_post(row, "emulation.registered", on), _post(row, OPEN, on)]


def recognised(row: Exemplar, on: date) -> Sequence[Posting]:
    """No longer in hand, recognised, in force until it runs out; that day is known already."""
    copied = [_post(row, "emulation.copied", on)] if row.copied_from_id else []
    return [
        _post(row, "emulation.recognised", on),
        *copied,
        _post(row, OPEN, on, -1),
        _post(row, IN_FORCE, on),
        *_runs_out(row, row.expires_on),
    ]


def ended(row: Exemplar, measure: str, on: date) -> Sequence[Posting]:
    """No longer in hand, for whatever reason: `emulation.rejected`, `emulation.withdrawn`."""
    return [_post(row, measure, on), _post(row, OPEN, on, -1)]


def revoked(row: Exemplar, on: date) -> Sequence[Posting]:
    """No longer in force; what had run out before stays so."""
    if row.expires_on is not None and row.expires_on < on:
        return [_post(row, "emulation.revoked_lapsed", on)]
    ahead = [each.undone() for each in _runs_out(row, row.expires_on)]
    return [_post(row, "emulation.revoked", on), _post(row, IN_FORCE, on, -1), *ahead]


def confirmed(row: Exemplar, before: date | None, on: date) -> Sequence[Posting]:
    """In force until another day than `before`; had it run out, it is restored."""
    if before is not None and before < on:
        return [
            _post(row, "emulation.restored", on),
            _post(row, IN_FORCE, on),
            *_runs_out(row, row.expires_on),
        ]
    return [*(each.undone() for each in _runs_out(row, before)), *_runs_out(row, row.expires_on)]


def _runs_out(row: Exemplar, last: date | None) -> list[Posting]:
    """The facts of the day after the last one."""
    if last is None:
        return []
    return [_post(row, "emulation.expired", last + A_DAY), _post(row, IN_FORCE, last + A_DAY, -1)]
