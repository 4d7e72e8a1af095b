"""The council of a term: its groups, the places that elected them, its deputies."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from danvan.people.models import Unit


class TermQuerySet(models.QuerySet["Term"]):
    """Reads of the table of terms."""

    def on(self, day: date) -> "TermQuerySet":
        """Those that run on that day."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)


class Term(models.Model):
    """A term of a unit's council (nhiệm kỳ): '2021–2026', from its first day to its last, both counted."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=0)

    objects: ClassVar[TermQuerySet] = TermQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-from_on", "pk"]
        constraints = [
            models.UniqueConstraint(name="council_term_once", fields=["unit", "from_on"]),
            models.CheckConstraint(
                name="council_term_days", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"council term {self.pk}"


class Group(models.Model):
    """A group of deputies (tổ đại biểu) of a constituency; `constituencies` are the units that elected it."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="groups")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="council_group_once", fields=["term", "name"])]

    def __str__(self) -> str:
        return f"council group {self.pk}"


class Constituency(models.Model):
    """A unit, or a part of one in words (thôn, tổ dân phố), that elects the deputies of a group (đơn vị bầu cử)."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="constituencies")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    part = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="council_constituency_once", fields=["group", "unit", "part"])
        ]

    def __str__(self) -> str:
        return f"constituency {self.pk} of council group {self.group_id}"


class DeputyQuerySet(models.QuerySet["Deputy"]):
    """Reads of the table of deputies."""

    def sitting(self, day: date) -> "DeputyQuerySet":
        """Those whose mandate runs on that day."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)


class Deputy(models.Model):
    """A deputy of the council (đại biểu Hội đồng nhân dân): elected, so that the name is public.

    `post` is what she is in the council, `work` where she works; `contact` is where voters reach her, as the council
    publishes it. `until_on` and `ended` say when and why the mandate ended before the term did.
    """

    term = models.ForeignKey(Term, models.PROTECT, related_name="deputies")
    group = models.ForeignKey(Group, models.PROTECT, related_name="deputies")
    full_name = models.CharField(max_length=120)
    post = models.CharField(max_length=120, blank=True)
    work = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ended = models.CharField(max_length=250, blank=True)

    objects: ClassVar[DeputyQuerySet] = DeputyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="council_deputy_ended_for_a_reason",
                condition=Q(until_on__isnull=True, ended="") | (Q(until_on__gte=F("from_on")) & ~Q(ended="")),
            )
        ]

    def __str__(self) -> str:
        return f"deputy {self.pk}"
