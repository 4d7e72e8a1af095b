"""A burden is reported, taken up by a proposal, let go again, set aside."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.burdens import policies
from danvan.burdens.actions import ledger
from danvan.burdens.models import Proposal, Report
from danvan.burdens.models.report import TOLD_BY, Channel
from danvan.burdens.workflow import PARTS, SORTS, Part
from danvan.cases.models.people import TellBy
from danvan.journal.actions import record
from danvan.journal.actors import CITIZEN
from danvan.lib import codes
from danvan.lib.text import clean, fold
from danvan.people.errors import Refused
from danvan.people.models import Account
from danvan.procedures.models import Version

LONGEST = 5_000


@dataclass(frozen=True)
class Told:
    """What somebody says: about which part, `about` its name; of which sort, in which words."""

    part: str
    sort: str
    text: str
    about: str = ""


@dataclass(frozen=True)
class Reporter:
    """Whoever says it, as far as they want to be known, and how they want to hear what becomes of it."""

    full_name: str = ""
    phone: str = ""
    tell_by: str = TellBy.CODE


NOBODY = Reporter()


@transaction.atomic
def report(
    version: Version,
    told: Told,
    *,
    reporter: Reporter = NOBODY,
    by: Account | None = None,
    on: date,
    submission: UUID | None = None,
) -> Report:
    """Take down what is burdensome in a procedure; the same submission twice gives the one report.

    `by` is the officer at whose counter it was said; none for somebody at the portal. Raises Refused without words,
    for a draft, for a way of telling without a telephone.
    """
    if submission and (earlier := Report.objects.filter(submission=submission).first()):
        return earlier
    said, about = clean(told.text), clean(told.about)
    _check(version, told, said, reporter)
    if by is not None:
        policies.check_can_report(by, on)
    row = Report(
        procedure_id=version.procedure_id,
        version=version,
        part=told.part,
        about="" if told.part == Part.WHOLE else about,
        sort=told.sort,
        text=said,
        channel=Channel.COUNTER if by else Channel.PORTAL,
        full_name=clean(reporter.full_name),
        phone=reporter.phone,
        tell_by=reporter.tell_by,
        code=codes.new_code(),
        salt=secrets.token_hex(16),
        submission=submission,
        received_on=on,
        by=by,
    )
    row.about_folded = fold(row.about)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # the same form at the same moment: the first one stands
        return Report.objects.get(submission=submission)
    ledger.write_report(row, "burden_report", by=by or CITIZEN, on=on)
    return row


def _check(version: Version, told: Told, said: str, reporter: Reporter) -> None:
    if version.from_on is None:
        raise Refused(_("Thủ tục này chưa công bố, chưa có gì để phản ánh."))
    if told.part not in set(PARTS):
        raise Refused(_("Xin chọn phần nào của thủ tục."), field="part")
    if told.sort not in set(SORTS):
        raise Refused(_("Xin chọn vướng mắc thuộc loại nào."), field="sort")
    if not said:
        raise Refused(_("Xin kể vướng mắc ở chỗ nào."), field="text")
    if len(said) > LONGEST:
        raise Refused(_("Lời kể dài quá %(n)s ký tự.") % {"n": LONGEST}, field="text")
    if reporter.tell_by not in TOLD_BY:
        raise Refused(_("Xin chọn một cách báo tin."), field="tell_by")
    if reporter.tell_by != TellBy.CODE and not reporter.phone:
        raise Refused(_("Muốn được báo tin, xin cho số điện thoại."), field="phone")


@transaction.atomic
def set_aside(row: Report, *, text: str, by: Account, on: date) -> Report:
    """Set a report aside (để riêng), with the reason; it stays, and whoever sent it reads the reason by the code.

    Raises Refused without a right or a reason, and once a proposal has taken it up.
    """
    row = _held(row)
    policies.check_can_review(by, row.procedure.unit_id, on)
    if row.proposal_id or row.set_aside_on:
        raise Refused(_("Phản ánh này đã có người xử lý; xin mở lại trang để xem."))
    if not (why := clean(text)):
        raise Refused(_("Xin ghi lý do để riêng; người phản ánh đọc được lý do này."), field="text")
    row.set_aside_on, row.set_aside_why = on, why
    ledger.write_report(row, "burden_set_aside", by=by, on=on, text=why)
    return row


@transaction.atomic
def look_at(row: Report, *, by: Account, on: date) -> Report:
    """Who reported, and the number, on record that this officer looked. Raises Refused without a right."""
    row = _held(row)
    policies.check_can_review(by, row.procedure.unit_id, on)
    record(stream=ledger.REPORTS, subject=row.pk, verb="burden_look", by=by, on=on)
    return row


def take_up(proposal: Proposal, reports: Iterable[Report], *, by: Account, on: date) -> int:
    """Let a proposal answer these reports; how many. Those of another procedure, or taken meanwhile, are left."""
    taken = 0
    for row in map(_held, sorted(reports, key=lambda each: each.pk)):
        if row.procedure_id != proposal.procedure_id or row.proposal_id or row.set_aside_on:
            continue
        row.proposal = proposal
        ledger.write_report(row, "burden_take_up", by=by, on=on, data={"proposal": proposal.pk})
        taken += 1
    return taken


def free(proposal: Proposal, *, by: Account, on: date) -> None:
    """Let the reports of a proposal go that was given up: they wait again."""
    for row in map(_held, proposal.reports.order_by("pk")):
        row.proposal = None
        ledger.write_report(row, "burden_free", by=by, on=on, data={"proposal": proposal.pk})


def _held(row: Report) -> Report:
    return Report.objects.select_for_update(of=("self",)).select_related("procedure").get(pk=row.pk)
