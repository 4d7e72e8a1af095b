"""The words of one part of an Office file, without who wrote them, when, on which machine and in which session."""

import re
from typing import Any

from lxml import etree

from danvan.lib.strip.office_parts import EXCEL, POWERPOINT, WORD
from danvan.lib.strip.terms import CannotStrip, Reason, words

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LEGACY = "urn:schemas-microsoft-com:"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# The languages of the standard; what later versions of Office add of their own (ids, persons, paths) is not among them.
_LANGUAGES = (
    WORD,
    EXCEL,
    POWERPOINT,
    _DRAWING,
    _RELATION,
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    *(
        _LEGACY + name
        for name in ("vml", "office:office", "office:word", "office:excel", "office:powerpoint")
    ),
    "http://www.w3.org/XML/1998/namespace",
)
_DROPPED = (
    # Word: sessions, templates, data behind fields, passwords, letters to many, ids of lists, help of forms
    words(
        "rsids rsid attachedTemplate docVars dataBinding mailMerge saveThroughXslt documentProtection proofState"
    )
    | words(
        "writeProtection activeWritingStyle alias tag placeholder nsid tmpl entryMacro exitMacro helpText"
    )
    # Excel: who has it open, views of persons, tries, publishing
    | words(
        "fileVersion fileSharing fileRecoveryPr customWorkbookViews customSheetViews scenarios webPublishing"
    )
    | words("webPublishItems webPublishObjects smartTagPr smartTagTypes smartTags functionGroups pivotCaches")
    # PowerPoint
    | words("modifyVerifier embeddedFontLst custDataLst")
    # all: what later versions add, and the file behind a chart
    | words("extLst externalData")
)
_UNSAID = words(
    "paraId textId date created descr title tooltip codeName gfxdata uid refreshedBy ed edGrp alt href userName tplc "
    "user screenTip lastEdited lowestEdited rupBuild securityDescriptor initials"
)
_NAMED = {"docPr", "cNvPr"}  # a picture's name is often the path of its file
_STAY_WITHOUT = {f"{{{WORD}}}hyperlink", f"{{{EXCEL}}}pageSetup"}  # stay though what they lead to does not
_FIELDS = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES|SECTION)\b[^\"]*", re.IGNORECASE)


def parse(content: bytes) -> Any:
    """The first element of a part; raises CannotStrip(DAMAGED) for broken ones and those that define entities."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise CannotStrip(Reason.DAMAGED) from None
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise CannotStrip(Reason.DAMAGED)
    return root


def clean(content: bytes, relations: dict[str, str], kind: str) -> bytes:
    """A part written anew; `relations` are the ids that stay, old → new, and `kind` is the relation that led here."""
    root = parse(content)
    if not (_is_known(root.tag) or (kind == "vmlDrawing" and root.tag == "xml")):
        raise CannotStrip(Reason.UNKNOWN)
    _choose(root)
    for element in [one for one in root.iterdescendants() if _is_dropped(one)]:
        _remove(element)
    for element in list(root.iter()):
        _unsay(element)
        if not _lead(element, relations):
            _remove_with_empty_list(element)
    for element in root.iter("{*}instrText", "{*}delInstrText"):
        element.text = element.text if _FIELDS.fullmatch(element.text or "") else ""
    _unsign(root)
    etree.cleanup_namespaces(root)
    return written(root)


def written(root: Any) -> bytes:
    """The bytes of a part."""
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def _unsign(root: Any) -> None:
    """Remarks in Excel: empty the list of authors, and take the name out with which Excel begins each of them."""
    authors = list(root.iter(f"{{{EXCEL}}}author"))
    names = [f"{(author.text or '').strip()}:" for author in authors]
    for comment in root.iter(f"{{{EXCEL}}}comment"):
        for text in comment.iter(f"{{{EXCEL}}}t"):
            if (text.text or "").strip().startswith(tuple(name for name in names if name != ":")):
                text.text = (text.text or "").partition(":")[2]
    for author in authors:
        author.text = ""


def _choose(root: Any) -> None:
    """Of drawings told twice, for new programs and for old, the one for old: the other is in nobody's standard."""
    for choice in list(root.iter(f"{_CHOICE}AlternateContent")):
        parent = choice.getparent()
        if parent is None:
            raise CannotStrip(Reason.UNKNOWN)
        fallback = choice.find(f"{_CHOICE}Fallback")
        for child in list(fallback if fallback is not None else ()):
            choice.addprevious(child)
        _remove(choice)


def _is_known(tag: str) -> bool:
    return etree.QName(tag).namespace in _LANGUAGES or (etree.QName(tag).namespace or "").startswith(_DRAWING)


def _is_dropped(element: Any) -> bool:
    return not _is_known(element.tag) or etree.QName(element).localname in _DROPPED


def _unsay(element: Any) -> None:
    """Take away or empty the attributes that tell of persons, moments, sessions, files."""
    here = etree.QName(element).localname
    for key in list(element.attrib):
        name = etree.QName(key)
        foreign = name.namespace and not _is_known(key)
        if foreign or name.localname in _UNSAID or name.localname.startswith("rsid"):
            del element.attrib[key]
        elif _is_emptied(name.localname, here, element.attrib[key]):
            element.attrib[key] = ""


def _is_emptied(name: str, element: str, value: str) -> bool:
    """Attributes that the standard wants there, and that may be empty."""
    if name == "instr":
        return not _FIELDS.fullmatch(value)
    return name == "author" or (name == "name" and element in _NAMED)


def _lead(element: Any, relations: dict[str, str]) -> bool:
    """Give the relations that an element names their new ids; False when it cannot stay without one."""
    for key, value in list(element.attrib.items()):
        name = etree.QName(key)
        if name.namespace != _RELATION and not (name.localname == "relid" and name.namespace):
            continue
        if value in relations:
            element.attrib[key] = relations[value]
        elif element.tag in _STAY_WITHOUT:
            del element.attrib[key]
        else:
            return False
    return True


def _remove(element: Any) -> None:
    """Take an element out. Text behind it, which no part of Office has, goes with it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _remove_with_empty_list(element: Any) -> None:
    """Take an element out, and the list that it leaves empty: Office takes an empty one for damage."""
    parent = element.getparent()
    _remove(element)
    if (
        parent is not None
        and not len(parent)
        and etree.QName(parent).localname in {"hyperlinks", "tableParts"}
    ):
        _remove(parent)
