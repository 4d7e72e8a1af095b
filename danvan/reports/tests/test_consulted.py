"""Drafts on which people were asked, in the people-relations report: figures, sums, lists, paper, JSON."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from danvan.consultations import actions
from danvan.consultations.tests.make import AFTER, BINH, DAY, make_explained, make_open, opine
from danvan.figures.models import Fact
from danvan.people.roles import Role
from danvan.reports import behind, contents, exchange, people_relations
from danvan.reports.people_relations import ReportRefused
from danvan.reports.recount import differences
from tests.make import at, make_officer, make_unit

pytestmark = pytest.mark.django_db
FROM, TO = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def hoa(unit):
    return make_officer(unit, Role.LEADER)


@pytest.fixture(autouse=True)
def asked(unit, hoa, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with at(DAY):
        make_explained(unit, hoa)
        row = make_open(unit, hoa, persons=[BINH], title="Dự thảo khác")
        opine(row)
        gone = make_open(unit, hoa, title="Dự thảo rút")
        opine(gone)
        actions.withdraw(gone, text="Chờ tỉnh.", by=hoa, on=DAY)


def test_figures_add_up_and_each_opens_its_list(unit, hoa, client):
    with at(AFTER + timedelta(30)):
        report = people_relations.build(unit, FROM, TO)
        (part,) = report.sections
        found = part.figures
        told = {
            name: found[name]
            for name in ("held", "invited", "opinions", "by_portal", "accepted", "explained")
        }
        assert told == {"held": 3, "invited": 1, "opinions": 4, "by_portal": 4, "accepted": 1, "explained": 1}
        assert (found["waiting"], found["unanswered"], found["withdrawn"]) == (1, 1, 1)
        assert {check.name for check in report.sums if check.holds} >= {"consulted_ways", "consulted_answers"}
        for slug, figure in part.section.table.items():
            assert sum(behind.amounts(part.section, figure, report).values()) == found[slug], slug
            for key, _name, figures in part.lines:
                amounts = behind.amounts(part.section, figure, report, key)
                assert sum(amounts.values()) == figures[slug], (slug, key)
        client.force_login(hoa, backend="danvan.people.backends.Officers")
        query = {"unit": unit.key, "first": "2026-01-01", "last": "2026-12-31"}
        page = client.get(reverse("reports:people_relations"), query)
        assert "Lấy ý kiến dự thảo" in page.text
        listed = client.get(reverse("reports:section_list", args=["consultations", "waiting"]), query)
        assert "Dự thảo khác" in listed.text
        assert exchange.as_dict(report)["sections"]["consultations"]["opinions"] == 4
        paper = " ".join(getattr(block, "text", "") for block in contents.blocks(report))
        assert "Đã lấy ý kiến 3 dự thảo" in paper
        assert list(differences()) == []


def test_a_fact_that_nobody_recorded_refuses_the_report(unit):
    Fact.objects.create(
        day=DAY,
        unit_id=unit.pk,
        measure="consultations.opinions",
        kind="rumour",
        amount=1,
        event_id=0,
        subject_id=1,
    )
    with at(AFTER), pytest.raises(ReportRefused) as why:
        people_relations.build(unit, FROM, TO)
    assert "consulted_ways" in {check.name for check in why.value.checks if not check.holds}
