"""What is done to a petition (đơn) beyond the steps of its workflow, which are danvan.cases.actions.move."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from danvan.cases import actions as cases
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.workflow import Channel
from danvan.journal.actors import CITIZEN, Outsider
from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.lib.rows import insert
from danvan.people.models import Account, Unit
from danvan.petitions import policies, verdict
from danvan.petitions.models import Petition


@dataclass(frozen=True)
class Letter:
    """A petition as it was brought: what it is about, what it says, what it asks for."""

    kind: str
    subject: str
    body: str
    topic: str
    wish: str = ""
    against: str = ""
    learned_on: date | None = None
    signatures: int = 1
    place: str = ""


def receive(
    letter: Letter,
    *,
    unit: Unit,
    channel: Channel,
    by: Account | Outsider,
    on: date,
    persons: Sequence[cases.Person] = (),
    files: Sequence[tuple[str, bytes, str]] = (),
    submission: UUID | None = None,
) -> Case:
    """Enter a petition (nhận đơn); the same submission twice gives the one case that the first made.

    Raises StepRefused for a day in the future, or a complaint whose decision was learned of after that day.
    """
    if letter.learned_on and letter.learned_on > on:
        raise StepRefused(_("Ngày biết quyết định không thể sau ngày gửi đơn."))
    try:
        return _receive(letter, unit, channel, by, on, persons, files, submission)
    except IntegrityError:
        if submission and (earlier := Case.objects.filter(submission=submission).first()):
            return earlier
        raise


def say_done(case: Case, *, text: str = "", on: date) -> Event:
    """The asker says that the matter is done (đã xong); it is closed. Raises StepRefused after the office's window."""
    _check_verdict(case, on=on)
    return cases.move(case, "confirm_done", by=CITIZEN, on=on, given=cases.Step(text=text))


@transaction.atomic
def say_not_done(case: Case, *, reasons: Sequence[str], text: str = "", on: date) -> Event:
    """The asker says that it is not done (chưa xong): it is opened again, once, for whoever had it in hand.

    Reasons that are not about the matter itself are taken down and open nothing; words of one's own always open it.
    Raises StepRefused after the office's window, or the second time.
    """
    _check_verdict(case, on=on)
    reopens = bool(text) or not verdict.REOPENING.isdisjoint(reasons)
    if reopens:
        policies.check_can_reopen(events_of("case", case.pk))
    with translation.override("vi"):
        told = [f"{verdict.REASONS[reason]}." for reason in reasons]
    given = cases.Step(text="\n".join([*told, text]).strip(), data={"reasons": list(reasons)})
    return cases.move(case, "reopen" if reopens else "comment_answer", by=CITIZEN, on=on, given=given)


def _check_verdict(case: Case, *, on: date) -> None:
    reply = case.replies.filter(withdrawn_on__isnull=True).order_by("-pk").first()
    if why := policies.why_no_verdict(case, reply, on=on):
        raise StepRefused(why)


@transaction.atomic
def _receive(
    letter: Letter,
    unit: Unit,
    channel: Channel,
    by: Account | Outsider,
    on: date,
    persons: Sequence[cases.Person],
    files: Sequence[tuple[str, bytes, str]],
    submission: UUID | None,
) -> Case:
    def own(case: Case) -> Petition:
        petition = Petition(
            case=case,
            wish=letter.wish,
            against=letter.against,
            learned_on=letter.learned_on,
            signatures=letter.signatures,
            place=letter.place,
        )
        insert(petition)
        return petition

    return cases.open_case(
        kind=letter.kind,
        unit=unit,
        channel=channel,
        subject=letter.subject,
        body=letter.body,
        topic=letter.topic,
        by=by,
        on=on,
        persons=persons,
        people=letter.signatures,
        files=files,
        submission=submission,
        own=own,
    )
