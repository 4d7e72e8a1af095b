"""The open pages, their English, their weight and their statements."""

import gzip
import json
import re
import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danvan.cases.models import Case
from danvan.journal.actions import seal
from danvan.portal.tests.make import citizen, commune, complaint, letter, send, sent, staffed, text_of
from tests.make import MONDAY, at, make_unit

pytestmark = pytest.mark.django_db
OPEN = (
    "/",
    "/gui-don/",
    "/tra-cuu/",
    "/noi-nhan/",
    "/noi-nhan/?tim=ky+khang",
    "/so-niem-phong/",
    "/giup-do/",
    "/tinh-thoi-han/",
    "/tinh-thoi-han/?rule=reception.result_notice&start=12/02/2018",
    "/tinh-thoi-han/?rule=complaint.acceptance&start=01/07/2026&area=remote",
    "/tinh-thoi-han/in/?rule=complaint.first_settlement&start=01/12/2026",
    "/api/",
)
MARKED = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.I)
# Words that stay Vietnamese on an English page: names, and what a citizen or an officer wrote.
NAMES = (
    "Dân Vận", "Tiếng Việt", "xã Kỳ Khang", "Xã Kỳ Khang", "XÃ KỲ KHANG", "Hà Tĩnh", "Thôn Đồng Tiến",
    "thôn Đồng Tiến", "Nguyễn Thị Lan", "Cống kênh N3 bị tắc", "Cống tắc từ tháng 11, ruộng của 14 hộ ngập.",
    "Đề nghị nạo vét trước vụ hè thu.", "Quyết định 12/QĐ-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN", "Kỳ Khang", "Tết", "NĐ-CP",
)  # fmt: skip


@pytest.fixture(autouse=True)
def monday():
    with at(MONDAY):
        yield


@pytest.mark.parametrize("address", OPEN)
def test_an_open_page_answers_in_at_most_twelve_statements(address):
    commune()
    with CaptureQueriesContext(connection) as seen:
        assert citizen().get(address).status_code == 200
    assert len(seen) <= 12


@pytest.mark.parametrize("address", OPEN)
def test_a_page_costs_the_same_however_much_there_is(address):
    commune()
    seal(on=MONDAY)
    with CaptureQueriesContext(connection) as few:
        citizen().get(address)
    for number in range(12):
        staffed(make_unit(name=f"xã Kỳ Khang {number}"))
        seal(on=MONDAY + timedelta(days=number))
    with CaptureQueriesContext(connection) as many:
        citizen().get(address)
    assert len(many) == len(few)


def test_filing_takes_at_most_fifteen_statements():
    told = letter(commune())
    with CaptureQueriesContext(connection) as seen:
        assert send(citizen(), told).status_code == 303
    assert len(seen) <= 15, [query["sql"][:90] for query in seen]


def test_the_page_of_a_letter_takes_at_most_twelve_statements():
    case = sent(citizen(), complaint(commune()))
    for number in range(5):
        citizen().post("/tra-cuu/viet-them/", {"code": case.code, "sent": "1", "text": f"Lời {number}"})
    with CaptureQueriesContext(connection) as seen:
        citizen().post("/tra-cuu/", {"code": case.code})
    assert len(seen) <= 12


def test_a_first_visit_weighs_at_most_sixty_kilobytes():
    page = citizen().get("/").content
    names = ("web/danvan.css", "web/danvan.js", "portal/code.js")
    parts = [Path(str(finders.find(name))).read_bytes() for name in names]
    assert sum(len(gzip.compress(part)) for part in [page, *parts]) <= 60_000


def english() -> Client:
    """A browser in which English was chosen."""
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def vietnamese_of(response) -> list[str]:
    """What is left of Vietnamese on a page, names aside."""
    text = text_of(response)
    text += " ".join(
        re.findall(r'(?:aria-label|title|placeholder|value)="([^"]*)"', response.content.decode())
    )
    text = unicodedata.normalize("NFC", text)
    for name in NAMES:
        text = text.replace(name, "")
    return [word for word in text.split() if MARKED.search(word)]


@pytest.mark.parametrize("address", OPEN)
def test_an_open_page_is_whole_in_english(address):
    commune()
    seal(on=MONDAY)
    assert vietnamese_of(english().get(address)) == []


@pytest.mark.parametrize("page", ["where", "what", "who", "review"])
@pytest.mark.parametrize("make", [letter, complaint])
def test_every_page_of_sending_is_whole_in_english(page, make):
    told = make(commune(), page=page, place="xã Kỳ Khang", go=page)
    assert vietnamese_of(english().post("/gui-don/", told)) == []


@pytest.mark.parametrize("make", [letter, complaint])
def test_errors_receipt_and_letter_are_whole_in_english(make):
    client, unit = english(), commune()
    empty = {"kind": make(unit)["kind"]}
    assert vietnamese_of(client.post("/gui-don/", empty)) == []
    where = send(client, make(unit))["Location"]
    assert vietnamese_of(client.get(where)) == []
    assert vietnamese_of(client.get(f"{where}in/")) == []
    code = Case.objects.get().code
    for address in ("/tra-cuu/", "/tra-cuu/viet-them/", "/tra-cuu/rut-don/"):
        assert vietnamese_of(client.post(address, {"code": code, "sent": ""})) == []


def test_the_seals_are_public_for_people_and_machines():
    commune()
    closed = seal(on=MONDAY)
    assert closed is not None
    page = citizen().get("/so-niem-phong/").content.decode()
    assert closed.root in page.replace("<wbr>", "")
    assert f"{closed.root[:16]}<wbr>" in page
    row = json.loads(citizen().get("/so-niem-phong.json").content)["seals"][-1]
    assert (row["number"], row["root"], row["hash"]) == (closed.number, closed.root, closed.hash)


def test_search_engines_stay_away_from_letters():
    text = citizen().get("/robots.txt").content.decode()
    assert "Disallow: /tra-cuu/" in text
    assert "Disallow: /bien-nhan/" in text


def test_a_place_is_found_without_marks():
    unit = commune()
    page = citizen().get("/noi-nhan/?tim=KY+khang").content.decode()
    assert f"?don-vi={unit.key}" in page
    assert "Không thấy nơi nào tên" in text_of(citizen().get("/noi-nhan/?tim=nowhere"))
