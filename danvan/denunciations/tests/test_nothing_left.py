"""Nothing that is stored after a journey holds four letters of who denounced, or four words of what was written."""

import base64
import io
import logging
import re
import tempfile
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from PIL import Image

from danvan.denunciations import actions
from danvan.denunciations.parcels import Identity
from danvan.denunciations.tests.make import LANH, MONDAY, WORDS, Office, make_office, redacted, send
from danvan.lib.text import fold
from tests.make import at

pytestmark = pytest.mark.django_db
WHO = Identity(
    "Ưng Khuyến Nhượng", "0987641352", "040185736219", "ngõ Kẻ Sặt, xóm Bàu Nghè", "khuynh@thu.example"
)
HEX, BASE64 = re.compile(r"(?:[0-9a-f]{2}){16,}"), re.compile(r"(?:[A-Za-z0-9+/]{4}){6,}")
LETTER = "Đêm mười sáu kế toán rút sạch quỹ khuyến học rồi xé luôn cuốn sổ bìa tím cất trong hòm."
MORE = "Con dấu giả bọc giấy bạc chôn dưới gốc khế già sau nhà ông thủ kho đã nghỉ."


def picture() -> bytes:
    """A photograph whose file tells who took it."""
    held, exif = io.BytesIO(), Image.Exif()
    exif[0x013B] = WHO.full_name
    Image.new("RGB", (20, 20), "teal").save(held, "JPEG", exif=exif, comment=LETTER.encode())
    return held.getvalue()


def grams(text: str, size: int = 4) -> set[str]:
    return {text[i : i + size] for i in range(len(text) - size + 1)}


def _fours(words: list[str]) -> list[list[str]]:
    return [words[i : i + 4] for i in range(len(words) - 3)]


def betraying() -> set[str]:
    """Four letters or six digits of who it is, as typed and without marks; four words of what was written.

    Four digits would be found in a row's own number on a day when the tests before it made as many rows.
    """
    who = [WHO.full_name, WHO.phone, WHO.citizen_id, WHO.address, WHO.email]
    words = [" ".join(four) for text in (LETTER, MORE) for four in _fours(text.split())]
    found = {gram for text in who for gram in grams(text) | grams(fold(text)) if not gram.isdigit()}
    found |= {gram for digits in (WHO.phone, WHO.citizen_id) for gram in grams(digits, 6)}
    return found | set(words) | {fold(words) for words in words}


def every_row() -> str:
    """All that the database holds, as text; bytes also as the text that they may be, and as it may be wrapped."""
    told = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            told += [row[0] for row in cursor.fetchall()]
    whole = "\n".join(told)
    hidden = [bytes.fromhex(found).decode("utf-8", "ignore") for found in HEX.findall(whole)]
    wrapped = [base64.b64decode(found).decode("utf-8", "ignore") for found in BASE64.findall(whole)]
    return "\n".join([HEX.sub("", whole), *hidden, *wrapped])


@pytest.fixture
def place(tmp_path: Path, settings, monkeypatch) -> Path:
    """Everything that could go to the disk goes here."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def journey(office: Office, body: str, more: str, who: Identity, photograph: bytes) -> None:
    """All that can be done with one denunciation: sent, opened, redacted, talked about, looked at, withdrawn."""
    files = [("Nhượng.jpg", photograph), ("x.bin", b"\0" * 50)]
    found, _receipt = send(office, body=body, identity=who, accused="kế toán", files=files)
    asker, other = office.keepers
    actions.open_letter(found, by=asker, on=MONDAY)
    redacted(office, found)
    message, _whole = actions.hear(found, text=more, files=files, on=MONDAY)
    actions.open_message(message, by=other, on=MONDAY)
    look = actions.allow(actions.ask(found, reason="Đối chiếu.", by=asker, on=MONDAY), by=other, on=MONDAY)
    actions.take(look, by=asker, on=MONDAY)
    actions.wish_off(found, on=MONDAY)


def test_neither_tables_nor_logs_nor_cache_nor_files_hold_what_would_betray_who_denounced(
    place, caplog, monkeypatch
):
    cached: list[str] = []
    monkeypatch.setattr(cache, "set", lambda *args, **more: cached.append(repr((args, more))))
    photograph = picture()
    caplog.set_level(logging.DEBUG)
    with at(MONDAY):
        office = make_office()
        journey(office, WORDS, "Xin hỏi đã đến đâu.", LANH, b"\0")
        before = every_row()
        journey(office, LETTER, MORE, WHO, photograph)
        after = every_row()
    disk = [path.read_bytes().decode("utf-8", "ignore") for path in place.rglob("*") if path.is_file()]
    kept = "\n".join([after, caplog.text, *cached, *disk])
    marks = {mark for mark in betraying() if mark not in before}
    assert len(marks) > 150, "a search for nothing finds nothing"
    assert sorted(mark for mark in marks if mark in kept) == []


def test_the_search_would_find_a_leak(place):
    with at(MONDAY):
        office = make_office()
        found, _receipt = send(office, body=LETTER, identity=WHO)
        found.accused = WHO.full_name
        found.save()
        kept = every_row()
        assert [mark for mark in betraying() if mark in kept]
