"""Where numbers are called: a hall, what is done in it, the counters that do it. Each row holds from a day on."""

from django.db import models
from django.db.models import Q

from danvan.counters.workflow import PURPOSES, QUICK, Purpose
from danvan.people.models import Unit
from danvan.people.models.dated import Dated, ends_after_start, one_open


class Hall(Dated):
    """A place where a unit takes applications in at counters (nơi tiếp nhận).

    `key` names it in the address of its screen, which anybody may open. `door` is the secret in the address of the
    page that gives numbers: it hangs in the hall as a QR code, and is renewed when it got about. `priority_act`: the
    office's own rule on who goes first; until it is named, the page that gives numbers offers no priority.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=250, blank=True)
    door = models.CharField(max_length=32, unique=True)
    priority_act = models.CharField(max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=0)
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = [ends_after_start("counters_hall_days")]

    def __str__(self) -> str:
        return f"hall {self.key}"


class Service(Dated):
    """What is done in a hall under one letter (nhóm việc): the procedures of some fields, or a quick errand.

    `fields`: the fields of procedures as the catalogue names them; empty where any procedure is meant.
    """

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="services")
    letter = models.CharField(max_length=1)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=10, choices=PURPOSES.items(), default=Purpose.FILE)
    fields = models.JSONField(default=list)

    class Meta:
        constraints = [
            one_open("counters_service_letter_once", "hall", "letter"),
            ends_after_start("counters_service_days"),
        ]

    def __str__(self) -> str:
        return f"service {self.letter} of hall {self.hall_id}"

    @property
    def is_quick(self) -> bool:
        """Whether it is done in a few minutes."""
        return self.purpose in QUICK


class Counter(Dated):
    """A counter (quầy) with its number, and the letters of the services that it calls."""

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="counters")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120, blank=True)
    letters = models.JSONField(default=list)

    class Meta:
        constraints = [
            one_open("counters_counter_number_once", "hall", "number"),
            ends_after_start("counters_counter_days"),
            models.CheckConstraint(name="counters_counter_numbered", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"counter {self.number} of hall {self.hall_id}"

    @property
    def title(self) -> str:
        """Its number and what it is called."""
        return f"{self.number}" + (f" · {self.name}" if self.name else "")
