"""A register is brought in whole or not at all, once, and taken out again; journal and figures agree with it."""

from datetime import date

import pytest

from danvan.cases import actions as cases
from danvan.cases import verify as cases_verified
from danvan.cases.models import Case
from danvan.figures import queries as figures
from danvan.figures import verify as figures_verified
from danvan.imports import actions, verify
from danvan.imports.errors import Refused
from danvan.imports.models import Import, Line, Upload
from danvan.imports.tests.make import BOOK_2021, LETTERS, as_csv, letter, visit
from danvan.journal import verify as journal_verified
from danvan.journal.models import Event
from danvan.notices.actions import gather
from danvan.notices.models import Telling
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.petitions import brought
from danvan.petitions.workflow import COMPLAINT, RECOMMENDATION
from danvan.reception import actions as reception
from danvan.reception import queries as books
from danvan.reception import verify as reception_verified
from danvan.reception.book import FORM_2021, lines
from danvan.reception.models import Turn
from danvan.reception.views.book import workbook
from danvan.reports import recount
from danvan.retention import actions as retention
from tests.make import at, make_officer, make_unit

pytestmark = pytest.mark.django_db
NOW = date(2018, 6, 1)
CHECKS = (
    *(journal_verified.events, cases_verified.contents, cases_verified.states, reception_verified.turns),
    *(figures_verified.facts, figures_verified.totals, verify.imports, recount.differences),
)
VISITS = (
    visit(1),
    visit("", "", "", about="Đường thôn ngập Yêu cầu: sửa trước mùa mưa", shown="Sở Giao thông (12/HD-TD)"),
    visit(
        2,
        "13/02/2018",
        "Lê Thị Hà; Lê Văn Bình và 4 người khác",
        kind="Khiếu nại / 6",
        own="x",
        result="Đã thụ lý",
    ),
    visit(
        3,
        "14/02/2018",
        papers="042190001234",
        own="x",
        result="Đã báo 20/02/2018",
        note="đã đến trước đây; có giấy mời",
    ),
    visit(4, "14/02/2018", own="x", result="Chưa báo", settled="UBND xã"),
    visit(5, "15/02/2018", passed="UBND huyện Thử", result="Đã chuyển cơ quan khác"),
)
SENT = (
    letter(1),
    letter(2, result="Đang giải quyết", about="Cống kênh N3 bị tắc\nHạn xử lý: 26/02/2018"),
    letter(3, result="Đã trả lời 05/03/2018", about="Đèn đường hỏng\nHạn xử lý: 26/02/2018"),
    letter(4, result="Chuyển UBND huyện Thử"),
    letter(5, kind="Khiếu nại / 7", result="Không thụ lý"),
)


@pytest.fixture
def unit(db) -> Unit:
    return make_unit()


@pytest.fixture
def hoa(unit) -> Account:
    with at(NOW):
        yield make_officer(unit, Role.LEADER, full_name="Lê Thị Hoa")


def lies() -> list[journal_verified.Lie]:
    return [lie for check in CHECKS for lie in check()]


def read(unit: Unit, by: Account, *rows, register: str = "reception") -> Import:
    heading = BOOK_2021 if register == "reception" else LETTERS
    content = as_csv(heading, *rows).encode()
    return actions.prepare(unit=unit, register=register, name="so.csv", content=content, by=by, on=NOW)


def brought_in(unit: Unit, by: Account, *rows, register: str = "reception", **how) -> Import:
    return actions.bring_in(read(unit, by, *rows, register=register), by=by, on=NOW, **how)


def flows(unit: Unit, *measures: str) -> list[int]:
    found = figures.flow(measures, from_=date(2018, 1, 1), to=NOW, units=[unit.pk])
    return [found.get((measure,), 0) for measure in measures]


def exported(unit: Unit) -> bytes:
    turns = next(books.portions_of_book(unit, since=date(2018, 1, 1), until=NOW))
    rows = [FORM_2021.cells(line) for line in lines(turns, books.units_passed_to(turns, NOW))]
    return workbook(FORM_2021, rows)


@pytest.mark.parametrize("kind", [COMPLAINT, RECOMMENDATION], ids=lambda kind: kind.code)
def test_every_way_to_a_status_is_one_of_the_workflow(kind):
    codes = {status.code for status in kind.statuses}
    for status, verbs in [*brought.WAYS.items(), ("closed", brought.REPORTED)]:
        at_status = kind.opening.target
        for verb in verbs if status in codes else ():
            step = kind.step(verb, at_status)
            assert step is not None, f"{verb} from {at_status}"
            at_status = step.target
        assert status not in codes or at_status == status
    assert codes - set(brought.WAYS) == {"merged"}


def test_turns_come_in_as_their_register_tells_of_them_and_all_of_it_verifies(unit, hoa):
    done = brought_in(unit, hoa, *VISITS)
    assert (done.turns, done.cases, done.kept) == (5, 2, 0)
    assert flows(unit, "reception.turns", "reception.persons", "reception.groups", "reception.matters") == [
        5,
        10,
        1,
        6,
    ]
    assert [turn.is_late_entry for turn in Turn.objects.all()] == [True] * 5
    assert {event.data["import"] for event in Event.objects.filter(verb="bring_in", stream="turn")} == {
        done.pk
    }
    assert lies() == []


def test_letters_come_in_where_they_stand_with_figures_on_their_own_days(unit, hoa):
    brought_in(unit, hoa, *SENT, register="petitions")
    assert list(Case.objects.order_by("pk").values_list("status", "elsewhere")) == [
        ("answered", ""),
        ("working", ""),
        ("answered", ""),
        ("transferred", "UBND huyện Thử"),
        ("ineligible", ""),
    ]
    names = ("received", "resolved", "resolved_in_time", "resolved_late", "transferred", "ineligible")
    assert flows(unit, *(f"letters.{name}" for name in names)) == [5, 2, 1, 1, 1, 1]
    assert figures.stock(["letters.open"], on=date(2018, 2, 12), units=[unit.pk]) == {("letters.open",): 3}
    late = Case.objects.overdue(NOW)
    assert [case.due_on for case in late] == [date(2018, 2, 26)], (
        "an open letter keeps its last day, an ended one none"
    )
    assert lies() == []


def test_nobody_is_told_of_what_came_in(unit, hoa):
    brought_in(unit, hoa, *SENT, register="petitions")
    assert gather() == 0
    assert not Telling.objects.exists()


def test_one_row_that_is_not_understood_and_nothing_is_in(unit, hoa):
    found = read(unit, hoa, visit(1), visit(2, "30/02/2018"))
    with pytest.raises(Refused, match="Còn 1 dòng"):
        actions.bring_in(found, by=hoa, on=NOW)
    assert not Turn.objects.exists()
    assert Import.objects.get().state == "read"


def test_rows_left_out_stay_kept_and_listed(unit, hoa):
    done = brought_in(unit, hoa, visit(1), visit(2, "30/02/2018"), ["", "Tổng cộng", "2"], leaves_out=True)
    assert (done.turns, done.kept) == (1, 1)
    kept = Line.objects.get(fate="kept")
    assert (kept.row, kept.cells[1], kept.problems) == (3, "30/02/2018", [["on", "no_day", "30/02/2018"]])
    assert Line.objects.get(fate="aside").problems == [["", "sum", ""]]
    assert not Upload.objects.exists()
    assert lies() == []


def test_the_same_file_again_doubles_nothing(unit, hoa):
    brought_in(unit, hoa, *VISITS)
    again = brought_in(unit, hoa, *VISITS, visit(6, "16/02/2018"))
    assert (again.turns, again.again) == (1, 5)
    assert Turn.objects.count() == 6


def test_what_somebody_wrote_here_already_is_not_brought_in(unit, hoa):
    told = reception.Told("water", "Cống kênh N3 bị tắc", "advised")
    on, caller = date(2018, 2, 12), reception.Caller("Nguyễn Thị Na")
    reception.register_turn(unit=unit, on=on, callers=[caller], matters=[told], persons=1, by=hoa)
    done = brought_in(unit, hoa, visit(1), visit(2, who="Lê Văn Bình"))
    assert (done.turns, done.again) == (1, 1)


def test_a_register_goes_out_and_comes_in_as_it_was(unit, hoa):
    brought_in(unit, hoa, *VISITS)
    first, other = exported(unit), make_unit()
    boss = make_officer(other, Role.LEADER)
    found = actions.prepare(unit=other, register="reception", name="so.xlsx", content=first, by=boss, on=NOW)
    actions.bring_in(found, by=boss, on=NOW)

    def cells(content: bytes) -> list[list[str]]:
        from danvan.lib.spreadsheet import sheets

        return sheets(content)[0].rows

    assert len(cells(first)) == 7
    assert cells(exported(other)) == cells(first)


def test_an_import_is_taken_out_whole_and_the_figures_stand_as_before(unit, hoa):
    done, sent = brought_in(unit, hoa, *VISITS), brought_in(unit, hoa, *SENT, register="petitions")
    actions.take_out(done, text="nhầm tệp", by=hoa, on=NOW)
    actions.take_out(sent, text="nhầm tệp", by=hoa, on=NOW)
    assert not Turn.objects.exists()
    assert not Case.objects.exists()
    assert flows(unit, "reception.turns", "letters.received", "letters.resolved") == [0, 0, 0]
    assert lies() == []
    assert brought_in(unit, hoa, *VISITS).turns == 5, "what was taken out may come in again"


def test_what_somebody_has_gone_on_with_is_not_taken_out(unit, hoa):
    done = brought_in(unit, hoa, *SENT, register="petitions")
    case = Case.objects.get(status="working")
    cases.move(case, "note", by=hoa, on=NOW, given=cases.Step(text="đã gọi điện"))
    with pytest.raises(Refused, match="việc làm tiếp"):
        actions.take_out(done, text="nhầm tệp", by=hoa, on=NOW)
    assert Case.objects.count() == 5


def test_what_is_held_back_keeps_its_import_until_it_is_let_go(unit, hoa):
    done = brought_in(unit, hoa, *SENT, register="petitions")
    case = Case.objects.filter(phase="closed").first()
    held = retention.hold("case", case.pk, unit=unit, why="court", reason="Tòa yêu cầu.", by=hoa, on=NOW)
    with pytest.raises(Refused, match="đang giữ lại"):
        actions.take_out(done, text="nhầm tệp", by=hoa, on=NOW)
    retention.lift(held, by=hoa, on=NOW)
    actions.take_out(done, text="nhầm tệp", by=hoa, on=NOW)
    assert not Case.objects.exists()


def test_what_was_only_looked_at_is_taken_out_and_what_was_destroyed_still_counts(unit, hoa):
    done = brought_in(
        unit, hoa, letter(1, result="Đã trả lời 05/03/2018", about="Kết thúc"), register="petitions"
    )
    assert flows(unit, "letters.accepted", "letters.resolved_explained") == [1, 1]
    cases.look(Case.objects.get(), reason="tra cứu", by=hoa, on=NOW)
    actions.take_out(done, text="nhầm tệp", by=hoa, on=NOW)
    brought_in(unit, hoa, letter(1, result="Đã trả lời 05/03/2018"), register="petitions")
    case = Case.objects.get()
    cases.move(case, "close", by=hoa, on=NOW)
    cases.destroy(case, by=hoa, on=NOW, salt="0" * 32, data={})
    assert lies() == []


def test_work_goes_on_with_what_was_brought_in(unit, hoa):
    brought_in(unit, hoa, *SENT, register="petitions")
    case = Case.objects.get(status="working")
    cases.move(case, "answer", by=hoa, on=NOW, given=cases.Step(text="Đã nạo vét.", outcome="granted"))
    assert case.status == "answered"
    assert lies() == []


def test_a_changed_line_is_found(unit, hoa):
    done = brought_in(unit, hoa, visit(1), visit(2, "30/02/2018"), leaves_out=True)
    Line.objects.filter(fate="kept").update(cells=["khác"])
    assert [lie.row for lie in verify.imports()] == [f"import {done.pk}"]


def test_only_a_leader_or_administrator_of_the_unit_brings_in(unit, hoa):
    clerk = make_officer(unit, Role.CLERK)
    with pytest.raises(Refused, match="lãnh đạo hoặc người quản trị"):
        read(unit, clerk, visit(1))
