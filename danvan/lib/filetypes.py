"""What a file is, by its content and never by its name."""

import io
import zipfile

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
_MACROS = ("word/vbaProject.bin", "xl/vbaProject.bin")


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
    """Word or Excel by the parts inside the container."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            names = set(container.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if names.intersection(_MACROS):
        return None
    return next((kind for part, kind in _OFFICE_PARTS.items() if part in names), None)
