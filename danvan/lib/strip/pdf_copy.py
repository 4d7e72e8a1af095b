"""What of a PDF is copied: the keys that a page needs to be drawn, and no other.

A list of what is let through, not of what is taken out: programs put names of files, of people and of machines under
keys of their own making (/PieceInfo, /PTEX.FileName, /LastModified …), and tomorrow under others.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from danvan.lib.strip.images import repaint_samples
from danvan.lib.strip.terms import Budget, CannotStrip, Reason, words

# ISO 32000-1, tables 58, 87-89, 95-96 (graphics), 38-41 (functions), 75-83 (patterns, shadings), 111-126 (fonts).
_KEYS = words(
    "/Type /Subtype /S /FormType /BBox /Matrix /Resources /Group /CS /I /K /Width /Height /ColorSpace "
    "/BitsPerComponent /Intent /ImageMask /Mask /Decode /Interpolate /SMask /SMaskInData /Matte /LW /LC /LJ "
    "/ML /D /RI /OP /op /OPM /Font /BG /BG2 /UCR /UCR2 /TR /TR2 /FL /SM /SA /BM /CA /ca /AIS /TK /G /BC "
    "/FunctionType /Domain /Range /Size /BitsPerSample /Order /Encode /C0 /C1 /N /Functions /Bounds "
    "/ShadingType /Background /AntiAlias /Function /Coords /Extend /BitsPerCoordinate /BitsPerFlag "
    "/VerticesPerRow /PatternType /PaintType /TilingType /XStep /YStep /Shading /ExtGState /WhitePoint "
    "/BlackPoint /Gamma /BaseFont /Encoding /ToUnicode /FirstChar /LastChar /Widths /FontDescriptor "
    "/DescendantFonts /CIDSystemInfo /DW /W /DW2 /W2 /CIDToGIDMap /FontBBox /FontMatrix /CharProcs "
    "/BaseEncoding /Differences /FontName /Flags /ItalicAngle /Ascent /Descent /Leading /CapHeight /XHeight "
    "/StemV /StemH /AvgWidth /MaxWidth /MissingWidth /FontFile /FontFile2 /FontFile3 /CharSet /Registry "
    "/Ordering /Supplement /Length1 /Length2 /Length3 /CMapName /WMode /UseCMap "
)
_RESOURCES = ("/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font")
_STRINGS = {"/Registry", "/Ordering", "/CharSet"}  # the only texts without which a font cannot be drawn
_PROGRAMS = {"/ToUnicode", "/UseCMap", "/Encoding", "/Function", "/Functions", "/TR", "/TR2", "/BG2", "/UCR2"}
# Under these stand bytes that are neither pictures nor drawings: letters of fonts, and tables.
_DATA = _PROGRAMS | words("/FontFile /FontFile2 /FontFile3 /CIDToGIDMap /Lookup")
_OPERATORS = words(
    "b B b* B* BT c cm CS cs d d0 d1 Do ET f F f* G g gs h i j J K k l m M n q Q re RG rg ri s S SC sc SCN scn sh "
    "T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
)
_NAMING = words("cs CS sc SC scn SCN gs Do sh Tf ri")
_SHOWING = words("Tj TJ ' \"")
_PLAIN_FILTERS = {"/FlateDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode"}
_DEVICES = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}
_DEEPEST = 60
_COMMENT = re.compile(rb"%[^\r\n]*")


class Copy:
    """Copies objects of one document into a new one; each object once, however often it is used."""

    def __init__(self, new: pikepdf.Pdf) -> None:
        self.new = new
        self.budget = Budget()
        self._made: dict[tuple[tuple[int, int], str], Object] = {}
        self._depth = 0

    def contents(self, page: Object) -> Stream:
        """What is drawn on a page, as one stream."""
        return self.new.make_stream(self._drawing(page))

    def resources(self, old: Object) -> Dictionary:
        """What a drawing calls by name: fonts, pictures, colours; the lists of properties of its words are left out."""
        fresh = Dictionary()
        for kind in _RESOURCES:
            if kind in old:
                fresh[kind] = Dictionary(
                    {name: self.value(value, kind) for name, value in old[kind].items() if value is not None}
                )
        return fresh

    def value(self, old: Any, key: str) -> Any:
        """A copy of what stands under a key; CannotStrip for what is nested too deeply or is of no known kind."""
        if old is None or isinstance(old, bool | int | float | Decimal | Name):
            return old
        if isinstance(old, String):
            return old if key in _STRINGS else String("")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise CannotStrip(Reason.DAMAGED)
        try:
            return self._container(old, key)
        finally:
            self._depth -= 1

    def _container(self, old: Object, key: str) -> Any:
        place = (old.objgen, key if key == "/CharProcs" or key in _PROGRAMS else "")
        if old.is_indirect and place in self._made:
            return self._made[place]
        if isinstance(old, Array):
            return self._array(old, key)
        if isinstance(old, Stream):
            fresh: Object = self.new.make_stream(b"")
            self._made[place] = fresh
            self._fill(fresh, old, key)
            return fresh
        if not isinstance(old, Dictionary):
            raise CannotStrip(Reason.DAMAGED)
        fresh = Dictionary()
        if old.is_indirect:
            fresh = self.new.make_indirect(fresh)
            self._made[place] = fresh
        if key == "/CharProcs":  # the letters of a font that is drawn: names of its own
            for name, value in old.items():
                fresh[name] = self.value(value, key)
        else:
            self._keys(fresh, old)
        return fresh

    def _array(self, old: Array, key: str) -> Any:
        first = old[0] if len(old) else None
        if first == Name.ICCBased:  # a profile tells the machine that it was made on
            return self._device(old)
        if first == Name.Indexed and len(old) == 4:
            colours = old[3] if isinstance(old[3], String) else self.value(old[3], "/Lookup")
            return Array([first, self.value(old[1], key), old[2], colours])
        return Array([self.value(one, key) for one in old])

    def _device(self, old: Array) -> Name:
        device = _DEVICES.get(int(old[1].get("/N", 0)))
        if device is None:
            raise CannotStrip(Reason.DAMAGED)
        return device

    def _keys(self, fresh: Object, old: Object) -> None:
        for key, value in old.items():
            if key == "/Resources":
                fresh[key] = self.resources(value)
            elif key in _KEYS and not (isinstance(value, String) and key not in _STRINGS):
                fresh[key] = self.value(value, key)

    def _fill(self, fresh: Object, old: Stream, key: str) -> None:
        """Copy keys and bytes of a stream; pictures are painted anew, drawings written anew."""
        if old.get("/Subtype") == Name.PS or "/F" in old:
            raise CannotStrip(Reason.EMBEDDED)
        self._keys(fresh, old)
        if old.get("/Subtype") == Name.Image and self._filters(old)[-1:] == ["/DCTDecode"]:
            fresh.write(self._photograph(old), filter=Name.DCTDecode)
        elif old.get("/Subtype") == Name.Form or old.get("/PatternType") == 1 or key == "/CharProcs":
            fresh.write(self._drawing(old))
        elif old.get("/Subtype") == Name.Image:
            fresh.write(self._samples(old))
        elif key in _DATA or "/FunctionType" in old or "/ShadingType" in old:
            data = self._unpacked(old)
            is_program = key in _PROGRAMS and old.get("/FunctionType", 4) == 4
            fresh.write(_COMMENT.sub(b"", data) if is_program else data)
        else:  # bytes of which nobody says what they draw
            raise CannotStrip(Reason.DAMAGED)

    def _filters(self, old: Stream) -> list[str]:
        found: Any = old.get("/Filter", [])
        return [str(found)] if isinstance(found, Name) else [str(one) for one in found]

    def _unpacked(self, old: Stream) -> bytes:
        if not set(self._filters(old)) <= _PLAIN_FILTERS:
            raise CannotStrip(Reason.PICTURE if old.get("/Subtype") == Name.Image else Reason.UNKNOWN)
        data = old.read_bytes(pikepdf.StreamDecodeLevel.specialized)
        self.budget.spend(size=len(data))
        return data

    def _samples(self, old: Stream) -> bytes:
        """The bytes of a picture that are drawn, and none behind them; too few are not a picture."""
        wide, high = int(old.get("/Width", 0)), int(old.get("/Height", 0))
        self.budget.spend(pixels=wide * high)
        mask = bool(old.get("/ImageMask", False))
        bits = 1 if mask else int(old.get("/BitsPerComponent", 0)) * _colours(old.get("/ColorSpace"))
        needed = (wide * bits + 7) // 8 * high
        data = self._unpacked(old)
        if not 0 < needed <= len(data):
            raise CannotStrip(Reason.DAMAGED)
        return data[:needed]

    def _photograph(self, old: Stream) -> bytes:
        """A JPEG of the same samples, without the segments in which cameras and programs write."""
        if "/DecodeParms" in old and old["/DecodeParms"] is not None:
            raise CannotStrip(Reason.PICTURE)
        raw = old.read_raw_bytes()
        outer = self._filters(old)[:-1]
        if outer:
            # Packed once more around the JPEG: a stream of its own, so that qpdf unpacks that layer only.
            packed = self.new.make_stream(raw, {"/Filter": Array([Name(one) for one in outer])})
            raw = self._unpacked(packed)
        size, colours, data = repaint_samples(raw, self.budget)
        if list(size) != [old.get("/Width"), old.get("/Height")]:
            raise CannotStrip(Reason.DAMAGED)
        space = old.get("/ColorSpace")
        if isinstance(space, Name) and space in _DEVICES.values() and space != _DEVICES[colours]:
            raise CannotStrip(Reason.DAMAGED)
        return data

    def _drawing(self, old: Object) -> bytes:
        """The same drawing by known operators only: no remarks, no tags with texts behind the picture."""
        for stream in _streams(old):
            self._unpacked(stream)
        instructions = pikepdf.parse_content_stream(old if isinstance(old, Stream) else pikepdf.Page(old))
        return pikepdf.unparse_content_stream(list(_seen(instructions))) + b"\n"


def _colours(space: Any) -> int:
    """How many numbers tell one point of a picture in a space of colours."""
    plain = {"/DeviceGray": 1, "/CalGray": 1, "/Indexed": 1, "/Separation": 1, "/DeviceCMYK": 4}
    plain |= dict.fromkeys(("/DeviceRGB", "/CalRGB", "/Lab"), 3)
    kind = str(space[0] if isinstance(space, Array) else space)
    if kind == "/ICCBased":
        return int(space[1]["/N"])
    if kind == "/DeviceN":
        return len(space[1])
    if kind not in plain:
        raise CannotStrip(Reason.PICTURE)
    return plain[kind]


def _streams(old: Object) -> Iterable[Any]:
    if isinstance(old, Stream):
        return [old]
    contents: Any = old["/Contents"]
    return list(contents) if isinstance(contents, Array) else [contents]


def _seen(instructions: Iterable[Any]) -> Iterable[Any]:
    for instruction in instructions:
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            if not set(instruction.iimage.filters) <= _PLAIN_FILTERS:
                raise CannotStrip(Reason.PICTURE)
            yield instruction
        elif (operator := str(instruction.operator)) in _OPERATORS:
            if not all(_is_fit(one, operator) for one in instruction.operands):
                raise CannotStrip(Reason.DAMAGED)
            yield instruction


def _is_fit(operand: Any, operator: str) -> bool:
    """Whether an operator takes such a thing: a name or a text before one that takes numbers draws nothing."""
    if isinstance(operand, Name):
        return operator in _NAMING
    if isinstance(operand, String):
        return operator in _SHOWING
    if isinstance(operand, Array):
        return operator in {"TJ", "d"} and all(_is_fit(one, operator) for one in operand)
    return not isinstance(operand, Dictionary)
