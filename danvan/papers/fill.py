"""A paper's words: the fields of one paper put into the text of its kind."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

from danvan import law
from danvan.lib import dates
from danvan.papers.heads import Head
from danvan.papers.workflow import Asked, PaperKind, Part

_WORDS = SandboxedEnvironment(undefined=StrictUndefined)
DEMO = "BẢN TRÌNH DIỄN"
_DOUBLED = re.compile(r"(?<!\.)\.\.(?!\.)")


def values(
    kind: PaperKind,
    known: Mapping[str, str],
    typed: Mapping[str, str],
    head: Head,
    *,
    number: int,
    signer_name: str,
    on: date,
) -> dict[str, str]:
    """Every field of the vocabulary and of the kind, as it stands on this paper."""
    cited = {name: _citation(rule, on) for name, rule in kind.cites.items()}
    return {
        **{name: known.get(name, "") for name in FROM_SUBJECT},
        "senders_first": capital(known.get("senders", "")),
        "superior": head.superior,
        "issuer": head.issuer,
        "number": head.symbol(kind.series, number),
        "place_and_date": f"{head.place}, {dates.on_paper(on)}",
        "day": dates.short(on),
        "body_name": head.body_name,
        "head_of_body": head.head_of_body,
        "basis": "\n".join(_basis(kind, on)),
        "authority": head.authority(kind, typed.get("manner", ""), typed.get("signer_title", "")),
        "signer_name": signer_name,
        "drafting": head.drafting,
        "demo": DEMO if settings.DANVAN_DEMO else "",
        **cited,
        **{one.name: _typed(one, typed) for one in kind.asked},
    }


FROM_SUBJECT = (
    *("letter_kind", "subject", "received_on", "senders"),
    *("sender_lines", "address", "taken_up_on", "due_on", "extended_to", "term"),
)


def content(kind: PaperKind, fields: Mapping[str, str]) -> dict[str, Any]:
    """What the layout of the PDF takes: plain strings, nothing of them markup."""
    sides = [{"title": title, "note": "(Ký, ghi rõ họ tên)", "name": ""} for title in kind.sides]
    empty = {"title": "", "note": "", "name": ""}
    signed = {"title": fields["authority"], "note": "", "name": fields["signer_name"]}
    left, right = sides if sides else (empty, signed)
    return {
        "title": f"{kind.vi} {fields['number']}",
        **{name: fields[name] for name in ("demo", "superior", "issuer", "number", "place_and_date")},
        "heading": kind.heading,
        "abstract": say(kind.abstract, fields),
        "reference": say(kind.reference, fields),
        "to": say(kind.to, fields),
        "body": [said for part in parts(kind) if (said := _part(part, fields))],
        "copies": [f"{say(line, fields)}{'.' if line == kind.copies[-1] else ';'}" for line in kind.copies],
        "left": left,
        "right": right,
    }


def parts(kind: PaperKind) -> list[Part]:
    """The paragraphs with that of the legal basis: where the text puts it, else first."""
    if not kind.basis or any(part.basis for part in kind.body):
        return list(kind.body)
    return [Part(basis=True), *kind.body]


def holds(when: str, fields: Mapping[str, str]) -> bool:
    """Whether a paragraph stands: 'field', 'not field', or nothing, which always holds."""
    wanted, name = not when.startswith("not "), when.removeprefix("not ")
    return not when or bool(fields[name]) == wanted


def say(text: str, fields: Mapping[str, str]) -> str:
    """The text with its fields filled in; a field that brings its own full stop to the end makes no second one."""
    return _DOUBLED.sub(".", _compiled(text).render(fields))


def capital(text: str) -> str:
    """The first letter raised: a sentence may begin with a field."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=512)
def _compiled(text: str) -> Template:
    return _WORDS.from_string(text)


def _part(part: Part, fields: Mapping[str, str]) -> dict[str, str] | None:
    if part.basis:
        return {"text": fields["basis"], "lead": "", "style": "basis"} if fields["basis"] else None
    if not holds(part.when, fields):
        return None
    return {"text": say(part.text, fields), "lead": part.lead, "style": part.style}


def _typed(asked: Asked, typed: Mapping[str, str]) -> str:
    """What the officer wrote: a paragraph begins with a capital, a part of a sentence ends without a stop."""
    said = typed.get(asked.name, "")
    return capital(said) if asked.long else said.rstrip(" .;")


def _basis(kind: PaperKind, on: date) -> list[str]:
    """“Căn cứ …” for each act in force that day, once."""
    acts = dict.fromkeys(rule.act.name("vi") for name in kind.basis if (rule := _rule(name, on)))
    return [f"Căn cứ {act};" for act in acts]


def _citation(rule_id: str, on: date) -> str:
    rule = _rule(rule_id, on)
    return rule.citation.say("vi") if rule else ""


def _rule(rule_id: str, on: date) -> law.Rule | None:
    try:
        return law.rule(rule_id, on)
    except law.LawError:
        return None


def in_law(kind: PaperKind, on: date) -> bool:
    """Whether the rule without which this paper does not exist is in force that day."""
    return not kind.requires or _rule(kind.requires, on) is not None
