"""The people of a case: personal data, in a table of its own."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.utils.translation import gettext_lazy as _

from danvan.cases.models.case import Case
from danvan.lib.text import fold, initials


class PartyRole(models.TextChoices):
    """What a person is in a case."""

    SENDER = "sender"
    REPRESENTATIVE = "representative"
    HELPER = "helper"


class TellBy(models.TextChoices):
    """How a person wants to hear of the answer; `CODE`: looks it up and is sent nothing."""

    PHONE = "phone", _("Gọi điện")
    SMS = "sms", _("Tin nhắn")
    EMAIL = "email", _("Thư điện tử")
    POST = "post", _("Gửi giấy")
    VISIT = "visit", _("Báo trực tiếp")
    CODE = "code", _("Tự xem bằng mã")


class PartyQuerySet(models.QuerySet["Party"]):
    """Reads of the table of people alone."""

    def called(self, name: str) -> "PartyQuerySet":
        """People in whose names all these words stand, with or without marks; the last one may be unfinished.

        One letter is taken for whole: a third of all names have a word that begins with it, and they help nobody.
        """
        *before, last = fold(name).split()
        asked = [*before, f"{last}:*" if len(last) > 1 else last]
        query = SearchQuery(" & ".join(asked), config="simple", search_type="raw")
        return self.annotate(_found=SearchVector("folded", config="simple")).filter(_found=query)


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

    objects = PartyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["folded"], name="cases_party_name", opclasses=["varchar_pattern_ops"]),
            GinIndex(SearchVector("folded", config="simple"), name="cases_party_words"),
        ]

    def __str__(self) -> str:
        return f"party {self.pk}"

    def fold_name(self) -> None:
        """Set the search form of the name."""
        self.folded = fold(self.full_name)

    @property
    def contact(self) -> str:
        """Where this person is told in the way chosen; empty where that way needs nothing, or it was not given."""
        found = {
            TellBy.PHONE: self.phone,
            TellBy.SMS: self.phone,
            TellBy.EMAIL: self.email,
            TellBy.POST: self.address,
        }
        return found.get(TellBy(self.tell_by), "")

    @property
    def initials(self) -> str:
        """The name as lists show it."""
        return initials(self.full_name)
