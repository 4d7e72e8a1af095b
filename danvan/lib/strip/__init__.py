"""Files lose all that tells who made them, in memory only, or are refused.

For what denouncers send: the law protects who they are (Law on Denunciations 25/2018/QH14, Article 47 and after).
Nothing is cut out of a file: what is seen is written anew, and what nobody sees is left behind. The libraries that do
it are loaded with the first file that needs them, so that a server that never sees one starts without.
"""

from importlib import import_module

from danvan.lib.strip.terms import MOST_BYTES, CannotStrip, Reason, Stripped

__all__ = ["CannotStrip", "Reason", "Stripped", "strip"]

# How a file begins → the module that writes such files anew. What begins otherwise may be plain text.
_WAYS = {
    b"\xff\xd8\xff": "images",
    b"\x89PNG\r\n\x1a\n": "images",
    b"GIF87a": "images",
    b"GIF89a": "images",
    b"RIFF": "images",
    b"%PDF-": "pdf",
    b"PK\x03\x04": "office",
}
_OLD_OFFICE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")


def strip(name: str, content: bytes) -> Stripped:
    """The same file without a word of who made it, when, where and with what; `name` is never used nor kept.

    Told by content. Raises CannotStrip for whatever cannot be done wholly; its reason is a word of `Reason` and
    carries nothing of the file, nor does an error behind it.
    """
    try:
        return _strip(content)
    except CannotStrip as refusal:
        reason = refusal.reason
    except Exception:  # noqa: BLE001 - on hostile bytes the libraries raise whatever they like; its text may quote the file
        reason = Reason.DAMAGED
    raise CannotStrip(reason)  # out here, so that the first error and its frames do not travel along


def _strip(content: bytes) -> Stripped:
    if len(content) > MOST_BYTES:
        raise CannotStrip(Reason.TOO_LARGE)
    if content.startswith(_OLD_OFFICE):
        raise CannotStrip(Reason.OLD_OFFICE)
    way = next((way for beginning, way in _WAYS.items() if content.startswith(beginning)), "plain")
    stripped: Stripped = import_module(f"{__name__}.{way}").strip(content)
    return stripped
