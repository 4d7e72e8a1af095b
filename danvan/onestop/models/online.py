"""An application on its way to the office over the portal: what was typed so far, its files, who signs with whom."""

from django.db import models
from django.db.models import Q

from danvan.cases.models import Attachment, Case
from danvan.onestop.models.application import Application
from danvan.people.models import Unit
from danvan.procedures.models import Document, Procedure


class Draft(models.Model):
    """An application that is being filled in at the portal (hồ sơ nháp); nobody at the office reads it.

    Whoever has its code goes on with it; only a keyed hash of the code is kept. `said` is what was typed, `earlier` an
    application whose holder proved that it is hers, so that she need not type and bring everything again. It is
    emptied when it is filed (`filed`), and gone after `expires_on`. Until then `submission` lets the same draft sent
    twice be one application.
    """

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    submission = models.UUIDField(unique=True)
    said = models.JSONField(default=dict)
    earlier = models.ForeignKey(Application, models.SET_NULL, null=True, related_name="+")
    filed = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()
    kept_at = models.DateTimeField()
    expires_on = models.DateField()
    warned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="onestop_filed_draft_is_empty", condition=Q(filed__isnull=True) | Q(said={})
            ),
        ]
        indexes = [models.Index(fields=["expires_on"], name="onestop_draft_expires")]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class DraftFile(models.Model):
    """A file of a draft, for a paper of the procedure's list. Its bytes lie here, and go with the row."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="onestop_draft_file_once", fields=["draft", "place", "sha256"])
        ]

    def __str__(self) -> str:
        return f"file {self.pk} of draft {self.draft_id}"


class CoSigner(models.Model):
    """Somebody who stands with the applicant in a draft (người cùng đứng tên), invited by a link that serves once.

    `person` is what she gave of herself, `agreed_to` the mark of the very draft to which she agreed: once the draft is
    changed, she is asked again. `link_hash` is empty when her link has served.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="cosigners")
    full_name = models.CharField(max_length=120)
    link_hash = models.CharField(max_length=64, blank=True)
    invited_at = models.DateTimeField()
    person = models.JSONField(default=dict)
    agreed_to = models.CharField(max_length=64, blank=True)
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="onestop_cosigner_link_once", fields=["link_hash"], condition=~Q(link_hash="")
            ),
            models.CheckConstraint(
                name="onestop_cosigner_agreed_to_something",
                condition=Q(agreed_at__isnull=True, agreed_to="")
                | (Q(agreed_at__isnull=False) & ~Q(agreed_to="")),
            ),
        ]

    def __str__(self) -> str:
        return f"co-signer {self.pk} of draft {self.draft_id}"


class Scan(models.Model):
    """A paper of the procedure's list that came as a file (bản điện tử), or that an earlier application brought.

    `earlier` is the receipt of that application; without a file the paper itself lies with it.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="scans")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    attachment = models.ForeignKey(Attachment, models.CASCADE, null=True, related_name="+")
    earlier = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="onestop_scan_is_there", condition=Q(attachment__isnull=False) | ~Q(earlier="")
            )
        ]

    def __str__(self) -> str:
        return f"scan {self.pk} of {self.application_id}"
