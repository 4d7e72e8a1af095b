"""What a denouncer sends tells nobody who made it; what people read in it is still there; or it is refused."""

import io
import logging
import subprocess
import sys
import unicodedata
import zipfile
import zlib

import docx
import pikepdf
import pytest
import python_calamine
from PIL import Image, ImageChops

from danvan.lib import filetypes
from danvan.lib.strip import CannotStrip, Reason, strip
from danvan.lib.strip.tests import files
from danvan.lib.strip.tests.files import MARK, TEXT

MADE = {
    "photograph": files.photograph(),
    "drawing": files.drawing(),
    "drawing of few colours": files.drawing("P"),
    "animation": files.animation(),
    "web picture": files.web_picture(),
    "pdf": files.pdf(),
    "pdf without object streams": files.pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable),
    "letter": files.word(),
    "workbook": files.sheet(),
    "slides": files.slides(),
}
WRITTEN = ("pdf", "pdf without object streams", "letter", "workbook", "slides")


def refused(content: bytes) -> str:
    with pytest.raises(CannotStrip) as caught:
        strip("bang-chung", content)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None  # nothing that a reporter of errors could take along
    return caught.value.reason


@pytest.mark.parametrize("made", MADE)
def test_no_mark_of_who_made_it_is_left(made, caplog):
    content = MADE[made]
    assert MARK.encode() in files.inside(content)
    with caplog.at_level(logging.DEBUG):
        stripped = strip(f"{MARK}.bin", content)
    assert MARK.encode() not in files.inside(stripped.content)
    assert MARK not in caplog.text
    assert MARK not in repr(stripped)


@pytest.mark.parametrize("made", WRITTEN)
def test_what_people_read_is_still_there(made):
    assert TEXT.encode() in files.inside(strip("", MADE[made]).content)


@pytest.mark.parametrize("made", MADE)
def test_stripping_again_changes_nothing(made):
    once = strip("", MADE[made])
    again = strip("", once.content)
    assert again.media_type == once.media_type
    if made == "photograph":  # JPEG is written with a loss each time: the same picture, not the same bytes
        first, second = (Image.open(io.BytesIO(one.content)) for one in (once, again))
        assert max(high for _, high in ImageChops.difference(first, second).getextrema()) < 16
    else:
        assert again.content == once.content


def test_a_photograph_is_upright_and_has_nothing_but_pixels():
    with Image.open(io.BytesIO(strip("", files.photograph()).content)) as image:
        assert image.size == (24, 40)
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_what_is_under_transparent_pixels_is_gone():
    image = files.painted("RGBA")
    image.putalpha(0)
    out = io.BytesIO()
    image.save(out, "PNG")
    with Image.open(io.BytesIO(strip("", out.getvalue()).content)) as blank:
        assert blank.convert("RGBA").getcolors() == [(40 * 24, (0, 0, 0, 0))]


def test_changes_that_are_tracked_and_remarks_stay_by_nobody():
    found = files.inside(strip("", MADE["letter"]).content)
    for seen in (b"them-vao", b"bo-di", b"nhan xet", b"xem-day"):
        assert seen in found
    assert b'w:author=""' in found
    for unseen in (b"w:date", b"rsid", b"attachedTemplate", b"docProps", b"people", b"file:", b"C:\\"):
        assert unseen not in found
    assert b"nhan-xet" in files.inside(strip("", MADE["workbook"]).content)


@pytest.mark.parametrize("made", ["letter", "workbook"])
def test_an_office_file_is_still_one(made):
    stripped = strip("", MADE[made])
    assert filetypes.media_type(stripped.content) == stripped.media_type == filetypes.media_type(MADE[made])
    with zipfile.ZipFile(io.BytesIO(stripped.content)) as container:
        assert {one.date_time for one in container.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    if made == "letter":
        document = docx.Document(io.BytesIO(stripped.content))
        assert len(document.inline_shapes) == 1
        assert document.paragraphs[0].text.startswith(TEXT)
    else:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(stripped.content))
        assert book.get_sheet_by_name("Trang").to_python()[0][0] == TEXT


def test_an_older_revision_of_a_pdf_is_gone():
    first = files.pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    place = first.rfind(b"\nxref\n") + 1
    added = f"\n9000 0 obj\n({MARK}-cu)\nendobj\n".encode()
    start = len(first) + len(added)
    size = int(first.split(b"/Size ")[1].split()[0])
    root = first.split(b"/Root ")[1].split(b" R")[0].decode()
    revision = (
        f"xref\n9000 1\n{len(first) + 1:010d} 00000 n \n"
        f"trailer << /Size {max(size, 9001)} /Root {root} R /Prev {place} >>\nstartxref\n{start}\n%%EOF\n"
    )
    assert MARK.encode() not in files.inside(strip("", first + added + revision.encode()).content)


def test_what_is_seen_of_a_note_stays_and_nothing_else_of_it():
    with pikepdf.open(io.BytesIO(strip("", MADE["pdf"]).content)) as document:
        page = document.pages[0]
        assert "/Annots" not in page
        assert len(page.Resources.XObject) == 4  # two pictures, a form, and the stamp
        assert set(document.Root.keys()) == {"/Type", "/Pages"}
        assert set(document.trailer.keys()) <= {
            "/Root",
            "/ID",
            "/Size",
            "/Type",
            "/W",
            "/Length",
            "/Filter",
            "/DecodeParms",
        }


@pytest.mark.parametrize(
    "content,written",
    [
        ("\ufeffKênh\u200b bị lấp  \r\ntừ tháng\u00a0ba".encode(), "Kênh bị lấp\ntừ tháng ba\n"),
        ("Kênh bị lấp".encode(), "Kênh bị lấp\n"),
        (b"K\xeanh b\xf2i", "Kênh ḅi\n"),
    ],
)
def test_text_is_written_anew(content, written):
    stripped = strip("", content)
    assert (stripped.media_type, stripped.content.decode()) == (
        "text/plain",
        unicodedata.normalize("NFC", written),
    )
    assert strip("", stripped.content) == stripped


def endless() -> bytes:
    """The head of a PNG that says that it has four thousand million pixels."""
    head = b"IHDR\x00\x01\x00\x00\x00\x01\x00\x00\x08\x02\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\r" + head + zlib.crc32(head).to_bytes(4, "big") + bytes(4) + b"IDAT"
    )


REFUSED = {
    "nothing": (b"", Reason.UNKNOWN),
    "sound": (b"ID3\x04\x00\x00\x00\x00\x00\x00", Reason.UNKNOWN),
    "film": (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", Reason.UNKNOWN),
    "wave": (b"RIFF\x24\x00\x00\x00WAVEfmt ", Reason.UNKNOWN),
    "page of the web": (b"<html><meta name=author content=Lan>", Reason.UNKNOWN),
    "mail": (b"From: Lan\nSubject: kenh\n\nkenh", Reason.UNKNOWN),
    "rich text": (b"{\\rtf1 {\\info{\\author Lan}}}", Reason.OLD_OFFICE),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Reason.OLD_OFFICE),
    "archive": (files.office({"a.txt": "a"}), Reason.UNKNOWN),
    "half a photograph": (files.photograph()[:700], Reason.DAMAGED),
    "picture without end": (endless(), Reason.TOO_LARGE),
    "locked pdf": (files.pdf(encryption=pikepdf.Encryption(owner="a", user="b")), Reason.ENCRYPTED),
    "pdf locked for its owner": (
        files.pdf(encryption=pikepdf.Encryption(owner="a", user="")),
        Reason.ENCRYPTED,
    ),
    "half a pdf": (files.pdf()[:-200], Reason.DAMAGED),
    "macros": (files.changed(files.word(), {}, {"word/vbaProject.bin": b"x"}), Reason.MACROS),
    "types that name macros": (
        files.changed(
            files.word(), {"[Content_Types].xml": ("wordprocessingml.document.main", "macroEnabled.main")}
        ),
        Reason.MACROS,
    ),
    "embedded object": (
        files.changed(
            files.word(),
            {"word/_rels/document.xml.rels": ("relationships/image", "relationships/oleObject")},
        ),
        Reason.EMBEDDED,
    ),
    "entities": (
        files.changed(
            files.slides(), {"ppt/presentation.xml": ("<p:pres", '<!DOCTYPE x [<!ENTITY a "b">]><p:pres')}
        ),
        Reason.DAMAGED,
    ),
    "too much": (bytes(20 * 1024 * 1024 + 1), Reason.TOO_LARGE),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_done_wholly_is_refused_with_a_word(case):
    content, reason = REFUSED[case]
    assert refused(content) == reason


def test_a_container_that_unpacks_without_end_is_refused():
    assert refused(files.bomb()) == Reason.TOO_LARGE


def test_a_pdf_that_unpacks_without_end_is_refused():
    assert refused(files.pdf_bomb()) in {Reason.TOO_LARGE, Reason.DAMAGED}


@pytest.mark.parametrize("behind", ["letter", "pdf", "photograph"])
@pytest.mark.parametrize("first", ["drawing", "animation", "photograph", "letter"])
def test_a_file_that_is_two_comes_out_as_one_or_not_at_all(first, behind):
    try:
        stripped = strip("", MADE[first] + MADE[behind])
    except CannotStrip:
        return
    assert MARK.encode() not in files.inside(stripped.content)
    assert len(stripped.content) < len(MADE[first]) + len(MADE[behind]) // 2


def test_a_server_starts_without_the_libraries_of_stripping():
    asked = "import sys, danvan.lib.strip; print(sorted({'PIL', 'pikepdf', 'lxml'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
