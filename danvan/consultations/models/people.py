"""Whom a draft concerns: groups that are told together, named people who are directly affected; what each was told."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.cases.models.people import TellBy
from danvan.consultations.models.consultation import Consultation
from danvan.lib import codes
from danvan.lib.lines import Message
from danvan.lib.text import initials


class Audience(models.Model):
    """A group of people whom a draft concerns (nhóm đối tượng): how many they are, how and when they were told."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="audiences")
    name = models.CharField(max_length=250)
    people = models.PositiveIntegerField(null=True)
    told_on = models.DateField(null=True)
    told_how = models.CharField(max_length=250, blank=True)
    reached = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consultations_audience_told_somehow",
                condition=Q(told_on__isnull=True) | ~Q(told_how=""),
            )
        ]

    def __str__(self) -> str:
        return f"audience {self.pk}"


class Affected(models.Model):
    """A person whom a draft affects directly (người chịu tác động trực tiếp): personal data, masked by role.

    `code` is hers alone: with it she reads the draft as somebody affected, and answers. `why` says by what (her plot,
    her name in the list). `opened_on`: when the code was first used.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="affected")
    full_name = models.CharField(max_length=120)
    address = models.CharField(max_length=250, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    tell_by = models.CharField(max_length=5, choices=TellBy)
    why = models.CharField(max_length=250)
    code = models.CharField(max_length=codes.LENGTH, unique=True)
    salt = models.CharField(max_length=32)
    invited_on = models.DateField(null=True)
    opened_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_on = models.DateField()

    class Meta:
        verbose_name_plural = "affected"
        constraints = [
            models.CheckConstraint(
                name="consultations_affected_told_where",
                condition=~Q(tell_by__in=["sms", "phone"]) | ~Q(phone="") | Q(full_name=""),
            )
        ]

    def __str__(self) -> str:
        return f"affected {self.pk}"

    @property
    def shown_code(self) -> str:
        """The code as it is printed."""
        return codes.grouped(self.code)

    @property
    def masked(self) -> str:
        """The name as lists show it."""
        return initials(self.full_name)


class Moment(models.TextChoices):
    """What somebody is told of."""

    INVITED = "invited"
    LONGER = "longer"
    VEILED = "veiled"
    EXPLAINED = "explained"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


class Telling(Message):
    """One thing told to one person (lần báo tin): to somebody affected, or to somebody who spoke.

    `about` is the opinion that it speaks of, where it is about one. The states are those of notices on letters: it is
    `sending` before anything leaves, so that a worker that dies in between never sends twice. `to` is masked for good.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="tellings")
    affected = models.ForeignKey(Affected, models.PROTECT, null=True, related_name="tellings")
    voice = models.ForeignKey("Voice", models.PROTECT, null=True, related_name="tellings")
    about = models.BigIntegerField(null=True)
    moment = models.CharField(max_length=9, choices=Moment)
    channel = models.CharField(max_length=5, choices=TellBy)
    to = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consultations_telling_to_somebody",
                condition=Q(affected__isnull=False, voice__isnull=True)
                | Q(affected__isnull=True, voice__isnull=False),
            ),
            models.CheckConstraint(
                name="consultations_telling_failed_for_a_reason", condition=~Q(state="failed") | ~Q(reason="")
            ),
        ]
        indexes = [
            models.Index(fields=["consultation", "state"], name="consultations_telling_of"),
            models.Index(
                fields=["next_at"],
                name="consultations_telling_line",
                condition=Q(state__in=["waiting", "sending"]),
            ),
        ]

    def __str__(self) -> str:
        return f"telling {self.pk} of consultation {self.consultation_id}: {self.channel} {self.state}"
