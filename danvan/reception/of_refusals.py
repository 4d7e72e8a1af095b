"""A refusal of reception as the subject of papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.journal import actions as journal
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.lib.text import sentence_part
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.reception.actions import with_paper
from danvan.reception.grounds import ground
from danvan.reception.models import Refusal

STREAM = "refusal"


@dataclass
class RefusalSubject:
    """A refusal: who was not received, about what, on which ground."""

    refusal: Refusal
    matter = STREAM
    status = ""
    page = "reception:refusal"

    @classmethod
    def load(cls, pk: int, *, lock: bool = False) -> "RefusalSubject":
        """The refusal; LookupError when there is none."""
        rows = Refusal.objects.select_related("unit", "by")
        found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
        if found is None:
            raise LookupError(f"refusal {pk}")
        return cls(found)

    @property
    def pk(self) -> int:
        """The refusal's number."""
        return self.refusal.pk

    @property
    def unit(self) -> Unit:
        """The unit that did not receive."""
        return self.refusal.unit

    def known(self, on: date) -> Mapping[str, str]:
        """What the register knows of the refusal."""
        row, found = self.refusal, ground(self.refusal.ground, self.refusal.on)
        name = f"ông (bà) {row.full_name}" if row.full_name else "người đến"
        cited = row.provision or (found.citation.vi if found else "")
        said = found.text.vi if found else ""
        return {
            "senders": name,
            "sender_lines": name[:1].upper() + name[1:] + (f"\n{row.address}" if row.address else ""),
            "address": row.address,
            "subject": sentence_part(row.summary),
            "received_on": dates.short(row.on),
            "ground": f"{said[:1].lower()}{said[1:]} ({cited})" if cited else said,
            "last_words": row.reason,
        }

    def is_unknown(self, officer: Account, *, on: date) -> bool:
        """A refusal is about nobody of the office."""
        return False

    @staticmethod
    def unknown_to(officer: Account, *, on: date) -> QuerySet[Any, Any]:
        """None of them."""
        return Refusal.objects.none().values("pk")

    def can_read(self, officer: Account, *, on: date) -> bool:
        """As the refusal itself."""
        return self.refusal.unit_id in people.standing(officer, on).reads

    def roles(self, officer: Account, *, on: date) -> frozenset[Role]:
        """The officer's roles in the unit; none once its content is destroyed."""
        if self.refusal.destroyed_on:
            return frozenset()
        return people.standing(officer, on).acts.get(self.refusal.unit_id, frozenset())

    def take(self, step: Mapping[str, Any], *, by: Account, on: date, symbol: str) -> None:
        """A refusal has no workflow: always StepRefused."""
        raise StepRefused(_("Việc từ chối tiếp không có bước nào đi kèm văn bản."))

    def named(self, step: Mapping[str, Any]) -> str:
        """Nothing: a refusal has no steps."""
        return ""

    def write(
        self, *, verb: str, by: Account, on: date, public: bool, text: str, data: dict[str, Any]
    ) -> Event:
        """An event of the refusal; the notice in writing that is owed is met with its paper."""
        kept = with_paper(self.refusal, verb, data, by=by, on=on)
        return journal.record(
            stream=STREAM,
            subject=self.refusal.pk,
            verb=verb,
            by=by,
            on=on,
            public=public,
            text=text,
            data=kept,
        )
