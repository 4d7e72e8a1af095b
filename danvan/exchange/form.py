"""A case, and a unit's month, in the form that is exchanged; and whether it is whole."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from danvan.cases.models import Case
from danvan.cases.models.people import PartyRole
from danvan.exchange.fields import FORMS, TEXT, Field
from danvan.lib.canonical import digest
from danvan.people.models import Unit

Data = dict[str, Any]


def case_name(pk: int) -> str:
    """DV-12: how a case is called outside; its public code opens the letter, and never leaves."""
    return f"DV-{pk}"


def of_case(case: Any, *, personal: bool, on: date) -> Data:
    """The case as it is now, without a word of the letter. Parties, replies and unit were read with it."""
    replies = [reply for reply in case.replies.all() if reply.withdrawn_on is None]
    reply = max(replies, key=lambda reply: (reply.on, reply.pk), default=None)
    data: Data = {
        "id": case_name(case.pk),
        "kind": case.kind,
        "channel": case.channel,
        "topic": case.topic,
        "received_on": case.received_on.isoformat(),
        **of_unit(case.unit_responsible, on),
        "status": case.status,
        "phase": case.phase,
        "people": case.people,
        "due_on": case.due_on.isoformat() if case.due_on else None,
        "waiting": case.waiting_since is not None,
        "closed_on": case.closed_on.isoformat() if case.closed_on else None,
        "outcome": reply.outcome if reply else None,
        "decision": reply.decision if reply else None,
        "decided_on": reply.on.isoformat() if reply else None,
    }
    return _filled(data | (_sender(case) if personal else {}))


def _sender(case: Case) -> Data:
    """Name and address of whoever sent it; nothing of a letter without a name."""
    sender = next((party for party in case.parties.all() if party.role == PartyRole.SENDER), None)
    return {"sender_name": sender.full_name, "sender_address": sender.address} if sender else {}


def of_table(unit: Unit, period: str, figures: Mapping[str, int], *, on: date) -> Data:
    """The figures of a unit in a month that is over."""
    named = of_unit(unit, on)
    return _filled({"id": f"{unit.key}/{period}", "period": period, **named, "figures": dict(figures)})


def of_unit(unit: Unit, on: date) -> Data:
    """Key, code and name of a unit; names and codes were read with it. An ended unit keeps its last ones."""
    codes = sorted(unit.codes.all(), key=lambda code: code.from_on)
    return {
        "unit_key": unit.key,
        "unit_code": codes[-1].code if codes else None,
        "unit_name": unit.name_on(on),
    }


def _filled(data: Data) -> Data:
    return {name: value for name, value in data.items() if value not in (None, "")}


def mark(data: Data) -> str:
    """The hash by which two versions are the same; the number of the version is no part of it."""
    return digest({name: value for name, value in data.items() if name != "version"})


def faults(thing: str, data: Data) -> list[str]:
    """What the form misses, a sentence for each field, in the words of the staff; nothing when it can be sent."""
    found = []
    for field in FORMS[thing]:
        value = data.get(field.name)
        if value is None and field.required and field.name != "version":
            found.append(_("thiếu “%(field)s”") % {"field": field.means.vi})
        elif value is not None and field.kind == TEXT and not _fits(field, str(value)):
            found.append(_("“%(field)s” không đúng dạng") % {"field": field.means.vi})
    return found


def _fits(field: Field, value: str) -> bool:
    return len(value) <= field.longest and (not field.pattern or re.search(field.pattern, value) is not None)


def heads(fields: Sequence[Field]) -> list[str]:
    """The heads of the spreadsheet: the name of each field with its meaning."""
    return [f"{field.name} · {field.means.vi}" for field in fields]
