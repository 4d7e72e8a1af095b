"""What the page of a case is given, whichever view shows it."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.cases import actions, grounds, policies, topics
from danvan.cases.actions.notes import LOOK
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.workflow import Transition
from danvan.denunciations.block import Block
from danvan.denunciations.block import block as sealed_block
from danvan.desk import (
    awardpage,
    clockpage,
    concernpage,
    decisionpage,
    hands,
    nav,
    present,
    queries,
    tiespage,
    urged,
)
from danvan.desk.forms.steps import FILLS, CorrectForm, LookForm, StepForm
from danvan.desk.forms.ties import UnmergeForm
from danvan.desk.queries import CasePage
from danvan.desk.wording import answers_of
from danvan.dossiers import policies as dossiers
from danvan.lib import dates
from danvan.lib.codes import GROUPS
from danvan.notices import block as notices
from danvan.papers import heads
from danvan.papers.block import block
from danvan.papers.of_cases import CaseSubject
from danvan.people.models import Account
from danvan.retention.actions.sealing import VERB as SEAL
from danvan.web import words

VIEWS = ("all", "public", "internal")

# The way of a letter, step by step; what the citizen is waited for comes before all.
FORWARD = (
    "supplement",
    "proceed",
    "expert_answered",
    "screen",
    "accept",
    "assign",
    "answer",
    "dialogue",
    "close",
    "execute",
)

# The steps at which somebody asks where the letter belongs.
BELONGING = ("screen", *FILLS)


def context(
    officer: Account,
    case: Case,
    *,
    view: str = "all",
    form: StepForm | None = None,
    correct: CorrectForm | None = None,
    shown: int | None = None,
    unmerge: UnmergeForm | None = None,
    concern: dict[str, Any] | None = None,
    award: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Everything that desk/case.html shows; `form` is one that came back, `shown` the person without mask."""
    today = dates.today()
    page = queries.case_page(case, officer, on=today)
    view = view if view in VIEWS else "all"
    label, kind = present.badge(case)
    forms = _forms(officer, page, today, form)
    return {
        "case": case,
        "file": page.file,
        "today": today,
        "label": label,
        "badge": kind,
        "topic": topics.label(case.topic),
        "channel": present.channel(case.channel),
        **clockpage.block(page.file, today),
        **_words(officer, page, view, today),
        "views": _views(view),
        "page": page,
        "forms": forms,
        "returned": form,
        **(_turn(natural(case, today), forms) | ({"open_verb": form.step.verb} if form else {})),
        "has_errors": bool((form and form.errors) or (correct and correct.errors)),
        "locked": _locked(officer, page, today),
        "correct": correct or _may_correct(officer, page, today),
        "undo_title": present.event_title(case, page.undoable) if page.undoable else "",
        "shown": shown,
        "outcomes": dict(answers_of(case.kind)),
        "trail": [(_("Hộp việc"), reverse("desk:inbox")), (f"{case.code[: GROUPS[0]]}…", "")],
        **_around(officer, page, today, concern or {}),
        **_tied(officer, page, today, unmerge),
        **_beside(officer, case, today),
        "awarded": awardpage.block(officer, case, today, **(award or {})),
        "papers": block("case", CaseSubject(case), officer, on=today),
        "notices": notices.block(case, list(page.file.parties), officer, on=today),
    }


def _words(officer: Account, page: CasePage, view: str, today: date) -> dict[str, Any]:
    """The timeline, and whether words stay hidden until a reason is given."""
    case, veiled = page.case, _is_veiled(officer, page, today)
    silent = hands.unknown_ties(case, officer, on=today)
    steps = present.timeline(page.file, view, grounds.words(case.kind, case.received_on, today), silent)
    shown = [replace(one, text="") for one in steps] if veiled else steps
    return {"veiled": veiled, "look": LookForm() if veiled else None, "steps": shown}


def _is_veiled(officer: Account, page: CasePage, today: date) -> bool:
    """Whether the words stay hidden: the case was closed long ago, and this officer gave no reason today."""
    hers = (e for e in page.file.events if e.verb == LOOK and e.actor_id == officer.pk and e.on == today)
    return policies.is_masked(page.case, on=today) and next(hers, None) is None


def _around(officer: Account, page: CasePage, today: date, forms: dict[str, Any]) -> dict[str, Any]:
    """What led here and followed, whom it is about, and through whose hands it went."""
    concerned = concernpage.block(officer, page.case, today, **forms)
    return {"chain": _chain(page), "concerned": concerned, "handed": _handed(page.case)}


def _handed(case: Any) -> list[dict[str, Any]]:
    """The hands that it went through, once there was more than one; nobody where it was taken from somebody."""
    rows = [{"on": _day(row["on"]), "to": row["to"], "by": row["by"]} for row in case.handed]
    return rows if len(rows) > 1 else []


def _tied(
    officer: Account, page: CasePage, today: date, unmerge: UnmergeForm | None
) -> dict[str, tiespage.Ties | decisionpage.Decision]:
    """The two parts of the page that tell of other cases."""
    return {
        "ties": tiespage.block(officer, page, today, unmerge),
        "decision": decisionpage.block(officer, page, today),
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
        elif not step.apart and clockpage.shut(step, page.file.deadlines, today) is None:
            made.append(step_form(page, step, today))
    if returned and returned not in made:
        made.insert(0, returned)
    # Who settles a denunciation hangs on who is denounced (Law 25/2018, art. 12 to 17), not on what it is about.
    asking = [form for form in made if form.step.verb in BELONGING and not page.case.workflow.sealed]
    found = present.bodies(page.case) if asking else ()
    for form in made:
        basis = clockpage.basis(form.step, page.case, page.file.deadlines, today)
        form.basis = tiespage.owing(form.step, page.case) or basis
        form.bodies = found if form in asking else ()
    return made


def step_form(page: CasePage, step: Transition, today: date, data: Any = None, files: Any = None) -> StepForm:
    """The form of one step, with what it may choose from."""
    held = clockpage.held(page.file.deadlines)
    return StepForm(
        step,
        page.case,
        today=today,
        officers=page.officers,
        extensions=held,
        criteria=_criteria(page),
        data=data,
        files=files,
    )


def _criteria(page: CasePage) -> list[str]:
    """The criteria of complexity for which the matter stands in the register."""
    rows = page.case.chain_dossiers  # type: ignore[attr-defined]
    return [ground for row in rows for ground in row["grounds"] if ":" in ground]


def _beside(officer: Account, case: Any, today: date) -> dict[str, Any]:
    """The register of complex matters, the urgings and the receipt, as they concern the case."""
    return {
        "dossiers": case.chain_dossiers,
        "may_enter": _may_enter(officer, case, today),
        "may_seal": _may_seal(officer, case, today),
        "urgings": urged.block(officer, case, today),
        "may_print": not case.workflow.sealed and actions.can_print_receipt(officer, case, on=today),
        "sealed": _sealed(officer, case, today),
    }


def _sealed(officer: Account, case: Case, today: date) -> Block | None:
    """What is shown of a case of which nobody may know who brought it, in place of its sender."""
    return sealed_block(case.denunciation, officer, on=today) if case.workflow.sealed else None


def _may_seal(officer: Account, case: Any, today: date) -> bool:
    """Whether the officer may say that the letter is a denunciation, and seal it."""
    return any(step.verb == SEAL for step in policies.available(case, officer, on=today))


def _may_enter(officer: Account, case: Any, today: date) -> bool:
    """Whether the officer may enter the matter into the register of complex matters."""
    kept_apart = case.workflow.inner or case.workflow.sealed
    stands = case.is_open and not kept_apart and not case.chain_dossiers
    return stands and dossiers.can_write(officer, case.unit_responsible_id, on=today)


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
            if why := clockpage.shut(step, page.file.deadlines, today):
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
    """The receipt: who received what when, the code, by which day and why, where to look it up.

    Its term is the one that began with the receipt, however late it is printed again.
    """
    clock = case.deadlines.order_by("pk").first()
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
        "head": heads.head_of(case.unit_received, case.received_on),
        "paper_day": dates.on_paper(case.received_on),
    }
