"""Evidence of completion: files are added, public or for officers alone, and taken off."""

import hashlib
from collections.abc import Sequence
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.actions import files as checked
from danvan.people.errors import Refused
from danvan.people.models import Account
from danvan.promises import policies
from danvan.promises.actions import ledger
from danvan.promises.models import Evidence, EvidenceContent, Promise

MOST = 20


@transaction.atomic
def add_files(
    promise: Promise, files: Sequence[UploadedFile], *, public: bool, by: Account, on: date
) -> list[Evidence]:
    """Add files that show what was done (bằng chứng), each known by its content.

    Raises Refused for a promise that is settled, without files, or with too many; FileRefused for one that is no
    picture, PDF or document.
    """
    row = ledger.hold(promise)
    policies.check_can_note(by, row, on)
    if not files:
        raise Refused(_("Xin chọn tệp."), field="files")
    if row.evidence.filter(off_on__isnull=True).count() + len(files) > MOST:
        raise Refused(_("Mỗi lời hứa có nhiều nhất %(n)s tệp.") % {"n": MOST}, field="files")
    made = [_stored(row, *told, public, by, on) for told in checked.check(files)]
    told = {"files": [each.pk for each in made]}
    ledger.write(row, "promise_file", by=by, on=on, old=row.status, public=False, rows=made, data=told)
    return made


@transaction.atomic
def take_off(evidence: Evidence, *, by: Account, on: date) -> Evidence:
    """Take a file off that was added by mistake: nobody is shown it any more; that it was there stays on record."""
    row = ledger.hold(evidence.promise_id)
    policies.check_can_note(by, row, on)
    found = Evidence.objects.get(pk=evidence.pk)
    if found.off_on is None:
        found.off_on, found.public = on, False
        found.save()
        told = {"off": found.pk}
        ledger.write(row, "promise_file", by=by, on=on, old=row.status, public=False, rows=[found], data=told)
    return found


def _stored(
    promise: Promise, name: str, content: bytes, kind: str, public: bool, by: Account, on: date
) -> Evidence:
    digest = hashlib.sha256(content).hexdigest()
    EvidenceContent.objects.get_or_create(pk=digest, defaults={"content": content})
    return Evidence.objects.create(
        promise=promise,
        name=name,
        media_type=kind,
        size=len(content),
        sha256=digest,
        public=public,
        on=on,
        by=by,
    )
