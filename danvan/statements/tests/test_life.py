"""A report is drafted, signed as it was sent, numbered from the unit's book; what was issued never moves again."""

import io
import json

import pytest
import python_calamine
from click.testing import CliRunner
from django.test import Client
from docx import Document

from danvan.cases.errors import MovedMeanwhile, StepRefused
from danvan.cases.models import Case
from danvan.cli import reports as cli
from danvan.papers import verify as papers
from danvan.papers.models import Book, Content
from danvan.people.roles import Role
from danvan.reports.people_relations import ReportRefused
from danvan.reports.tests.make import HALF, LATER, START, at, live, make_turn
from danvan.reports.tests.test_people_relations import bad
from danvan.reports.tests.test_register_commands import in_this_database
from danvan.statements import actions, queries, shapes, verify
from danvan.statements.models import Statement
from danvan.statements.tests.conftest import ANSWERED
from tests.make import make_officer

__all__ = ["in_this_database"]
BACKEND = "danvan.people.backends.Officers"
PEOPLE, FORM = "people-relations", "02-2021.01-XLD"


def drafted(district, by, name=PEOPLE, **options):
    return actions.draft(district.unit, shapes.get(name), *HALF, options=options, by=by, on=LATER)


def issued(district, minh, hoa, name=PEOPLE):
    row = drafted(district, minh, name)
    actions.send(row, by=minh, on=LATER, remark="Đơn tăng do thu hồi đất.\nĐề nghị cấp trên hướng dẫn.")
    actions.sign(row, by=hoa, on=LATER)
    return actions.issue(row, by=minh, on=LATER)


def lies():
    return [*verify.statements(), *papers.papers()]


def browser(officer):
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def test_an_issued_report_has_a_number_a_hash_and_files_made_from_what_was_signed(district, minh, hoa):
    row = issued(district, minh, hoa)
    assert (row.symbol, row.state, row.signer) == ("01/BC-UBND", "issued", hoa)
    assert set(row.files) == {"docx", "pdf"}
    text = "\n".join(part.text for part in Document(io.BytesIO(queries.file(row, "docx"))).paragraphs)
    assert "NHẬN XÉT, KIẾN NGHỊ" in text
    assert "Đơn tăng do thu hồi đất." in text
    cells = "\n".join(
        cell.text
        for table in Document(io.BytesIO(queries.file(row, "docx"))).tables
        for line in table.rows
        for cell in line.cells
    )
    assert "Số: 01/BC-UBND" in cells
    assert "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị Hoa" in cells
    assert queries.kept(row)["figures"]["letters"]["received"] == 2
    assert lies() == []


def test_later_steps_move_neither_the_page_nor_the_files_of_an_issued_report(district, minh, hoa):
    row, client = issued(district, minh, hoa, FORM), browser(minh)
    address = f"/desk/statements/{row.pk}/"
    before = client.get(address).context["table"].total.cells, queries.file(row, "xlsx")
    live(district, ANSWERED, start=START, unit=district.khang, kind="complaint", topic="land")
    assert shapes.build(shapes.get(FORM), district.unit, *HALF, {})["figures"]["total"]["1"] == 3
    page = client.get(address)
    assert (page.context["table"].total.cells, queries.file(row, "xlsx")) == before
    sheet = python_calamine.load_workbook(io.BytesIO(client.get(address + "file.xlsx").content))
    said = str(sheet.get_sheet_by_index(0).to_python())
    assert "Số: 01/BC-UBND" in said
    assert "Lê Thị Hoa" in said
    assert json.loads(client.get(address + "file.json").content)["figures"]["total"]["1"] == 2
    assert lies() == []


def test_a_report_whose_sums_do_not_hold_is_not_sent_and_its_page_names_the_rows(district, minh):
    row, client = drafted(district, minh), browser(minh)
    bad(Case.objects.earliest("pk"), district.khang, "letters.open", 1)
    with pytest.raises(ReportRefused):
        actions.send(row, by=minh, on=LATER)
    answer = client.post(f"/desk/statements/{row.pk}/do/send/", {"remark": "Lời đang viết dở"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Các dòng làm lệch" in text
    assert "Lời đang viết dở" in text
    assert Statement.objects.get().state == "draft"


def test_a_board_reads_which_sums_are_off_and_not_by_which_cases(district, minh, hoa):
    row = issued(district, minh, hoa)
    case = Case.objects.earliest("pk")
    bad(case, district.khang, "letters.open", 1)
    board = make_officer(district.unit, Role.BOARD)
    asked = {each: browser(each).get(f"/desk/statements/{row.pk}/changes/") for each in (minh, board)}
    assert {page.status_code for page in asked.values()} == {409}
    assert f"/desk/cases/{case.pk}/" in asked[minh].content.decode()
    assert f"/desk/cases/{case.pk}/" not in asked[board].content.decode()
    assert "không mở danh sách hồ sơ" in asked[board].content.decode()


def test_of_two_officers_at_once_one_wins_and_the_other_reads_who_did_what(district, minh, hoa):
    row = drafted(district, minh)
    seen = row.version
    actions.send(row, by=minh, on=LATER, seen=seen)
    other = Statement.objects.get(pk=row.pk)
    with pytest.raises(MovedMeanwhile, match="Phan Văn Minh vừa làm bước “trình ký”"):
        actions.drop(other, text="Lập nhầm.", by=minh, on=LATER, seen=seen)
    late = browser(minh).post(
        f"/desk/statements/{row.pk}/do/send/", {"remark": "Viết dở.", "seen": str(seen)}
    )
    assert late.status_code == 409
    assert "Viết dở." in late.content.decode()
    with pytest.raises(StepRefused, match="lãnh đạo đơn vị"):
        actions.sign(other, by=minh, on=LATER)
    with pytest.raises(actions.AlreadyThere, match="Phan Văn Minh đang lập") as why:
        drafted(district, hoa)
    assert why.value.statement == row


def test_what_was_sent_back_says_why_and_is_signed_anew_as_it_is_then(district, minh, hoa):
    row = drafted(district, minh)
    actions.send(row, by=minh, on=LATER)
    first = row.snapshot
    with pytest.raises(StepRefused, match="lý do"):
        actions.send_back(row, text=" ", by=hoa, on=LATER)
    actions.send_back(row, text="Thiếu nhận xét.", by=hoa, on=LATER)
    assert (row.state, row.reason, row.snapshot) == ("draft", "Thiếu nhận xét.", "")
    assert "Thiếu nhận xét." in browser(minh).get(f"/desk/statements/{row.pk}/").content.decode()
    make_turn(district.khang, district.minh, persons=1)
    actions.send(row, by=minh, on=LATER)
    assert row.snapshot != first
    actions.sign(row, by=hoa, on=LATER)
    with at(LATER), pytest.raises(StepRefused, match="trước ngày ký"):
        actions.issue(row, by=minh, on=START)
    assert not Book.objects.exists(), "no number was used up"
    assert lies() == []


def test_verify_names_a_report_that_was_changed_and_content_that_is_gone(district, minh, hoa):
    row = issued(district, minh, hoa)
    Content.objects.filter(pk=row.pdf).delete()
    Statement.objects.update(remark="Khác đi")
    told = {(lie.row, lie.reason) for lie in lies()}
    assert (f"statement {row.pk}", "it is not what was recorded") in told
    assert (f"kept file {row.pdf[:12]} of report {row.pk}", "it is gone") in told


def test_the_button_on_the_report_begins_a_draft_and_strangers_read_nothing_until_it_is_issued(
    district, minh, hoa, in_this_database
):
    query = f"?unit={district.unit.key}&first=01/01/2018&last=30/06/2018&compare=previous"
    client = browser(minh)
    assert "Lập báo cáo" in client.get(f"/desk/reports/people-relations/{query}").content.decode()
    answer = client.post(f"/desk/statements/draft/people-relations/{query}")
    row = Statement.objects.get()
    assert answer["Location"] == f"/desk/statements/{row.pk}/"
    assert row.options == {"against": "previous"}
    assert client.post(f"/desk/statements/draft/people-relations/{query}")["Location"] == answer["Location"]
    board = browser(make_officer(district.unit, Role.BOARD))
    assert board.get(answer["Location"]).status_code == 404
    assert "Chưa lập báo cáo nào" in board.get("/desk/statements/").content.decode()
    actions.send(row, by=minh, on=LATER)
    assert "1 báo cáo đang chờ ông/bà ký" in browser(hoa).get("/desk/statements/").content.decode()
    actions.sign(row, by=hoa, on=LATER)
    actions.issue(row, by=hoa, on=LATER)
    assert board.get(answer["Location"]).status_code == 200
    assert "01/BC-UBND" in board.get("/desk/statements/?state=issued&year=2018").content.decode()
    told = CliRunner().invoke(cli.report, ["issued", "--unit", district.unit.key])
    assert "01/BC-UBND" in told.output
    assert row.snapshot[:16] in told.output


@pytest.mark.parametrize("name", [PEOPLE, FORM])
def test_what_changed_since_is_shown_cell_by_cell_and_corrected_by_a_report_that_says_so(
    district, minh, hoa, name
):
    row, client = issued(district, minh, hoa, name), browser(minh)
    assert "Không ô nào khác" in client.get(f"/desk/statements/{row.pk}/changes/").content.decode()
    live(district, ANSWERED, start=START, unit=district.khang, kind="complaint", topic="land")
    differ = client.get(f"/desk/statements/{row.pk}/changes/").context["changes"]
    assert {(each.was, each.now) for each in differ if each.where in ("Toàn báo cáo", "Tổng số")} >= {(2, 3)}
    with pytest.raises(actions.AlreadyThere, match="01/BC-UBND"):
        drafted(district, minh, name)
    answer = client.post(f"/desk/statements/{row.pk}/do/correct/", {"text": "Sót một đơn nhận ngày 02/01."})
    made = Statement.objects.latest("pk")
    assert answer["Location"] == f"/desk/statements/{made.pk}/"
    assert (made.corrects, made.remark) == (row, row.remark)
    actions.send(made, by=minh, on=LATER)
    actions.sign(made, by=hoa, on=LATER)
    actions.issue(made, by=minh, on=LATER)
    told = queries.kept(made)["corrects"]
    assert (told["symbol"], told["why"]) == ("01/BC-UBND", "Sót một đơn nhận ngày 02/01.")
    assert (2, 3) in {(each["was"], each["now"]) for each in told["changes"]}
    page = client.get(f"/desk/statements/{row.pk}/").content.decode()
    assert "Đã đính chính bằng số 02/BC-UBND" in page
    assert "đã đính chính bằng số 02/BC-UBND" in client.get("/desk/statements/").content.decode()
    with pytest.raises(StepRefused, match="đính chính tiếp từ bản ấy"):
        actions.correct(row, text="Lần nữa.", by=minh, on=LATER)
    assert lies() == []


def test_a_form_with_one_denunciation_is_read_and_taken_out_by_who_leads_and_by_no_clerk(district, minh, hoa):
    live(district, [], start=START, unit=district.khang, kind="denunciation", topic="land")
    row = issued(district, minh, hoa, "02-2021.03-XLD")
    address = f"/desk/statements/{row.pk}/"
    files = (address, f"{address}file.xlsx", f"{address}file.json", f"{address}changes/")
    asked = {officer: [browser(officer).get(each) for each in files] for officer in (minh, hoa)}
    assert [page.status_code for page in asked[minh]] == [200, 403, 403, 403]
    assert [page.status_code for page in asked[hoa]] == [200, 200, 200, 200]
    assert "table" not in asked[minh][0].context
    assert "Trong biểu có số tố cáo dưới 3" in asked[minh][0].content.decode()
    assert browser(minh).get(asked[minh][0].context["withheld"]).context["table"].hides
    assert asked[hoa][0].context["table"]
    assert asked[hoa][0].context["marks"]
    assert asked[minh][0].context["marks"] == [], "one unknown number is found by trying"


def test_one_denunciation_that_came_since_or_was_reported_before_is_told_to_no_clerk(district, minh, hoa):
    form = "02-2021.03-XLD"
    row = issued(district, minh, hoa, form)
    accuse = {"start": START, "unit": district.khang, "kind": "denunciation", "topic": "land"}
    live(district, [], **accuse)
    asked = {each: browser(each).get(f"/desk/statements/{row.pk}/changes/") for each in (minh, hoa)}
    assert "changes" not in asked[minh].context
    assert "Trong biểu có số tố cáo dưới 3" in asked[minh].content.decode()
    assert asked[hoa].context["changes"]

    def corrected(before):
        made = actions.correct(before, text="Sót đơn.", by=minh, on=LATER)
        for step, by in ((actions.send, minh), (actions.sign, hoa), (actions.issue, minh)):
            step(made, by=by, on=LATER)
        return made

    one = corrected(row)
    for _more in range(2):
        live(district, [], **accuse)
    three = corrected(one)
    assert {"was": 1, "now": 3}.items() <= queries.kept(three)["corrects"]["changes"][0].items()
    assert browser(minh).get(f"/desk/statements/{three.pk}/").context["withheld"]
    assert browser(minh).get(f"/desk/statements/{three.pk}/file.json").status_code == 403
    assert browser(hoa).get(f"/desk/statements/{three.pk}/").context["table"]


def test_what_changed_since_tells_no_clerk_of_a_denunciation_that_came_since(district, minh, hoa):
    row = issued(district, minh, hoa, "02-2021.03-XLD")
    live(district, [], start=START, unit=district.khang, kind="denunciation", topic="land")
    address = f"/desk/statements/{row.pk}/changes/"
    assert "changes" not in browser(minh).get(address).context
    assert "Trong biểu có số tố cáo dưới 3" in browser(minh).get(address).content.decode()
    assert {(each.was, each.now) for each in browser(hoa).get(address).context["changes"]} >= {(0, 1)}


def test_a_correction_tells_no_clerk_of_the_small_figure_that_it_puts_right(district, minh, hoa):
    live(district, [], start=START, unit=district.khang, kind="denunciation", topic="land")
    row = issued(district, minh, hoa, "02-2021.03-XLD")
    for _more in range(3):
        live(district, [], start=START, unit=district.khang, kind="denunciation", topic="land")
    made = actions.correct(row, text="Sót ba đơn.", by=minh, on=LATER)
    for step, by in ((actions.send, minh), (actions.sign, hoa), (actions.issue, minh)):
        step(made, by=by, on=LATER)
    files = [f"/desk/statements/{made.pk}/file.{ending}" for ending in ("json", "xlsx")]
    assert [browser(hoa).get(each).status_code for each in files] == [200, 200]
    assert [browser(minh).get(each).status_code for each in files] == [403, 403]
    assert "table" not in browser(minh).get(f"/desk/statements/{made.pk}/").context
