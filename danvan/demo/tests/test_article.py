"""The layer of the article: the figures that the printed article gives, counted from the records."""

from datetime import date, timedelta

import pytest

from danvan.cases.models import Case, Deadline, Reply
from danvan.demo import material
from danvan.figures import queries as figures
from danvan.law import national
from danvan.people import queries as people
from danvan.people.models import Unit
from danvan.reception import queries as reception
from danvan.reception.models import Turn
from danvan.reports.statutory import circulars, table

pytestmark = pytest.mark.django_db

PLAN = material.read("article")
FIRST, LAST = PLAN["from"], PLAN["to"]


@pytest.fixture
def communes(register) -> list[int]:
    district = Unit.objects.by_key(PLAN["district"])
    return list(people.units_under(district, LAST).exclude(pk=district.pk).values_list("pk", flat=True))


@pytest.fixture
def flow(communes):
    measures = [
        "reception.turns",
        "reception.persons",
        "letters.received",
        "letters.eligible",
        "letters.ineligible",
        "letters.resolved",
        "letters.resolved_late",
        "letters.withdrawn",
    ]
    found = figures.flow(measures, from_=FIRST, to=LAST, units=communes)
    return {measure: found.get((measure,), 0) for measure in measures}


def test_the_article_tells_of_twenty_one_communes(communes):
    assert len(communes) == len(PLAN["communes"]) == 21


def test_turns_and_persons_are_those_of_the_article(flow):
    assert (flow["reception.turns"], flow["reception.persons"]) == (2558, 3149)


def test_letters_are_those_of_the_article(flow):
    assert (flow["letters.received"], flow["letters.eligible"], flow["letters.resolved"]) == (210, 207, 201)
    assert flow["letters.ineligible"] == 3
    assert flow["letters.withdrawn"] == 0


def test_the_statutory_tables_of_the_time_say_the_same(communes):
    district = Unit.objects.by_key(PLAN["district"])
    told = {}
    for code in ("2a", "2b"):
        made = table.build(*circulars.find(code, LAST), district, FIRST, LAST)
        told[code] = made.total.cells
        assert len(made.lines) == 21
        assert all(check.holds for check in made.sums)
    assert (told["2a"][1] + told["2a"][9], told["2a"][2] + told["2a"][10]) == (2558, 3149)
    assert [told["2b"][column] for column in (1, 6, 23, 24)] == [210, 207, 6, 201]


def test_the_rest_is_in_term_on_the_last_day_and_nothing_is_overdue(communes):
    stock = figures.stock(
        ["letters.open", "letters.under_examination", "letters.overdue"], on=LAST, units=communes
    )
    assert {measure: amount for (measure,), amount in stock.items() if amount} == {"letters.open": 6}


def test_nothing_old_hangs_around_a_quarter_later(communes):
    later = LAST + timedelta(days=92)
    stock = figures.stock(
        ["letters.open", "letters.under_examination", "letters.overdue"], on=later, units=communes
    )
    assert not any(stock.values())
    assert not Case.objects.filter(received_on__lte=LAST).open().exists()


def test_a_few_answers_were_late_and_all_others_in_time(flow):
    assert flow["letters.resolved_late"] == PLAN["late"]


def test_the_tables_say_the_same_as_the_figures(communes):
    turns = Turn.objects.filter(unit__in=communes, on__range=(FIRST, LAST))
    counted = reception.counts(turns)
    assert (counted["turns"], counted["persons"]) == (2558, 3149)
    assert counted["groups"] == PLAN["groups"]
    assert Case.objects.filter(unit_received__in=communes, received_on__range=(FIRST, LAST)).count() == 210
    assert Reply.objects.filter(case__unit_received__in=communes, on__range=(FIRST, LAST)).count() == 201


def test_topics_of_the_article_lead_in_plausible_shares(communes):
    found = figures.flow(["reception.matters"], from_=FIRST, to=LAST, units=communes, by=["topic"])
    ranked = sorted(found, key=lambda key: -found[key])
    assert {topic for _, topic in ranked[:5]} == {"land", "policy", "marine", "roads", "clearance"}
    assert sum(found[key] for key in ranked[:5]) > 0.8 * sum(found.values())


def test_people_are_received_on_working_days_only(communes):
    days = Turn.objects.filter(unit__in=communes).values_list("on", flat=True).distinct()
    assert all(national().is_working(day) for day in days)


def test_tet_is_quiet(communes):
    tet = Turn.objects.filter(unit__in=communes, on__range=(date(2018, 2, 10), date(2018, 2, 25))).count()
    may = Turn.objects.filter(unit__in=communes, on__range=(date(2017, 5, 10), date(2017, 5, 25))).count()
    assert tet * 5 < may


def test_every_letter_had_a_term_of_the_law(communes):
    clocks = Deadline.objects.filter(case__unit_received__in=communes)
    assert clocks.exists()
    assert not clocks.filter(due_on=None).exists()
    assert set(clocks.values_list("rule", flat=True)) == {
        "complaint.acceptance",
        "complaint.first_decision_sent",
        "complaint.first_settlement",
        "reception.result_notice",
    }


def test_refusals_name_their_ground_in_the_law(communes):
    refused = Case.objects.filter(unit_received__in=communes, status="ineligible")
    assert refused.count() == 3


def test_events_carry_the_moments_at_which_they_would_have_happened(communes):
    case = Case.objects.filter(unit_received__in=communes).order_by("pk").first()
    assert case.received_at.date() == case.received_on
    numbers = Case.objects.filter(received_on__lte=LAST).order_by("pk").values_list("received_on", flat=True)
    assert list(numbers) == sorted(numbers)
