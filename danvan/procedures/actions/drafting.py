"""A version is drafted, revised, given up; from a published one the next is drafted."""

import re
from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Max, Model
from django.utils.translation import gettext as _

from danvan.journal import prints
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit
from danvan.procedures import policies, queries
from danvan.procedures.actions import ledger
from danvan.procedures.content import MOST_DOCUMENTS, MOST_STEPS, MOST_WAYS, Content, of_version
from danvan.procedures.doubts import Doubt
from danvan.procedures.models import Procedure, Version
from danvan.procedures.models.procedure import CODE
from danvan.procedures.workflow import RUNNING, Status


@transaction.atomic
def draft(*, unit: Unit, told: Content, code: str = "", by: Account, on: date) -> Version:
    """Begin a procedure of a unit's catalogue (lập bản thảo); nobody can use it before it is published.

    Raises Refused without a right or a name, and for a code that is none or that is in the catalogue.
    """
    policies.check_can_edit(by, unit, on)
    procedure = Procedure.objects.create(unit=unit, code=checked_code(code))
    return begin(procedure, told, by=by, on=on)


@transaction.atomic
def draft_next(version: Version, *, by: Account, on: date) -> Version:
    """Draft the next version from a published one, with all that it says.

    Raises Refused without a right, from one that is not in force, and while another draft is in hand.
    """
    procedure = ledger.hold(version.procedure_id)
    policies.check_can_edit(by, procedure.unit_id, on)
    found = Version.objects.select_related("procedure").get(pk=version.pk)
    if found.status not in RUNNING:
        raise Refused(_("Chỉ lập bản mới từ bản đã công bố và chưa bãi bỏ."))
    check_no_draft(procedure)
    return begin(procedure, of_version(found), by=by, on=on)


@transaction.atomic
def revise(
    version: Version,
    *,
    told: Content,
    code: str,
    settled: Collection[int] = (),
    by: Account,
    on: date,
    seen: int | None = None,
) -> Version:
    """Write a draft anew, with its code; `settled`: the places of doubts that are settled by it.

    Raises Refused as `draft`, for another code than the published one, and as `ledger.locked`.
    """
    row = ledger.locked(version, "procedure_revise", by=by, on=on, seen=seen)
    _set_code(row.procedure, checked_code(code, of=row.procedure))
    done = [doubt for place, doubt in enumerate(row.doubts) if place in settled]
    row.doubts = [doubt for place, doubt in enumerate(row.doubts) if place not in settled]
    gone = [prints.name_of(part) for parts in queries.PARTS for part in getattr(row, parts).all()]
    for parts in queries.PARTS:
        getattr(row, parts).all().delete()
    rows = put(row, told)
    ledger.write(
        row, "procedure_revise", by=by, on=on, old=row.status, rows=rows, gone=gone, data={"settled": done}
    )
    return row


@transaction.atomic
def drop(version: Version, *, text: str, by: Account, on: date, seen: int | None = None) -> Version:
    """Give a draft up, with the reason; the row stays. A procedure that never was published gives its code free.

    Raises Refused without a reason, and as `ledger.locked`.
    """
    row = ledger.locked(version, "procedure_drop", by=by, on=on, seen=seen)
    if not (said := clean(text)):
        raise Refused(_("Cần ghi lý do bỏ bản thảo."), field="text")
    if not row.procedure.versions.exclude(pk=row.pk).public().exists():
        row.procedure.code_given = row.procedure.code or row.procedure.code_given
        row.procedure.code = row.procedure.origin = ""
        row.procedure.save(update_fields=["code", "code_given", "origin"])
    row.status = Status.DROPPED.value
    ledger.write(row, "procedure_drop", by=by, on=on, old=Status.DRAFT.value, text=said)
    return row


def _set_code(procedure: Procedure, code: str) -> None:
    """Give a procedure its code. Raises Refused for another one than that under which people know it already."""
    if code != procedure.code and procedure.versions.public().exists():
        raise Refused(
            _("Thủ tục đã công bố với mã %(code)s nên mã không đổi được. Mã khác là một thủ tục khác.")
            % {"code": procedure.code},
            field="code",
        )
    procedure.code = code
    procedure.save(update_fields=["code"])


def begin(
    procedure: Procedure,
    told: Content,
    *,
    by: Account,
    on: date,
    doubts: Collection[Doubt] = (),
    source: str = "",
    source_hash: str = "",
) -> Version:
    """The next version of a procedure, as a draft, and its first event; the caller holds the procedure."""
    last = procedure.versions.aggregate(last=Max("number"))["last"] or 0
    row = Version(
        procedure=procedure,
        number=last + 1,
        status=Status.DRAFT.value,
        doubts=[doubt.as_data() for doubt in doubts],
        source=source,
        source_hash=source_hash,
        made_by=by,
        made_on=on,
    )
    rows = put(row, told)
    ledger.write(row, "procedure_draft", by=by, on=on, rows=rows, data={"source": source} if source else {})
    return row


def put(row: Version, told: Content) -> list[Model]:
    """Write into a draft what was told; returns the rows of its parts. Raises Refused for what cannot be kept."""
    told = told.cleaned()
    if not told.name:
        raise Refused(_("Xin ghi tên thủ tục."), field="name")
    _check_size(told)
    told.put(row)
    row.save()
    made: list[Model] = []
    for table, rows in told.rows(row):
        made += table._default_manager.bulk_create(rows)
    return made


def check_no_draft(procedure: Procedure) -> None:
    """Raises Refused while somebody has a draft of the procedure in hand."""
    if found := queries.draft_of(procedure):
        raise Refused(
            _("%(who)s đang có bản thảo số %(n)s của thủ tục này. Xin sửa tiếp bản ấy, hoặc bỏ bản ấy trước.")
            % {"who": found.made_by.full_name, "n": found.number}
        )


def checked_code(typed: str, *, of: Procedure | None = None) -> str:
    """The code, clean; empty for none. Raises Refused for what is no code, and for one that is another's."""
    code = clean(typed).replace(" ", "").upper()
    if not code:
        return ""
    if not re.fullmatch(CODE, code):
        raise Refused(
            _(
                "“%(code)s” không phải mã thủ tục. Mã có dạng 1.001193: một số, dấu chấm, sáu số, giữ cả số 0 ở cuối."
            )
            % {"code": code[:40]},
            field="code",
        )
    if len(code) > Procedure._meta.get_field("code").max_length:  # type: ignore[operator]
        raise Refused(_("Mã dài quá 40 ký tự."), field="code")
    ledger.one_at_a_time()
    others = Procedure.objects.filter(code=code)
    if (others.exclude(pk=of.pk) if of else others).exists():
        raise Refused(
            _("Mã %(code)s đã có trong danh mục. Xin mở thủ tục ấy để sửa, hoặc xem lại mã.")
            % {"code": code},
            field="code",
        )
    return code


def _check_size(told: Content) -> None:
    for rows, most in (
        (told.documents, MOST_DOCUMENTS),
        (told.ways, MOST_WAYS),
        (told.steps, MOST_STEPS),
    ):
        if len(rows) > most:
            raise Refused(
                _("Một thủ tục ghi nhiều nhất %(papers)s giấy tờ, %(ways)s cách nộp, %(steps)s bước.")
                % {"papers": MOST_DOCUMENTS, "ways": MOST_WAYS, "steps": MOST_STEPS}
            )
