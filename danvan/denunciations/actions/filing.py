"""A denunciation comes in: sealed before anything of it is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from danvan.cases import actions as cases
from danvan.cases import concerns
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Concern, Link
from danvan.cases.workflow import Channel
from danvan.denunciations import policies, queries, receipts
from danvan.denunciations.actions import ledger
from danvan.denunciations.models import Custodian, Denunciation, Envelope, Parcel
from danvan.denunciations.parcels import Identity, Sealer
from danvan.denunciations.workflow import DENUNCIATION, FURTHER
from danvan.journal.actors import CITIZEN, Outsider
from danvan.lib.rows import insert
from danvan.people.models import Account, Unit

UNREDACTED = "(đơn niêm phong, chưa lược danh tính)"
"""What stands for the subject until a custodian has written one."""


@dataclass(frozen=True)
class Letter:
    """A denunciation as it was brought. `whom` is danvan.cases.models.concern.Whom of `unit`, empty where nobody there.

    `files` are by name as they were sent; each goes through danvan.lib.strip, what cannot be stripped is sealed whole.
    """

    unit: Unit
    body: str
    topic: str
    whom: str = ""
    accused: str = ""
    wish: str = ""
    subject: str = ""
    identity: Identity = field(default_factory=Identity)
    files: Sequence[tuple[str, bytes]] = ()


@dataclass(frozen=True)
class Taken:
    """What the denouncer is shown, once: the receipt, empty where the same form came twice; files not stripped."""

    case: Case
    receipt: str
    whole: Sequence[str] = ()


@transaction.atomic
def receive(
    letter: Letter,
    *,
    channel: Channel,
    by: Account | Outsider,
    on: date,
    submission: UUID | None = None,
    continues: Denunciation | None = None,
    code: str = "",
    received_on: date | None = None,
) -> Taken:
    """Enter a denunciation (nhận tố cáo), sealed to the custodians of where it is settled.

    `continues` is the one that it continues (tố cáo tiếp, Law 25/2018, art. 37). `code` is a code that the denouncer
    holds already and that shall be the receipt, `received_on` the day on which it first came, where that was before:
    of a letter that was taken for something else. Raises StepRefused where nobody may
    settle it in this register, too few custodians keep keys, or the officer takes nothing down for the unit.
    """
    if isinstance(by, Account):
        policies.check_can_take_in(by, letter.unit, on=on)
    unit, keepers = _seat(letter, continues, on)
    keepers = _held(keepers)
    sealer = Sealer(letter.body, letter.subject, letter.accused, letter.wish, letter.identity, letter.files)
    receipt = code or receipts.new_receipt()
    rows = _Rows(sealer, receipts.mark(receipt), keepers, continues, on)
    try:
        with transaction.atomic():
            case = cases.open_case(
                kind=(FURTHER if continues else DENUNCIATION).code,
                unit=unit,
                channel=channel,
                subject=UNREDACTED,
                body="",
                topic=letter.topic,
                by=by,
                on=received_on or on,
                submission=submission,
                own=rows.of,
                about=_about(letter, continues),
            )
    except IntegrityError:
        if submission and (earlier := Case.objects.filter(submission=submission).first()):
            return Taken(earlier, "")
        raise
    if continues:
        _tell_continued(continues, case, by=by, on=on)
    return Taken(case, receipt, sealer.whole)


@dataclass(frozen=True)
class _Rows:
    """What hangs on a new case: the denunciation, envelopes, parcels, the tie to an earlier one."""

    sealer: Sealer
    mark: str
    keepers: Sequence[Custodian]
    continues: Denunciation | None
    on: date

    def of(self, case: Case) -> list[Model]:
        sealer, on = self.sealer, self.on
        row = Denunciation(
            case=case,
            recipient=sealer.recipient,
            receipt=self.mark,
            is_named=bool(sealer.identity.full_name),
        )
        insert(row)
        envelopes = [
            Envelope(denunciation=row, custodian=one, sealed=sealer.envelope(one.recipient), on=on)
            for one in self.keepers
        ]
        parcels = [
            Parcel(denunciation=row, part=part, sealed=sealed, on=on) for part, sealed in sealer.parcels()
        ]
        why = Link.Why.CONTINUES
        tied = [Link(later=case, earlier=self.continues.case, why=why)] if self.continues else []
        return [row, *insert(*envelopes), *insert(*parcels), *insert(*tied)]


def continue_(
    found: Denunciation, *, body: str, identity: Identity, on: date, submission: UUID | None = None
) -> Taken:
    """The denouncer continues by the receipt (tố cáo tiếp): a new denunciation, linked, at the next level up."""
    letter = Letter(
        unit=found.case.unit_responsible, body=body, topic=found.case.topic, whom="unit", identity=identity
    )
    return receive(letter, channel=Channel.PORTAL, by=CITIZEN, on=on, submission=submission, continues=found)


def _seat(letter: Letter, continues: Denunciation | None, on: date) -> tuple[Unit, Sequence[Custodian]]:
    """Where it is settled and who keeps it; a continued one goes to the unit above the one that settled it."""
    if continues is None:
        return seat_of(letter.unit, letter.whom, on=on)
    also = concerns.of(continues.case)
    return seat_of(continues.case.unit_responsible, letter.whom, also=also, on=on)


def _held(keepers: Sequence[Custodian]) -> Sequence[Custodian]:
    """The custodians with the keys that they have now: none of them leaves or changes it until the letter is stored."""
    rows = Custodian.objects.select_for_update(no_key=True).filter(pk__in=[one.pk for one in keepers])
    held = list(rows.filter(until__isnull=True).order_by("pk"))
    if len(held) < len(keepers):
        raise StepRefused(_("Một người giữ khóa vừa thôi giữ. Đơn chưa được gửi; xin gửi lại."))
    return held


def _about(letter: Letter, continues: Denunciation | None) -> list[Concern]:
    """Whom it is about: as it was told, and whoever the one was about that it continues."""
    told = [(letter.whom, letter.unit.pk, None)] if letter.whom else []
    if continues:
        told += [(one["whom"], one["unit"], one["officer"]) for one in concerns.of(continues.case)]
    return [
        Concern(whom=whom, unit_id=unit, officer_id=officer) for whom, unit, officer in dict.fromkeys(told)
    ]


def seat_of(
    unit: Unit, whom: str, *, also: Iterable[concerns.Told] = (), on: date
) -> tuple[Unit, Sequence[Custodian]]:
    """Where a denunciation of this unit is received and who keeps it. Raises StepRefused where the door is shut."""
    seat = queries.seat(unit, whom, also=also, on=on)
    if seat.unit is None:
        raise StepRefused(
            _(
                "Người hoặc cơ quan bị tố cáo không do đơn vị nào trong hệ thống này giải quyết. Đơn chưa được gửi; "
                "xin gửi đến cơ quan cấp trên của nơi bị tố cáo hoặc Thanh tra."
            )
        )
    if not seat.is_open:
        raise StepRefused(
            _(
                "Nơi nhận chưa có đủ người giữ khóa nên chưa nhận tố cáo qua đây được. Đơn chưa được gửi và không lưu "
                "lại; xin gửi qua bưu chính hoặc đến nơi tiếp công dân của cơ quan cấp trên."
            )
        )
    return seat.unit, seat.keepers


def _tell_continued(found: Denunciation, later: Case, *, by: Account | Outsider, on: date) -> None:
    row = ledger.locked(found, on=on)
    tie = Link.objects.get(later=later, earlier=row.case)
    ledger.write(row, "continued", by=by, on=on, rows=[tie], data={"other": later.pk})
