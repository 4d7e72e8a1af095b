"""The council's part of the people-relations report: sums hold, figures open their lists, a lie is refused."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from danvan.council import actions, facts
from danvan.council.actions import Said
from danvan.council.models import Petition
from danvan.council.tests.make import (
    CANAL,
    DAY,
    classified,
    given,
    hold_meeting,
    make_session,
    question,
    sent,
    take,
)
from danvan.figures.models import Fact
from danvan.figures.queries import flow
from danvan.reports import councils
from danvan.reports.people_relations import ReportRefused, build
from danvan.reports.recount import differences
from tests.make import at

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)


def council_in(report):
    """The council's part; None where it has nothing to tell."""
    return next((told for told in report.sections if told.section.slug == "council"), None)


@pytest.fixture
def lived(unit, bich, hoa, term):
    """Two raised and one merged, one being resolved, one late, one left out; two questions."""
    session = make_session(term, bich)
    meeting = hold_meeting(term, bich, session=session)
    head = classified(unit, bich, meeting=meeting)
    actions.merge(take(unit, bich), into=head, by=bich, on=DAY)
    head = actions.send(head, number="15/HĐND", by=bich, on=DAY)
    actions.answer(head, given("resolving", DAY, number="", until=DAY + timedelta(days=9)), by=hoa, on=DAY)
    late = sent(unit, bich)
    actions.drop(take(unit, bich), text="Là khiếu nại.", by=bich, on=DAY)
    first = question(session, term, bich, unit)
    actions.answer_hall(first, text="Có.", by=bich, on=DAY)
    question(session, term, bich, unit, until=DAY + timedelta(days=5))
    return late


def test_figures_are_what_happened_and_sums_hold(unit, lived):
    with at(date(2026, 5, 4)):
        told = council_in(build(unit, FIRST, LAST))
    wanted = {
        "voter_meetings": 1,
        "voters_met": 84,
        "raised": 4,
        "merged": 1,
        "dropped": 1,
        "sent": 2,
        "answered_resolving": 1,
        "answered_in_time": 1,
        "waiting": 1,
        "resolving": 1,
        "overdue": 2,
        "questions_asked": 2,
        "questions_hall": 1,
        "questions_open": 1,
    }
    assert {slug: n for slug, n in told.figures.items() if n} == wanted
    assert {check.name for check in told.sums} >= {each.name for each in councils.SUMS}
    assert all(check.holds for check in told.sums)


def test_what_stood_before_is_carried_over_and_a_period_without_a_council_tells_nothing(unit, lived):
    with at(date(2026, 5, 4)):
        later = council_in(build(unit, date(2026, 4, 1), LAST)).figures
        before = council_in(build(unit, FIRST, date(2026, 2, 28)))
    assert (later["waiting_before"], later["resolving_before"], later["questions_before"]) == (1, 1, 1)
    assert later["raised"] == 0
    assert before is None


def test_each_figure_opens_its_list_and_is_said_in_words(client, unit, bich, lived):
    client.force_login(bich, backend="danvan.people.backends.Officers")
    query = {"unit": unit.key, "first": FIRST.isoformat(), "last": DAY.isoformat()}
    page = client.get(reverse("reports:people_relations"), query)
    assert "1 buổi tiếp xúc cử tri, 84 người dự" in page.text
    raised = client.get(reverse("reports:section_list", args=["council", "raised"]), query)
    assert raised.text.count("Đề nghị nạo vét kênh N3") == 4
    met = client.get(reverse("reports:section_list", args=["council", "voters_met"]), query)
    assert "Tiếp xúc cử tri thôn Đồng Tiến" in met.text
    assert (
        client.get(reverse("reports:section_list", args=["council", "questions_asked"]), query).status_code
        == 200
    )
    assert client.get(reverse("reports:section_list", args=["council", "nothing"]), query).status_code == 404
    assert (
        client.get(reverse("reports:people_relations_json"), query).json()["sections"]["council"]["raised"]
        == 4
    )


def test_a_fact_that_nobody_recorded_refuses_the_report(unit, lived):
    fact = Fact.objects.filter(measure=facts.RAISED).first()
    fact.pk = None
    fact.save(force_insert=True)
    with at(date(2026, 5, 4)), pytest.raises(ReportRefused):
        build(unit, FIRST, LAST)


def test_figures_counted_again_from_petitions_and_questions_are_the_facts(unit, lived, bich):
    joined = Petition.objects.get(status="merged")
    actions.unmerge(joined, by=bich, on=DAY)
    actions.send_back(lived, text="Không thuộc thẩm quyền.", by=bich, on=DAY)
    assert list(differences()) == []
    with at(date(2026, 5, 4)):  # what was promised and owed is past its day by now
        assert list(differences()) == []
        Petition.objects.filter(status="resolving").update(status="resolved")
        told = {lie.row.split(" today")[0] for lie in differences()}
    assert told == {f"figure {measure} voters water" for measure in (facts.OVERDUE, facts.OPEN_RESOLVING)}


def test_all_that_was_counted_of_a_petition_moves_with_its_topic(unit, bich, hoa, term):
    earlier = sent(unit, bich)
    actions.answer(earlier, given("explained", DAY), by=hoa, on=DAY)
    row = actions.drop(take(unit, bich), text="Là khiếu nại.", by=bich, on=DAY)
    row = actions.raise_again(actions.restore(row, by=bich, on=DAY), of=earlier, by=bich, on=DAY)
    actions.revise(row, Said(CANAL, place=unit, topic="roads"), by=bich, on=DAY)
    by_topic = flow(
        [facts.RAISED, facts.AGAIN, facts.DROPPED, facts.OPEN_UNSENT], from_=FIRST, to=LAST, by=("topic",)
    )
    assert {key: n for key, n in by_topic.items() if n} == {
        (facts.RAISED, "water"): 1,
        (facts.RAISED, "roads"): 1,
        (facts.AGAIN, "roads"): 1,
        (facts.OPEN_UNSENT, "roads"): 1,
    }
    assert list(differences()) == []


def test_a_question_answered_in_writing_and_then_in_the_hall_is_answered_once(unit, bich, term):
    asked = question(make_session(term, bich, stage="open"), term, bich, unit)
    actions.answer_written(asked, text="Có.", number="40/UBND", written_on=DAY, by=bich, on=DAY)
    actions.answer_hall(asked, text="Đã trả lời bằng văn bản.", by=bich, on=DAY)
    told = council_in(build(unit, FIRST, LAST))
    assert (told.figures["questions_in_time"], told.figures["questions_hall"]) == (1, 0)
    assert all(check.holds for check in told.sums)
    assert list(differences()) == []
