"""Drafts of the tests: Hoa leads the commune, Minh handles there, Lan is the citizen, Bình is affected."""

import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from danvan.consultations import actions
from danvan.consultations.actions import Answer, Person, Said, Source, Speaker, Told
from danvan.consultations.models import Ballot, Consultation, Group, Opinion, Vote
from danvan.lib.sheet import MEDIA_TYPE
from danvan.people.models import Account, Unit

DAY = date(2026, 3, 2)
CLOSES = date(2026, 3, 23)
AFTER = date(2026, 3, 25)
TEXT = """Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
1. Quy chế này quy định việc quản lý chợ xã.
2. Không áp dụng với chợ tạm.
Điều 2. Giờ mở cửa
1. Chợ mở cửa từ 5 giờ đến 18 giờ.
2. Người bán hàng phải:
a) dọn sạch chỗ bán trước 18 giờ;
b) đổ rác đúng nơi quy định.
Chương II
TỔ CHỨC THỰC HIỆN
Điều 3. Mức thu
Mức thu mỗi ki-ốt là 300.000 đồng một tháng.
Điều 4. Hiệu lực
Quy chế có hiệu lực từ ngày ký."""
NEXT = TEXT.replace("5 giờ đến 18 giờ", "4 giờ đến 19 giờ").replace("300.000 đồng", "200.000 đồng")
LAN = Speaker("Nguyễn Thị Lan", phone="0912000417", tell_by="sms")
BINH = Person("Trần Văn Bình", "Thuê ki-ốt số 5", "thôn Đông", "0912000418", "phone")
OPPOSES = Said("opposes", "Mức thu cao quá, đề nghị 200.000 đồng.", "dieu-3")


def told(**more: Any) -> Told:
    """What is said of the draft."""
    said = {
        "sort": "regulation",
        "topic": "other",
        "title": "Dự thảo Quy chế quản lý chợ xã",
        "summary": "Giờ mở cửa và mức thu mới; 40 hộ có ki-ốt chịu tác động.",
        "ground": "consultation.period",
    }
    return Told(**{**said, **more})


def make_draft(unit: Unit, by: Account, *, on: date = DAY, text: str = TEXT, **more: Any) -> Consultation:
    """Drawn up, with its text."""
    row = actions.draw_up(told(**more), unit=unit, by=by, on=on)
    actions.save_draft(row, text=text, by=by, on=on)
    row.refresh_from_db()
    return row


def make_open(
    unit: Unit,
    leader: Account,
    *,
    on: date = DAY,
    persons: Sequence[Person] = (),
    days: int = 21,
    **more: Any,
) -> Consultation:
    """Open since that day, for three weeks."""
    row = make_draft(unit, leader, on=on, **more)
    if persons:
        actions.name_persons(row, persons, by=leader, on=on)
    return actions.announce(row, opens_on=on, closes_on=on + timedelta(days), by=leader, on=on)


def opine(row: Consultation, said: Said = OPPOSES, *, on: date = DAY, **more: Any) -> Opinion:
    """Lan's opinion at the portal."""
    return actions.opine(row, said, speaker=more.pop("speaker", LAN), on=on, **more)


def grouped(row: Consultation, by: Account, *opinions: Opinion, on: date = DAY) -> Group:
    """A group of these opinions."""
    return actions.gather(row, [each.pk for each in opinions], title="Giảm mức thu", by=by, on=on)


def answered(group: Group, by: Account, *, on: date = AFTER) -> Group:
    """Explained, as the draft has it."""
    told = Answer("explained", "Mức thu theo nghị quyết của Hội đồng nhân dân tỉnh.")
    return actions.answer(group, told, by=by, on=on)


def make_explained(unit: Unit, leader: Account, *, on: date = DAY) -> Consultation:
    """A consultation whose table is public: one opinion taken up, one explained."""
    row = make_open(unit, leader, on=on)
    first, second = opine(row, on=on), opine(row, Said("amends", "Mở cửa sớm hơn.", "dieu-2"), on=on)
    after = on + timedelta(23)
    actions.save_draft(row, text=NEXT, note="Giảm mức thu theo ý kiến.", by=leader, on=after)
    group = actions.gather(row, [first.pk], title="Giảm mức thu", by=leader, on=after)
    told = Answer("accepted", "Tiếp thu, giảm còn 200.000 đồng.", "dieu-3")
    actions.answer(group, told, by=leader, on=after)
    answered(actions.gather(row, [second.pk], title="Mở sớm", by=leader, on=after), leader, on=after)
    return actions.explain(row, by=leader, on=after)


def of_agency(number: str = "12/CV-HND") -> tuple[Source, Speaker]:
    """An agency's letter."""
    return Source("agency", paper=number), Speaker(agency="Hội Nông dân xã")


def word_file(articles: int = 30, *, numbered_by_word: bool = False) -> bytes:
    """A real DOCX: chapters, articles with clauses and points, a table, an annex."""
    from docx import Document

    document = Document()
    document.add_paragraph("ỦY BAN NHÂN DÂN XÃ THỬ")
    document.add_paragraph("QUY CHẾ")
    for number in range(1, articles + 1):
        if number % 10 == 1:
            document.add_heading(f"Chương {'I' * (number // 10 + 1)}", 1)
            document.add_paragraph(f"PHẦN VIỆC THỨ {number // 10 + 1}")
        document.add_heading(f"Điều {number}. Việc số {number}", 2)
        if numbered_by_word:
            document.add_paragraph(f"Khoản tự đánh số của việc {number}.", style="List Number")
            continue
        for clause in (1, 2):
            document.add_paragraph(f"{clause}. Nội dung khoản {clause} của việc {number}:")
            for point in "abcdđ":
                document.add_paragraph(f"{point}) điểm {point} khoản {clause} việc {number};")
    table = document.add_table(rows=2, cols=2)
    for at, text in enumerate(("Loại chợ", "Mức thu", "Chợ xã", "300.000 đồng")):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("Phụ lục I")
    document.add_paragraph("1. Mẫu tờ khai giữ nguyên.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def consultations_of(unit: Unit, leader: Account, on: date) -> dict[str, Any]:
    """What the access matrix walks through: one being drawn up, one open with opinions, one answered, a vote."""
    draft = make_draft(unit, leader, on=on, ground="consultation.draft_commune")
    with_files = {"title": "Dự thảo đang mở", "ground": "consultation.draft_commune"}
    row = make_open(unit, leader, on=on, persons=[BINH], **with_files)
    audience = actions.name_group(row, name="Hộ có ki-ốt", people=40, by=leader, on=on)
    made = opine(row, on=on, files=[("phieu.pdf", b"%PDF-1.4", "application/pdf")])
    group = grouped(row, leader, made, on=on)
    kept, _text = actions.keep_file(
        draft, name="d.docx", content=word_file(2), media_type=MEDIA_TYPE, by=leader, on=on
    )
    vote = _vote(row, leader, on)
    return {
        "consultation_draft": draft.pk,
        "consultation": row.pk,
        "audience": audience.pk,
        "opinion_given": made.pk,
        "opinion_file": made.files.get().pk,
        "opinion_group": group.pk,
        "draft_file": kept.pk,
        "consultation_verb": "withdraw",
        "consultation_text": "Chờ quy định của cấp trên.",
        "consultation_telling": row.tellings.order_by("pk").first().pk,  # type: ignore[union-attr]
        "consultation_told": "told",
        "opinion_look": "look",
        "json": "json",
        "pdf": "pdf",
        "vote_count": "count",
        "vote": vote.pk,
    }


def _vote(row: Consultation, leader: Account, on: date) -> Vote:
    """A vote of today that was counted."""
    vote = Vote.objects.create(
        consultation=row,
        question="Góp tiền làm đường",
        rule="village.other_vote",
        version="2023-07-01",
        held="meeting",
        told_on=on,
        held_on=on,
        place="Nhà văn hóa",
        by=leader,
    )
    Ballot.objects.create(
        vote=vote, place=1, hamlet="Thôn Đông", households=90, present=80, agree=80, against=0, void=0
    )
    return vote
