"""What is done to a petition (đơn) beyond the steps of its workflow, which are danvan.cases.actions.move."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan.cases import actions as cases
from danvan.cases import concerns
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Concern
from danvan.cases.workflow import Channel
from danvan.journal.actors import CITIZEN, Outsider
from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.lib.rows import insert
from danvan.people.models import Account, Unit
from danvan.petitions import appeals, competence, finality, policies, verdict
from danvan.petitions.models import Petition
from danvan.petitions.second import CODE as SECOND


@dataclass(frozen=True)
class Letter:
    """A petition as it was brought: what it is about, what it says, what it asks for.

    `about`: whom of the office that receives it it is about (danvan.cases.models.concern.Whom), if anybody.
    """

    kind: str
    subject: str
    body: str
    topic: str
    wish: str = ""
    against: str = ""
    learned_on: date | None = None
    signatures: int = 1
    place: str = ""
    about: str = ""


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
    first: Case | None = None,
) -> Case:
    """Enter a petition (nhận đơn); the same submission twice gives the one case that the first made.

    `first` is the case whose decision a second complaint is about; both are tied and both timelines say so. Raises
    StepRefused for a day in the future, a complaint whose decision was learned of after that day, or where the first
    case is none on whose decision one may complain on that day.
    """
    if letter.learned_on and letter.learned_on > on:
        raise StepRefused(_("Ngày biết quyết định không thể sau ngày gửi đơn."))
    try:
        return _receive(letter, unit, channel, by, on, persons, files, submission, first)
    except IntegrityError:
        if submission and (earlier := Case.objects.filter(submission=submission).first()):
            return earlier
        raise


def complain_again(
    letter: Letter,
    *,
    first: Case,
    channel: Channel,
    by: Account | Outsider,
    on: date,
    files: Sequence[tuple[str, bytes, str]] = (),
    submission: UUID | None = None,
    brought: Case | None = None,
) -> Case:
    """Enter a second complaint (khiếu nại lần hai) about a case, by its senders, where it is decided on that day.

    `brought`: the senders' own letter, where it was merged into the first case. Raises StepRefused where no unit of
    the register decides it, and as `receive` does.
    """
    seat = competence.second(first.unit_responsible, on)
    if seat.unit is None:
        raise StepRefused(finality.elsewhere(seat, (get_language() or "vi")[:2]))
    senders = [appeals.person_of(party) for party in (brought or first).parties.order_by("pk")]
    return receive(
        letter,
        unit=seat.unit,
        channel=channel,
        by=by,
        on=on,
        persons=senders,
        files=files,
        submission=submission,
        first=first,
    )


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
    first: Case | None,
) -> Case:
    since = None
    if letter.kind == SECOND:
        first = first and appeals.lock(first, on=on)
        since = appeals.since(first, letter.learned_on, unit)

    def own(case: Case) -> list[Model]:
        petition = Petition(
            case=case,
            wish=letter.wish,
            against=letter.against,
            learned_on=letter.learned_on,
            signatures=letter.signatures,
            place=letter.place,
        )
        insert(petition)
        return [petition, *(appeals.tie(case, first) if first else ())]

    case = cases.open_case(
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
        about=_about(letter, unit, first),
        since=since,
    )
    if first:
        appeals.tell(first, case, by=by, on=on)
    return case


def _about(letter: Letter, unit: Unit, first: Case | None) -> list[Concern]:
    """Whom the letter is about: whoever it names, and of a second complaint whoever the first was about."""
    told = {(letter.about, None, unit.pk)} if letter.about else set()
    meant = concerns.meant_by(first) if first else frozenset()
    return [
        Concern(whom=whom, officer_id=officer, unit_id=at)
        for whom, officer, at in sorted(told | meant, key=str)
    ]


def bring_in(olds: Sequence[cases.Old], *, unit: Unit, number: int, by: Account, on: date) -> list[Case]:
    """Store the letters of an old register as petitions, all or none (danvan.cases.actions.bringing)."""

    def own(case: Case, old: cases.Old) -> Petition:
        return Petition(case_id=case.pk, signatures=old.people)

    return cases.bring_in(olds, unit=unit, number=number, by=by, on=on, own=own)
