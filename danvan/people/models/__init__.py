"""Tables of units through time, accounts and posts.

Every dated row holds on the days `from_on <= day < until_on`: `until_on` is the first day on which it no
longer holds, so that the day of a resolution is written once and the rows before and after it meet exactly.
An open end is null.
"""

from danvan.people.models.accounts import Absence, Account, Post
from danvan.people.models.dated import DatedQuerySet
from danvan.people.models.rules import RuleConfirmation, RuleOverride
from danvan.people.models.succession import Succession, SuccessionPart
from danvan.people.models.units import Area, Tier, Unit, UnitCode, UnitName, UnitParent

__all__ = [
    "Absence",
    "Account",
    "Area",
    "DatedQuerySet",
    "Post",
    "RuleConfirmation",
    "RuleOverride",
    "Succession",
    "SuccessionPart",
    "Tier",
    "Unit",
    "UnitCode",
    "UnitName",
    "UnitParent",
]
