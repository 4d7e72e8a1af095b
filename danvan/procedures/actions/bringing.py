"""A list of procedures is brought in (nhập danh mục): looked at first, then each entry becomes a draft.

Nothing is published by it. The same file again makes nothing twice; an entry that cannot be made into a draft stays
with its import as it came, and says why.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from danvan.journal import prints
from danvan.journal.actions import First, record, record_first
from danvan.lib.canonical import digest
from danvan.lib.spreadsheet import Unreadable
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit
from danvan.procedures import policies, queries, reading
from danvan.procedures.actions import drafting, fates, ledger
from danvan.procedures.actions.fates import Planned
from danvan.procedures.content import of_version
from danvan.procedures.models import Import, Line, Procedure, Version
from danvan.procedures.reading.entries import Entry
from danvan.procedures.workflow import Status

STREAM, SALT = "catalogue", "catalogue"
BATCH = 2000


@transaction.atomic
def prepare(*, unit: Unit, name: str, content: bytes, by: Account, on: date) -> Import:
    """Read a file and keep what was seen, entry by entry; the catalogue stays as it is.

    Raises Refused for an officer who neither leads nor administers the unit, and for a file that is no catalogue.
    """
    policies.check_can_edit(by, unit, on)
    try:
        form, entries = reading.read(content)
    except Unreadable as why:
        raise Refused(str(why.sentence), field="file") from why
    found = Import(unit=unit, form=form, file_name=clean(name)[-150:], by=by, on=on, state=Import.State.READ)
    found.sha256 = hashlib.sha256(content).hexdigest()
    planned = fates.plan(entries, unit)
    found.counts, found.lines_hash = _counts(planned), ""
    found.save()
    Line.objects.bulk_create([_line(found, place, one) for place, one in enumerate(planned, 1)], BATCH)
    return _write(found, "read_catalogue", by=by, on=on)


@transaction.atomic
def bring_in(found: Import, *, by: Account, on: date) -> Import:
    """Make drafts of the entries; what changed since the file was looked at counts.

    Raises Refused without a right, and for a file that is in or was given up.
    """
    row = _held(found, by, on)
    ledger.one_at_a_time()
    lines = list(row.lines.order_by("place"))
    entries = reading.again(row.form, ((line.where, line.raw) for line in lines))
    planned = fates.plan(entries, row.unit)
    source = _("%(file)s, nhập ngày %(day)s") % {"file": row.file_name[-120:], "day": f"{on:%d/%m/%Y}"}
    new = [one for one in planned if one.fate == Line.Fate.NEW]
    for start in range(0, len(new), BATCH):
        _begin_all(new[start : start + BATCH], row.unit, source, by=by, on=on)
    for one in planned:
        if one.fate == Line.Fate.CHANGED and one.of:
            one.version = _next_of(one, source, by=by, on=on)
    for line, one in zip(lines, planned, strict=True):
        line.fate, line.version = one.fate, one.version
        line.problems = [doubt.as_data() for doubt in one.doubts]
    Line.objects.bulk_update(lines, ["fate", "version", "problems"], BATCH)
    row.counts, row.state = _counts(planned), Import.State.DONE
    return _write(row, "bring_in_catalogue", by=by, on=on)


@transaction.atomic
def give_up(found: Import, *, by: Account, on: date) -> Import:
    """Give a file up that was only looked at. Raises Refused as `bring_in`."""
    row = _held(found, by, on)
    row.state = Import.State.DROPPED
    return _write(row, "drop_catalogue", by=by, on=on)


def _held(found: Import, by: Account, on: date) -> Import:
    row = Import.objects.select_for_update(of=("self",)).select_related("unit").get(pk=found.pk)
    policies.check_can_edit(by, row.unit_id, on)
    if row.state != Import.State.READ:
        raise Refused(_("Tệp này đã nhập hoặc đã bỏ; muốn nhập lại thì gửi lại tệp."))
    return row


def _begin_all(planned: Sequence[Planned], unit: Unit, source: str, *, by: Account, on: date) -> None:
    """New procedures with their first drafts, in few statements; recorded exactly as `drafting.begin` does it."""
    procedures = [
        Procedure(unit=unit, code=one.entry.code, code_given=one.entry.code_given, origin=one.entry.origin)
        for one in planned
    ]
    Procedure.objects.bulk_create(procedures)
    versions = [_draft(one, it, source, by, on) for one, it in zip(planned, procedures, strict=True)]
    Version.objects.bulk_create(versions)
    parts: dict[int, list[Model]] = {version.pk: [] for version in versions}
    made = [one.entry.content.rows(version) for one, version in zip(planned, versions, strict=True)]
    for at in range(len(queries.PARTS)):
        table = made[0][at][0]
        for row in table._default_manager.bulk_create([row for each in made for row in each[at][1]], BATCH):
            parts[row.version_id].append(row)
    record_first(
        stream=ledger.STREAM,
        verb="procedure_draft",
        rows=[
            First(it.pk, by, on, _told(source, [it, version, *parts[version.pk]]))
            for it, version in zip(procedures, versions, strict=True)
        ],
    )
    for one, version in zip(planned, versions, strict=True):
        one.version = version


def _draft(one: Planned, procedure: Procedure, source: str, by: Account, on: date) -> Version:
    version = Version(
        procedure=procedure,
        number=1,
        status=Status.DRAFT.value,
        revision=1,
        doubts=[doubt.as_data() for doubt in one.doubts],
        source=source,
        source_hash=one.entry.hash,
        made_by=by,
        made_on=on,
    )
    one.entry.content.put(version)
    return version


def _told(source: str, rows: Sequence[Model]) -> dict[str, object]:
    return {"version": 1, "source": source, "rows": prints.of(rows, ledger.SALT)}


def _next_of(one: Planned, source: str, *, by: Account, on: date) -> Version:
    """The next draft of a procedure that the file tells otherwise: what the file does not tell stays."""
    assert one.of
    procedure = ledger.hold(one.of.procedure_id)
    told = fates.merged(of_version(one.of), one.entry.content)
    mark = one.entry.hash
    return drafting.begin(procedure, told, by=by, on=on, doubts=one.doubts, source=source, source_hash=mark)


def _line(found: Import, place: int, one: Planned) -> Line:
    entry: Entry = one.entry
    return Line(
        of=found,
        place=place,
        where=entry.where[:80],
        name=entry.content.name,
        code=(entry.code or entry.code_given)[:60],
        fate=one.fate,
        raw=entry.raw,
        problems=[doubt.as_data() for doubt in one.doubts],
    )


def _counts(planned: Sequence[Planned]) -> dict[str, int]:
    fated = Counter(str(one.fate) for one in planned)
    doubtful = sum(1 for one in planned if one.doubts and one.fate in (Line.Fate.NEW, Line.Fate.CHANGED))
    return {**{fate.value: fated[fate.value] for fate in Line.Fate}, "doubtful": doubtful}


def _write(found: Import, verb: str, *, by: Account, on: date) -> Import:
    """Save it with one hash over its lines, and put it on record."""
    found.lines_hash = lines_hash(found)
    found.save()
    rows = prints.of([Import.objects.get(pk=found.pk)], SALT)
    record(stream=STREAM, subject=found.pk, verb=verb, by=by, on=on, new=found.state, data={"rows": rows})
    return found


def lines_hash(found: Import) -> str:
    """One hash over every entry: where it stood, as it came, what became of it."""
    names = ("place", "where", "name", "code", "fate", "raw", "problems", "version_id")
    return digest(list(found.lines.order_by("place").values_list(*names)))
