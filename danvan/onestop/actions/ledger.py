"""What every write to an application does first and last: lock, check the day, count anew, put on record."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from danvan.cases import actions as cases
from danvan.cases import policies
from danvan.cases.actions import ledger
from danvan.cases.actions.locking import check_day, check_not_moved
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.onestop import clock
from danvan.onestop.models import Application, Stage
from danvan.onestop.policies import serves
from danvan.people.models import Account


def locked(application: Application | int, *, on: date, seen: int | None = None) -> Application:
    """The application as it is now, its case locked: one writer at a time. What is done at a counter is done today.

    Raises StepRefused for another day, MovedMeanwhile where it has moved since the page was shown.
    """
    pk = application if isinstance(application, int) else application.pk
    case = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible").get(pk=pk)
    check_not_moved(case, seen)
    if on != dates.today():
        raise StepRefused(_("Việc ở một cửa ghi đúng lúc làm, không ghi lùi ngày."), field="on")
    check_day(case, on)
    found = Application.objects.select_related("version", "way", "unit").get(pk=pk)
    found.case = case
    return found


def step(
    application: Application,
    verb: str,
    *,
    by: Account | Outsider,
    on: date,
    text: str = "",
    posted: str = "",
    rows: Sequence[Model] = (),
    data: dict[str, Any] | None = None,
    promise: clock.Counted | None = None,
) -> Event:
    """Take a step of the workflow, with the application and whatever rows it wrote beside it."""
    _looked_at(application, by, on)
    application.save()
    given = cases.Step(
        text=text,
        posted=posted,
        data={"appointment": application.appointment_at.isoformat(), **(data or {})},
        rows=(application, *rows),
        promise=promise.promise if promise else None,
    )
    return cases.move(application.case, verb, by=by, on=on, given=given)


def note(
    application: Application,
    verb: str,
    *,
    by: Account | Outsider,
    on: date,
    text: str = "",
    rows: Sequence[Model] = (),
    data: dict[str, Any] | None = None,
    public: bool = False,
) -> Event:
    """Put on record what leaves the status alone: a step goes from hand to hand, a fee is paid.

    `public`: the citizen is told, and reads the text.
    """
    _looked_at(application, by, on)
    application.save()
    case = application.case
    event = ledger.write(
        case,
        verb=verb,
        by=by,
        on=on,
        old=case.status,
        public=public,
        text=text,
        data=data,
        rows=[application, *rows],
    )
    case.save(update_fields=["version", "last_hash"])
    return event


def _looked_at(application: Application, by: Account | Outsider, on: date) -> None:
    """Once somebody of the desk has done something with it, nothing that came over the portal is unseen any more."""
    if application.online_at and not isinstance(by, Outsider) and serves(by, application, on=on):
        application.online_at = None


def check_step(application: Application, verb: str, *, by: Account | Outsider, on: date) -> None:
    """Raise StepRefused, before anything is written, where workflow or role do not allow the step."""
    case = application.case
    found = case.workflow.step(verb, case.status)
    if found is None:
        raise StepRefused(
            _("Bước này không làm được khi hồ sơ ở trạng thái “%(status)s”.") % {"status": case.state.label}
        )
    policies.check_can_take(by, case, found, on=on)


def halts(application: Application, until: datetime | None = None) -> list[clock.Stretch]:
    """The stretches in which the clock stood still; one that has no end yet ends at `until`, or is left out."""
    rows = sorted(application.halts.all(), key=lambda each: each.from_at)
    found = [(each.from_at, each.until_at) for each in rows]
    return [(begin, end or until) for begin, end in found if end or until]  # type: ignore[misc]


def recount(application: Application) -> clock.Counted | None:
    """Count the whole term anew, with the halts that have ended; the appointment follows, and never comes earlier.

    None where the term is told in words: what stood still is given back in working time.
    """
    office = clock.Office(application.case.unit_received, dates.day_of(application.filed_at))
    found = clock.whole(
        application.way.term, start=application.filed_at, office=office, halts=halts(application)
    )
    if found is None:
        last = application.halts.order_by("-from_at").first()
        if last is None or last.until_at is None or last.from_at >= application.due_at:
            return None
        left = office.worked(last.from_at, application.due_at)
        found = clock.Counted(office.later(left, last.until_at))
    application.due_at, application.counted = found.due_at, found.stretches
    if application.apologised_at:
        application.appointment_at = max(application.appointment_at, application.due_at)
    else:
        application.appointment_at = application.due_at
    return found


def plan(stage: Stage, application: Application, *, start: datetime) -> None:
    """The end of its share from the moment it was handed over, halts since then left out."""
    still = [(begin, end) for begin, end in halts(application) if end > start]
    stage.planned_at = clock.share(
        stage.share, start=start, office=office_of(stage, application), halts=still
    )


def office_of(stage: Stage, application: Application) -> clock.Office:
    """The office whose time a step takes: its own, or that of the desk where its agency is not in the register."""
    return clock.Office(
        stage.unit or application.case.unit_received, dates.day_of(stage.begun_at or clock.moment())
    )
