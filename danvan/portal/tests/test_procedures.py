"""The catalogue for everybody: found by plain words, read on one page, printed as a list; drafts are never there."""

from datetime import timedelta

import pytest

from danvan.portal.tests.make import citizen, text_of
from danvan.procedures import actions
from danvan.procedures.tests.make import (
    DAY,
    act,
    content,
    hoa_of,
    make_draft,
    make_published,
    new_code,
    paper,
    step,
    way,
)
from tests.make import at

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=30)


@pytest.fixture(autouse=True)
def today():
    with at(DAY):
        yield


@pytest.fixture
def hoa():
    return hoa_of()


def find(query="", client=None):
    return (client or citizen()).get(f"/thu-tuc/?{query}")


def names(page):
    return [row.name for row, _word, _badge in page.context["lines"]]


@pytest.mark.parametrize(
    "typed",
    ["khai sinh", "KHAI SINH", "Đăng ký khai sinh", "giay khai sinh", "khai si", "1.001193", "lam khai sinh"],
)
def test_plain_words_find_it_with_or_without_marks(hoa, typed):
    birth = content("Đăng ký khai sinh", also_called="làm giấy khai sinh")
    make_published(*hoa, birth, "1.001193")
    make_published(*hoa, content("Đăng ký khai tử", result="Trích lục"))
    assert names(find(f"q={typed}"))[0] == "Đăng ký khai sinh"


def test_what_is_called_so_comes_before_what_only_mentions_it(hoa):
    make_published(*hoa, content("Cấp thẻ bảo hiểm y tế khi khai sinh"))
    make_published(*hoa, content("Khai sinh"))
    assert names(find("q=khai+sinh")) == ["Khai sinh", "Cấp thẻ bảo hiểm y tế khi khai sinh"]


def test_where_none_has_all_words_the_nearest_are_shown_and_it_is_said(hoa):
    make_published(*hoa, content("Đăng ký kết hôn", result="Giấy chứng nhận"))
    page = find("q=kết+hôn+nước+ngoài+hẳn")
    assert names(page) == ["Đăng ký kết hôn"]
    assert "Không thủ tục nào có đủ các từ" in text_of(page)


def test_field_and_level_narrow_and_an_empty_answer_says_what_to_do(hoa):
    make_published(*hoa, content(field="Hộ tịch"))
    make_published(*hoa, content("Đăng ký đất đai", field="Đất đai", level="province"))
    assert names(find("field=Đất+đai")) == ["Đăng ký đất đai"]
    assert names(find("level=commune")) == ["Đăng ký khai sinh"]
    page = text_of(find("q=đất&level=commune"))
    assert "Không tìm thấy thủ tục nào" in page
    assert "Xem tất cả thủ tục" in page


def test_an_empty_catalogue_says_where_to_ask():
    assert "bộ phận một cửa" in text_of(find())


def test_odd_questions_are_answered(hoa):
    make_published(*hoa)
    for query in ("q=%26+|+!", "q=%3A*", "q=" + "x" * 300, "field=khong-co", "level=%00", "page=abc", "q='"):
        assert find(query).status_code == 200


def test_the_page_tells_papers_ways_terms_fees_and_steps(hoa):
    told = content(
        documents=[
            paper("Tờ khai", form="Mẫu số 01"),
            paper("Căn cước", 0, to_show=True),
            paper("Ảnh", 0, 2),
        ],
        ways=[way(fee=8000), way("online", None, "same_day")],
        steps=[step(1), step(2, 1, agency="Công an xã"), step(3, 1), step(4, 2, 3, hours=4)],
        who="Cha, mẹ của trẻ",
    )
    row = make_published(*hoa, told)
    page = text_of(citizen().get(f"/thu-tuc/{row.procedure.code}/"))
    for said in ("1 bản chính", "2 bản sao", "xuất trình", "Mẫu số 01", "3 ngày làm việc", "8.000 đồng"):
        assert said in page
    for said in (
        "Trực tuyến",
        "trong ngày làm việc",
        "Không phải nộp",
        "Công an xã",
        "làm cùng lúc",
        "4 giờ làm việc",
    ):
        assert said in page
    assert "Công bố theo 12/QĐ-UBND ngày 02/03/2026 , có hiệu lực từ 02/03/2026" in page


def test_what_to_bring_is_one_sheet_to_print_with_the_way_back_to_the_page(hoa):
    row = make_published(*hoa, content(documents=[paper("Tờ khai", 1, 1)]))
    page = citizen().get(f"/thu-tuc/{row.procedure.code}/mang-theo/")
    assert 'class="sheet"' in page.content.decode()
    assert 'class="qr"' in page.content.decode()
    assert "☐ Tờ khai 1 bản chính 1 bản sao" in text_of(page)
    assert "Nộp trực tiếp. Thời hạn: 3 ngày làm việc. Phí, lệ phí: Không phải nộp." in text_of(page)


def test_no_papers_are_said_in_words(hoa):
    row = make_published(*hoa, content(documents=[], needs_nothing=True))
    assert "Không cần giấy tờ nào" in text_of(citizen().get(f"/thu-tuc/{row.procedure.code}/"))


def test_an_abolished_one_says_so_and_leads_to_what_serves_instead(hoa):
    other = make_published(*hoa, content("Liên thông khai sinh"))
    row = make_published(*hoa)
    actions.abolish(row, act=act(number="30/QĐ-UBND"), replaced_by=other.procedure, by=hoa[1], on=DAY)
    page = citizen().get(f"/thu-tuc/{row.procedure.code}/")
    assert "đã bãi bỏ từ 02/03/2026 theo 30/QĐ-UBND" in text_of(page)
    assert f'/thu-tuc/{other.procedure.code}/">Liên thông khai sinh' in page.content.decode()
    assert "Đã bãi bỏ" in text_of(find("q=khai+sinh"))


def test_what_is_abolished_stands_behind_what_is_not(hoa):
    row = make_published(*hoa, content("Khai sinh"))
    make_published(*hoa, content("Đăng ký khai sinh"))
    actions.abolish(row, act=act(), by=hoa[1], on=DAY)
    for query in ("", "q=khai+sinh"):
        assert names(find(query)) == ["Đăng ký khai sinh", "Khai sinh"]


def test_a_suspended_one_says_since_when_by_which_act_and_why(hoa):
    row = make_published(*hoa)
    actions.suspend(row, act=act(number="7/CV"), text="Chờ phần mềm mới.", by=hoa[1], on=DAY)
    page = text_of(citizen().get(f"/thu-tuc/{row.procedure.code}/"))
    assert "Đang tạm ngừng từ 02/03/2026 theo 7/CV. Chờ phần mềm mới." in page


def test_what_will_change_is_told_before_its_day_and_drafts_never_are(hoa):
    row = make_published(*hoa)
    second = actions.draft_next(row, by=hoa[1], on=DAY)
    told = content("Đăng ký khai sinh tận nhà")
    actions.revise(second, told=told, code=row.procedure.code, by=hoa[1], on=DAY)
    assert names(find()) == ["Đăng ký khai sinh"]
    actions.publish(second, act=act(LATER), by=hoa[1], on=DAY)
    page = text_of(citizen().get(f"/thu-tuc/{row.procedure.code}/"))
    assert "Nội dung này đổi từ 01/04/2026" in page
    assert "tận nhà" not in page
    with at(LATER):
        assert names(find()) == ["Đăng ký khai sinh tận nhà"]


def test_what_is_not_in_force_yet_says_from_when(hoa):
    row = actions.publish(make_draft(*hoa), act=act(LATER), by=hoa[1], on=DAY)
    page = text_of(citizen().get(f"/thu-tuc/{row.procedure.code}/"))
    assert "Thủ tục này có hiệu lực từ 01/04/2026" in page


def test_a_draft_and_an_unknown_code_are_answered_alike(hoa):
    row = make_draft(*hoa)
    for code in (row.procedure.code, new_code(), "khong-co"):
        assert citizen().get(f"/thu-tuc/{code}/").status_code == 404
        assert citizen().get(f"/thu-tuc/{code}/mang-theo/").status_code == 404


def test_the_pages_speak_english_around_the_vietnamese_text(hoa):
    row = make_published(*hoa)
    client = citizen()
    client.post("/ngon-ngu", {"language": "en", "next": "/"})
    page = client.get(f"/thu-tuc/{row.procedure.code}/", headers={"accept-language": "en"})
    text = text_of(page)
    assert "What to bring" in text
    assert "3 working days" in text
    assert '<h1 lang="vi">' in page.content.decode()


def test_the_list_costs_the_same_statements_however_many(hoa, django_assert_max_num_queries):
    for n in range(25):
        make_published(*hoa, content(f"Thủ tục {n}"))
    with django_assert_max_num_queries(6):
        find("q=thu+tuc")
    row = make_published(*hoa, content(steps=[step(1), step(2, 1), step(3, 2)]))
    with django_assert_max_num_queries(9):
        citizen().get(f"/thu-tuc/{row.procedure.code}/")
