"""A case as the subject of papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.module_loading import import_string

from danvan.cases import clocks, policies, ties
from danvan.cases.actions import Step, ledger, move
from danvan.cases.models import Case, Party, Reply, concerns_of
from danvan.cases.queries import CaseFile, unknown_to
from danvan.cases.workflow import Phase
from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.lib import dates
from danvan.papers.heads import AUTHORITIES, AUTHORITY
from danvan.people.models import Account, Unit
from danvan.people.queries import name_of_day
from danvan.people.roles import Role

MOST_NAMES = 3
"""So many people are named in a sentence; of more, the others are counted."""


@dataclass
class CaseSubject:
    """A case: its senders, what it is about, its term, the last words that were written into it."""

    case: Case
    page = "desk:case"

    @classmethod
    def load(cls, pk: int, *, lock: bool = False) -> "CaseSubject":
        """The case; LookupError when there is none."""
        rows = Case.objects.select_related("unit_responsible", "petition", "denunciation").annotate(
            concerned=concerns_of()
        )
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
        case, told = self.case, _told(self.case, on)
        reply = told["reply"] or {}
        clock = CaseFile(case, [], list(case.deadlines.order_by("pk")), [], [], []).clock
        derivation = clock.derivation if clock else None
        due = dates.short(clock.due_on) if clock and clock.due_on else ""
        return {
            **people_of([Party(**one) for one in told["wrote"]], case.people),
            "letter_kind": str(case.workflow.label).lower(),
            "subject": case.subject[:1].lower() + case.subject[1:],
            "received_on": dates.short(case.received_on),
            "taken_up_on": dates.short(told["taken_up"] if told["taken_up"] and self._is_taken_up() else on),
            "due_on": due,
            "extended_to": due if clock and clocks.life_of(clock).extensions else "",
            "term": derivation.short("vi").split(";")[0] if derivation else "",
            "elsewhere": case.elsewhere,
            "body": case.body,
            **_given(told["verifying"], "verifier", "to_verify", "report_by"),
            **_given(told["executing"], "executor", "to_execute", "execute_by"),
            "last_words": told["said"] or "",
            "last_reply": reply.get("text", ""),
            "last_decision": _decision(reply),
            "against": case.petition.against if hasattr(case, "petition") else "",
            "accused": case.denunciation.accused if case.workflow.sealed else "",
            **_of_kind(case, on),
        }

    def _is_taken_up(self) -> bool:
        """Whether the taking up that the register knows still stands; a paper that goes with the step is of its day."""
        return self.case.phase in (Phase.ACCEPTED, Phase.WORKING)

    def is_unknown(self, officer: Account, *, on: date) -> bool:
        """As the case itself."""
        return policies.is_unknown(officer, self.case, on=on)

    @staticmethod
    def unknown_to(officer: Account, *, on: date) -> QuerySet[Any, Any]:
        """Cases that are about the officer, or sealed from her."""
        return unknown_to(officer, on=on)

    def can_read(self, officer: Account, *, on: date) -> bool:
        """As the case itself."""
        return policies.can_read(officer, self.case, on=on)

    def roles(self, officer: Account, *, on: date) -> frozenset[Role]:
        """The officer's roles in the unit that answers, for this kind of case; none once its content is destroyed."""
        if self.case.destroyed_on:
            return frozenset()
        return policies.roles(officer, self.case, on=on)

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


def _of_kind(case: Case, on: date) -> Mapping[str, str]:
    """What the app of this kind of case adds, or says otherwise (settings.DANVAN_PAPER_FIELDS)."""
    named = settings.DANVAN_PAPER_FIELDS.get(case.kind)
    found: Mapping[str, str] = import_string(named)(case, on) if named else {}
    return found


def _told(case: Case, on: date) -> dict[str, Any]:
    """Who wrote, what the office said last, its last reply, and what was given out last: one statement.

    What it said is what it told the citizen: never a note that only officers read.
    """
    taken_up = events_of("case", case.pk).filter(verb="accept").order_by("-number")
    said = events_of("case", case.pk).filter(public=True, actor_kind="officer").exclude(text="")
    replies = Reply.objects.filter(case=case.pk, withdrawn_on__isnull=True).order_by("-pk")
    wrote = Party.objects.filter(case=case.pk).order_by("pk")
    one = {
        "wrote": ArraySubquery(wrote.values(json=JSONObject(full_name="full_name", address="address"))),
        "taken_up": Subquery(taken_up.values("on")[:1]),
        "said": Subquery(said.order_by("-number").values("text")[:1]),
        "reply": Subquery(replies.values(json=JSONObject(text="text", decision="decision", on="on"))[:1]),
        "verifying": _last_given(case, ties.VERIFICATION, on),
        "executing": _last_given(case, ties.EXECUTION, on),
    }
    found: Any = Case.objects.filter(pk=case.pk).values(**one)
    return dict(found.get())


def _last_given(case: Case, kind: str, on: date) -> Subquery:
    """Who does what by which day, of the work of that kind that was given out last."""
    rows = ties.given_out(case, kind).order_by("-pk").annotate(unit_name=name_of_day(on, "unit_responsible"))
    what = JSONObject(
        officer="officer__full_name",
        unit="unit_name",
        tier="unit_responsible__tier",
        subject="subject",
        body="body",
        due="due_on",
    )
    return Subquery(rows.values(json=what)[:1])


def _given(found: Mapping[str, Any] | None, who: str, what: str, by: str) -> Mapping[str, str]:
    """The same as fields of a paper, under these names; nothing where none was given out."""
    if found is None:
        return {}
    unit = f"{AUTHORITY} {found['unit']}" if found["tier"] in AUTHORITIES else found["unit"]
    return {
        who: f"ông (bà) {found['officer']}, {unit}" if found["officer"] else unit,
        what: f"{found['subject']}\n{found['body']}",
        by: _day(found["due"]),
    }


def _day(told: str | None) -> str:
    return dates.short(date.fromisoformat(told)) if told else ""


def _decision(reply: Mapping[str, Any]) -> str:
    """The number and day of the decision in a sentence; empty for a reply that is none."""
    return f"số {reply['decision']} ngày {_day(reply['on'])}" if reply.get("decision") else ""


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
