"""A turn of reception as the subject of papers."""

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
from danvan.reception import queries
from danvan.reception.actions import STREAM, with_paper
from danvan.reception.models import Turn
from danvan.reception.queries import room_of


@dataclass
class TurnSubject:
    """A turn: who came, about what, what was done."""

    turn: Turn
    matter = STREAM
    page = "desk:turn"

    @classmethod
    def load(cls, pk: int, *, lock: bool = False) -> "TurnSubject":
        """The turn; LookupError when there is none."""
        rows = Turn.objects.select_related("unit", "received_by")
        found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
        if found is None:
            raise LookupError(f"turn {pk}")
        return cls(found)

    @property
    def pk(self) -> int:
        """The turn's number."""
        return self.turn.pk

    @property
    def status(self) -> str:
        """A turn has no workflow; a paper is made of one that stands."""
        return "cancelled" if self.turn.cancelled_on else ""

    @property
    def unit(self) -> Unit:
        """The unit that received."""
        return self.turn.unit

    def known(self, on: date) -> Mapping[str, str]:
        """What the register of reception knows of the turn."""
        visitors = list(self.turn.visitors.order_by("pk"))
        matters = list(self.turn.matters.order_by("pk"))
        named = ", ".join(visitor.full_name for visitor in visitors)
        more = self.turn.persons - len(visitors)
        said = f"{named} và {more} người khác" if more > 0 else named
        address = visitors[0].address if visitors else ""
        about = "; ".join(matter.summary for matter in matters)
        return {
            "senders": f"ông (bà) {said}",
            "sender_lines": f"Ông (bà) {said}" + (f"\n{address}" if address else ""),
            "address": address,
            "subject": sentence_part(about),
            "received_on": dates.short(self.turn.on),
            "received_by": f"ông (bà) {self.turn.received_by.full_name}",
            "venue": room_of(self.turn.unit).place,
            "last_words": "\n".join(matter.advice for matter in matters if matter.advice),
        }

    def is_unknown(self, officer: Account, *, on: date) -> bool:
        """As the letters that were opened from it."""
        return self.unknown_to(officer, on=on).filter(turn=self.turn.pk).exists()

    @staticmethod
    def unknown_to(officer: Account, *, on: date) -> QuerySet[Any, Any]:
        """Turns of which a letter was opened that is about the officer."""
        return queries.unknown_to(officer, on=on)

    def can_read(self, officer: Account, *, on: date) -> bool:
        """As the turn itself."""
        return self.turn.unit_id in people.standing(officer, on).reads

    def roles(self, officer: Account, *, on: date) -> frozenset[Role]:
        """The officer's roles in the unit that received; none on a turn struck out or destroyed."""
        if self.turn.cancelled_on or self.turn.destroyed_on:
            return frozenset()
        return people.standing(officer, on).acts.get(self.turn.unit_id, frozenset())

    def take(self, step: Mapping[str, Any], *, by: Account, on: date, symbol: str) -> None:
        """A turn has no workflow: always StepRefused."""
        raise StepRefused(_("Lượt tiếp không có bước nào đi kèm văn bản."))

    def named(self, step: Mapping[str, Any]) -> str:
        """Nothing: a turn has no steps."""
        return ""

    def write(
        self, *, verb: str, by: Account, on: date, public: bool, text: str, data: dict[str, Any]
    ) -> Event:
        """An event of the turn; the notice of conclusion that is owed is met with its paper."""
        kept = with_paper(self.turn, verb, data, by=by, on=on)
        return journal.record(
            stream=STREAM, subject=self.turn.pk, verb=verb, by=by, on=on, public=public, text=text, data=kept
        )
