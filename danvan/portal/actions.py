"""What a citizen does at the portal: send a letter, add words, withdraw."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import actions as cases
from danvan.cases.errors import StepRefused
from danvan.cases.models import Attachment, Case
from danvan.cases.workflow import Channel
from danvan.journal.actors import CITIZEN
from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.lib import dates
from danvan.lib.canonical import digest
from danvan.onestop import actions as onestop
from danvan.onestop.workflow import CODE as APPLICATION
from danvan.people.models import Unit
from danvan.petitions import actions as petitions
from danvan.petitions import finality
from danvan.petitions.actions import Letter
from danvan.petitions.second import CODE as SECOND
from danvan.portal import queries, second
from danvan.rates import actions as rates

# Words sent again within this time are taken for a nervous thumb, not for a second message.
SAME_WORDS_WITHIN = timedelta(minutes=10)
MOST_FILES_OF_A_CASE = 40

Files = Sequence[tuple[str, bytes, str]]


class TooOften(Exception):
    """This address has sent as many letters as it may for now; `seconds` until it may send again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def send_counted(
    letter: Letter,
    *,
    address: str,
    unit: Unit,
    person: cases.Person,
    files: Files,
    submission: UUID,
    on: date,
    first: Case | None = None,
) -> Case:
    """Send a letter from this address; the same one sent again counts once. Raises TooOften, StepRefused."""
    if queries.is_known(submission) and (
        earlier := sent_before(letter, unit=unit, person=person, files=files, submission=submission)
    ):
        return earlier
    if seconds := rates.count("file", address):
        raise TooOften(seconds)
    return send_letter(
        letter, unit=unit, person=person, files=files, submission=submission, on=on, first=first
    )


def send_letter(
    letter: Letter,
    *,
    unit: Unit,
    person: cases.Person,
    files: Files,
    submission: UUID,
    on: date,
    first: Case | None = None,
) -> Case:
    """Send a letter to a unit. The same letter sent twice from one form is one case, and the first is returned.

    A letter that was changed and sent again from the same form is another letter: nothing that a person
    corrected may be dropped in silence. Raises StepRefused as danvan.petitions.actions.receive does.
    """

    def receive(number: UUID) -> Case:
        return petitions.receive(
            letter,
            unit=unit,
            channel=Channel.PORTAL,
            by=CITIZEN,
            on=on,
            persons=[person],
            files=files,
            submission=number,
            first=first,
        )

    case = receive(submission)
    made_now = Case.petition.is_cached(case)  # a case that was found has its petition still to be read
    if made_now or queries.is_same_letter(case, letter, unit, person, files):
        return case
    return receive(_changed(letter, unit, person, files, submission))


def complain_again(
    case: Case, first: Case, given: Mapping[str, Any], *, address: str, submission: UUID, on: date
) -> Case:
    """Complain a second time about the case that was followed; the same form sent again makes nothing new.

    `first` holds the decision: the letter itself, or the one into which it was merged. Raises TooOften, StepRefused.
    """
    if earlier := Case.objects.filter(submission=submission, earlier_links__earlier=first).first():
        return earlier
    second.goes_to(first.unit_responsible, on)
    if seconds := rates.count("file", address):
        raise TooOften(seconds)
    letter = Letter(
        kind=SECOND,
        subject=first.subject,
        body=given["text"],
        topic=first.topic,
        wish=given["wish"],
        against=finality.named(first),
        learned_on=given.get("learned_on"),
        signatures=case.people,
        place=case.petition.place,
    )
    return petitions.complain_again(
        letter,
        first=first,
        channel=Channel.PORTAL,
        by=CITIZEN,
        on=on,
        files=given["papers"],
        submission=submission,
        brought=case,
    )


def sent_before(
    letter: Letter, *, unit: Unit, person: cases.Person, files: Files, submission: UUID
) -> Case | None:
    """The case that this very letter has made already, sent from the same form; one statement."""
    changed = _changed(letter, unit, person, files, submission)
    found = {case.submission: case for case in Case.objects.filter(submission__in=[submission, changed])}
    first = found.get(submission)
    if first and queries.is_same_letter(first, letter, unit, person, files):
        return first
    return found.get(changed)


def _changed(letter: Letter, unit: Unit, person: cases.Person, files: Files, submission: UUID) -> UUID:
    """The number of a letter that was changed after it was sent."""
    content = [asdict(letter), unit.pk, asdict(person), sorted(queries.digests(files))]
    return uuid5(submission, digest(content))


@transaction.atomic
def add_words(case: Case, *, text: str, files: Files, on: date) -> Event:
    """Add the citizen's words and files to the letter; the same ones within ten minutes are added once.

    Raises StepRefused when the letter is closed, or when it would have more than MOST_FILES_OF_A_CASE files.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    last = events_of("case", case.pk).filter(actor_kind=CITIZEN, public=True).order_by("-number").first()
    if last and last.text == text and last.at > dates.now() - SAME_WORDS_WITHIN:
        kept = (last.data.get("files") or {}).values()
        if sorted(kept) == sorted(queries.digests(files)):
            return last
    kept_files = Attachment.objects.filter(case=case, from_citizen=True).count()
    if files and kept_files + len(files) > MOST_FILES_OF_A_CASE:
        said = _(
            "Hồ sơ đã có %(n)d tệp, nhận nhiều nhất %(most)d. Xin mang giấy tờ còn lại đến nơi nhận đơn."
        )
        raise StepRefused(said % {"n": kept_files, "most": MOST_FILES_OF_A_CASE})
    return cases.write_more(case, text=text, files=files, on=on)


def withdraw(case: Case, *, text: str, on: date) -> Event:
    """Withdraw the letter (rút đơn) or the application. Raises StepRefused when its status does not allow it any more.

    A letter of many has one code, with which all may look: none of them withdraws it for all by that code.
    """
    if case.people > 1:
        if case.kind == APPLICATION:
            raise StepRefused(_("Hồ sơ có nhiều người đứng tên: xin cùng đến cơ quan để rút."))
        raise StepRefused(_("Đơn có nhiều người đứng tên: xin cùng đến cơ quan để rút đơn."))
    if case.kind == APPLICATION:
        return onestop.withdraw(case.application, reason=text, by=CITIZEN, on=on)
    return cases.move(case, "withdraw", by=CITIZEN, on=on, given=cases.Step(text=text))


def judge(case: Case, *, verdict: str, reasons: Sequence[str], text: str, on: date) -> str:
    """The asker's word on the answer; returns what the page then says. Raises StepRefused as the petitions do."""
    if verdict == "done":
        petitions.say_done(case, text=text, on=on)
        return _("Đã ghi: việc của ông/bà đã xong. Cảm ơn ông/bà.")
    event = petitions.say_not_done(case, reasons=reasons, text=text, on=on)
    if event.verb == "reopen":
        return _("Đã ghi: việc chưa xong. Hồ sơ mở lại và ở trên bàn của cơ quan.")
    return _("Đã ghi ý kiến của ông/bà về cách trả lời; cơ quan đọc được ngay.")
