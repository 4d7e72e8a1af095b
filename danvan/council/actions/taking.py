"""What voters ask is taken down, put right, left out of the synthesis with a reason, and taken in again."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import topics
from danvan.council import facts, policies
from danvan.council.actions.ledger import PETITION, asked, not_ahead, write
from danvan.council.models import Deputy, Petition, Session, VoterMeeting
from danvan.council.workflow import Status
from danvan.journal.once import once
from danvan.lib.text import clean, fold
from danvan.people.errors import Refused
from danvan.people.lives import check_seen
from danvan.people.models import Account, Unit

LONGEST = 5_000
BRIEF = 120  # letters of a text that make its title where nobody gave one


@dataclass(frozen=True)
class Said:
    """What was asked and where; at which meeting, or which deputy heard it elsewhere; for which session it is."""

    text: str
    place: Unit
    topic: str = "other"
    title: str = ""
    place_words: str = ""
    meeting: VoterMeeting | None = None
    heard_by: Deputy | None = None
    session: Session | None = None


def take(
    said: Said,
    *,
    unit: Unit,
    by: Account,
    on: date,
    taken_on: date | None = None,
    submission: UUID | None = None,
) -> Petition:
    """Take down what voters ask (ghi kiến nghị cử tri); the same submission twice gives the one petition.

    No voter is named. `taken_on`: the day on which it was said, where it is entered later. Raises Refused without a
    right or words, for a topic that is none, a day ahead, or a meeting of another council.
    """
    rows = Petition.objects.all()
    return once(rows, submission, lambda: _take(said, unit, by, on, taken_on or on, submission))


def _take(said: Said, unit: Unit, by: Account, on: date, taken_on: date, submission: UUID | None) -> Petition:
    policies.check_can_write(by, unit, on)
    not_ahead(taken_on, on, "taken_on")
    if said.meeting and said.meeting.term.unit_id != unit.pk:
        raise Refused(_("Buổi tiếp xúc này của Hội đồng nhân dân khác."), field="meeting")
    row = Petition(unit=unit, status=Status.TAKEN.value, taken_on=taken_on, submission=submission)
    row.meeting, row.heard_by = said.meeting, said.heard_by
    row.session = said.session or (said.meeting.session if said.meeting else None)
    _put(row, said)
    row.save()
    posted = facts.of_petition(row, None, [facts.RAISED], on=taken_on)
    write(row, "voter_take", by=by, on=on, posted=posted)
    return row


@transaction.atomic
def revise(petition: Petition, said: Said, *, by: Account, on: date, seen: int | None = None) -> Petition:
    """Put right what was taken down, as long as nobody worked on it. Raises Refused as `take` and `held` do."""
    row = held(petition, "voter_revise", by=by, on=on, seen=seen)
    topic = row.topic
    _put(row, said)
    row.heard_by = said.heard_by
    posted = facts.under_topic(row, topic) if row.topic != topic else []
    write(row, "voter_revise", by=by, on=on, old=row.status, posted=posted)
    return row


@transaction.atomic
def drop(petition: Petition, *, text: str, by: Account, on: date, seen: int | None = None) -> Petition:
    """Leave it out of the synthesis, with the reason: a complaint goes its own way, say.

    Raises Refused without a reason, while others are merged into it, and as `held` does.
    """
    row = held(petition, "voter_drop", by=by, on=on, seen=seen)
    why = asked(text, _("Xin ghi vì sao không đưa vào tổng hợp."), "text")
    if row.merged.exists():
        raise Refused(_("Có kiến nghị khác nhập vào đây; tách chúng ra trước."))
    before, old = facts.Standing.of(row), row.status
    row.status, row.reason = Status.DROPPED.value, why
    posted = facts.of_petition(row, before, [facts.DROPPED], on=on)
    write(row, "voter_drop", by=by, on=on, old=old, text=why, posted=posted)
    return row


@transaction.atomic
def restore(petition: Petition, *, by: Account, on: date, seen: int | None = None) -> Petition:
    """Take it into the synthesis again. Raises Refused as `held` does."""
    row = held(petition, "voter_restore", by=by, on=on, seen=seen)
    before, old = facts.Standing.of(row), row.status
    row.status, row.reason = Status.TAKEN.value, ""
    posted = [
        *facts.of_petition(row, before, [], on=on),
        *(one.undone() for one in facts.of_petition(row, facts.Standing.of(row), [facts.DROPPED], on=on)),
    ]
    write(row, "voter_restore", by=by, on=on, old=old, posted=posted)
    return row


def held(petition: Petition, verb: str, *, by: Account, on: date, seen: int | None = None) -> Petition:
    """The petition, locked, on which this officer may take the step now.

    Raises MovedMeanwhile where it moved since the page was shown, Refused where role or table do not allow the step.
    """
    row = lock(petition)
    check_seen(PETITION, row.pk, row.revision, seen)
    policies.check_can(by, row, verb, on)
    return row


def lock(petition: Petition) -> Petition:
    """The petition, locked, with its council and whoever answers."""
    rows = Petition.objects.select_for_update(of=("self",)).select_related("unit", "addressee_unit", "place")
    return rows.get(pk=petition.pk)


def _put(row: Petition, said: Said) -> None:
    text = asked(said.text, _("Xin ghi cử tri kiến nghị điều gì."), "text")
    if len(text) > LONGEST:
        raise Refused(_("Kiến nghị dài quá %(n)s ký tự.") % {"n": LONGEST}, field="text")
    if said.topic not in topics.slugs():
        raise Refused(_("Xin chọn lĩnh vực."), field="topic")
    first = text.split("\n")[0]
    brief = first if len(first) <= BRIEF else f"{first[:BRIEF].rsplit(' ', 1)[0]}…"
    row.text, row.title = text, clean(said.title)[:200] or brief
    row.folded = fold(f"{clean(said.title)} {text}")
    row.topic, row.place, row.place_words = said.topic, said.place, clean(said.place_words)[:120]
