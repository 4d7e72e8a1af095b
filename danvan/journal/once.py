"""A form that comes twice is entered once."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction

Row = TypeVar("Row", bound=models.Model)


def once(model: type[Row], submission: UUID | None, make: Callable[[], Row]) -> Row:
    """What the form of this number made; made now, in one transaction, where it made nothing yet.

    Of two that come at the same moment the second gets what the first made. A form without a number is always made.
    """
    rows: Any = model._default_manager.filter(submission=submission)
    if submission and (earlier := rows.first()):
        return earlier
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        if submission and (earlier := rows.first()):
            return earlier
        raise
