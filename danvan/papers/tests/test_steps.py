"""A step of the workflow and its paper: both or neither, and the paper is seen before the status changes."""

from datetime import timedelta

import pytest
from django.urls import reverse

from danvan.cases.actions import Step
from danvan.cases.errors import StepRefused
from danvan.cases.kinds import all_kinds
from danvan.cases.models import Case
from danvan.cases.verify import contents, states
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.papers import actions, kinds, verify
from danvan.papers.actions import Draft, with_step
from danvan.papers.errors import PaperRefused, PreviewOutdated
from danvan.papers.models import Book, Paper
from danvan.papers.of_cases import CaseSubject
from tests.make import MONDAY, make_case, walk

SCOPE = {"scope": "Cống kênh N3 bị tắc"}


def fresh(case: Case) -> Case:
    """The case as it stands."""
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def complaint(commune, minh) -> Case:
    """A complaint that is fit to be taken up."""
    return walk(make_case(commune, kind="complaint"), minh, MONDAY, "screen")


@pytest.fixture
def acceptance(complaint, minh, hoa) -> Paper:
    """The notice that goes with taking it up."""
    step = with_step("accept", Step())
    said = Draft(typed=SCOPE, signer=hoa)
    return actions.prepare("case", complaint.pk, "acceptance", draft=said, by=minh, on=MONDAY, step=step)


def test_the_preview_knows_what_the_step_will_bring_and_changes_nothing(complaint, acceptance, minh):
    seen = actions.preview(acceptance, by=minh, on=MONDAY)
    due = next(part["text"] for part in seen.content["body"] if "Hạn giải quyết" in part["text"])
    assert "14/03/2018" in due, "30 days from the acceptance, which has not been taken yet"
    assert fresh(complaint).status == "screened"
    assert [deadline.purpose for deadline in complaint.deadlines.all()] == ["acceptance"]


def test_issuing_takes_the_step_and_keeps_the_very_paper_that_was_seen(complaint, acceptance, minh, hoa):
    seen = actions.preview(acceptance, by=minh, on=MONDAY)
    done = actions.issue(acceptance, by=hoa, on=MONDAY, seen=seen.sha256)
    assert (fresh(complaint).status, done.sha256) == ("accepted", seen.sha256)
    verbs = Event.objects.filter(stream="case", subject=complaint.pk).order_by("number").values_list("verb")
    assert [verb for (verb,) in verbs][-2:] == ["accept", "paper_issued"]
    later = CaseSubject.load(complaint.pk).known(MONDAY + timedelta(days=9))
    assert later["taken_up_on"] == dates.short(MONDAY), "a paper written later names the day of the step"
    assert [*verify.papers(), *contents(), *states()] == []


def test_where_the_step_is_refused_no_number_is_used_up(complaint, acceptance, minh, hoa):
    walk(complaint, minh, MONDAY, "withdraw")
    with pytest.raises(StepRefused):
        actions.issue(acceptance, by=hoa, on=MONDAY)
    assert not Book.objects.exists()
    assert Paper.objects.get().state == "draft"


def test_where_the_paper_is_refused_the_step_is_not_taken(complaint, acceptance, minh, hoa):
    with pytest.raises(PreviewOutdated):
        actions.issue(acceptance, by=hoa, on=MONDAY, seen="0" * 64)
    with pytest.raises(PaperRefused):
        actions.issue(acceptance, by=minh, on=MONDAY)
    assert fresh(complaint).status == "screened"


def test_a_decision_carries_the_number_of_its_own_paper(complaint, minh, hoa):
    walk(complaint, minh, MONDAY, "accept")
    given = Step(text="Công nhận một phần.", outcome="partly")
    said = dict.fromkeys(("claims", "findings", "conclusion", "ordered"), "Như hồ sơ.")
    paper = actions.prepare(
        "case",
        complaint.pk,
        "decision",
        draft=Draft(typed=said, signer=hoa),
        by=hoa,
        on=MONDAY,
        step=with_step("answer", given),
    )
    actions.issue(paper, by=hoa, on=MONDAY)
    reply = complaint.replies.get()
    assert (reply.decision, reply.text, paper.symbol) == ("01/QĐ-UBND", "Công nhận một phần.", "01/QĐ-UBND")
    assert fresh(complaint).status == "answered"


def test_a_draft_that_lacks_something_is_not_issued(case, hoa):
    empty = Draft(typed={"competent": "", "advice": ""}, signer=hoa)
    paper = actions.prepare("case", case.pk, "guide", draft=empty, by=hoa, on=MONDAY)
    with pytest.raises(PaperRefused, match="Cơ quan có thẩm quyền"):
        actions.issue(paper, by=hoa, on=MONDAY)


def test_from_the_form_of_a_step_to_its_paper_and_both_at_once(complaint, minh, hoa, as_):
    walk(complaint, minh, MONDAY, "accept")
    browser = as_(hoa)
    assert (
        "Soạn văn bản kèm bước này" in browser.get(reverse("desk:case", args=[complaint.pk])).content.decode()
    )
    typed = {"outcome": "partly", "text": "Công nhận một phần.", "decision": "", "on": "12/02/2018"}
    step = reverse("desk:step", args=[complaint.pk, "answer"])
    sent = browser.post(step, typed | {"seen": fresh(complaint).version, "paper": "1"})
    paper = Paper.objects.get()
    edit = reverse("papers:edit", args=[paper.pk])
    assert (sent.status_code, sent["Location"]) == (302, edit)
    assert (paper.kind, paper.step["verb"], paper.typed["ordered"]) == (
        "decision",
        "answer",
        "Công nhận một phần.",
    )
    said = dict.fromkeys(("claims", "findings", "dialogue", "conclusion", "ordered"), "Như hồ sơ.")
    browser.post(edit, said | {"signer": hoa.pk, "manner": "head", "title": "Chủ tịch"})
    shown = browser.get(reverse("papers:paper", args=[paper.pk])).content.decode()
    assert "Cùng lúc làm bước “Ban hành quyết định giải quyết”." in shown
    assert fresh(complaint).status == "accepted", "nothing has happened yet"
    seen = actions.preview(paper, by=hoa, on=MONDAY).sha256
    browser.post(reverse("papers:issue", args=[paper.pk]), {"seen": seen})
    paper.refresh_from_db()
    assert (fresh(complaint).status, paper.sha256) == ("answered", seen)
    assert complaint.replies.get().decision == paper.symbol == "01/QĐ-UBND"


def test_every_paper_that_a_step_names_fits_where_the_step_is_taken():
    for kind in all_kinds().values():
        for step in kind.transitions:
            if step.paper:
                paper = kinds.get(step.paper)
                assert paper.stream == "case", step.verb
                assert not paper.kinds or kind.code in paper.kinds, (kind.code, step.verb)
                assert step.sources <= set(paper.statuses), (kind.code, step.verb)
                assert not paper.requires or step.basis, (kind.code, step.verb)
