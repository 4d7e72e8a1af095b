"""Reads of applications that are filled in at the portal: a draft by its code, who agreed, what is known already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef
from django.utils.crypto import salted_hmac

from danvan.lib import codes
from danvan.lib.canonical import digest
from danvan.lib.joined import Part, keep
from danvan.lib.text import fold
from danvan.onestop.models import Application, CoSigner, Draft, DraftFile
from danvan.people import queries as people
from danvan.procedures import queries as catalogue
from danvan.procedures.models import Document, Procedure, Version, Way
from danvan.procedures.terms import TermUnit
from danvan.procedures.workflow import Channel

NOBODY = "0" * codes.LENGTH
_OF_DRAFT, _OF_VERSION = {"draft": OuterRef("pk")}, {"version": OuterRef("pk")}
PARTS = {
    "files": Part(DraftFile.objects.filter(**_OF_DRAFT).order_by("place", "pk"), without=("content",)),
    "cosigners": Part(CoSigner.objects.filter(**_OF_DRAFT).order_by("pk")),
}
"""What hangs on a draft."""
OF_VERSION = {
    "ways": Part(Way.objects.filter(**_OF_VERSION).order_by("place")),
    "documents": Part(Document.objects.filter(**_OF_VERSION).order_by("place")),
}
"""What a procedure says that is asked while a draft is filled in."""
COUNTED = (TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS, TermUnit.WORKING_HOURS, TermUnit.SAME_DAY)


def mark_of(secret: str) -> str:
    """What is kept of a code or a link: a keyed hash, from which nobody finds it again."""
    return salted_hmac("danvan.onestop.draft", secret, algorithm="sha256").hexdigest()


def draft_by(code: str, on: date) -> Draft | None:
    """The draft with this code, `unit_name` on that day; what is no code costs the same statement as a wrong one."""
    stored = codes.normalise(code) or NOBODY
    rows = Draft.objects.select_related("procedure", "unit", "earlier__case", "filed")
    rows = rows.annotate(unit_name=people.name_of_day(on, "unit_id"))
    return rows.filter(code_hash=mark_of(stored)).first()


def read_parts(draft: Draft) -> None:
    """Its files, without their bytes, and its co-signers, as they are now; one statement."""
    asked = {f"told_{name}": part.asked() for name, part in PARTS.items()}
    told = Draft.objects.filter(pk=draft.pk).order_by().annotate(**asked).values(*asked).first() or {}
    for name, part in PARTS.items():
        keep(draft, name, part.made(told.get(f"told_{name}", ())))


def fileable(procedure: Procedure, day: date) -> Version | None:
    """The version under which it is filed online that day, with its ways and papers; None where it is not.

    One statement.
    """
    asked = {f"told_{name}": part.asked() for name, part in OF_VERSION.items()}
    found = catalogue.usable(procedure, day, **asked)
    if found is None:
        return None
    for name, part in OF_VERSION.items():
        keep(found, name, part.made(vars(found).pop(f"told_{name}")))
    return found if ways_online(found) else None


def cosigner_by(link: str) -> CoSigner | None:
    """The co-signer whose link it is; None for a link that has served, or that nobody made."""
    rows = CoSigner.objects.select_related("draft__procedure", "draft__unit")
    return rows.filter(link_hash=mark_of(link), draft__filed__isnull=True).first()


def ways_online(version: Version) -> list[Way]:
    """Ways by which a citizen files online herself: those whose term can be counted, so that an hour is promised."""
    return [
        row
        for row in version.ways.all()
        if row.channel == Channel.ONLINE
        and row.term.unit in COUNTED
        and (row.term.amount or row.term.unit == TermUnit.SAME_DAY)
    ]


def only_in_words(version: Version) -> bool:
    """Whether it is filed online, but by terms in words alone, which promise no hour: nobody files it here herself."""
    return any(row.channel == Channel.ONLINE for row in version.ways.all()) and not ways_online(version)


def way_of(version: Version, place: object) -> Way | None:
    """The way online of that place; the first where none is named, or the named one is gone."""
    ways = ways_online(version)
    return next((row for row in ways if str(row.place) == str(place)), ways[0] if ways else None)


def content_of(draft: Draft) -> str:
    """The mark of all that stands in a draft whose parts were read: another word or file, another mark."""
    files = sorted((row.place, row.sha256) for row in draft.files.all())
    return digest([draft.procedure_id, draft.unit_id, draft.said, [list(each) for each in files]])


def awaited(draft: Draft) -> list[CoSigner]:
    """Co-signers who have not agreed to the draft, whose parts were read, as it stands now."""
    mark = content_of(draft)
    return [row for row in draft.cosigners.all() if row.agreed_to != mark]


@dataclass(frozen=True)
class Known:
    """A paper that an earlier application brought: its receipt and day, and the files, where it came as files."""

    place: int
    name: str
    receipt: str
    on: date
    files: Sequence[int] = ()


def known_papers(earlier: Application | None, version: Version) -> dict[int, Known]:
    """Papers of the version, by place, that the earlier application brought under the same name; two statements."""
    if earlier is None or earlier.case.destroyed_on:
        return {}
    brought: dict[str, list[int]] = {}
    for handed in earlier.handed.select_related("document"):
        if handed.originals or handed.copies:
            brought.setdefault(fold(handed.document.name), [])
    for scan in earlier.scans.select_related("document"):
        files = brought.setdefault(fold(scan.document.name), [])
        files += [scan.attachment_id] if scan.attachment_id else []
    return {
        row.place: Known(
            row.place, row.name, earlier.receipt, earlier.case.received_on, brought[fold(row.name)]
        )
        for row in version.documents.all()
        if fold(row.name) in brought
    }


def lacking(
    documents: Sequence[Document], files: Sequence[DraftFile], again: Sequence[int]
) -> list[Document]:
    """Papers of which neither a file came nor an earlier one is named; those that are only shown are not asked for."""
    there = {row.place for row in files} | set(again)
    return [row for row in documents if row.place not in there and not row.to_show]
