"""What is promised in the hall or in an answer goes into the register of promises (danvan.promises)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from danvan.council.models import Petition, Question, Reply
from danvan.council.origins import of_petition, of_session
from danvan.council.workflow import Answered
from danvan.lib.dates import short
from danvan.people.errors import Refused
from danvan.people.models import Account
from danvan.promises import actions as promises
from danvan.promises.models import Promise
from danvan.promises.workflow import Status


@dataclass(frozen=True)
class Pledge:
    """What an official promised, to be done by a day."""

    text: str
    until: date


def of_reply(petition: Petition, reply: Reply, *, by: Account, on: date) -> Promise | None:
    """The promise that an answer makes, moves, or says to be kept; None where no unit of the register answers.

    Raises Refused where the register of promises does: a day is moved by whoever leads, and to a later one.
    """
    standing, unit = petition.promise, petition.addressee_unit
    if reply.kind == Answered.RESOLVING:
        if standing is None and unit is not None:
            told = promises.Told(petition.title, reply.answered_by, reply.until_on or on, unit)
            return promises.give(of_petition(petition), told, host=petition.unit, by=by, on=on)
        until = reply.until_on or on
        if standing is not None and standing.status == Status.RUNNING and until > standing.due_on:
            return promises.extend(standing, due_on=until, text=reply.text, by=by, on=on)
    elif standing is not None and standing.status == Status.RUNNING:
        done = _("Trả lời kiến nghị cử tri ngày %(day)s: %(text)s")
        said = done % {"day": short(reply.on), "text": reply.text}
        return promises.report(standing, done_on=max(reply.on, standing.made_on), text=said, by=by, on=on)
    return standing


def of_question(question: Question, pledge: Pledge, *, by: Account, on: date) -> Promise:
    """The promise that an official makes when questioned. Raises Refused where her unit is none of the register."""
    if question.respondent_unit is None:
        raise Refused(
            _("Lời hứa cần cơ quan trong hệ thống để theo dõi: chọn cơ quan của người bị chất vấn."),
            field="until",
        )
    told = promises.Told(pledge.text, question.respondent, pledge.until, question.respondent_unit)
    session = question.session
    return promises.give(of_session(session), told, host=session.term.unit, by=by, on=on)
