"""The dialogues of the demonstration: the article's 36, promises in every state, nothing that the journal denies."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import Sum
from django.test import Client

from danvan.dialogues import queries as dialogues
from danvan.dialogues import verify as of_dialogues
from danvan.figures.models import Fact
from danvan.lib import dates
from danvan.meetings import verify as of_meetings
from danvan.meetings.models import Meeting, Question
from danvan.people.models import Unit
from danvan.promises import queries
from danvan.promises import verify as of_promises
from danvan.promises.models import Promise
from danvan.promises.workflow import Shown
from danvan.reports import met

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_the_district_held_36_dialogues_in_the_first_half_of_2018_on_the_four_topics(register):
    district = Unit.objects.get(key="KY-ANH")
    held = dialogues.of_year(dialogues.dialogues([district.pk]), 2018)
    assert {row.day < date(2018, 7, 1) for row in held} == {True}
    topics = Counter(held.values_list("topic", flat=True))
    assert sum(topics.values()) == 36
    assert topics.keys() == {"land", "clearance", "marine", "environment"}
    facts = Fact.objects.filter(
        measure="meetings.held", kind="dialogue", unit_id=district.pk, day__lt=date(2018, 7, 1)
    )
    assert facts.aggregate(n=Sum("amount"))["n"] == 36


def test_promises_stand_in_every_state_today_and_those_of_2018_are_settled(register):
    counted = queries.counts(Promise.objects.all(), dates.today())
    assert all(counted[shown.value] for shown in Shown), counted
    assert not Promise.objects.filter(made_on__year=2018).open().exists()
    assert Promise.objects.filter(reopened=1, status="kept").exists()
    assert Promise.objects.filter(extensions__isnull=False, status="kept").exists()


def test_nothing_of_it_is_what_the_journal_denies(register):
    checks = (
        of_meetings.meetings,
        of_meetings.questions,
        of_promises.promises,
        of_dialogues.dialogues,
    )
    assert [lie for check in checks for lie in check()] == []


def test_the_figures_are_what_the_rows_give(register):
    counted: met.Cells = Counter()
    met.count(counted)
    rows = Fact.objects.filter(measure__in=met.FLOWS).values_list("measure").annotate(n=Sum("amount"))
    told = Counter()
    for (_month, _unit, measure, _kind, _topic), amount in counted.items():
        told[measure] += amount
    assert dict(rows) == {measure: amount for measure, amount in told.items() if amount}


def test_anybody_reads_what_is_coming_and_what_is_overdue(register):
    browser = Client()
    coming = Meeting.objects.get(kind="dialogue", status="announced")
    assert coming.title in browser.get("/doi-thoai/").text
    assert "giá đất" in browser.get(f"/doi-thoai/{coming.pk}/").text.lower()
    assert "hai thế hệ" not in browser.get(f"/doi-thoai/{coming.pk}/").text, "nobody has looked at it yet"
    assert "Nâng 150 mét" not in browser.get("/loi-hua/?state=kept").text
    assert "nâng 150 mét" in browser.get("/loi-hua/?state=overdue").text
    assert Question.objects.filter(case__isnull=False).count() == 1
