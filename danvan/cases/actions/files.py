"""Files are taken in with a case: checked by content, kept under random names, never executed."""

import hashlib
import os
import secrets
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from danvan.cases.errors import FileRefused
from danvan.cases.models import Attachment, Case
from danvan.lib import dates, filetypes
from danvan.lib.rows import insert
from danvan.lib.text import clean

MOST_FILES = 10
MOST_BYTES = 10 * 1024 * 1024
KEEP_UNKNOWN = timedelta(days=1)


def check(files: Sequence[UploadedFile]) -> list[tuple[str, bytes, str]]:
    """(name, content, media type) of each file; raises FileRefused with a sentence naming the one at fault."""
    if len(files) > MOST_FILES:
        raise FileRefused(_("Chỉ gửi được nhiều nhất %(most)s tệp.") % {"most": MOST_FILES})
    return [_checked(file) for file in files]


def attach(
    case: Case, files: Sequence[tuple[str, bytes, str]], *, from_citizen: bool, public: bool = False
) -> list[Attachment]:
    """Keep checked files with a case, inside the caller's transaction; the rows that were made.

    Returned rows carry the digests that the caller's event should keep.
    """
    rows = [_stored(case, name, content, kind, from_citizen, public) for name, content, kind in files]
    return list(insert(*rows))


def store(content: bytes) -> str:
    """Keep bytes that went through `check` under a random name; the path for a row of the caller's own table.

    Such a table is named in settings.DANVAN_KEEPS_FILES, or `sweep` takes its bytes for strays.
    """
    token = secrets.token_hex(20)
    path = f"{token[:2]}/{token}"
    target = Path(settings.MEDIA_ROOT) / path
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    return path


def sweep() -> int:
    """Remove bytes that no row knows, a day after they came: their transaction was not carried out."""
    root, known = Path(settings.MEDIA_ROOT), set(Attachment.objects.values_list("path", flat=True))
    for name in settings.DANVAN_KEEPS_FILES:
        known |= set(apps.get_model(name)._default_manager.values_list("path", flat=True))
    since = (dates.now() - KEEP_UNKNOWN).timestamp()
    left = [path for path in root.glob("??/*") if path.is_file() and path.stat().st_mtime < since]
    strays = [path for path in left if str(path.relative_to(root)) not in known]
    for path in strays:
        path.unlink()
    return len(strays)


def path_of(attachment: Any) -> Path:
    """Where the bytes lie on the disk."""
    return Path(settings.MEDIA_ROOT) / attachment.path


def _checked(file: UploadedFile) -> tuple[str, bytes, str]:
    name = clean(Path(file.name or "").name)[:150] or _("tệp không tên")
    if (file.size or 0) > MOST_BYTES:
        raise FileRefused(
            _("Tệp “%(name)s” lớn hơn %(most)s MB. Ông/bà chụp nhỏ lại hoặc chia thành nhiều tệp.")
            % {"name": name, "most": MOST_BYTES // 1024 // 1024}
        )
    content = file.read()
    kind = filetypes.media_type(content)
    if not content or kind is None:
        raise FileRefused(
            _("Tệp “%(name)s” không đọc được. Chỉ nhận ảnh (JPG, PNG), PDF, Word và Excel không có macro.")
            % {"name": name}
        )
    return name, content, kind


def _stored(case: Case, name: str, content: bytes, kind: str, from_citizen: bool, public: bool) -> Attachment:
    path = store(content)
    return Attachment(
        case=case,
        name=name,
        media_type=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        path=path,
        from_citizen=from_citizen,
        public=public,
        added_at=dates.now(),
    )
