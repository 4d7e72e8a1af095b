"""Pages of the one-stop desk ask the database as often for an application of many parts as for a plain one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danvan.onestop import actions, queries, whole
from danvan.onestop.actions import Wanted
from danvan.onestop.models import Fee, Halt
from danvan.onestop.tests.make import MONDAY, do, fresh, make_application, make_version, part, stage
from danvan.onestop.tests.test_pages import browser
from danvan.procedures.tests.make import way

pytestmark = pytest.mark.django_db
PAGE, LIST = 12, 8


def make_of_many_parts(place):
    """Steps that lie in hand at three agencies, one taken with colleagues to give it to; fees; asked once for more."""
    steps = [part(1), part(2, 1, hours=1), part(3, 1, unit=place.land), part(4, 1, unit=place.tax, days=1)]
    steps.append(part(5, 2, 3, 4))
    row = make_application(
        place, make_version(place, steps=steps, ways=[way("counter", 3, fee=50000), way("online")])
    )
    do(row, 1, place.minh)
    actions.take(stage(row, 2), by=place.minh, on=MONDAY)
    for amount in (1000, 2000, 3000):
        actions.charge(row, amount=amount, name=f"Lệ phí {amount}", by=place.minh, on=MONDAY)
    wanted = [Wanted(f"Giấy {n}", "Còn thiếu") for n in range(4)]
    actions.ask_supplement(fresh(row), wanted, by=place.minh, on=MONDAY)
    return row


def asked(desk, address):
    """How many statements a page takes once its sentences are kept."""
    desk.get(address)
    with CaptureQueriesContext(connection) as counted:
        assert desk.get(address).status_code == 200
    return len(counted)


def test_the_page_of_an_application_takes_as_many_statements_whatever_hangs_on_it(place, monday):
    plain, much = make_application(place), make_of_many_parts(place)
    for officer in (place.minh, place.hoa):
        counts = [
            asked(browser(officer), reverse("onestop:application", args=[row.pk])) for row in (plain, much)
        ]
        assert max(counts) <= PAGE
    came = [lack.pk for lack in much.lacks.all()]
    actions.supplement(fresh(much), came=came, by=place.minh, on=MONDAY)
    assert asked(browser(place.hoa), reverse("onestop:application", args=[much.pk])) <= PAGE
    assert asked(browser(place.dung), reverse("onestop:application", args=[much.pk])) <= PAGE


def test_a_list_takes_as_many_statements_however_long_it_is(place, monday):
    version = make_version(place)
    desk, address = browser(place.minh), reverse("onestop:applications")
    counts = []
    for _more in range(2):
        for _each in range(3):
            make_application(place, version)
        counts.append(
            [asked(desk, f"{address}?{told}") for told in ("tab=hand", "tab=open", "tab=open&code=1")]
        )
    assert counts[0] == counts[1]
    assert max(counts[0]) <= LIST


def test_the_rows_of_an_application_read_whole_are_those_of_the_tables(place, monday):
    row = make_of_many_parts(place)
    found = whole.read(row.pk, on=MONDAY)
    with CaptureQueriesContext(connection) as counted:
        told = {name: list(getattr(found, name).all()) for name in whole.PARTS}
        names = [one.officer.full_name for one in told["stages"] if one.officer]
        papers = [one.document.name for one in told["handed"]]
        lacking = queries.lacking(found)
    assert len(counted) == 0
    assert (names, papers, lacking) == (
        ["Phan Văn Minh"] * 2,
        ["Tờ khai", "Giấy tờ tùy thân"],
        [],
    )
    for name, rows in told.items():
        for one, kept in zip(rows, getattr(fresh(row), name).order_by("pk"), strict=True):
            columns = [field.attname for field in one._meta.concrete_fields]
            assert [getattr(one, each) for each in columns] == [getattr(kept, each) for each in columns]
    assert {type(told["fees"][0]), type(told["halts"][0])} == {Fee, Halt}
    assert whole.read(row.pk + 1, on=MONDAY) is None
