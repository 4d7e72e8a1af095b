"""What is registered, and who stands behind it."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.emulation.models.criteria import CriteriaSet, Movement
from danvan.emulation.words import FIELDS, PRIVATE, SORTS, WHOSE, Channel, Field, Sort, Whose
from danvan.emulation.workflow import HELD, LIFE, Status
from danvan.lib import codes
from danvan.people.models import Unit

_RECOGNISED = ("recognised", "rechecking", "revoked")


class ExemplarQuerySet(models.QuerySet["Exemplar"]):
    """Reads of the table of exemplars."""

    def public(self) -> "ExemplarQuerySet":
        """Those that anybody may read: recognised once, published, and not taken back."""
        return self.filter(published_on__isnull=False)

    def in_force(self, on: date) -> "ExemplarQuerySet":
        """Those whose recognition holds that day."""
        return self.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=on), status__in=HELD)

    def expired(self, on: date) -> "ExemplarQuerySet":
        """Those whose recognition ran out before that day."""
        return self.filter(status__in=HELD, expires_on__lt=on)


class Exemplar(models.Model):
    """What is registered for emulation and may be recognised (điển hình): a model, an area, a garden, a person's deed.

    `unit` is the unit in which it stands, `place` the hamlet. `name` is what it is called; of a household or a
    person it holds no name (that is the Holder's). `copied_from` is the exemplar after which it was made
    (nhân rộng từ), since `copied_on`. `expires_on` is the last day of its recognition. `code` opens it at the
    portal for whoever registered it there. `ended_by` is the number of the decision that took recognition back.
    `salt` keeps its digests in the journal from being guessed. `round` counts the checks: 1, and one more for each
    check after recognition.
    """

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="exemplars")
    criteria = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sort = models.CharField(max_length=8, choices=[(key.value, word) for key, word in SORTS.items()])
    field = models.CharField(max_length=10, choices=[(key.value, word) for key, word in FIELDS.items()])
    whose = models.CharField(max_length=10, choices=[(key.value, word) for key, word in WHOSE.items()])
    channel = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Channel])
    status = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Status])
    revision = models.PositiveIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=1)
    code = models.CharField(max_length=codes.LENGTH, unique=True)
    salt = models.CharField(max_length=32)
    submission = models.UUIDField(null=True, unique=True)

    name = models.CharField(max_length=250)
    folded = models.TextField()
    place = models.CharField(max_length=150, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    summary = models.TextField()
    done = models.TextField(blank=True)
    cost = models.BigIntegerField(null=True)
    people = models.PositiveIntegerField(null=True)
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="copies")
    copied_on = models.DateField(null=True)

    registered_on = models.DateField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=250, blank=True)
    recognised_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)
    published_on = models.DateField(null=True)
    told_on = models.DateField(null=True)

    objects: ClassVar[ExemplarQuerySet] = ExemplarQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="emulation_exemplar_recognised_by_an_act",
                condition=Q(status__in=_RECOGNISED, recognised_on__isnull=False, decided_on__isnull=False)
                & ~Q(decision="")
                | ~Q(status__in=_RECOGNISED) & Q(recognised_on__isnull=True, published_on__isnull=True),
            ),
            models.CheckConstraint(
                name="emulation_exemplar_copied_since_a_day",
                condition=Q(copied_from__isnull=True, copied_on__isnull=True)
                | Q(copied_from__isnull=False, copied_on__isnull=False),
            ),
            models.CheckConstraint(
                name="emulation_exemplar_ended_for_a_reason",
                condition=Q(ended_on__isnull=True) | ~Q(reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "status"], name="emulation_exemplar_unit"),
            models.Index(fields=["movement", "status"], name="emulation_exemplar_movement"),
            models.Index(fields=["-published_on"], name="emulation_exemplar_public"),
            models.Index(fields=["copied_from"], name="emulation_exemplar_copied"),
        ]

    def __str__(self) -> str:
        return f"exemplar {self.pk}"

    @property
    def label(self) -> str:
        """Its status in words."""
        return str(LIFE.state(self.status).label)

    @property
    def badge(self) -> str:
        """The colour of its badge."""
        return LIFE.state(self.status).badge

    @property
    def sort_label(self) -> str:
        """What it is, in words."""
        return str(SORTS[Sort(self.sort)])

    @property
    def field_label(self) -> str:
        """Its field in words."""
        return str(FIELDS[Field(self.field)])

    @property
    def whose_label(self) -> str:
        """Who registered, in words."""
        return str(WHOSE[Whose(self.whose)])

    @property
    def shown_code(self) -> str:
        """The code as it is printed."""
        return codes.grouped(self.code)

    @property
    def is_private(self) -> bool:
        """Whether its holder is a person or a household, who has to agree before she is named."""
        return self.whose in PRIVATE

    @property
    def on(self) -> date | None:
        """The day from which its term of keeping runs; None while it is not over."""
        return self.ended_on

    @property
    def destroyed_on(self) -> date | None:
        """When who stands behind it was destroyed."""
        return self.holder.destroyed_on

    def holds_on(self, on: date) -> bool:
        """Whether the recognition is in force that day."""
        return self.status in HELD and (self.expires_on is None or self.expires_on >= on)

    def is_expired(self, on: date) -> bool:
        """Whether the recognition ran out before that day."""
        return self.status in HELD and self.expires_on is not None and self.expires_on < on


class Holder(models.Model):
    """Who stands behind an exemplar, and how she is reached (người đại diện): personal data, apart from what is public.

    `consent` is what she said about being named: empty until she was asked. Destroyed, only the row stays.
    """

    exemplar = models.OneToOneField(Exemplar, models.PROTECT, related_name="holder")
    full_name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    consent = models.CharField(max_length=3, blank=True, choices=[("yes", "yes"), ("no", "no")])
    consent_on = models.DateField(null=True)
    consent_how = models.CharField(max_length=250, blank=True)
    destroyed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="emulation_holder_asked_on_a_day",
                condition=Q(consent="", consent_on__isnull=True)
                | ~Q(consent="") & Q(consent_on__isnull=False) & ~Q(consent_how=""),
            )
        ]

    def __str__(self) -> str:
        return f"holder of exemplar {self.exemplar_id}"

    @property
    def agrees(self) -> bool:
        """Whether her name may be published."""
        return self.consent == "yes"
