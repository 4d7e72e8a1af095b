"""Who spoke and what they said."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.cases.models.people import TellBy
from danvan.consultations.models.answers import Group
from danvan.consultations.models.consultation import Consultation
from danvan.consultations.models.draft import Draft
from danvan.consultations.models.people import Affected
from danvan.consultations.workflow import STANCES, VEILS, WAYS, Stance, Veil, Way
from danvan.journal.prints import before_column
from danvan.lib import codes
from danvan.lib.text import initials
from danvan.meetings.models import Meeting


class Voice(models.Model):
    """Somebody who gave opinions on one draft (người góp ý): personal data, in a table of its own.

    `code` opens what she said and what became of it. `confidential`: her name is never public. `agency` where an agency
    or organisation speaks, which is always public. `affected`: the person directly affected who answered by her own
    code. `salt` makes its digests in the journal worthless once the row is emptied.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="voices")
    affected = models.OneToOneField(Affected, models.PROTECT, null=True, related_name="voice")
    full_name = models.CharField(max_length=120, blank=True)
    agency = models.CharField(max_length=250, blank=True)
    address = models.CharField(max_length=250, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    tell_by = models.CharField(max_length=5, choices=TellBy, default=TellBy.CODE)
    confidential = models.BooleanField(default=False)
    code = models.CharField(max_length=codes.LENGTH, unique=True)
    salt = models.CharField(max_length=32)
    revision = models.PositiveIntegerField(default=0)
    made_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consultations_voice_told_where", condition=Q(tell_by="code") | ~Q(phone="")
            )
        ]

    def __str__(self) -> str:
        return f"voice {self.pk}"

    @property
    def shown_code(self) -> str:
        """The code as it is printed."""
        return codes.grouped(self.code)

    @property
    def public_name(self) -> str:
        """As anybody may read it: an agency by its name, a person by her initials, or nothing."""
        if self.agency:
            return self.agency
        return "" if self.confidential else initials(self.full_name)


class OpinionQuerySet(models.QuerySet["Opinion"]):
    """Reads of the table of opinions."""

    def unanswered(self) -> "OpinionQuerySet":
        """Those that no answered group holds."""
        return self.filter(Q(group__isnull=True) | Q(group__answered_on__isnull=True))

    def of_affected(self) -> "OpinionQuerySet":
        """Those of persons directly affected."""
        return self.filter(voice__affected__isnull=False)

    def shown(self) -> "OpinionQuerySet":
        """Those whose words the public may read."""
        return self.filter(veil="")


class Opinion(models.Model):
    """One opinion on an article or on the whole draft (ý kiến góp ý).

    `anchor` and `label` name the article as it stood in `draft`. What a clerk entered for somebody has the way by which
    it came, its `paper` number or its `meeting`; `held` is that meeting where the register has it. `veil`: why its
    words are not public; the author is told. `submission` is the number of the form, so that a form sent twice is one
    opinion. `entered_on`: when the register got it.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="opinions")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="opinions")
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+")
    anchor = models.CharField(max_length=80, blank=True)
    label = models.CharField(max_length=120, blank=True)
    stance = models.CharField(
        max_length=7, choices=[(key.value, word) for key, (word, _b) in STANCES.items()]
    )
    text = models.TextField(blank=True)
    way = models.CharField(max_length=7, choices=[(key.value, word) for key, word in WAYS.items()])
    paper = models.CharField(max_length=120, blank=True)
    meeting = models.CharField(max_length=250, blank=True)
    held = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    submission = models.UUIDField(null=True, unique=True)
    given_on = models.DateField()
    entered_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="opinions")
    veil = models.CharField(
        max_length=9, blank=True, choices=[(key.value, word) for key, word in VEILS.items()]
    )
    veil_why = models.TextField(blank=True)
    veiled_on = models.DateField(null=True)

    objects: ClassVar[OpinionQuerySet] = OpinionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consultations_opinion_says_why", condition=Q(stance="agrees") | ~Q(text="")
            ),
            models.CheckConstraint(
                name="consultations_opinion_entered_by_somebody",
                condition=Q(way="portal", by__isnull=True) | (~Q(way="portal") & Q(by__isnull=False)),
            ),
            models.CheckConstraint(
                name="consultations_opinion_agency_by_number", condition=~Q(way="agency") | ~Q(paper="")
            ),
            models.CheckConstraint(
                name="consultations_opinion_veiled_for_a_reason",
                condition=Q(veil="", veiled_on__isnull=True) | (~Q(veil="") & Q(veiled_on__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["consultation", "group"], name="consultations_opinion_group"),
            models.Index(fields=["consultation", "anchor"], name="consultations_opinion_anchor"),
        ]

    def __str__(self) -> str:
        return f"opinion {self.pk}"

    @staticmethod
    def earlier_columns(columns: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """How a row stood before an opinion could name a meeting of the register."""
        yield from before_column(columns, "held_id")

    @property
    def shown_stance(self) -> tuple[str, str]:
        """Its word and the colour of its badge."""
        word, badge = STANCES[Stance(self.stance)]
        return str(word), badge

    @property
    def way_label(self) -> str:
        """By which way it came, in words."""
        return str(WAYS[Way(self.way)])

    @property
    def veil_label(self) -> str:
        """Why its words are not public; empty where they are."""
        return str(VEILS[Veil(self.veil)]) if self.veil else ""


class OpinionFile(models.Model):
    """A file that came with an opinion; only ever downloaded, by officers and its author."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="files")
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=60)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"file {self.pk} of opinion {self.opinion_id}"
