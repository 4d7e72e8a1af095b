"""The register of reception: a turn, the people who came, the matters that they brought."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from danvan.cases.models import Case
from danvan.journal.prints import before_column
from danvan.lib import dates
from danvan.lib.text import initials
from danvan.people.models import Unit

GROUP_FROM = 5
"""A group (đoàn đông người): so many persons on one matter (Law 42/2013/QH13, art. 29; a test holds it to the rule)."""


class Sitting(models.TextChoices):
    """What kind of reception it was: the daily desk, the head's own day, or an extraordinary one (art. 18)."""

    REGULAR = "regular"
    HEAD = "head"
    EXTRAORDINARY = "extraordinary"


class Behalf(models.TextChoices):
    """For whom somebody came (đến thay ai)."""

    SELF = "self"
    AUTHORISED = "authorised"
    GUARDIAN = "guardian"
    ORGANISATION = "organisation"


class Letter(models.TextChoices):
    """What was handed in: nothing, so that the words were taken down; a letter; one of several matters, separated."""

    NONE = "none"
    ONE = "one"
    MIXED = "mixed"


class Signed(models.TextChoices):
    """How the words that were taken down and read back were signed."""

    SIGNATURE = "signature"
    FINGERPRINT = "fingerprint"
    DECLINED = "declined"


class Turn(models.Model):
    """One visit of somebody, or of several together, on one day (lượt tiếp công dân).

    `persons` counts everyone who came, though only some may be named. `mandate`: the group, or whoever was stood in
    for, gave a paper, which `mandate_note` describes. `signed` tells how the words that were taken down where there
    was no letter, and read back, were signed (art. 25); empty while they are not. `online`: received over a
    connection that both sides agreed to, with its `recording`. A turn entered by mistake is cancelled, never deleted.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField()
    sitting = models.CharField(max_length=14, choices=Sitting, default=Sitting.REGULAR)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    persons = models.PositiveIntegerField()
    mandate = models.BooleanField(default=False)
    mandate_note = models.CharField(max_length=250, blank=True)
    behalf = models.CharField(max_length=12, choices=Behalf, default=Behalf.SELF)
    behalf_of = models.CharField(max_length=200, blank=True)
    letter = models.CharField(max_length=5, choices=Letter, default=Letter.NONE)
    online = models.BooleanField(default=False)
    recording = models.CharField(max_length=250, blank=True)
    signed = models.CharField(max_length=11, choices=Signed, blank=True)
    signed_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    entered_at = models.DateTimeField()
    cancelled_on = models.DateField(null=True)
    destroyed_on = models.DateField(null=True)
    submission = models.UUIDField(null=True, unique=True)
    salt = models.CharField(max_length=32)

    words: ClassVar = ("mandate_note", "behalf_of", "recording", "note")  # what goes when it is destroyed

    class Meta:
        indexes = [models.Index(fields=["unit", "on"], name="reception_turn_book")]
        constraints = [
            models.CheckConstraint(name="reception_turn_somebody", condition=models.Q(persons__gte=1))
        ]

    def __str__(self) -> str:
        return f"turn {self.pk} of {self.on}"

    @staticmethod
    def earlier_columns(columns: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """As it was printed before `destroyed_on`."""
        yield from before_column(columns, "destroyed_on")

    @property
    def behalf_initials(self) -> str:
        """Whoever was stood in for, as pages show a name."""
        return initials(self.behalf_of) if self.behalf != Behalf.ORGANISATION else self.behalf_of

    @property
    def is_group(self) -> bool:
        """Whether five or more came together."""
        return self.persons >= GROUP_FROM

    @property
    def is_by_head(self) -> bool:
        """Whether the head received, on a day of the calendar or out of turn."""
        return self.sitting != Sitting.REGULAR

    @property
    def is_late_entry(self) -> bool:
        """Whether it was written into the register after its day (giờ không chính xác)."""
        return dates.day_of(self.entered_at) > self.on


class Visitor(models.Model):
    """A named person of a turn (người được tiếp, người đại diện): personal data, shown masked."""

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="visitors")
    full_name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)
    citizen_id = models.CharField(max_length=12, blank=True)
    address = models.CharField(max_length=250, blank=True)
    represents = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["folded"], name="reception_visitor_name", opclasses=["varchar_pattern_ops"])
        ]

    def __str__(self) -> str:
        return f"visitor {self.pk}"

    @property
    def initials(self) -> str:
        """The name as lists show it."""
        return initials(self.full_name)


class Outcome(models.TextChoices):
    """What became of a matter at the desk. `pending`: noted, to be answered within the term of art. 28."""

    ADVISED = "advised"
    PETITION = "petition"
    REFERRED = "referred"
    ANSWERED = "answered"
    PENDING = "pending"


class MatterKind(models.TextChoices):
    """What a matter is in the words of the law; only some kinds of it open a case of the same name."""

    RECOMMENDATION = "recommendation"
    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    QUESTION = "question"


class Matter(models.Model):
    """One matter of a turn (vụ việc, nội dung): what was said, settled before by whom, what was done.

    `earlier` is the matter of an earlier turn when the people came again on the same thing. `petition` is the
    case that was opened from it. `referred_to` names where the people were shown to, `paper` the number of the
    paper that they were given for it.
    """

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="matters")
    topic = models.CharField(max_length=40)
    kind = models.CharField(max_length=14, choices=MatterKind, default=MatterKind.RECOMMENDATION)
    summary = models.TextField()
    folded = models.TextField()
    request = models.TextField(blank=True)
    settled_before = models.CharField(max_length=250, blank=True)
    earlier = models.ForeignKey("self", models.PROTECT, null=True, related_name="again")
    first_time = models.BooleanField(default=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    advice = models.TextField(blank=True)
    referred_to = models.CharField(max_length=200, blank=True)
    paper = models.CharField(max_length=60, blank=True)
    petition = models.ForeignKey(Case, models.PROTECT, null=True, related_name="matters")

    words: ClassVar = ("summary", "folded", "request", "settled_before", "advice", "referred_to")

    def __str__(self) -> str:
        return f"matter {self.pk} of turn {self.turn_id}"

    @property
    def is_shown_elsewhere(self) -> bool:
        """Whether the people were shown the way to whoever answers for it."""
        return self.outcome in (Outcome.ADVISED, Outcome.REFERRED)
