"""Photos: read by content, turned upright, made small, and freed of what the camera wrote into them."""

import hashlib
import io
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from danvan.lib import filetypes

FOLDER = "emulation"
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
SIDE = 1280
QUALITY = 78
TAKEN = ("image/jpeg", "image/png", "image/webp")


@dataclass(frozen=True)
class Shot:
    """A photo that may be kept: JPEG without any word of the camera's, its width and height."""

    content: bytes
    width: int
    height: int


def problem(file: UploadedFile) -> str | None:
    """What is wrong with the file, in a sentence; None when it is a photo."""
    try:
        read(file)
    except ValueError as why:
        return str(why)
    return None


def read(file: UploadedFile) -> Shot:
    """The photo, upright, at most SIDE pixels wide or high. Raises ValueError with a sentence."""
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    told = {"name": file.name or ""}
    if len(content) > MOST_BYTES:
        raise ValueError(_("Ảnh “%(name)s” lớn hơn 10 MB.") % told)
    if filetypes.media_type(content) not in TAKEN:
        raise ValueError(_("Tệp “%(name)s” không phải ảnh JPG, PNG hoặc WebP.") % told)
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as found:
            if found.width * found.height > MOST_PIXELS:
                raise ValueError(_("Ảnh “%(name)s” quá lớn; xin chụp ở cỡ nhỏ hơn.") % told)
            upright = ImageOps.exif_transpose(found).convert("RGB")
    except Image.DecompressionBombError as why:
        raise ValueError(_("Ảnh “%(name)s” quá lớn; xin chụp ở cỡ nhỏ hơn.") % told) from why
    except (UnidentifiedImageError, OSError, SyntaxError) as why:
        raise ValueError(_("Ảnh “%(name)s” bị hỏng, không đọc được.") % told) from why
    upright.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Shot(out.getvalue(), *upright.size)


def store(shot: Shot) -> tuple[str, str]:
    """Keep the bytes under a drawn name; where they lie below MEDIA_ROOT, and their SHA-256."""
    token = secrets.token_hex(20)
    path = f"{FOLDER}/{token[:2]}/{token}"
    target = path_of(path)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(shot.content)
        out.flush()
        os.fsync(out.fileno())
    return path, hashlib.sha256(shot.content).hexdigest()


def path_of(path: str) -> Path:
    """Where the bytes lie on the disk."""
    return Path(settings.MEDIA_ROOT) / path
