"""A case whose term of keeping is over loses its content and leaves a stub: kind, unit, days, status, figures, code."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from danvan.cases.actions import ledger
from danvan.cases.actions.files import path_of
from danvan.cases.errors import StepRefused
from danvan.cases.models import Attachment, Case, Link
from danvan.cases.policies import GONE
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.redaction import erase_words
from danvan.people.models import Account

SUBJECT = "(nội dung đã hủy)"


@transaction.atomic
def destroy(case: Case, *, by: Account, on: date, salt: str, data: Mapping[str, Any]) -> Event:
    """Destroy what was written and sent (hủy): words, people, answers, files with their bytes, search form.

    The old salt goes too, so that no fingerprint of before can be tried; `salt` is the new one. `data` is the basis,
    kept in the event. The bytes on the disk go when the transaction has ended. Raises StepRefused for a case that is
    not closed or was destroyed before.
    """
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if locked.destroyed_on:
        raise StepRefused(str(GONE))
    if locked.closed_on is None:
        raise StepRefused(_("Hồ sơ chưa kết thúc nên không hủy được."))
    parties, files = list(locked.parties.all()), list(locked.attachments.all())
    gone: dict[str, str | None] = {prints.name_of(row): None for row in (*parties, *files)}
    gone |= {prints.name_of(row): None for row in _hung(locked)}
    _erase_files(files)
    locked.parties.all().delete()
    for row in _hung(locked):
        row.delete()
    locked.subject, locked.body, locked.folded = SUBJECT, "", ""
    locked.salt, locked.submission, locked.destroyed_on = salt, None, on
    rows = [locked, *_blanked(locked), *locked.assignments.all(), *locked.awards.all()]
    rows += list(Link.objects.filter(Q(later=locked) | Q(earlier=locked)))
    event = journal.destroy(
        stream=ledger.STREAM,
        subject=locked.pk,
        by=by,
        on=on,
        new=locked.status,
        data={**data, "rows": prints.of(rows, salt) | gone},
    )
    locked.version, locked.last_hash = event.number, event.hash
    locked.save()
    return event


def _hung(case: Case) -> list[Model]:
    """What hangs on the row of its own kind, and goes with its content."""
    own = getattr(case, case.workflow.own, None)
    return list(own.hung()) if own and hasattr(own, "hung") else []


def _blanked(case: Case) -> list[Model]:
    """The rows that stay with the case, saved without their words."""
    replies, clocks = [erase_words(reply) for reply in case.replies.all()], list(case.deadlines.all())
    for clock in clocks:  # the days stay; why they were stopped and extended is somebody's words
        clock.steps, clock.recipe = [], {}
        clock.save(update_fields=["steps", "recipe"])
    own = getattr(case, case.workflow.own, None)
    return [*replies, *clocks, *([erase_words(own)] if own else ())]


def _erase_files(files: list[Attachment]) -> None:
    paths = [path_of(file) for file in files]

    def unlink() -> None:
        for path in paths:
            path.unlink(missing_ok=True)

    Attachment.objects.filter(pk__in=[file.pk for file in files]).delete()
    transaction.on_commit(unlink)
