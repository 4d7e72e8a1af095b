"""The pages of the record and of what is owed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.journal.models import Event
from danvan.reception.actions import Caller, Told, register_turn
from danvan.reception.models import Notice
from tests.make import MONDAY

DUE = "/desk/reception/due/"


@pytest.fixture
def turn(commune, minh):
    return made(commune, minh)


def made(unit, by, **more):
    told = Told("water", "Cống kênh N3 bị tắc", "pending", request="Vét cống", kind="complaint")
    given = {"callers": [Caller("Nguyễn Thị Lan", address="thôn Đông")], "persons": 1, "on": MONDAY, **more}
    return register_turn(unit=unit, by=by, matters=[told], **given)


def test_the_record_is_printed_on_record_and_then_signed(as_, minh, turn):
    client = as_(minh)
    paper = client.post(f"/desk/reception/{turn.pk}/record/").content.decode()
    for words in ("Nguyễn Thị Lan", "thôn Đông", "Vét cống", "đọc lại", "Khiếu nại"):
        assert words in paper
    assert Event.objects.filter(stream="turn", verb="print_record").count() == 1
    client.post(f"/desk/reception/{turn.pk}/sign/", {"signed": "signature"})
    assert "Đã ký, 12/02/2018" in client.get(f"/desk/reception/{turn.pk}/").content.decode().replace(
        '<time datetime="2018-02-12">', ""
    ).replace("</time>", "")


def test_what_is_owed_is_listed_without_names_and_given_on_its_page(as_, minh, turn):
    client, notice = as_(minh), Notice.objects.get()
    listed = client.get(DUE).content.decode()
    assert "05/03/2018" in listed
    assert "Lan" not in listed
    page = client.get(f"/desk/reception/notices/{notice.pk}/").content.decode()
    assert "khoản 1 Điều 28" in page
    empty = client.post(f"/desk/reception/notices/{notice.pk}/", {"issued_on": "12/02/2018", "way": "phone"})
    assert empty.status_code == 422
    data = {"text": "Đã giao vét cống.", "way": "paper", "number": "8/TB", "issued_on": "12/02/2018"}
    client.post(f"/desk/reception/notices/{notice.pk}/", data)
    paper = client.post(f"/desk/reception/notices/{notice.pk}/paper/").content.decode()
    assert "Nguyễn Thị Lan" in paper
    assert "8/TB" in paper
    assert "Không còn nợ ai" in client.get(DUE).content.decode()


def test_the_list_costs_the_same_few_statements_for_few_and_for_many(as_, commune, minh, turn):
    client = as_(minh)
    client.get(DUE)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(DUE)
    for _ in range(12):
        made(commune, minh)
    with CaptureQueriesContext(connection) as many:
        client.get(DUE)
    assert len(few) == len(many) <= 12


def test_a_head_offers_a_conclusion(as_, commune, minh, hoa):
    turn = made(commune, minh, sitting="head", received_by=hoa)
    answer = as_(hoa).post(f"/desk/reception/{turn.pk}/conclude/")
    page = as_(hoa).get(answer["Location"]).content.decode()
    assert "Theo quy định của cơ quan" in page


def test_dung_of_another_unit_is_refused(as_, dung, turn):
    client, notice = as_(dung), Notice.objects.get()
    for verb in ("record", "sign", "conclude"):
        assert client.post(f"/desk/reception/{turn.pk}/{verb}/").status_code == 403
    assert client.get(f"/desk/reception/notices/{notice.pk}/").status_code == 403
    assert client.post(f"/desk/reception/notices/{notice.pk}/paper/").status_code == 403
    assert "Cống kênh" not in client.get(DUE).content.decode()
