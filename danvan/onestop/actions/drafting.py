"""An application is filled in at the portal: begun, kept, gone on with, agreed to by others, filed; or it expires."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import actions as cases
from danvan.cases.actions.files import path_of
from danvan.cases.errors import StepRefused
from danvan.cases.models import Attachment
from danvan.journal import actions as journal
from danvan.journal.actors import CITIZEN, SYSTEM
from danvan.lib import codes, dates
from danvan.lib.text import clean
from danvan.onestop import clock, online, policies
from danvan.onestop.actions.online import use_again
from danvan.onestop.actions.receiving import Filing, Scanned, receive
from danvan.onestop.models import Application, Behalf, CoSigner, Draft, DraftFile
from danvan.people.models import Unit
from danvan.procedures.models import Procedure, Version
from danvan.procedures.workflow import Channel

STREAM = "draft"
MOST_FILES, MOST_BYTES, MOST_COSIGNERS = 20, 60 * 1024 * 1024, 10
KEEP_STUB = timedelta(days=7)
NewFile = tuple[str, bytes, str]
PERSON = ("full_name", "phone", "email", "citizen_id", "address", "tell_by")


@transaction.atomic
def begin(procedure: Procedure, *, unit: Unit, said: Mapping[str, Any], on: date) -> tuple[Draft, str]:
    """Begin an application at the portal for a unit; the draft and its code, which is told once and kept as a hash.

    Raises StepRefused where the procedure is not carried out that day, or has no way online whose term can be counted.
    """
    if online.fileable(procedure, on) is None:
        policies.check_usable(procedure, on)
        raise policies.no_such_way(Channel.ONLINE)
    code, now = codes.new_code(), clock.moment()
    draft = Draft.objects.create(
        procedure=procedure,
        unit=unit,
        code_hash=online.mark_of(code),
        submission=uuid4(),
        said=dict(said),
        begun_at=now,
        kept_at=now,
        expires_on=_until(on),
    )
    _note(draft, "draft_begin", on=on)
    return draft, code


@transaction.atomic
def keep(
    draft: Draft, said: Mapping[str, Any], files: Mapping[int, Sequence[NewFile]] | None = None, *, on: date
) -> list[int]:
    """Keep what was typed (lưu nháp): it lives so many days from now. Nothing is put on record: it is her own still.

    `files`: for papers, by place; they have gone through `files.check`, and the same file twice is kept once. Returns
    the places whose files were not kept: beyond the number and the bytes that one application may have.
    """
    row = _locked(draft)
    row.said = {**row.said, **said}
    row.kept_at, row.expires_on, row.warned_at = clock.moment(), _until(on), None
    row.save(update_fields=["said", "kept_at", "expires_on", "warned_at"])
    draft.said, draft.expires_on = row.said, row.expires_on
    return _add_files(row, files) if files else []


def _add_files(row: Draft, files: Mapping[int, Sequence[NewFile]]) -> list[int]:
    sizes = list(row.files.values_list("size", flat=True))
    made, over = [], []
    for place, some in files.items():
        sizes += [len(content) for _name, content, _kind in some]
        if len(sizes) > MOST_FILES or sum(sizes) > MOST_BYTES:
            del sizes[-len(some) :]
            over.append(place)
            continue
        for name, content, kind in some:
            mark = hashlib.sha256(content).hexdigest()
            given = {"name": name, "media_type": kind, "size": len(content), "content": content}
            made.append(DraftFile(draft=row, place=place, sha256=mark, **given))
    DraftFile.objects.bulk_create(made, ignore_conflicts=True)
    return over


def too_many() -> str:
    """What is said of files that were not kept."""
    told = {"most": MOST_FILES, "size": MOST_BYTES // 1024 // 1024}
    return _("Một hồ sơ gửi được nhiều nhất %(most)s tệp, cộng lại %(size)s MB.") % told


@transaction.atomic
def drop_file(draft: Draft, number: int) -> None:
    """Take a file out of the draft."""
    _locked(draft).files.filter(pk=number).delete()


@transaction.atomic
def invite(draft: Draft, full_name: str, *, on: date, again: CoSigner | None = None) -> tuple[CoSigner, str]:
    """Ask somebody to stand in it too (mời người cùng đứng tên): the row, and the link's secret, told once.

    `again`: ask the same person anew; her earlier link serves no more. Raises StepRefused without a name.
    """
    row, secret, name = _locked(draft), secrets.token_urlsafe(24), clean(full_name)[:120]
    if again is None and not name:
        raise StepRefused(_("Xin ghi họ và tên người cùng đứng tên."), field="cosigner")
    if again is None and row.cosigners.count() >= MOST_COSIGNERS:
        raise StepRefused(
            _("Một hồ sơ nộp qua mạng có nhiều nhất %(n)s người cùng đứng tên.") % {"n": MOST_COSIGNERS},
            field="cosigner",
        )
    found = again or CoSigner(draft=row, full_name=name)
    found.link_hash, found.invited_at = online.mark_of(secret), clock.moment()
    found.agreed_to, found.agreed_at = "", None
    found.save()
    _note(row, "draft_invite", on=on, data={"cosigner": found.pk})
    return found, secret


@transaction.atomic
def uninvite(draft: Draft, number: int, *, on: date) -> None:
    """Somebody does not stand in it after all."""
    row = _locked(draft)
    if row.cosigners.filter(pk=number).delete()[0]:
        _note(row, "draft_uninvite", on=on, data={"cosigner": number})


@transaction.atomic
def agree(cosigner: CoSigner, person: Mapping[str, str], *, mark: str, on: date) -> CoSigner:
    """She agrees to stand in it (đồng ý cùng đứng tên) as she read it; her link has served.

    `mark`: of the draft that she was shown. Raises StepRefused where it was changed meanwhile, or the link has served.
    """
    draft = _locked(cosigner.draft)
    row = CoSigner.objects.select_for_update().get(pk=cosigner.pk)
    if not row.link_hash or row.link_hash != cosigner.link_hash:
        raise StepRefused(_("Liên kết này đã dùng rồi. Xin người nộp gửi liên kết mới."))
    online.read_parts(draft)
    if mark != online.content_of(draft):
        raise StepRefused(_("Người nộp vừa sửa hồ sơ. Xin đọc lại rồi bấm đồng ý."))
    row.person = {
        name: clean(person.get(name, "")) for name in PERSON if name not in ("full_name", "tell_by")
    }
    row.link_hash, row.agreed_to, row.agreed_at = "", mark, clock.moment()
    row.save()
    _note(draft, "draft_agree", on=on, data={"cosigner": row.pk})
    return row


@transaction.atomic
def prove(draft: Draft, earlier: Application, *, on: date) -> None:
    """An earlier application is hers: her name and address are filled in from it, its papers can be pointed at."""
    row = _locked(draft)
    use_again(earlier, on=on)
    party = earlier.case.parties.order_by("pk").first()
    told = {name: getattr(party, name) for name in ("full_name", "address", "phone")} if party else {}
    row.said = {**row.said, **{name: value for name, value in told.items() if value}}
    row.earlier = earlier
    row.save(update_fields=["said", "earlier"])
    draft.said, draft.earlier = row.said, earlier


def file(draft: Draft, *, on: date) -> Application:
    """File it (nộp hồ sơ): from this minute its clock runs. The same draft twice is one application.

    Raises StepRefused where somebody has not agreed yet, and as `receive` does; then the draft is as it was.
    """
    with transaction.atomic():
        row = _locked(draft, filed_too=True)
        if row.filed_id:
            return Application.objects.select_related("case").get(pk=row.filed_id)
        online.read_parts(row)
        if waiting := online.awaited(row):
            names = ", ".join(one.full_name for one in waiting)
            raise StepRefused(_("Chưa có đồng ý của: %(names)s.") % {"names": names}, field="cosigner")
        version = policies.check_usable(row.procedure, on)
        made = receive(_filing(row, version), unit=row.unit, by=CITIZEN, on=on, submission=row.submission)
        row.files.all().delete()
        row.cosigners.all().delete()
        row.said, row.earlier, row.filed = {}, None, made.case
        row.expires_on = on + KEEP_STUB
        row.save()
        _note(row, "draft_file", on=on, data={"case": made.pk})
    return made


def expire(on: date) -> int:
    """Drafts whose days are over go, with all that was typed and sent; how many."""
    rows = Draft.objects.filter(expires_on__lt=on).order_by("pk")
    return sum(_expired(row.pk, on) for row in rows.only("pk"))


@transaction.atomic
def _expired(pk: int, on: date) -> int:
    row = Draft.objects.select_for_update(of=("self",)).filter(pk=pk, expires_on__lt=on).first()
    if row is None:
        return 0
    _note(row, "draft_expire", on=on, by=SYSTEM)
    row.delete()
    return 1


def _filing(draft: Draft, version: Version) -> Filing:
    """What is asked for, from what was typed; wrong words were turned away at their fields before."""
    said = draft.said
    behalf = said.get("behalf") or Behalf.SELF
    person = {name: said.get(name, "") for name in PERSON}
    filer = None
    if behalf != Behalf.SELF:
        filer = cases.Person(said.get("filer_name", ""), phone=said.get("filer_phone", ""))
        if behalf != Behalf.HELPER:  # a representative is told in the place of whom she represents
            filer = cases.Person(
                filer.full_name, phone=filer.phone, email=person["email"], tell_by=person["tell_by"]
            )
    way = online.way_of(version, said.get("way"))
    return Filing(
        procedure=draft.procedure,
        channel=Channel.ONLINE,
        applicant=cases.Person(**person),
        filer=filer,
        behalf=behalf,
        mandate=said.get("mandate", ""),
        result_by=said.get("result_by") or "person",
        way=way.place if way else 0,
        note=said.get("note", ""),
        cosigners=[cases.Person(one.full_name, **one.person) for one in draft.cosigners.order_by("pk")],
        scans=_scans(draft, version),
    )


def _scans(draft: Draft, version: Version) -> list[Scanned]:
    """The files of the draft, and of an earlier application those that were pointed at, as copies."""
    listed = {row.place for row in version.documents.all()}
    scans = [
        Scanned(row.place, (row.name, bytes(row.content), row.media_type))
        for row in draft.files.order_by("place", "pk")
        if row.place in listed
    ]
    for place, known in online.known_papers(draft.earlier, version).items():
        if not draft.said.get(f"again_{place}"):
            continue
        kept = Attachment.objects.filter(pk__in=known.files)
        copies = [
            Scanned(place, (one.name, path_of(one).read_bytes(), one.media_type), known.receipt)
            for one in kept
        ]
        scans += copies or [Scanned(place, earlier=known.receipt)]
    return scans


def _locked(draft: Draft, *, filed_too: bool = False) -> Draft:
    """The draft as it is now, nobody else writing to it. Raises StepRefused once it was filed, or is gone."""
    rows = Draft.objects.select_for_update(of=("self",)).select_related(
        "procedure", "unit", "earlier__case", "earlier"
    )
    found = rows.filter(pk=draft.pk).first()
    if found is None:
        raise StepRefused(_("Bản nháp này đã hết hạn giữ và đã xóa."))
    if found.filed_id and not filed_too:
        raise StepRefused(_("Hồ sơ này đã nộp rồi. Xin xem bằng mã tra cứu trên giấy tiếp nhận."))
    return found


def _until(on: date) -> date:
    return on + timedelta(days=settings.DANVAN_DRAFT_DAYS)


def _note(
    draft: Draft, verb: str, *, on: date, by: Any = CITIZEN, data: dict[str, Any] | None = None
) -> None:
    """Put on record that something happened to a draft; nothing of what stands in it."""
    journal.record(stream=STREAM, subject=draft.pk, verb=verb, by=by, on=on, data=data or {})


def warn(draft: Draft) -> None:
    """Remember that she was told of the last day of her draft."""
    Draft.objects.filter(pk=draft.pk).update(warned_at=dates.now())
