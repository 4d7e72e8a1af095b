"""Every term of the law, asked as a lawyer would ask; and what is refused."""

from dataclasses import replace
from datetime import date, time
from types import MappingProxyType

import pytest

from danvan.law import (
    Derivation,
    Extension,
    ExtensionOverCap,
    InvalidTerm,
    NegativeSuspension,
    NoTerm,
    NotInForce,
    OutOfCalendar,
    OverlappingSuspensions,
    Override,
    OverrideNotAllowed,
    Suspension,
    UnknownRule,
    due,
    due_by_term,
    due_on,
    rulebook,
)
from danvan.law.tests.tables import ask, label, rows

RULES = [
    row for name in ("rules.yaml", "rules-denunciations.yaml", "rules-others.yaml") for row in rows(name)
]
TERMS = rows("terms.yaml")


@pytest.mark.parametrize("row", RULES + TERMS, ids=label)
def test_the_clock_gives_the_day_of_the_table(row):
    answer = ask(row)
    assert answer.due_on == row["due"], answer.derivation.full()
    assert answer.provisional == (row.get("provisional", False) or row["start"].year < 2017)
    assert answer.unconfirmed == row.get("unconfirmed", False)


EVERY_TERM = [
    pytest.param(version, key, id=f"{version.id} {version.version} {' '.join(key)}")
    for versions in rulebook.book().values()
    for version in versions
    for key in version.terms
]


@pytest.mark.parametrize("slip", [-1, 1])
@pytest.mark.parametrize("version, key", EVERY_TERM)
def test_a_slip_of_one_in_any_number_is_caught_by_the_table(version, key, slip, monkeypatch):
    term = version.terms[key]
    terms = MappingProxyType({**version.terms, key: replace(term, amount=term.amount + slip)})
    wrong = replace(version, terms=terms)
    others = [each if each is not version else wrong for each in rulebook.book()[version.id]]
    book = {**rulebook.book(), version.id: tuple(others)}
    monkeypatch.setattr(rulebook, "book", lambda: book)
    assert any(_fails(row) for row in RULES if row["rule"] == version.id)


def _fails(row):
    try:
        return ask(row).due_on != row["due"]
    except ExtensionOverCap:
        return True


def test_a_term_of_a_denunciation_is_extended_as_often_as_its_matter_is_complex():
    start = date(2023, 9, 5)
    for complexity, granted in (
        ("normal", [1]),
        ("complex", [31]),
        ("complex", [1, 1]),
        ("special", [1, 1, 1]),
    ):
        with pytest.raises(ExtensionOverCap):
            due("denunciation.settlement", start=start, complexity=complexity, extensions=granted)


def test_a_case_of_the_old_law_stays_there_only_where_the_passage_says_so():
    old = date(2018, 12, 20)
    case = due("denunciation.settlement", start=date(2019, 1, 10), case_on=old)
    assert (case.version, case.unconfirmed) == ("2012-07-01", True)
    assert "chuyển tiếp" in case.derivation.full()
    assert "Transition" in case.derivation.full("en")
    assert not due(
        "denunciation.settlement", start=date(2019, 1, 10), case_on=old, confirmed=True
    ).unconfirmed
    step = due("complaint.suspension_sent", start=date(2026, 7, 6), case_on=date(2026, 5, 4))
    assert step.version == "2026-07-01"
    with pytest.raises(NotInForce):
        due("denunciation.conclusion_sent", start=date(2019, 2, 11), case_on=old)


def test_a_province_sets_a_number_only_where_the_law_lets_it_and_by_a_decision():
    decided = Override(20, "working", "Quyết định 98/2025/QĐ-UBND")
    answer = due("voter.reply", start=date(2026, 3, 2), override=decided)
    for lang in ("vi", "en"):
        assert "98/2025/QĐ-UBND" in answer.derivation.full(lang)
        assert "98/2025/QĐ-UBND" in answer.derivation.short(lang)
    assert "30 ngày" in answer.derivation.full()
    with pytest.raises(OverrideNotAllowed):
        due("reception.result_notice", start=date(2026, 3, 2), override=decided)
    with pytest.raises(OverrideNotAllowed):
        due("voter.reply", start=date(2026, 3, 2), override=Override(20, "working", " "))
    with pytest.raises(InvalidTerm):
        due("voter.reply", start=date(2026, 3, 2), override=Override(20, "weeks", "QĐ 1"))


def test_a_late_receipt_shows_its_hour_its_days_off_and_reads_back_the_same():
    answer = due("civil_status.birth", start=date(2017, 12, 29), received_at=time(15, 20))
    told = answer.derivation
    assert answer.start_on == date(2017, 12, 29)
    assert "nhận lúc 15:20 ngày 29/12/2017, sau 15:00" in told.short()
    assert "received at 15:20" in told.full("en")
    assert "ngay trong ngày, ngày nhận đủ giấy tờ 02/01/2018" in told.full()
    assert [cell.kind for cell in told.cells()] == ["start", "off", "off", "off", "due"]
    stored = Derivation.from_dict(told.as_dict())
    assert (stored, stored.cells(), stored.full()) == (told, told.cells(), told.full())
    term = due_by_term(3, "working", date(2018, 2, 12), received_at=time(16), cutoff=time(15))
    assert term.due_on == due_by_term(3, "working", date(2018, 2, 13)).due_on


def test_a_report_is_due_on_a_day_of_the_month_in_which_its_period_ends():
    told = due("report.sent_to_province", start=date(2026, 6, 14)).derivation
    assert "chậm nhất ngày 17 của tháng" in told.full()
    assert "by day 17 of the month" in told.full("en")
    assert due("report.sent_to_province", start=date(2026, 6, 18)).due_on == date(2026, 7, 17)


def test_the_day_alone_is_the_day_of_the_whole_answer():
    for rule in rulebook.rules_on(date(2026, 3, 2)):
        if rule.has_term:
            for start in (date(2026, 3, 2), date(2026, 2, 11), date(2026, 8, 29)):
                assert due_on(rule, start) == due(rule.id, start=start, on=date(2026, 3, 2)).due_on, rule.id
    plain = rulebook.rule("reception.result_notice", date(2026, 3, 2))
    with pytest.raises(OutOfCalendar):
        due_on(plain, date(2028, 1, 3))
    with pytest.raises(NoTerm):
        due_on(rulebook.rule("complaint.not_accepted", date(2026, 3, 2)), date(2026, 3, 2))


@pytest.mark.parametrize(
    "area, complexity, cap",
    [("normal", "normal", 15), ("remote", "normal", 15)],
)
def test_a_first_decision_may_be_extended_once_up_to_the_cap(area, complexity, cap):
    ask_for = {"start": date(2018, 3, 5), "area": area, "complexity": complexity}
    assert due("complaint.first_settlement", extensions=[cap], **ask_for).due_on
    for over in ([cap + 1], [5, 5]):
        with pytest.raises(ExtensionOverCap):
            due("complaint.first_settlement", extensions=over, **ask_for)


def test_a_complex_case_and_a_notice_cannot_be_extended():
    with pytest.raises(ExtensionOverCap):
        due("complaint.first_settlement", start=date(2018, 3, 5), complexity="complex", extensions=[1])
    with pytest.raises(ExtensionOverCap):
        due("reception.result_notice", start=date(2018, 3, 5), extensions=[Extension(1)])


def test_the_version_is_the_one_of_the_day_the_clock_starts():
    old = due("complaint.acceptance", start=date(2026, 6, 30))
    new = due("complaint.acceptance", start=date(2026, 7, 1))
    assert (old.version, old.unconfirmed) == ("2012-07-01", False)
    assert (new.version, new.unconfirmed) == ("2026-07-01", True)
    assert due("complaint.acceptance", start=date(2026, 7, 1), on=date(2026, 6, 30)).version == "2012-07-01"


def test_an_office_that_has_confirmed_a_rule_is_not_warned_again():
    assert not due("complaint.acceptance", start=date(2026, 7, 1), confirmed=True).unconfirmed


@pytest.mark.parametrize(
    "rule, start, error",
    [
        ("complaint.nonsense", date(2018, 3, 5), UnknownRule),
        ("letter.processing", date(2018, 3, 5), NotInForce),
        ("complaint.acceptance", date(2012, 6, 30), NotInForce),
        ("complaint.not_accepted", date(2018, 3, 5), NoTerm),
        ("reception.commune_chair", date(2018, 3, 5), NoTerm),
        ("complaint.acceptance", date(2028, 1, 1), OutOfCalendar),
    ],
)
def test_a_question_without_an_answer_gets_a_named_error(rule, start, error):
    with pytest.raises(error) as caught:
        due(rule, start=start)
    assert caught.value.say("vi") != caught.value.say("en")


@pytest.mark.parametrize(
    "pauses, error",
    [
        ([(date(2018, 3, 9), date(2018, 3, 8))], NegativeSuspension),
        (
            [(date(2018, 3, 6), date(2018, 3, 8)), (date(2018, 3, 8), date(2018, 3, 9))],
            OverlappingSuspensions,
        ),
        (
            [(date(2018, 3, 8), date(2018, 3, 9)), (date(2018, 3, 1), date(2018, 3, 31))],
            OverlappingSuspensions,
        ),
    ],
)
def test_impossible_suspensions_are_refused(pauses, error):
    with pytest.raises(error):
        due("reception.result_notice", start=date(2018, 3, 5), suspensions=pauses)


@pytest.mark.parametrize(
    "amount, unit",
    [(-1, "working"), (10, "week"), (10, ""), (40_001, "calendar"), (True, "calendar")],
)
def test_a_term_that_is_none_is_refused(amount, unit):
    with pytest.raises(InvalidTerm):
        due_by_term(amount, unit, date(2018, 3, 5))


def test_an_extension_of_nothing_is_refused():
    for amount in (0, -5):
        with pytest.raises(InvalidTerm):
            due_by_term(10, "working", date(2018, 3, 5), extensions=[amount])


def test_an_unknown_area_or_complexity_is_refused():
    with pytest.raises(InvalidTerm):
        due("complaint.first_settlement", start=date(2018, 3, 5), area="island")
    with pytest.raises(InvalidTerm):
        due("complaint.first_settlement", start=date(2018, 3, 5), complexity="hard")


@pytest.mark.parametrize("unit", ["working", "calendar", "month", "year"])
def test_a_term_beyond_the_last_day_that_can_be_counted_is_refused(unit):
    with pytest.raises(OutOfCalendar):
        due_by_term(40_000, unit, date(9990, 1, 1))
    if unit in ("month", "year"):
        with pytest.raises(OutOfCalendar):
            due_by_term(40_000 if unit == "year" else 39_999, unit, date(2018, 3, 5), back=True)


def test_a_suspension_over_the_moved_day_moves_it_further():
    pause = Suspension(date(2018, 4, 9), date(2018, 4, 10), reason="chờ Sở trả lời")
    assert due("complaint.first_settlement", start=date(2018, 3, 8)).due_on == date(2018, 4, 9)
    assert due("complaint.first_settlement", start=date(2018, 3, 8), suspensions=[pause]).due_on == date(
        2018, 4, 11
    )
