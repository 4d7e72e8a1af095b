"""A form that comes twice is entered once."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def once(
    rows: QuerySet[Row], submission: UUID | None, make: Callable[[], Row], *, kept: str = "submission"
) -> Row:
    """What the form of this number made; made now, in one transaction, where it made nothing yet.

    Of two that come at the same moment the second gets what the first made. A form without a number is always made.
    `kept`: the field of `rows` that keeps the number.
    """
    rows = rows.filter(**{kept: submission})
    if submission and (earlier := rows.first()):
        return earlier
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        if submission and (earlier := rows.first()):
            return earlier
        raise
