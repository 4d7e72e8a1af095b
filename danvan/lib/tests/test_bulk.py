"""Many rows at once, and a thread that writes on our connection."""

import pytest
from django.db import IntegrityError, transaction

from danvan.journal.models import Seal
from danvan.lib import bulk, dates
from danvan.lib.beside import Beside
from danvan.people.models import Unit
from tests.make import MONDAY, make_unit

pytestmark = pytest.mark.django_db


def seal(number: int) -> Seal:
    return Seal(
        number=number, day=MONDAY, after_event=0, last_event=number, count=1, root="đ\t\\", at=dates.now()
    )


def test_rows_come_back_as_they_went_in_and_have_their_keys():
    rows = [seal(n) for n in (1, 2, 3)]
    bulk.insert(rows)
    assert list(Seal.objects.order_by("number").values_list("pk", "root", "at")) == [
        (row.pk, row.root, row.at) for row in rows
    ]
    assert seal(4).pk is None
    bulk.insert([])


def test_a_broken_constraint_is_said_as_always():
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert([seal(1), seal(1)])
    assert not Seal.objects.exists()


def test_what_the_thread_writes_is_in_our_transaction():
    unit = make_unit()
    with transaction.atomic():
        with Beside() as writer:
            writer.start(change_week, unit)
            writer.wait()
            assert Unit.objects.get(pk=unit.pk).week == 1
        transaction.set_rollback(True)
    assert Unit.objects.get(pk=unit.pk).week == unit.week


def change_week(unit: Unit) -> None:
    Unit.objects.filter(pk=unit.pk).update(week=1)


def test_an_error_of_the_thread_is_ours():
    with pytest.raises(ZeroDivisionError), Beside() as writer:
        writer.start(lambda: 1 / 0)
