"""One message a working day to each officer whom it concerns, on record before it is sent, without personal data."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from danvan.alarms import actions, queries, verify
from danvan.alarms.models import Digest
from danvan.calendars import queries as calendars
from danvan.journal import verify as journal
from danvan.people.roles import Role
from danvan.promises.tests.make import make_promise
from tests.make import MONDAY, at, make_case, make_officer, walk


class Unwilling(EmailBackend):
    """A mail server that does what `answer` says."""

    answer: Exception | None = None

    def send_messages(self, messages):
        if Unwilling.answer:
            raise Unwilling.answer
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch):
    """The test's mail server; set its `answer`."""
    settings.EMAIL_BACKEND = f"{__name__}.Unwilling"
    monkeypatch.setattr(Unwilling, "answer", None)
    return Unwilling


@pytest.fixture
def case(commune, minh, hoa, binh):
    """A letter in Minh's hands, due on Monday, 5 March 2018."""
    return walk(make_case(commune), minh, MONDAY, "screen", "accept", "assign")


def send(day, hour=9):
    with at(day, hour):
        return actions.send_all(on=day)


def to():
    """Who was written to, in order."""
    return sorted(message.to[0].split("@")[0] for message in mail.outbox)


def test_each_whom_it_concerns_gets_one_and_nobody_below_whom_nothing_was_brought_up(case, minh, hoa, binh):
    assert send(case.due_on) == 2
    assert to() == ["hoa", "minh"]
    assert send(case.due_on, hour=15) == 0
    assert len(mail.outbox) == 2
    with at(case.due_on + timedelta(1)):
        mail.outbox.clear()
        for number in range(3):
            day = calendars.calendar_of(case.unit_responsible).add_working(case.due_on, 1 + 2 * number)
            with at(day):
                actions.escalate_all(on=day)
    with at(day):
        send(day)
    assert to() == ["binh", "hoa", "minh"]  # the district, once it was brought up there


def test_it_has_the_first_group_of_the_code_the_kind_the_day_the_address_and_nothing_else(case, settings):
    settings.DANVAN_URL = "https://tiepdan.example.vn"
    send(case.due_on + timedelta(1))
    message = mail.outbox[0]
    assert message.subject == "Dân Vận: 1 việc cần chú ý, ngày 06/03/2018"
    assert f"{case.code[:4]}… · Kiến nghị, phản ánh · quá hạn 05/03/2018" in message.body
    assert f"https://tiepdan.example.vn/desk/cases/{case.pk}/" in message.body
    for secret in (case.code[:5], case.subject, case.body, "Lan", "0912", "Cống"):
        assert secret not in message.body + message.subject


def test_it_is_sent_on_no_day_off_and_to_nobody_without_an_address(case, commune):
    silent = make_officer(commune, Role.LEADER)
    assert silent.email == ""
    saturday = case.due_on - timedelta(2)
    assert send(saturday) == 0
    assert send(case.due_on) == 2
    assert not Digest.objects.filter(officer=silent).exists()


def test_nothing_to_say_is_not_said(commune, minh, hoa):
    make_case(commune)
    assert send(MONDAY) == 0
    assert not Digest.objects.exists()


@pytest.mark.parametrize(
    "answer, reason",
    [
        (SMTPRecipientsRefused({}), "refused"),
        (SMTPServerDisconnected("no"), "error"),
        (ConnectionRefusedError(), "unreachable"),
    ],
)
def test_what_was_not_taken_is_on_record_and_tried_again_the_same_day(case, server, minh, answer, reason):
    server.answer = answer
    assert send(case.due_on) == 0
    failed = Digest.objects.get(officer=minh)
    assert (failed.state, failed.reason, failed.lines, failed.tries) == ("failed", reason, 1, 1)
    server.answer = None
    assert send(case.due_on, hour=10) == 2
    failed.refresh_from_db()
    assert (failed.state, failed.reason, failed.tries) == ("delivered", "", 2)


def test_a_message_that_may_have_left_before_the_worker_died_is_never_sent_again(case, server, minh, hoa):
    server.answer = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        send(case.due_on)
    server.answer = None
    hanging = Digest.objects.get()
    assert hanging.state == "sending"
    assert send(case.due_on, hour=10) == 1
    assert hanging.officer.email not in {message.to[0] for message in mail.outbox}


def test_a_leader_sees_whose_message_did_not_arrive(case, server, minh, hoa, dung):
    server.answer = ConnectionRefusedError()
    send(case.due_on)
    with at(case.due_on):
        since = case.due_on - timedelta(7)
        assert {row.officer for row in queries.messages(hoa, since, on=case.due_on)} == {minh, hoa}
        assert {row.officer for row in queries.messages(minh, since, on=case.due_on)} == {minh}
        assert queries.messages(dung, since, on=case.due_on) == []


def test_every_message_is_checked_against_the_journal(case, server):
    send(case.due_on)
    assert [lie for check in (verify.digests, journal.events) for lie in check()] == []
    Digest.objects.update(lines=9)
    assert {lie.reason for lie in verify.digests()} == {"it is not what was recorded"}


def test_a_promise_near_or_overdue_is_in_the_same_message_without_its_words(
    commune, minh, hoa, dung, settings
):
    settings.DANVAN_URL = "https://tiepdan.example.vn"
    day = calendars.calendar_of(commune).add_working(MONDAY, 5)
    promise = make_promise(commune, hoa, on=MONDAY, due_on=day, officer=minh)
    assert send(MONDAY) == 0, "it is not near"
    assert send(day) == 2
    assert to() == ["hoa", "minh"], "whoever does it, and who leads the unit"
    mail.outbox.clear()
    late = calendars.calendar_of(commune).add_working(day, 1)
    send(late)
    message = mail.outbox[0]
    assert message.subject.startswith("Dân Vận: 1 việc cần chú ý")
    assert f"Lời hứa số {promise.pk} · quá hạn {day:%d/%m/%Y}" in message.body
    assert f"https://tiepdan.example.vn/desk/promises/{promise.pk}/" in message.body
    assert promise.text not in message.body
    assert [lie for check in (verify.digests, journal.events) for lie in check()] == []
