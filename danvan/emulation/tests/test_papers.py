"""The decision that recognises what a council let pass, and the certificate: what they say, who may make them."""

import pytest

from danvan.emulation import actions
from danvan.emulation.of_papers import ExemplarSubject, SittingSubject
from danvan.emulation.tests.make import DAY, make_checked, make_recognised, voted
from danvan.papers import kinds
from danvan.papers.actions import Draft, issue, prepare
from danvan.papers.errors import PaperRefused
from danvan.papers.models import Paper
from tests.make import make_officer

pytestmark = pytest.mark.django_db


def made(stream, subject, kind, by):
    """The paper, begun with what the register knows, numbered."""
    known = subject.known(DAY)
    typed = {one.name: known.get(one.source, "") for one in kinds.get(kind).asked}
    draft = prepare(stream, subject.pk, kind, draft=Draft(typed=typed, signer=by), by=by, on=DAY)
    issue(draft, by=by, on=DAY)
    return Paper.objects.get(pk=draft.pk)


def test_the_decision_lists_whom_the_council_let_pass(gardens, unit, minh, hoa, team, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    rows = [
        make_checked(gardens, unit, minh, hoa, team),
        make_checked(gardens, unit, minh, hoa, team, name="Tổ rau", whose="hamlet", full_name=""),
        make_checked(gardens, unit, minh, hoa, team, name="Vườn dở", whose="hamlet", full_name=""),
    ]
    session = actions.Session(DAY, "Lê Thị Hoa", 9, 7)
    votes = [actions.Vote(row, 7) for row in rows[:2]] + [actions.Vote(rows[2], 1, 6, text="Chưa xong")]
    sitting = actions.vote(gardens, session, votes, by=hoa, on=DAY)
    known = SittingSubject.load(sitting.pk).known(DAY)
    assert known["recognised"].splitlines() == [
        "1. Hộ ông (bà) Nguyễn Thị Lan, thôn Đồng Tiến, xã Thử",
        "2. Tổ rau, thôn Đồng Tiến, xã Thử",
    ]
    paper = made("emulation_sitting", SittingSubject.load(sitting.pk), "recognition_decision", hoa)
    assert paper.symbol.endswith("/QĐ-UBND")
    assert (tmp_path / "papers").exists() or paper.pk


def test_a_certificate_is_made_of_what_is_recognised(gardens, unit, minh, hoa, team, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    waiting = make_checked(gardens, unit, minh, hoa, team, name="Vườn chờ")
    with pytest.raises(PaperRefused):
        made("exemplar", ExemplarSubject.load(waiting.pk), "recognition_certificate", hoa)
    row = make_recognised(gardens, unit, minh, hoa, team)
    known = ExemplarSubject.load(row.pk).known(DAY)
    assert (known["valid_until"], known["decision"]) == ("04/03/2020", "45/QĐ-UBND")
    assert made("exemplar", ExemplarSubject.load(row.pk), "recognition_certificate", hoa).symbol
    with pytest.raises(PaperRefused):
        made("exemplar", ExemplarSubject.load(row.pk), "recognition_certificate", minh)
    nobody = make_officer(unit, full_name="Người Lạ")
    assert not ExemplarSubject.load(row.pk).can_read(nobody, on=DAY)
    voted([waiting], hoa)
    assert ExemplarSubject.load(waiting.pk).status == "passed"


def test_a_certificate_says_once_what_it_is_about(gardens, unit, minh, hoa, team):
    household = ExemplarSubject(make_recognised(gardens, unit, minh, hoa, team)).known(DAY)
    assert household["senders"] == "Hộ ông (bà) Nguyễn Thị Lan"
    row = make_recognised(gardens, unit, minh, hoa, team, name="Tổ rau", whose="hamlet", full_name="")
    known = ExemplarSubject(row).known(DAY)
    assert (known["senders"], known["subject"]) == ("", "Tổ rau"), "its name stands for whoever it is"
