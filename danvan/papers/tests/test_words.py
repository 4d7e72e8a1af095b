"""What stands on a paper: authority words, symbols, persons, the law of the day, and marks that are all there."""

import unicodedata
from datetime import date
from types import SimpleNamespace

import pytest

from danvan.cases.actions import Step, move
from danvan.journal.actors import SYSTEM
from danvan.papers import actions, fill, heads, kinds, of_cases, pdf, vocabulary
from danvan.papers.actions import Draft
from danvan.papers.errors import PaperRefused
from danvan.papers.of_cases import CaseSubject, people_of
from danvan.papers.of_urgings import UrgingSubject
from danvan.papers.workflow import SERIES
from danvan.people.actions import give_post
from danvan.people.actions.history import merge_units
from danvan.people.models import Tier
from danvan.people.roles import Role
from danvan.reception.actions import Caller, Told, register_turn
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

LETTER, DECISION = kinds.get("reply"), kinds.get("decision")


@pytest.mark.parametrize(
    "kind, manner, title, lines",
    [
        (LETTER, "head", "", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),
        (LETTER, "deputy", "Phó Chủ tịch", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        (LETTER, "deputy", "", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        (LETTER, "order", "Chánh Văn phòng", "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG"),
        (DECISION, "head", "", "CHỦ TỊCH"),
        (DECISION, "deputy", "Phó Chủ tịch", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        (DECISION, "deputy", "Phó Chủ tịch Ủy ban nhân dân tỉnh", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
    ],
)
def test_the_words_of_authority(commune, kind, manner, title, lines):
    assert heads.head_of(commune, MONDAY).authority(kind, manner, title) == lines


def test_an_authority_and_an_agency_have_their_own_heads(commune, today):
    authority = heads.head_of(commune, MONDAY)
    assert (authority.superior, authority.issuer) == ("", "ỦY BAN NHÂN DÂN\nXÃ KỲ KHANG")
    assert authority.symbol(SERIES["notice"], 7) == "07/TB-UBND"
    district = make_unit(tier=Tier.DISTRICT, name="huyện Kỳ Anh")
    agency = heads.head_of(
        make_unit(tier=Tier.AGENCY, name="phòng Tài nguyên và Môi trường", parent=district), MONDAY
    )
    assert (agency.superior, agency.issuer) == ("UBND HUYỆN KỲ ANH", "PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG")
    assert agency.symbol(SERIES["notice"], 7) == "07/TB-PTNMT"
    assert agency.authority(LETTER, "deputy", "Phó Trưởng phòng") == "KT. THỦ TRƯỞNG\nPHÓ TRƯỞNG PHÒNG"


def test_many_who_signed_are_named_and_counted(commune):
    case = make_case(commune)
    assert people_of([], 1)["senders"] == "người gửi đơn"
    said = people_of(list(case.parties.all()), 5)
    assert said["senders"] == "ông (bà) Nguyễn Thị Lan và 4 người khác"
    assert said["sender_lines"].endswith("\nThôn Đồng Tiến")


def test_a_note_that_only_officers_read_is_never_put_into_a_paper(case, minh):
    move(case, "screen", by=minh, on=MONDAY, given=Step(text="Đơn rõ ràng."))
    move(case, "note", by=minh, on=MONDAY, given=Step(text="Chỉ cán bộ đọc được."))
    assert CaseSubject.load(case.pk).known(MONDAY)["last_words"] == "Đơn rõ ràng."


def test_a_stop_that_was_typed_is_not_said_twice():
    fields = {"ground": "Khoản 1."}
    assert fill.say("{{ ground }}.", fields) == "Khoản 1."
    assert fill.say("Chờ...", fields) == "Chờ..."
    venue = next(one for one in kinds.get("minutes").asked if one.name == "venue")
    assert fill._typed(venue, {"venue": "Hội trường xã."}) == "Hội trường xã"


def test_the_law_is_that_of_the_day():
    basis = fill._basis(kinds.get("reception_refusal"), MONDAY)
    assert basis == ["Căn cứ Luật Tiếp công dân số 42/2013/QH13;"]
    assert len(fill._basis(kinds.get("reception_refusal"), date(2026, 11, 2))) == 2
    assert not fill.in_law(kinds.get("suspension"), MONDAY)


@pytest.mark.parametrize("kind", kinds.all_kinds().values(), ids=lambda kind: kind.code)
def test_every_paper_has_its_pdf_and_the_same_one_each_time(kind):
    examples = vocabulary.examples(kind) | {"subject": 'Ế Ộ Ẫ ỡ ữ ặ #let $x$ *không phải mã* \\ "’'}
    content = fill.content(kind, examples)
    assert "{" not in str([*content["body"], content["to"], content["abstract"]]).replace("{'", "")
    first = pdf.pdf(content)
    assert first == pdf.pdf(content)
    assert first.startswith(b"%PDF-")
    assert pdf.pages(content, ppi=30)[0].startswith(b"\x89PNG")


LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0309\u0303\u0301\u0323"


def test_every_vietnamese_letter_is_in_the_font_and_what_is_not_is_refused_in_words(case, hoa):
    every = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
    said = " ".join([*LETTERS, *every, *LETTERS.upper(), *(letter.upper() for letter in every)])
    content = fill.content(LETTER, vocabulary.examples(LETTER) | {"answer": said})
    assert pdf.pdf(content), "PDF/UA-1 lets no letter be missing"
    walk(case, hoa, MONDAY, "screen", "accept")
    strange = Draft(typed={"answer": "Đã trả lời 漢 hôm nay."}, signer=hoa)
    paper = actions.prepare("case", case.pk, "reply", draft=strange, by=hoa, on=MONDAY)
    with pytest.raises(PaperRefused, match="漢"):
        actions.issue(paper, by=hoa, on=MONDAY)


def test_a_turn_of_reception_has_its_papers(commune, minh, hoa):
    turn = register_turn(
        unit=commune,
        on=MONDAY,
        callers=[Caller("Nguyễn Thị Lan", address="thôn Đồng Tiến")],
        matters=[Told(topic="water", summary="Cống N3 bị tắc", outcome="advised", advice="Đã hướng dẫn")],
        persons=3,
        by=minh,
    )
    said = Draft({"chair": "Lê Thị Hoa", "concluded": "Nạo vét trước 20/02/2018.", "tasks": ""}, hoa)
    paper = actions.prepare("turn", turn.pk, "conclusion", draft=said, by=minh, on=MONDAY)
    done = actions.issue(paper, by=hoa, on=MONDAY)
    assert done.symbol == "01/TB-UBND"
    assert done.fields["senders"] == "ông (bà) Nguyễn Thị Lan và 2 người khác"
    assert (done.matter, done.fields["subject"]) == ("turn", "cống N3 bị tắc")


def test_the_successor_issues_for_a_unit_that_has_ended(commune, guide):
    case, march = make_case(commune), date(2018, 3, 5)
    other = make_unit(name="xã Kỳ Lợi")
    with at(march):
        heir = merge_units(
            units=[commune, other], key="KY-MOI", name="Kỳ Mới", prefix="xã", by=SYSTEM, on=date(2018, 3, 1)
        )
        chair = make_officer(heir)
        give_post(officer=chair, unit=heir, role=Role.LEADER, by=SYSTEM, on=date(2018, 3, 1))
        said = Draft(typed=guide.typed, signer=chair)
        paper = actions.prepare("case", case.pk, "guide", draft=said, by=chair, on=march)
        assert (paper.unit, actions.issue(paper, by=chair, on=march).symbol) == (heir, "01/UBND-TCD")
    assert paper.fields["issuer"] == "ỦY BAN NHÂN DÂN\nXÃ KỲ MỚI"


def test_a_unit_without_a_leader_has_nobody_to_sign(commune, minh):
    assert heads.signers_of(commune, MONDAY) == []
    assert Role.LEADER not in {post.as_role for post in minh.posts.all()}


def test_the_verifier_is_named_as_the_office_that_it_is():
    given = {
        "officer": None,
        "unit": "xã Kỳ Văn",
        "tier": "commune",
        "subject": "Ranh giới",
        "body": "",
        "due": None,
    }
    assert of_cases._given(given, "who", "what", "by")["who"] == "Ủy ban nhân dân xã Kỳ Văn"
    board = of_cases._given(given | {"unit": "Thanh tra tỉnh", "tier": "department"}, "who", "what", "by")
    assert board["who"] == "Thanh tra tỉnh"


def test_in_the_own_office_whoever_is_late_is_urged_by_name():
    own = SimpleNamespace(
        case=SimpleNamespace(unit_responsible_id=7), unit_id=7, officer=SimpleNamespace(full_name="Lê Thử")
    )
    assert UrgingSubject(own)._addressee(MONDAY) == "Ông (bà) Lê Thử"  # not: the office, by the same office


@pytest.mark.parametrize("code", ["extension", "denunciation_extension"])
def test_no_extension_is_told_before_its_new_day_is_known(code):
    with pytest.raises(PaperRefused, match="Hạn sau khi gia hạn"):
        actions.papers._check_known(kinds.get(code), {"extended_to": ""})
    actions.papers._check_known(kinds.get(code), {"extended_to": "04/04/2018"})
