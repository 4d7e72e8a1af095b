"""Procedures as the national portal gives them out (dichvucong.gov.vn): a list of objects with Vietnamese keys.

The portal tells what happens in one text, not in steps: of each entry one step is made, the agency's that carries it
out. Codes are not among what it gives out; one under “Mã thủ tục” is taken.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from danvan.lib.spreadsheet import Unreadable
from danvan.lib.text import clean
from danvan.procedures.content import Content
from danvan.procedures.models import Document, Step, Way
from danvan.procedures.reading import values
from danvan.procedures.reading.entries import Entry

NAME, CODES = ("title", "Tên thủ tục"), ("Mã thủ tục", "code")
FIELD, LEVEL, AGENCY = "Lĩnh vực", "Cấp thực hiện", "Cơ quan thực hiện"
WAYS, CHANNEL, TERM, FEE, NOTE = (
    *("Cách thức thực hiện", "Hình thức nộp", "Thời hạn giải quyết"),
    *("Phí, lệ phí", "Mô tả"),
)
PAPERS, PAPER, FORM, COPIES = (
    *("Thành phần hồ sơ", "Tên giấy tờ"),
    *("Mẫu đơn, tờ khai", "Số lượng - bản chính"),
)
TEXTS = {
    "process": "Trình tự thực hiện",
    "who": "Đối tượng thực hiện",
    "conditions": "Yêu cầu, điều kiện thực hiện",
    "result": "Kết quả thực hiện",
    "bases": "Căn cứ pháp lý",
}
LONGEST_ADDRESS = 500


def raws(content: bytes) -> list[tuple[str, dict[str, Any]]]:
    """(where, as it came) of each object. Raises Unreadable for what is no list of objects."""
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as why:
        raise Unreadable(_("Tệp JSON không phải UTF-8; xin lưu lại thành UTF-8.")) from why
    except RecursionError as why:
        raise Unreadable(_("Tệp JSON lồng quá nhiều tầng; đây không phải danh mục thủ tục.")) from why
    except json.JSONDecodeError as why:
        raise Unreadable(_("Tệp JSON hỏng ở dòng %(line)s; xin tải lại tệp.") % {"line": why.lineno}) from why
    rows = told if isinstance(told, list) else [told]
    if not all(isinstance(row, dict) for row in rows):
        raise Unreadable(_("Tệp JSON phải là một danh sách thủ tục, mỗi thủ tục một khối { }."))
    return [(f"#{place}", row) for place, row in enumerate(rows, 1)]


def entry(where: str, raw: dict[str, Any]) -> Entry:
    """An object understood."""
    facts: dict[str, Any] = {name: _text(raw, key) for name, key in TEXTS.items()}
    agency = _text(raw, AGENCY)
    content = Content(name=_text(raw, *NAME), field=_text(raw, FIELD), agency=agency, **facts)
    found = Entry(where, raw, content, code_given=_text(raw, *CODES))
    _code(found)
    _level(found)
    content.ways = list(_ways(found))
    content.documents = list(_papers(found))
    content.steps = [Step(name="Giải quyết", agency=agency)] if agency else []
    found.content = content.cleaned()
    return found


def _code(found: Entry) -> None:
    read = values.code(found.code_given)
    found.code = read.code
    if not found.code_given:
        found.doubt("no_code", "")
    elif not read.code:
        found.doubt("odd_code", found.code_given, read.proposal)


def _level(found: Entry) -> None:
    given = _text(found.raw, LEVEL)
    found.content.level = values.level(given)
    if given and not found.content.level:
        found.doubt("odd_level", given)


def _ways(found: Entry) -> Iterator[Way]:
    for row in _rows(found.raw, WAYS):
        given, note = _text(row, TERM), _text(row, NOTE)
        term, fee, channel = (
            values.term(given),
            values.fee(_text(row, FEE)),
            values.channel(_text(row, CHANNEL)),
        )
        if not channel:
            found.doubt("odd_channel", _text(row, CHANNEL))
        if not term.clear:
            found.doubt("odd_term", given, term.proposal)
        if otherwise := values.told_otherwise(term.term, note):
            found.doubt("other_term", otherwise)
        if not fee.clear:
            found.doubt("odd_fee", fee.words)
        yield Way(
            channel=channel,
            term_amount=term.term.amount,
            term_unit=str(term.term.unit),
            term_words=term.term.words,
            fee=fee.amount,
            fee_words=fee.words,
            note=note,
        )


def _papers(found: Entry) -> Iterator[Document]:
    for row in _rows(found.raw, PAPERS):
        name = _text(row, PAPER).lstrip("-+•* ")
        counts = values.copies(_text(row, COPIES))
        if counts is None:
            found.doubt("no_number", name)
        originals, copies = counts or (0, 0)
        yield Document(name=name, originals=originals, copies=copies, form_url=_address(_text(row, FORM)))


def _address(given: str) -> str:
    """The address of a form; the portal writes one that ends in “ma=” where there is none."""
    is_one = given.startswith(("https://", "http://")) and not given.endswith("=")
    return given if is_one and len(given) <= LONGEST_ADDRESS else ""


def _text(raw: dict[str, Any], *keys: str) -> str:
    """The first text under one of the keys, clean."""
    return next((clean(str(raw[key])) for key in keys if raw.get(key) not in (None, "")), "")


def _rows(raw: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects under a key; anything else is kept with the entry as it came."""
    told = raw.get(key)
    return [row for row in told if isinstance(row, dict)] if isinstance(told, list) else []
