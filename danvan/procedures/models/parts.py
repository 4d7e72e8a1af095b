"""What a version consists of: papers to bring, ways to file, steps. Read whole, written whole, with the draft."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from danvan.people.models import Unit
from danvan.procedures import fees
from danvan.procedures.models.procedure import Version
from danvan.procedures.terms import COUNTED, UNITS, Term
from danvan.procedures.workflow import CHANNELS, Channel

_UNIT_CHOICES = [(unit.value, label) for unit, label in UNITS.items()]
_COUNTED = [unit.value for unit in COUNTED]


class Part(models.Model):
    """A row of a version, in its place from 1."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="%(class)ss")
    place = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.place} of {self.version_id}"


class Document(Part):
    """A paper to bring (thành phần hồ sơ): how many originals and copies, or only to be shown; the form's name."""

    name = models.TextField()
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    to_show = models.BooleanField(default=False)
    form = models.CharField(max_length=250, blank=True)
    form_url = models.URLField(max_length=500, blank=True)

    class Meta(Part.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(name="procedures_document_place", fields=["version", "place"])]


class Way(Part):
    """A way to file (cách thức thực hiện) with its term and its fee: đồng (0 is free), or words, or both."""

    channel = models.CharField(
        max_length=10, blank=True, choices=[(key.value, word) for key, word in CHANNELS.items()]
    )
    term_amount = models.PositiveSmallIntegerField(null=True)
    term_unit = models.CharField(max_length=15, blank=True, choices=_UNIT_CHOICES)
    term_words = models.TextField(blank=True)
    fee = models.BigIntegerField(null=True)
    fee_words = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta(Part.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(name="procedures_way_place", fields=["version", "place"]),
            models.CheckConstraint(
                name="procedures_way_number_with_unit",
                condition=Q(term_amount__isnull=True) | Q(term_unit__in=_COUNTED),
            ),
            models.CheckConstraint(name="procedures_way_fee", condition=Q(fee__isnull=True) | Q(fee__gte=0)),
        ]

    @property
    def term(self) -> Term:
        """Its term."""
        return Term(self.term_amount, self.term_unit, self.term_words)

    @property
    def label(self) -> str:
        """Its word; how one files by it may be unclear in a draft that was brought in."""
        return str(CHANNELS[Channel(self.channel)]) if self.channel else gettext("Cách nộp chưa rõ")

    @property
    def fee_said(self) -> str:
        """The fee: đồng, words, or both; empty where nobody has told it."""
        return fees.said(self.fee, self.fee_words)


class Step(Part):
    """A step (bước): who takes it, in a word or as a unit of the register, after which steps, its share of the term.

    `place` is also its number, by which others say that they come after it.
    """

    name = models.CharField(max_length=300)
    agency = models.CharField(max_length=250, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    share_amount = models.PositiveSmallIntegerField(null=True)
    share_unit = models.CharField(max_length=15, blank=True, choices=_UNIT_CHOICES)
    after = ArrayField(models.PositiveSmallIntegerField(), default=list)

    class Meta(Part.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(name="procedures_step_place", fields=["version", "place"]),
            models.CheckConstraint(
                name="procedures_step_share",
                condition=Q(share_amount__isnull=True, share_unit="")
                | Q(share_amount__isnull=False, share_unit__in=_COUNTED),
            ),
        ]

    @property
    def share(self) -> Term:
        """Its share of the term; false where nobody has told it."""
        return Term(self.share_amount, self.share_unit)
