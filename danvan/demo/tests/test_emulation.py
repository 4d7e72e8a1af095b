"""Emulation of the demonstration: the article's numbers, and something at every step today."""

from datetime import date

import pytest
from django.test import Client

from danvan.emulation import queries, recount, verify
from danvan.emulation.models import Exemplar, Photo
from danvan.emulation.workflow import Status
from danvan.figures.queries import flow
from danvan.people.models import Unit
from danvan.reports import people_relations

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_the_article_s_models_areas_and_gardens_are_in_the_report(register):
    district = Unit.objects.get(key="KY-ANH")
    built = people_relations.build(district, date(2018, 1, 1), date(2018, 6, 30))
    told = next(each for each in built.sections if each.section.slug == "emulation")
    by_sort = {key: figures for key, _name, figures in told.lines}
    recognised = {key: figures["recognised"] for key, figures in by_sort.items()}
    assert recognised == {"model": 30, "area": 10, "garden": 129}
    assert by_sort["model"]["copied"] == 11
    assert told.figures["in_force"] == 169
    assert all(check.holds for check in told.sums)


def test_there_is_something_at_every_step_today(register):
    assert set(Exemplar.objects.values_list("status", flat=True)) == set(Status)
    assert queries.public().count() > 40
    assert Photo.objects.filter(public=True).exists()
    assert flow(["emulation.expired"], from_=date(2020, 1, 1), to=date(2021, 12, 31))
    spread = Client().get("/thi-dua/lan-toa/").content.decode()
    assert "Bàn tiếp dân lưu động ở nhà văn hóa" in spread
    assert [*verify.exemplars(), *verify.offices(), *verify.nominations(), *recount.differences()] == []
