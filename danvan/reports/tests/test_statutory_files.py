"""A form's file that does not follow the schema is refused with file, line and reason."""

import pytest

from danvan.law import RuleFileError
from danvan.law.yamlfile import parse
from danvan.reports.statutory import schema

HEAD = """
number: 99/2030/TT-TTCP
in_force_from: 2030-01-01
forms: [01-ABC]
absent:
  later: {vi: Chưa có., en: Not yet.}
"""
FORM = """
code: 01/ABC
title: {vi: Biểu thử, en: A trial}
source: {vi: Thử, en: Trial}
columns:
  - {n: 1, head: [Tổng số], formula: 2 + 3}
  - {n: 2, head: [Đơn, Khiếu nại], count: received, kind: complaint}
  - {n: 3, head: [Đơn, Khác], count: received, kind: {except: [complaint]}}
  - {n: 4, head: [Đôn đốc], absent: later}
checks: ["1 = 2 + 3"]
"""


def made(form=FORM, head=HEAD):
    return schema.made(parse(head, "circular.yaml"), [parse(form, "01-ABC.yaml")], "99-2030")


def test_a_new_circular_is_a_folder_of_files_and_no_code():
    form = made().forms["01/ABC"]
    assert [column.about for column in form.columns] == ["case", "case", "case", ""]
    assert form.equations[0].sides[0].total == form.equations[0].sides[1].total


@pytest.mark.parametrize(
    "old, new, line, reason",
    [
        ("count: received, kind: complaint", "count: letters", 7, "no figure is called 'letters'"),
        ("count: received, kind: complaint", "count: received +", 7, "is not a sum"),
        ("kind: complaint}", "kind: question}", 7, "'question' is none of"),
        ("kind: complaint}", "sitting: head}", 7, "'kind' is asked of letters"),
        ("count: received, kind: {except: [complaint]}", "count: received + turns", 8, "not several"),
        ("kind: complaint}", "colour: red}", 7, "unknown key 'colour'"),
        ("n: 3,", "n: 5,", 8, "column 3 is expected here"),
        ("formula: 2 + 3", "formula: 2 + 9", 6, "there is no column 9"),
        ("formula: 2 + 3", "formula: 1 + 3", 6, "column 1 is made of itself"),
        ("formula: 2 + 3", "formula: two", 6, "neither a column"),
        ("formula: 2 + 3", "formula: 02/XYZ.1", 6, "belongs into 'checks'"),
        ("absent: later", "absent: never", 9, "gives no reason 'never'"),
        (", absent: later", "", 9, "one of count, formula, absent, note is needed"),
        ("head: [Đôn đốc]", "head: Đôn đốc", 9, "'head' must be a list"),
        ('"1 = 2 + 3"', '"1"', 10, "is no equation"),
        ('"1 = 2 + 3"', '"1 = 02/XYZ.4"', 10, "no column 4 in the form '02/XYZ'"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(old, new, line, reason):
    assert FORM.count(old) >= 1
    with pytest.raises(RuleFileError, match=reason.replace("(", r"\(")) as refused:
        made(FORM.replace(old, new, 1))
    assert (refused.value.file, refused.value.line) == ("01-ABC.yaml", line)


def test_a_circular_that_names_a_form_without_file_is_refused(tmp_path):
    (tmp_path / "circular.yaml").write_text(HEAD, "utf-8")
    with pytest.raises(RuleFileError, match="no file 01-ABC") as refused:
        schema.load(tmp_path)
    assert refused.value.line == 4
