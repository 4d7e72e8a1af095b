"""What an office publishes: chosen, withdrawn, the same for people and machines; small sensitive figures hidden."""

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danvan.balances import actions as balances
from danvan.cases.errors import StepRefused
from danvan.dashboards import actions, queries, verify
from danvan.dashboards.hiding import hidden, told
from danvan.dashboards.models import Publication
from danvan.dashboards.published import Place, _numbers, read
from danvan.figures.series import Cell
from danvan.journal.queries import events_of
from danvan.people.roles import Role
from danvan.portal.openfigures import as_csv
from danvan.reports.measures import ALL
from tests.make import at, make_case, make_officer, make_unit

from .conftest import NOW

JANUARY = date(2018, 1, 1)
CHOSEN = {"figures": ["received", "in_time_share", "open"], "since": JANUARY}


@pytest.fixture
def published(district, lac, son, hoa):
    """Letters of the spring: three about water, one about conduct, one of this month that is not over."""
    for day, topic in ((12, "water"), (13, "water"), (14, "water"), (15, "conduct")):
        with at(date(2018, 2, day)):
            make_case(lac, on=date(2018, 2, day), topic=topic)
    make_case(lac, on=NOW)
    return actions.publish(
        district, **CHOSEN, units=["KY-LAC-2017", "KY-SON-2017"], by_topic=True, by=hoa, on=NOW
    )


def data(kind="json"):
    return Client().get(f"/so-lieu/v1/ky-anh.{kind}")


def test_nothing_is_public_until_the_leader_chooses(as_, district, lac, hoa, dung):
    assert "Chưa cơ quan nào" in Client().get("/so-lieu/").content.decode()
    assert Client().get("/so-lieu/ky-anh/").status_code == data().status_code == 404
    with pytest.raises(StepRefused, match="do lãnh đạo"):
        actions.publish(district, **CHOSEN, by=dung, on=NOW)
    typed = {"figures": ["received"], "units": [lac.key], "since": "01/2018"}
    assert as_(hoa).post("/desk/dashboards/publications/", typed).status_code == 302
    row = Publication.objects.get()
    assert (row.figures, row.units, row.since) == (["received"], [lac.key], JANUARY)
    assert "huyện Kỳ Anh" in Client().get("/so-lieu/").content.decode()
    assert [*verify.publications()] == []


def test_a_form_that_lacks_something_keeps_what_was_typed(as_, district, hoa):
    page = as_(hoa).post("/desk/dashboards/publications/", {"since": "32/01/2018"})
    assert page.status_code == 422
    assert "32/01/2018" in page.content.decode()
    ahead = as_(hoa).post("/desk/dashboards/publications/", {"figures": ["received"], "since": "01/2030"})
    assert "chưa đến" in ahead.content.decode()


def test_open_data_tell_months_that_are_over_with_what_they_mean(published):
    told = data().json()
    assert (told["format"], told["licence"]) == ("danvan.open-figures/1", "CC BY 4.0")
    assert (told["since"], told["until"]) == ("2018-01", "2018-06")
    assert [one["figure"] for one in told["definitions"]] == ["received", "open", "in_time_share", "matters"]
    month = {
        (row["unit"], row["figure"]): row["value"]
        for row in told["rows"]
        if row["period"] == "2018-02" and not row["topic"]
    }
    assert month["KY-ANH", "received"] == month["KY-LAC-2017", "received"] == 4
    assert month["KY-SON-2017", "received"] is None, "no register is not zero"
    assert (
        sum(row["value"] or 0 for row in told["rows"] if row["figure"] == "received" and row["whole"])
        == 4 + 0
    )


def test_a_register_begins_on_its_first_day_and_not_on_the_eve_of_which_letters_were_declared(
    district, lac, hoa
):
    leader, start = make_officer(lac, Role.LEADER), date(2018, 4, 1)
    given = {"declared": {("complaint", "open"): 2}, "source": "Sổ đơn năm 2017", "by": leader, "on": NOW}
    balances.declare(lac, starts_on=start, **given)
    with at(start):
        make_case(lac, on=start)
    actions.publish(district, **CHOSEN, by=hoa, on=NOW)
    told = {(row["period"], row["figure"]): row["value"] for row in data().json()["rows"]}
    assert [told["2018-03", name] for name in ("received", "open")] == [None, None]
    assert [told["2018-04", name] for name in ("received", "open")] == [1, 2]


def test_a_small_figure_of_a_sensitive_topic_goes_with_those_that_would_give_it_away(published, lac):
    with at(date(2018, 2, 16)):
        for _more in range(2):
            make_case(lac, on=date(2018, 2, 16), topic="water")
    rows = [row for row in data().json()["rows"] if row["topic"]]
    assert {(row["period"], row["topic"], row["value"], row["hidden"]) for row in rows} == {
        ("2018-Q1", "water", None, True),
        ("2018-Q1", "conduct", None, True),
    }
    assert hidden({"conduct": 2, "land": 9, "water": 3, "roads": 40}) == {"conduct", "water", "land"}
    assert hidden({"conduct": 3, "land": 1}) == hidden({}) == frozenset()
    page = Client().get("/so-lieu/ky-anh/?ky=2018-q1").content.decode()
    assert "giấu" in page


def test_where_all_that_is_hidden_adds_up_to_little_no_topic_is_told(published):
    """Four in all, one about conduct: “hidden” beside the sum of the months would leave little to guess."""
    assert [row for row in data().json()["rows"] if row["topic"]] == []
    assert Client().get("/so-lieu/ky-anh/?ky=2018-q1").context["topics"] == []
    assert told({"conduct": 2}) == told({"conduct": 1, "order": 1}) == told({"conduct": 1, "water": 3}) == {}
    assert told({"conduct": 1, "water": 5, "land": 9}) == {"conduct": None, "water": None, "land": 9}
    assert told({"conduct": 3, "land": 0}) == {"conduct": 3}


def test_no_two_offices_of_which_one_holds_the_other_tell_topics(as_, published, district, lac, hoa):
    leader, given = make_officer(lac, Role.LEADER), {**CHOSEN, "by_topic": True}
    with pytest.raises(StepRefused, match="huyện Kỳ Anh đã công bố theo nội dung"):
        actions.publish(lac, **given, by=leader, on=NOW)
    page = as_(leader).post(
        "/desk/dashboards/publications/", {"figures": ["received"], "since": "01/2018", "by_topic": "on"}
    )
    assert page.status_code == 422
    actions.publish(lac, **CHOSEN, by=leader, on=NOW)
    actions.withdraw(published, reason="Rà soát.", by=hoa, on=NOW)
    with pytest.raises(StepRefused, match="huyện Kỳ Anh đã công bố theo nội dung"):
        actions.publish(lac, **given, by=leader, on=NOW)  # what was told of these quarters is known
    later = date(2018, 10, 1)
    with at(later):
        own = actions.publish(lac, **given | {"since": later}, by=leader, on=later)
        with pytest.raises(StepRefused, match="xã Kỳ Lạc đã công bố theo nội dung"):
            actions.publish(district, **given, by=hoa, on=later)
    assert own.by_topic


def test_each_cell_is_looked_at_once_however_many_units_are_shown():
    asked = Counter()

    class Seen(Cell):
        def __getattribute__(self, name):
            asked[name] += 1
            return super().__getattribute__(name)

    cells = [Seen(ALL["open"].posted, unit, JANUARY, "land", 2) for unit in range(50)]
    places = [Place(str(unit), "", frozenset({unit}), JANUARY) for unit in range(50)]
    months = [JANUARY, date(2018, 2, 1)]
    found = _numbers(cells, [Place("", "", frozenset(range(50)), JANUARY), *places], ["open"], months)
    assert found["", "open"] == dict.fromkeys(months, 100)
    assert found["7", "open"] == dict.fromkeys(months, 2)
    assert asked["amount"] == len(cells)


def test_one_address_asks_for_so_many_figures_and_no_more(published, settings):
    settings.DANVAN_RATES = {**settings.DANVAN_RATES, "api": (2, 600)}
    assert [data().status_code, data("csv").status_code] == [200, 200]
    late, page = data(), Client().get("/so-lieu/ky-anh/")
    assert (late.status_code, page.status_code) == (429, 429)
    assert 0 < int(late["Retry-After"]) <= 600
    assert "no-store" in late["Cache-Control"]
    assert "quá nhiều câu hỏi" in page.content.decode()


def test_the_same_rows_as_csv_and_what_is_known_is_not_sent_again(published):
    response = data("csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [*rows[0]] == ["period", "unit", "unit_name", "whole", "topic", "figure", "value", "of", "hidden"]
    assert len(rows) == len(data().json()["rows"])
    assert response["Cache-Control"] == "public, max-age=3600"
    again = Client().get("/so-lieu/v1/ky-anh.csv", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_no_name_in_the_open_data_is_run_by_a_spreadsheet(published):
    told = replace(read(published, today=NOW), name="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in as_csv(told).decode()
    assert ",=HYPERLINK" not in as_csv(told).decode()


def test_the_page_works_without_an_account_and_is_light(published, hoa):
    page = Client().get("/so-lieu/ky-anh/")
    text = page.content.decode()
    assert page.context["period"].key == "2018"
    assert "xã Kỳ Lạc" in text
    assert hoa.full_name not in text
    assert "Lan" not in text
    assert len(page.content) < 40_000
    assert Client().get("/so-lieu/ky-anh/?ky=2019-q9&chi-so=x").status_code == 200


def test_what_is_withdrawn_is_gone_and_on_record(as_, published, hoa, dung):
    address = f"/desk/dashboards/publications/{published.pk}/withdraw/"
    assert as_(dung).post(address, {"reason": "Thử"}).status_code == 404
    assert as_(hoa).post(address, {"reason": " "}).status_code == 422
    as_(hoa).post(address, {"reason": "Rà soát lại số liệu."})
    assert data().status_code == data("csv").status_code == 410
    assert "đã thôi công bố" in Client().get("/so-lieu/ky-anh/").content.decode()
    last = events_of("publication", published.pk).last()
    assert (last.verb, last.text, last.public) == ("withdraw_figures", "Rà soát lại số liệu.", True)
    again = actions.publish(published.unit, **CHOSEN, by=hoa, on=NOW)
    other = actions.publish(published.unit, **CHOSEN, by=hoa, on=NOW + timedelta(1))
    again.refresh_from_db()
    assert [*queries.publications([published.unit_id])] == [other, again, published], (
        "what stands, then the latest"
    )
    assert again.withdrawn_on == other.on
    assert [*verify.publications()] == []


def statements(address):
    Client().get(address)
    with CaptureQueriesContext(connection) as caught:
        assert Client().get(address).status_code == 200
    return len(caught)


def test_the_public_pages_cost_as_much_for_many_letters_and_offices_as_for_few(published, lac, hoa):
    few = [statements("/so-lieu/"), statements("/so-lieu/ky-anh/")]
    for number in range(5):
        with at(date(2018, 3, 5)):
            make_case(lac, on=date(2018, 3, 5), topic="land")
        office = make_unit(name=f"xã Số {number}")
        leader = make_officer(office, Role.LEADER)
        actions.publish(office, **CHOSEN, by=leader, on=NOW)
    assert [statements("/so-lieu/"), statements("/so-lieu/ky-anh/")] == few
    assert few[1] <= 8
