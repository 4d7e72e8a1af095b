"""A draft is published from a day on; what is published is suspended, resumed, abolished: each by an act."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.lib.dates import short
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account
from danvan.procedures import queries
from danvan.procedures.actions import ledger
from danvan.procedures.checks import problems
from danvan.procedures.content import of_version
from danvan.procedures.doubts import Doubt
from danvan.procedures.models import Procedure, Suspension, Version
from danvan.procedures.workflow import Status


@dataclass(frozen=True)
class Act:
    """The paper that says so (quyết định): its number and day, and from which day it holds."""

    number: str
    on: date
    from_on: date


@transaction.atomic
def publish(version: Version, *, act: Act, by: Account, on: date, seen: int | None = None) -> Version:
    """Publish a draft (công bố): from the day of the act it is in force, and the version before it until then.

    Raises Refused with every reason for which it may not be (checks.problems), for a day that does not come after
    that of the version before, and as `ledger.locked`.
    """
    row = ledger.locked(version, "procedure_publish", by=by, on=on, seen=seen)
    number = _number(act)
    doubts = [Doubt.of(kept) for kept in row.doubts]
    if wrong := problems(of_version(row), code=row.procedure.code, doubts=doubts):
        raise Refused(_("Chưa công bố được: %(why)s") % {"why": " ".join(wrong)}, problems=wrong)
    before = queries.running(row.procedure)
    if before and before.from_on and before.from_on >= act.from_on:
        raise Refused(
            _("Bản trước có hiệu lực từ %(day)s; bản này phải từ một ngày sau đó.")
            % {"day": short(before.from_on)},
            field="from_on",
        )
    if before:
        before.until_on = act.from_on
        before.revision += 1
        before.save(update_fields=["until_on", "revision"])
    row.status, row.from_on, row.act, row.act_on = Status.PUBLISHED.value, act.from_on, number, act.on
    rows = [Version.objects.get(pk=before.pk)] if before else []
    ledger.write(row, "procedure_publish", by=by, on=on, old=Status.DRAFT.value, rows=rows, data=_told(act))
    return row


@transaction.atomic
def suspend(
    version: Version, *, act: Act, text: str, by: Account, on: date, seen: int | None = None
) -> Version:
    """Carry it out no more for a time (tạm ngừng), with the reason; files that run are not touched.

    Raises Refused without an act or a reason, for a day before the version began or before it was resumed last, and
    as `ledger.locked`.
    """
    row = ledger.locked(version, "procedure_suspend", by=by, on=on, seen=seen)
    number, said = _number(act), _reason(text)
    _check_not_before(act.from_on, row.from_on)
    last = row.suspensions.order_by("-from_on").first()
    _check_not_before(act.from_on, last.until_on if last else None)
    halt = Suspension.objects.create(version=row, from_on=act.from_on, act=number, act_on=act.on, text=said)
    row.status = Status.SUSPENDED.value
    ledger.write(
        row,
        "procedure_suspend",
        by=by,
        on=on,
        old=Status.PUBLISHED.value,
        text=said,
        rows=[halt],
        data=_told(act),
    )
    return row


@transaction.atomic
def resume(version: Version, *, act: Act, by: Account, on: date, seen: int | None = None) -> Version:
    """Carry it out again from that day on (thực hiện lại). Raises Refused as `suspend`."""
    row = ledger.locked(version, "procedure_resume", by=by, on=on, seen=seen)
    number = _number(act)
    halt = row.suspensions.get(until_on__isnull=True)
    if act.from_on <= halt.from_on:
        raise Refused(
            _("Tạm ngừng từ %(day)s; thực hiện lại phải từ một ngày sau đó.") % {"day": short(halt.from_on)},
            field="from_on",
        )
    halt.until_on, halt.end_act, halt.end_act_on = act.from_on, number, act.on
    halt.save(update_fields=["until_on", "end_act", "end_act_on"])
    row.status = Status.PUBLISHED.value
    told = _told(act)
    ledger.write(row, "procedure_resume", by=by, on=on, old=Status.SUSPENDED.value, rows=[halt], data=told)
    return row


@transaction.atomic
def abolish(
    version: Version,
    *,
    act: Act,
    text: str = "",
    replaced_by: Procedure | None = None,
    by: Account,
    on: date,
    seen: int | None = None,
) -> Version:
    """The procedure is no more from that day on (bãi bỏ); it stays listed with the act and with what serves instead.

    Raises Refused without an act, for a day before the version began, while a draft is in hand, and as
    `ledger.locked`.
    """
    row = ledger.locked(version, "procedure_abolish", by=by, on=on, seen=seen)
    number = _number(act)
    _check_not_before(act.from_on, row.from_on)
    if replaced_by and replaced_by.pk == row.procedure_id:
        raise Refused(_("Thủ tục không thể thay cho chính nó."), field="replaced_by")
    if queries.draft_of(row.procedure):
        raise Refused(_("Còn một bản thảo của thủ tục này; xin bỏ bản thảo trước rồi bãi bỏ."))
    old, row.status = row.status, Status.ABOLISHED.value
    row.until_on, row.end_act, row.end_act_on = act.from_on, number, act.on
    row.end_text, row.replaced_by = clean(text), replaced_by
    told = {**_told(act), "replaced_by": replaced_by.code if replaced_by else ""}
    ledger.write(row, "procedure_abolish", by=by, on=on, old=old, text=row.end_text, data=told)
    return row


def _number(act: Act) -> str:
    number = clean(act.number)
    if not number:
        raise Refused(_("Xin ghi số của quyết định hoặc văn bản."), field="act")
    if len(number) > 120:
        raise Refused(_("Số văn bản dài quá 120 ký tự."), field="act")
    return number


def _reason(text: str) -> str:
    said = clean(text)
    if not said:
        raise Refused(_("Xin ghi lý do; người dân đọc được lý do này."), field="text")
    return said


def _check_not_before(day: date, first: date | None) -> None:
    if first and day < first:
        raise Refused(_("Ngày này không thể trước %(day)s.") % {"day": short(first)}, field="from_on")


def _told(act: Act) -> dict[str, str]:
    return {"act": clean(act.number), "act_on": act.on.isoformat(), "from_on": act.from_on.isoformat()}
