"""The pages of retention: what is due is proposed by one and decided by another; what went answers for itself."""

from datetime import date

import pytest
from django.urls import reverse

from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Concern
from danvan.journal.actors import SYSTEM
from danvan.people.actions import give_post
from danvan.people.roles import Role
from danvan.retention.actions import approve, carry_out, hold, propose
from danvan.retention.models import DestructionList
from danvan.retention.verify import records
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db
LATER = date(2019, 3, 4)
MOST_STATEMENTS = 12


@pytest.fixture
def office():
    unit = make_unit()
    return unit, make_officer(unit, Role.CLERK, Role.HANDLER), make_officer(unit, Role.LEADER)


@pytest.fixture
def filed(office):
    unit, minh, _hoa = office
    with at(MONDAY):
        return walk(make_case(unit), minh, MONDAY, "file")


@pytest.fixture(autouse=True)
def today():
    with at(LATER):
        yield


def test_a_ticked_letter_is_proposed_by_one_and_destroyed_by_another(office, filed, client):
    _unit, minh, hoa = office
    client.force_login(minh)
    page = client.get(reverse("retention:due")).content.decode()
    assert "lưu đến hết 12/02/2019" in page
    client.post(reverse("retention:due"), {"subject": filed.pk})
    made = DestructionList.objects.get()
    refused = client.post(reverse("retention:approve", args=[made.pk]), {"record": "01/BB"})
    assert refused.status_code == 422
    client.force_login(hoa)
    client.post(reverse("retention:approve", args=[made.pk]), {"record": "01/BB"})
    assert Case.objects.get(pk=filed.pk).destroyed_on == LATER
    assert "01/BB" in client.get(reverse("retention:list", args=[made.pk])).content.decode()


def test_the_number_of_the_record_is_asked_for_and_the_page_says_so(office, filed, client):
    unit, minh, hoa = office
    made = propose(unit, "letter_filed", [filed.pk], by=minh, on=LATER)
    client.force_login(hoa)
    answer = client.post(reverse("retention:approve", args=[made.pk]), {"record": ""})
    assert answer.status_code == 422
    assert Case.objects.get(pk=filed.pk).body


def test_the_code_of_a_destroyed_letter_answers_the_citizen(office, filed, client):
    unit, minh, hoa = office
    made = propose(unit, "letter_filed", [filed.pk], by=minh, on=LATER)
    approve(made, record="01/BB", by=hoa, on=LATER)
    carry_out(made, by=hoa, on=LATER)
    page = client.post(reverse("portal:track"), {"code": filed.code}).content.decode()
    assert "đã hết thời hạn lưu giữ, hủy ngày <time" in page
    client.force_login(minh)
    assert "hủy ngày <time" in client.get(reverse("desk:case", args=[filed.pk])).content.decode()


@pytest.mark.parametrize("name", ["retention:due", "retention:terms", "retention:lists"])
def test_a_page_asks_as_many_statements_for_many_letters_as_for_one(
    office, filed, client, name, django_assert_max_num_queries
):
    unit, minh, _hoa = office
    propose(unit, "letter_filed", [filed.pk], by=minh, on=LATER)
    with at(MONDAY):
        for _ in range(5):
            walk(make_case(unit), minh, MONDAY, "file")
    client.force_login(minh)
    client.get(reverse(name))
    with django_assert_max_num_queries(MOST_STATEMENTS):
        client.get(reverse(name))


def test_words_of_a_case_closed_long_ago_open_only_with_a_reason_that_is_on_record(office, filed, client):
    minh = office[1]
    client.force_login(minh)
    address, look = reverse("desk:case", args=[filed.pk]), reverse("desk:look", args=[filed.pk])
    assert filed.body not in client.get(address).content.decode()
    party = reverse("desk:reveal", args=[filed.pk, filed.parties.get().pk])
    assert client.post(party).status_code == 403
    assert client.post(look, {"reason": ""}).status_code == 422
    client.post(look, {"reason": "Đối chiếu đơn mới"})
    page = client.get(address).content.decode()
    assert filed.body in page
    assert "Đối chiếu đơn mới" in page
    assert client.post(party).status_code == 200


def test_what_is_masked_for_its_age_is_not_named_in_lists_nor_found_by_name(office, filed, client):
    client.force_login(office[1])
    for page, shown in (("desk:search", "Hồ sơ kết thúc đã lâu"), ("desk:inbox", "(nội dung được che)")):
        for words in ("lan", "kênh N3"):
            found = client.get(reverse(page), {"q": words, "tab": "done"}).content.decode()
            assert filed.code[:4] not in found
        found = client.get(reverse(page), {"q": filed.code, "tab": "done"}).content.decode()
        assert filed.subject not in found
        assert filed.code[:4] in found
        assert shown in found
    assert filed.subject not in client.get(reverse("desk:case", args=[filed.pk])).content.decode()
    taken = {"list": "tab=done&unit=all", "form": "csv", "names": "on"}
    file = b"".join(client.post(reverse("desk:export"), taken).streaming_content).decode()
    assert filed.code[:4] in file
    assert filed.subject not in file
    assert "Lan" not in file


def test_a_leader_whom_a_letter_is_about_neither_sees_nor_decides_its_line(office, filed, client):
    unit, minh, hoa = office
    with at(MONDAY):
        other = walk(make_case(unit, subject="Đường thôn hỏng"), minh, MONDAY, "file")
    made = propose(unit, "letter_filed", [filed.pk, other.pk], by=minh, on=LATER)
    alone = propose_alone(unit, minh)
    Concern.objects.create(case=filed, whom="officer", officer=hoa, unit=unit, on=MONDAY)
    Concern.objects.create(
        case_id=alone.items.get().subject, whom="officer", officer=hoa, unit=unit, on=MONDAY
    )
    held = hold(
        "case", filed.pk, unit=unit, why="other", reason="Thử.", by=make_officer(unit, Role.LEADER), on=LATER
    )
    client.force_login(hoa)
    page = client.get(reverse("retention:list", args=[made.pk])).content.decode()
    assert other.code[:4] in page
    assert filed.code[:4] not in page
    assert "0/1" in client.get(reverse("retention:lists")).content.decode()
    assert client.get(reverse("retention:list", args=[alone.pk])).status_code == 404
    assert client.post(reverse("retention:approve", args=[alone.pk]), {"record": "1"}).status_code == 404
    assert client.post(reverse("retention:lift", args=[held.pk])).status_code == 404
    client.post(reverse("retention:approve", args=[made.pk]), {"record": "01/BB"})
    assert [one.state for one in made.items.order_by("pk")] == ["spared", "destroyed"]
    assert "liên quan tới người duyệt" in made.items.get(subject=filed.pk).reason
    with pytest.raises(StepRefused):
        propose(unit, "letter_filed", [filed.pk], by=hoa, on=LATER)
    assert [*records()] == []


def propose_alone(unit, minh):
    """A list of one line."""
    with at(MONDAY):
        case = walk(make_case(unit), minh, MONDAY, "file")
    return propose(unit, "letter_filed", [case.pk], by=minh, on=LATER)


def test_another_officer_gives_a_reason_of_her_own(office, filed, client):
    _unit, minh, hoa = office
    client.force_login(minh)
    client.post(reverse("desk:look", args=[filed.pk]), {"reason": "Đối chiếu"})
    client.force_login(hoa)
    assert filed.body not in client.get(reverse("desk:case", args=[filed.pk])).content.decode()


def test_whoever_works_in_several_units_chooses_one_and_an_ended_one_says_so(office, filed, client):
    unit, minh, _hoa = office
    other = make_unit(name="xã Khác")
    give_post(officer=minh, unit=other, role=Role.CLERK, by=SYSTEM, on=MONDAY)
    type(unit).objects.filter(pk=unit.pk).update(exists_until=date(2020, 1, 1))
    client.force_login(minh)
    page = client.get(reverse("retention:due"), {"unit": unit.pk}).content.decode()
    assert "đến hết" in page
    assert filed.code[:4] in page
