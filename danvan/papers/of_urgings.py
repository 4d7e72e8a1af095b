"""An urging as the subject of papers: the unit that urges issues the letter, from its own book."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from danvan.cases import policies
from danvan.cases.errors import StepRefused
from danvan.cases.models import Urging
from danvan.cases.queries import unknown_to
from danvan.journal import actions as journal
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.papers.heads import head_of
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role

STREAM = "urging"


@dataclass
class UrgingSubject:
    """An urging: what is late, since when, by which day it is to be answered."""

    urging: Urging
    page = "desk:urging"

    @classmethod
    def load(cls, pk: int, *, lock: bool = False) -> "UrgingSubject":
        """The urging; LookupError when there is none."""
        rows = Urging.objects.select_related("case__unit_responsible", "unit", "officer")
        found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
        if found is None:
            raise LookupError(f"urging {pk}")
        return cls(found)

    @property
    def pk(self) -> int:
        """The urging's number."""
        return self.urging.pk

    @property
    def matter(self) -> str:
        """The kind of the case that is late."""
        return self.urging.case.kind

    @property
    def status(self) -> str:
        """An urging has no workflow; a letter is written of one that stands."""
        return "withdrawn" if self.urging.withdrawn_on else ""

    @property
    def unit(self) -> Unit:
        """The unit that urges."""
        return self.urging.unit

    def known(self, on: date) -> Mapping[str, str]:
        """What is late; nobody who wrote or came is named."""
        row = self.urging
        return {
            "subject": row.case.subject,
            "received_on": dates.short(row.case.received_on),
            "due_on": dates.short(row.late_since),
            "addressee": self._addressee(on),
            "answer_by": dates.short(row.answer_by),
            "last_words": row.text,
        }

    def _addressee(self, on: date) -> str:
        """Whoever is late: another office and its officer; in the own office the officer alone."""
        row = self.urging
        if row.case.unit_responsible_id == row.unit_id:
            return (
                f"Ông (bà) {row.officer.full_name}" if row.officer else "Cán bộ, bộ phận được giao giải quyết"
            )
        office = head_of(row.case.unit_responsible, on).body_name
        return f"{office} ({row.officer.full_name})" if row.officer else office

    def is_unknown(self, officer: Account, *, on: date) -> bool:
        """As the case that is late."""
        return policies.is_unknown(officer, self.urging.case, on=on)

    @staticmethod
    def unknown_to(officer: Account, *, on: date) -> QuerySet[Any, Any]:
        """Urgings of cases that are about the officer, or sealed from her."""
        return Urging.objects.filter(case__in=unknown_to(officer, on=on)).values("pk")

    def can_read(self, officer: Account, *, on: date) -> bool:
        """As the case itself."""
        return policies.can_read(officer, self.urging.case, on=on)

    def roles(self, officer: Account, *, on: date) -> frozenset[Role]:
        """The officer's roles in the unit that urges; none on an urging that was taken back."""
        if self.urging.withdrawn_on:
            return frozenset()
        return people.standing(officer, on).roles_for(self.urging.unit_id, self.urging.case.kind)

    def take(self, step: Mapping[str, Any], *, by: Account, on: date, symbol: str) -> None:
        """The step was taken already: always StepRefused."""
        raise StepRefused(_("Việc đôn đốc đã ghi; văn bản này không đi kèm bước nào."))

    def named(self, step: Mapping[str, Any]) -> str:
        """Nothing: an urging has no steps."""
        return ""

    def write(
        self, *, verb: str, by: Account, on: date, public: bool, text: str, data: dict[str, Any]
    ) -> Event:
        """An event of the urging."""
        return journal.record(
            stream=STREAM, subject=self.pk, verb=verb, by=by, on=on, public=public, text=text, data=data
        )
