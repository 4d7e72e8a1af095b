"""The law for machines: the same answers as the command line, errors in words, nothing left behind."""

import json
import re
from datetime import date

import pytest
from click.testing import CliRunner
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from danvan.api import parameters, schema
from danvan.cli.law import due as due_command
from danvan.cli.law import rules as rules_command
from danvan.people import actions as people
from danvan.people.roles import Role
from danvan.web import addresses
from tests.make import MONDAY, at, make_officer, make_unit

pytestmark = pytest.mark.django_db
DUE, RULES, DESCRIPTION = "/api/v1/law/due", "/api/v1/law/rules", "/api/v1/openapi.json"


@pytest.fixture(autouse=True)
def monday(settings):
    settings.DANVAN_RATES = {"api": (1000, 600)}
    with at(MONDAY):
        yield


def ask(query, address=DUE):
    return Client().get(f"{address}?{query}")


@pytest.mark.parametrize(
    "query, options",
    [
        ("rule=reception.result_notice&start=2018-02-12", "reception.result_notice --start 2018-02-12"),
        (
            "rule=complaint.first_settlement&start=05/03/2018&area=remote&extend=15&suspend=2018-03-10:2018-03-19",
            "complaint.first_settlement --start 2018-03-05 --area remote --extend 15"
            " --suspend 2018-03-10:2018-03-19",
        ),
        (
            "term=25&unit=working&start=2019-10-21&lang=en",
            "--term 25 --unit working --start 2019-10-21 --lang en",
        ),
        (
            "term=20&unit=calendar&count-first-day&start=2023-05-20",
            "--term 20 --unit calendar --count-first-day --start 2023-05-20",
        ),
        (
            "rule=civil_status.birth&start=2017-12-29&received_at=15:20",
            "civil_status.birth --start 2017-12-29 --received-at 15:20",
        ),
        (
            "rule=denunciation.settlement&start=2019-03-05&complexity=special&extend=30&extend=30",
            "denunciation.settlement --start 2019-03-05 --complexity special --extend 30 --extend 30",
        ),
        (
            "rule=&term=0&cutoff=15:00&received_at=16:00&start=2018-02-12",
            "--term 0 --cutoff 15:00 --received-at 16:00 --start 2018-02-12",
        ),
    ],
)
def test_an_answer_is_the_one_of_the_command_line(query, options):
    answer = ask(query)
    assert answer.status_code == 200, answer.json()
    assert answer.json() == json.loads(CliRunner().invoke(due_command, [*options.split(), "--json"]).output)


def test_the_rules_of_a_day_are_those_of_the_command_line():
    said = json.loads(CliRunner().invoke(rules_command, ["--on", "2018-01-01", "--json"]).output)
    assert ask("on=2018-01-01", RULES).json() == said
    assert ask("", RULES).json() == ask(f"on={MONDAY:%Y-%m-%d}", RULES).json()


@pytest.mark.parametrize(
    "query, status, error, parameter",
    [
        ("", 400, "Unreadable", "start"),
        ("rule=complaint.acceptance", 400, "Unreadable", "start"),
        ("rule=complaint.acceptance&start=2018-02-30", 400, "Unreadable", "start"),
        ("rule=complaint.acceptance&start=2018-02-12&strat=2018-02-13", 400, "Unreadable", "strat"),
        ("start=2018-02-12&start=2018-02-13&term=3", 400, "Unreadable", "start"),
        ("term=ten&start=2018-02-12", 400, "Unreadable", "term"),
        ("term=999999999&start=2018-02-12", 400, "Unreadable", "term"),
        ("term=10001&start=2018-02-12", 400, "Unreadable", "term"),
        ("term=3&unit=week&start=2018-02-12", 400, "Unreadable", "unit"),
        ("term=3&start=2018-02-12&suspend=2018-02-13", 400, "Unreadable", "suspend"),
        ("term=3&start=2018-02-12&count_first_day=perhaps", 400, "Unreadable", "count_first_day"),
        ("term=3&start=2018-02-12&received_at=3pm", 400, "Unreadable", "received_at"),
        ("rule=a%01b&start=2018-02-12", 400, "Unreadable", "rule"),
        (f"rule={'a' * 81}&start=2018-02-12", 400, "Unreadable", "rule"),
        ("start=2018-02-12&term=3&" + "&".join(["extend=1"] * 51), 400, "Unreadable", "extend"),
        ("start=2018-02-12", 422, "InvalidQuestion", None),
        ("rule=complaint.acceptance&term=3&start=2018-02-12", 422, "InvalidQuestion", None),
        ("term=3&area=remote&start=2018-02-12", 422, "InvalidQuestion", None),
        ("rule=complaint.nonsense&start=2018-02-12", 422, "UnknownRule", None),
        ("rule=letter.processing&start=2018-02-12", 422, "NotInForce", None),
        ("rule=letter.group&start=2018-02-12", 422, "NoTerm", None),
        ("rule=complaint.acceptance&start=2040-02-12", 422, "OutOfCalendar", None),
        ("rule=complaint.first_settlement&start=2018-03-05&extend=16", 422, "ExtensionOverCap", None),
        ("term=-1&start=2018-02-12", 422, "InvalidTerm", None),
        ("term=3&start=2018-02-12&suspend=2018-03-09:2018-03-08", 422, "NegativeSuspension", None),
        (
            "term=3&start=2018-02-12&suspend=2018-03-01:2018-03-08&suspend=2018-03-08:2018-03-09",
            422,
            "OverlappingSuspensions",
            None,
        ),
        ("term=9000&unit=year&start=2018-02-12", 422, "OutOfCalendar", None),
        ("term=9999&start=2018-02-12&" + "&".join(["extend=9999"] * 5), 422, "InvalidTerm", None),
    ],
)
def test_what_cannot_be_answered_is_a_sentence_in_either_language(query, status, error, parameter):
    for lang in ("vi", "en"):
        answer = ask(f"{query}&lang={lang}")
        told = answer.json()
        assert answer.status_code == status, told
        assert (told["error"], told["parameter"]) == (error, parameter)
        assert told["message"].endswith(".")
        assert answer["Content-Language"] == lang
        assert answer["Cache-Control"] == "no-store"


def test_who_asks_too_often_waits(settings):
    settings.DANVAN_RATES = {"api": (2, 600)}
    answers = [ask("start=2018-02-12&term=3") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].json()["error"] == "TooOften"
    assert 0 < int(answers[-1]["Retry-After"]) <= 600
    assert Client().get(DUE, REMOTE_ADDR="203.0.113.9").status_code == 400
    assert addresses.UNKNOWN not in answers[-1].content.decode()


def test_a_database_that_is_away_is_said_and_when_to_come_back(monkeypatch):
    def away(what, address):
        raise OperationalError("the connection is closed")

    monkeypatch.setattr("danvan.rates.actions.count", away)
    answer = ask("start=2018-02-12&term=3")
    assert answer.status_code == 503
    assert answer.json()["error"] == "Resting"
    assert answer["Retry-After"] == "30"


@pytest.mark.parametrize("address", [f"{DUE}?term=3&start=2018-02-12", RULES, DESCRIPTION])
def test_an_answer_may_be_kept_and_leaves_nothing_behind(address):
    answer = Client().get(address, HTTP_ORIGIN="https://other.example")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert not answer.cookies
    assert not any(name.lower().startswith("access-control") for name in answer.headers)


@pytest.mark.parametrize("address", [DUE, RULES, DESCRIPTION])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(address, method):
    answer = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert answer.json()["error"] == "ReadingOnly"


def test_an_address_that_is_not_there_says_where_to_look():
    answer = Client().get("/api/v1/law/dew")
    assert answer.status_code == 404
    assert DESCRIPTION in answer.json()["message"]


def test_a_rule_that_the_office_has_confirmed_is_confirmed():
    rule, version = "complaint.acceptance", "2026-07-01"
    unit, day = make_unit(), date(2026, 7, 3)
    admin = make_officer(unit, Role.ADMINISTRATOR)
    with at(day):
        assert ask(f"rule={rule}&start={version}").json()["unconfirmed"]
        people.confirm_rule(unit=unit, rule=rule, version=version, decision="12/CV-UBND", by=admin, on=day)
        assert not ask(f"rule={rule}&start={version}").json()["unconfirmed"]


# --- the description ---------------------------------------------------------------------------------------
def fits(value, declared):
    """Whether a value is what a small JSON schema says."""
    kinds = declared["type"] if isinstance(declared["type"], list) else [declared["type"]]
    types = {"string": str, "boolean": bool, "integer": int, "null": type(None), "array": list}
    assert any(type(value) is types[kind] for kind in kinds), (value, declared)
    if value is not None and declared.get("format") == "date":
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    if "enum" in declared:
        assert value in declared["enum"]
    if isinstance(value, list):
        assert all(fits(each, declared["items"]) for each in value)
    return True


def check(value, name, description):
    declared = description["components"]["schemas"][name]
    assert list(value) == declared["required"]
    assert all(fits(value[key], declared["properties"][key]) for key in value)


def test_every_answer_is_what_the_description_says():
    description = Client().get(DESCRIPTION).json()
    check(ask("rule=reception.result_notice&start=2018-02-12").json(), "Due", description)
    check(ask("term=3&start=2018-02-12").json(), "Due", description)
    check(ask("").json(), "Error", description)
    for row in [*ask("on=2018-01-01", RULES).json(), *ask("on=2026-11-22", RULES).json()]:
        check(row, "Rule", description)


def test_the_description_names_every_address_and_every_parameter():
    description = Client().get(DESCRIPTION).json()
    assert description["openapi"].startswith("3.1")
    assert set(description["paths"]) == {DUE, RULES}
    for endpoint in schema.ENDPOINTS:
        told = description["paths"][endpoint.address]["get"]
        assert [each["name"] for each in told["parameters"]] == [each.name for each in endpoint.parameters]
        assert {"200", "400", "405", "422", "429", "503"} == set(told["responses"])
        assert ask(endpoint.example, endpoint.address).status_code == 200


def test_the_description_is_whole_in_both_languages():
    vi, en = (Client().get(f"{DESCRIPTION}?lang={lang}").content.decode() for lang in ("vi", "en"))
    assert "Ngày bắt đầu" in vi
    assert not re.search(
        r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", en.replace("Dân Vận", "")
    )


def test_the_parameters_are_those_of_the_command_line():
    options = {name.lstrip("-").replace("-", "_") for each in due_command.params for name in each.opts}
    assert {each.name for each in parameters.DUE} == options - {"json"}


@pytest.mark.parametrize("language, said", [("vi", "Dữ liệu cho máy"), ("en", "Data for machines")])
def test_the_page_explains_it_to_people(language, said):
    client = Client()
    client.post("/ngon-ngu", {"language": language})
    page = client.get("/api/").content.decode()
    assert said in page
    for endpoint in schema.ENDPOINTS:
        assert endpoint.address in page


def test_its_menu_is_that_of_the_portal(client):
    page = client.get(reverse("api:page"))
    home = client.get(reverse("portal:home"))
    assert [item.url for item in page.context["nav"]] == [item.url for item in home.context["nav"]] != []
