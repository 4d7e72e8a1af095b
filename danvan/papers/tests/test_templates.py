"""An office's own Word files: what is taken, what is refused in words, which version a paper was made from."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from danvan.papers import actions, check, kinds, verify, vocabulary, word
from danvan.papers.errors import PaperRefused, TemplateRefused
from danvan.papers.models import Template
from danvan.papers.queries import content
from danvan.people.models import Tier
from danvan.people.roles import Role
from tests.make import MONDAY, make_case, make_officer, make_unit

GUIDE = kinds.get("guide")
OURS = word.default(GUIDE)


def changed(change: Callable[[docx.document.Document], object], file: bytes = OURS) -> bytes:
    """Our template after somebody worked on it in Word."""
    document = docx.Document(io.BytesIO(file))
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(name: str, text: bytes) -> bytes:
    """Our template with one more part in its container."""
    buffer = io.BytesIO(OURS)
    with zipfile.ZipFile(buffer, "a") as container:
        container.writestr(name, text)
    return buffer.getvalue()


def saying(text: str) -> bytes:
    """Our template with one more paragraph."""
    return changed(lambda document: document.add_paragraph(text))


def text_of(file: bytes) -> str:
    """All that a Word file says, cells of tables included."""
    document = docx.Document(io.BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


@pytest.mark.parametrize("kind", kinds.all_kinds().values(), ids=lambda kind: kind.code)
def test_our_own_templates_pass_their_check_and_say_every_field(kind):
    file = word.default(kind)
    check.check(kind, file)
    examples = vocabulary.examples(kind)
    said = text_of(word.render(file, examples))
    assert "{" not in said
    for name in vocabulary.required(kind):
        assert examples[name].split("\n")[0] in said, name
    assert word.NATION in said
    assert word.MOTTO in said


@pytest.mark.parametrize(
    "file, sentence",
    [
        (saying("{{ ten_nguoi_gui }}"), "Trường không có trong loại văn bản này: ten_nguoi_gui"),
        (saying("{{ senders.__class__ }}"), "Mẫu chỉ được dùng"),
        (saying("{% for x in senders %}{{ x }}{% endfor %}"), "Mẫu chỉ được dùng"),
        (saying("{{ senders"), "Dấu trường viết chưa đúng"),
        (with_part("word/vbaProject.bin", b"macro"), "không có macro"),
        (with_part("word/embeddings/table.xlsx", b"PK"), "đối tượng nhúng"),
        (with_part("word/footnotes.xml", b"<w:t>{{ senders }}</w:t>"), "word/footnotes.xml"),
        (b"%PDF-1.7 not Word", "không phải Word"),
        (b"", "không phải Word"),
        (OURS + b"0" * check.MOST_BYTES, "Mẫu nặng quá 2 MB"),
        (
            changed(
                lambda d: d.part.relate_to("https://vidu.vn/x", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            ),
            "https://vidu.vn/x",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # a file's bytes tell when it was made
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(file, sentence):
    with pytest.raises(TemplateRefused) as refused:
        check.check(GUIDE, file)
    assert sentence in refused.value.sentence


def test_every_missing_field_is_named():
    empty = changed(lambda document: document.add_paragraph("Không có trường nào"), _blank())
    with pytest.raises(TemplateRefused) as refused:
        check.check(GUIDE, empty)
    for name in ("number", "place_and_date", "signer_name", "competent (cơ quan có thẩm quyền)"):
        assert name in refused.value.sentence
    assert "advice" not in refused.value.sentence, "an optional field may be left out"


def test_what_is_typed_is_text_and_nothing_else():
    fields = vocabulary.examples(GUIDE) | {"competent": "A & B <w:p/> {{ number }}", "advice": "một\nhai"}
    said = text_of(word.render(OURS, fields))
    assert "A & B <w:p/> {{ number }}" in said
    assert "một\nhai" in said


def test_a_paper_is_made_from_the_version_in_use_and_says_which(case, guide, minh, an, commune):
    first = actions.adopt(commune, "guide", name="mau.docx", file=saying("Mẫu một"), by=an, on=MONDAY)
    second = actions.adopt(commune, "guide", name="mau.docx", file=saying("Mẫu hai"), by=an, on=MONDAY)
    paper = actions.prepare("case", case.pk, "guide", draft=guide, by=minh, on=MONDAY)
    seen = actions.preview(paper, by=minh, on=MONDAY)
    actions.issue(paper, by=minh, on=MONDAY, seen=seen.sha256)
    assert paper.template == second
    assert (paper.pdf, paper.sha256) == ("", paper.docx), "of an office's own layout there is no PDF"
    assert content(paper.docx) == seen.file
    assert "Mẫu hai" in text_of(seen.file)
    actions.retire(second, by=an, on=MONDAY)
    again = actions.prepare("case", case.pk, "guide", draft=guide, by=minh, on=MONDAY)
    assert actions.issue(again, by=minh, on=MONDAY).template == first
    assert Template.objects.count() == 2
    assert [*verify.papers(), *verify.offices()] == []


def test_a_unit_uses_the_template_of_the_nearest_above(minh, guide, hoa):
    district = make_unit(tier=Tier.DISTRICT, name="huyện Thử")
    below = make_unit(parent=district)
    leader = make_officer(below, Role.HANDLER, Role.LEADER)
    admin = make_officer(district, Role.ADMINISTRATOR)
    row = actions.adopt(district, "guide", name="huyen.docx", file=OURS, by=admin, on=MONDAY)
    draft = actions.Draft(typed=guide.typed, signer=leader)
    paper = actions.prepare("case", make_case(below).pk, "guide", draft=draft, by=leader, on=MONDAY)
    assert actions.issue(paper, by=leader, on=MONDAY).template == row


def test_only_whoever_administers_the_unit_furnishes_it(commune, minh, hoa, dung):
    for officer in (minh, hoa, dung):
        with pytest.raises(PaperRefused):
            actions.adopt(commune, "guide", name="x.docx", file=OURS, by=officer, on=MONDAY)
        with pytest.raises(PaperRefused):
            actions.set_letterhead(
                commune, mark="X", drafting="", head_title="X", place="X", by=officer, on=MONDAY
            )


def test_a_unit_signs_as_it_said(case, guide, minh, an, commune):
    actions.set_letterhead(
        commune, mark="HĐND", drafting="VP", head_title="Chủ tịch", place="Kỳ Khang", by=an, on=MONDAY
    )
    paper = actions.prepare("case", case.pk, "guide", draft=guide, by=minh, on=MONDAY)
    assert actions.issue(paper, by=minh, on=MONDAY).symbol == "01/HĐND-VP"
    assert paper.fields["place_and_date"] == "Kỳ Khang, ngày 12 tháng 02 năm 2018"
    assert list(verify.offices()) == []


def _blank() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()
