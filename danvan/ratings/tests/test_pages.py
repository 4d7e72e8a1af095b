"""What people and officers see of ratings: nothing of one answer, and everything of many."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danvan.cases.models.people import TellBy
from danvan.dashboards import actions as dashboards
from danvan.journal.actions import seal
from danvan.lib import codes
from danvan.notices import message
from danvan.notices.actions import gather
from danvan.notices.models import Telling
from danvan.onestop.tests.make import LAN, MONDAY, do, make_application, make_version
from danvan.people.roles import Role
from danvan.ratings import actions, links, tokens
from danvan.ratings.models import CallList, Slip
from danvan.ratings.tests.make import GOOD, POOR, event_of, hand_over, rated
from tests.make import at, make_officer

pytestmark = pytest.mark.django_db
NEXT = MONDAY + timedelta(days=7)
APRIL = date(2026, 4, 1)


def page_of(row, verb="return_result"):
    """The address at which a transaction is rated."""
    return reverse("portal:rate", args=[tokens.token_of(event_of(row, verb).pk)])


def logged_in(officer):
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    return client


def test_a_citizen_rates_by_her_link_once(monday, place, client):
    row = hand_over(place)
    address = page_of(row)
    page = client.get(address).content.decode()
    assert "Bản sao" in page or row.version.name in page
    assert "Nguyễn Thị Lan" not in page
    wrong = client.post(address, {**GOOD, "satisfaction": "", "words": "Tốt"})
    assert wrong.status_code == 422
    assert "Tốt" in wrong.content.decode()  # nothing typed is lost
    assert "Cảm ơn" in client.post(address, GOOD).content.decode()
    assert Slip.objects.get().facts == GOOD
    again = client.post(address, POOR).content.decode()
    assert "Đã có đánh giá cho lần này" in again
    assert Slip.objects.count() == 1


def test_whoever_opens_a_link_does_not_learn_whether_it_was_used(monday, place, client):
    row = hand_over(place)
    before = client.get(page_of(row))
    client.post(page_of(row), GOOD)
    after = Client().get(page_of(row))
    assert (before.status_code, after.status_code) == (200, 200)
    assert [name for name in GOOD if f'name="{name}"' not in after.content.decode()] == []
    assert "Đã có đánh giá" not in after.content.decode()
    assert Client().post(page_of(row), {}).status_code == 422, "nor by an answer that is none"


def test_averages_of_officers_asked_for_in_a_way_that_there_is_not_are_told_so(monday, place):
    page = logged_in(place.hoa).get(reverse("ratings:officers"), {"first": "99/99/9999"})
    assert page.status_code == 400
    assert "Đánh giá theo cán bộ" in page.content.decode()


def test_who_was_served_badly_is_shown_the_way_and_nothing_is_sent_by_itself(monday, place, client):
    version = make_version(place)
    asked = client.post(page_of(hand_over(place, version)), POOR).content.decode()
    assert reverse("portal:denounce") in asked
    poor = client.post(page_of(hand_over(place, version)), {**POOR, "asked": "silent"}).content.decode()
    assert reverse("portal:denounce") not in poor
    assert reverse("portal:send") in poor
    good = client.post(page_of(hand_over(place, version)), GOOD).content.decode()
    assert "khiếu nại" not in good


def test_a_link_before_its_time_after_it_forged_or_opened_by_an_officer(monday, place, client):
    row = make_application(place)
    do(row, 1, place.minh)
    early = client.get(page_of(row, "finish"))
    assert "Chưa đến lúc đánh giá" in early.content.decode()
    done = hand_over(place, row.version)
    assert logged_in(place.minh).get(page_of(done)).status_code == 403
    assert client.get(reverse("portal:rate", args=["A" * 32])).status_code == 404
    with at(MONDAY + timedelta(days=40)):
        assert client.get(page_of(done)).status_code == 410


def test_many_ratings_from_one_address_are_told_to_wait(monday, place, client, settings):
    settings.DANVAN_RATES = {**settings.DANVAN_RATES, "rate": (1, 3600)}
    version = make_version(place)
    assert client.post(page_of(hand_over(place, version)), GOOD).status_code == 200
    assert client.post(page_of(hand_over(place, version)), GOOD).status_code == 429
    assert Slip.objects.count() == 1


def test_the_tablet_offers_what_was_just_finished_and_no_officer_chooses(monday, place, district, client):
    admin = make_officer(district, Role.ADMINISTRATOR, full_name="Quản trị")
    given = {"name": "Quầy 1", "officer": place.minh, "by": admin, "on": MONDAY}
    kiosk, secret = actions.set_up_kiosk(place.commune, **given)
    address = reverse("portal:kiosk")
    assert "Mã của máy" in client.get(address).content.decode()
    assert client.post(address, {"secret": codes.new_code()}).status_code == 422
    assert client.post(address, {"secret": codes.grouped(secret).lower()}).status_code == 302
    assert client.get(address)["Refresh"] == "10"
    first = hand_over(place)
    offered = client.get(address).content.decode()
    token = tokens.token_of(event_of(first).pk)
    assert token in offered
    assert "Nguyễn Thị Lan" not in offered
    hand_over(place, first.version)  # meanwhile Minh has finished another: the answer stays the first one's
    assert "Cảm ơn" in client.post(address, {**GOOD, "token": token}).content.decode()
    assert token not in client.get(address).content.decode()
    with at(MONDAY, 11):
        assert "Khi việc của ông/bà ở quầy này xong" in client.get(address).content.decode()
    actions.end_kiosk(kiosk, by=admin, on=MONDAY)
    assert "Mã của máy" in client.get(address).content.decode()


def test_the_board_shows_sums_of_many_and_an_officer_sees_her_own(monday, place, district):
    version = make_version(place)
    rated(place, version, 5, words="Nhanh.")
    rated(place, version, 1, POOR)
    with at(NEXT):
        actions.count_due(on=NEXT)
        asked = {"unit": place.commune.key, "first": "01/03/2026", "last": "31/03/2026"}
        mine = logged_in(place.minh).get(reverse("ratings:board"), asked).content.decode()
        assert "Người dân đánh giá tôi" in mine
        assert "6 lượt: hài lòng 83,3%" in mine
        assert "Theo cán bộ" not in mine
        hoa = logged_in(place.hoa)
        assert "Người dân đánh giá tôi" not in hoa.get(reverse("ratings:board"), asked).content.decode()
        assert "Phan Văn Minh" in hoa.get(reverse("ratings:officers"), asked).content.decode()
        assert "Nhanh." in hoa.get(reverse("ratings:words")).content.decode()
        assert logged_in(place.minh).get(reverse("ratings:officers"), asked).status_code == 403
        assert logged_in(place.minh).get(reverse("ratings:words")).status_code == 403
        board = make_officer(district, Role.BOARD, full_name="Ban Dân vận")
        told = logged_in(board).get(reverse("ratings:board_json"), asked).json()
        assert told["whole"]["self"]["ratings.payment_asked"] == 1
        assert logged_in(board).get(reverse("ratings:board_xlsx"), asked).status_code == 200


def test_the_board_costs_the_same_however_many_answered(monday, place):
    version, costs = make_version(place), []
    for week, many in ((NEXT, 5), (NEXT + timedelta(days=7), 11)):
        rated(place, version, many)
        with at(week):
            actions.count_due(on=week)
            client = logged_in(place.hoa)
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse("ratings:board"), {"first": "01/03/2026"})
            costs.append(len(asked))
    assert costs[0] == costs[1] <= 14  # three of them keep the session


def test_a_caller_sees_no_number_before_she_opens_one(monday, place, tam):
    hand_over(place)
    with at(APRIL):
        seal(on=date(2026, 3, 31))
        client = logged_in(tam)
        assert client.post(reverse("ratings:draw")).status_code == 302
        drawn = CallList.objects.get()
        listed = client.get(reverse("ratings:call_list", args=[drawn.pk])).content.decode()
        assert "0912" not in listed
        shown = client.post(reverse("ratings:look", args=[drawn.pk, 1])).content.decode()
        assert "0912 000 417" in shown
        note = reverse("ratings:note", args=[drawn.pk, 1])
        missing = client.post(note, {"outcome": "reached", "words": "Hài lòng"})
        assert missing.status_code == 422
        assert "Hài lòng" in missing.content.decode()
        assert client.post(note, {"outcome": "reached", **GOOD}).status_code == 302
    assert Slip.objects.get().source == "phone"


def test_the_slip_of_handing_over_carries_the_link(monday, place):
    row = hand_over(place)
    answer = logged_in(place.minh).post(reverse("ratings:slip", args=[row.pk]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert logged_in(place.dung).post(reverse("ratings:slip", args=[row.pk])).status_code == 403
    waits = make_application(place, row.version)
    assert logged_in(place.minh).post(reverse("ratings:slip", args=[waits.pk])).status_code == 404


def test_the_notice_of_a_result_carries_the_link_and_no_other_does(monday, place):
    applicant = replace(LAN, tell_by=TellBy.SMS)
    row = hand_over(place, applicant=applicant)
    gather()
    texts = {telling.event.verb: message.text_of(telling, on=MONDAY) for telling in Telling.objects.all()}
    assert links.address(event_of(row).pk) in texts["return_result"]
    assert links.address(event_of(row, "finish").pk) in texts["finish"]
    assert "danh-gia" not in texts["begin"]
    assert all(text.isascii() for text in texts.values())
    assert links.of_event(event_of(row), "complaint") == ""


def test_an_office_may_publish_how_many_are_content(monday, place, client):
    rated(place, make_version(place), 5)
    with at(NEXT):
        actions.count_due(on=NEXT)
        dashboards.publish(
            place.commune, figures=["content_share"], since=date(2026, 3, 1), by=place.hoa, on=NEXT
        )
    with at(date(2026, 4, 2)):
        rows = client.get(f"/so-lieu/v1/{place.commune.key.lower()}.json").json()["rows"]
        assert [(row["period"], row["value"], row["of"]) for row in rows] == [("2026-03", 5, 5)]
        assert client.get(f"/so-lieu/{place.commune.key.lower()}/").status_code == 200
