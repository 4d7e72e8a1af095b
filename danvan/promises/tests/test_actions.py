"""A promise from the hall to its end; the day alone says what is overdue; the sums that must hold."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Sum
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from danvan.cases.errors import FileRefused
from danvan.figures import verify as figures
from danvan.figures.models import Fact
from danvan.journal import verify as journal
from danvan.people.errors import Refused
from danvan.people.roles import Role
from danvan.promises import actions, queries, verify
from danvan.promises.models import EvidenceContent, Promise
from danvan.promises.tests.make import DAY, MONTH, make_promise, reported
from danvan.promises.workflow import By, Shown, Status
from tests.make import at, make_officer, make_unit

pytestmark = pytest.mark.django_db
DUE = DAY + MONTH
PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
)


def lies():
    checks = (journal.events, verify.promises, verify.evidence, figures.facts)
    return [lie for check in checks for lie in check()]


def stood(on) -> Counter:
    rows = Fact.objects.filter(day__lte=on).values("measure").annotate(n=Sum("amount"))
    return Counter({row["measure"].removeprefix("promises."): row["n"] for row in rows})


def test_the_day_alone_says_that_a_promise_is_overdue(unit, hoa):
    row = make_promise(unit, hoa)
    assert (row.shown(DUE), row.shown(DUE + timedelta(days=1))) == (Shown.RUNNING, Shown.OVERDUE)
    assert (stood(DUE)["overdue"], stood(DUE + timedelta(days=1))["overdue"]) == (0, 1)
    assert queries.counts(Promise.objects.all(), DUE + timedelta(days=1))["overdue"] == 1
    assert row.days_late(DUE + timedelta(days=4)) == 4


def test_kept_in_time_is_the_day_that_was_promised_first(unit, hoa):
    row = make_promise(unit, hoa)
    with pytest.raises(Refused, match="lý do"):
        actions.extend(row, due_on=DUE + MONTH, text="", by=hoa, on=DAY)
    with pytest.raises(Refused, match="sau ngày"):
        actions.extend(row, due_on=DUE, text="Mưa", by=hoa, on=DAY)
    row = actions.extend(row, due_on=DUE + MONTH, text="Mưa lũ", by=hoa, on=DAY)
    assert (row.first_due_on, row.due_on, row.was_extended) == (DUE, DUE + MONTH, True)
    day = DUE + timedelta(days=9)
    with at(day):
        row = actions.accept(reported(row, hoa, done_on=day), by=hoa, on=day)
    assert row.shown(day) == Shown.KEPT_LATE
    assert (stood(day)["kept_in_time"], stood(day)["kept_late"], stood(day)["overdue"]) == (0, 1, 0)
    assert lies() == []


def test_not_accepted_opens_it_once_and_after_that_stands_as_disputed(unit, hoa):
    row = reported(make_promise(unit, hoa), hoa, done_on=DAY)
    row = actions.judge(row, kept=False, text="Mới làm một nửa", on=DAY)
    assert (row.status, row.reopened, row.accepted_by) == (Status.RUNNING, 1, By.ASKER)
    row = reported(row, hoa, done_on=DAY)
    row = actions.refuse(row, text="Vẫn chưa xong", who="told", by=hoa, on=DAY)
    assert (row.status, row.shown(DAY), row.accepted_by) == (Status.DISPUTED, Shown.NOT_KEPT, By.TOLD)
    assert (stood(DAY)["reopened"], stood(DAY)["disputed"], stood(DAY)["open"]) == (1, 1, 0)
    with pytest.raises(Refused, match="đã có người xác nhận"):
        actions.judge(row, kept=True, on=DAY)
    assert lies() == []


def test_nobody_accepts_what_she_was_to_do_herself(unit, hoa, minh, dung):
    row = make_promise(unit, hoa, officer=hoa)
    row = reported(row, minh, done_on=DAY)
    with pytest.raises(Refused, match="không tự xác nhận"):
        actions.accept(row, by=hoa, on=DAY)
    with pytest.raises(Refused):
        actions.accept(row, by=dung, on=DAY)
    other = make_officer(unit, Role.LEADER, full_name="Trần Văn Phó")
    assert actions.accept(row, by=other, on=DAY).status == Status.KEPT


def test_the_host_accepts_what_another_unit_was_to_do_and_does_no_more(unit, hoa, dung):
    elsewhere = dung.posts.get().unit
    row = make_promise(unit, hoa, elsewhere=elsewhere)
    with pytest.raises(Refused):
        actions.drop(row, text="Thôi", by=hoa, on=DAY)
    row = reported(row, dung, done_on=DAY)
    assert actions.accept(row, by=hoa, on=DAY).status == Status.KEPT
    assert set(Fact.objects.values_list("unit_id", flat=True)) == {unit.pk}, (
        "figures are of whose people heard it"
    )


def test_evidence_is_known_by_its_content_and_taken_off_without_a_trace_for_the_public(unit, hoa, dung):
    row = make_promise(unit, hoa)
    with pytest.raises(FileRefused):
        actions.add_files(row, [SimpleUploadedFile("a.png", b"<script>")], public=True, by=hoa, on=DAY)
    with pytest.raises(Refused):
        actions.add_files(row, [SimpleUploadedFile("a.png", PICTURE)], public=True, by=dung, on=DAY)
    (made,) = actions.add_files(row, [SimpleUploadedFile("a.png", PICTURE)], public=True, by=hoa, on=DAY)
    actions.take_off(made, by=hoa, on=DAY)
    assert list(queries.whole(row.pk).evidence.all()) == []
    assert lies() == []
    EvidenceContent.objects.update(content=b"other")
    assert [lie.reason for lie in verify.evidence()] == ["its bytes are not what was added"]


def test_a_changed_day_has_a_witness(unit, hoa):
    make_promise(unit, hoa)
    Promise.objects.update(first_due_on=DUE - timedelta(days=1))
    assert [lie.reason for lie in lies()] == ["it is not what was recorded"]


STEPS = st.lists(
    st.tuples(st.sampled_from(["report", "accept", "refuse", "extend", "drop", "none"]), st.integers(0, 40)),
    max_size=8,
)


class TestSums(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(STEPS)
    def test_what_was_given_is_kept_not_kept_or_open_on_every_day(self, steps):
        with at(DAY):
            unit = make_unit()
            hoa = make_officer(unit, Role.LEADER)
            row = make_promise(unit, hoa)
        day = DAY
        for verb, days in steps:
            day += timedelta(days=days)
            with at(day):
                try:
                    row = self.take(row, verb, hoa, day)
                except Refused:
                    row.refresh_from_db()
            found = stood(day)
            ends = ("kept_in_time", "kept_late", "disputed", "dropped", "open")
            assert found["given"] == sum(found[each] for each in ends) == 1
            late = row.is_open and row.days_late(day) > 0
            assert found["overdue"] == late
        ahead = stood(day + timedelta(days=400))
        assert ahead["overdue"] in (0, 1) if row.is_open else ahead["overdue"] == 0

    def take(self, row, verb, hoa, day):
        if verb == "report":
            return reported(row, hoa, done_on=day)
        if verb == "extend":
            return actions.extend(row, due_on=row.due_on + MONTH, text="Mưa lũ", by=hoa, on=day)
        if verb == "none":
            return row
        more = {} if verb == "accept" else {"text": "Vì sao"}
        return getattr(actions, verb)(row, **more, by=hoa, on=day)
