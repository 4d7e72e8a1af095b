"""The catalogue of the demonstration stands as anybody would find it, and its journal tells the same."""

import pytest
from django.test import Client

from danvan.lib import dates
from danvan.procedures import queries, verify
from danvan.procedures.models import Version
from danvan.procedures.workflow import Standing

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_well_known_procedures_are_published_one_is_suspended_one_abolished(register):
    today = dates.today()
    stands = [row.standing(today) for row in Version.objects.listed(today)]
    assert len(stands) == 14
    assert (stands.count(Standing.SUSPENDED), stands.count(Standing.ABOLISHED)) == (1, 1)
    assert [*verify.catalogue(), *verify.imports()] == []


def test_codes_that_lost_a_zero_wait_for_a_person(register):
    waiting = queries.in_state(queries.latest(dates.today()), "doubtful")
    proposed = {doubt["proposal"] for row in waiting for doubt in row.doubts}
    assert proposed == {"2.000720", "1.001570"}


@pytest.mark.parametrize(
    "words, code", [("so do", "1.013978"), ("giay doc than", "1.004873"), ("nhap ho khau", "1.004222")]
)
def test_it_is_found_by_what_people_call_it(register, words, code):
    page = Client().get("/thu-tuc/", {"q": words}).content.decode()
    assert f"/thu-tuc/{code}/" in page


def test_land_goes_through_three_agencies_two_of_them_side_by_side(register):
    page = Client().get("/thu-tuc/1.013978/").content.decode()
    for agency in ("Ủy ban nhân dân xã", "Chi nhánh Văn phòng đăng ký đất đai", "Cơ quan thuế"):
        assert agency in page
    assert page.count("làm cùng lúc") == 2
