"""A step whose paper is drafted before it is taken: what the officer typed goes into both."""

from django.utils.translation import gettext as _

from danvan.cases import complexity, grounds
from danvan.cases.models import Case
from danvan.desk.forms.steps import StepForm
from danvan.lib import dates
from danvan.papers import actions, heads, kinds
from danvan.papers.errors import PaperRefused
from danvan.papers.models import Paper
from danvan.papers.of_cases import CaseSubject
from danvan.people.models import Account


def draft(officer: Account, case: Case, form: StepForm) -> Paper:
    """The draft of the step's paper, with the words that were typed into the step; issuing it takes the step.

    Raises PaperRefused where nobody leads the unit that would sign, and as danvan.papers.actions.prepare does.
    """
    today, subject, kind = dates.today(), CaseSubject(case), kinds.get(form.step.paper)
    signers = heads.signers_of(heads.issuing_unit(subject.unit, today), today)
    if not signers:
        raise PaperRefused(_("Đơn vị chưa có lãnh đạo trong sổ nên chưa có người ký văn bản."))
    given = form.given()
    criteria = [f"{one}." for one in complexity.told(given.data.get("criteria", ()), today)]
    reason = "\n".join(
        part for part in (grounds.told(given.ground, case.received_on, today), *criteria, given.text) if part
    )
    elsewhere = given.unit.name_on(today) if given.unit else given.elsewhere
    known = {
        **subject.known(today),
        "last_words": reason,
        "last_reply": given.text,
        "elsewhere": elsewhere,
        "proposal": given.proposal,
    }
    return actions.prepare(
        "case",
        case.pk,
        kind.code,
        draft=actions.Draft.begun(kind, known, signers[0]),
        by=officer,
        on=today,
        step=actions.with_step(form.step.verb, given),
    )
