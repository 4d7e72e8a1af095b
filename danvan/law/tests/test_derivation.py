"""Why that day: in one line, in sentences, day by day, and as it is stored."""

import json
from datetime import date

import pytest

from danvan.law import Derivation, Extension, InvalidDerivation, Suspension, due, due_by_term, national
from danvan.law.tests.tables import ask, label, rows

TET = due("reception.result_notice", start=date(2018, 2, 12)).derivation


def test_the_line_for_citizens_names_what_was_left_out():
    assert TET.short() == (
        "10 ngày làm việc kể từ ngày tiếp công dân 12/02/2018; không tính ngày đầu; "
        "trừ Tết Nguyên đán 14/02–20/02/2018 và 4 ngày cuối tuần; đến hạn thứ Hai, 05/03/2018"
    )
    assert TET.short("en") == (
        "10 working days from the day of reception 12/02/2018; the first day is not counted; leaving out "
        "Lunar New Year (Tết) 14/02–20/02/2018 and 4 weekend days; due Monday, 05/03/2018"
    )


def test_the_whole_derivation_gives_a_sentence_to_each_step():
    assert TET.sentences() == [
        "Căn cứ khoản 1 Điều 28 Luật Tiếp công dân số 42/2013/QH13: "
        "10 ngày làm việc kể từ ngày tiếp công dân 12/02/2018.",
        "Không tính ngày đầu (khoản 2 Điều 147 Bộ luật Dân sự 2015); bắt đầu đếm từ thứ Ba, 13/02/2018.",
        "Bỏ 7 ngày Tết Nguyên đán, 14/02–20/02/2018.",
        "Bỏ 4 ngày cuối tuần: 24/02–25/02/2018 và 03/03–04/03/2018.",
        "Ngày làm việc thứ 10 là thứ Hai, 05/03/2018: đến hạn, tính đến hết ngày.",
    ]
    assert TET.full() == " ".join(TET.sentences())


def test_extension_suspension_and_the_move_to_a_working_day_are_told():
    told = due(
        "complaint.first_settlement",
        start=date(2018, 3, 5),
        extensions=[Extension(15, "Quyết định 12/QĐ-UBND", date(2018, 4, 2), "vụ việc phức tạp")],
        suspensions=[
            Suspension(date(2018, 3, 10), date(2018, 3, 19), "chờ giám định", "Quyết định 9/QĐ-UBND")
        ],
    ).derivation
    lines = told.sentences()
    assert "Gia hạn 15 ngày theo Quyết định 12/QĐ-UBND ngày 02/04/2018: vụ việc phức tạp." in lines
    assert (
        "Không tính thời gian tạm dừng 10/03–19/03/2018, theo Quyết định 9/QĐ-UBND: chờ giám định." in lines
    )
    assert any(line.startswith("Ngày cuối là Chủ nhật, 29/04/2018") for line in lines)
    assert told.short().endswith("đến hạn thứ Tư, 02/05/2018")
    assert "gia hạn 15 ngày" in told.short()
    assert "trừ 10 ngày tạm dừng" in told.short()


def test_a_swapped_day_and_a_saturday_worked_in_exchange_are_told():
    lines = due_by_term(4, "working", date(2018, 12, 28)).derivation.sentences()
    assert "Bỏ 1 ngày nghỉ hoán đổi dịp Tết Dương lịch, 31/12/2018." in lines
    assert "Thứ Bảy, 05/01/2019 là ngày làm bù cho 31/12/2018, được tính." in lines
    assert any("chưa thấy văn bản chính thức" in line for line in lines)


def test_what_is_not_known_is_said():
    late = due("complaint.first_settlement", start=date(2026, 12, 20)).derivation
    assert "Tạm tính: chưa có lịch nghỉ năm 2027." in late.sentences()
    assert late.short().endswith("(tạm tính, chưa có lịch nghỉ năm 2027)")
    unread = due("complaint.acceptance", start=date(2026, 7, 1)).derivation
    assert unread.short().endswith("(số ngày chờ xác nhận)")


def test_a_notice_is_told_backwards():
    told = due("reception.schedule_notice", start=date(2018, 2, 23)).derivation
    assert told.short() == (
        "Ít nhất 5 ngày làm việc trước ngày tiếp công dân 23/02/2018; chậm nhất thứ Sáu, 09/02/2018"
    )
    assert [cell.kind for cell in told.cells()][:4] == ["due", "off", "off", "counted"]
    assert told.cells()[-1].kind == "start"


def test_before_2017_the_older_civil_code_is_not_quoted_by_article():
    told = due("complaint.time_bar", start=date(2014, 11, 5)).derivation
    assert "Bộ luật Dân sự 2015" not in told.full()
    assert "Civil Code 2015" not in told.full("en")


def test_the_strip_of_tet_2018():
    cells = TET.cells()
    assert [cell.kind for cell in cells[:3]] == ["start", "counted", "off"]
    assert [cell.word.vi for cell in cells if cell.kind == "off"] == ["Tết"] * 7 + ["Nghỉ"] * 4
    assert [cell.number for cell in cells if cell.kind == "counted"] == list(range(1, 10))
    assert (cells[-1].day, cells[-1].kind, cells[-1].number) == (date(2018, 3, 5), "due", 10)


def test_a_long_strip_collapses_its_whole_weeks():
    told = due("complaint.first_settlement", start=date(2018, 3, 6), complexity="complex").derivation
    cells = told.cells()
    weeks = [cell for cell in cells if cell.kind == "week"]
    assert len(cells) <= 31
    assert weeks[0].word.vi == "ngày 6–12"
    assert (weeks[0].day, weeks[0].until) == (date(2018, 3, 12), date(2018, 3, 18))
    assert len(told.cells(collapse=False)) == (told.due_on - date(2018, 3, 6)).days + 1


def test_a_last_day_that_moves_has_its_own_cell():
    told = due("complaint.acceptance", start=date(2017, 3, 9)).derivation
    assert [(cell.day.day, cell.kind, cell.number) for cell in told.cells()[-2:]] == [
        (19, "moved", 10),
        (20, "due", None),
    ]


def test_a_suspended_day_says_why():
    pause = Suspension(date(2018, 3, 8), date(2018, 3, 9), "chờ giám định")
    told = due("reception.result_notice", start=date(2018, 3, 5), suspensions=[pause]).derivation
    assert [cell.reason.vi for cell in told.cells() if cell.kind == "suspended"] == ["chờ giám định"] * 2


@pytest.mark.parametrize("row", rows("rules.yaml"), ids=label)
def test_what_is_stored_is_small_and_reads_back_the_same(row):
    told = ask(row).derivation
    stored = json.dumps(told.as_dict(), ensure_ascii=False)
    assert len(stored.encode()) < 2048
    assert Derivation.from_dict(json.loads(stored)) == told
    assert Derivation.from_dict(json.loads(stored)).full() == told.full()


def test_a_stored_derivation_outlives_a_change_of_the_calendar():
    stored = Derivation.from_dict(TET.as_dict())
    closed = national().with_closures({date(2018, 2, 26): "bão"})
    assert due("reception.result_notice", start=date(2018, 2, 12), calendar=closed).due_on == date(2018, 3, 6)
    assert stored.short() == TET.short()


@pytest.mark.parametrize(
    "data", [{}, {"v": 2}, {"v": 1, "unit": "working"}, {**TET.as_dict(), "week": []}, []]
)
def test_a_derivation_that_was_not_written_by_us_is_refused(data):
    with pytest.raises(InvalidDerivation):
        Derivation.from_dict(data)


def test_each_language_keeps_to_itself():
    for row in rows("rules.yaml"):
        assert "ngày" not in ask(row).derivation.full("en")
        assert " day" not in ask(row).derivation.full("vi")


def test_a_suspension_of_centuries_is_told_as_fast_as_one_of_a_day():
    endless = due_by_term(
        9, "working", date(2018, 2, 12), suspensions=[(date(2018, 2, 22), date(9000, 1, 1))]
    )
    asked = []
    why_off = endless.derivation.calendar.why_off
    endless.derivation.calendar.why_off = lambda day: asked.append(day) or why_off(day)
    assert any("22/02/2018" in line for line in endless.derivation.sentences("vi"))
    assert len(asked) < 100
