"""A transaction that somebody really had: found from its event. Turns of reception may come later."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from danvan.journal.models import Event
from danvan.lib import dates
from danvan.onestop.models import Application
from danvan.people.models import Account
from danvan.ratings import rules
from danvan.ratings.workflow import RATED, READY, RESULT

STREAM = "case"


@dataclass(frozen=True)
class Transaction:
    """What was done, when, by whom, of which procedure, at which office. Nothing of whose matter it was."""

    event: int
    what: str
    on: date
    unit_id: int
    procedure_id: int
    name: str
    officer_id: int | None

    @property
    def week(self) -> date:
        """The Monday of its week."""
        return rules.week_of(self.on)

    def is_open(self, today: date) -> bool:
        """Whether it may still be rated."""
        return self.on <= today <= rules.last_day(self.on)


def of_event(number: int) -> Transaction | None:
    """The transaction that an event made; None where it made none, or not yet. Three statements at most.

    The event of a result that is ready stands for that of its handing over.
    """
    event = Event.objects.filter(pk=number, stream=STREAM, verb__in=(*RATED, READY)).first()
    if event is not None and event.verb == READY:
        later = Event.objects.filter(
            stream=STREAM, subject=event.subject, verb=RESULT, number__gt=event.number
        )
        event = later.order_by("number").first()
    return _made(event) if event else None


def just_finished(officer: Account) -> Transaction | None:
    """The last transaction that the officer finished in the last minutes, for the tablet at her counter."""
    since = dates.now() - timedelta(minutes=int(settings.DANVAN_RATING["kiosk_minutes"]))
    rows = Event.objects.filter(at__gte=since, stream=STREAM, verb__in=RATED, actor=officer)
    event = rows.order_by("-at").first()
    return _made(event) if event else None


def _made(event: Event) -> Transaction | None:
    row = Application.objects.select_related("version", "case").filter(pk=event.subject).first()
    if row is None:
        return None
    return Transaction(
        event=event.pk,
        what=event.verb,
        on=event.on,
        unit_id=row.case.unit_received_id,
        procedure_id=row.version.procedure_id,
        name=row.version.name,
        officer_id=event.actor_id,
    )
