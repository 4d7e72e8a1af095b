"""Letters about one matter become one (nhập đơn trùng); both timelines tell of it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import concerns, policies, ties
from danvan.cases.actions.locking import check_day, lock_both
from danvan.cases.actions.move import Step, move
from danvan.cases.actions.tying import tell
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Link
from danvan.journal.models import Event
from danvan.people.models import Account


@transaction.atomic
def merge(
    case: Case, earlier: Case, *, by: Account, on: date, text: str = "", seen: int | None = None
) -> Event:
    """Merge a letter into an earlier one about the same matter: it is answered with that one, by that one's clock.

    Returns the letter's own event. Raises StepRefused for letters that cannot be merged (danvan.cases.ties), that the
    officer may not read, or where the step is not hers; then nothing has changed.
    """
    later, kept = lock_both(case.pk, earlier.pk)
    if why := ties.why_not_merge(later, kept):
        raise StepRefused(why)
    policies.check_can_read(by, kept, on=on)
    if concerns.meant_by(later) != concerns.meant_by(kept):
        raise StepRefused(
            _("Hai đơn liên quan tới những người khác nhau: ghi cho đủ ở cả hai đơn trước khi nhập.")
        )
    check_day(kept, on)
    tie = Link.objects.filter(later=later, earlier=kept).first() or Link(later=later, earlier=kept, why="")
    before, tie.why = tie.why, Link.Why.DUPLICATE
    tie.save()
    data = {"into": kept.pk, "tie": before}
    event = move(case, "merge", by=by, on=on, given=Step(text=text, data=data, rows=(tie,)), seen=seen)
    tell(kept, "joined", later, by=by, on=on, rows=[tie])
    return event
