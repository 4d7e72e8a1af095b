"""The one message of a working day to each officer (thư nhắc việc): on record first, then sent, then how it went."""

from datetime import date
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import send_mail
from django.db import transaction

from danvan.alarms import letter, queries
from danvan.alarms.models import Digest
from danvan.calendars import queries as calendars
from danvan.cases.queries import unsettled, visible_to
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.actors import SYSTEM
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people.models import Account
from danvan.people.roles import Role

STREAM = "digest"
SALT = "digest"  # nothing of a message is secret
MOST = 50  # lines of one message; the rest is on the page


def send_all(*, on: date) -> int:
    """Send what is owed that day to officers whose unit works; how many were taken. Run again it sends to nobody twice.

    A message that failed is tried again by the next run of the same day.
    """
    known, taken = calendars.all_calendars(), 0
    for officer, units in queries.recipients(on).items():
        if not any(known.of(unit).is_working(on) for unit in units):
            continue
        found = visible_to(officer, on=on).filter(queries.addressed(officer, on=on))
        weeks = queries.weeks_of(people.standing(officer, on).sees)
        rows = queries.alarmed(found, weeks, on=on).order_by("alarm_on", "pk")
        given = queries.promises(officer, on=on)
        owed = letter.Owed(rows[:MOST], rows.count(), given[:MOST], given.count(), _unsettled(officer, on))
        if owed.total:
            taken += send(officer, owed, on=on)
    return taken


def _unsettled(officer: Account, on: date) -> int:
    """How many cases wait for somebody who may settle them, of the units that she administers."""
    if Role.ADMINISTRATOR not in people.standing(officer, on).roles:
        return 0
    return sum(row["cases"] for row in unsettled(officer, on=on))


def send(officer: Account, owed: letter.Owed, *, on: date) -> bool:
    """Send one message; False when it was not taken, which stands on record with the reason."""
    digest = _begin(officer, owed.total, on)
    if digest is None:
        return False
    subject, text = letter.written(owed, on=on)
    try:
        send_mail(subject, text, None, [officer.email])
    except SMTPRecipientsRefused:
        return _end(digest, Digest.State.FAILED, Digest.Reason.REFUSED)
    except SMTPException:
        return _end(digest, Digest.State.FAILED, Digest.Reason.ERROR)
    except OSError:
        return _end(digest, Digest.State.FAILED, Digest.Reason.UNREACHABLE)
    return _end(digest, Digest.State.DELIVERED)


@transaction.atomic
def _begin(officer: Account, count: int, on: date) -> Digest | None:
    """The row of this try, before anything is sent; None when another worker has it, or had it."""
    digest, fresh = Digest.objects.get_or_create(officer=officer, on=on, defaults={"lines": count})
    digest = Digest.objects.select_for_update().get(pk=digest.pk)
    if not fresh:
        if digest.state != Digest.State.FAILED:
            return None
        digest.state, digest.reason, digest.lines = Digest.State.SENDING, "", count
        digest.at, digest.tries = dates.now(), digest.tries + 1
        digest.save()
    _record(digest, verb="digest")
    return digest


@transaction.atomic
def _end(digest: Digest, state: Digest.State, reason: str = "") -> bool:
    digest.state, digest.reason = state, reason
    digest.save(update_fields=["state", "reason"])
    delivered = state == Digest.State.DELIVERED
    _record(digest, verb="digest_sent" if delivered else "digest_failed")
    return delivered


def _record(digest: Digest, *, verb: str) -> None:
    kept = {"rows": prints.of([digest], SALT), "officer": digest.officer_id, "lines": digest.lines}
    journal.record(stream=STREAM, subject=digest.pk, verb=verb, by=SYSTEM, on=digest.on, data=kept)
