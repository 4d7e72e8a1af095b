"""Word, Excel and PowerPoint: a new container with the parts that can be seen, each written anew (office_markup).

Followed from the document's own relations: a part that no known relation leads to (properties, thumbnails, printers,
persons, custom data, older revisions) is never even read. Parts get new names, new relations and one fixed moment.
"""

import io
import posixpath
import re
import zipfile
from collections import deque
from dataclasses import dataclass, field

from lxml import etree

from danvan.lib.strip import images
from danvan.lib.strip.office_markup import clean, parse, written
from danvan.lib.strip.office_parts import (
    APPLICATIONS,
    CONTENT_TYPES,
    DATA_OF_A_CHART,
    REFUSED,
    RELATIONS,
    SINGLE,
    Application,
)
from danvan.lib.strip.terms import MOST_UNPACKED, Budget, CannotStrip, Reason, Stripped

_PARTS_MOST = 5_000
_PART_MOST = 40 * 1024 * 1024  # bytes of one part, unpacked
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a container can tell
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_EXTENSIONS = {"image/jpeg": "jpeg", "image/png": "png", "image/gif": "gif"}
_PROGRAM = re.compile(r"(^|/)(vba[^/]*|activex/.*|macrosheets/.*)$", re.IGNORECASE)


@dataclass
class _Part:
    """A part to come: what leads to it, its old and its new name; its relations and bytes when it is done."""

    kind: str
    source: str
    name: str
    relations: list[tuple[str, str, str]] = field(default_factory=list)  # new id, kind, new name
    content: bytes = b""


def strip(content: bytes) -> Stripped:
    """DOCX, XLSX or PPTX without properties, names, dates, ids of editing sessions, and paths.

    Remarks and changes that are tracked stay, by nobody; remarks in PowerPoint do not stay. Raises CannotStrip for
    programs, embedded files, sound, film, pictures other than JPEG, PNG and GIF, and OpenDocument.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            package = _Package(container)
            package.follow()
    except (zipfile.BadZipFile, EOFError, NotImplementedError):
        raise CannotStrip(Reason.DAMAGED) from None
    return Stripped(package.application.media_type, _container(package.parts, package.application))


class _Package:
    """The parts that can be seen of one Office file, and the order in which they are found."""

    def __init__(self, container: zipfile.ZipFile) -> None:
        self._container = container
        self._budget = Budget()
        self._check()
        main = [target for _, kind, target, _ in self._relations("") if kind == "officeDocument"]
        if len(main) != 1:
            raise CannotStrip(Reason.UNKNOWN)
        application = APPLICATIONS.get(parse(self._read(main[0])).tag)
        if application is None:
            raise CannotStrip(Reason.UNKNOWN)
        self.application = application
        first = _Part("officeDocument", main[0], application.main)
        self.parts: list[_Part] = []
        self._waiting = deque([first])
        self._known = {main[0]: first}
        self._counts: dict[str, int] = {}

    def follow(self) -> None:
        """Write each part anew, and all that it leads to."""
        while self._waiting:
            part = self._waiting.popleft()
            self.parts.append(part)
            content = self._read(part.source)
            if part.kind == "image":
                media_type, part.content = images.repaint(content, self._budget)
                if media_type not in _EXTENSIONS:
                    raise CannotStrip(Reason.PICTURE)
                number = part.name.rpartition("/")[2].split(".")[0]
                self._rename(part, f"{number}.{_EXTENSIONS[media_type]}")
            else:
                part.content = clean(content, self._leads_to(part), part.kind)

    def _rename(self, part: _Part, name: str) -> None:
        old, part.name = part.name, f"{self.application.folder}/{name}"
        for other in self.parts:
            other.relations = [
                (key, kind, part.name if target == old else target) for key, kind, target in other.relations
            ]

    def _leads_to(self, part: _Part) -> dict[str, str]:
        """Old id → new id of the relations that are kept; their parts wait their turn."""
        kept: dict[str, str] = {}
        for key, kind, target, outside in self._relations(part.source):
            if kind in REFUSED and not (kind in DATA_OF_A_CHART and part.kind == "chart"):
                raise CannotStrip(REFUSED[kind])
            if outside or kind not in RELATIONS - self.application.unread:
                continue
            kept[key] = f"rId{len(kept) + 1}"
            part.relations.append((kept[key], kind, self._found(kind, target).name))
        return kept

    def _found(self, kind: str, source: str) -> _Part:
        known = self._known.get(source)
        if known is not None:
            if known.kind != kind:
                raise CannotStrip(Reason.DAMAGED)
            return known
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        number = "" if kind in SINGLE and count == 1 else count
        suffix = {"image": "", "vmlDrawing": ".vml"}.get(kind, ".xml")
        part = _Part(kind, source, f"{self.application.folder}/{kind}{number}{suffix}")
        self._known[source] = part
        self._waiting.append(part)
        return part

    def _relations(self, source: str) -> list[tuple[str, str, str, bool]]:
        """Id, kind, target and whether it lies outside, of what a part names in its list; "" is the container."""
        folder, _, name = source.rpartition("/")
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._names:
            return []
        found = []
        for one in parse(self._read(path)).iterfind(f"{{{_PACKAGE}relationships}}Relationship"):
            outside = one.get("TargetMode", "Internal") == "External"
            target = one.get("Target", "")
            inner = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            kind = one.get("Type", "").rpartition("/")[2]
            found.append((one.get("Id", ""), kind, inner, outside))
        return found

    def _read(self, name: str) -> bytes:
        if name not in self._names:
            raise CannotStrip(Reason.DAMAGED)
        with self._container.open(name) as part:
            content = part.read(_PART_MOST + 1)
        if len(content) > _PART_MOST:
            raise CannotStrip(Reason.TOO_LARGE)
        self._budget.spend(size=len(content))
        return content

    def _check(self) -> None:
        """Refuse containers that are locked, tell a part twice, hold programs or unpack to too much."""
        listed = self._container.infolist()
        self._names = {one.filename for one in listed}
        if len(listed) > _PARTS_MOST or sum(one.file_size for one in listed) > MOST_UNPACKED:
            raise CannotStrip(Reason.TOO_LARGE)
        if any(one.flag_bits & 1 for one in listed):
            raise CannotStrip(Reason.ENCRYPTED)
        if len(self._names) != len(listed):
            raise CannotStrip(Reason.DAMAGED)
        if any(_PROGRAM.search(name.replace("\\", "/")) for name in self._names):
            raise CannotStrip(Reason.MACROS)
        types = "[Content_Types].xml"
        if types not in self._names:
            raise CannotStrip(Reason.UNKNOWN)
        if any("macroenabled" in one.get("ContentType", "").lower() for one in parse(self._read(types))):
            raise CannotStrip(Reason.MACROS)


def _container(parts: list[_Part], application: Application) -> bytes:
    files = {
        "[Content_Types].xml": _types(parts, application),
        "_rels/.rels": _list_of([("rId1", "officeDocument", application.main)], ""),
    }
    for part in parts:
        files[part.name] = part.content
        if part.relations:
            folder, _, name = part.name.rpartition("/")
            files[f"{folder}/_rels/{name}.rels"] = _list_of(part.relations, f"{folder}/")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as fresh:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            fresh.writestr(entry, content)
    return out.getvalue()


def _types(parts: list[_Part], application: Application) -> bytes:
    root = etree.Element("Types", nsmap={None: f"{_PACKAGE}content-types"})
    for extension, media_type in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"),
        *((extension, media_type) for media_type, extension in _EXTENSIONS.items()),
    ):
        etree.SubElement(root, "Default", Extension=extension, ContentType=media_type)
    for part in parts:
        known = application.main_type if part.kind == "officeDocument" else CONTENT_TYPES.get(part.kind)
        if known is not None:
            told = known.format(base=application.base)
            etree.SubElement(root, "Override", PartName=f"/{part.name}", ContentType=told)
    return written(root)


def _list_of(relations: list[tuple[str, str, str]], folder: str) -> bytes:
    root = etree.Element("Relationships", nsmap={None: f"{_PACKAGE}relationships"})
    for key, kind, target in relations:
        etree.SubElement(
            root, "Relationship", Id=key, Type=_OFFICE + kind, Target=target.removeprefix(folder)
        )
    return written(root)
