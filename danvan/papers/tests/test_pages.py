"""The pages of papers: drafted by form, seen, issued, in the book, furnished; and the citizen's way to them."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danvan.cases.actions import Step
from danvan.journal.models import Event
from danvan.papers import actions, kinds, word
from danvan.papers.actions import Draft, with_step
from danvan.papers.models import Paper, Template
from danvan.papers.queries import content
from danvan.people.roles import Role
from tests.make import MONDAY, Person, at, make_case, make_officer, make_unit, walk

MOST_QUERIES, MOST_BYTES = 12, 60_000
GUIDE = {"competent": "Công ty Thủy lợi", "advice": "", "manner": "head", "title": "Chủ tịch"}


def issued(case, guide, by) -> Paper:
    """A letter of guidance with its number."""
    paper = actions.prepare("case", case.pk, "guide", draft=guide, by=by, on=MONDAY)
    return actions.issue(paper, by=by, on=MONDAY)


def rows_of(workbook: bytes) -> list[list[str]]:
    """The rows of the only sheet of a workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as container:
        sheet = container.read("xl/worksheets/sheet1.xml").decode()
    return [re.findall("<t[^>]*>(.*?)</t>", row) for row in re.findall("<row.*?</row>", sheet)]


def page(client, name: str, *args, **query):
    """The page, and what it said."""
    response = client.get(reverse(name, args=args), query)
    return response, response.content.decode()


def test_from_the_case_to_the_number(case, minh, hoa, as_):
    browser = as_(minh)
    _response, shown = page(browser, "desk:case", case.pk)
    make = reverse("papers:make", args=["case", case.pk, "guide"])
    assert make in shown
    sent = browser.post(make, GUIDE | {"signer": hoa.pk})
    paper = Paper.objects.get()
    assert sent["Location"] == reverse("papers:paper", args=[paper.pk])
    _response, draft = page(browser, "papers:paper", paper.pk)
    assert "Sẽ lấy số 01/UBND-TCD." in draft
    seen = actions.preview(paper, by=minh, on=MONDAY)
    assert f'value="{seen.sha256}"' in draft
    preview = browser.get(reverse("papers:copy", args=[paper.pk, "pdf"]))
    assert preview.content == seen.file
    picture = browser.get(reverse("papers:picture", args=[paper.pk, 1]))
    assert picture["Content-Type"] == "image/png"
    assert browser.get(reverse("papers:picture", args=[paper.pk, 2])).status_code == 404
    browser.post(reverse("papers:issue", args=[paper.pk]), {"seen": seen.sha256})
    after = browser.get(reverse("papers:copy", args=[paper.pk, "pdf"]))
    assert after.content == preview.content, "what was previewed is what was issued"
    assert "01/UBND-TCD" in page(browser, "desk:case", case.pk)[1]


def test_an_outdated_preview_comes_back_with_the_new_one(commune, guide, minh, as_):
    first, second = (
        actions.prepare("case", make_case(commune).pk, "guide", draft=guide, by=minh, on=MONDAY)
        for _ in range(2)
    )
    seen = actions.preview(first, by=minh, on=MONDAY).sha256
    actions.issue(second, by=minh, on=MONDAY)
    refused = as_(minh).post(reverse("papers:issue", args=[first.pk]), {"seen": seen})
    assert refused.status_code == 409
    assert "Sẽ lấy số 02/UBND-TCD." in refused.content.decode()


def test_an_empty_field_is_asked_for_and_nothing_typed_is_lost(case, minh, hoa, as_):
    url = reverse("papers:make", args=["case", case.pk, "guide"])
    answer = as_(minh).post(url, GUIDE | {"signer": hoa.pk, "competent": "", "advice": "Kèm bản đồ"})
    assert answer.status_code == 422
    assert "Xin điền “Cơ quan có thẩm quyền”" in answer.content.decode()
    assert "Kèm bản đồ" in answer.content.decode()


def test_names_are_hidden_until_the_paper_itself_is_opened_and_that_is_on_record(case, guide, minh, hoa, as_):
    paper = issued(case, guide, minh)
    browser, copy = as_(hoa), reverse("papers:copy", args=[paper.pk, "docx"])
    for name, args in (("papers:paper", [paper.pk]), ("papers:book", []), ("desk:case", [case.pk])):
        _response, said = page(browser, name, *args)
        assert "Nguyễn Thị Lan" not in said, name
    assert not Event.objects.filter(verb="paper_opened").exists()
    assert browser.get(copy).status_code == 403
    sent = browser.post(reverse("papers:look", args=[paper.pk]), {"form": "docx"})
    assert sent["Location"] == copy
    assert browser.get(copy).content == content(paper.docx)
    assert Event.objects.get(verb="paper_opened").actor == hoa


def test_a_leader_looks_at_a_draft_before_she_can_issue_it(case, guide, minh, hoa, as_):
    paper = actions.prepare("case", case.pk, "guide", draft=guide, by=minh, on=MONDAY)
    browser = as_(hoa)
    _response, before = page(browser, "papers:paper", paper.pk)
    assert "Sẽ lấy số" not in before
    assert browser.get(reverse("papers:picture", args=[paper.pk, 1])).status_code == 403
    browser.post(reverse("papers:look", args=[paper.pk]))
    _response, after = page(browser, "papers:paper", paper.pk)
    assert "Sẽ lấy số 01/UBND-TCD." in after
    assert browser.get(reverse("papers:picture", args=[paper.pk, 1])).status_code == 200


def test_a_cancelled_paper_stays_in_the_book_with_its_reason(case, guide, minh, hoa, as_):
    paper = issued(case, guide, minh)
    url = reverse("papers:cancel", args=[paper.pk])
    assert as_(minh).post(url, {"text": "Ghi nhầm"}).status_code == 422, "an issued paper is the leader's"
    assert as_(hoa).post(url, {"text": ""}).status_code == 422
    assert as_(hoa).post(url, {"text": "Ghi nhầm"}).status_code == 302
    _response, book = page(as_(minh), "papers:book")
    assert "<s>01/UBND-TCD</s>" in book
    assert "Đã hủy" in book
    assert "Ghi nhầm" in page(as_(minh), "papers:paper", paper.pk)[1]


def test_the_book_is_narrowed_sorted_and_exported_without_names(commune, guide, minh, as_):
    lan = issued(make_case(commune), guide, minh)
    other = make_case(commune, subject="Đường thôn lầy lội", person=Person("Trần Văn Bình"))
    second = issued(other, guide, minh)
    browser = as_(minh)
    _response, all_ = page(browser, "papers:book")
    assert all_.index(second.symbol) < all_.index(lan.symbol), "newest first"
    _response, up = page(browser, "papers:book", sort="number")
    assert up.index(lan.symbol) < up.index(second.symbol)
    for words in ("duong thon", "binh", "02/ubnd"):
        _response, found = page(browser, "papers:book", q=words)
        assert second.symbol in found, words
        assert lan.symbol not in found, words
    assert "Không có văn bản nào khớp" in page(browser, "papers:book", series="decision")[1]
    assert page(browser, "papers:book", year="x")[0].status_code == 200
    sheet = browser.post(reverse("papers:book_xlsx") + "?sort=number")
    assert Event.objects.get(verb="take_out_book").data["count"] == 2
    rows = rows_of(sheet.content)
    assert [row[0] for row in rows] == ["Số, ký hiệu", "01/UBND-TCD", "02/UBND-TCD"]
    assert rows[2][4] == "T.V.B."


def test_other_units_see_nothing(case, guide, minh, dung, an, as_):
    paper = issued(case, guide, minh)
    assert paper.symbol not in page(as_(dung), "papers:book")[1]
    for officer in (dung, an):
        for name, args in (("papers:paper", [paper.pk]), ("papers:copy", [paper.pk, "pdf"])):
            assert as_(officer).get(reverse(name, args=args)).status_code == 403


@pytest.mark.parametrize(
    "name, args",
    [
        ("papers:paper", [987654]),
        ("papers:make", ["case", 987654, "guide"]),
        ("papers:make", ["nothing", 1, "guide"]),
        ("papers:make", ["case", 1, "nothing"]),
        ("papers:paper", [10**30]),
    ],
)
def test_what_is_not_there_is_not_found(minh, as_, name, args):
    assert as_(minh).get(reverse(name, args=args)).status_code == 404


def test_an_office_sends_its_template_and_reads_what_is_wrong_with_it(an, as_):
    browser, url = as_(an), reverse("papers:template", args=["guide"])
    ours = browser.get(reverse("papers:template_file", args=["guide", 0]))
    assert ours.content == word.default(kinds.get("guide"))
    wrong = SimpleUploadedFile("mau.docx", word.default(kinds.get("reply")))
    refused = browser.post(url, {"file": wrong})
    assert refused.status_code == 422
    assert "answer" in refused.content.decode()
    assert "competent (cơ quan có thẩm quyền)" in refused.content.decode()
    right = SimpleUploadedFile("mau.docx", ours.content)
    assert browser.post(url, {"file": right}).status_code == 302
    row = Template.objects.get()
    assert (row.version, row.by, row.name) == (1, an, "mau.docx")
    assert "mẫu riêng, phiên bản 1" in page(browser, "papers:templates")[1]
    browser.post(reverse("papers:retire", args=["guide", 1]))
    assert "mẫu riêng" not in page(browser, "papers:templates")[1]
    assert content(row.sha256) == ours.content


def test_the_citizen_takes_the_papers_that_are_for_her(case, guide, minh, hoa, client):
    paper = issued(case, guide, minh)
    back = Draft(typed={"sent_by": "UBND huyện", "reason": "Không thuộc thẩm quyền."}, signer=hoa)
    internal = actions.issue(
        actions.prepare("case", case.pk, "return", draft=back, by=hoa, on=MONDAY), by=hoa, on=MONDAY
    )
    said = client.post(reverse("portal:track"), {"code": case.code}).content.decode()
    assert "Văn bản hướng dẫn" in said
    assert "Văn bản trả lại đơn" not in said
    assert "Cơ quan ban hành văn bản" in said
    take = reverse("portal:paper")
    got = client.post(take, {"code": case.code, "paper": paper.pk})
    assert b"".join(got.streaming_content) == content(paper.pdf)
    other = make_case(case.unit_received)
    for code, number in (
        (case.code, internal.pk),
        (case.code, "x"),
        (case.code, 10**17),
        (other.code, paper.pk),
    ):
        assert client.post(take, {"code": code, "paper": number}).status_code == 404
    actions.cancel(paper, by=hoa, on=MONDAY, text="Ghi nhầm")
    assert client.post(take, {"code": case.code, "paper": paper.pk}).status_code == 404


def test_pages_are_light_and_ask_no_more_when_there_is_more(commune, guide, minh, an, as_):
    case = make_case(commune)
    draft = actions.prepare("case", case.pk, "guide", draft=guide, by=minh, on=MONDAY)
    first = issued(case, guide, minh)
    looked = [
        (minh, "papers:book", []),
        (minh, "papers:paper", [first.pk]),
        (minh, "papers:make", ["case", case.pk, "guide"]),
        (an, "papers:templates", []),
        (an, "papers:template", ["guide"]),
        (an, "papers:letterhead", []),
    ]
    counts = {name: asked(as_(who), name, args) for who, name, args in looked}
    for _ in range(8):
        issued(case, guide, minh)
    assert counts == {name: asked(as_(who), name, args) for who, name, args in looked}
    assert asked(as_(minh), "papers:paper", [draft.pk]), "a draft's page tries the issue"
    agency = make_unit("TRAM-NUOC", tier="office", name="Trạm nước", parent=commune)
    own = make_officer(agency, Role.HANDLER, Role.LEADER)
    theirs = make_case(agency)
    draft = actions.prepare("case", theirs.pk, "guide", draft=Draft(guide.typed, own), by=own, on=MONDAY)
    assert asked(as_(own), "papers:paper", [draft.pk]), (
        "nor more for a body that names the authority above it"
    )
    fit = walk(make_case(commune, kind="complaint"), minh, MONDAY, "screen")
    said = Draft({"scope": "Cống bị tắc"}, guide.signer)
    step = with_step("accept", Step())
    draft = actions.prepare("case", fit.pk, "acceptance", draft=said, by=minh, on=MONDAY, step=step)
    assert asked(as_(minh), "papers:paper", [draft.pk], most=25), (
        "and what the step asks, where one goes with it"
    )


def asked(browser, name: str, args, most: int = MOST_QUERIES) -> int:
    """Statements of a page; it is light, and there are not too many."""
    browser.get(reverse(name, args=args))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = browser.get(reverse(name, args=args))
    assert response.status_code == 200, name
    assert len(response.content) < MOST_BYTES
    said = [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))]
    assert len(said) <= most, (name, len(said), said)
    return len(said)


def test_a_paper_is_dated_today(case, guide, minh, as_):
    paper = actions.prepare("case", case.pk, "guide", draft=guide, by=minh, on=MONDAY)
    with at(date(2018, 2, 13)):
        as_(minh).post(reverse("papers:issue", args=[paper.pk]))
    paper.refresh_from_db()
    assert paper.issued_on == date(2018, 2, 13)
    assert walk(case, minh, date(2018, 2, 12), "screen"), "a paper does not bar a step of the day before"
