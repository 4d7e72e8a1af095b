"""What papers of emulation are made about: one exemplar (the certificate), a meeting of the council (the decision)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.emulation import policies
from danvan.emulation.actions import ledger
from danvan.emulation.models import Exemplar, Sitting
from danvan.emulation.workflow import LIFE, SITTING_STREAM
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role


class _WithoutSteps:
    """What both have in common: no step goes with a paper."""

    def take(self, step: Mapping[str, Any], *, by: Account, on: date, symbol: str) -> None:
        """The step is taken on the page, with the number of the paper: always StepRefused."""
        raise StepRefused(_("Văn bản này không đi kèm bước nào; ghi số quyết định ở trang của phong trào."))

    def named(self, step: Mapping[str, Any]) -> str:
        """Nothing: no step goes with it."""
        return ""


def _named(row: Exemplar) -> str:
    """Who is recognised, on a paper: a household or a person by name, others by what they are called."""
    if row.is_private and row.holder.full_name:
        return f"{'Hộ ông (bà)' if row.whose == 'household' else 'Ông (bà)'} {row.holder.full_name}"
    return row.organisation or row.name


@dataclass
class ExemplarSubject(_WithoutSteps):
    """An exemplar: what is recognised, by which decision, until when."""

    exemplar: Exemplar
    matter = LIFE.stream
    page = "emulation:exemplar"

    @classmethod
    def load(cls, pk: int, *, lock: bool = False) -> "ExemplarSubject":
        """The exemplar; LookupError when there is none."""
        rows = Exemplar.objects.select_related("movement__unit", "criteria", "unit", "holder")
        found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
        if found is None:
            raise LookupError(f"exemplar {pk}")
        return cls(found)

    @property
    def pk(self) -> int:
        """Its number."""
        return self.exemplar.pk

    @property
    def status(self) -> str:
        """Where it stands."""
        return self.exemplar.status

    @property
    def unit(self) -> Unit:
        """The unit that runs the movement and recognises."""
        return self.exemplar.movement.unit

    def known(self, on: date) -> Mapping[str, str]:
        """What the register knows of it."""
        row, who = self.exemplar, _named(self.exemplar)
        place = ", ".join(each for each in (row.place, row.unit.name_on(on)) if each)
        return {
            "subject": row.name,
            "received_on": dates.short(row.registered_on),
            "senders": who if who != row.name else "",
            "sender_lines": f"{who}\n{place}",
            "address": place,
            "title": str(row.sort_label),
            "decision": row.decision,
            "decided_on": dates.short(row.decided_on) if row.decided_on else "",
            "valid_until": dates.short(row.expires_on) if row.expires_on else "",
            "last_words": row.reason,
        }

    def is_unknown(self, officer: Account, *, on: date) -> bool:
        """It does not exist for a member of the team who stepped aside."""
        return policies.is_unknown(officer, self.exemplar)

    @staticmethod
    def unknown_to(officer: Account, *, on: date) -> QuerySet[Any, Any]:
        """Those from which the officer stepped aside."""
        return policies.stepped_aside(officer)

    def can_read(self, officer: Account, *, on: date) -> bool:
        """As the exemplar itself."""
        return policies.can_read(officer, self.exemplar, on)

    def roles(self, officer: Account, *, on: date) -> frozenset[Role]:
        """The officer's roles in the unit that recognises."""
        if policies.is_unknown(officer, self.exemplar):
            return frozenset()
        return people.standing(officer, on).acts.get(self.unit.pk, frozenset())

    def write(
        self, *, verb: str, by: Account, on: date, public: bool, text: str, data: dict[str, Any]
    ) -> Event:
        """An event of the exemplar, which keeps its status."""
        row = self.exemplar
        return ledger.write(row, verb, by=by, on=on, old=row.status, public=public, text=text, data=data)


@dataclass
class SittingSubject(_WithoutSteps):
    """A meeting of the council: what it let pass is what the decision recognises."""

    sitting: Sitting
    matter = SITTING_STREAM
    status = ""
    page = "emulation:sitting"

    @classmethod
    def load(cls, pk: int, *, lock: bool = False) -> "SittingSubject":
        """The meeting; LookupError when there is none."""
        rows = Sitting.objects.select_related("movement__unit", "movement__criteria")
        found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
        if found is None:
            raise LookupError(f"sitting {pk}")
        return cls(found)

    @property
    def pk(self) -> int:
        """Its number."""
        return self.sitting.pk

    @property
    def unit(self) -> Unit:
        """The unit that runs the movement."""
        return self.sitting.movement.unit

    def known(self, on: date) -> Mapping[str, str]:
        """What the council let pass, one in a line."""
        passed = self.sitting.ballots.filter(passed=True).select_related("exemplar__holder", "exemplar__unit")
        rows = [each.exemplar for each in passed.prefetch_related("exemplar__unit__names").order_by("pk")]
        lines = [
            f"{n}. {_named(row)}, {', '.join(p for p in (row.place, row.unit.name_on(on)) if p)}"
            for n, row in enumerate(rows, 1)
        ]
        movement = self.sitting.movement
        return {
            "subject": movement.name,
            "received_on": dates.short(self.sitting.held_on),
            "title": str(movement.criteria.sort_label),
            "criteria": f"{movement.criteria.name} (Quyết định số {movement.criteria.decision})",
            "recognised": "\n".join(lines),
            "count": str(len(rows)),
        }

    def is_unknown(self, officer: Account, *, on: date) -> bool:
        """A meeting is about many; nobody is kept from it."""
        return False

    @staticmethod
    def unknown_to(officer: Account, *, on: date) -> QuerySet[Any, Any]:
        """None of them."""
        return Sitting.objects.none().values("pk")

    def can_read(self, officer: Account, *, on: date) -> bool:
        """Whoever reads the emulation of the unit."""
        return self.unit.pk in policies.units_read(officer, on)

    def roles(self, officer: Account, *, on: date) -> frozenset[Role]:
        """The officer's roles in the unit that runs the movement."""
        return people.standing(officer, on).acts.get(self.unit.pk, frozenset())

    def write(
        self, *, verb: str, by: Account, on: date, public: bool, text: str, data: dict[str, Any]
    ) -> Event:
        """An event of the meeting."""
        event: Event = ledger.of_sitting(
            self.sitting, verb, by=by, on=on, text=text, public=public, data=data
        )
        return event
