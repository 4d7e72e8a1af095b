"""The same ask from several places becomes one, and is parted again; what was answered is said to be asked again."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.council import facts, policies
from danvan.council.actions.ledger import write
from danvan.council.actions.taking import held, lock
from danvan.council.models import Petition
from danvan.council.workflow import ENDED, HEADS, PETITION, Status
from danvan.people.errors import Refused
from danvan.people.lives import check_seen
from danvan.people.models import Account


@transaction.atomic
def merge(petition: Petition, *, into: Petition, by: Account, on: date, seen: int | None = None) -> Petition:
    """Merge a petition into one that asks the same (nhập); its place and meeting stay with it, and are shown there.

    What was merged into it goes along. Raises Refused for itself, for one of another council, one that was answered
    already (then it is asked again), one that is merged or left out, and as `held` does.
    """
    for each in sorted((petition, into), key=lambda each: each.pk):
        lock(each)  # in one order, so that two at once do not wait for each other
    row, head = held(petition, "voter_merge", by=by, on=on, seen=seen), lock(into)
    if head.pk == row.pk:
        raise Refused(_("Không nhập một kiến nghị vào chính nó."), field="into")
    if head.unit_id != row.unit_id:
        raise Refused(_("Kiến nghị kia của Hội đồng nhân dân khác."), field="into")
    if head.status in ENDED:
        raise Refused(_("Kiến nghị kia đã được trả lời: ghi đây là kiến nghị lại, không nhập."), field="into")
    if head.status not in HEADS:
        raise Refused(_("Kiến nghị kia đã nhập hoặc đã để ngoài; chọn kiến nghị khác."), field="into")
    moved = [*row.merged.select_for_update().order_by("pk")]
    for each in moved:
        each.merged_into = head
        write(each, "voter_merge", by=by, on=on, old=each.status, data={"into": head.pk, "with": row.pk})
    before, old = facts.Standing.of(row), row.status
    row.status, row.merged_into = Status.MERGED.value, head
    posted = facts.of_petition(row, before, [facts.MERGED], on=on)
    write(row, "voter_merge", by=by, on=on, old=old, posted=posted, data={"into": head.pk})
    write(head, "voter_joined", by=by, on=on, old=head.status, data={"petition": row.pk})
    return row


@transaction.atomic
def unmerge(petition: Petition, *, by: Account, on: date, seen: int | None = None) -> Petition:
    """Part it again (tách): it stands for itself as it was taken down. Raises Refused as `held` does."""
    row = held(petition, "voter_unmerge", by=by, on=on, seen=seen)
    head = lock(Petition.objects.get(merged=row))
    before, old = facts.Standing.of(row), row.status
    row.status, row.merged_into = Status.TAKEN.value, None
    posted = [
        *facts.of_petition(row, before, [], on=on),
        *(one.undone() for one in facts.of_petition(row, facts.Standing.of(row), [facts.MERGED], on=on)),
    ]
    write(row, "voter_unmerge", by=by, on=on, old=old, posted=posted, data={"from": head.pk})
    write(head, "voter_parted", by=by, on=on, old=head.status, data={"petition": row.pk})
    return row


@transaction.atomic
def raise_again(
    petition: Petition, *, of: Petition, by: Account, on: date, seen: int | None = None
) -> Petition:
    """Say that voters asked this before and were answered (kiến nghị lại); the earlier one counts it.

    Raises Refused for one that is not answered yet (then it is merged), for a later one, and without a right.
    """
    row, earlier = lock(petition), lock(of)
    policies.check_can_write(by, row.unit_id, on)
    check_seen(PETITION, row.pk, row.revision, seen)
    if earlier.pk == row.pk or earlier.unit_id != row.unit_id or earlier.first_answered_on is None:
        raise Refused(_("Kiến nghị trước phải đã được trả lời."), field="of")
    if earlier.taken_on > row.taken_on:
        raise Refused(_("Kiến nghị kia nêu sau kiến nghị này."), field="of")
    if row.again_of_id:
        raise Refused(_("Đã ghi đây là kiến nghị lại; gỡ ra trước khi ghi khác."))
    row.again_of = earlier
    posted = facts.of_petition(row, facts.Standing.of(row), [facts.AGAIN], on=on)
    write(row, "voter_again", by=by, on=on, old=row.status, posted=posted, data={"of": earlier.pk})
    return row


@transaction.atomic
def not_again(petition: Petition, *, by: Account, on: date, seen: int | None = None) -> Petition:
    """Take that back. Raises Refused where nothing was said, and without a right."""
    row = lock(petition)
    policies.check_can_write(by, row.unit_id, on)
    check_seen(PETITION, row.pk, row.revision, seen)
    if not row.again_of_id:
        raise Refused(_("Kiến nghị này không ghi là kiến nghị lại."))
    row.again_of = None
    stood = facts.of_petition(row, facts.Standing.of(row), [facts.AGAIN], on=on)
    write(row, "voter_not_again", by=by, on=on, old=row.status, posted=[one.undone() for one in stood])
    return row
