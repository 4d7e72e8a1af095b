"""The paper of the community's decision (văn bản quyết định của cộng đồng dân cư), to be signed in the hamlet.

Its content is that which the law asks for: when, all households, present, absent, the matter, the way, the result, the
decision, the signatures of the head of the hamlet, of the Front's committee and of two households. Always Vietnamese.
"""

import io
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

from danvan import law
from danvan.consultations import queries
from danvan.consultations.counting import Result
from danvan.consultations.models import Vote
from danvan.consultations.models.votes import Held
from danvan.lib import dates, sheet
from danvan.lib.sheet import MOTTO, NATION, line, rule
from danvan.papers import pdf
from danvan.papers.fill import DEMO

LAYOUT = Path(__file__).with_name("vote.typ")
TITLE = "QUYẾT ĐỊNH CỦA CỘNG ĐỒNG DÂN CƯ"
HEADS = ("Thôn, tổ dân phố", "Tổng số hộ", "Có mặt", "Vắng", "Đồng ý", "Không", "Khác", "Cần", "Kết quả")
WAYS = {Held.MEETING: "biểu quyết tại cuộc họp", Held.FORMS: "phát phiếu lấy ý kiến tới từng hộ"}


def file(vote: Vote, kind: str) -> HttpResponse | None:
    """The paper as DOCX or PDF; None for another kind, or while nothing is counted."""
    with translation.override("vi"):
        result = queries.result_of(vote)
        if result is None or kind not in ("docx", "pdf"):
            return None
        told = content(vote, result)
    made = (
        docx(told)
        if kind == "docx"
        else pdf.typeset(_layout(), {"vote": json.dumps(told, ensure_ascii=False)})
    )
    answer = HttpResponse(made, content_type=sheet.MEDIA_TYPE if kind == "docx" else pdf.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="quyet-dinh-cong-dong-{vote.pk}.{kind}"'
    return answer


def content(vote: Vote, result: Result) -> dict[str, Any]:
    """Everything that stands on it."""
    rule_of = next(each for each in law.versions(vote.rule) if each.version == vote.version)
    absent = result.households - result.present
    verdict = "THÔNG QUA" if result.passed else "KHÔNG THÔNG QUA"
    said = [
        f"Căn cứ {rule_of.citation.say('vi')};",
        f"Thời gian: {dates.on_paper(vote.held_on)}. Địa điểm: {vote.place}.",
        f"Tổng số hộ gia đình: {result.households}. Số hộ tham gia: {result.present}. Số hộ vắng: {absent}.",
        f"Nội dung: {vote.question}",
        f"Hình thức: {WAYS[Held(vote.held)]}.",
        f"Kết quả: {result.agree} hộ đồng ý, {result.against} hộ không đồng ý, {result.void} hộ có ý kiến khác. "
        f"{derivation(result, rule_of.condition.say('vi') if rule_of.condition else '')}",
        f"Quyết định: cộng đồng dân cư {verdict} nội dung trên.",
    ]
    return {
        "demo": DEMO if settings.DANVAN_DEMO else "",
        "heading": TITLE,
        "abstract": f"Về việc {vote.question[:1].lower()}{vote.question[1:]}",
        "said": said,
        "heads": list(HEADS if result.by_hamlets else HEADS[:-2]),
        "rows": [_row(each, result) for each in result.lines],
        "sides": [
            ["TRƯỞNG THÔN, TỔ TRƯỞNG", vote.head],
            ["TRƯỞNG BAN CÔNG TÁC MẶT TRẬN", vote.front],
            ["ĐẠI DIỆN HỘ GIA ĐÌNH", vote.witnesses],
        ],
    }


def derivation(result: Result, condition: str) -> str:
    """How the result was reckoned: '61 trong 90 hộ đồng ý; cần từ 60 hộ (ít nhất hai phần ba tổng số hộ).'."""
    if result.by_hamlets:
        n, needed = result.hamlets_for, result.needed
        return f"{n} trong {len(result.lines)} thôn thông qua; cần từ {needed} thôn ({condition})."
    return f"{result.agree} trong {result.households} hộ đồng ý; cần từ {result.needed} hộ ({condition})."


def _row(each: Any, result: Result) -> list[str]:
    numbers = (
        each.households,
        each.present,
        each.households - each.present,
        each.agree,
        each.against,
        each.void,
    )
    judged = [str(each.needed), "đạt" if each.passed else "không đạt"] if result.by_hamlets else []
    return [each.hamlet, *map(str, numbers), *judged]


@cache
def _layout() -> bytes:
    return LAYOUT.read_bytes()


def docx(told: dict[str, Any]) -> bytes:
    """As Word."""
    from docx.shared import Mm, Pt

    document = sheet.blank()
    document.core_properties.title = TITLE
    if told["demo"]:
        line(document, told["demo"], size=11, italic=True)
    line(document, NATION, size=12, bold=True)
    line(document, MOTTO, bold=True)
    rule(document, 58, within=165)
    line(document, TITLE, bold=True, before=12)
    line(document, told["abstract"], bold=True, after=6)
    for text in told["said"]:
        line(document, text, centred=False, after=6)
    rows = [told["heads"], *told["rows"]]
    table = document.add_table(rows=len(rows), cols=len(told["heads"]))
    table.style = "Table Grid"
    for at, cells in enumerate(rows):
        for cell, text in zip(table.rows[at].cells, cells, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.bold = Pt(11), at == 0
    line(document, "", before=6)
    signed = document.add_table(rows=1, cols=3)
    for cell, (title, name) in zip(signed.rows[0].cells, told["sides"], strict=True):
        cell.width = Mm(55)
        line(cell, title, size=12, bold=True)
        line(cell, "(Ký, ghi rõ họ tên)", size=12, italic=True, after=60)
        line(cell, name, bold=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
