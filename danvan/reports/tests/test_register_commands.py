"""danvan report, verify, recount, seal and roll-up, and the worker's tasks."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import date
from types import SimpleNamespace

import pytest
from asgiref.sync import async_to_sync
from click.testing import CliRunner
from django.db import connection
from django.db.models.expressions import RawSQL
from procrastinate.contrib.django import app

from danvan.cases.models import Case, Deadline, Party, Reply
from danvan.cli import errors, registers, reports
from danvan.config import tasks as tidy
from danvan.figures import tasks as figures_tasks
from danvan.figures.actions import roll_up
from danvan.figures.models import Fact, Total
from danvan.journal import tasks as journal_tasks
from danvan.journal.actions import seal
from danvan.journal.models import Event, Seal
from danvan.people.models import Unit
from danvan.reports.tests.make import LATER, START, at, live, make_district, make_turn
from danvan.reports.tests.test_people_relations import bad
from tests.make import make_unit

pytestmark = pytest.mark.django_db
ASKED = ["people-relations", "--unit", "ky-anh", "--from", "2018-01-01", "--to", "30/06/2018"]


@pytest.fixture(autouse=True)
def in_this_database(monkeypatch):
    """Commands find the test's own connection instead of opening and closing the office's."""
    from danvan.cli import office

    monkeypatch.setattr(office, "check", lambda url: None)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    monkeypatch.setitem(os.environ, "DATABASE_URL", os.environ.get("DATABASE_URL", "postgres://test"))


@pytest.fixture(scope="module")
def lived(lasting):
    found = make_district()
    make_turn(found.khang, found.minh, persons=2)
    life = [("screen", 1), ("accept", 1), ("answer", 2)]
    live(found, life, start=START, unit=found.khang, kind="complaint", topic="land")
    live(found, [("screen", 1)], start=date(2018, 6, 28), unit=found.tan, kind="complaint", topic="land")
    with at(LATER):
        roll_up()
        seal(on=LATER)
    return found


@pytest.fixture
def district(lived):
    with at(LATER):
        yield deepcopy(lived)


def run(command, *arguments):
    return CliRunner().invoke(command, list(arguments), standalone_mode=False)


def test_the_report_is_written_as_a_pdf_beside_an_earlier_period(district, tmp_path):
    out = tmp_path / "report.pdf"
    more = ["--compare", "year_before", "--units", "today", "--named"]
    run(reports.report, *ASKED, *more, "--format", "pdf", "--out", str(out))
    assert out.read_bytes().startswith(b"%PDF-")
    told = json.loads(run(reports.report, *ASKED, *more, "--format", "json").output)
    assert told["compared"]["changes"]["received"] == {
        "now": 2,
        "before": 0,
        "difference": 2,
        "per_cent": None,
    }
    assert told["period"]["units_of"] == LATER.isoformat()


def test_the_report_of_applications_is_written_as_json_and_as_a_workbook(district, tmp_path):
    asked = ["applications", "--unit", "ky-anh", "--from", "2018-01-01", "--to", "30/06/2018"]
    told = json.loads(run(reports.report, *asked).output)
    assert (told["format"], told["received"]) == ("danvan.applications/1", 0)
    out = tmp_path / "report.xlsx"
    run(reports.report, *asked, "--format", "xlsx", "--out", str(out))
    assert out.read_bytes().startswith(b"PK")


def test_printed_sums_that_are_wrong_are_named(tmp_path):
    file = tmp_path / "report.json"
    checks = [{"expr": "a+b", "printed": 3}, {"expr": "100*a/b", "printed": 49}]
    file.write_text(json.dumps({"figures": {"a": 1, "b": 2}, "checks": checks}))
    told = run(reports.report, "check-sums", str(file))
    assert told.return_value == 1
    assert "a+b = 3  Khớp" in told.output
    assert "100*a/b = 49  Sai, tính được 50" in told.output
    file.write_text("[]x")
    assert isinstance(run(reports.report, "check-sums", str(file)).exception, errors.Sentence)


def test_the_report_is_printed_as_text_and_as_json(district):
    assert "đã tổ chức tiếp 1 lượt với 2 công dân" in run(reports.report, *ASKED).output
    told = json.loads(run(reports.report, *ASKED, "--format", "json").output)
    assert (told["letters"]["received"], told["letters"]["resolved"]) == (2, 1)


def test_the_report_is_written_to_a_file(district, tmp_path):
    out = tmp_path / "bao-cao.docx"
    run(reports.report, *ASKED, "--format", "docx", "--out", str(out))
    assert out.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    "change, said",
    [
        ({"--unit": "KHONG-CO"}, "Không có đơn vị nào"),
        ({"--to": "2017-01-01"}, "ở trước ngày đầu kỳ"),
        ({"--from": "2030-01-01", "--to": "2030-02-01"}, "chưa bắt đầu"),
        ({"--out": "/no/such/folder/x"}, "Không ghi được"),
    ],
)
def test_what_cannot_be_reported_is_said_in_one_sentence_of_each_language(district, change, said):
    options = dict(zip(ASKED[1::2], ASKED[2::2], strict=True)) | change
    result = run(reports.report, ASKED[0], *[word for pair in options.items() for word in pair])
    sentence = errors.expected(result.exception)
    assert sentence is not None
    assert said in sentence.vi
    assert sentence.en


def test_a_report_that_does_not_add_up_is_refused_with_its_rows(district):
    case = Case.objects.order_by("pk").first()
    bad(case, district.khang, "letters.received", 1)
    result = run(reports.report, *ASKED, "--format", "json")
    assert result.return_value == 1
    assert json.loads(result.output)["rows"][0]["code"] == case.shown_code


def test_verify_finds_nothing_wrong_with_an_untouched_register(district):
    result = run(registers.verify)
    assert result.return_value == 0, result.output
    assert run(registers.recount).return_value == 0


TAMPERED = [
    (Event, "text", "'khác'", "journal event"),
    (Event, "data", "'{}'", "journal event"),
    (Event, "on", "'2018-03-03'", "journal event"),
    (Event, "hash", "repeat('0', 64)", "journal event"),
    (Case, "body", "'khác'", "case"),
    (Case, "subject", "'khác'", "case"),
    (Case, "status", "'closed'", "case"),
    (Party, "full_name", "'Người Khác'", "party"),
    (Party, "phone", "'0900000000'", "party"),
    (Reply, "text", "'khác'", "reply"),
    (Reply, "outcome", "'refused'", "reply"),
    (Deadline, "due_on", "'2030-01-01'", "deadline"),
    (Fact, "amount", "5", "facts of event"),
    (Fact, "unit_id", "unit_id + 1", "facts of event"),
    (Fact, "day", "day + 1", "facts of event"),
    (Total, "amount", "amount + 1", "total"),
    (Seal, "root", "repeat('0', 64)", "journal seal"),
    (Seal, "day", "'2018-03-03'", "journal seal"),
]


@pytest.mark.parametrize(
    "model, column, value, named", TAMPERED, ids=lambda x: getattr(x, "__name__", str(x))
)
def test_whatever_byte_is_changed_verify_names_the_row(district, model, column, value, named):
    pk, changed = last_of(model), RawSQL(value, ())
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        model._base_manager.filter(pk=pk).update(**{column: changed})
        cursor.execute("SET session_replication_role = DEFAULT")
    result = run(registers.verify, "--all")
    assert result.return_value == 1
    assert named in result.output
    if model not in (Fact, Total, Seal):
        assert f"{named} {pk}" in result.output


def last_of(model):
    rows = model.objects.order_by("-pk")
    if model is Deadline:
        rows = rows.filter(state="running")
    return rows.values_list("pk", flat=True).first()


def test_verify_stops_at_the_first_row_unless_asked_for_all(district):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET body = 'khác'")
    assert run(registers.verify).output.count("it is not what was recorded") == 1
    assert run(registers.verify, "--all").output.count("it is not what was recorded") == 2


@pytest.mark.django_db(transaction=True)
def test_a_check_sees_the_register_at_one_moment_while_people_go_on_working(capsys):
    seen = []

    def work():
        make_unit()
        connection.close()

    def check():
        seen.append(Unit.objects.count())
        with ThreadPoolExecutor(1) as other:
            other.submit(work).result()
        seen.append(Unit.objects.count())
        yield from ()

    assert registers.told([("check", check)], every=False) == 0
    assert seen == [0, 0]
    assert Unit.objects.count() == 1


def test_recount_makes_totals_anew_where_they_lie(district):
    Total.objects.update(amount=9)
    assert run(registers.recount).return_value == 1
    assert run(registers.recount, "--rebuild").return_value == 0


def test_seal_and_roll_up_say_what_they_did(district):
    assert "Nothing new" in run(registers.seal).output
    make_turn(district.tan, district.minh, on=LATER)
    assert "seal 2" in run(registers.seal).output
    assert "5 new facts" in run(registers.roll_up).output
    assert "0 new facts" in run(registers.roll_up).output


def test_the_worker_rolls_up_each_minute_and_seals_after_midnight_in_viet_nam():
    registered = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert registered["danvan.figures.tasks.roll_up"] == "* * * * *"
    assert registered["danvan.journal.tasks.seal"] == "10 17 * * *"
    assert {"danvan.config.tasks.clear_sessions", "danvan.config.tasks.purge_rates"} <= registered.keys()


def test_the_tasks_do_their_work(district):
    make_turn(district.tan, district.minh, on=LATER)
    assert figures_tasks.roll_up(timestamp=0) == 5
    assert journal_tasks.seal(timestamp=0) == 2
    assert Seal.objects.get(number=2).day == date(2018, 7, 31)
    assert tidy.purge_rates(timestamp=0) == 0
    tidy.clear_sessions(timestamp=0)


def test_a_job_whose_worker_was_killed_is_begun_again(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour'), (now())"
            " RETURNING id"
        )
        (killed,), (alive,) = cursor.fetchall()
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id)"
            " SELECT 'imports', 'x', '{}', 'doing', worker FROM unnest(%s::bigint[]) worker RETURNING id",
            [[killed, alive]],
        )
        again, left = (row[0] for row in cursor.fetchall())
    context = SimpleNamespace(app=app)
    assert async_to_sync(tidy.retry_stalled_jobs.func)(context, timestamp=0) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, status FROM procrastinate_jobs WHERE id = ANY(%s)", [[again, left]])
        assert dict(cursor.fetchall()) == {again: "todo", left: "doing"}
