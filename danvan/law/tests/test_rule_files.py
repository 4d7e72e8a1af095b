"""The rule files: complete, in order, and a bad one named with its line."""

from datetime import date

import pytest

from danvan.law import RuleFileError, UnknownRule, grounds, rule, rules_on, value, versions
from danvan.law.rulebook import FOLDER, article_words, book
from danvan.law.schema import load, load_text
from danvan.law.tests.tables import HERE
from danvan.law.yamlfile import read

GOOD = """\
act:
  number: 1/2020/QH14
  kind: law
  title: {vi: Luật Thử, en: Test Law}
  in_force_from: 2020-01-01
rules:
  - id: test.answer
    kind: deadline
    article: "3.1"
    title: {vi: Trả lời, en: Answer}
    starts: {vi: ngày nhận, en: the day of receipt}
    unit: working
    terms:
      - {amount: 10}
      - {amount: 15, area: remote, extension: {times: 1, each: 5, reason: {vi: xa, en: far}}}
    confidence: verified
"""


def test_the_example_is_good():
    (found,) = load_text(GOOD)
    assert found.term("remote", "complex").amount == 15
    assert found.term("normal", "special").amount == 10
    assert found.citation.vi == "khoản 1 Điều 3 Luật Thử số 1/2020/QH14"
    assert found.short_citation == "Đ3.1 Luật 1/2020/QH14"


@pytest.mark.parametrize(
    "old, new, line, reason",
    [
        ("kind: deadline", "kind: dedline", 8, "must be one of"),
        ("kind: deadline", "kind: guard", 13, "a guard has no"),
        ("unit: working", "unit: workdays", 12, "must be one of"),
        ("    unit: working\n", "", 7, "'unit' is missing"),
        ("    starts: {vi: ngày nhận, en: the day of receipt}\n", "", 7, "from what does the term run"),
        ("amount: 10", "amount: ten", 14, "a whole number"),
        ("amount: 10", "amount: true", 14, "a whole number"),
        ("amount: 10", "amount: -10", 14, "between 0 and"),
        ("amount: 10", "amount: 10000", 14, "between 0 and"),
        ("amount: 10}", "amount: 10, area: remote}", 15, "stands twice"),
        (
            "- {amount: 10}",
            "- {amount: 10, complexity: complex}",
            13,
            "normal area and the normal case is missing",
        ),
        ("times: 1", "times: 0", 15, "between 1 and"),
        ("each: 5,", "each: 5, total: 6,", 15, "'total' must lie"),
        ("id: test.answer", "id: TestAnswer", 7, "not a dotted id"),
        ('article: "3.1"', "article: 3.1", 9, "quoted text"),
        ('article: "3.1"', 'article: "khoản 1"', 9, "quoted text"),
        ("confidence: verified", "confidence: sure", 16, "must be one of"),
        ("    confidence: verified\n", "", 7, "'confidence' is missing"),
        ("confidence: verified", "confidence: verified\n    colour: red", 17, "unknown key 'colour'"),
        ("confidence: verified", "confidence: verified\n    confidence: memory", 17, "stands twice"),
        ("vi: Trả lời,", "vi: Trả lời, báo,", 10, "needs quotes"),
        (", en: Answer", "", 10, "'en' is missing"),
        ("in_force_from: 2020-01-01", "in_force_from: soon", 5, "must be a day"),
        ("in_force_from: 2020-01-01", "in_force_from: 2020-02-30", 5, "day is out of range"),
        ("in_force_from: 2020-01-01", "in_force_from: 2020-01-01\n  in_force_until: 2019-01-01", 6, "before"),
        ("rules:", "rule:", 6, "unknown key 'rule'"),
        ("title: {vi: Luật Thử", "title: {vi: Luật Thử: mới", 4, ""),
        ("kind: law", "kind: [law", 4, ""),
        ("unit: working", "unit: working\n    cutoff: 15:00", 13, "quoted hour"),
        ("unit: working", 'unit: working\n    cutoff: "25:00"', 13, "quoted hour"),
        ("unit: working", "unit: working\n    may_be_set_by: mayor", 13, "must be one of"),
        ("unit: working", "unit: working\n    transition: {governed_by: luck}", 13, "missing"),
        (
            "rules:",
            "  transition: {governed_by: luck, confidence: memory, vi: a, en: b}\nrules:",
            6,
            "one of",
        ),
        (
            "unit: working",
            'unit: working\n    stops: [{key: Key, article: "1", vi: a, en: b}]',
            13,
            "not a key",
        ),
    ],
)
def test_a_bad_rule_file_is_named_with_line_and_reason(old, new, line, reason):
    assert old in GOOD
    with pytest.raises(RuleFileError) as caught:
        load_text(GOOD.replace(old, new, 1), "bad.yaml")
    assert caught.value.file == "bad.yaml"
    assert reason in caught.value.reason
    assert caught.value.line == line, caught.value


def test_a_day_of_the_month_that_not_every_month_has_is_refused():
    wrong = GOOD.replace("unit: working", "unit: day_of_month").replace("amount: 10", "amount: 29")
    with pytest.raises(RuleFileError, match="between 1 and 28"):
        load_text(wrong, "bad.yaml")


@pytest.mark.parametrize(
    "content", ["", "- a\n- b\n", "act: &a [*a]", "\x00", "act: 1\nrules: 2\n", b"\xff\xfe\xfa"]
)
def test_anything_that_is_no_rule_file_is_refused(content):
    with pytest.raises(RuleFileError):
        load_text(content, "bad.yaml")


def test_two_versions_in_force_on_one_day_are_refused(tmp_path):
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(GOOD.replace("2020-01-01", "2021-01-01"), encoding="utf-8")
    with pytest.raises(
        RuleFileError, match=r"b\.yaml, line 7: 'test\.answer' is in force twice on 2021-01-01"
    ):
        load(tmp_path)


def test_two_versions_of_different_kinds_are_refused(tmp_path):
    old = GOOD.replace("confidence:", "in_force_until: 2020-12-31\n    confidence:")
    (tmp_path / "a.yaml").write_text(old, encoding="utf-8")
    new = GOOD.replace("2020-01-01", "2021-01-01").replace("kind: deadline", "kind: time_bar")
    (tmp_path / "b.yaml").write_text(new, encoding="utf-8")
    with pytest.raises(RuleFileError, match="is a deadline in its other version"):
        load(tmp_path)


# What of the list of rules sets no number that any part of the product asks for, and why it is not here.
NOT_TAKEN = {
    "E-08": "periods of 2021–2025: known only by name",
    "E-09": "periods of 2013–2021: from memory",
    "F-06": "a regime: names the act, sets no number",
    "F-07": "forms: papers, not terms",
    "F-08": "scoring: belongs to versioned sets of criteria",
    "F-09": "scoring: belongs to versioned sets of criteria",
    "F-10": "a duty to notify at once: the product's way of working",
    "J-11": "of one other province only: an example of what a province sets",
    "J-17": "a regime: the numbers of the new law have not been read",
    "J-18": "criteria for choosing questions",
    "J-19": "a regime: only its first article was read",
}


def test_all_rules_that_a_part_of_the_product_asks_for_are_taken_over():
    taken = {
        each.strip()
        for found in book().values()
        for version in found
        for text in (version.legacy, *(term.legacy for term in version.terms.values()))
        for each in text.split(",")
    }
    last = {"A": 23, "B": 21, "C": 19, "D": 10, "E": 9, "F": 10, "G": 5, "H": 24, "J": 19}
    listed = {f"{letter}-{number:02}" for letter, most in last.items() for number in range(1, most + 1)}
    assert listed | {"J-12b"} == (taken - {""}) | NOT_TAKEN.keys()
    assert not taken & NOT_TAKEN.keys()


def test_a_number_from_memory_or_to_be_rechecked_never_fires_by_itself():
    for found in book().values():
        for version in found:
            assert version.fires_by_itself == (version.confidence != "memory" and not version.recheck)
    assert not rule("letter.processing", date(2022, 1, 1)).fires_by_itself
    assert not rule("complaint.acceptance", date(2026, 7, 1)).fires_by_itself
    assert rule("reception.result_notice", date(2018, 2, 12)).fires_by_itself


def test_the_rules_of_a_day_are_those_in_force_then():
    of_2018 = {each.id: each for each in rules_on(date(2018, 2, 12))}
    of_2026 = {each.id: each for each in rules_on(date(2026, 11, 22))}
    assert "reception.district_chair" in of_2018
    assert "reception.district_chair" not in of_2026
    assert "letter.processing" not in of_2018
    assert of_2018["complaint.acceptance"].unit == "calendar"
    assert of_2026["complaint.acceptance"].unit == "working"


def test_the_nine_cases_of_a_complaint_that_is_not_taken_up():
    cases = grounds("complaint.not_accepted", date(2018, 2, 12))
    assert [each.article for each in cases] == [f"11.{number}" for number in range(1, 10)]
    assert all(each.text.vi and each.text.en for each in cases)


def test_the_numbers_of_a_group():
    day = date(2018, 2, 12)
    assert value("letter.group", "group_of", day) == 5
    assert value("reception.representatives", "most", day) == 5
    assert value("reception.commune_chair", "amount", day) == 1
    with pytest.raises(UnknownRule):
        value("letter.group", "colour", day)


def test_every_rule_says_where_it_stands_in_both_languages():
    for found in book().values():
        for version in found:
            assert version.act.number in version.citation.vi
            assert version.act.number in version.citation.en
            assert version.source or version.confidence == "verified", version.id


def test_an_amendment_is_named_in_the_language_of_the_citation():
    found = rule("complaint.acceptance", date(2026, 7, 1)).citation
    assert found.vi.endswith("(sửa đổi bởi Nghị định 155/2026/NĐ-CP)")
    assert found.en.endswith("(as amended by Decree 155/2026/NĐ-CP)")
    amended = {
        each.amended_by: each.citation.en for some in book().values() for each in some if each.amended_by
    }
    assert not [act for act, said in amended.items() if act in said]


def test_an_article_is_said_as_lawyers_say_it():
    assert article_words("15.2.d") == "điểm d khoản 2 Điều 15"
    assert article_words("15.2.d", "en") == "Article 15(2)(d)"
    assert article_words("28b") == "Điều 28b"


def test_rule_files_name_no_address():
    for path in FOLDER.glob("*.yaml"):
        assert "http" not in path.read_text(encoding="utf-8")


def test_versions_come_oldest_first():
    assert [each.version for each in versions("complaint.acceptance")] == ["2012-07-01", "2026-07-01"]


def test_every_number_that_is_no_term_stands_in_the_table():
    table = read(HERE / "numbers.yaml").get_tables("numbers")
    told = {(row["rule"], str(row["version"])): dict(row["values"]) for row in table}
    assert told == {
        (each.id, each.version): dict(each.values)
        for found in book().values()
        for each in found
        if each.values
    }


def manner(each):
    """How a version counts, as the table says it: what is usual is left out."""
    said = {
        "rule": each.id,
        "from": each.in_force_from,
        "until": each.in_force_until,
        "unit": None if each.unit == "none" else each.unit,
        "first": each.count_first_day or None,
        "stays": (not each.moves) or None,
        "cutoff": each.cutoff and f"{each.cutoff:%H:%M}",
        "set_by": each.may_be_set_by or None,
        "confidence": None if each.confidence == "verified" else each.confidence,
        "recheck": each.recheck or None,
        "earlier_cases": each.passage and each.passage.governed_by,
        "earlier_unsure": (each.passage is not None and not each.passage.sure) or None,
    }
    return {key: value for key, value in said.items() if value is not None}


def test_how_and_from_when_to_when_each_version_counts_stands_in_the_table():
    table = [dict(row) for row in read(HERE / "manner.yaml").get_tables("rows")]
    assert table == [manner(each) for _key, found in sorted(book().items()) for each in found]


def test_every_extension_stands_in_the_table():
    keys = ("rule", "version", "area", "complexity", "times", "each", "total")
    told = {
        tuple(str(row.get(key, "normal")) for key in keys)
        for row in read(HERE / "numbers.yaml").get_tables("extensions")
    }
    assert told == {
        tuple(map(str, (each.id, each.version, *key, limit.times, limit.each, limit.total)))
        for found in book().values()
        for each in found
        for key, term in each.terms.items()
        if (limit := term.extension)
    }


def test_a_decree_is_named_by_its_number_before_the_law_that_it_details():
    named = [
        rule(name, date(2026, 11, 29)).act.name() for name in ("reception.conclusions", "letter.processing")
    ]
    assert named[0] == "Nghị định số 154/2026/NĐ-CP quy định chi tiết Luật Tiếp công dân"
    assert named[1].startswith("Thông tư số 05/2021/TT-TTCP quy định")
