"""How far the sheets of an XLSX reach, found before the reader makes a grid of them.

Two cells are enough for a grid of 17 billion, for which no machine has the memory: the reader would end the whole
process. So each part is unpacked once here, piece by piece, and counted.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

PIECE = 256 * 1024
MOST_UNPACKED = 400 * 1024 * 1024
MOST_TAGS = 20_000_000  # a register of 200,000 rows has about 10 million
MOST_CELLS = 12_000_000  # of the grids of all sheets together
_HEADER = 30  # bytes of a part's own header before its name
_SHEET = b"sheetData"
_PLACE = re.compile(r"([A-Za-z]{1,7})([0-9]{1,10})")
_FILLED = ("v", "is")
_STOPPED = (zlib.error, zipfile.BadZipFile, expat.ExpatError, ValueError, OSError, EOFError)


class TooLarge(Exception):
    """The file would fill the memory."""


class Broken(Exception):
    """The file is not what an office program writes."""


def check(content: bytes, *, most_unpacked: int = 0, most_tags: int = 0) -> None:
    """Look at every part of an XLSX, or of a DOCX, of which less is let in. Raises TooLarge or Broken."""
    unpacked, tags, cells = most_unpacked or MOST_UNPACKED, most_tags or MOST_TAGS, 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            for part in container.infolist():
                reach = Reach()
                for piece in _pieces(content, part):
                    unpacked -= len(piece)
                    tags -= piece.count(b"<")
                    if unpacked < 0 or tags < 0:
                        raise TooLarge
                if _is_sheet(content, part):
                    reach.read(_pieces(content, part))
                cells += reach.cells
                if cells > MOST_CELLS:
                    raise TooLarge
    except _STOPPED as why:
        raise Broken from why


def _pieces(content: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part unpacked to its real end: what the container says of its size may be a lie."""
    at = part.header_offset
    lengths = content[at + 26 : at + _HEADER]
    start = at + _HEADER + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    packed = content[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield from (packed[n : n + PIECE] for n in range(0, len(packed), PIECE))
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise Broken
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    while not inflate.eof and (piece := inflate.decompress(packed, PIECE)):
        packed = inflate.unconsumed_tail
        yield piece


def _is_sheet(content: bytes, part: zipfile.ZipInfo) -> bool:
    """Whether cells may stand in it: by what is in it, for its name can be any."""
    before = b""
    for piece in _pieces(content, part):
        if _SHEET in before + piece:
            return True
        before = piece[-len(_SHEET) :]
    return False


@dataclass
class Reach:
    """The last row and column of a sheet in which a cell is filled; empty cells, however coloured, are none."""

    rows: int = 0
    columns: int = 0
    _row: int = 0
    _column: int = 0

    @property
    def cells(self) -> int:
        """How many cells its grid has."""
        return self.rows * self.columns

    def read(self, pieces: Iterator[bytes]) -> None:
        """Go through the sheet. Raises Broken, ExpatError, ValueError for what is no plain XML."""
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler, parser.StartDoctypeDeclHandler = self._begins, _refuse
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)

    def _begins(self, name: str, marks: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            if place := marks.get("r"):
                self._row, self._column = _place(place)
            else:
                self._column += 1
        elif name in _FILLED:
            self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
        elif name == "row":
            self._row, self._column = int(marks["r"]) if "r" in marks else self._row + 1, 0


def _place(said: str) -> tuple[int, int]:
    """Row and column of “B7”, each from 1."""
    found = _PLACE.fullmatch(said)
    if found is None:
        raise Broken
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _refuse(*_declared: object) -> None:
    raise Broken
