"""The register of complex matters: suggested by data, entered by an officer in writing, reviewed, taken off."""

from datetime import date, timedelta

import pytest
from django.test import Client

from danvan.cases import complexity, verify
from danvan.cases.actions import Step, link, move
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.dossiers import actions, queries
from danvan.dossiers.models import Dossier, Entry
from danvan.dossiers.verify import dossiers as lies_of
from danvan.journal.queries import events_of
from danvan.people import actions as people
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db

NOW = date(2026, 11, 23)
GIVEN = {
    "title": "Đất đồng Bàu",
    "grounds": ["crowd", "complaint.complexity:many"],
    "text": "Tám hộ, hai xã.",
}


@pytest.fixture(autouse=True)
def today():
    with at(NOW):
        yield


@pytest.fixture
def commune():
    return make_unit("KY-KHANG-TEST")


@pytest.fixture
def hoa(commune):
    return make_officer(commune, Role.HANDLER, Role.LEADER, username="hoa")


@pytest.fixture
def case(commune):
    return make_case(commune, on=NOW, kind="complaint")


def lies():
    return [*verify.contents(), *verify.states(), *lies_of()]


def test_the_data_suggest_and_an_officer_enters_in_writing_into_each_file(case, commune, hoa):
    assert not queries.suggested(hoa, on=NOW)
    Case.objects.filter(pk=case.pk).update(people=8)
    (found,) = queries.suggested(hoa, on=NOW)
    assert found.reasons == ["crowd"]
    Case.objects.filter(pk=case.pk).update(people=1)  # what the journal knows
    with pytest.raises(StepRefused, match="căn cứ"):
        actions.enter([case], **{**GIVEN, "grounds": []}, by=hoa, on=NOW)
    actions.enter([case], **GIVEN, by=hoa, on=NOW)
    event = events_of("case", case.pk).get(verb="dossier_entered")
    assert (event.public, event.text, event.data["criteria"]) == (False, GIVEN["text"], GIVEN["grounds"])
    with pytest.raises(StepRefused, match="đã có trong sổ"):
        actions.enter([case], **GIVEN, by=hoa, on=NOW)
    assert lies() == []


def test_a_meeting_sets_the_next_review_and_what_is_taken_off_stays_to_be_read(case, hoa):
    made = actions.enter([case], **GIVEN, by=hoa, on=NOW)
    assert made.review_on == date(2027, 5, 23)
    with at(date(2027, 6, 1)):
        counted = queries.counts(Dossier.objects.all(), on=date(2027, 6, 1))
        assert counted == {"stands": 1, "due": 1, "off": 0}
        actions.decide(made, kind="meeting", text="Giao thanh tra.", by=hoa, on=date(2027, 6, 1))
        made.refresh_from_db()
        assert made.review_on == date(2027, 12, 1)
        actions.take_off(made, text="Đã xong.", by=hoa, on=date(2027, 6, 1))
        with pytest.raises(StepRefused, match="ra khỏi sổ"):
            actions.decide(made, kind="plan", text="Thêm.", by=hoa, on=date(2027, 6, 1))
        assert lies() == []
    Entry.objects.update(text="Khác.")
    assert [lie.row for lie in lies()] == [
        f"entry {Entry.objects.get(kind='meeting').pk} of dossier {made.pk}"
    ]


def test_a_case_joins_a_matter_that_stands_once_and_its_file_says_so(case, commune, hoa):
    made = actions.enter([case], **GIVEN, by=hoa, on=NOW)
    later = make_case(commune, on=NOW, kind="complaint")
    link(later, case, why="repeat", by=hoa, on=NOW)
    client = Client()
    client.force_login(hoa, backend="danvan.people.backends.Officers")
    enter = f"/desk/dossiers/of-case/{later.pk}/"
    assert f"{enter}?dossier={made.pk}" in client.get(f"/desk/dossiers/{made.pk}/").content.decode()
    assert "vụ việc đã có trong sổ" in client.get(enter).content.decode()
    assert client.post(f"{enter}join/", {"dossier": made.pk, "text": ""}).status_code == 422
    told = {"dossier": made.pk, "text": "Cùng thửa đất."}
    assert client.post(f"{enter}join/", told).headers["Location"] == f"/desk/dossiers/{made.pk}/"
    assert events_of("case", later.pk).get(verb="dossier_entered").text == "Cùng thửa đất."
    assert [member.case for member in made.members.order_by("pk")] == [case, later]
    assert client.post(f"{enter}join/", told).status_code == 422  # it stands there already
    assert lies() == []


def test_only_whoever_decides_there_writes(case):
    stranger = make_officer(make_unit("KHAC"), Role.HANDLER, Role.LEADER)
    with pytest.raises(StepRefused, match="lãnh đạo của đơn vị"):
        actions.enter([case], **GIVEN, by=stranger, on=NOW)


def test_the_longer_term_asks_for_a_criterion_once_the_office_has_confirmed_the_rule(case, commune, hoa):
    with at(NOW):
        make_officer(commune, Role.CLERK, username="minh")
        walk(case, hoa, NOW, "screen", "accept")
    longer = Step(text="Nhiều hộ.", days=15, decision="21/QĐ-UBND")
    assert not complexity.must_be_chosen(commune, NOW)
    people.confirm_rule(
        unit=commune, rule=complexity.RULE, version="2026-07-01", decision="1/CV", by=hoa, on=NOW
    )
    with pytest.raises(StepRefused, match="tiêu chí phức tạp"):
        move(case, "extend", by=hoa, on=NOW, given=longer)
    with pytest.raises(StepRefused, match="không có trong quy định"):
        move(case, "extend", by=hoa, on=NOW, given=Step(**vars(longer) | {"data": {"criteria": ["x"]}}))
    data = {"criteria": ["complaint.complexity:many"]}
    event = move(case, "extend", by=hoa, on=NOW, given=Step(**vars(longer) | {"data": data}))
    assert event.data["criteria"] == data["criteria"]


def test_before_the_decree_the_longer_term_asks_for_none(commune, hoa):
    with at(MONDAY):
        case = walk(make_case(commune, kind="complaint"), hoa, MONDAY, "screen", "accept", "extend")
        assert case.due_on > MONDAY + timedelta(days=40)


def test_the_pages_enter_write_export_and_refuse_strangers(case, commune, hoa, django_assert_max_num_queries):
    client = Client()
    client.force_login(hoa, backend="danvan.people.backends.Officers")
    page = client.get(f"/desk/cases/{case.pk}/").content.decode()
    assert f"/desk/dossiers/of-case/{case.pk}/" in page
    assert "chưa xác nhận" in client.get(f"/desk/dossiers/of-case/{case.pk}/").content.decode()
    refused = client.post(f"/desk/dossiers/of-case/{case.pk}/", {**GIVEN, "text": ""})
    assert (refused.status_code, "Đất đồng Bàu" in refused.content.decode()) == (422, True)
    done = client.post(f"/desk/dossiers/of-case/{case.pk}/", GIVEN)
    made = Dossier.objects.get()
    assert done.headers["Location"] == f"/desk/dossiers/{made.pk}/"
    client.post(f"/desk/dossiers/{made.pk}/decide/", {"kind": "plan", "text": "Đo lại."})
    assert "Đo lại." in client.get(f"/desk/dossiers/{made.pk}/").content.decode()
    assert "Đất đồng Bàu" in client.get(f"/desk/cases/{case.pk}/").content.decode()
    with django_assert_max_num_queries(12):
        assert "Đo lại." in client.get("/desk/dossiers/").content.decode()
    assert client.post("/desk/dossiers/register.xlsx").content[:2] == b"PK"
    stranger = make_officer(make_unit("KHAC"), Role.LEADER)
    client.force_login(stranger, backend="danvan.people.backends.Officers")
    assert client.get(f"/desk/dossiers/{made.pk}/").status_code == 404
    assert client.get(f"/desk/dossiers/of-case/{case.pk}/").status_code == 403
