"""A consultation as the subject of papers: the notice that it is open, the report on what was said and answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.consultations import present, queries
from danvan.consultations.models import Consultation
from danvan.consultations.workflow import READERS, STREAM, phase_of
from danvan.journal import actions as journal
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role


@dataclass
class ConsultationSubject:
    """A consultation: its title, its days, and in numbers what was said and answered; nobody is named."""

    row: Consultation
    matter = STREAM
    page = "consultations:consultation"

    @classmethod
    def load(cls, pk: int, *, lock: bool = False) -> "ConsultationSubject":
        """The consultation; LookupError when there is none."""
        rows = Consultation.objects.select_related("unit")
        found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
        if found is None:
            raise LookupError(f"consultation {pk}")
        return cls(found)

    @property
    def pk(self) -> int:
        """Its number."""
        return self.row.pk

    @property
    def status(self) -> str:
        """Its phase of today."""
        return phase_of(self.row, dates.today()).code.value

    @property
    def unit(self) -> Unit:
        """The unit that asks."""
        return self.row.unit

    def known(self, on: date) -> Mapping[str, str]:
        """What the register knows of it."""
        row, found = self.row, present.totals(self.row)
        told = [f"{word.lower()}: {n}" for word, _badge, n in found["by_outcome"]]
        return {
            "subject": row.title[:1].lower() + row.title[1:],
            "opens_on": present.day_words(row.opens_on),
            "closes_on": present.day_words(row.closes_on),
            "last_words": row.summary,
            "contact": row.contact,
            "counted": f"Nhận {found['heard']} ý kiến ({'; '.join(told)}). "
            f"Mời đích danh {queries.reach(row).invited} người chịu tác động trực tiếp.",
        }

    def is_unknown(self, officer: Account, *, on: date) -> bool:
        """A draft is about nobody of the office."""
        return False

    @staticmethod
    def unknown_to(officer: Account, *, on: date) -> QuerySet[Any, Any]:
        """None of them."""
        return Consultation.objects.none().values("pk")

    def can_read(self, officer: Account, *, on: date) -> bool:
        """As the consultation itself."""
        return people.has_role(officer, READERS, self.row.unit_id, on)

    def roles(self, officer: Account, *, on: date) -> frozenset[Role]:
        """The officer's roles in the unit that asks."""
        return people.standing(officer, on).acts.get(self.row.unit_id, frozenset())

    def take(self, step: Mapping[str, Any], *, by: Account, on: date, symbol: str) -> None:
        """Papers of a consultation go with no step: always StepRefused."""
        raise StepRefused(_("Văn bản về đợt lấy ý kiến không đi kèm bước nào."))

    def named(self, step: Mapping[str, Any]) -> str:
        """Nothing: no step goes with a paper."""
        return ""

    def write(
        self, *, verb: str, by: Account, on: date, public: bool, text: str, data: dict[str, Any]
    ) -> Event:
        """An event of the consultation."""
        return journal.record(
            stream=STREAM, subject=self.pk, verb=verb, by=by, on=on, public=public, text=text, data=data
        )
