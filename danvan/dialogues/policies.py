"""Who takes requests for a dialogue down, and who decides on them."""

from datetime import date

from danvan.dialogues.models import Request
from danvan.dialogues.workflow import REQUEST, TAKERS
from danvan.people import lives
from danvan.people import policies as people
from danvan.people.lives import Move
from danvan.people.models import Account


def units_taken(officer: Account, on: date) -> frozenset[int]:
    """The units for which the officer takes requests down."""
    return people.standing(officer, on).units_with(*TAKERS) if officer.is_active else frozenset()


def available(request: Request, officer: Account, on: date) -> list[Move]:
    """The steps that this officer may take with the request now."""
    return lives.available(REQUEST, request.status, officer, request.unit_id, on)


def has_any_step(officer: Account, request: Request, on: date) -> bool:
    """Whether there is any step of the table that the officer's role allows, whatever the status."""
    return people.has_role(officer, REQUEST.roles, request.unit_id, on)
