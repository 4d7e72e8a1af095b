"""What a file is, by its content and never by its name."""

import io
import re
import zipfile
import zlib

import puremagic

# What an office takes in: pictures of papers, PDF, Word and Excel. Everything else is refused.
ACCEPTED = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
_SIGNATURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"%PDF-": "application/pdf",
}
_OFFICE_PARTS = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Programs inside an Office file: Visual Basic, ActiveX, embedded objects.
_PROGRAMS = re.compile(r"(^|/)(vba[^/]*|activex/.*|embeddings/.*\.bin)$")
_TYPES = "[content_types].xml"
_TYPES_MOST = 1024 * 1024  # bytes of that list that are read; an honest one has a few thousand
_PARTS_MOST = 10_000


def media_type(content: bytes) -> str | None:
    """The type of an accepted file, or None for everything else, macros included."""
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    try:
        found = puremagic.from_string(content[:4096], mime=True)
    except (puremagic.PureError, ValueError):
        return None
    return found if found in ACCEPTED else None


def _office(content: bytes) -> str | None:
    """Word or Excel by the parts inside the container; None when a part is a program or the list of types says so."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            names = container.namelist()
            parts = {name.replace("\\", "/").lstrip("/").lower() for name in names}
            if len(names) > _PARTS_MOST or any(_PROGRAMS.search(part) for part in parts):
                return None
            if _says_macros(container, names):
                return None
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError, OSError):
        return None
    return next((kind for part, kind in _OFFICE_PARTS.items() if part in parts), None)


def _says_macros(container: zipfile.ZipFile, names: list[str]) -> bool:
    """Whether the list of types names macros, is missing, twice there, or longer than an honest one."""
    lists = [name for name in names if name.replace("\\", "/").lstrip("/").lower() == _TYPES]
    if len(lists) != 1:
        return True
    with container.open(lists[0]) as part:
        told = part.read(_TYPES_MOST + 1)
    if len(told) > _TYPES_MOST:
        return True
    plain = told.replace(b"\x00", b"").lower()  # a list in UTF-16 says it with a zero after each letter
    return any(word in plain for word in (b"macroenabled", b"vbaproject", b"activex", b"&#"))
