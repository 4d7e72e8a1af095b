"""The report as a PDF, set by typst from danvan/reports/layout.typ; and a chart as a picture for the DOCX."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation

from danvan.papers import pdf as papers
from danvan.reports import contents, head
from danvan.reports.people_relations import Report

LAYOUT = Path(__file__).with_name("layout.typ")
_PICTURE = b"""
#set page(width: 150mm, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""


def pdf(report: Report) -> bytes:
    """The paper, tagged for reading aloud. Always Vietnamese, so build the report with Vietnamese labels."""
    with translation.override("vi"):
        told = json.dumps(as_dict(report), ensure_ascii=False)
    return papers.typeset(_layout(), {"report": told})


def png(svg: str, *, ppi: int) -> bytes:
    """A chart as a picture of 150 mm in width."""
    return papers.pictures(_PICTURE, {"svg": svg}, ppi=ppi)[0]


def as_dict(report: Report) -> dict[str, Any]:
    """What the layout prints; nothing of it is read as markup."""
    return {
        "demo": head.DEMONSTRATION if settings.DANVAN_DEMO else "",
        "issuer": head.issuer(report),
        "number": head.number(report),
        "place_and_date": head.place_and_date(report),
        "kind": head.KIND,
        "subject": head.subject(report),
        "period": head.period(report),
        "blocks": [
            {"what": type(block).__name__.lower(), **asdict(block)} for block in contents.blocks(report)
        ],
        "copies": head.COPIES,
        "signer": head.signer(report),
    }


@cache
def _layout() -> bytes:
    return LAYOUT.read_bytes()
