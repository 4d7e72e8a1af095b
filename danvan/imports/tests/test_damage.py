"""Each of the real forms, with each thing that years do to a spreadsheet, is read as it was meant."""

import unicodedata
from datetime import date

import pytest

from danvan.imports.reading.whole import day_of, lines_of, understand
from danvan.imports.tests.make import BOOK_2021, BOOK_2026, LETTERS, LIST, as_csv, as_xls, as_xlsx
from danvan.imports.tests.test_reading import TCVN3, VNI
from danvan.imports.workflow import Register
from danvan.lib.text import fold

FORMS = {
    "2021": (Register.RECEPTION, BOOK_2021),
    "2026": (Register.RECEPTION, BOOK_2026),
    "list": (Register.RECEPTION, LIST),
    "letters": (Register.PETITIONS, LETTERS),
}
DAY = date(2018, 2, 12)
WHO, ABOUT = "Nguyễn Thị Na, thôn Tây", "Đề nghị sửa đường, cống bị vỡ"


def row(heading, number="1", on="12/02/2018", who=WHO, about=ABOUT):
    """A row of any of the forms."""
    cells = {"ngay tiep": on, "ngay tiep nhan": on, "stt": number}
    cells |= dict.fromkeys(("ho ten dia chi", "nguoi dung don"), who)
    words = ("noi dung vu viec", "tom tat noi dung vu viec", "tom tat noi dung", "tom tat noi dung han xu ly")
    cells |= dict.fromkeys(words, about) | dict.fromkeys(("cmnd ho chieu", "cccd ho chieu"), "42190001234")
    return [cells.get(fold(text), "") for text in heading]


def windows_1258(text):
    """As Vietnamese Windows wrote it: the tone behind its letter."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    apart = (unicodedata.normalize("NFD", char) for char in text)
    bare = ((unicodedata.normalize("NFC", "".join(c for c in one if c not in tones)), one) for one in apart)
    return "".join(letter + "".join(c for c in one if c in tones) for letter, one in bare).encode("cp1258")


def plain(heading):
    return [fold(text) for text in heading]


def two_rows(heading):
    return [*heading[:3], "Kết quả xử lý", *[""] * (len(heading) - 4)], ["", "", "", *heading[3:]]


DAMAGES = {
    "short day": lambda h: as_csv(h, row(h, on="12/2/18")).encode(),
    "day with hyphens": lambda h: as_csv(h, row(h, on="12-02-2018")).encode(),
    "day as Excel counts": lambda h: as_xlsx([h, row(h, on=43143)]),
    "day as a day": lambda h: as_xlsx([h, row(h, on=DAY)]),
    "before 2007": lambda h: as_xls(h, row(h)),
    "headings without marks": lambda h: as_csv(plain(h), row(h)).encode(),
    "titles above": lambda h: as_csv(["UBND XÃ KỲ THỬ"], ["SỔ THEO DÕI NĂM 2018"], [], h, row(h)).encode(),
    "two rows of headings": lambda h: as_csv(*two_rows(h), row(h)).encode(),
    "Windows-1258": lambda h: windows_1258(as_csv(h, row(h))),
    "TCVN3": lambda h: as_csv(plain(h), row(h, who=TCVN3[2], about=TCVN3[4])).encode("latin-1"),
    "VNI": lambda h: as_csv(plain(h), row(h, who=VNI[2], about=VNI[4])).encode("latin-1"),
    "semicolons": lambda h: as_csv(h, row(h), separator=";").encode("utf-8-sig"),
    "empty rows": lambda h: as_csv(h, [], row(h), [""] * len(h)).encode(),
    "sums and signatures": lambda h: as_csv(
        h, row(h), ["", "Tổng cộng", "1"], ["", "", "Người lập sổ"]
    ).encode(),
    "ditto": lambda h: as_csv(h, row(h), row(h, "2", on="nt", who="nt", about="Việc khác")).encode(),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_read_with_each_damage(form, damage):
    register, heading = FORMS[form]
    whole = understand(DAMAGES[damage](heading), register)
    assert not whole.kept
    assert [day_of(entry) for entry in whole.entries] == [DAY] * (2 if damage == "ditto" else 1)
    line = lines_of(whole.entries[0])[0]
    assert [" ".join(line.text(name).split()) for name in ("people", "summary")] == [WHO, ABOUT]


@pytest.mark.parametrize("form", ["2021", "2026"])
def test_a_lost_zero_of_a_number_comes_back_in_each_form(form):
    register, heading = FORMS[form]
    (entry,) = understand(as_xlsx([heading, row(heading)]), register).entries
    assert entry.people[0].citizen_id == "042190001234"
