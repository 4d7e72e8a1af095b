"""What a denouncer does at the portal: send, say more, continue, ask for protection. Nobody is told who it is.

A form counts once, by its own number, so that a nervous thumb sends nothing twice. What comes of an address stands in
danvan.portal.toil.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.cases.workflow import Channel
from danvan.denunciations import actions
from danvan.denunciations.actions import Identity, Letter, Taken
from danvan.denunciations.models import Denunciation
from danvan.journal.actors import CITIZEN
from danvan.portal import queries, toil

# Numbers of these forms never meet those of open letters, which are looked up by them.
_OWN = UUID("6f3a0c0e-5d0b-4f0b-9a53-9f1e6a4f7c21")
Files = Sequence[tuple[str, bytes]]


class SentBefore(Exception):
    """This very form was taken in already; its receipt was shown then, and is nowhere now."""


def send(letter: Letter, *, task: str, found: str, address: str, submission: UUID, on: date) -> Taken:
    """Take a denunciation in. Raises SentBefore, toil.NotDone, StepRefused; then nothing is kept of it."""
    number = _number(submission)
    actions.seat_of(letter.unit, letter.whom, on=on)
    toil.check(task, found, unit=letter.unit.key, address=address)
    return _shown_once(actions.receive(letter, channel=Channel.PORTAL, by=CITIZEN, on=on, submission=number))


def continue_(
    found: Denunciation, *, body: str, identity: Identity, address: str, submission: UUID, on: date
) -> Taken:
    """Denounce on, a level higher. Raises SentBefore, toil.NotDone for an address with too many, StepRefused."""
    number = _number(submission)
    toil.check_address(address)
    return _shown_once(actions.continue_(found, body=body, identity=identity, on=on, submission=number))


def say(found: Denunciation, *, text: str, files: Files, form: UUID, on: date) -> Sequence[str]:
    """Write to the office; names of files that could not be stripped. Raises SentBefore, StepRefused."""
    if not (text or files):
        raise StepRefused(_("Ông/bà chưa viết gì và chưa chọn tệp."), field="text")
    _once(form)
    return actions.hear(found, text=text, files=files, on=on)[1]


@transaction.atomic
def ask_protection(found: Denunciation, *, measure: str, text: str, form: UUID, on: date) -> None:
    """Ask for protection; why goes sealed, as a message. Raises SentBefore, StepRefused."""
    _once(form)
    actions.ask_protection(found, measure=measure, by=CITIZEN, on=on)
    if text:
        actions.hear(found, text=text, on=on)


def _number(submission: UUID) -> UUID:
    number = uuid5(_OWN, str(submission))
    if queries.is_known(number):
        raise SentBefore
    return number


def _shown_once(taken: Taken) -> Taken:
    if not taken.receipt:
        raise SentBefore
    return taken


def _once(form: UUID) -> None:
    if not toil.first_time(str(form)):
        raise SentBefore
