"""Plain text: decoded and written anew, without the letters that nobody sees."""

import re
import unicodedata
from contextlib import suppress

from danvan.lib.strip.terms import CannotStrip, Reason, Stripped

# Texts in which a program writes down who made them, or what is left of a broken file of another kind.
_NOT_PLAIN = re.compile(
    r"\A\s*(<[?!a-z]|%!|from:|from |received:|return-path:|delivered-to:|message-id:|mime-version:|subject:"
    r"|date:|begin:v)|%pdf-|%%eof|\bendobj\b|\bstartxref\b|\{\\rtf|content-transfer-encoding:",
    re.IGNORECASE,
)
_VISIBLE_CONTROLS = "\n\t"
_UNREADABLE = {"Cc", "Cn", "Co", "Cs"}  # controls, and codes to which no letter belongs


def strip(content: bytes) -> Stripped:
    """Text in UTF-8 or Windows-1258, as UTF-8; invisible letters and blanks at the ends of lines are gone."""
    text = unicodedata.normalize("NFC", _decoded(content)).replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\f", "\n")
    if not text.strip() or _NOT_PLAIN.search(text):
        raise CannotStrip(Reason.UNKNOWN)
    used = set(text)  # told letter by letter once, not in every place: a text may have millions
    if any(unicodedata.category(one) in _UNREADABLE for one in used - set(_VISIBLE_CONTROLS)):
        raise CannotStrip(Reason.UNKNOWN)
    # A row of letters without width can spell a mark; so can blanks before the end of a line.
    unseen = {ord(one): None for one in used if unicodedata.category(one) == "Cf" or _is_selector(one)}
    seen = text.translate(unseen)
    lines = [
        re.sub(r"[^\S\n\t]", " ", line).rstrip() for line in unicodedata.normalize("NFC", seen).split("\n")
    ]
    return Stripped("text/plain", ("\n".join(lines).strip("\n") + "\n").encode())


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1258"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise CannotStrip(Reason.UNKNOWN)


def _is_selector(letter: str) -> bool:
    """Variation selectors and fillers: marks without a shape of their own, of which whole messages are made."""
    return (
        "\ufe00" <= letter <= "\ufe0f"
        or "\U000e0100" <= letter <= "\U000e01ef"
        or letter in "\u034f\u115f\u1160\u3164"
    )
