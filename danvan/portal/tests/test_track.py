"""Following a letter by its code: what is told, what never is, and what a citizen may do."""

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.html import escape

from danvan.cases.actions import Step, attach, correct, move
from danvan.cases.models import Case
from danvan.cases.workflow import Channel
from danvan.journal.actions import seal
from danvan.lib import merkle
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.portal.tests.make import PDF, citizen, commune, complaint, errors, file, letter, sent, text_of
from tests.make import MONDAY, at, make_case, make_officer, walk

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def monday():
    with at(MONDAY):
        yield


@pytest.fixture
def unit() -> Unit:
    return commune()


@pytest.fixture
def minh(unit) -> Account:
    return make_officer(unit, Role.CLERK, Role.HANDLER, Role.LEADER)


@pytest.fixture
def case(unit) -> Case:
    return sent(citizen(), complaint(unit))


def look(case: Case, client: Client | None = None):
    return (client or citizen()).post("/tra-cuu/", {"code": case.shown_code})


def test_the_code_may_be_typed_in_any_way(case):
    for typed in (case.code.lower(), f" {case.shown_code} ", case.shown_code.replace("-", ".")):
        assert case.subject in text_of(citizen().post("/tra-cuu/", {"code": typed}))


def test_it_says_where_whose_turn_by_which_day_and_why(case):
    page = text_of(look(case))
    assert "thứ Năm, 22/02/2018" in page
    assert "Lượt của xã Kỳ Khang. Ông/bà chưa phải làm gì." in page
    assert "Luật Khiếu nại số 02/2011/QH13" in page
    assert "Cơ quan đã nhận đơn" in page


def test_a_late_answer_is_apologised_for_first(case):
    with at(date(2018, 2, 26)):
        page = text_of(look(case))
    assert "Cơ quan xin lỗi" in page
    assert "quá 4 ngày" in page


def test_a_wrong_and_an_unknown_code_get_the_same_page(case, django_assert_num_queries):
    pages = []
    for code in ("7KDM-R4PX-92TH-V6", "2222-2222-2222-22", "không phải mã", "x\x00y", "A" * 500):
        with django_assert_num_queries(2):
            pages.append(citizen().post("/tra-cuu/", {"code": code}))
    assert {page.status_code for page in pages} == {200}
    assert {tuple(errors(page)) for page in pages} == {
        ("Không thấy đơn nào có mã này. Xin so lại từng chữ với giấy biên nhận.",)
    }


def test_no_code_is_asked_for_one(case):
    assert errors(citizen().post("/tra-cuu/", {"code": "  "})) == ["Xin gõ mã tra cứu, có 14 chữ và số"]


def test_a_code_in_the_address_opens_nothing(case):
    assert case.subject not in text_of(citizen().get(f"/tra-cuu/?code={case.code}"))


def test_the_page_is_never_stored(case):
    page = look(case)
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page.content.decode()


def test_internal_notes_and_looks_behind_the_mask_are_never_told(case, minh):
    from danvan.cases.actions import reveal

    move(case, "note", by=minh, on=MONDAY, given=Step(text="nghi ngờ đơn trùng"))
    reveal(case.parties.get(), by=minh, on=MONDAY)
    page = look(case).content.decode()
    assert "nghi ngờ" not in page
    assert "0912000417" not in page
    assert page.count('datetime="2018-02-12"') == 1


def test_a_refusal_tells_its_ground_in_law(case, minh):
    move(
        case,
        "refuse",
        by=minh,
        on=MONDAY,
        given=Step(ground="complaint.not_accepted:unsigned", text="Xin ký tên rồi gửi lại."),
    )
    page = text_of(look(case))
    assert "Không thụ lý giải quyết, có nêu lý do" in page
    assert "Xin ký tên rồi gửi lại." in page
    assert "Rút đơn" not in page
    assert "Đã báo không thụ lý, ngày 12/02/2018" in page
    assert "Đã trả lời" not in page


def test_a_letter_passed_on_is_not_called_answered(unit, minh):
    case = make_case(unit, channel=Channel.COUNTER)
    walk(case, minh, MONDAY, "transfer")
    page = text_of(look(case))
    assert "Đã chuyển đến Sở Nông nghiệp và Môi trường, chờ nơi đó trả lời" in page
    assert "Đã trả lời" not in page


def test_after_the_decision_the_second_complaint_is_told_with_its_term_and_article(case, minh):
    assert "Nếu ông/bà chưa đồng ý" not in text_of(look(case))
    walk(case, minh, MONDAY, "screen", "accept", "assign", "answer")
    page = text_of(look(case))
    assert "Nếu ông/bà chưa đồng ý" in page
    assert "khiếu nại lần hai trong 30 ngày" in page
    assert "Điều 33 Luật Khiếu nại số 02/2011/QH13" in page


def test_after_the_answer_to_a_recommendation_one_may_write_again(unit, minh):
    case = sent(citizen(), letter(unit))
    walk(case, minh, MONDAY, "screen", "accept", "assign", "answer")
    page = text_of(look(case))
    assert "Ông/bà gửi đơn mới" in page
    assert "người tiếp công dân của xã Kỳ Khang" in page


def test_a_recommendation_promises_its_answer_in_the_same_words_everywhere(unit, minh):
    case = make_case(unit, channel=Channel.COUNTER)
    page = text_of(look(case))
    assert "Ông/bà được trả lời chậm nhất" in page
    assert "Ông/bà được báo có nhận giải quyết" not in page
    receipt = text_of(citizen().post("/bien-nhan/", {"code": case.code}))
    assert "Ông/bà được trả lời" in receipt
    assert "Ông/bà được báo" not in receipt


def test_the_answer_is_shown_with_its_papers_as_downloads(case, minh, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    walk(case, minh, MONDAY, "screen", "accept", "assign", "answer")
    (shown,) = attach(case, [("Quyết định.pdf", PDF, "application/pdf")], from_citizen=False, public=True)
    (inner,) = attach(case, [("nội bộ.pdf", PDF, "application/pdf")], from_citizen=False)
    page = look(case).content.decode()
    assert "Trả lời của cơ quan" in page
    assert "12/QĐ-UBND" in page
    assert "Quyết định.pdf" in page
    assert "nội bộ.pdf" not in page
    client = citizen()
    got = client.post("/tra-cuu/tep/", {"code": case.code, "file": shown.pk})
    assert b"".join(got.streaming_content) == PDF
    assert got["Content-Disposition"].startswith("attachment")
    assert got["X-Content-Type-Options"] == "nosniff"
    assert client.post("/tra-cuu/tep/", {"code": case.code, "file": inner.pk}).status_code == 404
    for number in ("", "abc", "9" * 30, "²"):
        assert client.post("/tra-cuu/tep/", {"code": case.code, "file": number}).status_code == 404


def test_a_file_of_another_letter_is_not_given_out(case, unit, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    other = sent(citizen(), complaint(unit, subject="Việc khác"))
    (paper,) = attach(other, [("a.pdf", PDF, "application/pdf")], from_citizen=False, public=True)
    assert citizen().post("/tra-cuu/tep/", {"code": case.code, "file": paper.pk}).status_code == 404


def test_a_step_taken_back_is_told_as_such(case, minh):
    walk(case, minh, MONDAY, "screen", "accept", "assign", "answer")
    correct(case, by=minh, on=MONDAY, text="Ghi nhầm hồ sơ.")
    page = text_of(look(case))
    assert "đã đính chính, không còn hiệu lực" in page
    assert "Trả lời của cơ quan" not in page


def test_while_the_office_waits_the_page_asks_and_takes_the_answer(case, minh):
    move(case, "ask", by=minh, on=MONDAY, given=Step(text="Xin gửi quyết định thu hồi đất."))
    page = text_of(look(case))
    assert "Chờ ông/bà bổ sung" in page
    assert "Xin gửi quyết định thu hồi đất." in page
    assert "Ông/bà muốn nói thêm?" not in page
    assert "Ông/bà không cần giải quyết nữa?" in page
    answer = {"code": case.code, "sent": "1", "text": "Tôi gửi đây.", "papers": file("qd.png")}
    page = text_of(citizen().post("/tra-cuu/viet-them/", answer))
    case.refresh_from_db()
    assert case.waiting_since is None
    assert "Đã gửi." in page
    assert "Tôi gửi đây." in page
    assert case.attachments.filter(from_citizen=True, name="qd.png").exists()


def test_words_can_be_added_and_a_nervous_thumb_adds_them_once(case):
    client = citizen()
    words = {"code": case.code, "sent": "1", "text": "Nước lại dâng."}
    client.post("/tra-cuu/viet-them/", words)
    page = text_of(client.post("/tra-cuu/viet-them/", words))
    assert page.count("Nước lại dâng.") == 1
    with at(MONDAY, hour=10):
        page = text_of(client.post("/tra-cuu/viet-them/", words))
    assert page.count("Nước lại dâng.") == 2


def test_empty_words_and_bad_files_are_said_at_the_field(case):
    page = citizen().post(
        "/tra-cuu/viet-them/", {"code": case.code, "sent": "1", "text": "", "papers": file("a.png", b"no")}
    )
    assert len(errors(page)) == 2
    page = citizen().post(
        "/tra-cuu/viet-them/",
        {"code": case.code, "sent": "1", "text": "Còn đây", "papers": file("a.png", b"no")},
    )
    assert "Còn đây" in page.content.decode()


def test_a_letter_is_withdrawn_only_after_it_was_meant(case):
    client = citizen()
    ask = client.post("/tra-cuu/rut-don/", {"code": case.code})
    assert "Rút đơn này?" in text_of(ask)
    client.post("/tra-cuu/rut-don/", {"code": case.code, "sent": "1", "text": "Đã xong."})
    case.refresh_from_db()
    assert case.status == "received"
    done = client.post(
        "/tra-cuu/rut-don/", {"code": case.code, "sent": "1", "text": "Đã xong.", "sure": "on"}
    )
    case.refresh_from_db()
    assert case.status == "withdrawn"
    assert "Ông/bà đã rút đơn" in text_of(done)
    again = client.post(
        "/tra-cuu/rut-don/", {"code": case.code, "sent": "1", "text": "Đã xong.", "sure": "on"}
    )
    assert "không làm được" in text_of(again)


def test_switching_the_language_keeps_the_letter_and_the_words(case):
    client = citizen()
    assert case.subject in text_of(client.post("/tra-cuu/", {"code": case.code, "language": "en"}))
    page = client.post(
        "/tra-cuu/viet-them/", {"code": case.code, "sent": "1", "text": "dở dang", "theme": "dark"}
    )
    assert "dở dang" in page.content.decode()
    assert 'data-theme="dark"' in page.content.decode()
    case.refresh_from_db()
    assert case.version == 1


def test_the_proof_leads_from_the_letter_to_the_public_root(case):
    client = citizen()
    assert "chưa niêm phong" in text_of(client.post("/tra-cuu/bang-chung/", {"code": case.code}))
    seal(on=MONDAY)
    proof = json.loads(client.post("/tra-cuu/bang-chung/", {"code": case.code}).content)
    path = [(step["side"], step["hash"]) for step in proof["path"]]
    public = json.loads(client.get("/so-niem-phong.json").content)["seals"][-1]
    assert merkle.proves(bytes.fromhex(proof["event"]), path, bytes.fromhex(public["root"]))
    assert "Nằm dưới niêm phong số" in text_of(look(case))


def test_markup_of_a_letter_is_shown_as_letters(unit):
    case = sent(citizen(), complaint(unit, subject="<b>đậm</b>"))
    page = look(case).content.decode()
    assert escape("<b>đậm</b>") in page
    assert "<b>đậm" not in page


def test_only_post_reaches_a_letter(case):
    for address in ("viet-them", "rut-don", "tep", "bang-chung"):
        assert citizen().get(f"/tra-cuu/{address}/").status_code == 405


def test_while_an_expert_works_the_page_says_so_and_asks_nothing_of_the_citizen(unit, minh):
    case = walk(make_case(unit, kind="complaint"), minh, MONDAY, "screen", "accept")
    move(case, "ask_expert", by=minh, on=MONDAY, given=Step(text="Giám định chữ ký.", decision="22/QĐ"))
    page = text_of(look(case))
    assert "Cơ quan đang chờ kết quả giám định" in page
    assert "Thời gian chờ không tính vào thời hạn" in page
    assert "Ông/bà muốn nói thêm?" in page
    assert "Cơ quan cần ông/bà bổ sung" not in page
    walk(case, minh, MONDAY, "expert_answered")
    assert "Cơ quan đang chờ kết quả giám định" not in text_of(look(case))
