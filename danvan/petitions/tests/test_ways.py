"""The first look at a letter and its ways out: each once, each counted, each told to the sender."""

from datetime import date, timedelta

import pytest

from danvan.cases.actions import Step, correct, link, move
from danvan.cases.errors import StepRefused
from danvan.cases.models import Link
from danvan.cases.workflow import Channel
from danvan.figures import queries as figures
from danvan.people.roles import Role
from danvan.petitions import screening
from danvan.petitions.screening import Finding
from danvan.reports.people_relations import build
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def today():
    with at(MONDAY):
        yield MONDAY


@pytest.fixture
def commune():
    return make_unit("KY-KHANG-TEST")


@pytest.fixture
def minh(commune):
    return make_officer(commune, Role.CLERK, Role.HANDLER, Role.LEADER, username="minh")


def counted(unit, *measures):
    found = figures.flow(measures, from_=MONDAY, to=TUESDAY, units=[unit.pk])
    return [found.get((measure,), 0) for measure in measures]


@pytest.mark.parametrize(
    "kind, channel, verb, status, measure",
    [
        ("complaint", Channel.COUNTER, "guide", "guided", "letters.guided"),
        ("complaint", Channel.AUTHORITY, "return", "returned", "letters.returned"),
        ("recommendation", Channel.PRESS, "return", "returned", "letters.returned"),
        ("complaint", Channel.BOX, "file", "filed", "letters.ineligible"),
        ("recommendation", Channel.BOX, "file", "filed", "letters.ineligible"),
        ("complaint", Channel.POST, "refuse", "ineligible", "letters.ineligible"),
        ("recommendation", Channel.POST, "transfer", "transferred", "letters.transferred"),
    ],
)
def test_each_way_out_ends_the_clock_counts_once_and_the_sums_hold(
    commune, minh, kind, channel, verb, status, measure
):
    case = walk(make_case(commune, kind=kind, channel=channel), minh, MONDAY, verb)
    assert case.status == status
    assert {clock.state for clock in case.deadlines.all()} <= {"met", "cancelled"}
    assert counted(commune, "letters.received", measure, "letters.eligible") == [1, 1, 0]
    found = build(commune, MONDAY, MONDAY).figures
    assert found["under_examination"] == found["open"] == 0
    assert found["closed"] == 1


def test_a_way_out_that_is_taken_back_leaves_no_count(commune, minh):
    case = walk(make_case(commune, kind="complaint"), minh, MONDAY, "guide")
    correct(case, by=minh, on=MONDAY, text="Thuộc thẩm quyền xã.")
    assert counted(commune, "letters.guided") == [0]
    assert case.deadlines.get().state == "running"


def test_only_what_somebody_passed_on_can_be_given_back(commune, minh):
    case = make_case(commune, kind="complaint", channel=Channel.COUNTER)
    with pytest.raises(StepRefused, match="nơi khác chuyển đến"):
        walk(case, minh, MONDAY, "return")


def test_a_sender_is_guided_once_for_one_matter(commune, minh):
    first = walk(make_case(commune, kind="complaint"), minh, MONDAY, "guide")
    again, other = make_case(commune, kind="complaint"), make_case(commune, kind="complaint")
    link(again, first, why=Link.Why.REPEAT, by=minh, on=MONDAY)
    with pytest.raises(StepRefused, match="chỉ làm một lần"):
        walk(again, minh, MONDAY, "guide")
    walk(other, minh, MONDAY, "guide")


def test_a_letter_with_a_condition_unmet_is_not_found_fit(commune, minh):
    case = make_case(commune)
    found = Finding(["letter.conditions:signed"], signatories=7, copy=True).as_data()
    with pytest.raises(StepRefused, match="điều kiện chưa đạt"):
        move(case, "screen", by=minh, on=MONDAY, given=Step(data=found))
    event = move(
        case,
        "file",
        by=minh,
        on=MONDAY,
        given=Step(text="Gửi nhiều nơi.", ground="letter.retention:unfit", data=found),
    )
    kept = screening.read(event.data)
    assert screening.said(kept, MONDAY) == [
        "Không đạt điều kiện: có chữ ký hoặc điểm chỉ của người viết đơn.",
        "Đơn có nhiều người ký tên: 7 người.",
        "Đơn là bản sao.",
    ]


def test_few_signatories_are_counted_and_no_name_is_said(commune):
    assert screening.said(Finding(signatories=3, anonymous=True), MONDAY) == [
        "3 người ký đơn.",
        "Đơn nặc danh.",
    ]
    assert screening.said(Finding(), MONDAY) == []
    assert not screening.is_group(50, date(2001, 1, 1)), "no rule of that day says from how many"
