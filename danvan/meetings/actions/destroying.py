"""Names of those who asked and spoke go by rule; what was asked and answered stays."""

from datetime import date

from django.db import transaction

from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.actors import SYSTEM, Outsider
from danvan.journal.keeping import as_stored
from danvan.journal.redaction import erase_words
from danvan.meetings.actions import ledger
from danvan.meetings.actions.ledger import QUESTIONS, SALT, SPEAKERS
from danvan.meetings.models import Asker, Meeting, Speaker
from danvan.people.models import Account


@transaction.atomic
def destroy_names(meeting: Meeting, *, basis: str, by: Account | Outsider = SYSTEM, on: date) -> int:
    """Take away who asked and blank who spoke at a meeting; how many names went. The basis stays on record."""
    row = ledger.hold(meeting)
    count = 0
    for asker in Asker.objects.filter(question__meeting=row).select_related("question").order_by("pk"):
        question = asker.question
        asker.delete()
        marks = prints.of(as_stored([question]), SALT)
        told = {"basis": basis, "rows": marks}
        journal.destroy(stream=QUESTIONS, subject=question.pk, by=by, on=on, new=question.status, data=told)
        count += 1
    for speaker in row.speakers.exclude(full_name="").order_by("pk"):
        _blank(speaker, basis, by, on)
        count += 1
    row.names_destroyed_on = on
    ledger.write(row, "destroy", by=by, on=on, old=row.status, data={"basis": basis, "names": count})
    return count


def _blank(speaker: Speaker, basis: str, by: Account | Outsider, on: date) -> None:
    row = erase_words(speaker)
    told = {"basis": basis, "rows": prints.of(as_stored([row]), row.salt)}
    journal.destroy(stream=SPEAKERS, subject=row.pk, by=by, on=on, new=row.status, data=told)
