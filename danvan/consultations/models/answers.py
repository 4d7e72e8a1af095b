"""Opinions that say the same, and the answer to them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.consultations.models.consultation import Consultation
from danvan.consultations.models.draft import Draft
from danvan.consultations.workflow import OUTCOMES, Outcome


class Group(models.Model):
    """Opinions that a person found to say the same (nhóm ý kiến), and what the office says to them.

    `anchor` is the article that they speak of, empty for the whole draft; `title` what they ask, in a sentence. The
    answer is public when the table is. `draft` and `new_anchor`: where in a new version it was taken up. `note` is for
    colleagues alone.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="groups")
    anchor = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=400)
    outcome = models.CharField(
        max_length=9, blank=True, choices=[(key.value, word) for key, (word, _b) in OUTCOMES.items()]
    )
    words = models.TextField(blank=True)
    draft = models.ForeignKey(Draft, models.PROTECT, null=True, related_name="+")
    new_anchor = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    made_on = models.DateField()
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consultations_group_answered_in_words",
                condition=Q(answered_on__isnull=True, outcome="", words="")
                | (Q(answered_on__isnull=False) & ~Q(outcome="") & ~Q(words="")),
            ),
            models.CheckConstraint(
                name="consultations_group_taken_up_somewhere",
                condition=Q(outcome__in=["", "explained"]) | (Q(draft__isnull=False) & ~Q(new_anchor="")),
            ),
        ]

    def __str__(self) -> str:
        return f"group {self.pk} of consultation {self.consultation_id}"

    @property
    def shown_outcome(self) -> tuple[str, str]:
        """Its word and the colour of its badge; empty while there is no answer."""
        if not self.outcome:
            return "", ""
        word, badge = OUTCOMES[Outcome(self.outcome)]
        return str(word), badge
