"""Money, land and people of a decision on the page of its case."""

import pytest

from danvan.denunciations.tests.make import MONDAY as LATER
from danvan.denunciations.tests.make import make_office, redacted, send
from danvan.desk.tests.steps import url
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_case, make_officer, walk

TYPED = {
    "stage": "proposed",
    "what": "return_person_land",
    "amount": "1.250,5",
    "day": "12/02/2018",
    "paper": "12/QĐ-UBND",
}


@pytest.fixture
def boss(commune):
    return make_officer(commune, Role.CLERK, Role.HANDLER, Role.LEADER, username="boss")


def test_amounts_are_typed_on_the_case_and_taken_back_and_nothing_typed_is_lost(as_, boss, commune, dung):
    case = walk(make_case(commune, kind="complaint"), boss, MONDAY, "screen", "accept")
    client, section = as_(boss), "Kết quả xử lý: tiền, đất, người"
    assert section not in client.get(url(case)).content.decode()
    walk(case, boss, MONDAY, "dialogue", "answer")
    page = client.get(url(case)).content.decode()
    assert (section in page, "Chưa ghi tiền, đất, người nào" in page) == (True, True)
    for wrong in ({"amount": "1.250,555"}, {"paper": "Trả cho bà Lan"}, {"what": ""}, {"stage": "done"}):
        refused = client.post(url(case, "awards"), {**TYPED, **wrong})
        kept = next(iter(wrong.values())) or TYPED["amount"]
        assert refused.status_code == 422
        assert kept in refused.content.decode()
    assert client.post(url(case, "awards"), TYPED).status_code == 302
    assert "1.250,5 m²" in client.get(url(case)).content.decode()
    row = case.awards.get()
    assert client.post(url(case, "awards", str(row.pk), "take-back"), {"why": ""}).status_code == 422
    assert client.post(url(case, "awards", str(row.pk), "take-back"), {"why": "typed"}).status_code == 302
    assert "Ghi nhầm số" in client.get(url(case)).content.decode()
    assert as_(dung).post(url(case, "awards"), TYPED).status_code == 403


def test_a_conclusion_on_a_denunciation_has_them_too_and_matters_passed_on_count_by_their_step(as_):
    with at(LATER):
        office = make_office()
        found, _code = send(office)
        redacted(office, found)
        case = walk(found.case, office.hoa, LATER, "screen", "accept", "answer")
        client, typed = as_(office.hoa), {**TYPED, "day": LATER.strftime("%d/%m/%Y")}
        refused = client.post(url(case, "awards"), {**typed, "what": "crime_matters", "amount": "1"})
        assert "đếm từ bước chuyển hồ sơ" in refused.content.decode()
        for stage in ("proposed", "done"):
            assert client.post(url(case, "awards"), {**typed, "stage": stage}).status_code == 302
        told = client.get(url(case)).content.decode()
        assert told.count("1.250,5 m²") == 6, "in the sums, line by line and in the timeline, each stage once"
