"""The people of a case: personal data, in a table of its own."""

from django.db import models

from danvan.cases.models.case import Case
from danvan.lib.text import fold, initials


class PartyRole(models.TextChoices):
    """What a person is in a case."""

    SENDER = "sender"
    REPRESENTATIVE = "representative"


class TellBy(models.TextChoices):
    """How a person wants to hear of the answer."""

    PHONE = "phone"
    EMAIL = "email"
    POST = "post"
    CODE = "code"


class Party(models.Model):
    """A person of a case (người gửi đơn, người đại diện). Shown masked; each look behind the mask is an event.

    `folded` is the name without marks, for the officer's search. `salt` makes the digest in the journal
    worthless once this row is gone.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    role = models.CharField(max_length=14, choices=PartyRole, default=PartyRole.SENDER)
    full_name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    citizen_id = models.CharField(max_length=12, blank=True)
    address = models.CharField(max_length=250, blank=True)
    tell_by = models.CharField(max_length=5, choices=TellBy, default=TellBy.CODE)
    salt = models.CharField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["folded"], name="cases_party_name", opclasses=["varchar_pattern_ops"])
        ]

    def __str__(self) -> str:
        return f"party {self.pk}"

    def fold_name(self) -> None:
        """Set the search form of the name."""
        self.folded = fold(self.full_name)

    @property
    def initials(self) -> str:
        """The name as lists show it."""
        return initials(self.full_name)
