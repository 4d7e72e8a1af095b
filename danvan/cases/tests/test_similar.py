"""Letters about the same matter are found, with why; letters that only sound like letters are not."""

import pytest

from danvan.cases import similar
from danvan.cases.actions import Person
from danvan.cases.models import Case
from danvan.cases.similar import Common, Sought
from danvan.lib.text import fold
from danvan.people.roles import Role
from tests.make import LAN, MONDAY, at, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db

DRAIN = ("Cống kênh N3 bị tắc", "Đề nghị nạo vét cống kênh N3 ở thôn Đồng Tiến trước vụ hè thu.")
ROAD = ("Đường liên thôn hư hỏng", "Đường từ nhà văn hóa ra đê sụt lún, đề nghị sửa chữa trước mùa mưa.")
ELSE_OF_LAN = ("Xin cấp lại sổ đất", "Sổ đất của gia đình bị cháy, đề nghị cấp lại.")
BINH = Person("Trần Bình", phone="0912000555")


@pytest.fixture
def commune():
    with at(MONDAY):
        yield make_unit()


def make(commune, words, **how):
    return make_case(commune, subject=words[0], body=words[1], **how)


def like(commune, text, **how):
    return similar.find(similar.among_open(commune.pk), Sought(text, **how))


def test_the_same_matter_in_other_words_without_marks_is_found_and_the_words_are_named(commune):
    case = make(commune, DRAIN)
    make(commune, ROAD, person=BINH)
    found = like(
        commune, "Kenh N3 tac\ncong kenh N3 o Đồng Tiến bi tac, nuoc tran vao ruong, de nghi nao vet"
    )
    assert [each.case for each in found] == [case]
    assert {"n3", "kenh"} <= {fold(word) for word in found[0].words}
    assert not found[0].same_person


def test_letters_that_share_only_the_phrases_of_every_letter_are_not_alike(commune):
    make(commune, ROAD)
    assert like(commune, "Xin hỗ trợ giống lúa\nĐề nghị xã cấp giống lúa trước mùa mưa cho các hộ.") == []


def test_one_sender_by_name_and_number_is_shown_sooner_and_named_as_the_reason(commune):
    own = make(commune, DRAIN)
    text = "Kênh N3\nNước không thoát, ngập lúa ở cống, mong xã cho máy về nạo vét sớm giúp dân."
    assert like(commune, text) == []
    found = like(commune, text, names=("nguyen thi lan",), contacts=frozenset({LAN.phone}))
    assert [(each.case, each.same_person) for each in found] == [(own, True)]
    assert like(commune, text, names=("nguyen thi lan",), contacts=frozenset({"0912999999"})) == []


def test_another_matter_of_the_same_sender_is_not_alike(commune):
    make(commune, ELSE_OF_LAN)
    assert like(commune, "\n".join(DRAIN), names=("nguyen thi lan",), contacts=frozenset({LAN.phone})) == []


def test_neither_itself_nor_closed_letters_nor_those_of_other_units_are_found(commune):
    minh = make_officer(commune, Role.CLERK, Role.HANDLER)
    case, other = make(commune, DRAIN), make(commune, DRAIN, person=BINH)
    make(make_unit(), DRAIN)
    sought = Sought.of(case, case.parties.all())
    assert [each.case for each in similar.find(similar.among_open(commune.pk), sought)] == [other]
    walk(other, minh, MONDAY, "withdraw")
    assert similar.find(similar.among_open(commune.pk), sought) == []


def test_the_most_alike_comes_first_and_no_more_than_asked_for(commune):
    near = make(commune, (DRAIN[0], "Đề nghị nạo vét cống kênh N3, xã Kỳ Khang."), person=BINH)
    same = make(commune, DRAIN, person=BINH)
    found = like(commune, "\n".join(DRAIN))
    assert [each.case for each in found] == [same, near]
    assert similar.find(similar.among_open(commune.pk), Sought("\n".join(DRAIN)), most=1)[0].case == same


@pytest.mark.parametrize("text", ["", "Kính gửi", "… !!!", "a b"])
def test_a_text_that_says_nothing_is_like_nothing(commune, text):
    make(commune, DRAIN)
    assert like(commune, text) == []


def test_no_word_of_a_letter_becomes_a_word_of_the_question(commune):
    make(commune, DRAIN)
    assert like(commune, "kenh' | !n3 & :* <-> (tac)) cong\\ 'nao vet") is not None


def test_where_words_are_common_they_are_asked_for_together():
    rare = Common({}, 100)
    assert " & " not in similar._question(["kenh", "cong", "tac"], rare)
    common = Common({"kenh": 0.1, "cong": 0.1, "tac": 0.1}, 10_000)
    assert similar._question(["kenh", "cong", "tac"], common).count("&") == 2 * 1  # one group of three


def test_the_statements_do_not_grow_with_the_register(commune, django_assert_max_num_queries):
    for _ in range(12):
        make(commune, DRAIN, person=BINH)
    sought = Sought("\n".join(DRAIN), ("nguyen thi lan",), frozenset({LAN.phone}))
    similar.how_common.cache_clear()
    with django_assert_max_num_queries(3):
        assert len(similar.find(Case.objects.open(), sought)) == 5
