"""The list as a tool: filters, views as tabs, one step on many cases, files."""

import csv
import io
import zipfile

import pytest

from danvan.cases.actions import Person
from danvan.cases.models import Case
from danvan.desk import takeout
from danvan.desk.tests.test_inbox import INBOX, shown, statements
from danvan.journal.models import Event
from danvan.people.roles import Role
from danvan.worklists import tasks
from danvan.worklists.models import Batch, Export, SavedView
from tests.make import MONDAY, make_case, make_officer, walk

BULK, EXPORT, VIEWS = "/desk/cases/bulk/", "/desk/cases/export/", "/desk/views/"


@pytest.mark.parametrize(
    "query, found",
    [
        ({"status": "screened"}, ["Đã phân loại"]),
        ({"until": "11/02/2018"}, []),
        ({"due_since": "01/01/2019"}, []),
        ({"due_until": "01/01/2019"}, ["Đã phân loại"]),
        ({"officer": "minh"}, ["Đã phân loại"]),
        ({"many": "on"}, ["Đã phân loại"]),
        ({"cols": ["status"]}, ["Mới", "Đã phân loại"]),
    ],
)
def test_more_filters_narrow_the_list(as_, commune, minh, query, found):
    case = walk(make_case(commune, subject="Đã phân loại"), minh, MONDAY, "screen")
    Case.objects.filter(pk=case.pk).update(officer=minh, people=5)
    make_case(commune, subject="Mới")
    Case.objects.filter(subject="Mới").update(due_on=None)
    assert sorted(shown(as_(minh), tab="office", **query)) == found


def test_columns_are_left_out_on_request(as_, commune, minh):
    make_case(commune)
    page = as_(minh).get(INBOX, {"tab": "office", "cols": "topic"})
    assert [column.label for column in page.context["columns"]] == [
        "Mã",
        "Hạn",
        "Việc",
        "Đơn vị · nội dung",
    ]
    assert "N.T.L." not in page.content.decode()


def test_a_view_stands_as_a_tab_and_costs_no_statement_more(as_, commune, minh):
    make_case(commune)
    client, url = as_(minh), INBOX + "?tab=office&topic=water"
    before = statements(client, url)
    saved = client.post(VIEWS, {"name": "Nước", "query": "tab=office&page=3&topic=water&csrf=x"})
    assert saved.url == "/desk/cases/?tab=office&topic=water"
    page = client.get(saved.url)
    assert [(tab.label, tab.current) for tab in page.context["views"]] == [("Nước", True)]
    assert statements(client, url) == before
    again = client.post(VIEWS, {"name": "Nước", "query": "tab=mine"})
    assert again.status_code == 422
    assert "Đã có một cách xem" in again.content.decode()
    view = SavedView.objects.get()
    client.post(f"{VIEWS}{view.pk}/rename/", {"name": "Nước sạch"})
    assert "Nước sạch" in client.get(VIEWS).content.decode()
    client.post(f"{VIEWS}{view.pk}/remove/")
    assert client.get(INBOX).context["views"] == []


def test_chosen_cases_are_assigned_told_one_by_one_and_given_back(as_, commune, minh, hoa):
    ready = walk(make_case(commune, subject="Đã thụ lý"), hoa, MONDAY, "screen", "accept")
    fresh = make_case(commune, subject="Mới")
    client = as_(hoa)
    listed = client.get(INBOX, {"tab": "office"})
    assert f'value="{ready.pk}.{ready.version}"' in listed.content.decode()
    page = client.get(BULK, {"scope": "page", "shown": listed.context["on_page"]})
    assert page.context["total"] == 2
    missing = client.post(BULK, {"cases": page.context["form"]["cases"].value(), "verb": "assign"})
    assert missing.status_code == 422
    sent = {"cases": missing.context["form"]["cases"].value(), "verb": "assign", "officer": minh.pk}
    result = client.post(BULK, sent, follow=True)
    text = result.content.decode()
    assert "Đã làm 1 trên 2 hồ sơ; 1 chưa làm được" in text
    assert "Bước này không làm được khi hồ sơ ở trạng thái" in text
    ready.refresh_from_db()
    assert ready.officer == minh
    assert as_(minh).get(f"/desk/batches/{Batch.objects.get().pk}/").status_code == 404
    back = client.post(f"/desk/batches/{Batch.objects.get().pk}/undo/", follow=True)
    assert "Đã làm 1 trên 1 hồ sơ" in back.content.decode()
    ready.refresh_from_db()
    assert ready.officer is None
    assert statements(client, f"/desk/batches/{Batch.objects.first().pk}/") <= 12
    assert statements(client, f"{BULK}?case={fresh.pk}.1") <= 12


def test_all_that_match_are_chosen_and_many_are_left_to_the_worker(as_, commune, hoa, monkeypatch):
    for number in range(3):
        make_case(commune, topic="land" if number else "water")
    deferred = []
    monkeypatch.setattr(tasks, "AT_ONCE", 1)
    monkeypatch.setattr(tasks.work, "defer", lambda **given: deferred.append(given))
    client = as_(hoa)
    page = client.get(BULK, {"scope": "all", "list": "tab=office&topic=land"})
    assert page.context["total"] == 2
    told = client.post(
        BULK, {"cases": page.context["form"]["cases"].value(), "verb": "note", "text": "Gấp."}, follow=True
    )
    assert "2 đang chờ" in told.content.decode()
    tasks.work(**deferred[0])
    assert Event.objects.filter(stream="case", verb="note").count() == 2


def test_nothing_chosen_leads_back_and_cases_of_others_are_never_taken(as_, commune, hoa, dung):
    case = make_case(commune)
    assert as_(hoa).get(BULK, {"list": "tab=office"}).url == "/desk/cases/?tab=office"
    assert as_(dung).get(BULK, {"case": f"{case.pk}.1"}).status_code == 302
    assert as_(dung).post(BULK, {"cases": f"{case.pk}.1", "verb": "note", "text": "x"}).status_code == 302
    assert not Batch.objects.exists()


def register(response):
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def test_the_register_hides_names_from_whoever_does_not_ask_or_does_not_work_there(as_, commune, minh):
    make_case(commune, subject="=cmd()", person=Person("Nguyễn Thị Lan"))
    inspector = make_officer(commune, Role.INSPECTOR, full_name="Lê Văn Tra")
    asked = {"list": "tab=office&q=cong", "form": "csv"}
    head, row = register(as_(minh).post(EXPORT, asked))
    assert head[:4] == ["STT", "Mã đơn", "Ngày tiếp nhận", "Người đứng đơn"]
    assert row[3] == "N.T.L."
    assert row[4].startswith("'=cmd()")
    assert len(row[1]) == 4
    assert register(as_(minh).post(EXPORT, {**asked, "names": "on"}))[1][3] == "Nguyễn Thị Lan"
    assert register(as_(inspector).post(EXPORT, {**asked, "names": "on"}))[1][3] == "N.T.L."
    asked_for = Event.objects.filter(stream="export", verb="export_asked").order_by("pk")
    assert [(event.data["count"], event.data["names"]) for event in asked_for] == [
        (1, False),
        (1, True),
        (1, False),
    ]
    assert all(event.data["searched"] and "q" not in event.data["filter"] for event in asked_for)


def test_a_long_list_is_written_by_the_worker_row_by_row(as_, commune, minh, monkeypatch, settings, tmp_path):
    settings.DANVAN_EXPORTS = tmp_path
    for number in range(3):
        make_case(commune, subject=f"Việc {number}")
    monkeypatch.setattr(takeout, "AT_ONCE", 2)
    monkeypatch.setattr(takeout, "STEP", 2)
    monkeypatch.setattr("danvan.desk.tasks.go", takeout.write)
    client = as_(minh)
    page = client.post(EXPORT, {"list": "tab=office", "form": "xlsx"}, follow=True)
    assert "Tải về" in page.content.decode()
    export = Export.objects.get()
    file = b"".join(client.post(f"/desk/exports/{export.pk}/").streaming_content)
    cells = zipfile.ZipFile(io.BytesIO(file)).read("xl/worksheets/sheet1.xml").decode()
    assert all(f"Việc {number}" in cells for number in range(3))
    verbs = Event.objects.filter(stream="export").order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["export_asked", "export_written", "export_finished", "export_fetched"]
    takeout.write(export := Export.objects.get())
    assert export.written == 3, "a second job finds it done"
