"""What the timeline of a letter tells of another case that is tied to it."""

from collections.abc import Sequence
from datetime import date

from danvan.cases.actions import executing, ledger
from danvan.cases.models import Case, Link
from danvan.journal.actors import Outsider
from danvan.people.models import Account


def tell(
    case: Case,
    verb: str,
    other: Case,
    *,
    by: Account | Outsider,
    on: date,
    rows: Sequence[Link] = (),
    gone: Sequence[Link] = (),
    public: bool = True,
) -> None:
    """Say on a letter what became of another that is tied to it; whose that one is, is said to nobody.

    What it says of a thing to be done by a decision moves the figures of decisions that are carried out.
    """
    data = {"other": other.pk}
    moved = (
        executing.moved(case, executing.Told(case.version + 1, verb, on, data))
        if verb in executing.VERBS
        else []
    )
    ledger.write(
        case,
        verb=verb,
        by=by,
        on=on,
        old=case.status,
        public=public,
        data=data,
        moved=moved,
        rows=rows,
        gone=gone,
    )
    case.save(update_fields=["version", "last_hash"])
