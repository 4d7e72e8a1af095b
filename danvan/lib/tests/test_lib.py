"""Claims about text, codes, days and trees."""

import hashlib
import json
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.lib import canonical, codes, dates, merkle, text


def test_search_without_marks_finds_the_word_with_marks():
    assert text.fold("Đất đai, ĐƯỜNG sá") == "dat dai duong sa"


@given(st.text())
def test_folding_twice_changes_nothing(anything):
    assert text.fold(text.fold(anything)) == text.fold(anything)


def test_clean_drops_nul_and_invisible_characters_and_keeps_the_words():
    assert text.clean("  Kính\x00 gửi\u200b  \r\n\r\n\r\n\r\nông  ") == "Kính gửi\n\nông"


def test_names_sort_as_in_a_vietnamese_dictionary():
    names = ["Đào", "Dũng", "Ân", "An", "Ấn", "Ăn", "Án"]
    assert sorted(names, key=text.sort_key) == ["An", "Án", "Ăn", "Ân", "Ấn", "Dũng", "Đào"]


def test_a_code_carries_at_least_sixty_bits_even_after_drawing_again():
    assert len(codes.ALPHABET) ** codes.RANDOM_LENGTH * len(codes.ALPHABET) / 29 >= 2**60


@given(st.integers(0, codes.LENGTH - 1), st.sampled_from(codes.ALPHABET))
def test_one_wrong_character_is_always_noticed(place, char):
    code = codes.new_code()
    wrong = code[:place] + char + code[place + 1 :]
    assert codes.is_code(wrong) == (wrong == code)


@given(st.integers(0, codes.LENGTH - 2))
def test_two_swapped_neighbours_are_always_noticed(place):
    code = codes.new_code()
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert codes.is_code(swapped) == (swapped == code)


def test_a_code_is_found_however_it_is_typed():
    code = codes.new_code()
    assert codes.normalise(f"  {codes.grouped(code).lower().replace('-', ' ')} ") == code


@given(st.text(max_size=100))
def test_no_text_breaks_the_look_up_of_a_code(anything):
    found = codes.normalise(anything)
    assert found is None or codes.is_code(found)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_reads_back_from_its_own_words(day):
    assert dates.parse(dates.short(day)) == day == dates.parse(day.isoformat())


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(-60, 60))
def test_so_many_months_later_and_as_many_back_is_the_month_itself(day, months):
    there = dates.months_later(day, months)
    assert there.day == 1
    assert (there.year - day.year) * 12 + there.month - day.month == months
    assert dates.months_later(there, -months) == day.replace(day=1)


def test_a_day_that_does_not_exist_is_no_day():
    assert dates.parse("31/02/2018") is None


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=40), st.data())
def test_every_leaf_proves_that_it_is_in_the_tree_and_no_other_does(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = merkle.proof(leaves, index)
    assert merkle.proves(leaves[index], path, merkle.root(leaves))
    assert not merkle.proves(leaves[index] + b"x", path, merkle.root(leaves))


def test_the_tree_is_that_of_rfc_6962():
    a, b, c = (merkle.leaf_hash(x) for x in (b"a", b"b", b"c"))
    assert merkle.root([b"a", b"b", b"c"]) == merkle.node_hash(merkle.node_hash(a, b), c)


def test_the_canonical_form_does_not_depend_on_the_order_of_keys():
    assert canonical.digest({"a": 1, "b": date(2018, 2, 12)}) == canonical.digest(
        {"b": date(2018, 2, 12), "a": 1}
    )


def test_the_canonical_form_is_the_one_that_json_writes():
    said = {"z": ("Đơn số 1\n\x00\u2028", None, True), "a": [{"số": 12, "id": uuid4()}, 1.5, -3, {}]}
    plain = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    assert canonical.canonical(said) == plain.encode()
    inner = canonical.Ready(canonical.canonical(said["a"]))
    assert canonical.canonical({**said, "a": inner}) == plain.encode()
    with pytest.raises(TypeError):
        canonical.digest({"a thing": object()})


def test_bytes_stand_as_their_hash_in_the_canonical_form():
    assert canonical.canonical(memoryview(b"x")) == canonical.canonical(hashlib.sha256(b"x").hexdigest())


def test_the_longest_words_of_a_text_are_few_different_and_always_the_same():
    said = "Cống kênh nghiêng, cống tắc; kênh N3 của thôn"
    assert text.longest_words(said, 3) == ["nghieng", "cong", "kenh"]
    assert len(text.longest_words(" ".join(f"tu{n}" for n in range(40)))) == 12
