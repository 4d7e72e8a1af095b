"""The report as a PDF, set by typst from danvan/reports/layout.typ; and a chart as a picture for the DOCX."""

import json
from functools import cache
from pathlib import Path

from django.utils import translation

from danvan.papers import pdf as papers
from danvan.reports.people_relations import Report
from danvan.reports.whole import Whole

LAYOUT = Path(__file__).with_name("layout.typ")
_PICTURE = b"""
#set page(width: 150mm, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""


def pdf(report: Report | Whole) -> bytes:
    """The paper, tagged for reading aloud. Always Vietnamese, so build the report with Vietnamese labels."""
    with translation.override("vi"):
        whole = report if isinstance(report, Whole) else Whole.of(report)
        told = json.dumps(whole.as_dict(), ensure_ascii=False)
    return papers.typeset(_layout(), {"report": told})


def png(svg: str, *, ppi: int) -> bytes:
    """A chart as a picture of 150 mm in width."""
    return papers.pictures(_PICTURE, {"svg": svg}, ppi=ppi)[0]


@cache
def _layout() -> bytes:
    return LAYOUT.read_bytes()
