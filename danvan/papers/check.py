"""Whether an office's own Word file can be used as a template: what it must have, what it may not have.

A template may name fields and leave paragraphs out (`{{ field }}`, `{%p if field %}`), nothing more: no loops, calls or
filters, no macros, nothing outside the file. Every sentence says what is wrong and where.
"""

import io
import re
import zipfile
from collections.abc import Iterable

from django.utils.translation import gettext as _
from jinja2 import TemplateError, TemplateSyntaxError, meta, nodes

from danvan.lib import filetypes, sheet
from danvan.papers import vocabulary, word
from danvan.papers.errors import TemplateRefused
from danvan.papers.workflow import PaperKind

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 30 * 1024 * 1024
MOST_PARTS = 500
ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If),
    *(nodes.Not, nodes.And, nodes.Or),
)
_EXTERNAL = re.compile(rb"""<Relationship\b[^>]*TargetMode\s*=\s*["']External["'][^>]*>""", re.IGNORECASE)
_TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"']*)["']""")
_MARKS = (b"{{", b"{%", b"{#")
_FILLED = re.compile(r"word/(document|header\d*|footer\d*)\.xml$")


def check(kind: PaperKind, file: bytes) -> None:
    """Raise TemplateRefused, with every sentence there is to say, unless papers of this kind can be made from it."""
    problems = _container(file)
    if not problems:
        problems = _fields(kind, file)
    if not problems:
        try:
            word.render(file, vocabulary.examples(kind))
        except (TemplateError, ValueError, KeyError) as why:
            problems = [_("Điền thử vào mẫu không được: %(why)s.") % {"why": why}]
    if problems:
        raise TemplateRefused(problems)


def _container(file: bytes) -> list[str]:
    """What is wrong with the file itself."""
    if len(file) > MOST_BYTES:
        return [_("Mẫu nặng quá %(most)s MB; xin bớt hình ảnh.") % {"most": MOST_BYTES // 1024 // 1024}]
    if filetypes.media_type(file) != sheet.MEDIA_TYPE:
        return [_("Tệp không phải Word (.docx) không có macro. Xin mở bằng Word và lưu lại dạng .docx.")]
    with zipfile.ZipFile(io.BytesIO(file)) as container:
        rows = container.infolist()
        if len(rows) > MOST_PARTS or sum(row.file_size for row in rows) > MOST_UNPACKED:
            return [_("Mẫu mở ra quá lớn; xin bớt hình ảnh.")]
        parts = {row.filename: container.read(row) for row in rows}
    return [*_outside(parts), *_elsewhere(parts)]


def _outside(parts: dict[str, bytes]) -> list[str]:
    """Links to what is not in the file, and things that another program would open."""
    targets = [
        target.group(1).decode("utf-8", "replace")
        for name, content in parts.items()
        if name.endswith(".rels")
        for link in _EXTERNAL.findall(content)
        if (target := _TARGET.search(link))
    ]
    found = [
        _("Mẫu có liên kết ra ngoài tệp: “%(target)s”. Xin bỏ liên kết này.") % {"target": target[:80]}
        for target in dict.fromkeys(targets)
    ]
    if any("/embeddings/" in name or name.endswith(".bin") for name in parts):
        found.append(_("Mẫu có đối tượng nhúng của chương trình khác. Xin bỏ đối tượng này."))
    return found


def _elsewhere(parts: dict[str, bytes]) -> list[str]:
    """Fields where nothing is filled in: footnotes, comments, properties."""
    return [
        _("Trường nằm ở chỗ không điền được (%(part)s). Xin để trong thân văn bản, đầu hoặc chân trang.")
        % {"part": name}
        for name, content in parts.items()
        if name.endswith(".xml") and not _FILLED.match(name) and any(mark in content for mark in _MARKS)
    ]


def _fields(kind: PaperKind, file: bytes) -> list[str]:
    """Fields that nobody knows, that are missing, and anything that is more than naming a field."""
    try:
        tree = word.environment().parse(_filled_text(file))
    except TemplateSyntaxError as why:
        return [_("Dấu trường viết chưa đúng: %(why)s.") % {"why": why.message}]
    except (KeyError, ValueError) as why:
        return [_("Tệp Word này không đọc được: %(why)s.") % {"why": why}]
    strange = {type(node).__name__ for node in tree.find_all(nodes.Node) if not isinstance(node, ALLOWED)}
    if strange:
        return [
            _("Mẫu chỉ được dùng {{ tên trường }} và {%%p if tên trường %%}; hiện còn có: %(what)s.")
            % {"what": ", ".join(sorted(strange))}
        ]
    used, allowed = meta.find_undeclared_variables(tree), vocabulary.allowed(kind)
    problems = []
    if unknown := sorted(used - allowed.keys()):
        problems.append(
            _("Trường không có trong loại văn bản này: %(names)s.") % {"names": ", ".join(unknown)}
        )
    if missing := [name for name in vocabulary.required(kind) if name not in used]:
        problems.append(_("Mẫu còn thiếu trường: %(names)s.") % {"names": _named(missing, allowed)})
    return problems


def _named(names: Iterable[str], words: dict[str, str]) -> str:
    return ", ".join(f"{name} ({words[name].lower()})" for name in names)


def _filled_text(file: bytes) -> str:
    """The XML of all parts in which fields are filled in, as docxtpl reads it."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO(file))
    document.init_docx()
    found = [document.patch_xml(document.get_xml())]
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _key, part in document.get_headers_footers(uri):
            found.append(document.patch_xml(document.get_part_xml(part)))
    return "\n".join(found)
