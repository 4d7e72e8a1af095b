"""The table of opinions received and explained as a file: DOCX and PDF to be signed, XLSX, CSV, JSON to be used again.

(Bảng tổng hợp, tiếp thu, giải trình ý kiến.) Always Vietnamese. Nothing in it is more than the public page shows.
"""

import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.utils import translation

from danvan.consultations import present, queries
from danvan.consultations.models import Consultation
from danvan.consultations.present import Line, Voiced
from danvan.lib import dates, delimited, sheet, workbook
from danvan.lib.sheet import MOTTO, NATION, line, rule, two_cells
from danvan.papers import pdf
from danvan.papers.fill import DEMO
from danvan.papers.heads import head_of

if TYPE_CHECKING:
    from docx.document import Document

LAYOUT = Path(__file__).with_name("table.typ")
HEADS = ("TT", "Điều, khoản", "Nội dung góp ý", "Cơ quan, người góp ý", "Tiếp thu, giải trình", "Bản mới")
WIDTHS = (9, 24, 82, 45, 75, 22)
TITLE = "BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN"


def file(row: Consultation, kind: str, *, on: date, inside: bool = False) -> HttpResponseBase | None:
    """The table as a file of that kind; None for a kind that there is not."""
    name = f"tiep-thu-giai-trinh-{row.pk}.{kind}"
    with translation.override("vi"):
        lines = present.table(row, inside=inside)
        if kind == "csv":
            return as_csv(_flat(lines), name)
        if kind == "json":
            return JsonResponse(_data(row, lines), json_dumps_params={"ensure_ascii": False, "indent": 1})
        if kind == "xlsx":
            return _kept(workbook.made(_flat(lines), columns=11), workbook.MEDIA_TYPE, name)
        if kind == "docx":
            return _kept(docx(row, lines, on), sheet.MEDIA_TYPE, name)
        return _kept(typeset(row, lines, on), pdf.MEDIA_TYPE, name) if kind == "pdf" else None


def as_csv(rows: Iterable[Sequence[Any]], name: str) -> HttpResponseBase:
    """Rows as CSV, the first one the head."""
    head, *rest = rows
    return delimited.answer(name, head, rest)


def _kept(content: bytes, media_type: str, name: str) -> HttpResponse:
    made = HttpResponse(content, content_type=media_type)
    made["Content-Disposition"] = f'attachment; filename="{name}"'
    return made


def _flat(lines: Sequence[Line]) -> list[list[str | int]]:
    """One row for each opinion, so that each is counted."""
    rows: list[list[str | int]] = [
        [
            *("TT", "Điều, khoản", "Nhóm ý kiến", "Ngày góp ý", "Người góp ý", "Cách góp ý", "Ý kiến"),
            *("Nội dung", "Trả lời", "Tiếp thu, giải trình", "Điều của bản mới"),
        ]
    ]
    for each in lines:
        for one in each.opinions:
            text = one.text or (f"[Không đăng: {one.veiled}]" if one.veiled else "")
            rows.append(
                [
                    *(
                        each.number,
                        each.where,
                        each.title,
                        dates.short(one.on),
                        one.who,
                        one.how,
                        one.stance[0],
                    ),
                    *(text, each.outcome[0], each.words, each.new_where),
                ]
            )
    return rows


def veiled(row: Consultation) -> list[list[str]]:
    """Opinions whose words are not public, with the reason that their authors were told."""
    with translation.override("vi"):
        rows = [["Số", "Ngày góp ý", "Điều, khoản", "Nội dung", "Lý do", "Nói rõ thêm", "Ngày"]]
        for each in queries.opinions(row).exclude(veil=""):
            where, day = each.label or "Cả dự thảo", dates.short(each.given_on)
            told = [each.text, each.veil_label, each.veil_why, present.day_words(each.veiled_on)]
            rows.append([str(each.pk), day, where, *told])
    return rows


def _data(row: Consultation, lines: Sequence[Line]) -> dict[str, Any]:
    return {
        "format": "danvan.consultation-table/1",
        "title": row.title,
        "opened": row.opens_on,
        "closed": row.closes_on,
        "explained": row.explained_on,
        "issued": row.issued_as,
        "groups": [
            {
                "number": each.number,
                "article": each.where,
                "asked": each.title,
                "outcome": each.outcome[0],
                "answer": each.words,
                "article_of_new_version": each.new_where,
                "opinions": [_opinion(one) for one in each.opinions],
            }
            for each in lines
        ],
    }


def _opinion(one: Voiced) -> dict[str, Any]:
    told = {"by": one.who, "stance": one.stance[0], "way": one.way, "on": one.on, "text": one.text}
    told |= {"meeting": one.meeting} if one.meeting else {}
    return {**told, **({"not_shown": one.veiled} if one.veiled else {})}


def content(row: Consultation, lines: Sequence[Line], on: date) -> dict[str, Any]:
    """What stands on the paper, as JSON takes it: head, title, numbers, rows."""
    head = head_of(row.unit, on)
    found = present.totals(row)
    told = [
        f"Thời gian lấy ý kiến: từ {present.day_words(row.opens_on)} đến hết {present.day_words(row.closes_on)}.",
        f"Tổng số ý kiến: {found['heard']}. "
        + "; ".join(f"{word}: {n}" for word, _badge, n in found["by_stance"])
        + ".",
        "Theo cách góp ý: " + "; ".join(f"{word}: {n}" for word, n in found["by_way"]) + ".",
        "Trả lời: " + "; ".join(f"{word}: {n}" for word, _badge, n in found["by_outcome"]) + ".",
    ]
    return {
        "demo": DEMO if settings.DANVAN_DEMO else "",
        "superior": head.superior,
        "issuer": head.issuer,
        "place_and_date": f"{head.place}, {dates.on_paper(on)}",
        "heading": TITLE,
        "abstract": row.title,
        "told": told,
        "heads": list(HEADS),
        "widths": list(WIDTHS),
        "rows": [_row(each) for each in lines],
        "signer": "\n".join(["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"])
        if head.collective
        else head.head_title.upper(),
    }


def _row(each: Line) -> list[str]:
    said = [each.title, *(f"- {one.text}" for one in each.opinions if one.text)]
    names: dict[str, int] = {}
    for one in each.opinions:
        how = f"{one.way.lower()}: {one.meeting}" if one.meeting else one.way.lower()
        label = one.who if one.way == "Qua cổng" else f"{one.who} ({how})"
        names[label] = names.get(label, 0) + 1
    who = [f"{name}: {n} ý kiến" if n > 1 else name for name, n in names.items()]
    answer = "\n".join(part for part in (each.outcome[0], each.words) if part)
    return [str(each.number), each.where, "\n".join(said), "\n".join(who), answer, each.new_where]


def typeset(row: Consultation, lines: Sequence[Line], on: date) -> bytes:
    """As PDF."""
    return pdf.typeset(_layout(), {"table": json.dumps(content(row, lines, on), ensure_ascii=False)})


@cache
def _layout() -> bytes:
    return LAYOUT.read_bytes()


def docx(row: Consultation, lines: Sequence[Line], on: date) -> bytes:
    """As Word, lying, in the form of Decree 30/2020/NĐ-CP."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    told = content(row, lines, on)
    document = sheet.blank()
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin = page.right_margin = Mm(20)
    document.core_properties.title = TITLE
    left, right = two_cells(document, (100, 157))
    for text, size, bold in (
        (told["demo"], 11, False),
        (told["superior"], 13, False),
        (told["issuer"], 13, True),
    ):
        for part in filter(None, text.split("\n")):
            line(left, part, size=size, bold=bold)
    rule(left, 22, within=100)
    line(right, NATION, size=12, bold=True)
    line(right, MOTTO, bold=True)
    rule(right, 58, within=157)
    line(right, told["place_and_date"], italic=True)
    line(document, TITLE, bold=True, before=12)
    line(document, told["abstract"], bold=True, after=6)
    for text in told["told"]:
        line(document, text, size=12, centred=False)
    _grid(document, told)
    line(document, told["signer"], bold=True, before=12)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _grid(document: "Document", told: dict[str, Any]) -> None:
    """The table itself; its head stands on every page."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm, Pt

    rows = [told["heads"], *told["rows"]]
    table = document.add_table(rows=len(rows), cols=len(HEADS))
    table.style, table.autofit = "Table Grid", False
    for at, cells in enumerate(rows):
        for cell, text, width in zip(table.rows[at].cells, cells, WIDTHS, strict=True):
            cell.width = Mm(width)
            for number, part in enumerate(text.split("\n")):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(2)
                run = paragraph.add_run(part)
                run.font.size, run.bold = Pt(11), at == 0
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
