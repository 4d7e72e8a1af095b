"""A file is read and looked at before anything is written into a register."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.imports import policies
from danvan.imports.actions import ledger
from danvan.imports.errors import Refused
from danvan.imports.models import Import, Progress, Upload
from danvan.imports.reading import tables
from danvan.imports.reading.whole import Whole, understand
from danvan.imports.workflow import COLUMNS, Register, State
from danvan.journal.actors import SYSTEM
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.lib.spreadsheet import Unreadable
from danvan.lib.text import clean
from danvan.people.models import Account, Unit


def read(
    content: bytes,
    register: str,
    columns: Mapping[int, str] | None = None,
    heading_row: int | None = None,
) -> Whole:
    """Understand a file by these columns, or as its headings say. Raises Refused for one that is no register."""
    try:
        return understand(content, Register(register), columns=columns, heading_row=heading_row)
    except Unreadable as why:
        raise Refused(str(why.sentence)) from why


@transaction.atomic
def prepare(
    *,
    unit: Unit,
    register: str,
    name: str,
    content: bytes,
    by: Account,
    on: date,
    whole: Whole | None = None,
) -> Import:
    """Read a file of an old register (đọc sổ cũ) and keep what was seen; nothing goes into the register yet.

    `whole` is what `read` has understood of this very file, where that is at hand.

    Raises Refused for an officer who neither leads nor administers the unit, and for a file that is no register.
    """
    policies.check_can_bring_in(by, unit, on=on)
    whole = whole or read(content, register)
    found = Import(
        unit=unit,
        register=register,
        file_name=clean(name)[-150:],
        sha256=hashlib.sha256(content).hexdigest(),
        state=State.READ.value,
        by=by,
        on=on,
        at=dates.now(),
        salt=secrets.token_hex(16),
    )
    _see(found, whole)
    found.save(force_insert=True)
    Upload.objects.create(of=found, content=content)
    Progress.objects.create(of=found)
    ledger.record(found, "read_register", by=by, on=on)
    return found


@transaction.atomic
def set_columns(
    found: Import, columns: Mapping[int, str], *, heading_row: int | None = None, by: Account, on: date
) -> Import:
    """Say which column is which (chọn cột) and read the file again. Raises Refused as prepare does."""
    locked = ledger.lock(found, State.READ)
    policies.check_can_bring_in(by, locked.unit, on=on)
    row = heading_row or locked.seen.get("pointed")
    whole = read(content_of(locked), locked.register, None if heading_row else columns, row)
    _see(locked, whole)
    if row:
        locked.seen["pointed"] = row
    locked.save(update_fields=["columns", "seen"])
    ledger.record(locked, "set_columns", by=by, on=on)
    return locked


@transaction.atomic
def queue(found: Import, *, leaves_out: bool, by: Account, on: date) -> Import:
    """Let the worker bring it in. Raises Refused while rows are not understood and nobody chose to leave them out."""
    locked = ledger.lock(found, State.READ)
    policies.check_can_bring_in(by, locked.unit, on=on)
    check_may_go_in(locked, leaves_out)
    locked.state, locked.leaves_out = State.QUEUED.value, leaves_out
    locked.save(update_fields=["state", "leaves_out"])
    ledger.record(locked, "queue_import", by=by, on=on, old=State.READ)
    return locked


@transaction.atomic
def set_back(found: Import, *, why: str, on: date) -> Import:
    """The worker could not bring it in: it stands as it was read, with the reason."""
    locked = ledger.lock(found, State.QUEUED)
    locked.state, locked.why = State.READ.value, why
    locked.save(update_fields=["state", "why"])
    ledger.record(locked, "set_back", by=SYSTEM, on=on, old=State.QUEUED)
    return locked


@transaction.atomic
def drop(found: Import, *, by: Account, on: date) -> Import:
    """Give an import up that was only read (bỏ): its file goes, that it was there stays on record."""
    locked = ledger.lock(found, State.READ)
    policies.check_can_bring_in(by, locked.unit, on=on)
    Upload.objects.filter(of=locked).delete()
    locked.state, locked.seen = State.DROPPED.value, without_words(locked.seen)
    locked.save(update_fields=["state", "seen"])
    ledger.record(locked, "drop_import", by=by, on=on, old=State.READ)
    return locked


@transaction.atomic
def give_kept(found: Import, *, by: Account, on: date) -> Event:
    """The rows that were kept are taken out as a file, with their names: always on record."""
    locked = ledger.lock(found, State.DONE)
    policies.check_can_bring_in(by, locked.unit, on=on)
    policies.check_reads(by, locked.unit, on=on)
    return ledger.record(locked, "give_kept", by=by, on=on)


@transaction.atomic
def give_back(found: Import, *, text: str, by: Account, on: date) -> Event:
    """What was brought in is taken out as a file in the form in which it came (xuất lại), names and all, for a reason.

    It counts as a look at all of it. Raises Refused for whoever may not read the letters of the unit.
    """
    locked = ledger.lock(found, State.DONE)
    policies.check_can_bring_in(by, locked.unit, on=on)
    policies.check_reads(by, locked.unit, on=on)
    return ledger.record(locked, "give_back", by=by, on=on, more={"reason": text})


def check_may_go_in(found: Import, leaves_out: bool) -> None:
    """Raises Refused when columns are missing, no row is understood, or some are not and are not to be left out."""
    if absent := tables.missing(Register(found.register), found.columns.values()):
        names = {column.name: str(column.label) for column in COLUMNS[Register(found.register)]}
        raise Refused(_("Còn thiếu cột: %(names)s.") % {"names": ", ".join(names[name] for name in absent)})
    if not found.seen["entries"]:
        raise Refused(_("Không có dòng nào đọc được; xin xem lại cột và dòng tiêu đề."))
    if found.seen["kept"] and not leaves_out:
        raise Refused(
            _(
                "Còn %(n)s dòng chưa đọc được nên chưa nhập gì. Sửa tệp rồi gửi lại, hoặc chọn để lại các dòng này."
            )
            % {"n": found.seen["kept"]}
        )


def content_of(found: Import) -> bytes:
    """The bytes of the file."""
    return bytes(Upload.objects.get(of=found).content)


def understood(found: Import) -> Whole:
    """The file of an import, understood by the columns that were set."""
    columns = {int(place): name for place, name in found.columns.items()}
    return read(content_of(found), found.register, columns, found.seen.get("pointed"))


def without_words(seen: dict[str, object]) -> dict[str, object]:
    """What was seen, without anything that stood in the file."""
    return {**seen, "rows": [], "problems": []}


def _see(found: Import, whole: Whole) -> None:
    found.columns = {str(place): name for place, name in sorted(whole.table.head.columns.items())}
    found.seen = whole.as_seen()
