"""Papers of reception are of the unit's book: drafted from turn or refusal, and the notice owed is met by them."""

from datetime import date, time

import pytest
from django.urls import reverse

from danvan.papers.actions import Draft, cancel, issue, prepare
from danvan.papers.subjects import load
from danvan.people.roles import Role
from danvan.reception import verify
from danvan.reception.actions import (
    Caller,
    Plan,
    Refused,
    Told,
    call_session,
    offer_conclusion,
    refuse_reception,
    register_turn,
)
from tests.make import MONDAY, at, make_officer, make_unit

pytestmark = pytest.mark.django_db
LATER = date(2026, 8, 3)  # Decree 154/2026 asks for a notice of refusal within three working days


@pytest.fixture
def commune():
    return make_unit(name="xã Kỳ Khang")


@pytest.fixture
def hoa(commune):
    return make_officer(commune, Role.LEADER, Role.CLERK, full_name="Lê Thị Hoa")


def known(stream, row, names, hoa):
    found = load(stream, row.pk).known(LATER)
    return Draft({name: found[source] for name, source in names.items()}, hoa)


def lies():
    return [*verify.turns(), *verify.refusals()]


@pytest.fixture
def refusal(commune, hoa):
    told = Refused(
        ground="already_settled",
        summary="Ranh giới đất",
        reason="Đã có quyết định giải quyết.",
        full_name="Trần Văn Bình",
    )
    with at(LATER):
        yield refuse_reception(told, unit=commune, by=hoa, on=LATER)


@pytest.fixture
def paper(refusal, hoa):
    draft = known("refusal", refusal, {"ground": "ground", "reason": "last_words"}, hoa)
    made = prepare("refusal", refusal.pk, "reception_refusal", draft=draft, by=hoa, on=LATER)
    return issue(made, by=hoa, on=LATER)


def test_a_refusal_issued_as_a_paper_of_the_book_is_the_notice_that_was_owed(refusal, paper):
    notice = refusal.notices.get()
    assert (notice.state, notice.number, notice.issued_on) == ("issued", "01/TB-UBND", LATER)
    assert notice.text == "Đã có quyết định giải quyết."
    assert "Điều 9" in paper.fields["ground"]
    assert lies() == []


def test_cancelled_the_notice_is_owed_again_by_the_same_day(refusal, paper, hoa):
    due_on = refusal.notices.get().due_on
    cancel(paper, by=hoa, on=LATER, text="Nhầm tên.")
    notice = refusal.notices.get()
    assert (notice.is_owed, notice.due_on, notice.number) == (True, due_on, "")
    assert lies() == []


def test_the_page_of_a_refusal_lists_its_papers(refusal, paper, hoa, client):
    client.force_login(hoa)
    assert paper.symbol in client.get(reverse("reception:refusal", args=[refusal.pk])).content.decode()


def test_the_conclusion_of_a_sitting_of_the_head_is_a_paper_that_its_session_lists(commune, hoa, client):
    with at(MONDAY):
        plan = Plan(on=MONDAY, starts_at=time(8), ends_at=time(11), head=hoa, place="Trụ sở xã")
        session = call_session(plan, ground="heated", unit=commune, by=hoa, on=MONDAY)
        turn = register_turn(
            unit=commune,
            on=MONDAY,
            callers=[Caller("Nguyễn Thị Lan")],
            matters=[Told("water", "Cống N3 bị tắc", "advised", advice="Giao thôn nạo vét.")],
            persons=1,
            by=hoa,
            sitting="extraordinary",
        )
        notice = turn.notices.filter(purpose="conclusion").first() or offer_conclusion(
            turn, by=hoa, on=MONDAY
        )
        draft = known("turn", turn, {"chair": "received_by", "concluded": "last_words"}, hoa)
        made = prepare("turn", turn.pk, "conclusion", draft=draft, by=hoa, on=MONDAY)
        issue(made, by=hoa, on=MONDAY)
        notice.refresh_from_db()
        assert (notice.state, notice.number, notice.text) == ("issued", "01/TB-UBND", "Giao thôn nạo vét.")
        client.force_login(hoa)
        assert "01/TB-UBND" in client.get(reverse("reception:session", args=[session.pk])).content.decode()
    assert lies() == []
