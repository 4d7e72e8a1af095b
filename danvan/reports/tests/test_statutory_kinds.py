"""Each kind of letter stands in its own columns: complaints, second complaints, denunciations, what is carried out."""

import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest

from danvan.cases import kinds
from danvan.cases.actions import Amount, award, ledger, move
from danvan.figures import verify
from danvan.people.roles import Role
from danvan.petitions.second import COMPLAINTS
from danvan.reports import actions, recount
from danvan.reports.statutory import circulars, kept, masked, table, workbook
from danvan.reports.statutory.page import Layout
from danvan.reports.tests.make import HALF, START, at
from danvan.reports.tests.test_forms_of_a_report import QUERY, reader
from danvan.reports.tests.test_statutory import cells, filled, letter
from tests.make import given_for

ANSWERED = [("screen", 1), ("accept", 1), ("dialogue", 1), ("answer", 2)]
OLD = "03-2013"
OF_COMPLAINTS = ("02/XLD", "01/KQGQ", "02/KQGQ", "2c")
OF_DENUNCIATIONS = ("03/XLD", "03/KQGQ", "04/KQGQ", "2d")
PAGE = "/desk/reports/statutory/"
MIXED = ("01/XLD", "2b")


def forms():
    return [form for circular in circulars.every() for form in circular.forms.values() if form.columns]


def kinds_of(column):
    """The kinds of letter that a column counts; none for turns and for what is not counted."""
    taken = (part.kinds for part in column.counts if part.measure.about == "case")
    return {code for among in taken for code in kinds.letters() if among.has(code)}


def test_no_column_of_complaints_counts_a_denunciation_and_none_of_denunciations_anything_else():
    sealed = set(kinds.sealed())
    for form in forms():
        for column in form.columns:
            found = kinds_of(column)
            if form.code in OF_COMPLAINTS or (form.code in MIXED and "Khiếu nại" in column.head):
                assert found <= COMPLAINTS, (form.code, column.number)
            elif form.code in OF_DENUNCIATIONS or (form.code in MIXED and "Tố cáo" in column.head):
                assert found <= sealed, (form.code, column.number)
            elif form.code == "04/XLD":
                assert found <= {"recommendation"}, column.number
            named = [part.kinds for part in column.counts if part.measure.about == "case"]
            assert all(among.inside or not among.values for among in named), (form.code, column.number)


@pytest.mark.django_db
def test_a_denunciation_moves_only_columns_that_count_denunciations(district):
    way = [*ANSWERED[:2], ("refer_crime", 1), ("answer", 2), ("send_conclusion", 1), ("act_on", 3)]
    sealed = {"kind": "denunciation", "start": date(2026, 1, 5)}
    letter(district, way, **sealed, topic="conduct", outcome="granted")
    letter(district, way[:4], **{**sealed, "kind": "further_denunciation"}, outcome="refused")
    letter(district, [("screen", 1), ("discontinue", 9)], **sealed, topic="other")
    letter(district, [("transfer", 1), ("report_back", 9)], **sealed)
    with at(date(2026, 8, 1)):
        found = {form.code: made(district, form) for form in forms()}
        assert list(recount.differences()) == []
    for form in forms():
        ours = {column.number for column in form.columns if kinds_of(column) & set(kinds.sealed())}
        assert {number for number, amount in found[form.code].items() if amount} <= ours, form.code

    def stand(code, *numbers):
        return [found[code][number] for number in numbers]

    assert stand("01/XLD", 9, 11, 12, 13, 14, 15, 20, 24, 26) == [4, 0, 4, 0, 2, 1, 3, 1, 1]
    assert stand("03/XLD", 12, 15, 16, 21, 22, 23, 24, 25, 27, 28, 31, 33) == [
        4,
        2,
        1,
        1,
        1,
        2,
        0,
        1,
        2,
        1,
        1,
        1,
    ]
    assert stand("03/KQGQ", 1, 4, 5, 6, 7, 8, 9, 10) == [3, 3, 1, 3, 1, 1, 0, 1]
    assert stand("03/KQGQ", 21, *range(24, 32)) == [2, 1, 0, 1, 1, 0, 0, 2, 0]
    assert stand("04/KQGQ", 1, 2) == [2, 1]
    assert stand("2d", 1, 5, 7, 8, 9, 17, 21, 23, 24) == [3, 3, 1, 1, 0, 2, 2, 2, 1]
    assert stand("2b", 7, 14, 15, 19, 20, 25, 31) == [0, 4, 3, 1, 4, 1, 2]


def made(district, form):
    """The cells of a form's total over the first half of 2026."""
    act = next(each for each in circulars.every() if each.number == form.act)
    return table.build(act, form, district.unit, date(2026, 1, 1), date(2026, 6, 30)).total.cells


@pytest.mark.django_db
def test_a_second_complaint_stands_by_what_became_of_the_first_decision(district, later):
    for outcome in ("refused", "partly", "granted"):
        letter(district, ANSWERED, kind="second_complaint", unit=district.unit, outcome=outcome)
    letter(district, ANSWERED, outcome="partly")
    settled = filled(district, "01/KQGQ")
    assert cells(settled, 4, 5, *range(20, 27)) == [4, 4, 0, 0, 1, 1, 2, 4, 0]
    assert cells(filled(district, "02/XLD"), 18, 19, 24, 25) == [1, 3, 1, 3]
    assert cells(filled(district, "01/XLD"), 14, 15, 19) == [1, 3, 4]
    assert cells(filled(district, "2c", circular=OLD), *range(9, 15)) == [1, 1, 2, 1, 1, 2]
    assert cells(filled(district, "2b", circular=OLD), 24, 25) == [1, 3]


@pytest.mark.django_db
def test_a_decision_is_to_be_carried_out_until_the_last_thing_that_it_asks_is_done(district, later):
    final = [*ANSWERED, ("order", 40)]
    letter(district, [*final, ("order", 1), ("execute", 1), ("not_executed", 1), ("execute", 1)])
    letter(district, [*final, ("execute", 20)])
    letter(district, [*final, ("call_off", 20), ("correct", 1)], unit=district.tan)
    letter(district, [*final, ("execute", 5), ("not_executed", 1), ("call_off", 2)], unit=district.tan)
    assert cells(filled(district, "02/KQGQ"), 1, 2) == [3, 1]
    second = (date(2018, 3, 1), HALF[1])
    assert cells(filled(district, "02/KQGQ", second), 1, 2) == [2, 1]
    assert cells(filled(district, "2c", circular=OLD), 28, 29) == [3, 1]
    assert list(recount.differences()) == []


def put(case, what, amount, day, by, stage="proposed"):
    with at(day):
        award(case, Amount(what, stage, amount, day, "12/QĐ-UBND"), by=by, on=day)


@pytest.mark.django_db
def test_money_land_and_people_of_decisions_stand_in_the_unit_of_their_heading_and_exact(district, later):
    case = letter(district, [*ANSWERED, ("order", 40)])
    decided, ordered = case.decided_on, START + timedelta(days=45)
    for what, amount in (
        ("recover_money", 12_345_678),
        ("return_person_land", 125_050),
        ("handle_persons", 3),
    ):
        put(case, what, amount, ordered, district.minh)
    put(case, "recover_money", 2_345_678, ordered, district.minh, "done")
    put(case, "crime_matters", 1, ordered, district.minh, "done")
    assert decided < ordered
    settled, done = filled(district, "01/KQGQ"), filled(district, "02/KQGQ")
    assert cells(settled, 7, 12, 15, 17) == [12_345_678, 125_050, 3, 0]
    assert cells(done, 3, 5, 10, 14, 17) == [12_345_678, 2_345_678, 125_050, 0, 1]
    after = filled(district, "02/KQGQ", (ordered + timedelta(days=1), HALF[1]))
    assert cells(after, 3, 5, 10) == [10_000_000, 0, 125_050]
    assert cells(filled(district, "2c", circular=OLD), 15, 18, 24, 30, 32) == [
        12_345_678,
        125_050,
        1,
        12_345_678,
        2_345_678,
    ]
    shown_on = {
        cell.shown for cell in Layout(kept.read(kept.as_dict(settled)), lists=False).cells(settled.total)
    }
    assert {"12,346", "1.250,5", "3"} <= shown_on
    sheet = zipfile.ZipFile(BytesIO(workbook.xlsx(settled))).read("xl/worksheets/sheet1.xml").decode()
    assert ("<v>12.346</v>" in sheet, "<v>1250.5</v>" in sheet) == (True, True)
    assert [*recount.differences(), *verify.facts()] == []


@pytest.mark.django_db
def test_money_by_conclusions_is_told_to_whoever_leads_alone_however_many_there_are(district, later):
    cases = [letter(district, ANSWERED, kind="denunciation", outcome="granted") for _ in range(4)]
    put(cases[0], "recover_money", 5_000_000, cases[0].decided_on, district.minh)
    made = filled(district, "04/KQGQ")
    told = masked.without(made)
    assert cells(made, 1, 3) == [4, 5_000_000]
    assert (dict(told.total.cells), told.total.hidden) == ({1: 4, 2: 0}, frozenset(range(3, 25)))
    assert [dict(line.cells) for line in told.lines if line.cells.get(1)] == [{1: 4, 2: 0}]
    assert cells(filled(district, "02/KQGQ"), 3) == [0]


def test_each_column_of_money_and_land_counts_in_what_its_heading_says():
    for form in forms():
        for column in form.columns:
            wanted = 10**6 if "triệu đồng" in column.head[-1] else 100 if "m²" in column.head[-1] else 1
            assert column.per == wanted, (form.code, column.number)


@pytest.mark.django_db
def test_steps_of_before_a_figure_was_counted_get_it_by_filling_and_the_chain_holds(
    district, later, monkeypatch
):
    write = ledger.write

    def as_before(case, *, moved=(), **given):
        return write(case, moved=[p for p in moved or () if p.measure not in actions.YOUNGER], **given)

    with monkeypatch.context() as past:
        past.setattr(ledger, "write", as_before)
        letter(district, [*ANSWERED, ("order", 40), ("execute", 1)])
        letter(district, [("screen", 1), ("discontinue", 9)], kind="denunciation")
        letter(district, [("screen", 1), ("urge", 90)])
    assert cells(filled(district, "02/KQGQ"), 1, 2) == [0, 0]
    assert (actions.fill(on=later), actions.fill(on=later)) == (3, 0)
    assert cells(filled(district, "02/KQGQ"), 1, 2) == [1, 1]
    assert [filled(district, code).total.cells[n] for code, n in (("03/KQGQ", 10), ("01/XLD", 25))] == [1, 1]
    assert [*recount.differences(), *verify.facts()] == []


@pytest.mark.django_db
def test_a_step_taken_while_figures_are_filled_in_is_not_undone_by_them(district, later, monkeypatch):
    made = letter(district, [("screen", 1)], kind="denunciation")
    read = list(recount.letters())
    with at(later):
        move(made, "discontinue", by=district.minh, on=later, given=given_for(made, district.minh))
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(recount, "letters", lambda: iter(read))
        assert actions.fill(on=later) == 0
    assert [*recount.differences(), *verify.facts()] == []


@pytest.mark.django_db
def test_urging_counts_where_it_was_written_and_the_form_still_adds_up(district, later):
    letter(district, [("screen", 1), ("accept", 1), ("urge", 60)])
    letter(district, [("screen", 1), ("accept", 1), ("urge", 60)], kind="recommendation")
    made = filled(district, "01/XLD")
    assert cells(made, 9, 11, 13, 17, 18, 22, 25) == [4, 2, 2, 2, 2, 2, 2]
    assert made.line(district.khang.key).cells[25] == 0
    assert cells(filled(district, "02/XLD"), 22, 29) == [1, 1]
    assert cells(filled(district, "2b", circular=OLD), 6, 29) == [2, 1]
    assert list(recount.differences()) == []


@pytest.mark.django_db
def test_a_denunciation_is_told_to_whoever_leads_and_to_others_not_while_one_or_two(district, later):
    for topic in ("land", "land", "land", "policy"):
        letter(district, [("screen", 1)], kind="denunciation", topic=topic)
    for unit, topic, times in ((district.tan, "land", 5), (district.unit, "policy", 3)):
        for _ in range(times):
            letter(district, [("screen", 1)], kind="denunciation", unit=unit, topic=topic)
    letter(district, [("screen", 1)])
    whole = filled(district, "01/XLD")
    assert masked.without(whole) == whole
    made = filled(district, "03/XLD")
    told = masked.without(made)
    assert [line.cells for line in told.lines] == [{}] * 3, "of policies one commune has one"
    assert (told.total.cells, told.sums) == (made.total.cells, made.sums)
    letter(district, [("screen", 1)], kind="denunciation", unit=district.tan, topic="roads")
    told = masked.without(filled(district, "03/XLD"))
    assert ([line.cells for line in told.lines], told.total.cells, told.sums) == ([{}] * 3, {}, ())


@pytest.mark.django_db
def test_a_clerk_reads_no_figure_of_one_denunciation_and_the_leader_signs_it_whole(district, later):
    letter(district, [("screen", 1)], kind="denunciation")
    letter(district, [("screen", 1)])
    clerk, leader = reader(district.khang, Role.CLERK), reader(district.unit, Role.LEADER)
    asked = {**QUERY, "unit": district.khang.key, "form": "02-2021.01-XLD"}
    page = clerk.get(PAGE, asked)
    assert set(page.context["table"].total.cells) == {11, 13, 19, 21}
    assert "có số tố cáo dưới 3" in page.content.decode()
    assert clerk.get(f"{PAGE}12/", asked).status_code == clerk.get(f"{PAGE}9/", asked).status_code == 404
    json = clerk.get("/desk/reports/statutory.json", asked).json()
    assert (json["total"], 12 in json["lines"][0]["hidden"]) == ({"11": 1, "13": 0, "19": 1, "21": 0}, True)
    assert leader.get(PAGE, asked).context["table"].total.cells[12] == 1
    assert clerk.get("/desk/reports/statutory.xlsx", asked).content[:2] == b"PK"
