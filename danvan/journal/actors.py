"""Who acts, when it is not an officer with an account."""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class Outsider(StrEnum):
    """Somebody without an account: a citizen at the portal, or the system by its own timetable."""

    CITIZEN = "citizen"
    SYSTEM = "system"


CITIZEN = Outsider.CITIZEN
SYSTEM = Outsider.SYSTEM


def kind_of(by: "AbstractBaseUser | Outsider") -> str:
    """'citizen', 'system' or 'officer', as the journal stores it."""
    return by.value if isinstance(by, Outsider) else "officer"
