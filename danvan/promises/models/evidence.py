"""Files that show that a promise was kept."""

from django.conf import settings
from django.db import models

from danvan.promises.models.promise import Promise


class Evidence(models.Model):
    """A file that shows what was done (bằng chứng). Its bytes stand under their SHA-256; downloads only.

    `public`: anybody may take it. One that was taken off stays on record with its reason and is shown to nobody.
    """

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="evidence")
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    public = models.BooleanField(default=False)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    off_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"evidence {self.pk} of promise {self.promise_id}"


class EvidenceContent(models.Model):
    """The bytes of evidence, kept once under their own SHA-256, in the transaction that names them."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256[:12]
