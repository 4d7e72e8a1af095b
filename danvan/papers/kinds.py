"""The kinds of paper that the house has, read once from texts/*.yaml."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

from danvan.papers.workflow import SERIES, Asked, PaperKind, Part

TEXTS = Path(__file__).with_name("texts")
# The order of lists: as a letter goes its way, then what reception issues, the one-stop desk, meetings.
ORDER = (
    *("acceptance", "refusal", "guide", "transfer", "return", "documents_request", "dialogue_invitation"),
    *("minutes", "extension", "suspension", "discontinuance", "reply", "decision", "second_decision"),
    *("verification_decision", "verification_letter", "verification_report"),
    *("execution_order", "urging"),
    *("denunciation_acceptance", "denunciation_notice", "denunciation_refusal", "denunciation_transfer"),
    *("denunciation_extension", "denunciation_conclusion"),
    *("appointment", "reception_refusal", "conclusion"),
    *("application_supplement", "application_refusal", "application_apology"),
    *("recognition_decision", "recognition_certificate"),
    *("meeting_notice", "meeting_minutes", "meeting_conclusion"),
    *("voter_notice", "voter_minutes", "voter_transfer", "voter_urging", "voter_answer"),
    *("session_synthesis", "session_minutes"),
    *("consultation_notice", "consultation_report"),
)


@cache
def all_kinds() -> dict[str, PaperKind]:
    """Every kind by its code, in the order of lists."""
    return {code: _read(code) for code in ORDER}


def get(code: str) -> PaperKind:
    """The kind of that code; KeyError when there is none."""
    return all_kinds()[code]


def label(kind: PaperKind | Asked) -> str:
    """Its name in the language of the page."""
    return kind.en if get_language() == "en" else kind.vi


def choices() -> list[tuple[str, str]]:
    """(code, name) pairs for a form."""
    return [(code, label(kind)) for code, kind in all_kinds().items()]


def _read(code: str) -> PaperKind:
    content = (TEXTS / f"{code}.yaml").read_bytes()
    row: dict[str, Any] = yaml.safe_load(content)
    title, series = row.pop("title"), SERIES[row.pop("series")]
    asked = tuple(_asked(one) for one in row.pop("asked", ()))
    body = tuple(Part(**one) if isinstance(one, dict) else Part(text=one) for one in row.pop("body"))
    lists = {name: tuple(value) for name, value in row.items() if isinstance(value, list)}
    edition = hashlib.sha256(content).hexdigest()
    return PaperKind(
        code=code,
        **{**row, **lists, **title},
        series=series,
        edition=edition,
        asked=asked,
        body=body,
    )


def _asked(row: dict[str, Any]) -> Asked:
    named = row.pop("label")
    return Asked(source=row.pop("from", ""), **named, **row)
