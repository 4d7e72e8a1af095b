"""A letter turns out to be a denunciation: it is sealed as one, and what stands of it here is destroyed at once."""

import secrets
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.alarms.actions.escalate import reprinted
from danvan.cases import actions as cases
from danvan.cases import kinds
from danvan.cases.actions import Step, move
from danvan.cases.actions.files import path_of
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.workflow import Channel
from danvan.denunciations import actions as denunciations
from danvan.denunciations.actions import Identity
from danvan.lib.codes import new_code
from danvan.notices.actions import destroy_of as destroy_tellings
from danvan.papers.actions import destroy_of as destroy_papers
from danvan.people.models import Account

VERB = "seal_letter"


@transaction.atomic
def seal_letter(case: Case, *, whom: str = "", by: Account, on: date, seen: int | None = None) -> Case:
    """Seal a letter that is a denunciation (niêm phong đơn là tố cáo); the new, sealed case.

    Its sender's code opens the denunciation from now on, as a receipt does; nothing ties the two cases together, and
    of the letter a stub stays, under another code: the old one, a receipt by now, stands nowhere. `whom`: whom of the
    unit it is about (danvan.cases.models.concern.Whom). Raises StepRefused for whoever may not, past the first look,
    or where no denunciation can be received.
    """
    row = Case.objects.select_related("unit_responsible").get(pk=case.pk)
    if row.kind not in kinds.entered():
        raise StepRefused(_("Loại đơn này không niêm phong được."))
    letter = _letter(row, whom)
    move(row, VERB, by=by, on=on, given=Step(), seen=seen)
    _destroy(row, by=by, on=on)
    taken = denunciations.receive(
        letter, channel=Channel(row.channel), by=by, on=on, code=row.code, received_on=row.received_on
    )
    return taken.case


def _letter(case: Case, whom: str) -> denunciations.Letter:
    """All that was sent, as a denunciation brings it; further people who signed stand in its sealed words."""
    first, *others = case.parties.order_by("pk") or [None]
    words = [case.subject, case.body, getattr(getattr(case, "petition", None), "wish", "")]
    words += [f"{one.full_name}, {one.phone}, {one.address}" for one in others if one]
    identity = Identity()
    if first is not None:
        identity = Identity(first.full_name, first.phone, first.citizen_id, first.address, first.email)
    files = [(one.name, path_of(one).read_bytes()) for one in case.attachments.order_by("pk")]
    return denunciations.Letter(
        unit=case.unit_responsible,
        body="\n\n".join(filter(None, words)),
        topic=case.topic,
        whom=whom,
        identity=identity,
        files=files,
    )


def _destroy(case: Case, *, by: Account, on: date) -> None:
    """The same as at the end of its term of keeping: words, people, files, papers, what was told; and the code."""
    Case.objects.filter(pk=case.pk).update(code=new_code())
    salt = secrets.token_hex(16)
    data = {"papers": destroy_papers("case", case.pk)}
    destroy_tellings(case.pk, by=by, on=on)
    cases.destroy(case, by=by, on=on, salt=salt, data={**data, **reprinted(case, salt)})
