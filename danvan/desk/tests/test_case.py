"""The page of a case: what it shows, the steps it offers, two officers at once, looks behind the mask."""

import pytest

from danvan.cases.actions import Step, move
from danvan.cases.models import Case, Reply
from danvan.cases.workflow import Channel
from danvan.desk.tests.steps import DAY, GIVEN, WORKED, take, url
from danvan.journal.models import Event
from tests.make import MONDAY, make_case, make_unit, walk


def fresh(case):
    return Case.objects.get(pk=case.pk)


def test_the_page_says_where_it_is_whose_turn_and_by_which_day_and_why(as_, commune, minh):
    case = make_case(commune, channel=Channel.RECEPTION)
    page = as_(minh).get(url(case)).content.decode()
    assert "05/03" in page
    assert "Mới nhận" in page
    assert "Điều 28" in page
    assert 'class="days"' in page
    assert "Nhận đơn" in page


def test_dung_of_another_unit_is_refused_everything(as_, commune, dung):
    case = make_case(commune)
    party = case.parties.get()
    client = as_(dung)
    answers = [
        client.get(url(case)),
        client.post(url(case, "receipt")),
        take(client, case, "screen"),
        client.post(url(case, "correct"), {"text": "x", "seen": case.version}),
        client.post(url(case, "people", str(party.pk))),
    ]
    assert [answer.status_code for answer in answers] == [403] * 5
    assert "Hồ sơ này thuộc đơn vị khác." in answers[0].content.decode()
    assert fresh(case).version == case.version


def test_a_case_that_is_not_there_is_not_found(as_, minh):
    assert as_(minh).get("/desk/cases/987654/").status_code == 404


def test_only_steps_of_now_are_offered_and_the_others_say_why_not(as_, commune, minh):
    case = make_case(commune)
    page = as_(minh).get(url(case))
    offered = [form.step.verb for form in page.context["forms"]]
    assert offered == ["screen", "refuse", "file", "transfer", "ask", "withdraw", "note"]
    reasons = dict(page.context["locked"])
    assert "trạng thái" in reasons["Trả lời công dân"]


def test_a_leader_alone_is_offered_the_decision_on_a_complaint(as_, commune, minh, hoa):
    case = walk(make_case(commune, kind="complaint"), hoa, MONDAY, *WORKED)
    assert "answer" not in [form.step.verb for form in as_(minh).get(url(case)).context["forms"]]
    assert "answer" in [form.step.verb for form in as_(hoa).get(url(case)).context["forms"]]


BEFORE = {
    "supplement": ("ask",),
    "resume": ("ask",),
    "accept": ("screen",),
    "assign": WORKED,
    "reassign": (*WORKED, "assign"),
    "answer": WORKED,
    "dialogue": WORKED,
    "withdraw_part": WORKED,
    "send_decision": (*WORKED, "answer"),
    "publish_decision": (*WORKED, "answer"),
    "extend": WORKED,
    "undo_extension": (*WORKED, "extend"),
    "ask_expert": WORKED,
    "expert_answered": (*WORKED, "ask_expert"),
    "report_back": ("transfer",),
    "no_execution": (*WORKED, "answer"),
    "close": (*WORKED, "answer"),
}
EXECUTED = {("complaint", "close"): ("no_execution",)}


@pytest.mark.parametrize("kind", ["complaint", "recommendation"])
@pytest.mark.parametrize("verb", list(GIVEN))
def test_every_step_can_be_taken_from_the_page(as_, commune, hoa, minh, kind, verb):
    case = make_case(commune, kind=kind, channel=Channel.AUTHORITY if verb == "return" else Channel.COUNTER)
    if verb not in case.workflow.verbs():
        assert take(as_(hoa), case, verb).status_code == 404
        return
    walk(case, hoa, MONDAY, *BEFORE.get(verb, ()), *EXECUTED.get((kind, verb), ()))
    by = minh if verb == "screen" else hoa
    given = {name: str(minh.pk) if value == "minh" else value for name, value in GIVEN[verb].items()}
    response = take(as_(by), case, verb, **given)
    assert response.status_code == 302, response.content.decode()
    assert Event.objects.filter(subject=case.pk, stream="case").latest("number").verb == verb


@pytest.mark.parametrize("verb", [verb for verb in GIVEN if GIVEN[verb]])
def test_a_step_without_what_it_needs_comes_back_with_a_sentence(as_, commune, hoa, verb):
    channel = Channel.AUTHORITY if verb == "return" else Channel.COUNTER
    case = walk(make_case(commune, kind="complaint", channel=channel), hoa, MONDAY, *BEFORE.get(verb, ()))
    response = take(as_(hoa), case, verb, text="")
    assert response.status_code == 422
    assert response.context["returned"].errors
    assert fresh(case).version == case.version


def test_two_officers_press_two_buttons_and_the_second_keeps_every_word(as_, commune, minh, hoa):
    case = walk(make_case(commune), hoa, MONDAY, *WORKED)
    seen = case.version
    move(case, "note", by=hoa, on=MONDAY, given=Step(text="Đã gọi."))
    response = as_(minh).post(
        url(case, "steps", "answer"),
        {"seen": seen, "on": DAY, "outcome": "granted", "text": "Xã đã vét cống N3."},
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "Lê Thị Hoa vừa làm bước" in page
    assert "Xã đã vét cống N3." in page
    assert f'name="seen" value="{case.version}"' in page
    assert Reply.objects.count() == 0


def test_words_typed_for_a_step_that_is_gone_are_shown(as_, commune, minh, hoa):
    case = walk(make_case(commune), hoa, MONDAY, *WORKED)
    seen = case.version
    walk(case, hoa, MONDAY, "answer")
    response = as_(minh).post(
        url(case, "steps", "answer"), {"seen": seen, "on": DAY, "outcome": "granted", "text": "Lời của Minh."}
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "Lê Thị Hoa vừa làm bước" in page
    assert "Lời của Minh." in page


def test_a_grave_step_asks_once_more_and_can_be_gone_back_from(as_, commune, minh):
    case = make_case(commune)
    client, given = as_(minh), {"ground": "letter.conditions:signed", "text": "Không có chữ ký."}
    asked = take(client, case, "refuse", **given)
    assert asked.status_code == 200
    assert "Không có chữ ký." in asked.content.decode()
    assert fresh(case).status == "received"
    back = take(client, case, "refuse", edit="1", **given)
    assert "Không có chữ ký." in back.content.decode()
    assert fresh(case).status == "received"


@pytest.mark.parametrize(
    "given, sentence",
    [
        ({"text": "a\x00b"}, "không đọc được"),
        ({"text": "x" * 10_001}, "Dài 10001 ký tự"),
        ({"text": "Được", "on": "13/02/2018"}, "không thể sau hôm nay"),
        ({"text": "Được", "on": "31/02/2018"}, "không có ngày 31"),
        ({"text": "Được", "on": "01/01/2018"}, "không thể trước bước gần nhất"),
        ({"text": "Được", "seen": "zzz"}, "số nguyên"),
    ],
)
def test_bad_input_is_told_at_the_field_and_nothing_is_lost(as_, commune, minh, given, sentence):
    case = make_case(commune)
    response = take(as_(minh), case, "note", **given)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert given["text"].replace("\x00", "�")[:50] in response.content.decode()
    assert fresh(case).version == case.version


def test_a_letter_is_passed_to_a_unit_named_without_marks(as_, commune, minh):
    other = make_unit(name="xã Kỳ Thượng")
    make_unit(name="xã Kỳ Phong")
    case = make_case(commune)
    near = take(as_(minh), case, "transfer", unit_name="xa ky", text="Thuộc xã bạn.")
    assert near.status_code == 422
    assert "Xin ghi đủ tên" in near.content.decode()
    assert (
        take(as_(minh), case, "transfer", unit_name="xa ky thuong", text="Thuộc xã bạn.").status_code == 302
    )
    assert fresh(case).unit_responsible == other


def test_names_of_units_are_offered_while_typing(as_, commune, minh):
    make_unit(name="xã Kỳ Thượng")
    assert "Kỳ Thượng" in as_(minh).get("/desk/find-unit/", {"unit_name": "thuong"}).content.decode()


def test_the_last_step_is_taken_back_with_a_reason(as_, commune, minh, hoa):
    case = walk(make_case(commune), minh, MONDAY, "screen")
    empty = as_(hoa).post(url(case, "correct"), {"seen": case.version, "text": ""})
    assert empty.status_code == 422
    done = as_(hoa).post(url(case, "correct"), {"seen": case.version, "text": "Bấm nhầm."})
    assert done.status_code == 302
    assert fresh(case).status == "received"
    page = as_(hoa).get(url(case)).content.decode()
    assert "Bấm nhầm." in page
    assert "Xác định đủ điều kiện" in page


def test_who_did_not_take_the_step_and_does_not_lead_cannot_take_it_back(as_, commune, minh, hoa):
    case = walk(make_case(commune), hoa, MONDAY, "screen")
    assert as_(minh).get(url(case)).context["correct"] is None
    refused = as_(minh).post(url(case, "correct"), {"seen": case.version, "text": "Thử."})
    assert refused.status_code == 422
    assert fresh(case).status == "screened"
