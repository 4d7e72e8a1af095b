"""Verification of a letter: given to an officer or another agency, by a day within its term; its report comes back."""

import pytest

from danvan.alarms.queries import breaches
from danvan.cases import policies, ties
from danvan.cases.actions import Step, correct, move, order_verification
from danvan.cases.errors import StepRefused
from danvan.journal.queries import events_of
from danvan.petitions.tests.make import DAY, lies, task
from tests.make import MONDAY, at, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

FOUND = Step(
    text="Cống gãy hai tấm.", proposal="Thay hai tấm.", files=(("anh.png", b"\x89PNG", "image/png"),)
)


def test_each_verification_has_its_owner_and_term_and_the_letter_keeps_its_own(whole, minh, water, commune):
    due_on = whole.due_on
    order_verification(whole, [task(water), task(commune, officer=minh)], by=minh, on=MONDAY)
    other, own = ties.given_out(whole, ties.VERIFICATION)
    assert (other.status, other.unit_responsible, other.due_on) == ("handed", water, MONDAY + DAY)
    assert (own.status, own.officer_id) == ("in_hand", minh.pk)
    assert not other.parties.exists()
    assert (whole.status, whole.due_on, whole.owed_verifications, whole.owed_parts) == (
        "accepted",
        due_on,
        2,
        0,
    )
    assert lies() == []


def test_the_verifier_reads_the_verification_and_not_the_letter(whole, minh, dung, water):
    order_verification(whole, [task(water)], by=minh, on=MONDAY)
    (one,) = ties.given_out(whole)
    assert policies.can_read(dung, one, on=MONDAY)
    assert policies.can_read(minh, one, on=MONDAY)
    assert not policies.can_read(dung, whole, on=MONDAY)


def test_the_report_brings_findings_evidence_and_proposal_and_the_letter_says_so_to_officers_alone(
    whole, minh, dung, water, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    order_verification(whole, [task(water)], by=minh, on=MONDAY)
    (one,) = ties.given_out(whole)
    with pytest.raises(StepRefused, match="đề xuất"):
        move(one, "report", by=dung, on=MONDAY, given=Step(text="Cống gãy."))
    move(one, "add_evidence", by=dung, on=MONDAY, given=FOUND)
    event = move(one, "report", by=dung, on=MONDAY, given=Step(text=FOUND.text, proposal=FOUND.proposal))
    assert event.data["proposal"] == "Thay hai tấm."
    assert one.attachments.get().name == "anh.png"
    told = events_of("case", whole.pk).get(verb="verification_reported")
    assert not told.public
    assert (whole.owed_verifications, lies()) == (0, [])


def test_the_letter_may_be_answered_before_and_what_is_still_out_is_called_off_when_it_ends(
    whole, minh, water
):
    order_verification(whole, [task(water)], by=minh, on=MONDAY)
    walk(whole, minh, MONDAY, "answer", "close")
    assert ties.given_out(whole).get().status == "called_off"
    assert lies() == []


@pytest.mark.parametrize("days, sentence", [(0, "sau ngày giao"), (400, "sau hạn của đơn")])
def test_the_day_of_the_report_lies_between_today_and_the_last_day_of_the_letter(
    whole, minh, water, days, sentence
):
    with pytest.raises(StepRefused, match=sentence):
        order_verification(whole, [task(water, until=MONDAY + days * DAY)], by=minh, on=MONDAY)


def test_an_order_is_not_corrected_while_it_is_out_and_a_late_report_goes_up_the_line(whole, minh, water):
    order_verification(whole, [task(water)], by=minh, on=MONDAY)
    with pytest.raises(StepRefused, match="thu hồi từng việc"):
        correct(whole, by=minh, on=MONDAY, text="Nhầm.")
    (one,) = ties.given_out(whole)
    with at(MONDAY + 2 * DAY):
        assert [breach.case for breach in breaches(MONDAY + 2 * DAY)] == [one.pk]
