"""Emulation in the people-relations report: sums that hold, lists behind figures, a paper that says it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from danvan.emulation import actions
from danvan.emulation.tests.conftest import district, dung, gardens, hoa, minh, team, unit  # noqa: F401
from danvan.emulation.tests.make import DAY, make_exemplar, make_recognised
from danvan.figures.models import Fact
from danvan.people.roles import Role
from danvan.reports import exchange, people_relations, prose
from danvan.reports.people_relations import ReportRefused
from tests.make import at, make_officer

pytestmark = pytest.mark.django_db
YEAR = (date(2018, 1, 1), date(2018, 12, 31))


@pytest.fixture(autouse=True)
def today():
    with at(DAY):
        yield


@pytest.fixture
def told(gardens, unit, minh, hoa, team):  # noqa: F811
    first = make_recognised(gardens, unit, minh, hoa, team, name="Vườn một")
    make_recognised(gardens, unit, minh, hoa, team, name="Vườn hai", copied_from=first)
    actions.withdraw(make_exemplar(gardens, unit, minh, name="Vườn ba"), text="Bận", by=minh, on=DAY)
    return make_exemplar(gardens, unit, minh, name="Vườn bốn")


def test_the_report_tells_what_was_recognised_and_its_sums_hold(told, district):  # noqa: F811
    built = people_relations.build(district, *YEAR)
    (part,) = built.sections
    ((_key, _name, figures),) = part.lines
    assert {slug: n for slug, n in figures.items() if n} == {
        "registered": 4,
        "recognised": 2,
        "copied": 1,
        "withdrawn": 1,
        "open": 1,
        "in_force": 2,
    }
    assert {"emulation_decided", "emulation_in_force"} <= {check.name for check in built.sums if check.holds}
    assert "2 vườn mẫu; 1 điển hình làm theo nơi khác" in prose.paragraphs(built)[-1]
    assert exchange.as_dict(built)["sections"]["emulation"]["by_sort"][0]["recognised"] == 2
    with at(date(2020, 6, 1)):
        (told,) = people_relations.build(district, date(2020, 1, 1), date(2020, 5, 31)).sections
        later = told.figures
    assert (later["in_force_before"], later["expired"], later["in_force"]) == (2, 2, 0)


def test_a_report_whose_sums_are_off_is_refused(told, district):  # noqa: F811
    fact = Fact.objects.filter(measure="emulation.recognised").first()
    fact.pk = None
    fact.save(force_insert=True)  # what no action would do
    with pytest.raises(ReportRefused) as why:
        people_relations.build(district, *YEAR)
    assert {check.name for check in why.value.checks} >= {"emulation_decided", "emulation_in_force"}


def test_each_figure_opens_its_exemplars(told, district, unit):  # noqa: F811
    reads = Client()
    reads.force_login(make_officer(district, Role.LEADER), backend="danvan.people.backends.Officers")
    query = f"?unit={district.key}&first=01/01/2018&last=31/12/2018"
    page = reads.get(reverse("reports:people_relations") + query)
    assert "Phong trào thi đua" in page.text
    for slug, names in (("recognised", {"một", "hai"}), ("open", {"bốn"}), ("withdrawn", {"ba"})):
        url = reverse("reports:section_list", args=["emulation", slug]) + query
        listed = reads.get(url + "&sort=garden")
        assert {line[1] for line in listed.context["lines"]} == {f"Vườn {name} (Vườn mẫu)" for name in names}
        assert not reads.get(url + "&sort=model").context["lines"]
        assert reads.get(url + "&sort=nothing").status_code == 404
    for part, slug in (("emulation", "nothing"), ("nothing", "open")):
        assert reads.get(reverse("reports:section_list", args=[part, slug]) + query).status_code == 404
