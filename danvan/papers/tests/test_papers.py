"""A paper is drafted, previewed, issued, cancelled: numbers, bytes, roles, journal."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections

from danvan.cases.models import Case
from danvan.cases.verify import contents
from danvan.journal.models import Event
from danvan.papers import actions, kinds, verify
from danvan.papers.actions import Draft
from danvan.papers.errors import PaperRefused, PreviewOutdated
from danvan.papers.models import Book, Content, Paper
from danvan.papers.queries import content, public_papers
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

TUESDAY = date(2018, 2, 13)


def guided(case: Case, guide: Draft, by: Account, on: date = MONDAY) -> Paper:
    """A drafted letter of guidance."""
    return actions.prepare("case", case.pk, "guide", draft=guide, by=by, on=on)


def test_what_is_previewed_is_issued_byte_for_byte(case, guide, minh):
    paper = guided(case, guide, minh)
    seen = actions.preview(paper, by=minh, on=MONDAY)
    assert Paper.objects.get().number is None, "a preview keeps nothing"
    assert not Content.objects.exists()
    done = actions.issue(paper, by=minh, on=MONDAY, seen=seen.sha256)
    assert (done.symbol, done.state) == ("01/UBND-TCD", "issued")
    assert content(done.pdf) == seen.file
    assert hashlib.sha256(seen.file).hexdigest() == done.sha256 == done.pdf
    assert seen.file.startswith(b"%PDF-")


def test_a_paper_that_changed_since_its_preview_is_not_issued(commune, guide, minh):
    first, second = guided(make_case(commune), guide, minh), guided(make_case(commune), guide, minh)
    seen = actions.preview(first, by=minh, on=MONDAY)
    actions.issue(second, by=minh, on=MONDAY)
    with pytest.raises(PreviewOutdated, match="02/UBND-TCD"):
        actions.issue(first, by=minh, on=MONDAY, seen=seen.sha256)
    assert Book.objects.get().last == 1, "the number that was not used is given to the next"
    again = actions.preview(first, by=minh, on=MONDAY)
    assert actions.issue(first, by=minh, on=MONDAY, seen=again.sha256).number == 2


def test_a_number_is_never_given_twice_even_when_its_paper_is_cancelled(commune, guide, minh, hoa):
    papers = [guided(make_case(commune), guide, minh) for _ in range(3)]
    actions.issue(papers[0], by=minh, on=MONDAY)
    actions.cancel(papers[0], by=hoa, on=MONDAY, text="Ghi nhầm nơi nhận")
    assert [actions.issue(paper, by=minh, on=MONDAY).number for paper in papers[1:]] == [2, 3]
    cancelled = Paper.objects.get(pk=papers[0].pk)
    assert (cancelled.state, cancelled.number, cancelled.reason) == ("cancelled", 1, "Ghi nhầm nơi nhận")
    assert list(verify.papers()) == []


def test_each_series_and_each_year_counts_for_itself(commune, case, guide, hoa, minh):
    assert actions.issue(guided(case, guide, minh), by=minh, on=MONDAY).symbol == "01/UBND-TCD"
    minutes = Draft(
        typed=dict.fromkeys(("hour", "venue", "present", "said", "concluded", "ended"), "x"), signer=hoa
    )
    paper = actions.prepare("case", case.pk, "minutes", draft=minutes, by=minh, on=MONDAY)
    assert actions.issue(paper, by=minh, on=MONDAY).symbol == "01/BB-UBND"
    with at(date(2019, 1, 2)):
        later = guided(make_case(commune), guide, minh, on=date(2019, 1, 2))
        assert actions.issue(later, by=minh, on=date(2019, 1, 2)).symbol == "01/UBND-TCD"


def test_numbers_follow_the_days(commune, guide, minh):
    early, late = guided(make_case(commune), guide, minh), guided(make_case(commune), guide, minh)
    with at(TUESDAY):
        actions.issue(late, by=minh, on=TUESDAY)
        with pytest.raises(PaperRefused, match="13/02/2018"):
            actions.issue(early, by=minh, on=MONDAY)
    assert Book.objects.get().last == 1


def test_a_binding_paper_waits_for_the_leader(case, reply, minh, hoa):
    walk(case, minh, MONDAY, "screen", "accept")
    paper = actions.prepare("case", case.pk, "reply", draft=reply, by=minh, on=MONDAY)
    with pytest.raises(PaperRefused, match="Lãnh đạo"):
        actions.issue(paper, by=minh, on=MONDAY)
    assert actions.issue(paper, by=hoa, on=MONDAY).issued_by == hoa


def test_another_units_officer_does_nothing(case, guide, minh, dung):
    with pytest.raises(PaperRefused):
        guided(case, guide, dung)
    paper = guided(case, guide, minh)
    attempts = (
        lambda: actions.preview(paper, by=dung, on=MONDAY),
        lambda: actions.issue(paper, by=dung, on=MONDAY),
        lambda: actions.open_paper(paper, by=dung, on=MONDAY),
        lambda: actions.revise(paper, draft=guide, by=dung, on=MONDAY),
        lambda: actions.cancel(paper, by=dung, on=MONDAY, text="x"),
    )
    for attempt in attempts:
        with pytest.raises(PaperRefused):
            attempt()


def test_only_a_leader_of_the_unit_signs(case, guide, minh, dung):
    with pytest.raises(PaperRefused, match="Người ký"):
        guided(case, Draft(typed=guide.typed, signer=dung), minh)


def test_a_paper_fits_its_kind_of_letter_its_status_and_the_law_of_the_day(case, hoa, commune):
    decision = Draft(typed={}, signer=hoa)
    with pytest.raises(PaperRefused, match="loại đơn"):
        actions.prepare("case", case.pk, "decision", draft=decision, by=hoa, on=MONDAY)
    complaint = make_case(commune, kind="complaint")
    with pytest.raises(PaperRefused, match="trạng thái"):
        actions.prepare("case", complaint.pk, "decision", draft=decision, by=hoa, on=MONDAY)
    walk(complaint, hoa, MONDAY, "screen", "accept")
    with pytest.raises(PaperRefused, match="hiệu lực"):
        actions.prepare("case", complaint.pk, "suspension", draft=decision, by=hoa, on=MONDAY)


def test_drafts_change_until_they_are_issued(case, guide, minh, hoa):
    paper = guided(case, guide, minh)
    actions.revise(paper, draft=Draft({**guide.typed, "competent": "Sở Tài nguyên"}, hoa), by=minh, on=MONDAY)
    done = actions.issue(paper, by=minh, on=MONDAY)
    assert done.fields["competent"] == "Sở Tài nguyên"
    for attempt in (
        lambda: actions.revise(paper, draft=guide, by=minh, on=MONDAY),
        lambda: actions.issue(paper, by=minh, on=MONDAY),
        lambda: actions.cancel(paper, by=minh, on=MONDAY, text="x"),
    ):
        with pytest.raises(PaperRefused):
            attempt()


def test_the_case_keeps_number_and_hashes_and_who_opened_it(case, guide, minh, hoa):
    paper = actions.issue(guided(case, guide, minh), by=minh, on=MONDAY)
    for officer in (minh, hoa, hoa):
        actions.open_paper(paper, by=officer, on=MONDAY)
    chain = list(Event.objects.filter(stream="case", subject=case.pk).order_by("number"))
    assert [e.verb for e in chain] == ["receive", "paper_prepared", "paper_issued", "paper_opened"]
    kept = chain[2].data["paper"]
    assert (kept["symbol"], kept["pdf"], kept["docx"]) == (paper.symbol, paper.pdf, paper.docx)
    assert chain[2].public
    assert not chain[3].public
    assert [*verify.papers(), *contents()] == []


@pytest.mark.parametrize(
    "lie",
    [
        "UPDATE papers_paper SET symbol = '99/TB-UBND'",
        "UPDATE papers_content SET content = 'x'",
        "UPDATE papers_book SET last = 7",
        "DELETE FROM papers_content",
        "DELETE FROM papers_paper",
    ],
)
def test_verify_names_what_was_changed_behind_the_journal(case, guide, minh, lie):
    actions.issue(guided(case, guide, minh), by=minh, on=MONDAY)
    assert list(verify.papers()) == []
    with connection.cursor() as cursor:
        cursor.execute(lie)
    assert list(verify.papers())


def test_only_papers_for_the_citizen_are_public(case, guide, hoa, minh):
    actions.issue(guided(case, guide, minh), by=minh, on=MONDAY)
    sent_back = Draft(typed={"sent_by": "UBND huyện", "reason": "Không thuộc thẩm quyền."}, signer=hoa)
    internal = actions.prepare("case", case.pk, "return", draft=sent_back, by=hoa, on=MONDAY)
    actions.issue(internal, by=hoa, on=MONDAY)
    guided(case, guide, minh)
    assert [paper.kind for paper in public_papers("case", case.pk)] == ["guide"]


def test_every_kind_has_its_place_in_the_order_of_lists():
    assert {path.stem for path in kinds.TEXTS.glob("*.yaml")} == set(kinds.ORDER)


# --- many at once ----------------------------------------------------------------------------------------
MANY = 32


@pytest.fixture
def busy(transactional_db: None) -> Iterator[tuple[Unit, Account]]:
    """A commune whose leader issues from many desks at once; committed, as in life."""
    with at(MONDAY):
        unit = make_unit()
        yield unit, make_officer(unit, Role.HANDLER, Role.LEADER)


@pytest.mark.long
def test_thirty_two_issued_at_once_have_thirty_two_numbers(busy):
    unit, leader = busy
    draft = Draft(typed={"competent": "Sở Nội vụ", "advice": ""}, signer=leader)
    papers = [guided(make_case(unit), draft, leader) for _ in range(MANY)]
    start = Barrier(MANY)

    def one(paper: Paper) -> int:
        try:
            start.wait()
            with at(MONDAY):
                return actions.issue(paper, by=leader, on=MONDAY).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(MANY) as pool:
        numbers = list(pool.map(one, papers))
    assert sorted(numbers) == list(range(1, MANY + 1))
    assert list(verify.papers()) == []


@pytest.mark.long
def test_of_those_who_saw_the_same_number_one_gets_it_and_the_others_are_asked_again(busy):
    unit, leader = busy
    draft = Draft(typed={"competent": "Sở Nội vụ", "advice": ""}, signer=leader)
    papers = [guided(make_case(unit), draft, leader) for _ in range(4)]
    seen = {paper.pk: actions.preview(paper, by=leader, on=MONDAY).sha256 for paper in papers}
    start = Barrier(len(papers))

    def one(paper: Paper) -> int:
        try:
            start.wait()
            with at(MONDAY):
                return actions.issue(paper, by=leader, on=MONDAY, seen=seen[paper.pk]).number
        except PreviewOutdated:
            return 0
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(papers)) as pool:
        assert sorted(pool.map(one, papers)) == [0, 0, 0, 1]
    assert Book.objects.get().last == 1
