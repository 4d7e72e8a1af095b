"""What a petition has beside the case that it is."""

from typing import ClassVar

from django.db import models

from danvan.cases.models import Case


class Petition(models.Model):
    """A petition (đơn): one row beside its case, with the same key.

    A complaint names the decision or act complained of and the day the citizen learned of it; a recommendation
    names neither. `wish` is what the citizen asks for. `signatures` of five or more make it a letter of many.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="petition")
    wish = models.TextField(blank=True)
    against = models.CharField(max_length=250, blank=True)
    learned_on = models.DateField(null=True)
    signatures = models.PositiveIntegerField(default=1)
    place = models.CharField(max_length=200, blank=True)

    words: ClassVar = ("wish", "against", "place")  # what goes when the case is destroyed

    def __str__(self) -> str:
        return f"petition {self.case_id}"
