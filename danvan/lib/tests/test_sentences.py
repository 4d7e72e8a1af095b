"""Sentences that are put together once: what is kept under which key, and what is told each time."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import EmptyResultSet
from django.db.models import DateField, F
from django.db.models.functions import JSONObject

from danvan.cases.models import Case
from danvan.lib.constants import Numbers
from danvan.lib.sentences import KEPT, Given, GivenKeys, Kept, Question, Sentence
from tests.make import make_case, make_unit

DAY = timedelta(1)


@pytest.mark.django_db
def test_a_sentence_answers_for_whatever_it_is_told_this_time():
    case = make_case(make_unit())
    before = Given("day", output_field=DateField()) - DAY
    asked = Sentence.of(Case.objects.filter(received_on__lte=before).values_list("pk", "subject"), ["pk"])
    assert asked.ask(day=case.received_on + DAY) == [(case.pk, case.subject)]
    assert asked.ask(day=case.received_on) == []
    assert asked.ask(day=case.received_on + DAY) == [(case.pk, case.subject)]


@pytest.mark.django_db
def test_a_question_gives_the_rows_that_the_orm_gives_and_reads_them_anew_each_time():
    one, other = make_case(make_unit()), make_case(make_unit(key="KHAC-THU"))
    rows = Case.objects.select_related("unit_responsible", "officer").annotate(
        key=F("unit_responsible__key"), owed_by=JSONObject(unit="unit_responsible__key")
    )
    question = Question(rows.filter(pk__in=GivenKeys("keys")).order_by("-pk"))
    found = question.ask(keys=[one.pk, other.pk])
    assert [vars_of(row) for row in found] == [vars_of(row) for row in rows.order_by("-pk")]
    assert found[0].unit_responsible.key == found[0].key == found[0].owed_by["unit"] == "KHAC-THU"
    Case.objects.filter(pk=one.pk).update(subject="Việc khác")
    assert [row.subject for row in question.ask(keys=[one.pk])] == ["Việc khác"]
    assert question.ask(keys=[]) == []


def vars_of(row):
    return {name: value for name, value in vars(row).items() if name != "_state"}


@pytest.mark.django_db
def test_a_question_that_finds_nothing_is_a_sentence_all_the_same():
    asked = Sentence.of(Case.objects.filter(unit_responsible__in=Numbers([])).values_list("pk"), ["pk"])
    assert asked.ask() == []


@pytest.mark.django_db
def test_keys_in_a_sentence_are_numbers_in_one_order_and_nothing_else():
    rows = Case.objects.filter(unit_responsible__in=Numbers({7, 3, 11}))
    sql, params = rows.query.sql_with_params()
    assert "IN (3, 7, 11)" in sql
    assert params == ()
    assert "NOT" in str(rows.model.objects.exclude(unit_responsible__in=Numbers([3])).query)
    with pytest.raises(ValueError, match="invalid literal"):
        str(Case.objects.filter(unit_responsible__in=Numbers(["1) OR (true"])).query)
    with pytest.raises(EmptyResultSet):
        str(Case.objects.filter(unit_responsible__in=Numbers([])).query)


def test_what_was_made_is_kept_under_its_key_and_the_longest_unasked_goes():
    kept, made = Kept[date](), []

    def make():
        made.append(1)
        return date(2026, 1, len(made) % 28 + 1)

    first = kept.under("first", make)
    for number in range(KEPT - 1):
        kept.under(number, make)
    assert kept.under("first", make) is first
    kept.under("one more", make)
    assert len(made) == KEPT + 1
    kept.under("first", make)
    kept.under(0, make)
    assert len(made) == KEPT + 2
