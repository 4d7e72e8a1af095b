"""A case as the subject of papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from danvan.cases import policies
from danvan.cases.actions import Step, ledger, move
from danvan.cases.models import Case, Party
from danvan.cases.queries import CaseFile
from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role

MOST_NAMES = 3
"""So many people are named in a sentence; of more, the others are counted."""


@dataclass
class CaseSubject:
    """A case: its senders, what it is about, its term, the last words that were written into it."""

    case: Case

    @classmethod
    def load(cls, pk: int, *, lock: bool = False) -> "CaseSubject":
        """The case; LookupError when there is none."""
        rows = Case.objects.select_related("unit_responsible")
        found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
        if found is None:
            raise LookupError(f"case {pk}")
        return cls(found)

    @property
    def pk(self) -> int:
        """The case's number."""
        return self.case.pk

    @property
    def matter(self) -> str:
        """The kind of case."""
        return self.case.kind

    @property
    def status(self) -> str:
        """The case's status."""
        return self.case.status

    @property
    def unit(self) -> Unit:
        """The unit that answers for it."""
        return self.case.unit_responsible

    def known(self, on: date) -> Mapping[str, str]:
        """What the register knows of the case; terms are those that stand now."""
        case = self.case
        events = list(events_of("case", case.pk))
        deadlines = list(case.deadlines.order_by("pk"))
        clock = CaseFile(case, events, deadlines, [], [], []).clock
        derivation = clock.derivation if clock else None
        reply = case.replies.filter(withdrawn_on__isnull=True).order_by("-pk").first()
        return {
            **people_of(list(case.parties.order_by("pk")), case.people),
            "letter_kind": str(case.workflow.label).lower(),
            "subject": case.subject[:1].lower() + case.subject[1:],
            "received_on": dates.short(case.received_on),
            "due_on": dates.short(clock.due_on) if clock and clock.due_on else "",
            "term": derivation.short("vi").split(";")[0] if derivation else "",
            "elsewhere": case.elsewhere,
            "last_words": next((event.text for event in reversed(events) if _was_told(event)), ""),
            "last_reply": reply.text if reply else "",
        }

    def can_read(self, officer: Account, *, on: date) -> bool:
        """As the case itself."""
        return policies.can_read(officer, self.case, on=on)

    def roles(self, officer: Account, *, on: date) -> frozenset[Role]:
        """The officer's roles in the unit that answers, for this kind of case."""
        return people.standing(officer, on).roles_for(self.case.unit_responsible_id, self.case.kind)

    def take(self, step: Mapping[str, Any], *, by: Account, on: date, symbol: str) -> None:
        """The step, with what was given to it when the paper was drafted; decided by this very paper."""
        given = dict(step["given"])
        officer, unit = given.pop("officer", None), given.pop("unit", None)
        given["decision"] = given.get("decision") or symbol
        whole = Step(
            **given,
            officer=Account.objects.get(pk=officer) if officer else None,
            unit=Unit.objects.get(pk=unit) if unit else None,
        )
        move(self.case, step["verb"], by=by, on=on, given=whole)

    def named(self, step: Mapping[str, Any]) -> str:
        """The step as the workflow calls it."""
        found = (one for one in self.case.workflow.transitions if one.verb == step["verb"])
        return str(next(found).label)

    def write(
        self, *, verb: str, by: Account, on: date, public: bool, text: str, data: dict[str, Any]
    ) -> Event:
        """An event of the case, which keeps its status."""
        event = ledger.write(
            self.case, verb=verb, by=by, on=on, old=self.case.status, public=public, text=text, data=data
        )
        self.case.save(update_fields=["version", "last_hash"])
        return event


def _was_told(event: Event) -> bool:
    """Whether the office said something to the citizen: never a note that only officers read."""
    return bool(event.text) and event.public and event.actor_kind == "officer"


def people_of(parties: Sequence[Party], count: int) -> dict[str, str]:
    """Who wrote, as a sentence names them and as an envelope does."""
    names = [party.full_name for party in parties]
    if not names:
        nobody = "người gửi đơn"
        return {"senders": nobody, "sender_lines": nobody.capitalize(), "address": ""}
    named, more = names[:MOST_NAMES], max(count, len(names)) - min(len(names), MOST_NAMES)
    said = ", ".join(named) + (f" và {more} người khác" if more > 0 else "")
    address = parties[0].address
    lines = f"Ông (bà) {said}" + (f"\n{address[:1].upper()}{address[1:]}" if address else "")
    return {"senders": f"ông (bà) {said}", "sender_lines": lines, "address": address}
