"""A district asks its communes for a report: who handed in, is late, was entered by hand; the sum proves itself."""

import io
from dataclasses import replace
from datetime import date

import pytest
import python_calamine

from danvan.cases.errors import StepRefused
from danvan.people.roles import Role
from danvan.reports.statutory import masked
from danvan.reports.statutory.form import Column
from danvan.reports.templatetags.reports import by
from danvan.reports.tests.make import HALF, LATER, START, at, live
from danvan.statements import actions, collected, columns, queries, shapes, verify
from danvan.statements.forms import EnterForm
from danvan.statements.models import Request
from danvan.statements.tests.conftest import ANSWERED
from danvan.statements.tests.test_life import BACKEND, FORM, PEOPLE, browser
from tests.make import make_officer

DUE = date(2018, 8, 3)
CELLS = {"5": 1, "6": 2, "8": 3, "9": 3, "10": 3, "13": 3, "14": 1, "16": 2, "21": 3}
__all__ = ["BACKEND"]


@pytest.fixture
def khang(district):
    return make_officer(district.khang, Role.HANDLER, Role.LEADER, full_name="Võ Thị Khang")


@pytest.fixture
def asked(district, minh):
    given = {"due_on": DUE, "units": district.communes, "note": "Gấp.", "by": minh, "on": LATER}
    return actions.ask(district.unit, shapes.get(FORM), *HALF, **given)


def of(asked, unit):
    return asked.submissions.get(unit=unit)


def issue(unit, by, name=FORM):
    row = actions.draft(unit, shapes.get(name), *HALF, by=by, on=LATER)
    for step in (actions.send, actions.sign, actions.issue):
        step(row, by=by, on=LATER)
    return row


def issued_cells(issued):
    return queries.kept(issued)["figures"]["total"]["1"]


def test_who_handed_in_who_is_late_and_what_came_back_with_a_reason(district, asked, minh, khang):
    row = of(asked, district.khang)
    with pytest.raises(StepRefused, match="chưa ban hành"):
        actions.hand_in(row, by=khang, on=LATER)
    issued = issue(district.khang, khang)
    client = browser(khang)
    page = client.get(f"/desk/statements/requests/{asked.pk}/").context["lines"][0]["draw_up"]
    assert client.get(page).context["table"].total.cells[1] == issued_cells(issued)
    assert client.post(f"/desk/statements/submissions/{row.pk}/hand-in/").status_code == 302
    with at(date(2018, 8, 6)):
        page = browser(minh).get(f"/desk/statements/requests/{asked.pk}/").content.decode()
        assert "1 đơn vị trễ hạn hôm nay" in page
        assert issued.symbol in page
        listed = queries.requests_of(minh, on=date(2018, 8, 6)).get()
        assert (listed.owed, listed.came_in, listed.late) == (2, 1, 1)
    actions.give_back(of(asked, district.khang), text="Thiếu cột 14.", by=minh, on=LATER)
    own = client.get(f"/desk/statements/requests/{asked.pk}/").content.decode()
    assert "Thiếu cột 14." in own
    assert "xã Kỳ Tân" not in own, "a commune sees its own line"
    assert [*verify.requests()] == []


def test_the_page_of_a_head_tells_what_waits_for_a_signature_and_which_reports_are_late(
    district, asked, minh, hoa, khang
):
    row = actions.draft(district.unit, shapes.get(FORM), *HALF, by=minh, on=LATER)
    actions.send(row, by=minh, on=LATER)
    with at(date(2018, 8, 6)):
        told = {officer: browser(officer).get("/desk/head/watch/") for officer in (hoa, khang)}
    assert told[hoa].context["reports"] == {"to_sign": 1, "below": 2, "own": 0}
    assert told[khang].context["reports"] == {"to_sign": 0, "below": 0, "own": 1}
    assert "1 báo cáo chờ ông/bà ký" in told[hoa].content.decode()


def test_a_unit_without_the_system_is_entered_by_hand_and_marked_so_everywhere(district, asked, minh, khang):
    row, client = of(asked, district.tan), browser(minh)
    address = f"/desk/statements/submissions/{row.pk}/enter/"
    typed = {f"cell-{key}": n for key, n in CELLS.items()}
    wrong = client.post(address, {**typed, "cell-13": 5, "why": "Chưa có máy.", "source": "15/BC-UBND"})
    assert wrong.status_code == 422
    assert "Số liệu không khớp, chưa ghi: 3 (cột 9) khác" in wrong.content.decode()
    assert 'value="5"' in wrong.content.decode(), "what was typed is there"
    assert client.post(address, {**typed, "why": "Chưa có máy.", "source": "15/BC-UBND"}).status_code == 302
    row.refresh_from_db()
    assert (row.cells["1"], row.cells["18"], row.by_hand) == (3, 3, True)
    issue(district.khang, khang)
    actions.hand_in(of(asked, district.khang), by=khang, on=LATER)
    with pytest.raises(StepRefused, match="tự nộp"):
        actions.enter(of(asked, district.khang), cells=CELLS, why="Thử", source="1", by=minh, on=LATER)
    page = client.get(f"/desk/statements/requests/{asked.pk}/").content.decode()
    assert "nhập thay" in page
    assert "Theo 15/BC-UBND." in page
    book = client.get(f"/desk/statements/requests/{asked.pk}/sum.xlsx").content
    lines = python_calamine.load_workbook(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert "xã Kỳ Tân (nhập thay)" in [line[0] for line in lines]
    assert next(line for line in lines if line[0] == "Tổng số")[1] == 3 + 1
    assert [*verify.requests()] == []


def test_the_sum_is_proved_and_held_against_the_register(district, asked, minh, khang):
    issue(district.khang, khang)
    actions.hand_in(of(asked, district.khang), by=khang, on=LATER)
    rows = queries.submissions_of(asked, minh, on=LATER)
    made = collected.add_up(asked, rows, on=LATER)
    assert made.proofs
    assert all(check.holds for check in made.proofs)
    assert collected.against_register(asked, made) == []
    live(district, ANSWERED, start=START, unit=district.khang, kind="complaint", topic="land")
    differ = {each.head.key: each.difference for each in collected.against_register(asked, made)}
    assert differ["1"] == -1


def test_one_denunciation_in_the_register_of_today_is_told_to_no_clerk(district, minh, hoa, khang):
    form = "02-2021.03-XLD"
    given = {"due_on": DUE, "units": district.communes, "by": minh, "on": LATER}
    asked = actions.ask(district.unit, shapes.get(form), *HALF, **given)
    issue(district.khang, khang, form)
    actions.hand_in(of(asked, district.khang), by=khang, on=LATER)
    live(district, [], start=START, unit=district.khang, kind="denunciation", topic="land")
    told = {each: browser(each).get(f"/desk/statements/requests/{asked.pk}/") for each in (minh, hoa)}
    assert "against" not in told[minh].context
    assert "Trong sổ hiện nay có số tố cáo dưới 3" in told[minh].content.decode()
    assert (1, 0) in {(each.register, each.handed_in) for each in told[hoa].context["against"]}


def test_people_relations_figures_can_be_asked_added_up_and_entered_too(district, minh, khang):
    given = {"due_on": DUE, "units": district.communes, "by": minh, "on": LATER}
    asked = actions.ask(district.unit, shapes.get(PEOPLE), *HALF, **given)
    with pytest.raises(StepRefused, match="yêu cầu báo cáo này"):
        actions.ask(district.unit, shapes.get(PEOPLE), *HALF, **given)
    issue(district.khang, khang, PEOPLE)
    actions.hand_in(of(asked, district.khang), by=khang, on=LATER)
    cells = {
        "turns": 4,
        "persons": 5,
        "received": 2,
        "eligible": 2,
        "resolved": 1,
        "resolved_in_time": 1,
        "open": 1,
    }
    actions.enter(of(asked, district.tan), cells=cells, why="Mất mạng", source="3/BC", by=minh, on=LATER)
    made = collected.add_up(asked, queries.submissions_of(asked, minh, on=LATER), on=LATER)
    assert (made.total["received"], made.total["turns"], made.total["in_term"]) == (3, 5, 1)
    assert all(check.holds for check in made.proofs)
    assert collected.against_register(asked, made) == []
    book = collected.xlsx(asked, made, "Kỳ Anh")
    assert "xã Kỳ Tân (nhập thay)" in str(
        python_calamine.load_workbook(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    )


def test_nothing_at_all_is_a_whole_report_in_every_form():
    for shape in shapes.every():
        cells = columns.filled(shape, {})
        actions.collecting.check_sums(shape, cells)
        assert set(cells.values()) <= {0}, shape.name


def test_sums_of_sums_are_worked_out_however_deep_they_lie():
    sums = {1: "2 + 6", 2: "3 + 6", 3: "4 + 6", 4: "5 + 6"}
    columns_of = [Column(n, (f"Cột {n}",), formula=sums.get(n, "")) for n in range(1, 7)]
    blank = shapes.get(FORM)
    shape = replace(blank, form=replace(blank.form, columns=tuple(columns_of), equations=()))
    assert columns.filled(shape, {"5": 10, "6": 1}) == {"1": 14, "2": 13, "3": 12, "4": 11, "5": 10, "6": 1}


def test_only_units_below_are_asked(district, khang, minh):
    with pytest.raises(StepRefused, match="trực thuộc"):
        actions.ask(
            district.unit, shapes.get(FORM), *HALF, due_on=DUE, units=[district.unit], by=minh, on=LATER
        )
    assert browser(khang).get("/desk/statements/requests/new/").status_code == 403
    page = browser(minh).post(
        "/desk/statements/requests/new/",
        {
            "shape": FORM,
            "first": "01/01/2018",
            "last": "30/06/2018",
            "due_on": "05/08/2018",
            "units": [district.tan.key],
        },
    )
    assert page["Location"] == f"/desk/statements/requests/{Request.objects.get().pk}/"


def test_a_request_is_withdrawn_with_the_reason_and_may_be_asked_anew(district, asked, minh, khang):
    issue(district.khang, khang)
    client = browser(minh)
    assert client.post(f"/desk/statements/requests/{asked.pk}/withdraw/", {"text": ""}).status_code == 422
    client.post(f"/desk/statements/requests/{asked.pk}/withdraw/", {"text": "Nhầm kỳ."})
    with pytest.raises(StepRefused, match="đã rút"):
        actions.hand_in(of(asked, district.khang), by=khang, on=LATER)
    with at(date(2018, 8, 6)):
        assert "Nhầm kỳ." in browser(minh).get(f"/desk/statements/requests/{asked.pk}/").content.decode()
        assert queries.requests_of(minh, on=date(2018, 8, 6)).get().late == 0
    given = {"due_on": DUE, "units": district.communes, "by": minh, "on": LATER}
    assert actions.ask(district.unit, shapes.get(FORM), *HALF, **given) != asked
    assert [*verify.requests()] == []


def test_money_is_typed_in_the_unit_of_its_heading_kept_in_dong_and_shown_as_it_was_typed():
    shape = shapes.get("02-2021.01-KQGQ")
    form = EnterForm({"cell-7": "12,345678", "why": "Mất mạng", "source": "3/BC"}, shape=shape, initial={})
    assert form.is_valid(), form.errors
    assert form.asked()["cells"]["7"] == 12_345_678
    again = EnterForm(shape=shape, initial={"cell-7": 12_345_678})
    assert 'value="12,345678"' in str(again["cell-7"])
    head = next(head for head in columns.heads(shape) if head.key == "7")
    assert (by(12_345_678, head), by(3, {"was": 3}), by(None, head)) == ("12,346", "3", "–")
    conclusions = shapes.get("02-2021.04-KQGQ").form
    assert masked.is_delicate(conclusions, {1: 9, 3: 5_000_000})
    assert not masked.is_delicate(conclusions, {1: 9, 3: 0})


def test_a_figure_that_nobody_can_have_is_refused_at_its_field(district, asked, minh):
    cells = {f"cell-{key}": str(amount * 10**30) for key, amount in CELLS.items()}
    address = f"/desk/statements/submissions/{of(asked, district.tan).pk}/enter/"
    page = browser(minh).post(address, {**cells, "why": "Mất mạng", "source": "3/BC"})
    assert (page.status_code, "lớn nhất là 999999999" in page.content.decode()) == (422, True)


def test_what_came_in_of_denunciations_stands_in_no_clerks_form_for_entering(district, minh, khang):
    live(district, [], start=START, unit=district.khang, kind="denunciation", topic="land")
    name = "02-2021.03-XLD"
    given = {"due_on": DUE, "units": district.communes, "by": minh, "on": LATER}
    asked = actions.ask(district.unit, shapes.get(name), *HALF, **given)
    issue(district.khang, khang, name)
    row = of(asked, district.khang)
    actions.hand_in(row, by=khang, on=LATER)
    hoa = make_officer(district.unit, Role.HANDLER, Role.LEADER)
    address = f"/desk/statements/submissions/{row.pk}/enter/"
    told = {who: browser(who).get(address).context["form"].initial for who in (minh, hoa)}
    assert 1 in told[hoa].values()
    assert 1 not in told[minh].values()
    assert "Số đã có không hiện" in browser(minh).get(address).content.decode()


def test_the_register_beside_a_sum_tells_no_clerk_of_a_denunciation_that_came_since(district, minh, khang):
    name = "02-2021.03-XLD"
    given = {"due_on": DUE, "units": district.communes, "by": minh, "on": LATER}
    asked = actions.ask(district.unit, shapes.get(name), *HALF, **given)
    issue(district.khang, khang, name)
    actions.hand_in(of(asked, district.khang), by=khang, on=LATER)
    live(district, [], start=START, unit=district.khang, kind="denunciation", topic="land")
    hoa = make_officer(district.unit, Role.HANDLER, Role.LEADER)
    address = f"/desk/statements/requests/{asked.pk}/"
    assert browser(hoa).get(address).context["against"]
    assert "against" not in browser(minh).get(address).context
