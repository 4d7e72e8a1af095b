"""What a dialogue has beside what every meeting has."""

from django.db import models

from danvan.dialogues.models.request import Request
from danvan.dialogues.workflow import OCCASIONS, Occasion
from danvan.meetings.models import Meeting


class Dialogue(models.Model):
    """A meeting that is a dialogue (hội nghị đối thoại): why it is held, and the request that it answers."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, primary_key=True, related_name="dialogue")
    occasion = models.CharField(max_length=8, choices=[(o.value, word) for o, word in OCCASIONS.items()])
    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="dialogues")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="dialogues_dialogue_asked_for",
                condition=models.Q(request__isnull=True) | models.Q(occasion="request"),
            )
        ]

    def __str__(self) -> str:
        return f"dialogue {self.pk}"

    @property
    def occasion_label(self) -> str:
        """Why it is held, in words."""
        return str(OCCASIONS[Occasion(self.occasion)])
