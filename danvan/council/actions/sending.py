"""A petition is classified by competence, sent to whoever answers, and comes back where it does not belong there."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.council import facts, terms
from danvan.council.actions.ledger import asked, write
from danvan.council.actions.taking import held
from danvan.council.models import Petition
from danvan.council.workflow import LEVELS, Status
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit


@dataclass(frozen=True)
class Competence:
    """By whose competence it is answered: a level, and the agency by name, or as a unit of the register."""

    level: str
    addressee: str = ""
    unit: Unit | None = None


@transaction.atomic
def classify(
    petition: Petition, told: Competence, *, by: Account, on: date, seen: int | None = None
) -> Petition:
    """Say who answers (phân loại theo thẩm quyền); the register suggests, a person decides.

    Raises Refused without a level or an agency, and as `held` does.
    """
    row = held(petition, "voter_classify", by=by, on=on, seen=seen)
    if told.level not in set(LEVELS):
        raise Refused(_("Xin chọn cấp có thẩm quyền."), field="level")
    name = clean(told.addressee)[:200] or (told.unit.name_on(on) if told.unit else "")
    if not name:
        raise Refused(_("Xin ghi cơ quan trả lời."), field="addressee")
    before, old = facts.Standing.of(row), row.status
    row.status, row.level = Status.CLASSIFIED.value, told.level
    row.addressee, row.addressee_unit = name, told.unit
    posted = facts.of_petition(row, before, [], on=on)
    data = {"level": told.level, "addressee": name}
    write(row, "voter_classify", by=by, on=on, old=old, data=data, posted=posted)
    return row


@transaction.atomic
def send(
    petition: Petition,
    *,
    number: str,
    until: date | None = None,
    by: Account,
    on: date,
    seen: int | None = None,
) -> Petition:
    """Send it to whoever answers, with the number of the letter (chuyển kiến nghị); the term for the answer begins.

    The term is the law's of that day; where none may be leaned on, `until` is a day that the office sets, or there is
    none. From now on anybody may read it. Raises Refused without a number, for a day that is over, and as `held` does.
    """
    row = held(petition, "voter_send", by=by, on=on, seen=seen)
    row.number = asked(number, _("Xin ghi số văn bản chuyển kiến nghị."), "number")[:60]
    term = term_of(row, on)
    if term.due_on is None and until is not None:
        if until < on:
            raise Refused(_("Hạn trả lời không thể đã qua."), field="until")
        term = terms.Term(until)
    before, old = facts.Standing.of(row), row.status
    row.status, row.sent_on = Status.SENT.value, on
    row.due_on, row.rule, row.recipe = term.due_on, term.rule, term.recipe
    posted = facts.of_petition(row, before, [facts.SENT], on=on)
    data = {"number": row.number, "due_on": term.due_on.isoformat() if term.due_on else None}
    write(row, "voter_send", by=by, on=on, old=old, data=data, posted=posted)
    return row


def term_of(petition: Petition, on: date) -> terms.Term:
    """The law's term for the answer to a petition that goes out that day."""
    return terms.counted(terms.REPLY, petition.unit, on)


@transaction.atomic
def send_back(petition: Petition, *, text: str, by: Account, on: date, seen: int | None = None) -> Petition:
    """The agency says that it is not competent (trả lại); it is classified anew. Raises Refused without a reason."""
    row = held(petition, "voter_return", by=by, on=on, seen=seen)
    why = asked(text, _("Xin ghi cơ quan trả lại vì sao."), "text")
    before, old = facts.Standing.of(row), row.status
    row.status, row.sent_on, row.number = Status.CLASSIFIED.value, None, ""
    row.due_on, row.rule, row.recipe, row.reason = None, "", {}, why
    posted = facts.of_petition(row, before, [facts.RETURNED], on=on)
    write(row, "voter_return", by=by, on=on, old=old, text=why, posted=posted)
    return row
