"""An exemplar is registered, its registration written anew, withdrawn; whoever stands behind it is asked and told."""

import secrets
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.emulation import policies, postings, queries
from danvan.emulation.actions import ledger
from danvan.emulation.actions.ledger import needed
from danvan.emulation.models import Exemplar, Holder, Movement
from danvan.emulation.words import FIELDS, PRIVATE, WHOSE, Channel
from danvan.emulation.workflow import HELD, Status
from danvan.journal.actors import CITIZEN
from danvan.lib import codes
from danvan.lib.text import clean, fold
from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit

LONGEST = 10_000


@dataclass(frozen=True)
class Registration:
    """What is registered: its name and field, whose it is, where, through which organisation, after which example.

    `full_name` and `phone` are of whoever stands behind it: of a household or a person its name.
    """

    name: str
    field: str
    whose: str
    summary: str
    place: str = ""
    organisation: str = ""
    full_name: str = ""
    phone: str = ""
    copied_from: Exemplar | None = None


@transaction.atomic
def register(
    movement: Movement,
    told: Registration,
    *,
    unit: Unit,
    by: Account | None,
    on: date,
    submission: UUID | None = None,
) -> Exemplar:
    """Register for a movement (đăng ký); the same submission twice gives the one exemplar.

    `by` is the officer who takes it down, None for somebody at the portal. Raises Refused once registering is over,
    for a unit that is not the movement's, without words, and for an example that was never recognised.
    """
    if submission and (earlier := Exemplar.objects.filter(submission=submission).first()):
        return earlier
    _check_door(movement, unit, by, on)
    row = Exemplar(movement=movement, criteria=movement.criteria, unit=unit, sort=movement.criteria.sort)
    row.channel = Channel.DESK if by else Channel.PORTAL
    row.status, row.code, row.salt = Status.REGISTERED.value, codes.new_code(), secrets.token_hex(16)
    row.submission, row.registered_on, row.registered_by = submission, on, by
    _put(row, told, on)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # the same form at the same moment: the first one stands
        return Exemplar.objects.get(submission=submission)
    holder = Holder.objects.create(exemplar=row, full_name=clean(told.full_name), phone=told.phone)
    facts = postings.registered(row, on)
    ledger.write(row, "exemplar_register", by=by or CITIZEN, on=on, rows=[holder], facts=facts)
    return row


def _check_door(movement: Movement, unit: Unit, by: Account | None, on: date) -> None:
    if not movement.is_open(on):
        raise Refused(_("Phong trào này chưa mở hoặc đã hết hạn đăng ký."))
    if by is None and not movement.online:
        raise Refused(_("Phong trào này chỉ nhận đăng ký tại cơ quan."))
    if not queries.takes_part(movement, unit, on):
        raise Refused(_("Xin chọn đơn vị thuộc phạm vi của phong trào."), field="unit")
    if by is not None and not _works_for(by, movement, unit, on):
        raise Refused(_("Chỉ cán bộ của đơn vị ấy hoặc của đơn vị phát động ghi đăng ký."), field="unit")


def _works_for(by: Account, movement: Movement, unit: Unit, on: date) -> bool:
    from_ = (unit.pk, movement.unit_id)
    return any(people.has_role(by, policies.WORKERS, each, on) for each in from_)


@transaction.atomic
def revise(
    exemplar: Exemplar, told: Registration, *, by: Account, on: date, seen: int | None = None
) -> Exemplar:
    """Write the registration anew, until a team is named. Raises Refused, MovedMeanwhile."""
    row = ledger.hold(exemplar)
    ledger.lives.check_seen(ledger.LIFE, row.pk, row.revision, seen)
    policies.check_can_work(by, row, on)
    if not policies.can_revise(by, row, on):
        raise Refused(_("Đã lập đoàn phúc tra; muốn sửa thì trả lại để bổ sung trước."))
    _put(row, told, on)
    holder = Holder.objects.get(exemplar=row)
    if (holder.full_name, holder.phone) != (clean(told.full_name), told.phone) and not holder.destroyed_on:
        if holder.full_name != clean(told.full_name):  # another person: what the first one said is not hers
            holder.consent, holder.consent_on, holder.consent_how = "", None, ""
        holder.full_name, holder.phone = clean(told.full_name), told.phone
        holder.save()
    ledger.write(row, "exemplar_revise", by=by, on=on, old=row.status, rows=[holder])
    return row


def _put(row: Exemplar, told: Registration, on: date) -> None:
    row.name = needed(clean(told.name), _("Xin ghi tên của mô hình, khu dân cư, vườn hoặc việc làm."), "name")
    row.summary = needed(clean(told.summary), _("Xin kể ngắn gọn làm gì, ở đâu, để làm gì."), "summary")
    if len(row.summary) > LONGEST:
        raise Refused(_("Lời kể dài quá %(n)s ký tự.") % {"n": LONGEST}, field="summary")
    if told.field not in set(FIELDS):
        raise Refused(_("Xin chọn lĩnh vực."), field="field")
    if told.whose not in set(WHOSE):
        raise Refused(_("Xin chọn ai đăng ký."), field="whose")
    if told.whose in PRIVATE:
        needed(clean(told.full_name), _("Xin ghi tên chủ hộ hoặc người đăng ký."), "full_name")
    row.field, row.whose, row.place = told.field, told.whose, clean(told.place)
    row.organisation, row.folded = clean(told.organisation), fold(f"{row.name} {row.place}")
    source = told.copied_from
    if source is not None and (source.pk == row.pk or source.recognised_on is None):
        raise Refused(_("Chỉ làm theo được điển hình khác, đã được công nhận."), field="copied_from")
    if source is not None and row.pk and source.pk in queries.copies_below(row.pk):
        raise Refused(_("Điển hình ấy lại làm theo điển hình này."), field="copied_from")
    row.copied_on = None if source is None else row.copied_on or on
    row.copied_from = source


@transaction.atomic
def withdraw(exemplar: Exemplar, *, text: str, by: Account, on: date, seen: int | None = None) -> Exemplar:
    """Withdraw the registration (rút), with the reason. Raises Refused, MovedMeanwhile."""
    row = ledger.locked(exemplar, "exemplar_withdraw", by=by, on=on, seen=seen)
    row.reason = needed(clean(text), _("Xin ghi vì sao rút."), "text")
    old, row.status, row.ended_on = row.status, Status.WITHDRAWN.value, on
    facts = postings.ended(row, "emulation.withdrawn", on)
    ledger.write(row, "exemplar_withdraw", by=by, on=on, old=old, text=row.reason, facts=facts)
    return row


@transaction.atomic
def consent(exemplar: Exemplar, *, agrees: bool, how: str, by: Account, on: date) -> Holder:
    """Put on record what the person behind it said about being named (đồng ý nêu tên), and how she was asked.

    Whoever takes consent back is no longer shown: her exemplar is hidden in the same step.
    """
    row = ledger.hold(exemplar)
    policies.check_can_work(by, row, on)
    holder = Holder.objects.get(exemplar=row)
    if holder.destroyed_on:
        raise Refused(_("Thông tin của người này đã hủy theo thời hạn lưu giữ."))
    holder.consent, holder.consent_on = "yes" if agrees else "no", on
    holder.consent_how = needed(clean(how), _("Xin ghi hỏi bằng cách nào, ai trả lời."), "how")
    holder.save()
    if not agrees and row.is_private:
        row.published_on = None
    ledger.write(row, "exemplar_consent", by=by, on=on, old=row.status, rows=[holder])
    return holder


@transaction.atomic
def mark_told(exemplar: Exemplar, *, text: str, by: Account, on: date) -> Exemplar:
    """Put on record that whoever registered was told what was decided, and how. Raises Refused."""
    row = ledger.hold(exemplar)
    policies.check_can_work(by, row, on)
    if row.status not in (*HELD, Status.REJECTED, Status.REVOKED):
        raise Refused(_("Chưa có kết quả để báo."))
    said = needed(clean(text), _("Xin ghi báo bằng cách nào."), "text")
    row.told_on = on
    ledger.write(row, "exemplar_told", by=by, on=on, old=row.status, text=said)
    return row


@transaction.atomic
def look(exemplar: Exemplar, *, by: Account, on: date) -> Holder:
    """Look at who stands behind it and her number: that somebody looked is on record. Raises Refused."""
    row = ledger.hold(exemplar)
    policies.check_can_work(by, row, on)
    ledger.write(row, "exemplar_look", by=by, on=on, old=row.status)
    return Holder.objects.get(exemplar=row)
