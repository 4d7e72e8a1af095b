"""What the page of a case is given, whichever view shows it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.cases import actions, policies, topics
from danvan.cases import queries as cases
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.workflow import Transition
from danvan.desk import clockpage, nav, present, queries, tiespage
from danvan.desk.forms.steps import CorrectForm, StepForm
from danvan.desk.forms.ties import UnmergeForm
from danvan.desk.queries import CasePage
from danvan.desk.wording import ANSWERS
from danvan.lib import dates
from danvan.lib.codes import GROUPS
from danvan.notices import block as notices
from danvan.papers.block import block
from danvan.papers.of_cases import CaseSubject
from danvan.people.models import Account
from danvan.petitions import grounds
from danvan.web import words

VIEWS = ("all", "public", "internal")

# The way of a letter, step by step; what the citizen is waited for comes before all.
FORWARD = ("supplement", "proceed", "expert_answered", "screen", "accept", "assign", "answer", "close")


def context(
    officer: Account,
    case: Case,
    *,
    view: str = "all",
    form: StepForm | None = None,
    correct: CorrectForm | None = None,
    shown: int | None = None,
    unmerge: UnmergeForm | None = None,
) -> dict[str, Any]:
    """Everything that desk/case.html shows; `form` is one that came back, `shown` the person without mask."""
    today = dates.today()
    page = queries.case_page(case, officer, on=today)
    view = view if view in VIEWS else "all"
    label, kind = present.badge(case)
    clock = page.file.clock
    forms = _forms(officer, page, today, form)
    return {
        "case": case,
        "file": page.file,
        "today": today,
        "label": label,
        "badge": kind,
        "topic": topics.label(case.topic),
        "channel": present.channel(case.channel),
        "clock": clock,
        "clock_pairs": present.clock_pairs(case, clock, today) if clock else (),
        "stopped": clockpage.why_stopped(case, clock) if clock else "",
        "history": clockpage.history(case, cases.clock_turns(page.file.events)),
        "version": clockpage.version(clock) if clock else "",
        "cells": present.clock_cells(clock) if clock else (),
        "derivation": clock.derivation.sentences(present.language()) if clock and clock.derivation else (),
        "steps": present.timeline(page.file, view, grounds.words(case.kind, case.received_on)),
        "views": _views(view),
        "page": page,
        "chain": _chain(page),
        "forms": forms,
        "returned": form,
        **(_turn(natural(case, today), forms) | ({"open_verb": form.step.verb} if form else {})),
        "has_errors": bool((form and form.errors) or (correct and correct.errors)),
        "locked": _locked(officer, page, today),
        "correct": correct or _may_correct(officer, page, today),
        "undo_title": present.event_title(case, page.undoable) if page.undoable else "",
        "shown": shown,
        "outcomes": dict(ANSWERS),
        "trail": [(_("Hộp việc"), reverse("desk:inbox")), (f"{case.code[: GROUPS[0]]}…", "")],
        "ties": tiespage.block(officer, page, today, unmerge),
        "may_print": actions.can_print_receipt(officer, case, on=today),
        "papers": block("case", CaseSubject(case), officer, on=today),
        "notices": notices.block(case, list(page.file.parties), officer, on=today),
    }


def _views(now: str) -> list[tuple[str, str, bool]]:
    names = {"all": _("Tất cả"), "public": _("Công khai"), "internal": _("Nội bộ")}
    return [(label, f"?view={key}#dien-bien", key == now) for key, label in names.items()]


def _forms(officer: Account, page: CasePage, today: date, returned: StepForm | None) -> list[StepForm]:
    """A form for each step that may be taken now; the one that came back stands in its place."""
    made = []
    for step in policies.available(page.case, officer, on=today):
        if returned and returned.step.verb == step.verb:
            made.append(returned)
        elif not step.apart and clockpage.shut(step, page.file.deadlines) is None:
            made.append(step_form(page, step, today))
    if returned and returned not in made:
        made.insert(0, returned)
    for form in made:
        form.basis = clockpage.basis(form.step, page.case, page.file.deadlines, today)
    return made


def step_form(page: CasePage, step: Transition, today: date, data: Any = None) -> StepForm:
    """The form of one step, with what it may choose from."""
    held = clockpage.held(page.file.deadlines)
    return StepForm(step, page.case, today=today, officers=page.officers, extensions=held, data=data)


def natural(case: Case, today: date) -> Transition | None:
    """The step that comes next when all goes well, whoever may take it; None when none does."""
    verbs = [verb for verb in FORWARD if not (verb == "assign" and case.officer_id)]
    steps = {
        step.verb: step for step in case.workflow.transitions if policies.shut(case, step, on=today) is None
    }
    return next((steps[verb] for verb in verbs if verb in steps), None)


def _turn(step: Transition | None, forms: list[StepForm]) -> dict[str, str]:
    """Which step stands open: the natural one, never another; or whose turn it is when it is somebody else's."""
    if step is None:
        return {"open_verb": "", "turn_of": ""}
    if any(form.step.verb == step.verb for form in forms):
        return {"open_verb": step.verb, "turn_of": ""}
    roles = ", ".join(str(role.label) for role in sorted(step.roles))
    return {
        "open_verb": "",
        "turn_of": _("Lượt của %(roles)s: %(what)s") % {"roles": roles.lower(), "what": step.label},
    }


def _locked(officer: Account, page: CasePage, today: date) -> list[tuple[str, str]]:
    """Steps of this kind that cannot be taken now, each once, with the reason."""
    case = page.case
    reasons: dict[str, tuple[Transition, str]] = {}
    open_verbs = set()
    for step in (step for step in case.workflow.transitions if step.roles):
        try:
            policies.check_can_take(officer, case, step, on=today)
            if why := clockpage.shut(step, page.file.deadlines):
                raise StepRefused(why)
            open_verbs.add(step.verb)
        except StepRefused as refused:
            first_here = step.leaves(case.status) or step.verb not in reasons
            if first_here:
                reasons[step.verb] = (step, refused.sentence)
    return [(str(step.label), why) for verb, (step, why) in reasons.items() if verb not in open_verbs]


def _may_correct(officer: Account, page: CasePage, today: date) -> CorrectForm | None:
    """The form that takes the last step back, for whoever may."""
    may = policies.can_correct(officer, page.case, page.undoable, on=today)
    return CorrectForm(page.case, page.undoable) if may else None


def _chain(page: CasePage) -> list[dict[str, Any]]:
    """The turns and cases that led here, this case, and those that followed."""
    case = page.case
    before = [
        {"label": _("Lượt tiếp"), "small": _day(row["on"]), "url": reverse("desk:turn", args=[row["turn"]])}
        for row in page.matters
    ]
    linked: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    for row in page.links:
        url = reverse("desk:case", args=[row["pk"]]) if row["subject"] else ""
        label = row["subject"] or _("một hồ sơ của nơi khác")
        linked[row["later"]].append({"label": label, "small": _day(row["on"]), "url": url})
    here = {"label": _("Đơn này"), "small": _promised(case), "now": True}
    return [*({**row, "past": True} for row in [*before, *linked[False]]), here, *linked[True]]


def _promised(case: Case) -> str:
    """The last day of the case, that its clock stands still, or without a clock its status."""
    if case.waiting_since:
        return _("đang dừng tính thời hạn")
    return _("hạn %(day)s") % {"day": words.short(case.due_on)} if case.due_on else str(case.state.label)


def _day(text: str) -> str:
    return words.short(date.fromisoformat(text[:10]))


def receipt_context(case: Case) -> dict[str, Any]:
    """The receipt: who received what when, the code, by which day and why, where to look it up."""
    clock = queries.CaseFile(case, [], list(case.deadlines.order_by("pk")), [], [], []).clock
    derivation = clock.derivation if clock else None
    return {
        "case": case,
        "clock": clock,
        "purpose": present.purpose(clock) if clock else "",
        "citation": present.citation(clock) if clock else "",
        "why": derivation.short(present.language()) if derivation else "",
        "topic": topics.label(case.topic),
        "channel": present.channel(case.channel),
        "track_url": f"{settings.DANVAN_URL}{nav.address('portal:track') or '/'}",
        "paper_day": dates.on_paper(case.received_on),
    }
