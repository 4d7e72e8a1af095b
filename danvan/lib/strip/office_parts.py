"""Which parts of an Office file can be seen, what they are called, and which make us refuse it (ECMA-376 part 1)."""

from dataclasses import dataclass

from danvan.lib.strip.terms import Reason, words

_BASE = "application/vnd.openxmlformats-officedocument"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
EXCEL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
POWERPOINT = "http://schemas.openxmlformats.org/presentationml/2006/main"


@dataclass(frozen=True)
class Application:
    """One of the three programs: where its parts lie, and the types of the file and of its first part."""

    folder: str
    main: str
    base: str  # with which the types of its parts begin
    media_type: str
    main_type: str
    unread: frozenset[str] = frozenset()  # kinds of parts that are left out though others keep them


def _application(folder: str, main: str, base: str, kind: str, unread: str = "") -> Application:
    return Application(
        folder,
        f"{folder}/{main}.xml",
        f"{_BASE}.{base}",
        f"{_BASE}.{base}.{kind}",
        f"{{base}}.{kind}.main+xml",
        words(unread),
    )


# The first element of the first part → the program.
APPLICATIONS = {
    f"{{{WORD}}}document": _application("word", "document", "wordprocessingml", "document"),
    f"{{{EXCEL}}}workbook": _application("xl", "workbook", "spreadsheetml", "sheet"),
    f"{{{POWERPOINT}}}presentation": _application(
        "ppt", "presentation", "presentationml", "presentation", "comments"
    ),
}

_OWN = (
    words(
        "styles settings numbering fontTable header footer footnotes endnotes comments worksheet chartsheet"
    )
    | words(
        "sharedStrings table slide slideLayout slideMaster notesSlide notesMaster handoutMaster presProps"
    )
    | words("tableStyles")
)
# Relations that are followed → the type of the part; {base} is that of the program. A picture's goes by its ending.
CONTENT_TYPES = {
    **{kind: f"{{base}}.{kind}+xml" for kind in sorted(_OWN)},
    "theme": f"{_BASE}.theme+xml",
    "drawing": f"{_BASE}.drawing+xml",
    "chart": f"{_BASE}.drawingml.chart+xml",
    **{f"diagram{part}": f"{_BASE}.drawingml.diagram{part}+xml" for part in ("Data", "Layout", "Colors")},
    "diagramQuickStyle": f"{_BASE}.drawingml.diagramStyle+xml",
}
RELATIONS = {*CONTENT_TYPES, "image", "vmlDrawing"}

# Of these a file has one; some readers look for it by its name.
SINGLE = words("styles settings numbering fontTable footnotes endnotes sharedStrings presProps tableStyles")

# Relations that lead to what cannot be looked into, though it is seen or heard.
DATA_OF_A_CHART = {
    "package"
}  # the sheet behind a chart is left out; the chart keeps the figures that it shows
REFUSED = {
    **dict.fromkeys(("vbaProject", "control", "xlMacrosheet", "xlIntlMacrosheet"), Reason.MACROS),
    **dict.fromkeys(
        (
            "oleObject",
            "package",
            "aFChunk",
            "subDocument",
            "externalLink",
            "audio",
            "video",
            "media",
            "frame",
        ),
        Reason.EMBEDDED,
    ),
}
