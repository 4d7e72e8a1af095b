"""An import is taken out again, whole, as long as nothing was built on it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from danvan.cases import actions as cases
from danvan.imports import policies, queries
from danvan.imports.actions import ledger
from danvan.imports.actions.preparing import without_words
from danvan.imports.errors import Refused
from danvan.imports.models import Import
from danvan.imports.workflow import State
from danvan.journal.models import Event
from danvan.people.models import Account
from danvan.reception import actions as reception

CHUNK = 5000


@transaction.atomic
def take_out(found: Import, *, text: str, by: Account, on: date) -> Import:
    """Take everything out that an import brought in (rút lần nhập), with the reason.

    Figures fall on the days on which they rose; events stay and tell of it. Raises Refused without a reason, while one
    of its turns or cases is held back, or when somebody has gone on with one: then nothing is taken out.
    """
    locked = ledger.lock(found, State.DONE)
    policies.check_can_bring_in(by, locked.unit, on=on)
    if not text:
        raise Refused(_("Cần ghi lý do rút."))
    turns, letters = queries.subjects(locked, "turn"), queries.subjects(locked, "case")
    policies.check_not_held("turn", turns, on=on)
    policies.check_not_held("case", letters, on=on)
    _check_nothing_built(turns, reception.built_on)
    _check_nothing_built(letters, cases.built_on)
    try:
        with transaction.atomic():
            for portion in _portions(turns):
                reception.take_out(portion, number=locked.pk, by=by, on=on)
            for portion in _portions(letters):
                cases.take_out(portion, number=locked.pk, by=by, on=on)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as why:
        raise Refused(_built()) from why
    locked.lines.all().delete()
    locked.state, locked.why, locked.lines_hash = State.UNDONE.value, text, ledger.Hash().hex()
    locked.seen = without_words(locked.seen)
    locked.save(update_fields=["state", "why", "lines_hash", "seen"])
    ledger.record(locked, "take_out", by=by, on=on, old=State.DONE)
    return locked


def _check_nothing_built(
    ids: Sequence[int], built_on: Callable[[Iterable[int]], "queries.QuerySet[Event]"]
) -> None:
    if built_on(ids).exists():
        raise Refused(_built())


def _built() -> str:
    return _(
        "Đã có việc làm tiếp trên những gì lần nhập này đưa vào (một bước, một văn bản, một cảnh báo) nên không rút "
        "được."
    )


def _portions(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
