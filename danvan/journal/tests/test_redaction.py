"""Words go when their term is over; the chain, the seals and the figures stay, and nothing else may go so."""

import pytest
from django.db import IntegrityError, connection, transaction

from danvan.journal import verify
from danvan.journal.actions import destroy, record, seal
from danvan.journal.actors import SYSTEM
from danvan.journal.models import Event
from danvan.journal.tests.test_journal import behind_the_back, lies
from tests.make import MONDAY

pytestmark = pytest.mark.django_db
DATA = {"facts": [["letters.received", 1]], "rows": {"case:1": "f" * 64}, "undo": {"unit": 7, "officer": 3}}


@pytest.fixture
def told():
    """Two events under a seal, their words destroyed since."""
    rows = [
        record(
            stream="test", subject=1, verb="note", by=SYSTEM, on=MONDAY, text="Bà Lan ở thôn Đồng", data=DATA
        )
        for _ in range(2)
    ]
    seal(on=MONDAY)
    destroy(stream="test", subject=1, by=SYSTEM, on=MONDAY, data={"list": 1})
    return rows


def test_the_words_are_gone_and_the_chain_with_its_seal_still_holds(told):
    kept = Event.objects.get(pk=told[0].pk)
    assert (kept.text, kept.data, kept.hash) == (
        "",
        {"facts": DATA["facts"], "undo": {"unit": 7}},
        told[0].hash,
    )
    assert lies() == []


def test_nothing_is_left_of_the_fingerprints_so_that_words_cannot_be_tried_against_the_hash(told):
    assert "rows" not in Event.objects.get(pk=told[1].pk).data


@pytest.mark.parametrize(
    "change",
    ["data = data || '{\"facts\": []}'", "text = 'Bà Lan'", "verb = 'other'", "\"on\" = '2018-02-13'"],
)
def test_a_blanked_event_that_is_changed_afterwards_is_named(told, change):
    behind_the_back(f"UPDATE journal_event SET {change} WHERE id = %s", told[0].pk)
    assert [f"journal event {told[0].pk} " in lie for lie in lies()] == [True]


def test_an_event_blanked_without_an_event_of_destruction_is_named():
    event = record(stream="test", subject=2, verb="note", by=SYSTEM, on=MONDAY, text="Bà Lan")
    behind_the_back("UPDATE journal_event SET text = '' WHERE id = %s", event.pk)
    assert [lie.reason for lie in verify.events()] == ["its content is not what was recorded"]


def test_words_that_were_to_go_and_are_still_there_are_named(told):
    behind_the_back("UPDATE journal_event SET text = 'Bà Lan ở thôn Đồng' WHERE id = %s", told[0].pk)
    assert [lie.reason for lie in verify.events()] == ["its content is not what its destruction left"]


@pytest.mark.parametrize(
    "change", ["verb = 'x'", "hash = repeat('0', 64)", "data = '{\"new\": 1}'", "text = 'x'"]
)
def test_the_database_lets_nothing_but_the_words_go(told, change):
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE journal_event SET {change} WHERE id = %s", [told[0].pk])
