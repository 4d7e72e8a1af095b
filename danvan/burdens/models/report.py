"""A report of a burden: what of a procedure is hard on people, in their words."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from danvan.burdens.models.proposal import Proposal
from danvan.burdens.workflow import COUNTER, PARTS, SORTS, Part, Sort
from danvan.cases.models.people import TellBy
from danvan.journal.prints import before_column
from danvan.lib import codes
from danvan.lib.text import initials
from danvan.people.models import Post
from danvan.procedures.models import Procedure, Version

TOLD_BY = (TellBy.CODE, TellBy.SMS, TellBy.PHONE)
"""How somebody may be told; an address for mail would have to be proved first."""


class Channel(models.TextChoices):
    """By which way it came."""

    PORTAL = "portal"
    COUNTER = "counter"


class ReportQuerySet(models.QuerySet["Report"]):
    """Reads of the table of reports."""

    def standing(self) -> "ReportQuerySet":
        """Those that were not set aside."""
        return self.filter(set_aside_on__isnull=True)

    def known_to(self, units: Collection[int]) -> "ReportQuerySet":
        """Those on procedures that these units keep, and those that somebody at their counters took down."""
        held = Q(until_on__isnull=True) | Q(until_on__gt=OuterRef("received_on"))
        posts = Post.objects.filter(held, officer=OuterRef("by"), unit__in=units, role__in=COUNTER)
        there = posts.filter(from_on__lte=OuterRef("received_on"))
        return self.filter(Q(procedure__unit__in=units) | Exists(there))

    def waiting(self) -> "ReportQuerySet":
        """Those that no proposal has taken up."""
        return self.standing().filter(proposal__isnull=True)


class Report(models.Model):
    """What somebody finds burdensome in a procedure (phản ánh về quy định hành chính).

    `version` is the procedure as it stood then. `about` is the document, step or way as it was named, so that reports
    on one thing stay together over versions (`about_folded`); empty for the whole. `code` opens it at the portal.
    `salt` makes its digest in the journal worthless once the row is gone. `destroyed_on`: its words and whoever sent
    it are gone since; what it was about, and what became of it, stays.
    """

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=[(key.value, word) for key, word in PARTS.items()])
    about = models.TextField(blank=True)
    about_folded = models.TextField(blank=True)
    sort = models.CharField(max_length=12, choices=[(key.value, word) for key, word in SORTS.items()])
    text = models.TextField()
    channel = models.CharField(max_length=10, choices=Channel)
    full_name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    tell_by = models.CharField(max_length=5, choices=TellBy, default=TellBy.CODE)
    code = models.CharField(max_length=codes.LENGTH, unique=True)
    salt = models.CharField(max_length=32)
    submission = models.UUIDField(null=True, unique=True)
    received_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, related_name="reports")
    set_aside_on = models.DateField(null=True)
    set_aside_why = models.TextField(blank=True)
    destroyed_on = models.DateField(null=True)

    words: ClassVar = ("full_name", "phone", "text")  # what goes when its term of keeping is over

    objects: ClassVar[ReportQuerySet] = ReportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="burdens_report_told_where", condition=Q(tell_by="code") | ~Q(phone="")
            ),
            models.CheckConstraint(
                name="burdens_report_set_aside_for_a_reason",
                condition=Q(set_aside_on__isnull=True) | (~Q(set_aside_why="") & Q(proposal__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["procedure", "part", "about_folded"], name="burdens_report_cluster"),
            models.Index(fields=["proposal"], name="burdens_report_proposal"),
        ]

    def __str__(self) -> str:
        return f"burden report {self.pk}"

    @property
    def masked(self) -> str:
        """The name as lists show it."""
        return initials(self.full_name)

    @staticmethod
    def earlier_columns(columns: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """How a row stood before reports could be destroyed."""
        yield from before_column(columns, "destroyed_on")

    @property
    def part_label(self) -> str:
        """Its part in words."""
        return str(PARTS[Part(self.part)])

    @property
    def sort_label(self) -> str:
        """Its sort in words."""
        return str(SORTS[Sort(self.sort)])

    @property
    def shown_code(self) -> str:
        """The code as it is printed."""
        return codes.grouped(self.code)
