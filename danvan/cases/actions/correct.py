"""A wrong step is taken back, by a further event; nothing is erased."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from danvan.cases import clocks, policies, postings
from danvan.cases.actions import executing, ledger, tying, urging
from danvan.cases.actions.locking import check_day, check_not_moved, lock_wholes, refresh
from danvan.cases.effect import ORDER
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Deadline, Link, Reply
from danvan.cases.models.parts import DeadlineState
from danvan.cases.ties import EXECUTION
from danvan.cases.workflow import FOR_CITIZEN, Phase
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.law.life import STOPS
from danvan.people.models import Account, Unit

HANDED = ("hand_over", "concern", "concern_routed")
"""By these a case leaves somebody's hands without a step of its workflow."""


def last_step(case: Case, chain: Iterable[Event] = ()) -> Event | None:
    """The step that `correct` would take back: the last one that moved the case and still stands.

    `chain` is the events of the case, the last one first, where they are at hand; else they are read.
    """
    return next(standing_steps(case, chain), None)


def standing_steps(case: Case, chain: Iterable[Event] = ()) -> Iterator[Event]:
    """The steps that moved the case and were not taken back, the last one first; `chain` as above."""
    taken_back: set[int] = set()
    for event in chain or events_of(ledger.STREAM, case.pk).order_by("-number"):
        if "corrects" in event.data:
            taken_back.add(event.data["corrects"])
        elif "undo" in event.data and event.number not in taken_back:
            yield event


@transaction.atomic
def correct(case: Case, *, by: Account, on: date, text: str, seen: int | None = None) -> Event:
    """Take the last step back (đính chính), with the reason: status, clocks and figures stand as before it.

    Allowed to the officer who took the step and to the unit's leader; what a citizen did stands. Raises
    StepRefused otherwise, or when there is nothing to take back. Figures are corrected on the step's own days.
    """
    lock_wholes(case)
    locked = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible").get(pk=case.pk)
    check_not_moved(locked, seen)
    check_day(locked, on)
    step = policies.check_can_correct(by, locked, last_step(locked), on=on)
    if not text:
        raise StepRefused(_("Cần ghi lý do đính chính."))
    replies = list(Reply.objects.filter(case=locked, event_number=step.number))
    for reply in replies:
        reply.withdrawn_on = on
        reply.save(update_fields=["withdrawn_on"])
    rows = [*replies, *urging.take_back(locked, step.number, on=on)]
    was_closed = locked.phase == Phase.CLOSED
    event = take_back(locked, step, verb="correct", by=by, on=on, text=text, rows=rows)
    if was_closed and locked.kind == EXECUTION:
        for whole in Case.objects.filter(later_links__later=locked.pk, later_links__why=Link.Why.EXECUTION):
            tying.tell(whole, executing.AGAIN, locked, by=by, on=on, public=step.public)
    refresh(case, locked)
    return event


def take_back(
    case: Case,
    step: Event,
    *,
    verb: str,
    by: Account | Outsider,
    on: date,
    text: str,
    rows: Sequence[Model] = (),
    gone: Sequence[Model] = (),
) -> Event:
    """Put the locked case, its clocks and its figures back as they were before the step, and record that.

    `rows` were written besides, `gone` will be deleted.
    """
    old = case.status
    deadlines = _restore(case, step)
    ledger.show_clock(case, deadlines)
    data = {"corrects": step.number}
    moved = postings.of_undoing(step, _since(step), case, before=_standing_before(step))
    if step.verb == ORDER:
        moved = [posting for posting in moved if posting.measure not in executing.MEASURES]
        moved += executing.moved(case, executing.Told(case.version + 1, verb, on, data))
    event = ledger.write(
        case,
        verb=verb,
        by=by,
        on=on,
        old=old,
        public=step.public,
        text=text,
        data=data,
        moved=moved,
        clocks=deadlines,
        rows=rows,
        gone=gone,
    )
    case.save()
    return event


def _since(step: Event) -> QuerySet[Event]:
    """What was recorded after the step: changes of the calendar, confirmations, steps taken back already."""
    return events_of(ledger.STREAM, step.subject).filter(number__gt=step.number)


def _standing_before(step: Event) -> postings.Standing:
    """Where the case stood for the figures before the step."""
    undo = step.data["undo"]
    due_on = date.fromisoformat(undo["due"]) if undo["due"] and not undo["waiting"] else None
    return postings.Standing(undo["unit"], undo["status"], due_on)


def _restore(case: Case, step: Event) -> list[Deadline]:
    """Put the case's fields and clocks back as they were before the step; returns every clock touched."""
    undo = step.data["undo"]
    case.status = undo["status"]
    case.phase = case.state.phase
    if case.unit_responsible_id != undo["unit"]:
        case.unit_responsible = Unit.objects.get(pk=undo["unit"])
    if not _since(step).filter(verb__in=HANDED).exists():  # who has it since then did not come by this step
        case.officer_id = undo["officer"]
    case.elsewhere = undo["elsewhere"]
    case.waiting_since = date.fromisoformat(undo["waiting"]) if undo["waiting"] else None
    case.waiting_for = undo.get("waiting_for") or ({FOR_CITIZEN: undo["waiting"]} if undo["waiting"] else {})
    case.closed_on = date.fromisoformat(undo["closed"]) if undo["closed"] else None
    kept = {row["id"]: row for row in undo["clocks"]}
    touched = []
    for deadline in case.deadlines.order_by("pk"):
        if row := kept.get(deadline.pk):
            deadline.state, deadline.met_on = row["state"], None
            deadline.steps = row["steps"] if "steps" in row else _as_steps(row["suspensions"])
            deadline.complexity = row.get("complexity", deadline.complexity)
            clocks.count(deadline, unit=case.unit_responsible)
        elif deadline.purpose in step.data.get("clocks", {}) and deadline.state != DeadlineState.MET:
            deadline.state = DeadlineState.CANCELLED
        else:
            continue
        deadline.save()
        touched.append(deadline)
    return touched


def _as_steps(spans: Iterable[list[str]]) -> list[dict[str, Any]]:
    """What an event of before `Deadline.steps` kept of a clock: the days left out while the citizen was waited for."""

    def steps() -> Iterator[dict[str, Any]]:
        for first, last in spans:
            asked = date.fromisoformat(first) - timedelta(days=1)
            yield {"kind": FOR_CITIZEN, "on": asked.isoformat(), "reason": FOR_CITIZEN}
            if last:
                yield {"kind": STOPS[FOR_CITIZEN], "on": last, "reason": STOPS[FOR_CITIZEN]}

    return list(steps())
