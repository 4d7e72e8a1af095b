"""A custodian opens what is sealed, and writes down what is denounced without who denounced it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.denunciations import handouts, policies
from danvan.denunciations.actions import ledger
from danvan.denunciations.models import Denunciation, Message, Part
from danvan.denunciations.workflow import REDACT
from danvan.journal.models import Event
from danvan.lib.text import fold
from danvan.people.models import Account

LONGEST = 20_000  # characters of the text that handlers work on


@transaction.atomic
def open_letter(found: Denunciation, *, by: Account, on: date) -> handouts.Handout:
    """Take the sealed letter to the own machine (mở đơn), to write down what it says; on record each time.

    Raises StepRefused for whoever keeps no key of it.
    """
    row = ledger.locked(found, on=on)
    envelope = policies.envelope(row, by, on=on)
    ledger.write(row, "letter_opened", by=by, on=on)
    return handouts.to_redact(row, envelope, Part.LETTER)


@transaction.atomic
def open_message(message: Message, *, by: Account, on: date) -> handouts.Handout:
    """The same for a later message of the denouncer."""
    row = ledger.locked(message.denunciation, on=on)
    envelope = policies.envelope(row, by, on=on)
    if message.parcel is None:
        raise StepRefused(_("Lời nhắn này không niêm phong."))
    ledger.write(row, "message_opened", by=by, on=on, data={"message": message.pk})
    return handouts.to_redact(row, envelope, Part.MESSAGE, message)


@transaction.atomic
def redact(
    found: Denunciation,
    *,
    subject: str,
    body: str,
    accused: str = "",
    message: Message | None = None,
    by: Account,
    on: date,
) -> Event:
    """Write what is denounced without the denouncer (lược danh tính, Law 25/2018, art. 56): handlers work on this.

    With `message` it is what a later message says. The words were checked on the custodian's machine against the
    identity, which the server does not know. Raises StepRefused without words or for whoever keeps no key of it.
    """
    row = ledger.locked(found, on=on)
    policies.envelope(row, by, on=on)
    if not body or not (subject or message):
        raise StepRefused(_("Cần ghi nội dung tố cáo."), field="body")
    if len(body) > LONGEST:
        raise StepRefused(_("Nội dung dài quá %(n)d ký tự.") % {"n": LONGEST}, field="body")
    if message is not None:
        message.text, message.by = body, by
        message.save()
        return ledger.write(row, "message_redacted", by=by, on=on, rows=[message], public=True)
    row.accused = accused
    row.save()
    row.case.subject, row.case.body = subject, body
    row.case.folded = fold(f"{subject} {body}")
    return ledger.write(row, REDACT, by=by, on=on, rows=[row], public=True)
