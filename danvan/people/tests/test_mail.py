"""An officer's address for mail: proved before it is used, and the old one is told."""

import re

import pytest
from django.urls import reverse

from danvan.lib import dates
from danvan.people import verify
from danvan.people.actions import ask_mail
from danvan.people.errors import Refused
from danvan.people.models import Account
from danvan.people.roles import Role
from tests.make import make_officer, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def minh():
    return make_officer(make_unit(), Role.HANDLER)


def link(message):
    return re.search(r"https?://[^/]+(/\S+)", message.body).group(1)


def test_the_new_address_is_used_once_its_owner_says_so_and_the_old_one_is_told(
    minh, client, mailoutbox, django_capture_on_commit_callbacks
):
    for email in ("cu@vidu.vn", "moi@vidu.vn"):
        ask_mail(minh, email=email, by=minh, on=dates.today())
        minh.refresh_from_db()
        assert minh.email != email
        address = link(mailoutbox[-1])
        assert "dùng địa chỉ này" in client.get(address).content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address)
        minh.refresh_from_db()
        assert minh.email == email
    assert [message.to for message in mailoutbox] == [["cu@vidu.vn"], ["moi@vidu.vn"], ["cu@vidu.vn"]]
    assert client.post(address).status_code == 410
    assert list(verify.accounts()) == []


def test_of_several_links_only_the_newest_is_good(minh, client, mailoutbox):
    for email in ("a@vidu.vn", "b@vidu.vn"):
        ask_mail(minh, email=email, by=minh, on=dates.today())
    assert client.get(link(mailoutbox[0])).status_code == 410
    assert client.get(link(mailoutbox[1])).status_code == 200


def test_five_addresses_a_day_are_enough(minh, mailoutbox):
    for number in range(5):
        ask_mail(minh, email=f"{number}@vidu.vn", by=minh, on=dates.today())
    with pytest.raises(Refused, match="ngày mai"):
        ask_mail(minh, email="6@vidu.vn", by=minh, on=dates.today())
    assert len(mailoutbox) == 5


def test_an_administrator_asks_for_an_officer_of_hers_and_nobody_else_does(minh, mailoutbox):
    unit = minh.posts.get().unit
    ask_mail(minh, email="moi@vidu.vn", by=make_officer(unit, Role.ADMINISTRATOR), on=dates.today())
    with pytest.raises(Refused):
        ask_mail(minh, email="la@vidu.vn", by=make_officer(make_unit(), Role.ADMINISTRATOR), on=dates.today())
    assert len(mailoutbox) == 1


def test_the_own_page_says_what_is_wrong_and_keeps_what_was_typed(minh, client):
    client.force_login(minh)
    page = client.post(reverse("people:my_mail"), {"email": "minh"})
    assert (page.status_code, "minh" in page.content.decode()) == (422, True)
    assert Account.objects.get(pk=minh.pk).email == ""
