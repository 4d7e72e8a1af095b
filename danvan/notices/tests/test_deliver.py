"""What leaves leaves once; what does not arrive is tried again so many times, and then is somebody's work."""

from datetime import timedelta

import pytest

from danvan.cases.workflow import Channel
from danvan.lib import dates
from danvan.notices import actions, queries, verify
from danvan.notices.actions.delivery import BACKOFF
from danvan.notices.gateways import NotTaken
from danvan.notices.models import AddressChange, Reason, Telling
from danvan.notices.tests.make import BY_MAIL, BY_SMS
from tests.make import MONDAY, at, make_case, walk


class Died(BaseException):
    """The worker is killed: nothing catches this."""


@pytest.fixture
def telling(commune, carrier):
    make_case(commune, person=BY_SMS)
    actions.gather()
    return Telling.objects.get()


def after(delta):
    return dates.pretending(dates.now() + delta)


def test_it_is_sent_once_with_nothing_of_the_letter_in_it(telling, carrier):
    assert [actions.deliver(), actions.deliver()] == [1, 0]
    ((address, text),) = carrier.sent
    telling.refresh_from_db()
    assert address == "0912000417"
    assert (telling.state, telling.to, telling.version) == ("delivered", "••• 417", 2)
    assert telling.steps[-1]["reference"] == "ref-1"
    assert text == (
        f"UBND xa Ky Khang: don {telling.case.code[:4]}... Co quan da nhan don, ngay 12/02/2018. "
        "Xem bang ma tra cuu tai http://127.0.0.1:8000/tra-cuu/"
    )
    assert text.isascii()
    assert len(text) <= 160


def test_a_letter_by_mail_names_neither_people_nor_the_matter(commune, minh, carrier):
    case = walk(make_case(commune, person=BY_MAIL), minh, MONDAY, "screen", "accept", "assign", "answer")
    actions.gather()
    actions.deliver()
    assert {address for address, _text in carrier.sent} == {"lan@vidu.vn"}
    assert len(carrier.sent) == 5
    for _address, text in carrier.sent:
        assert case.code[:4] in text
        assert case.code[4:8] not in text
        for secret in ("Lan", "Minh", "N3", "kênh", "Nội dung ghi nhận"):
            assert secret not in text
    assert carrier.sent[-1][1].splitlines()[0] == f"Đơn {case.code[:4]}…: Cơ quan đã trả lời"


def test_it_is_tried_again_ever_later_and_given_up_after_four_times(telling, carrier, minh):
    carrier.answer = NotTaken(Reason.ERROR)
    waits = []
    moment = dates.now()
    for wait in (timedelta(0), *BACKOFF):
        moment += wait
        with dates.pretending(moment - timedelta(seconds=1)):
            assert actions.deliver() == 0
        with dates.pretending(moment):
            actions.deliver()
        telling.refresh_from_db()
        waits.append(telling.tries)
    assert waits == [1, 2, 3, 4]
    assert (telling.state, telling.reason, telling.next_at) == ("failed", "error", None)
    assert queries.worklist(minh, dates.now(), on=MONDAY).get() == telling
    carrier.answer = None
    with after(timedelta(days=3)):
        assert actions.deliver() == 0
    assert [step["state"] for step in telling.steps] == [
        "waiting",
        *["sending", "waiting"] * 3,
        "sending",
        "failed",
    ]
    assert list(verify.tellings()) == []


def test_an_address_that_is_never_taken_is_given_up_at_once(telling, carrier):
    carrier.answer = NotTaken(Reason.REFUSED, final=True)
    actions.deliver()
    telling.refresh_from_db()
    assert (telling.state, telling.reason, telling.tries) == ("failed", "refused", 1)


def test_a_carrier_out_of_reach_is_asked_once_and_the_rest_waits(commune, carrier):
    for _number in range(3):
        make_case(commune, person=BY_SMS)
    actions.gather()
    carrier.answer = NotTaken(Reason.UNREACHABLE)
    actions.deliver()
    assert sorted(Telling.objects.values_list("tries", flat=True)) == [0, 0, 1]
    carrier.answer = None
    with after(BACKOFF[0]):
        assert actions.deliver() == 3


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_worker_killed_between_sending_and_recording_never_sends_twice_in_silence(
    telling, carrier, minh, when
):
    def die(_address):
        raise Died

    carrier.answer = Died() if when == "before" else die
    with pytest.raises(Died):
        actions.deliver()
    carrier.answer = None
    sent = len(carrier.sent)
    with after(timedelta(minutes=5)):
        assert actions.deliver() == 0
    with after(timedelta(minutes=11)):
        assert actions.deliver() == 0
    telling.refresh_from_db()
    assert telling.state == "unknown"
    assert len(carrier.sent) == sent
    assert queries.worklist(minh, dates.now(), on=MONDAY).get() == telling
    actions.resend(telling, by=minh, on=MONDAY)
    assert actions.deliver() == 1
    assert len(carrier.sent) == sent + 1


def test_at_night_nobody_is_written_to(commune, carrier, settings):
    with at(MONDAY, 21):
        make_case(commune, person=BY_SMS)
        actions.gather()
        assert actions.deliver() == 0
    with at(MONDAY + timedelta(1), 6):
        assert actions.deliver() == 0
    with at(MONDAY + timedelta(1), 7):
        assert actions.deliver() == 1


def test_what_stood_in_line_for_a_day_is_work_for_staff(telling, minh):
    assert queries.worklist(minh, dates.now(), on=MONDAY).count() == 0
    assert queries.worklist(minh, dates.now() + timedelta(days=2), on=MONDAY).count() == 1


def test_an_address_typed_at_the_portal_is_proved_before_anything_else_goes_there(commune, minh, carrier):
    case = walk(make_case(commune, person=BY_MAIL, channel=Channel.PORTAL), minh, MONDAY, "screen")
    actions.gather()
    assert actions.deliver() == 1
    ((address, text),) = carrier.sent
    assert address == "lan@vidu.vn"
    assert "/xac-nhan-thu/" in text
    actions.prove_address(AddressChange.objects.get(), on=MONDAY)
    assert actions.deliver() == 2
    assert case.parties.get().tell_by == "email"


def test_an_address_that_is_not_proved_in_three_days_is_work_for_staff(commune, minh, carrier):
    make_case(commune, person=BY_MAIL, channel=Channel.PORTAL)
    actions.gather()
    actions.deliver()
    with at(MONDAY + timedelta(3), 10):
        actions.deliver()
    failed = Telling.objects.get(state="failed")
    assert failed.reason == "unproved"
    assert queries.worklist(minh, dates.now(), on=MONDAY).get() == failed


def test_a_proof_that_was_just_asked_for_goes_out_at_night(commune, carrier):
    with at(MONDAY, 22):
        make_case(commune, person=BY_MAIL, channel=Channel.PORTAL)
        actions.gather()
        assert actions.deliver() == 1
    assert "/xac-nhan-thu/" in carrier.sent[0][1]
