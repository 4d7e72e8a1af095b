"""What the pages of the key desk show: files, texts with what was found in them, and the way back to the office."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from danvan.keydesk.handout import Handout, Opened
from danvan.keydesk.state import desk
from danvan.lib import filetypes, text
from danvan.lib.giveaways import STRICT, Found, Kind

SENTENCES = {
    Kind.MARK: _("Trùng với thông tin của người tố cáo. Phải bỏ hoặc viết khác đi."),
    Kind.NAME: _("Một phần họ tên của người tố cáo. Phải bỏ hoặc viết khác đi."),
    Kind.PLACE: _("Nơi người tố cáo ở; giữ lại nếu là nơi xảy ra việc."),
    Kind.NAME_PART: _("Giống một phần họ tên của người tố cáo."),
    Kind.CALLED: _("Giống cách gọi tên người tố cáo."),
    Kind.PHONE: _("Có vẻ là số điện thoại."),
    Kind.CITIZEN_ID: _("Có vẻ là số căn cước hoặc chứng minh nhân dân."),
    Kind.EMAIL: _("Có vẻ là địa chỉ thư điện tử."),
    Kind.HAMLET: _("Tên thôn, xóm, tổ: nơi nhỏ, dễ đoán ra người viết."),
    Kind.SELF: _("Lời người viết tự xưng tên."),
    Kind.COPIED: _("Chép nguyên văn từ đơn: cách viết có thể lộ người viết."),
}
TITLES = {
    "subject": _("Việc tố cáo"),
    "body": _("Nội dung"),
    "accused": _("Người bị tố cáo"),
    "wish": _("Đề nghị"),
    "text": _("Tin nhắn"),
    "full_name": _("Họ và tên"),
    "phone": _("Điện thoại"),
    "citizen_id": _("Số căn cước"),
    "address": _("Địa chỉ"),
    "email": _("Thư điện tử"),
    "tell_by": _("Cách báo tin"),
}
PURPOSES = {
    "redact": _("Lược danh tính"),
    "identity": _("Xem danh tính"),
    "reseal": _("Niêm phong lại"),
}
SHOWN = {"image/jpeg", "image/png", "image/webp"}


@dataclass(frozen=True)
class File:
    """A file that came with it, whole in its address: shown when it is a picture, else taken out."""

    name: str
    size: int
    address: str
    is_picture: bool


@dataclass(frozen=True)
class Hit:
    """One find: its number in the text, what to say of it, and why it may stay."""

    number: int
    words: str
    sentence: str
    is_strict: bool
    field: str
    reason: str

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do about it."""
        return bool(self.reason) and not self.is_strict


def site(request: HttpRequest) -> dict[str, Any]:
    """The context processor of every page."""
    links = [("/", gettext("Bàn khóa")), ("/new/", gettext("Tạo khóa"))]
    nav = [{"url": url, "label": label, "current": request.path == url} for url, label in links]
    return {"nav": nav, "desk": desk, "here": request.path}


def texts(opened: Opened) -> list[tuple[str, str]]:
    """What was written, by title, without what is empty."""
    return [(str(TITLES.get(name, name)), words) for name, words in opened.texts.items() if words.strip()]


def files(opened: Opened) -> list[File]:
    """The files, in the order of their names."""
    return [_file(name, content) for name, content in sorted(opened.files.items())]


def _file(name: str, content: bytes) -> File:
    kind = filetypes.media_type(content)
    return File(name, len(content), data_address(content, kind), kind in SHOWN)


def data_address(content: bytes, kind: str | None = None) -> str:
    """The content itself as an address, so that no other request and no file is needed."""
    return f"data:{kind or 'application/octet-stream'};base64,{base64.b64encode(content).decode()}"


def field_of(found: Found) -> str:
    """The name of the field in which a reason is typed: the same for the same words wherever they stand."""
    words = f"{found.kind} {text.fold(found.words)}"
    return f"keep-{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def hits(found: Iterable[Found], reasons: Mapping[str, str]) -> list[Hit]:
    """Every find with its sentence; `reasons` by the name of the field."""
    told = []
    for number, one in enumerate(found, 1):
        field = field_of(one)
        told.append(
            Hit(
                number,
                one.words,
                str(SENTENCES[one.kind]),
                one.kind in STRICT,
                field,
                reasons.get(field, ""),
            )
        )
    return told


def marked(written: str, found: list[Found]) -> SafeString:
    """The text with each find marked and numbered; finds may lie over each other."""
    return format_html_join("", "{}", ((piece,) for piece in _pieces(written, found)))


def _pieces(written: str, found: list[Found]) -> Iterator[SafeString]:
    cuts = sorted({0, len(written), *(f.start for f in found), *(f.end for f in found)})
    for start, end in pairwise(cuts):
        over = [one for one in found if one.start <= start and end <= one.end]
        shown = _lines(written[start:end])
        if not over:
            yield shown
            continue
        css = mark_safe(' class="bad"') if any(one.kind in STRICT for one in over) else ""
        numbers = [number for number, one in enumerate(found, 1) if one.end == end]
        last = format_html("<sup>{}</sup>", ", ".join(map(str, numbers))) if numbers else mark_safe("")
        yield format_html("<mark{}>{}{}</mark>", css, shown, last)


def _lines(written: str) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in written.split("\n")))


def way_back(handout: Handout, written: str) -> str:
    """The office's page with the text behind #, which a browser does not send and no log of a server holds."""
    return f"{handout.back}#text={quote(written, safe='')}"


def waiting() -> list[tuple[str, str]]:
    """The handouts on the desk: token, and what each is for."""
    return [
        (
            token,
            " · ".join(
                part for part in (str(PURPOSES[held.purpose]), text_of_case(held), held.office) if part
            ),
        )
        for token, held in desk.held.items()
    ]


def text_of_case(handout: Handout) -> str:
    """The case as its code says it, or how many letters."""
    if handout.purpose == "reseal":
        return ngettext("%(n)d đơn", "%(n)d đơn", len(handout.letters)) % {"n": len(handout.letters)}
    return handout.case
