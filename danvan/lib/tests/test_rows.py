"""Rows of several tables in one journey to the database."""

import pytest
from django.db import IntegrityError, transaction

from danvan.journal.models import Seal
from danvan.lib import rows
from danvan.lib.tests.test_bulk import seal
from danvan.people.models import Unit, UnitName
from tests.make import MONDAY, make_unit

pytestmark = pytest.mark.django_db


def test_what_goes_together_arrives_whole_and_has_its_keys():
    with transaction.atomic(), rows.together({Seal: 2}):
        first, second = rows.insert(seal(1), seal(2))
        assert 0 < first.pk < second.pk
    assert list(Seal.objects.order_by("pk").values_list("pk", "number")) == [(first.pk, 1), (second.pk, 2)]


def test_a_row_may_go_before_the_row_on_which_it_hangs():
    like = make_unit()
    with transaction.atomic(), rows.together({Unit: 1, UnitName: 1}):
        key = rows.take_key(Unit)
        name = UnitName(unit_id=key, name="Thử", full="Xã Thử", folded="xa thu", sort_key="t", from_on=MONDAY)
        rows.insert(name)
        rows.insert(
            Unit(pk=key, key="THU", tier=like.tier, area=like.area, exists_from=MONDAY, week=like.week)
        )
    assert UnitName.objects.get(unit__key="THU").pk == name.pk


def test_more_rows_than_were_announced_get_their_keys_too():
    with transaction.atomic(), rows.together({Seal: 1}):
        one, another = rows.insert(seal(1))[0], rows.insert(seal(2))[0]
        assert rows.take_key(Seal) is None
    assert {one.pk, another.pk} == set(Seal.objects.values_list("pk", flat=True))
    assert rows.take_key(Seal) is None


def test_what_the_database_refuses_is_raised_at_the_end_and_leaves_nothing():
    rows.insert(seal(1))
    with pytest.raises(IntegrityError):
        send(2, 1)
    assert list(Seal.objects.values_list("number", flat=True)) == [1]
    assert rows.insert(seal(2))[0].pk


@transaction.atomic
def send(*numbers: int) -> None:
    with rows.together({Seal: len(numbers)}):
        for number in numbers:
            rows.insert(seal(number))
