"""Papers of a council: under its own head and numbers, by its own office; the answer is the authority's."""

import pytest

from danvan.council import actions
from danvan.council.tests.make import DAY, classified, given, hold_meeting, make_meeting, make_session, sent
from danvan.papers import actions as papers
from danvan.papers import kinds, policies, subjects
from danvan.papers.actions import Draft
from danvan.papers.errors import PaperRefused
from danvan.papers.heads import signers_of

pytestmark = pytest.mark.django_db


def issued(kind, stream, pk, unit, by):
    """The paper, drafted with what the register knows and issued by the same officer."""
    found = kinds.get(kind)
    subject = subjects.load(stream, pk)
    signer = signers_of(unit, DAY, council=found.council)[0]
    draft = Draft.begun(found, subject.known(DAY), signer)
    paper = papers.prepare(stream, pk, kind, draft=draft, by=by, on=DAY)
    papers.issue(paper, by=by, on=DAY)
    paper.refresh_from_db()
    return paper


def test_a_petition_is_sent_by_a_letter_of_the_council_which_the_commune_cannot_write(unit, bich, hoa):
    row = classified(unit, bich)
    paper = issued("voter_transfer", "voter_petition", row.pk, unit, bich)
    assert paper.symbol == "01/HĐND-VP"
    assert paper.fields["issuer"].startswith("HỘI ĐỒNG NHÂN DÂN\n")
    assert paper.fields["authority"].startswith("TL. CHỦ TỊCH")
    assert paper.fields["places"] == "Thôn Đồng Tiến, xã Thử"
    subject = subjects.load("voter_petition", row.pk)
    assert policies.offered("voter_petition", subject, hoa, on=DAY) == []
    with pytest.raises(PaperRefused):
        issued("voter_transfer", "voter_petition", row.pk, unit, hoa)


def test_the_answer_is_the_communes_own_letter(unit, bich, hoa):
    row = sent(unit, bich)
    actions.answer(row, given("explained", DAY, number=""), by=hoa, on=DAY)
    paper = issued("voter_answer", "voter_petition", row.pk, unit, hoa)
    assert paper.symbol == "01/UBND-TCD"
    assert paper.fields["sent_by"] == "Công văn số 15/HĐND-VP ngày 16/03/2026"
    assert "nạo vét xong" in paper.fields["answer"]


def test_the_summary_for_a_session_and_its_minutes_are_made_of_what_is_there(unit, bich, term):
    session = make_session(term, bich, stage="open")
    meeting = hold_meeting(term, bich, session=session)
    make_meeting(term, bich, session=session)
    sent(unit, bich, meeting=meeting)
    paper = issued("session_synthesis", "council_session", session.pk, unit, bich)
    assert "1. Đề nghị nạo vét kênh N3" in paper.fields["commune"]
    assert paper.fields["meetings"].count("Tiếp xúc cử tri") == 2
    actions.close_session(session, by=bich, on=DAY)
    actions.minute(session, text="Hội đồng đã họp xong.", by=bich, on=DAY)
    minutes = issued("session_minutes", "council_session", session.pk, unit, bich)
    assert minutes.fields["present"] == "2/2 đại biểu có mặt"
    assert minutes.symbol == "01/BB-HĐND"


def test_a_meeting_with_voters_is_announced_and_minuted_by_the_council_not_the_commune(unit, bich, hoa, term):
    planned = make_meeting(term, bich).meeting
    notice = issued("voter_notice", "meeting", planned.pk, unit, bich)
    assert notice.fields["issuer"].startswith("HỘI ĐỒNG NHÂN DÂN\n")
    assert notice.symbol == "01/TB-HĐND"
    held = hold_meeting(term, bich).meeting
    for row in (planned, held):
        assert policies.offered("meeting", subjects.load("meeting", row.pk), hoa, on=DAY) == []
    for kind in ("meeting_notice", "meeting_conclusion"):
        with pytest.raises(PaperRefused):
            issued(kind, "meeting", planned.pk, unit, bich)
