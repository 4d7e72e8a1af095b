"""The pages: read, looked at, columns set, brought in by the worker, taken out; the same work with more rows."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from danvan.imports import actions, tasks
from danvan.imports.errors import Refused
from danvan.imports.models import Import
from danvan.imports.tests.make import BOOK_2021, as_csv, visit
from danvan.journal.models import Event
from danvan.lib.spreadsheet import sheets
from danvan.people.roles import Role
from danvan.reception import actions as reception
from danvan.reception.models import Turn
from tests.make import at, make_officer, make_unit

pytestmark = pytest.mark.django_db
NOW = date(2018, 6, 1)


@pytest.fixture
def unit(db):
    return make_unit()


@pytest.fixture
def hoa(unit):
    with at(NOW):
        yield make_officer(unit, Role.LEADER, full_name="Lê Thị Hoa")


@pytest.fixture
def desk(hoa) -> Client:
    client = Client()
    client.force_login(hoa, backend="danvan.people.backends.Officers")
    return client


def send(desk, unit, *rows):
    file = SimpleUploadedFile("so.csv", as_csv(BOOK_2021, *rows).encode())
    given = {"unit": unit.key, "register": "reception", "file": file}
    return desk.post(reverse("imports:imports"), given, follow=True)


def test_a_register_goes_in_from_the_page_and_the_page_says_so(desk, unit, hoa):
    page = send(desk, unit, visit(1, who="Nguyễn Thị Na, thôn Tây"), visit(2))
    assert "N.T.N." in page.content.decode()
    assert "Nguyễn Thị Na" not in page.content.decode(), "a preview shows names as initials"
    found = Import.objects.get()
    assert desk.post(reverse("imports:go", args=[found.pk])).status_code == 302
    assert "Tiến độ nhập" in desk.get(reverse("imports:import", args=[found.pk])).content.decode()
    assert tasks.bring_in(number=found.pk, by=hoa.pk) == 2
    assert "2 lượt, 0 hồ sơ" in desk.get(reverse("imports:import", args=[found.pk])).content.decode()


def test_what_is_not_understood_is_said_by_row_and_cell_and_shuts_the_door(desk, unit):
    page = send(desk, unit, visit(1), visit(2, "30/02/2018")).content.decode()
    assert "dòng 3</b>: Ngày tiếp: “30/02/2018” không phải là một ngày" in page
    refused = desk.post(reverse("imports:go", args=[Import.objects.get().pk]))
    assert refused.status_code == 422
    assert "Còn 1 dòng chưa đọc được" in refused.content.decode()


def test_rows_left_out_are_downloaded_under_their_headings_and_that_is_on_record(desk, unit, hoa):
    send(desk, unit, visit(1), visit(2, "30/02/2018"))
    found = actions.bring_in(Import.objects.get(), by=hoa, on=NOW, leaves_out=True)
    file = desk.post(reverse("imports:kept", args=[found.pk]))
    heading, row = sheets(file.content)[0].rows
    assert heading[:-1] == BOOK_2021
    assert row[1] == "30/02/2018"
    assert Event.objects.get(stream="import", verb="give_kept").actor == hoa


def test_columns_are_set_by_hand(desk, unit):
    heading = ["A", "B", "Ngày tiếp", "Họ tên, địa chỉ", "Chuyện gì"]
    file = SimpleUploadedFile(
        "so.csv", as_csv(heading, ["x", 1, "12/02/2018", "Lê Thị Na", "Cống tắc"]).encode()
    )
    desk.post(reverse("imports:imports"), {"unit": unit.key, "register": "reception", "file": file})
    found = Import.objects.get()
    assert "summary" not in found.columns.values()
    refused = desk.post(reverse("imports:go", args=[found.pk])).content.decode()
    assert "Còn thiếu cột: Nội dung vụ việc" in refused
    chosen = {f"column-{place}": name for place, name in found.columns.items()}
    chosen |= {"column-0": "-", "column-1": "number", "column-4": "summary"}
    desk.post(reverse("imports:columns", args=[found.pk]), chosen)
    found.refresh_from_db()
    assert (found.columns["4"], found.seen["entries"], found.seen["kept"]) == ("summary", 1, 0)


def test_an_import_is_taken_out_from_its_page_with_a_reason(desk, unit, hoa):
    send(desk, unit, visit(1))
    found = actions.bring_in(Import.objects.get(), by=hoa, on=NOW)
    address = reverse("imports:take_out", args=[found.pk])
    assert desk.post(address, {"text": ""}).status_code == 422
    assert desk.post(address, {"text": "nhầm tệp"}).status_code == 302
    assert not Turn.objects.exists()


def test_what_the_worker_cannot_bring_in_stands_as_read_with_the_reason(desk, unit, hoa):
    send(desk, unit, visit(1))
    found = actions.queue(Import.objects.get(), leaves_out=False, by=hoa, on=NOW)
    Import.objects.filter(pk=found.pk).update(columns={})
    assert tasks.bring_in(number=found.pk, by=hoa.pk) == 0
    found.refresh_from_db()
    assert (found.state, found.why.startswith("Còn thiếu cột")) == ("read", True)


def test_a_fault_of_the_machine_leaves_an_import_as_it_was_read_and_says_so(desk, unit, hoa, monkeypatch):
    send(desk, unit, visit(1))
    found = actions.queue(Import.objects.get(), leaves_out=False, by=hoa, on=NOW)
    with monkeypatch.context() as broken:
        broken.setattr(reception, "bring_in", lambda *_rows, **_more: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            tasks.bring_in(number=found.pk, by=hoa.pk)
    page = desk.get(reverse("imports:import", args=[found.pk])).content.decode()
    assert "Máy gặp lỗi khi nhập" in page
    assert "Nhập vào sổ" in page


def test_an_import_whose_worker_never_comes_is_given_up_and_a_late_worker_does_nothing(desk, unit, hoa):
    send(desk, unit, visit(1))
    found = actions.queue(Import.objects.get(), leaves_out=False, by=hoa, on=NOW)
    assert "Bỏ tệp này" in desk.get(reverse("imports:import", args=[found.pk])).content.decode()
    assert desk.post(reverse("imports:drop", args=[found.pk])).status_code == 302
    assert tasks.bring_in(number=found.pk, by=hoa.pk) == 0
    found.refresh_from_db()
    assert found.state == "dropped"
    assert not Turn.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_being_brought_in_is_not_given_up(desk, unit, hoa):
    send(desk, unit, visit(1))
    found = actions.queue(Import.objects.get(), leaves_out=False, by=hoa, on=NOW)
    worker = connection.copy()
    try:
        with worker.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM imports_import WHERE id = %s FOR UPDATE", [found.pk])
            with pytest.raises(Refused, match="Đang nhập"):
                actions.drop(found, by=hoa, on=NOW)
    finally:
        worker.close()


def test_pages_ask_no_more_for_more_rows(desk, unit, hoa, django_assert_max_num_queries):
    for n in (1, 30):
        send(desk, unit, *(visit(i, about=f"Việc {n} {i}") for i in range(n)), visit(99, "30/02/2018"))
        found = actions.bring_in(Import.objects.order_by("pk").last(), by=hoa, on=NOW, leaves_out=True)
        for address in (reverse("imports:import", args=[found.pk]), reverse("imports:imports")):
            with django_assert_max_num_queries(12):
                assert desk.get(address).status_code == 200


def test_whoever_only_administers_sees_no_name_and_no_word_of_a_register(unit, hoa):
    boss = make_officer(unit, Role.ADMINISTRATOR)
    desk = Client()
    desk.force_login(boss, backend="danvan.people.backends.Officers")
    long = "Nguyễn Thị Na " * 12
    page = send(desk, unit, visit(1, who="Nguyễn Thị Na"), visit(2, who=long)).content.decode()
    assert "N.T.N." not in page
    assert "Nguyễn Thị Na" not in page
    assert "Cống kênh" not in page
    found = Import.objects.get()
    actions.bring_in(found, by=boss, on=NOW, leaves_out=True)
    page = desk.get(reverse("imports:import", args=[found.pk])).content.decode()
    assert "Nguyễn Thị Na" not in page
    desk.post(reverse("imports:kept", args=[found.pk]))
    assert desk.post(reverse("imports:back", args=[found.pk]), {"text": "xem"}).status_code == 422
    assert not Event.objects.filter(verb__in=["give_kept", "give_back"]).exists()


def test_whoever_only_administers_makes_no_name_a_day_or_a_heading(desk, unit, hoa):
    boss = make_officer(unit, Role.ADMINISTRATOR)
    other = Client()
    other.force_login(boss, backend="danvan.people.backends.Officers")
    send(desk, unit, visit(1, who="Nguyễn Thị Na"), visit(2, on="32/13/2018", who="Lê Văn Bình"))
    found = Import.objects.get()
    address = reverse("imports:columns", args=[found.pk])
    wrong = {f"column-{place}": "-" for place in range(len(BOOK_2021))}
    other.post(address, wrong | {"column-2": "on", "column-4": "people", "column-5": "summary"})
    page = other.get(reverse("imports:import", args=[found.pk])).content.decode()
    assert "Nguyễn Thị Na" in desk.get(reverse("imports:import", args=[found.pk])).content.decode()
    assert "Nguyễn Thị Na" not in page
    refused = other.post(address, wrong | {"heading_row": "2"})
    assert refused.status_code == 422
    assert "Lê Văn Bình" not in other.get(reverse("imports:import", args=[found.pk])).content.decode()
    found.refresh_from_db()
    assert found.seen["heading_row"] == 1


def test_a_day_that_is_none_is_shown_to_whoever_only_administers_too(unit, hoa):
    other = Client()
    other.force_login(make_officer(unit, Role.ADMINISTRATOR), backend="danvan.people.backends.Officers")
    assert "32/13/2018" in send(other, unit, visit(1, on="32/13/2018")).content.decode()


def test_what_came_in_is_taken_out_in_its_own_form_for_a_reason_on_record(desk, unit, hoa):
    send(desk, unit, visit(1), visit(2))
    found = Import.objects.get()
    actions.bring_in(found, by=hoa, on=NOW)
    assert desk.post(reverse("imports:back", args=[found.pk]), {"text": ""}).status_code == 422
    answer = desk.post(reverse("imports:back", args=[found.pk]), {"text": "Thanh tra yêu cầu"})
    rows = sheets(b"".join(answer.streaming_content))[0].rows
    assert [row[0] for row in rows] == ["STT", "1", "2"]
    assert Event.objects.get(verb="give_back").data["reason"] == "Thanh tra yêu cầu"
