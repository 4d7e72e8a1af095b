"""A Word file comes from outside: whatever stands in it, it is read at once or refused in a sentence. No database."""

import io
import re
import signal
import zipfile

import pytest

from danvan.consultations import wordfile
from danvan.consultations.parts import TABLE
from danvan.people.errors import Refused

SECONDS = 30


@pytest.fixture(autouse=True)
def soon():
    """What would be read for ever fails."""

    def late(*_told):
        raise AssertionError(f"it was not read within {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def word(body="", *, styles="", numbers=""):
    """A DOCX of one line of text with this in its body, its styles, its numbers."""
    from docx import Document

    document, buffer = Document(), io.BytesIO()
    document.add_paragraph("Điều 1. Mức thu")
    document.save(buffer)
    more = {"word/document.xml": ("<w:sectPr", body), "word/styles.xml": ("</w:styles>", styles)}
    more["word/numbering.xml"] = ("</w:numbering>", numbers)
    made = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name in more and more[name][1]:
                mark, said = more[name]
                text = re.sub(mark, lambda found, said=said: said + found[0], text.decode(), count=1).encode()
            new.writestr(name, text)
    return made.getvalue()


def table(*rows):
    cells = (
        "".join(f"<w:tc><w:tcPr>{how}</w:tcPr><w:p>{said}</w:p></w:tc>" for how, said in row) for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def said(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def numbered(start, form, text="%1."):
    numbers = (
        f'<w:abstractNum w:abstractNumId="990"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="990"><w:abstractNumId w:val="990"/></w:num>'
    )
    place = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="990"/></w:numPr></w:pPr>'
    return word(f"<w:p>{place}{said('Nội dung')}</w:p>" * 20, numbers=numbers)


STYLE = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/><w:basedOn w:val="{1}"/></w:style>'


@pytest.mark.parametrize(
    "content",
    [
        word(table([('<w:gridSpan w:val="50000000"/>', said("Rộng"))])),
        word(
            '<w:p><w:pPr><w:pStyle w:val="A1"/></w:pPr>' + said("Vòng") + "</w:p>",
            styles=STYLE.format("A1", "B1") + STYLE.format("B1", "A1"),
        ),
        word(table([('<w:vMerge w:val="continue"/>', said("Không có ô trên"))])),
        word(table(*[[('<w:vMerge w:val="continue"/>', said("Sâu"))]] * 3000)),
        numbered(1_999_999_999, "upperRoman"),
        numbered("9" * 5000, "decimal"),
        numbered(1, "decimal", "%1" * 200_000),
        word('<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'),
        word("<w:p><w:r>không đóng thẻ"),
        word("<w:p/>" * 1_500_000),
        word(f"<w:p>{said('A')}</w:p>" * (wordfile.MOST_LINES + 1)),
    ],
    ids=["span", "style", "above", "deep", "roman", "start", "label", "level", "broken", "many", "lines"],
)
def test_a_word_file_that_was_made_to_do_harm_is_read_at_once_or_refused(content):
    assert len(content) < 10 * 1024 * 1024
    try:
        text = wordfile.lines_of(content)
    except Refused as why:
        text = f"Điều 1. Mức thu: {why.sentence}"
    assert text.startswith("Điều 1. Mức thu")
    assert len(text) < 100_000


def test_a_cell_is_read_once_and_one_that_spans_rows_in_each_of_them():
    content = word(
        table(
            [('<w:vMerge w:val="restart"/>', said("Chợ xã")), ("", said("Ki-ốt"))],
            [("<w:vMerge/>", ""), ("", said("Chỗ ngồi"))],
            [('<w:gridSpan w:val="2"/>', said("Ghi chú"))],
        )
    )
    rows = [line.removeprefix(TABLE) for line in wordfile.lines_of(content).split("\n")[1:]]
    assert rows == ["Chợ xã | Ki-ốt", "Chợ xã | Chỗ ngồi", "Ghi chú"]
