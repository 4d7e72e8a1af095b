"""What nobody may learn from a consultation, and what nobody may do to it: names that are kept, words not public."""

import io

import pytest
from django.urls import reverse

from danvan.consultations import actions, present, verify
from danvan.consultations.actions import Said, Speaker
from danvan.consultations.models import Affected, Opinion, Voice
from danvan.consultations.tests.make import (
    AFTER,
    BINH,
    DAY,
    OPPOSES,
    answered,
    grouped,
    make_open,
    of_agency,
    opine,
)
from danvan.journal import verify as journal
from danvan.people.errors import Refused
from tests.make import at

pytestmark = pytest.mark.django_db
KEPT = "Người góp ý giữ kín tên"
WORDS = {"anchor": "dieu-3", "stance": "opposes", "text": "Mức thu cao quá.", "confidential": "on"}


def lies():
    return [*verify.consultations(), *verify.persons(), *journal.events()]


def url(name, *args):
    return reverse(f"consultations:{name}", args=args)


def public(name, *args):
    return reverse(f"portal:{name}", args=args)


def named():
    """How each voice is named to anybody."""
    return [present.who(each) for each in Opinion.objects.select_related("voice").order_by("pk")]


def test_somebody_affected_may_ask_that_her_name_be_kept(client, unit, hoa):
    row = make_open(unit, hoa, persons=[BINH])
    code = Affected.objects.get().shown_code
    client.post(public("consultation", row.pk), {**WORDS, "code": code})
    assert Voice.objects.get().confidential
    assert named() == [KEPT]
    answered(grouped(row, hoa, Opinion.objects.get(), on=AFTER), hoa)
    actions.explain(row, by=hoa, on=AFTER)
    with at(AFTER):
        pages = [client.get(public("consultation_table", row.pk)).text]
        pages.append(client.get(public("consultation_file", row.pk, "json")).text)
    for page in pages:
        assert KEPT in page
        assert "T.V.B." not in page
    assert lies() == []


def test_whoever_spoke_before_may_ask_it_later_and_it_is_never_taken_back(client, unit, hoa):
    row = make_open(unit, hoa)
    code = opine(row).voice.shown_code
    assert named() == ["N.T.L."]
    mine = client.post(public("consultation_code"), {"code": code}).text
    assert 'name="confidential"' in mine, "it can be asked for where her code leads"
    client.post(public("consultation", row.pk), {**WORDS, "code": code})
    client.post(public("consultation", row.pk), {**WORDS, "code": code, "confidential": ""})
    assert named() == [KEPT] * 3
    assert lies() == []


def test_a_clerk_who_enters_for_somebody_affected_keeps_her_name_where_she_asks_it(unit, hoa, minh):
    row = make_open(unit, hoa, persons=[BINH])
    person = Affected.objects.get()
    source, _agency = of_agency()
    paper = type(source)("paper", paper="Phiếu 3")
    speaker = Speaker(affected=person, confidential=True)
    actions.enter(row, [OPPOSES], paper, speaker=speaker, by=minh, on=DAY)
    assert named() == [KEPT]


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx", "docx"])
def test_a_file_of_the_table_that_is_to_be_signed_has_no_words_that_are_not_public(client, unit, hoa, kind):
    row = make_open(unit, hoa)
    made = opine(row, Said("opposes", "Ông Xuyên ăn chặn.", "dieu-3"))
    actions.veil(made, reason="insult", by=hoa, on=DAY)
    group = answered(grouped(row, hoa, made, on=AFTER), hoa)
    client.force_login(hoa, backend="danvan.people.backends.Officers")
    with at(AFTER):
        assert "ăn chặn" in client.get(url("answer", group.pk)).text, "whoever answers reads them"
        told = client.get(url("table_file", row.pk, kind))
    content = b"".join(told.streaming_content) if told.streaming else told.content
    assert "ăn chặn" not in _text(content, kind)
    assert "Giảm mức thu" in _text(content, kind)


def _text(content, kind):
    if kind == "docx":
        from docx import Document

        cells = Document(io.BytesIO(content)).tables[-1]._cells
        return " ".join(cell.text for cell in cells)
    if kind == "xlsx":
        from python_calamine import CalamineWorkbook

        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        return " ".join(str(cell) for row in rows for cell in row)
    return content.decode()


def test_an_opinion_that_arrives_as_the_draft_is_withdrawn_is_refused_and_figures_meet(unit, hoa):
    row = make_open(unit, hoa)
    shown = type(row).objects.get(pk=row.pk)  # as the page of somebody who is still writing has it
    actions.withdraw(row, text="Chờ nghị quyết.", by=hoa, on=DAY)
    with pytest.raises(Refused, match="không nhận góp ý"):
        opine(shown)
    assert not Opinion.objects.exists()


@pytest.mark.parametrize(
    "asked", ["pick=99999999999999999999", "pick=" + "9" * 5000, "article=%00", "pick=%00&article=a%00b"]
)
def test_an_address_of_the_inbox_that_nobody_made_is_no_error(client, unit, hoa, asked):
    row = make_open(unit, hoa)
    client.force_login(hoa, backend="danvan.people.backends.Officers")
    assert client.get(f"{url('opinions', row.pk)}?{asked}").status_code == 200
