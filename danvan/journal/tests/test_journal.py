"""The journal is a chain that cannot be silently changed, sealed day by day."""

import pytest
from django.db import IntegrityError, connection, transaction

from danvan.journal import verify
from danvan.journal.actions import Entry, record, record_many, seal
from danvan.journal.actors import SYSTEM
from danvan.journal.models import Event, Seal
from danvan.journal.queries import proof_of
from danvan.lib import merkle
from tests.make import MONDAY

pytestmark = pytest.mark.django_db


def write(subject=1, verb="note", **more):
    return record(stream="test", subject=subject, verb=verb, by=SYSTEM, on=MONDAY, **more)


def behind_the_back(sql, *values):
    """Change a row as somebody with the database in hand would: with the guards off."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def lies():
    return [f"{lie.row}: {lie.reason}" for lie in (*verify.events(), *verify.seals())]


def test_each_event_carries_the_hash_of_the_one_before():
    first, second = write(), write()
    assert (first.number, second.number, second.previous) == (1, 2, first.hash)


def test_two_subjects_have_two_chains():
    write(subject=1)
    assert write(subject=2).number == 1


@pytest.mark.parametrize("sql", ["UPDATE journal_event SET text = 'x'", "DELETE FROM journal_event"])
def test_the_database_refuses_to_change_or_delete_an_event(sql):
    write()
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_an_untouched_journal_has_no_lie():
    for subject in (1, 2, 1, 1):
        write(subject=subject, data={"n": subject, "nested": {"b": [1, None, "đ"], "a": True}})
    seal(on=MONDAY)
    write()
    seal(on=MONDAY)
    assert lies() == []


CHANGES = {
    "verb": "'other'",
    "actor_kind": "'officer'",
    '"on"': "'2018-02-13'",
    "at": "at + interval '1 microsecond'",
    "old": "'x'",
    "new": "'x'",
    "public": "NOT public",
    "text": "text || ' '",
    "data": "jsonb_set(data, '{n}', '2')",
    "previous": "repeat('0', 64)",
    "hash": "repeat('0', 64)",
}


@pytest.mark.parametrize("column, value", CHANGES.items())
def test_whatever_byte_of_an_event_is_changed_the_check_names_the_row(column, value):
    write(data={"n": 1})
    changed = write(data={"n": 1})
    behind_the_back(f"UPDATE journal_event SET {column} = {value} WHERE id = %s", changed.pk)
    assert any(f"journal event {changed.pk} " in lie for lie in lies())


def test_an_event_that_was_taken_out_is_missed():
    middle = [write() for _ in range(3)][1]
    behind_the_back("DELETE FROM journal_event WHERE id = %s", middle.pk)
    assert any("an event is missing" in lie for lie in lies())


def test_the_last_event_cannot_vanish_once_its_day_is_sealed():
    write()
    last = write()
    seal(on=MONDAY)
    behind_the_back("DELETE FROM journal_event WHERE id = %s", last.pk)
    assert any("seal 1" in lie for lie in lies())


def test_a_chain_written_anew_from_the_start_no_longer_fits_its_seal():
    event = write(text="as it was")
    seal(on=MONDAY)
    event.text = "as somebody wants it"
    behind_the_back(
        "UPDATE journal_event SET text = %s, hash = %s WHERE id = %s",
        event.text,
        event.expected_hash(),
        event.pk,
    )
    assert [lie for lie in lies() if "journal event" in lie] == []
    assert any("seal 1" in lie for lie in lies())


def test_anyone_can_check_that_an_event_is_under_its_seal():
    events = [write() for _ in range(5)]
    assert proof_of(events[3]) is None
    seal(on=MONDAY)
    proof = proof_of(events[3])
    assert merkle.proves(bytes.fromhex(events[3].hash), proof.path, bytes.fromhex(proof.seal.root))


def test_nothing_to_seal_makes_no_seal():
    assert seal(on=MONDAY) is None
    assert not Seal.objects.exists()


def test_events_know_their_place_without_looking_when_the_caller_tells():
    assert write(after=(0, "")).number == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        write(after=(0, ""))
    assert Event.objects.count() == 1


def test_many_events_at_once_are_hashed_as_one_by_one():
    first = write(subject=1)
    entries = [
        Entry(1, (first.number, first.hash), text="một", data={"b": 1}),
        Entry(2, (0, ""), old="a", new="b", public=True),
    ]
    made = record_many(entries, stream="test", verb="note", by=SYSTEM, on=MONDAY)
    stored = Event.objects.filter(pk__in=[each.pk for each in made]).order_by("pk")
    assert [(event.subject, event.number, event.previous) for event in stored] == [
        (1, 2, first.hash),
        (2, 1, ""),
    ]
    assert [(each.number, each.hash, each.data) for each in made] == [
        (event.number, event.hash, event.data) for event in stored
    ]
    assert write(subject=1).previous == made[0].hash
    assert lies() == []


def test_many_events_at_once_take_each_subject_once_and_none_that_has_moved():
    with pytest.raises(ValueError, match="one event"):
        record_many([Entry(1, (0, ""))] * 2, stream="test", verb="note", by=SYSTEM, on=MONDAY)
    write(subject=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        record_many([Entry(1, (0, ""))], stream="test", verb="note", by=SYSTEM, on=MONDAY)
    assert record_many([], stream="test", verb="note", by=SYSTEM, on=MONDAY) == []
