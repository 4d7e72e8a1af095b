"""Who keeps the keys: named, the key brought, letters sealed to it, ended."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.denunciations import keeping, policies
from danvan.denunciations.actions import ledger
from danvan.denunciations.actions.concerning import shed
from danvan.denunciations.models import Custodian, Denunciation, Envelope
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.actors import Outsider
from danvan.lib import seal
from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit

LONGEST_ENVELOPE = 1000  # bytes; a sealed secret takes about 300


@transaction.atomic
def name_custodian(officer: Account, *, unit: Unit, by: Account, on: date) -> Custodian:
    """A leader names an officer who keeps a key (phân công giữ khóa); letters are sealed to it once it is brought.

    Raises StepRefused for whoever does not lead the unit, an officer who is not of it, or who keeps a key already.
    """
    policies.check_can_name(by, unit, on=on)
    policies.check_can_keep(officer, unit, on=on)
    try:
        with transaction.atomic():
            row = Custodian.objects.create(unit=unit, officer=officer, named_by=by, named_on=on)
    except IntegrityError as again:
        raise StepRefused(_("Người này đã được phân công giữ khóa."), field="officer") from again
    _record(row, "named", by=by, on=on)
    return row


@transaction.atomic
def bring_key(custodian: Custodian, recipient: str, *, by: Account, on: date) -> Custodian:
    """The officer brings the public half of a key from the own machine (nộp khóa): the first, or another (đổi khóa).

    What was sealed to the old key is no longer hers to open until another custodian seals it again: the envelopes go.
    Raises StepRefused for what is no key, one that somebody has, or where letters would be left that nobody opens.
    """
    row = _locked(custodian)
    policies.check_key_holder(by, row)
    recipient = recipient.strip()
    if not seal.is_recipient(recipient):
        raise StepRefused(_("Đây không phải khóa công khai (age1…). Chưa ghi gì."), field="recipient")
    if Custodian.objects.filter(recipient=recipient).exists():
        raise StepRefused(_("Khóa này đã có người dùng; mỗi người phải có khóa riêng."), field="recipient")
    if row.since and keeping.only_key_of(row).exists():
        raise StepRefused(_("Còn đơn chỉ khóa cũ mở được: hãy niêm phong lại cho người giữ khóa khác trước."))
    changed = row.since is not None
    if changed:
        _take_envelopes(row, by=by, on=on)
    row.recipient, row.since = recipient, on
    row.save()
    _record(row, "key_changed" if changed else "key_brought", by=by, on=on)
    return row


@transaction.atomic
def end_custody(custodian: Custodian, *, by: Account | Outsider, on: date) -> None:
    """The officer keeps the key no longer (thôi giữ khóa): her envelopes go, new letters are not sealed to her.

    By a leader of the unit or herself. Raises StepRefused where she is one of the last two, or letters would be left
    that nobody opens.
    """
    row = _locked(custodian)
    if isinstance(by, Account) and by.pk != row.officer_id:
        policies.check_can_name(by, row.unit, on=on)
    policies.check_can_go(row, on=on)
    _take_envelopes(row, by=by, on=on)
    row.until = on
    row.save()
    _record(row, "ended", by=by, on=on)


def leave(officer: Account, *, to: Account | None, by: Account | Outsider, on: date, text: str = "") -> None:
    """An officer's post ended or the account was closed: custody in units where no post is left ends too.

    Raises Refused, so that nothing is closed, where she is one of the last custodians.
    """
    for row in Custodian.objects.filter(officer=officer, until__isnull=True).select_related(
        "unit", "officer"
    ):
        if officer.is_active and people.standing(officer, on).seats.get(row.unit_id):
            continue
        try:
            end_custody(row, by=Outsider.SYSTEM, on=on)
        except StepRefused as why:
            raise Refused(why.sentence) from why


@transaction.atomic
def seal_again(found: Iterable[tuple[int, int, bytes]], *, by: Account, on: date) -> int:
    """Put in envelopes that a custodian made on her machine (niêm phong lại): (denunciation, custodian, sealed).

    Only for active custodians who have no envelope of that letter yet, and only for letters whose key `by` has: also
    one that she may not open any longer because it is about her office. Returns how many; raises StepRefused for one
    that is none of these, then nothing is put in.
    """
    made = 0
    for number, keeper, sealed in sorted(found):
        row = Denunciation.objects.select_related("case").filter(pk=number).first()
        if row is None:
            raise StepRefused(_("Tệp nêu một đơn không có."))
        row = ledger.locked(row, on=on)
        policies.check_can_seal_again(row, by, on=on)
        custodian = keeping.active(on).select_related("officer").filter(pk=keeper).first()
        if custodian is None or not keeping.without_key(custodian, on=on).filter(pk=number).exists():
            raise StepRefused(_("Tệp nêu một người giữ khóa không thuộc diện được niêm phong lại."))
        if not 0 < len(sealed) <= LONGEST_ENVELOPE:
            raise StepRefused(_("Phong bì trong tệp không đúng dạng."))
        envelope = Envelope.objects.create(denunciation=row, custodian=custodian, sealed=sealed, on=on)
        ledger.write(row, "sealed_again", by=by, on=on, rows=[envelope], data={"custodian": custodian.pk})
        shed(row.case, by=by, on=on)
        made += 1
    return made


def _locked(custodian: Custodian) -> Custodian:
    """The custodian; every other of the unit is locked with it, so that two cannot leave at once."""
    list(
        Custodian.objects.select_for_update().filter(unit=custodian.unit_id).order_by("pk").values_list("pk")
    )
    return Custodian.objects.select_related("unit", "officer").get(pk=custodian.pk)


def _take_envelopes(row: Custodian, *, by: Account | Outsider, on: date) -> None:
    for envelope in row.envelopes.select_related("denunciation__case").order_by("denunciation"):
        if envelope.denunciation.case.destroyed_on:
            continue
        ledger.take_envelope(envelope, by=by, on=on)


def _record(row: Custodian, verb: str, *, by: Account | Outsider, on: date) -> None:
    data = {"rows": prints.of([row], ""), "unit": row.unit_id, "officer": row.officer_id}
    journal.record(stream=keeping.STREAM, subject=row.pk, verb=verb, by=by, on=on, data=data)
