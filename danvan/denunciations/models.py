"""Who keeps the keys, what is sealed, who looked at it, what was said through the receipt, what protects."""

from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danvan.cases.models import Case
from danvan.people.models import Unit


class Custodian(models.Model):
    """An officer to whose key denunciations are sealed (người giữ khóa); the secret never reaches the server.

    Named by a leader of the unit on `named_on`; from `since` on, when the officer has brought the recipient (age1…) of
    a key made on the own machine, letters are sealed to it. `until` is the day on which it ended.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=80, blank=True)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_on = models.DateField()
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "officer"],
                condition=Q(until__isnull=True),
                name="denunciations_custodian_once",
            ),
            models.CheckConstraint(
                name="denunciations_custodian_key", condition=Q(since__isnull=True) | ~Q(recipient="")
            ),
        ]

    def __str__(self) -> str:
        return f"custodian {self.pk}"

    @property
    def is_active(self) -> bool:
        """Whether letters are sealed to this key today."""
        return self.since is not None and self.until is None


class Denunciation(models.Model):
    """A denunciation (tố cáo): one row beside its case, with the same key; nothing in it tells who brought it.

    `recipient` is the letter's own key, to which all that comes is sealed; its secret is in the envelopes. `receipt` is
    the scrypt hash of the number that the denouncer holds. `is_named`: whether a name was given at all. `accused` is
    who is denounced, in the custodian's words, `wishes_off_on` the day on which the denouncer asked to withdraw.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="denunciation")
    recipient = models.CharField(max_length=80)
    receipt = models.CharField(max_length=64, unique=True)
    is_named = models.BooleanField()
    accused = models.CharField(max_length=250, blank=True)
    wishes_off_on = models.DateField(null=True)

    words: ClassVar = ("accused",)  # what goes when the case is destroyed

    def __str__(self) -> str:
        return f"denunciation {self.case_id}"

    def hung(self) -> Iterable[models.Model]:
        """The rows that hang on it, for whoever checks them against the journal."""
        for name in ("envelopes", "parcels", "looks", "messages", "protections"):
            yield from getattr(self, name).all()


class Envelope(models.Model):
    """The secret of a letter's key, sealed to one custodian (phong bì)."""

    denunciation = models.ForeignKey(Denunciation, models.CASCADE, related_name="envelopes")
    custodian = models.ForeignKey(Custodian, models.PROTECT, related_name="envelopes")
    sealed = models.BinaryField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["denunciation", "custodian"], name="denunciations_envelope_once")
        ]

    def __str__(self) -> str:
        return f"envelope {self.pk}"


class Part(models.TextChoices):
    """What a parcel holds (docs/denunciations.md says which files it has inside)."""

    LETTER = "letter"
    MARKS = "marks"
    IDENTITY = "identity"
    MESSAGE = "message"


class Parcel(models.Model):
    """Something sealed to the letter's key: the letter, the denouncer's identity, a later message (gói niêm phong)."""

    denunciation = models.ForeignKey(Denunciation, models.CASCADE, related_name="parcels")
    part = models.CharField(max_length=8, choices=Part)
    sealed = models.BinaryField()
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.part} {self.pk}"


class Look(models.Model):
    """One look at who denounced (xem danh tính): asked with a reason, allowed by another custodian, taken once."""

    denunciation = models.ForeignKey(Denunciation, models.CASCADE, related_name="looks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    on = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    is_allowed = models.BooleanField(default=False)
    taken_on = models.DateField(null=True)

    words: ClassVar = ("reason",)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="denunciations_look_by_two",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("by")),
            ),
            models.CheckConstraint(
                name="denunciations_look_allowed_first",
                condition=Q(taken_on__isnull=True) | Q(is_allowed=True),
            ),
            models.UniqueConstraint(
                fields=["denunciation", "by"],
                condition=Q(decided_on__isnull=True),
                name="denunciations_look_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"look {self.pk}"


class Message(models.Model):
    """Words through the receipt: the office's own, or what a custodian wrote of a sealed message without identity."""

    denunciation = models.ForeignKey(Denunciation, models.CASCADE, related_name="messages")
    from_office = models.BooleanField()
    text = models.TextField(blank=True)
    parcel = models.OneToOneField(Parcel, models.CASCADE, null=True, related_name="message")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    words: ClassVar = ("text",)

    def __str__(self) -> str:
        return f"message {self.pk}"


class Measure(models.TextChoices):
    """How a denouncer, or somebody close, may be protected (Law 25/2018, chapter VI: art. 56 to 58)."""

    SECRECY = "secrecy", _("Bảo vệ bí mật thông tin")
    WORK = "work", _("Bảo vệ vị trí công tác, việc làm")
    LIFE = "life", _("Bảo vệ tính mạng, sức khỏe, tài sản, danh dự, nhân phẩm")


class Protection(models.Model):
    """A measure of protection (biện pháp bảo vệ): asked for, decided, ended. It never says whom it protects."""

    denunciation = models.ForeignKey(Denunciation, models.CASCADE, related_name="protections")
    measure = models.CharField(max_length=8, choices=Measure)
    asked_on = models.DateField()
    text = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    is_granted = models.BooleanField(default=False)
    decision = models.CharField(max_length=60, blank=True)
    until = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    why_ended = models.TextField(blank=True)

    words: ClassVar = ("text", "why_ended")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="denunciations_protection_ends_after_grant",
                condition=Q(ended_on__isnull=True) | Q(is_granted=True),
            )
        ]

    def __str__(self) -> str:
        return f"protection {self.pk}"
