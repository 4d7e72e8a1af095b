"""What staff do: say it themselves, send it once more, change the way; who may, and what each sees."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danvan.cases.errors import StepRefused
from danvan.cases.workflow import Channel
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.notices import actions, queries, verify
from danvan.notices.actions.staff import can_resend
from danvan.notices.gateways import NotTaken
from danvan.notices.models import AddressChange, Reason, State, Telling
from danvan.notices.tests.make import BY_MAIL, BY_PHONE, BY_SMS
from tests.make import MONDAY, at, make_case, walk

LIST = "/desk/notices/"


def browser(officer):
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    return client


@pytest.fixture
def case(commune, minh, carrier):
    """A letter whose answer Lan is to be called about."""
    found = walk(
        make_case(commune, person=BY_PHONE), minh, MONDAY, "screen", "accept", "assign", "ask", "resume"
    )
    walk(found, minh, MONDAY, "answer")
    actions.gather()
    return found


@pytest.fixture
def lan(case):
    return case.parties.get()


@pytest.fixture
def failed(commune, minh, carrier):
    carrier.answer = NotTaken(Reason.REFUSED, final=True)
    make_case(commune, person=BY_SMS)
    actions.gather()
    actions.deliver()
    carrier.answer = None
    return Telling.objects.get(state=State.FAILED)


def test_one_call_tells_everything_that_was_open(case, lan, minh):
    assert actions.mark_told(lan, how="phone", by=minh, on=MONDAY) == 3
    assert {(row.state, row.by) for row in case.tellings.all()} == {("told", minh)}
    assert list(verify.tellings()) == []
    with pytest.raises(StepRefused):
        actions.mark_told(lan, how="phone", by=minh, on=MONDAY)


def test_whoever_is_from_elsewhere_may_do_nothing_of_it(failed, dung, carrier):
    party = failed.party
    for act in (
        lambda: actions.mark_told(party, how="phone", by=dung, on=MONDAY),
        lambda: actions.resend(failed, by=dung, on=MONDAY),
        lambda: actions.change_way(party, tell_by="code", by=dung, on=MONDAY),
    ):
        with pytest.raises(StepRefused):
            act()


def test_it_is_sent_again_when_somebody_says_so(failed, minh, carrier):
    actions.resend(failed, by=minh, on=MONDAY)
    assert actions.deliver() == 1
    failed.refresh_from_db()
    assert (failed.state, failed.tries) == ("delivered", 1)
    assert [step["state"] for step in failed.steps] == [
        "waiting", "sending", "failed", "waiting", "sending", "delivered",
    ]  # fmt: skip


def test_what_was_open_goes_the_new_way(failed, minh, carrier):
    actions.change_way(failed.party, tell_by="phone", by=minh, on=MONDAY)
    failed.refresh_from_db()
    assert (failed.state, failed.channel, failed.reason) == ("due", "phone", "")
    actions.change_way(failed.party, tell_by="code", by=minh, on=MONDAY)
    failed.refresh_from_db()
    assert failed.state == "dropped"
    assert Event.objects.filter(verb="tell_by", public=True).count() == 0


def test_an_address_that_is_left_is_warned_once(commune, minh, carrier):
    case = make_case(commune, person=BY_MAIL)
    party = case.parties.get()
    actions.change_way(party, tell_by="email", email="khac@vidu.vn", by=minh, on=MONDAY)
    actions.deliver()
    ((address, text),) = [one for one in carrier.sent if "không gửi đến địa chỉ" in one[1]]
    assert address == "lan@vidu.vn"
    assert "khac@vidu.vn" not in text
    actions.change_way(party, tell_by="sms", by=minh, on=MONDAY)
    actions.deliver()
    assert [one[0] for one in carrier.sent if "không gửi đến địa chỉ" in one[1]] == [
        "lan@vidu.vn",
        "khac@vidu.vn",
    ]
    assert [lie for check in (verify.tellings, verify.addresses) for lie in check()] == []


def test_a_way_without_a_contact_is_refused(failed, minh):
    with pytest.raises(StepRefused):
        actions.change_way(failed.party, tell_by="email", by=minh, on=MONDAY)


# --- pages -----------------------------------------------------------------------------------------------
def test_the_list_shows_whom_to_call_and_never_a_name_or_a_number(case, failed, minh, hoa, dung):
    page = browser(minh).get(LIST)
    text = page.content.decode()
    assert [(tab.label, tab.count) for tab in page.context["tabs"][:3]] == [
        ("Tất cả", 4), ("Không gửi được", 1), ("Cần gọi điện", 3),
    ]  # fmt: skip
    for hidden in ("Nguyễn Thị Lan", "0912000417"):
        assert hidden not in text
    assert "N.T.L." in text
    assert "nơi gửi không nhận địa chỉ này" in text
    badge = next(item for group in page.context["desk_nav"] for item in group.items if item.url == LIST)
    assert (badge.count, badge.late) == (4, True)
    assert browser(hoa).get(LIST, {"tab": "failed"}).context["page"].paginator.count == 1
    empty = browser(dung).get(LIST)
    assert "Không còn ai phải báo" in empty.content.decode()


def test_the_list_costs_the_same_however_long_it_is(case, commune, minh):
    client = browser(minh)

    def statements():
        client.get(LIST)
        with CaptureQueriesContext(connection) as caught:
            client.get(LIST)
        return len(caught)

    few = statements()
    for _number in range(5):
        walk(make_case(commune, person=BY_PHONE), minh, MONDAY, "screen", "accept", "assign", "answer")
    actions.gather()
    assert statements() == few <= 12


def test_every_order_and_tab_of_the_list_answers(case, minh):
    client = browser(minh)
    for sort in ("since", "-since", "case", "who", "unit", "-unit", "nothing"):
        for tab in ("all", "failed", "phone", "post", "visit", "nothing"):
            assert client.get(LIST, {"sort": sort, "tab": tab}).status_code == 200


def test_number_and_name_are_shown_when_asked_for_and_the_look_is_on_record(case, lan, minh):
    client, page = browser(minh), f"{LIST}people/{lan.pk}/"
    text = client.get(page).content.decode()
    assert "Nguyễn Thị Lan" not in text
    assert "0912" not in text
    looks = Event.objects.filter(verb="reveal")
    assert looks.count() == 0
    text = client.post(f"{page}reveal/").content.decode()
    assert "Nguyễn Thị Lan" in text
    assert "tel:0912000417" in text
    assert looks.get().actor_id == minh.pk


def test_the_call_is_put_down_on_the_page(case, lan, minh, hoa):
    client, page = browser(minh), f"{LIST}people/{lan.pk}/"
    assert client.post(f"{page}told/", {"how": "sms"}).status_code == 422
    assert client.post(f"{page}told/", {"how": "phone"}).status_code == 302
    assert client.post(f"{page}told/", {"how": "phone"}).status_code == 409
    shown = browser(hoa).get(f"/desk/cases/{case.pk}/").content.decode()
    assert "Đã báo công dân" in shown
    assert "đã báo: Phan Văn Minh" in shown


def test_the_way_is_changed_on_the_page_and_what_was_typed_stays(failed, minh):
    client, page = browser(minh), f"{LIST}people/{failed.party_id}/"
    again = client.post(f"{page}way/", {"tell_by": "email", "email": "lan@"})
    assert again.status_code == 422
    assert 'value="lan@"' in again.content.decode()
    assert client.post(f"{page}way/", {"tell_by": "email", "email": "lan@vidu.vn"}).status_code == 302
    failed.refresh_from_db()
    assert (failed.channel, failed.state, failed.to) == ("email", "waiting", "l•••@vidu.vn")


def test_sending_again_what_is_in_line_is_refused_in_words(failed, minh):
    client = browser(minh)
    assert client.post(f"{LIST}{failed.pk}/resend/").status_code == 302
    again = client.post(f"{LIST}{failed.pk}/resend/")
    assert again.status_code == 409
    assert "đang chờ gửi" in again.content.decode()


def test_the_case_page_shows_masks_to_whoever_reads_it(failed, commune, minh):
    text = browser(minh).get(f"/desk/cases/{failed.case_id}/").content.decode()
    assert "Tin nhắn ••• 417" in text
    assert "không gửi được: nơi gửi không nhận địa chỉ này" in text
    assert "1 việc chờ cán bộ" in text


def test_a_letter_that_came_by_the_portal_is_told_of_too(commune, minh, carrier):
    make_case(commune, person=BY_SMS, channel=Channel.PORTAL)
    actions.gather()
    assert actions.deliver() == 1


def test_a_proof_is_asked_for_again_and_what_waited_for_it_goes(commune, minh, carrier):
    case = make_case(commune, person=BY_MAIL, channel=Channel.PORTAL)
    actions.gather()
    actions.deliver()
    late = MONDAY + timedelta(4)
    with at(late):
        actions.deliver()
        step, prove = (case.tellings.get(template=name) for name in ("step", "prove"))
        assert (step.reason, can_resend(step), can_resend(prove)) == ("unproved", False, True)
        actions.resend(prove, by=minh, on=late)
        assert actions.deliver() == 1
        actions.prove_address(AddressChange.objects.get(), on=late)
        assert actions.deliver() == 1
    assert {row.state for row in case.tellings.all()} == {"delivered"}
    assert [lie for check in (verify.tellings, verify.addresses) for lie in check()] == []


def test_an_address_whose_owner_never_agreed_is_not_written_to_when_it_is_left(commune, minh, carrier):
    case = make_case(commune, person=BY_MAIL, channel=Channel.PORTAL)
    actions.gather()
    actions.deliver()
    with at(MONDAY + timedelta(4)):
        actions.deliver()
        actions.change_way(case.parties.get(), tell_by="sms", by=minh, on=MONDAY + timedelta(4))
        assert queries.worklist(minh, dates.now(), on=MONDAY).count() == 0
        assert actions.deliver() == 1
    assert [to for to, _text in carrier.sent] == ["lan@vidu.vn", "0912000417"]
