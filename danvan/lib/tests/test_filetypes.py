"""Files are known by their content, and programs inside them are refused."""

import io
import zipfile

import pytest

from danvan.lib import filetypes

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = f'<Types><Override PartName="/word/document.xml" ContentType="{DOCX}.main+xml"/></Types>'


def office(*parts: str, types: str | bytes | None = TYPES, name: str = "[Content_Types].xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for part in ("word/document.xml", *parts):
            container.writestr(part, "<x/>")
        if types is not None:
            container.writestr(name, types)
    return out.getvalue()


def test_word_and_excel_are_known_by_their_parts():
    assert filetypes.media_type(office("word/media/image1.png", "word/embeddings/table.xlsx")) == DOCX
    assert filetypes.media_type(b"PK\x03\x04 not a container") is None


@pytest.mark.parametrize(
    "part",
    [
        "word/vbaProject.bin",
        "word/VBAPROJECT.BIN",
        "word/vbaData.xml",
        "xl/vbaProjectSignature.bin",
        "word\\vbaProject.bin",
        "word/activeX/activeX1.xml",
        "word/embeddings/oleObject1.bin",
    ],
)
def test_a_program_inside_is_refused_however_it_is_spelled(part):
    assert filetypes.media_type(office(part)) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_list_of_types_that_names_macros_is_refused(encoding):
    types = '<Override ContentType="application/vnd.ms-word.document.MacroEnabled.main+xml"/>'
    assert filetypes.media_type(office(types=types.encode(encoding))) is None


def test_a_container_without_its_list_of_types_is_refused():
    assert filetypes.media_type(office(types=None)) is None


def test_a_list_of_types_that_unpacks_without_end_is_not_read_to_its_end():
    assert filetypes.media_type(office(types=b" " * 40_000_000)) is None
