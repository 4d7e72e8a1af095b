"""Files of procedures understood: what the national portal gives out as JSON, and spreadsheets of codes.

Whatever is not clear is kept as it came, with a doubt; nothing is guessed, nothing left out.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from danvan.lib.spreadsheet import Unreadable
from danvan.procedures.reading import portal, sheet
from danvan.procedures.reading.entries import Entry

MOST_BYTES = 10 * 1024 * 1024
MOST_ENTRIES = 10_000
READERS = {"portal": portal.entry, "sheet": sheet.entry}


def read(content: bytes) -> tuple[str, list[Entry]]:
    """The form of a file and its entries. Raises Unreadable, with what to do."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("Tệp lớn hơn 10 MB; xin chia thành nhiều tệp."))
    form = "portal" if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{") else "sheet"
    raws = portal.raws(content) if form == "portal" else sheet.raws(content)
    if not raws:
        raise Unreadable(_("Tệp không có thủ tục nào."))
    if len(raws) > MOST_ENTRIES:
        raise Unreadable(_("Tệp có hơn 10.000 thủ tục; xin chia thành nhiều tệp."))
    return form, again(form, raws)


def again(form: str, raws: Iterable[tuple[str, dict[str, Any]]]) -> list[Entry]:
    """The entries of raws that were kept: (where in the file, as it came)."""
    return [READERS[form](where, raw) for where, raw in raws]
