"""What has changed goes out once, without a word of a letter; what is refused comes back to whoever mends it."""

import contextlib
import io
import json
import time
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
import python_calamine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danvan.cases.errors import StepRefused
from danvan.cases.workflow import Channel
from danvan.denunciations import actions as denunciations
from danvan.exchange import actions, carriers, queries, schema, tasks, verify
from danvan.exchange.actions import ledger, sending
from danvan.exchange.carriers import Answer, NotTaken, Unclear
from danvan.exchange.carriers.http import Http
from danvan.exchange.fields import CASE, FORMAT, FORMS, TABLE
from danvan.exchange.models import Item, Package
from danvan.journal.actors import CITIZEN, SYSTEM
from danvan.journal.queries import events_of
from danvan.lib import seal
from danvan.people import actions as people
from danvan.people.roles import Role
from tests.make import LAN, MONDAY, at, make_case, make_officer, make_unit, walk

BACKEND = "danvan.people.backends.Officers"
NOW = date(2018, 3, 5)


class Kept:
    """A carrier that keeps what it is given, answers what the test wants, and breaks when told to."""

    def __init__(self):
        self.packages, self.says, self.breaks = [], [], None

    def send(self, package):
        if self.breaks:
            raise self.breaks
        self.packages.append(package)
        return [self.says.pop(0)] if self.says else []

    def answers(self):
        found, self.says = self.says, []
        return found

    @property
    def last(self):
        return self.packages[-1]


@pytest.fixture
def carrier(monkeypatch):
    kept = Kept()
    monkeypatch.setattr(carriers, "current", lambda: kept)
    return kept


@pytest.fixture(autouse=True)
def today(db):
    with at(NOW):
        yield NOW


@pytest.fixture
def commune():
    return people.create_unit(
        key="KY-KHANG-THU", tier="commune", name="xã Kỳ Khang", code="18760", by=SYSTEM, on=date(2010, 1, 1)
    )


@pytest.fixture
def minh(commune):
    return make_officer(commune, Role.CLERK, Role.HANDLER, Role.LEADER, username="minh")


@pytest.fixture
def runs(commune):
    return make_officer(commune, Role.ADMINISTRATOR, username="quantri")


@pytest.fixture
def case(commune):
    with at(MONDAY):
        return make_case(commune)


def lies():
    return [*verify.items(), *verify.decisions()]


def as_(officer):
    client = Client()
    client.force_login(officer, backend=BACKEND)
    return client


def test_a_case_goes_out_once_and_again_only_when_it_moved(carrier, case, minh):
    told = actions.send(on=NOW)
    assert (told.prepared, told.sent, told.stopped) == (2, 2, ""), "the case, and the month that is over"
    (sent,) = carrier.last["cases"]
    assert (sent["id"], sent["version"], sent["unit_code"]) == (f"DV-{case.pk}", 1, "18760")
    assert actions.send(on=NOW).sent == 0
    walk(case, minh, NOW, "screen")
    actions.send(on=NOW)
    assert [(c["id"], c["version"], c["status"]) for c in carrier.last["cases"]] == [
        (f"DV-{case.pk}", 2, case.status)
    ]
    assert lies() == []


def test_what_changed_meanwhile_does_not_keep_back_what_waits_behind_it(
    carrier, case, commune, minh, monkeypatch
):
    with at(MONDAY):
        other = make_case(commune)
    assert sending.prepare(by=SYSTEM, on=NOW) == 3, "two cases, and the month that is over"
    walk(case, minh, NOW, "screen")
    monkeypatch.setattr(sending, "MOST", 1)
    monkeypatch.setattr(sending, "prepare", lambda **_asked: 0)
    actions.send(on=NOW)
    assert [sent["id"] for package in carrier.packages for sent in package["cases"]] == [f"DV-{other.pk}"]


def test_no_word_of_a_letter_no_code_and_nothing_sealed_goes_out(carrier, case, commune):
    letter = denunciations.Letter(unit=commune, body="Thu tiền không có biên lai.", topic="land")
    officers = [make_officer(commune, Role.HANDLER) for _ in range(2)]
    leader = make_officer(commune, Role.LEADER)
    for officer in officers:
        custodian = denunciations.name_custodian(officer, unit=commune, by=leader, on=NOW)
        denunciations.bring_key(custodian, seal.new_pair().recipient, by=officer, on=NOW)
    denunciations.receive(letter, channel=Channel.PORTAL, by=CITIZEN, on=NOW)
    actions.send(on=NOW)
    with at(date(2018, 4, 2)):
        actions.send(on=date(2018, 4, 2))
    march = next(table for table in carrier.last["tables"] if table["period"] == "2018-03")
    assert march["figures"]["received"] == 0, "not even how many there are"
    text = json.dumps(carrier.packages, ensure_ascii=False)
    assert [sent["kind"] for package in carrier.packages for sent in package["cases"]] == ["recommendation"]
    for word in (case.code, case.subject, case.body, LAN.full_name, LAN.phone, LAN.address, "biên lai"):
        assert word not in text


def test_names_go_out_only_by_a_decision_and_no_longer_when_it_ends(carrier, case, minh, runs):
    with pytest.raises(StepRefused, match="người quản trị"):
        actions.allow_personal(number="1/QĐ", decided_on=NOW, by=minh, on=NOW)
    actions.allow_personal(number="1/QĐ-UBND", decided_on=NOW, by=runs, on=NOW)
    actions.send(on=NOW)
    assert carrier.last["cases"][0]["sender_name"] == LAN.full_name
    assert "phone" not in json.dumps(carrier.last)
    assert Package.objects.get().personal
    actions.end_personal(by=runs, on=NOW)
    actions.send(on=NOW)
    assert "sender_name" not in carrier.last["cases"][0]
    assert lies() == []


def test_what_is_refused_comes_back_is_mended_and_sent_again(carrier, case, commune, minh):
    carrier.says = [Answer(f"DV-{case.pk}", 1, False, "Sai mã đơn vị")]
    assert actions.send(on=NOW).answered == 1
    stranger = make_officer(make_unit(name="xã Khác"), Role.HANDLER)
    assert not queries.refused(stranger, tables=False, on=NOW).exists()
    page = as_(minh).get("/desk/exchange/refused/").content.decode()
    assert "Sai mã đơn vị" in page
    assert f"/desk/cases/{case.pk}/" in page
    item = Item.objects.get(state="refused")
    assert as_(stranger).post(f"/desk/exchange/refused/{item.pk}/again/").status_code == 404
    assert as_(minh).post(f"/desk/exchange/refused/{item.pk}/again/").status_code == 302
    actions.send(on=NOW)
    assert carrier.last["cases"][0]["version"] == 2
    assert not actions.answer(Answer(f"DV-{case.pk}", 1, True), on=NOW), "version 1 was answered"
    assert actions.answer(Answer(f"DV-{case.pk}", 2, True), on=NOW)
    assert [e.verb for e in events_of("exchange", item.pk)][-2:] == ["exchange_refuse", "exchange_compare"]
    assert lies() == []


def test_what_the_form_misses_is_refused_before_it_goes_out(carrier, minh):
    nowhere = make_unit("KHONG-MA", name="xã Chưa Mã")
    with at(MONDAY):
        case = make_case(nowhere)
    handler = make_officer(nowhere, Role.HANDLER)
    actions.send(on=NOW)
    assert carrier.packages == []
    item = queries.refused(handler, tables=False, on=NOW).get()
    assert (item.subject, item.reason) == (case.pk, "thiếu “Mã đơn vị hành chính của Tổng cục Thống kê”")
    with pytest.raises(StepRefused, match="Vẫn chưa gửi được"):
        actions.again(item, by=handler, on=NOW)


def test_what_did_not_go_out_waits_and_what_broke_off_goes_again_as_the_same_version(carrier, case):
    carrier.breaks = NotTaken("HTTP 503")
    told = actions.send(on=NOW)
    assert (told.sent, told.stopped) == (0, "HTTP 503")
    assert queries.counts()["waiting"] == 2
    carrier.breaks = RuntimeError("mất điện")
    with pytest.raises(RuntimeError):
        actions.send(on=NOW)
    assert queries.counts()["sending"] == 2
    carrier.breaks = None
    assert actions.send(on=NOW).sent == 2
    assert carrier.last["cases"][0]["version"] == 1
    assert lies() == []


def test_the_night_leaves_it_to_an_officer_who_is_sending_already(carrier, case):
    officer = connection.copy()
    try:
        with officer.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ledger.RUN_LOCK])
        with at(NOW):
            assert tasks.send(timestamp=0) == (0, 0, 0)
        with officer.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ledger.RUN_LOCK])
    finally:
        officer.close()
    with at(NOW):
        assert tasks.send(timestamp=0) == (2, 2, 0)


def test_answers_told_by_hand_refuse_some_and_accept_the_rest(carrier, case, runs, minh):
    actions.send(by=runs, on=NOW)
    package = Package.objects.get()
    address = f"/desk/exchange/packages/{package.pk}/"
    dung = make_officer(make_unit(tier="agency", name="Trạm Khác"), Role.HANDLER)
    with pytest.raises(StepRefused, match="Việc liên thông"):
        actions.send(by=dung, on=NOW)
    wrong = as_(runs).post(address, {"refused": "DV-9"})
    assert wrong.status_code == 422
    assert "DV-9" in wrong.content.decode()
    assert "không có trong gói" in as_(runs).post(address, {"refused": "DV-0: thử"}).content.decode()
    assert as_(runs).post(address, {"refused": f"DV-{case.pk}: thiếu ngày"}).status_code == 302
    assert queries.counts() == {"waiting": 0, "sending": 0, "sent": 0, "accepted": 1, "refused": 1}
    assert "thiếu ngày" in as_(runs).get(address).content.decode()


def test_files_are_laid_down_whole_and_their_answers_read_once(settings, tmp_path, case):
    settings.VAR = tmp_path
    actions.send(on=NOW)
    (path,) = (tmp_path / "exchange" / "out").glob("*.json")
    package = json.loads(path.read_text("utf-8"))
    assert package["format"] == FORMAT
    assert path.stat().st_mode & 0o077 == 0
    book = python_calamine.load_workbook(io.BytesIO(path.with_suffix(".xlsx").read_bytes()))
    assert book.get_sheet_by_name("cases").to_python()[1][0] == f"DV-{case.pk}"
    assert len(book.get_sheet_by_name("tables").to_python()) == 1 + len(package["tables"])
    inbox = tmp_path / "exchange" / "in"
    inbox.mkdir(exist_ok=True)
    answers = [{"id": f"DV-{case.pk}", "version": 1, "result": "accepted"}]
    (inbox / "a.json").write_text(json.dumps({"format": "danvan.exchange-answer/1", "answers": answers}))
    (inbox / "b.json").write_text("{}")
    assert actions.send(on=NOW).answered == 1
    assert [*inbox.glob("*.json")] == []
    assert [p.name for p in (tmp_path / "exchange" / "unreadable").iterdir()] == ["b.json"]
    assert Item.objects.get(thing="case").state == "accepted"


@pytest.mark.parametrize(
    "told",
    [
        '{"id": "DV-1\\u0000", "version": 1, "result": "accepted"}',
        '{"id": "DV-1", "version": Infinity, "result": "accepted"}',
        '{"id": "DV-1", "version": 99999999999999999999, "result": "accepted"}',
        '{"id": "DV-1", "version": 1, "result": "refused", "reason": ' + "[" * 100_000,
    ],
    ids=["name", "infinite", "large", "deep"],
)
def test_an_answer_that_nobody_can_read_is_laid_aside_and_stops_no_further_run(
    settings, tmp_path, case, told
):
    settings.VAR = tmp_path
    folder = tmp_path / "exchange" / "in"
    folder.mkdir(parents=True)
    content = f'{{"format": "danvan.exchange-answer/1", "answers": [{told}]}}'
    (folder / "a.json").write_text(content)
    actions.send(on=NOW)
    assert [p.name for p in (tmp_path / "exchange" / "unreadable").iterdir()] == ["a.json"]


def test_over_http_nothing_leaves_without_encryption(settings):
    settings.DANVAN_EXCHANGE_URL = "http://vidu.vn/nhan"
    with pytest.raises(NotTaken, match="https"):
        Http().send({})
    settings.DANVAN_EXCHANGE_URL = "http://127.0.0.1:9/nhan"
    with pytest.raises(NotTaken):
        Http().send({})


class Receiver(BaseHTTPRequestHandler):
    """Accepts every case that it is posted."""

    garbles = False

    def do_POST(self):
        package = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        rows = [{"id": c["id"], "version": c["version"], "result": "accepted"} for c in package["cases"]]
        said = {"format": "danvan.exchange-answer/1", "answers": rows}
        known = self.headers["Authorization"] == "Bearer bi-mat"
        self.send_response(200 if known else 401)
        self.end_headers()
        self.wfile.write(b"<html>" if self.garbles else json.dumps(said).encode())

    def log_message(self, *args):
        """Silent."""


def test_over_http_the_answer_comes_at_once_and_a_refusal_to_listen_sends_nothing(
    settings, monkeypatch, case, runs
):
    monkeypatch.setattr(carriers, "current", Http)
    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.DANVAN_EXCHANGE_URL = f"http://127.0.0.1:{server.server_port}/"
        settings.DANVAN_EXCHANGE_TOKEN = "sai"
        assert actions.send(on=NOW).stopped == "HTTP 401"
        settings.DANVAN_EXCHANGE_TOKEN = "bi-mat"
        monkeypatch.setattr(Receiver, "garbles", True)
        assert (
            "Chưa gửi xong: JSONDecodeError"
            in as_(runs).post("/desk/exchange/send/", follow=True).content.decode()
        )
        assert queries.counts()["sending"] == 2, "nobody knows whether it arrived"
        monkeypatch.setattr(Receiver, "garbles", False)
        assert actions.send(on=NOW).answered == 1
        server.shutdown()
    assert Item.objects.get(thing="case").state == "accepted"


class Trickling(Receiver):
    """Answers a letter at a time, each before anybody would call it silent."""

    def do_POST(self):
        self.send_response(200)
        self.end_headers()
        with contextlib.suppress(OSError):  # whoever asked has hung up
            for _ in range(200):
                self.wfile.write(b" ")
                time.sleep(0.02)


def test_an_answer_that_trickles_breaks_off_and_leaves_it_open(settings, monkeypatch):
    monkeypatch.setattr("danvan.exchange.carriers.http.SECONDS", 0.2)
    with HTTPServer(("127.0.0.1", 0), Trickling) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.DANVAN_EXCHANGE_URL = f"http://127.0.0.1:{server.server_port}/"
        with pytest.raises(Unclear, match="TimeoutError"):
            Http().send({})
        server.shutdown()


def test_the_schema_that_is_published_is_that_of_the_fields_and_a_package_fits(carrier, case):
    file = Path(schema.__file__).with_name("schema") / "package-1.json"
    assert json.loads(file.read_text("utf-8")) == schema.as_schema(), "stale: danvan exchange schema"
    actions.send(on=NOW)
    told = schema.as_schema()
    for thing, rows in (("case", carrier.last["cases"]), ("table", carrier.last["tables"])):
        names = {field.name for field in FORMS[thing]}
        required = set(told["$defs"][thing]["required"])
        assert all(required <= set(row) <= names for row in rows)
    assert set(carrier.last) == set(told["required"])
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "exchange.md").read_text("utf-8")
    assert [field.name for field in (*CASE, *TABLE) if f"`{field.name}`" not in page] == []


def test_the_pages_cost_as_many_statements_for_many_items_as_for_few(carrier, case, commune, runs, minh):
    def statements(officer, address):
        as_(officer).get(address)
        client = as_(officer)
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    def refuse_all():
        actions.send(on=NOW)
        for item in list(Item.objects.filter(state="sent", thing="case")):
            actions.answer(Answer(item.name, item.version, False, "thử"), on=NOW)

    refuse_all()
    few = [statements(runs, "/desk/exchange/"), statements(minh, "/desk/exchange/refused/")]
    for _ in range(6):
        with at(MONDAY):
            make_case(commune)
        refuse_all()
    assert [statements(runs, "/desk/exchange/"), statements(minh, "/desk/exchange/refused/")] == few
