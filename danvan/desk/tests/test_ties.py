"""Letters alike on the page of a case, the page on which a letter is merged, and the way back."""

import pytest

from danvan.cases import ties
from danvan.cases.actions import Person, merge
from danvan.people.roles import Role
from tests.make import MONDAY, make_case, make_officer, make_unit, walk

BINH = Person("Trần Bình", phone="0912000555")


@pytest.fixture
def boss(commune):
    return make_officer(commune, Role.CLERK, Role.HANDLER, Role.LEADER, username="boss")


@pytest.fixture
def pair(commune):
    return make_case(commune), make_case(commune, person=BINH)


def url(case, verb="merge"):
    return f"/desk/cases/{case.pk}/{verb}/"


def typed(kept, **given):
    return {"into": kept.pk, "on": "12/02/2018", "text": "Cùng việc cống N3.", **given}


def text_of(response):
    return response.content.decode()


def test_the_page_of_a_letter_being_screened_shows_those_like_it_with_why(as_, boss, pair):
    kept, later = pair
    assert f"/desk/cases/{later.pk}/alike/" in text_of(as_(boss).get(f"/desk/cases/{later.pk}/"))
    page = text_of(as_(boss).get(url(later, "alike")))
    assert "Đơn tương tự đang được giải quyết" in page
    assert f"/desk/cases/{later.pk}/merge/?into={kept.pk}" in page
    assert "cùng nhắc:" in page
    assert "Nguyễn Thị Lan" not in page  # the other sender's name is masked
    other = text_of(as_(boss).get(url(kept, "alike")))
    assert later.subject in other
    assert "đơn kia đến sau" in other


def test_the_part_that_a_script_fetches_is_the_part_of_the_whole_page(as_, boss, pair):
    client, later = as_(boss), pair[1]
    part = text_of(client.get(url(later, "alike"), headers={"HX-Request": "true"})).strip()
    assert part.startswith("<section")
    assert part in text_of(client.get(url(later, "alike")))


def test_letters_that_the_officer_may_not_read_are_not_shown(as_, dung, boss, pair):
    later = pair[1]
    make_case(dung.posts.first().unit, person=BINH)
    assert text_of(as_(boss).get(url(later, "alike"))).count("cùng nhắc:") == 1
    assert as_(dung).get(url(later, "alike")).status_code == 403
    assert as_(dung).get(url(later)).status_code == 403


def test_the_page_compares_merges_and_leads_back_to_the_case_which_says_so(as_, boss, pair):
    kept, later = pair
    client = as_(boss)
    shown = text_of(client.get(url(later), {"into": kept.pk}))
    assert kept.body in shown
    assert "checked" in shown
    done = client.post(url(later), typed(kept), follow=True)
    assert done.redirect_chain[-1][0] == f"/desk/cases/{later.pk}/"
    assert "Đã nhập vào đơn trước về cùng việc" in text_of(done)
    assert "Đơn đã nhập vào đơn này" in text_of(client.get(f"/desk/cases/{kept.pk}/"))
    assert "Tách lại thành đơn riêng" in text_of(done)


def test_a_letter_that_is_not_alike_is_found_by_its_words(as_, boss, commune):
    kept = make_case(commune, subject="Trạm bơm Đồng Bàu hỏng", body="Trạm bơm hỏng từ tháng giêng.")
    later = make_case(commune, person=BINH)
    client = as_(boss)
    assert kept.subject not in text_of(client.get(url(later)))
    found = text_of(client.post(url(later), {"look": "1", "q": "tram bom"}))
    assert kept.subject in found
    client.post(url(later), typed(kept))
    later.refresh_from_db()
    assert later.status == "merged"


@pytest.mark.parametrize("into", ["", "0", "x", "9" * 40])
def test_what_is_wrong_is_told_and_what_was_typed_stays(as_, boss, pair, into):
    later = pair[1]
    back = as_(boss).post(url(later), typed(pair[0], into=into))
    assert back.status_code == 422
    assert "Cùng việc cống N3." in text_of(back)


def test_a_letter_that_moved_meanwhile_is_not_merged(as_, boss, pair):
    kept, later = pair
    seen = later.version
    walk(later, boss, MONDAY, "screen")
    back = as_(boss).post(url(later), typed(kept, seen=seen))
    assert back.status_code == 409
    assert "vừa làm bước" in text_of(back)


def test_parting_needs_a_reason_and_puts_the_letter_back(as_, boss, pair):
    kept, later = pair
    merge(later, kept, by=boss, on=MONDAY)
    client = as_(boss)
    assert client.post(url(later, "unmerge"), {"text": ""}).status_code == 422
    done = client.post(url(later, "unmerge"), {"text": "Hai việc khác nhau."}, follow=True)
    assert "như chưa từng nhập" in text_of(done)
    later.refresh_from_db()
    assert later.status == "received"


def test_the_verb_has_no_form_among_the_steps(as_, boss, pair):
    later = pair[1]
    client = as_(boss)
    assert f"/desk/cases/{later.pk}/steps/merge/" not in text_of(client.get(f"/desk/cases/{later.pk}/"))
    assert client.post(f"/desk/cases/{later.pk}/steps/merge/", {}).status_code == 404


def test_more_letters_alike_ask_no_more_of_the_database(
    as_, boss, commune, pair, django_assert_max_num_queries
):
    client, later = as_(boss), pair[1]
    client.get(url(later, "alike"))
    for _ in range(6):
        make_case(commune, person=BINH)
    for page in ("alike", "merge"):
        with django_assert_max_num_queries(12):
            client.get(url(later, page))


def test_nobody_of_another_unit_merges(as_, boss, pair):
    stranger = make_officer(make_unit(), Role.LEADER)
    for verb in ("merge", "unmerge"):
        assert as_(stranger).post(url(pair[1], verb), typed(pair[0])).status_code == 403


# --- parts for other agencies


@pytest.fixture
def whole(commune, boss):
    return walk(make_case(commune), boss, MONDAY, "screen", "accept")


def parts(*rows, **given):
    data = {"p-TOTAL_FORMS": str(len(rows)), "p-INITIAL_FORMS": "0"}
    for n, name in enumerate(rows):
        words = {"unit_name": name, "until": "15/02/2018", "subject": f"Vét cống {n}", "body": "Vét 300 m."}
        data |= {f"p-{n}-{field}": value for field, value in words.items()}
    return {**data, **given}


def test_parts_are_given_out_and_shown_on_both_cases(as_, boss, dung, whole):
    client = as_(boss)
    assert url(whole, "split") in text_of(client.get(f"/desk/cases/{whole.pk}/"))
    assert "Nơi thực hiện" in text_of(client.get(url(whole, "split")))
    done = text_of(client.post(url(whole, "split"), parts("xã Kỳ Tân"), follow=True))
    assert "Vét cống 0" in done
    assert "xã Kỳ Tân" in done
    part = ties.parts(whole).get()
    theirs = text_of(as_(dung).get(f"/desk/cases/{part.pk}/"))
    assert "Phần việc được giao" in theirs
    assert "hạn do cơ quan giao" in theirs
    assert "Nguyễn Thị Lan" not in theirs
    assert whole.subject not in theirs
    assert "In giấy biên nhận" not in theirs


def test_the_answer_waits_for_the_parts_and_the_page_says_so(as_, boss, dung, whole):
    client = as_(boss)
    client.post(url(whole, "split"), parts("xã Kỳ Tân"))
    assert "Còn 1 phần việc chưa báo kết quả" in text_of(client.get(f"/desk/cases/{whole.pk}/"))
    part = ties.parts(whole).get()
    report = {"seen": part.version, "text": "Đã vét.", "on": "12/02/2018"}
    assert as_(dung).post(f"/desk/cases/{part.pk}/steps/report/", report).status_code == 302
    page = text_of(client.get(f"/desk/cases/{whole.pk}/"))
    assert "Đã báo kết quả" in page
    assert "chưa báo kết quả" not in page


@pytest.mark.parametrize(
    "given, sentence",
    [
        ({"p-0-unit_name": "xã Không Có"}, "Không có đơn vị nào"),
        ({"p-0-until": "30/12/2029"}, "không thể sau hạn của đơn"),
        ({"p-0-until": "12/02/2018"}, "sau ngày giao"),
        ({"p-0-subject": ""}, "Xin điền"),
    ],
)
def test_a_part_that_cannot_be_given_comes_back_with_the_reason(as_, boss, dung, whole, given, sentence):
    back = as_(boss).post(url(whole, "split"), parts("xã Kỳ Tân", **given))
    assert back.status_code == 422
    assert sentence in text_of(back)
    assert "Vét 300 m." in text_of(back)


def test_one_more_part_needs_no_script(as_, boss, whole):
    shown = text_of(as_(boss).post(url(whole, "split"), parts("xã Kỳ Tân", add="1")))
    assert "p-1-unit_name" in shown
    assert "Xin điền" not in shown


def test_a_letter_that_is_not_taken_up_is_not_split(as_, boss, minh, dung, pair):
    assert as_(boss).get(url(pair[0], "split")).status_code == 403
    assert as_(dung).get(url(pair[0], "split")).status_code == 403
