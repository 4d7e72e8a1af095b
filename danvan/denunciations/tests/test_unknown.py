"""Pages that are about other things tell nobody that a denunciation exists from whom it is sealed."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from danvan.cases.actions import link
from danvan.cases.models import Link
from danvan.denunciations.tests.make import MONDAY, make_office, redacted, send
from danvan.denunciations.tests.test_workflow import take
from danvan.desk import hands, queries
from danvan.papers.models import Paper
from danvan.people.roles import Role
from danvan.retention.actions.terms import set_term
from danvan.worklists.models import Export
from tests.make import at, make_case, make_officer

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 3, 3)


@pytest.fixture
def office():
    with at(MONDAY):
        yield make_office()


def browser(officer) -> Client:
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    return client


def test_the_book_of_papers_has_no_line_of_it_for_whom_it_is_sealed_from(office):
    found, _receipt = send(office)
    redacted(office, found)
    Paper.objects.create(
        stream="case",
        subject=found.pk,
        matter=found.case.kind,
        kind="denunciation_transfer",
        unit=office.unit,
        state="issued",
        series="PC",
        number=1,
        year=2026,
        symbol="1/PC-UBND",
        issued_on=MONDAY,
        signer=office.hoa,
        made_by=office.hoa,
        made_on=MONDAY,
        fields={"subject": found.case.subject},
        folded="thu tien ngoai quy dinh",
    )
    book = reverse("papers:book")
    above = make_officer(office.province, Role.LEADER)
    for officer in (office.keepers[0], make_officer(office.unit, Role.CLERK), above):
        assert "1/PC-UBND" not in browser(officer).get(book).content.decode()
        assert "1/PC-UBND" not in browser(officer).get(book, {"q": "thu tien"}).content.decode()
    assert "1/PC-UBND" in browser(office.hoa).get(book).content.decode()


def test_no_list_that_is_taken_out_as_a_file_has_a_line_of_it_even_for_whoever_reads_it(office):
    found, _receipt = send(office)
    redacted(office, found)
    make_case(office.unit, on=MONDAY, subject="Cống kênh N3 bị tắc")
    hoa, asked = browser(office.hoa), {"list": "tab=office", "form": "csv", "names": "on"}
    for answer in (
        hoa.post(reverse("desk:export"), asked),
        hoa.post(reverse("desk:inbox_csv") + "?tab=office"),
    ):
        lines = b"".join(answer.streaming_content).decode()
        assert "Cống kênh N3" in lines
        assert "Thu tiền" not in lines
    assert set(Export.objects.values_list("total", flat=True)) == {1}


def test_what_is_due_for_destruction_names_it_to_nobody_else(office):
    clerk = make_officer(office.unit, Role.CLERK)
    with at(TUESDAY):
        found, _receipt = send(office, on=TUESDAY)
        still, _receipt = send(office, on=TUESDAY)
        redacted(office, found, on=TUESDAY)
        take(found, "refuse", office.hoa, on=TUESDAY)
        told = {"years": 1, "decision": "5/QĐ-UBND", "decided_on": TUESDAY, "from_on": TUESDAY}
        set_term(office.unit, "denunciation", **told, by=office.hoa, on=TUESDAY)
    assert still.case.is_open
    with at(date(2027, 9, 6)):
        page = reverse("retention:due")
        seen = browser(office.hoa).get(page, {"thing": "denunciation"})
        assert found.case.code[:4] in seen.content.decode()
        assert seen.context["unclosed"] == 1
        seen = browser(clerk).get(page, {"thing": "denunciation"})
        assert found.case.code[:4] not in seen.content.decode()
        assert seen.context["unclosed"] == 0
        asked = {"thing": "denunciation", "subject": [found.pk]}
        assert browser(clerk).post(page, asked).status_code == 422
        thing = reverse("retention:thing", args=["case", found.pk])
        assert browser(clerk).get(thing).status_code == 404
        assert browser(office.hoa).get(thing).status_code == 200


def test_a_letter_that_is_tied_to_it_says_so_only_to_whoever_reads_it(office):
    found, _receipt = send(office)
    letter = make_case(office.unit, on=MONDAY)
    link(letter, found.case, why=Link.Why.REPEAT, by=office.hoa, on=MONDAY)
    clerk = make_officer(office.unit, Role.CLERK)
    known = queries.load(letter.pk, on=MONDAY)
    for officer, ties in ((office.hoa, [found.pk]), (clerk, [])):
        assert [row["pk"] for row in hands.ties(known, officer, on=MONDAY)] == ties
    seen = browser(clerk).get(reverse("desk:case", args=[letter.pk])).content.decode()
    assert reverse("desk:case", args=[found.pk]) not in seen
