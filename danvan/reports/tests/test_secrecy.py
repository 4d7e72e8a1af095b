"""No figure of a report tells of one denunciation."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from danvan.cases import kinds
from danvan.denunciations.tests.make import MONDAY, make_office, send
from danvan.reports import people_relations, secrecy, telling
from danvan.reports.people_relations import Line
from tests.make import at, make_case
from tests.office import Officer


def lines(**received):
    return [
        Line(code, str(kinds.get(code).label), {"received": received.get(code, 0)})
        for code in kinds.letters()
    ]


@pytest.mark.parametrize(
    "received, keys",
    [
        ({"complaint": 9, "recommendation": 9}, list(kinds.letters())),
        ({"complaint": 9, "recommendation": 9, "denunciation": 3}, list(kinds.letters())),
        (
            {"complaint": 9, "recommendation": 9, "denunciation": 2},
            ["complaint", "second_complaint", "recommendation+denunciation", "further_denunciation"],
        ),
        (
            {"complaint": 9, "recommendation": 0, "denunciation": 1, "further_denunciation": 1},
            ["complaint+second_complaint+recommendation+denunciation+further_denunciation"],
        ),
        (
            {"denunciation": 1},
            ["complaint+second_complaint+recommendation+denunciation+further_denunciation"],
        ),
    ],
)
def test_a_line_with_one_or_two_is_merged_until_it_tells_of_nobody(received, keys):
    told = secrecy.merged(lines(**received))
    assert [line.key for line in told] == keys
    assert sum(line.figures["received"] for line in told) == sum(received.values())


def test_the_paragraph_tells_of_denunciations_only_where_their_line_stands_alone():
    found = {"received": 5, "eligible": 4, "resolved": 3, "open": 0}
    alone = [Line("complaint", "Khiếu nại", found), Line("denunciation", "Tố cáo", found)]
    sentence = "Về tố cáo: tiếp nhận 5 đơn, đủ điều kiện 4 đơn, đã giải quyết 3 đơn, đang giải quyết 0 đơn."
    assert telling.sealed(SimpleNamespace(by_kind=alone)) == [sentence]
    few = [alone[0], Line("denunciation", "Tố cáo", {**found, "open": 1})]
    assert telling.sealed(SimpleNamespace(by_kind=secrecy.merged(few))) == []


@pytest.mark.django_db
def test_the_report_shows_no_denunciation_alone_and_lists_none_by_kind_unit_or_topic():
    with at(MONDAY):
        office = make_office()
        make_case(office.unit, on=MONDAY)
        send(office)
        report = people_relations.build(office.unit, MONDAY, MONDAY)
        assert "denunciation" not in [line.key for line in report.by_kind]
        hoa = Officer(office.hoa, office.unit)
        asked = {"unit": office.unit.key, "first": MONDAY.isoformat(), "last": MONDAY.isoformat()}
        page = reverse("reports:subjects", args=["received"])
        assert hoa.browser.get(page, asked).status_code == 200
        for narrowed in (
            {"kind": "denunciation"},
            {"kind": "recommendation"},
            {"kind": "recommendation", "topic": "water"},
            {"kind": "recommendation", "of": office.unit.key},
        ):
            assert hoa.browser.get(page, {**asked, **narrowed}).status_code == 404
        assert hoa.browser.get(reverse("reports:people_relations"), asked).status_code == 200
