"""From the door to the report, once for each kind: what people do on pages, what the figures say in the end."""

from datetime import date
from itertools import chain

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from danvan import law
from danvan.cases.models import Case
from danvan.cases.workflow import Channel
from danvan.figures.actions import roll_up
from danvan.journal.actions import seal
from danvan.lib.codes import new_code
from danvan.people.models import Unit
from danvan.people.roles import Role
from danvan.reception.models import Turn
from tests.make import at, make_case, make_officer, make_unit
from tests.office import TOKEN, Citizen, Officer

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)
LATER = date(2026, 3, 23)
QUARTER = (date(2026, 1, 1), date(2026, 3, 31))


@pytest.fixture
def commune() -> Unit:
    return make_unit(parent=make_unit(tier="province", name="tỉnh Thử"))


@pytest.fixture
def lan() -> Citizen:
    return Citizen()


@pytest.fixture
def minh(commune: Unit) -> Officer:
    return Officer(make_officer(commune, Role.CLERK, Role.HANDLER), commune)


@pytest.fixture
def hoa(commune: Unit) -> Officer:
    return Officer(make_officer(commune, Role.LEADER, full_name="Trần Thị Hoa"), commune)


@pytest.fixture
def dung() -> Officer:
    elsewhere = make_unit(name="xã Khác")
    return Officer(make_officer(elsewhere, Role.CLERK, Role.LEADER, full_name="Phan Tiến Dũng"), elsewhere)


def confirm(by: Officer, unit: Unit, rule: str) -> None:
    """The office confirms a rule that nobody has read in the act, on the record."""
    page = reverse("people:confirm_rule", args=[rule, law.versions(rule)[-1].version])
    answer = by.browser.post(page, {"unit": unit.key, "decision": "05/2021/TT-TTCP"})
    assert answer.status_code == 302


def lies() -> list[str]:
    """What danvan verify would name."""
    roll_up()
    checks = (import_string(path) for path in settings.DANVAN_VERIFIERS)
    return [f"{lie.row}: {lie.reason}" for lie in chain.from_iterable(check() for check in checks)]


def sums_hold(report: dict) -> bool:
    return bool(report["sums"]) and all(check["holds"] for check in report["sums"])


def test_a_recommendation_goes_from_the_phone_to_the_report(commune, lan, minh, hoa, dung):
    with at(MONDAY):
        sent = lan.send(commune)
        assert sent.status_code == 200
        assert lan.code
        case = lan.case()
        assert case.due_on is None, "the rule is known from memory, so there is no day yet"
        confirm(hoa, commune, "letter.processing")
        case.refresh_from_db()
        assert case.due_on == date(2026, 3, 16)
        assert "16/03/2026" in lan.looks()
        assert minh.takes(case, "screen").status_code == 302
        assert dung.opens(case).status_code == 403
        assert dung.takes(case, "accept").status_code == 403
    with at(TUESDAY):
        assert minh.takes(case, "accept").status_code == 302
        assert hoa.takes(case, "assign", officer=minh.account.pk).status_code == 302
        assert case.officer_id == minh.account.pk
    with at(FRIDAY):
        answer = {"text": "Đã nạo vét cống N3 ngày 06/03.", "outcome": "granted"}
        assert minh.takes(case, "answer", **answer).status_code == 302
        page = lan.looks()
        assert "Đã nạo vét cống N3 ngày 06/03." in page
        assert "Phan Tiến Dũng" not in page
        assert minh.takes(case, "close").status_code == 302
        report = hoa.report(commune, *QUARTER)
    letters = report["letters"]
    assert [letters[name] for name in ("received", "eligible", "resolved", "resolved_in_time", "open")] == [
        1,
        1,
        1,
        1,
        0,
    ]
    assert sums_hold(report)
    assert lies() == []


def test_what_is_not_done_comes_back_to_the_desk_once_and_is_answered_again(commune, lan, minh, hoa):
    judged = {"sent": "1", "verdict": "not_done"}
    with at(MONDAY):
        lan.send(commune)
        case = lan.case()
        for verb in ("screen", "accept"):
            minh.takes(case, verb)
        minh.takes(case, "answer", text="Đã nạo vét.", outcome="granted")
        page = lan.looks()
        assert "Nhận ý kiến đến hết ngày" in page
        assert "01/04/2026" in page, "thirty days after the answer, as the office set it"
    with at(TUESDAY):
        page = reverse("portal:verdict")
        empty = lan.browser.post(page, {"code": lan.code, **judged}).content.decode()
        assert "Xin chọn ít nhất một lý do" in empty
        said = {**judged, "code": lan.code, "reasons": ["partly"], "text": "Còn đoạn cuối kênh."}
        assert "Hồ sơ mở lại" in lan.browser.post(page, said).content.decode()
        inbox = minh.browser.get(reverse("desk:inbox"), {"tab": "again"}).content.decode()
        assert "Cống kênh N3 bị tắc" in inbox
        shown = minh.opens(case).content.decode()
        assert "Mới làm một phần." in shown
        assert "Còn đoạn cuối kênh." in shown
        assert minh.takes(case, "answer", text="Đã vét nốt.", outcome="granted").status_code == 302
        again = lan.browser.post(page, said).content.decode()
        assert "đã báo chưa xong một lần" in again
        assert "Còn đoạn cuối kênh." in again, "nothing typed is lost"
        done = lan.browser.post(page, {"code": lan.code, "sent": "1", "verdict": "done"}).content.decode()
        assert "việc của ông/bà đã xong" in done
        report = hoa.report(commune, *QUARTER)
    letters = report["letters"]
    assert [letters[name] for name in ("eligible", "reopened", "resolved", "open")] == [1, 1, 2, 0]
    assert sums_hold(report)
    assert lies() == []


def test_a_complaint_gets_a_decision_from_the_chair_within_the_longer_term(commune, lan, minh, hoa):
    with at(MONDAY):
        lan.send(
            commune,
            kind="complaint",
            topic="land",
            subject="Không đồng ý quyết định thu hồi đất",
            against="Quyết định 12/QĐ-UBND",
            learned_on="20/02/2026",
        )
        case = lan.case()
        assert case.due_on == date(2026, 3, 12), "ten days to take it up (art. 27)"
        minh.takes(case, "screen")
        assert minh.takes(case, "accept").status_code == 302
        first = case.due_on
        assert first == date(2026, 4, 1), "thirty days for the first decision (art. 28)"
    with at(TUESDAY):
        hoa.takes(case, "assign", officer=minh.account.pk)
        longer = {"days": "15", "decision": "21/QĐ-UBND", "text": "Nhiều hộ liên quan."}
        assert minh.takes(case, "extend", **longer).status_code in (403, 422)
        assert hoa.takes(case, "extend", **longer).status_code == 302
        assert case.due_on == date(2026, 4, 16), "forty-five days from the same first day"
        assert minh.takes(case, "withdraw_part", text="Rút phần cây trồng, còn phần đất.").status_code == 302
        assert (
            minh.takes(case, "dialogue", text="Hai bên có mặt, chưa thống nhất diện tích.").status_code == 302
        )
        assert case.due_on == date(2026, 4, 16), "the rest goes on, by the same term"
        assert "Ông/bà rút một phần khiếu nại, phần còn lại vẫn được giải quyết" in lan.looks()
    with at(LATER):
        told = {"text": "Giữ nguyên quyết định.", "outcome": "refused", "decision": "33/QĐ-UBND"}
        assert minh.takes(case, "answer", **told).status_code == 422, "the chair signs, nobody else"
        assert hoa.takes(case, "answer", **told).status_code == 302
        assert "33/QĐ-UBND" in lan.looks()
        assert case.due_on == date(2026, 3, 26), "three working days to send it (art. 32)"
        assert minh.takes(case, "send_decision", text="Gửi bảo đảm cho bà Lan.").status_code == 302
        assert case.due_on is None
        assert minh.takes(case, "send_decision", text="Gửi lần nữa.").status_code == 422, "it was sent"
        assert minh.takes(case, "publish_decision", text="Niêm yết tại trụ sở xã.").status_code == 302
        assert "Quyết định giải quyết đã gửi đến ông/bà" in lan.looks()
        report = hoa.report(commune, *QUARTER)
    by_kind = {line["key"]: line for line in report["letters"]["by_kind"]}
    assert by_kind["complaint"]["resolved_in_time"] == 1
    assert sums_hold(report)
    assert lies() == []


def test_a_visit_is_a_turn_and_the_letter_opened_from_it_is_a_letter(commune, minh, hoa):
    with at(MONDAY):
        assert minh.registers().status_code == 302
        opened = minh.registers(
            **{
                "persons": "6",
                "v-0-represents": "on",
                "m-0-outcome": "petition",
                "m-0-advice": "",
                "m-0-topic": "water",
                "m-0-summary": "Sáu hộ xóm trên thiếu nước sinh hoạt từ tháng trước.",
            }
        )
        assert opened.status_code == 302
        case = Case.objects.get()
        assert case.channel == "reception"
        assert case.due_on == date(2026, 3, 16), "ten working days from the reception (Law 42/2013, art. 28)"
        minh.takes(case, "screen")
        minh.takes(case, "accept")
        minh.takes(case, "answer", text="Đã nối lại đường ống.", outcome="granted")
        report = hoa.report(commune, *QUARTER)
        page = hoa.report_page(commune, *QUARTER)
    reception, letters = report["reception"], report["letters"]
    counted = [reception[name] for name in ("turns", "persons", "groups", "group_persons", "matters")]
    assert counted == [2, 7, 1, 6, 2]
    assert letters["resolved"] == 1
    assert Turn.objects.count() == 2
    assert sums_hold(report)
    assert ">7<" in page.replace(" ", "").replace("\n", "")
    assert lies() == []


def test_a_complaint_at_the_wrong_door_is_guided_and_one_passed_on_by_mistake_is_given_back(
    commune, lan, minh, hoa
):
    told = {
        "kind": "complaint",
        "topic": "land",
        "against": "Quyết định của tỉnh",
        "learned_on": "20/02/2026",
    }
    with at(MONDAY):
        lan.send(commune, **told)
        case = lan.case()
        page = minh.opens(case).content.decode()
        assert "Hướng dẫn gửi đến đúng nơi" in page
        assert "Bước này chỉ dành cho đơn do nơi khác chuyển đến" in page, "she sent it here herself"
        assert minh.takes(case, "guide", text="Gửi Chủ tịch Ủy ban nhân dân tỉnh.").status_code == 302
        shown = lan.looks()
        assert "Cơ quan hướng dẫn gửi đơn đến đúng nơi giải quyết" in shown
        assert "Gửi Chủ tịch Ủy ban nhân dân tỉnh." in shown
        passed_on = make_case(commune, kind="complaint", channel=Channel.AUTHORITY, on=MONDAY)
        assert minh.takes(passed_on, "return", text="Thuộc thẩm quyền của Sở.").status_code == 302
        letters = hoa.report(commune, *QUARTER)["letters"]
    assert [letters[name] for name in ("received", "guided", "returned", "under_examination")] == [2, 1, 1, 0]
    assert lies() == []


def test_the_first_look_is_kept_with_the_decision_and_an_unfit_letter_is_put_on_file(commune, lan, minh, hoa):
    unfit = {"unmet": ["letter.conditions:signed", "letter.conditions:not_handled"], "signatories": "7"}
    with at(MONDAY):
        lan.send(commune)
        case = lan.case()
        refused = minh.takes(case, "screen", **unfit)
        assert refused.status_code == 422
        assert "Đơn còn điều kiện chưa đạt" in refused.content.decode()
        filed = {"ground": "letter.retention:unfit", "text": "Đã xử lý ở đơn trước.", "copy": "on", **unfit}
        assert minh.takes(case, "file", **filed).status_code == 302
        page = minh.opens(case).content.decode()
        for sentence in ("Đơn có nhiều người ký tên: 7 người.", "Đơn là bản sao.", "Chưa được xử lý"):
            assert sentence.lower() in page.lower(), sentence
        assert "Đơn được lưu, không xử lý tiếp" in lan.looks()
        letters = hoa.report(commune, *QUARTER)["letters"]
    assert [letters[name] for name in ("received", "ineligible", "under_examination")] == [1, 1, 0]
    assert lies() == []


def test_a_citizen_who_is_asked_for_a_paper_stops_the_clock_and_starts_it_again(commune, lan, minh, hoa):
    with at(MONDAY):
        confirm(hoa, commune, "letter.processing")
        lan.send(commune)
        case = lan.case()
        assert minh.takes(case, "ask", text="Xin gửi ảnh chụp đoạn kênh.").status_code == 302
        assert "Xin gửi ảnh chụp đoạn kênh." in lan.looks()
        assert minh.takes(case, "screen").status_code in (409, 422), "while it waits, nothing else goes on"
    with at(FRIDAY):
        more = {"code": lan.code, "sent": "1", "text": "Ảnh chụp ở đầu cầu, tôi gửi sau."}
        assert lan.browser.post(reverse("portal:more"), more).status_code == 200
        case.refresh_from_db()
        assert case.waiting_since is None
        assert case.due_on == date(2026, 3, 20), "four working days were not counted"
    assert lies() == []


def test_the_same_letter_sent_twice_is_one_case(commune, minh, lan):
    with at(MONDAY):
        number = "7d6f9b1e-6f0c-4a53-9a3e-1f7f0e0f8b11"
        lan.send(commune, submission=number)
        first = lan.code
        lan.send(commune, submission=number)
    assert lan.code == first
    assert Case.objects.count() == 1


def test_a_wrong_code_and_an_unknown_code_get_the_same_answer(lan):
    unknown, wrong = new_code(), "AAAA-AAAA-AAAA-AA"
    pages = []
    for code in (unknown, wrong):
        lan.code = code
        pages.append(TOKEN.sub("", lan.looks().replace(code, "CODE")))
    assert pages[0] == pages[1]


def test_the_receipt_opens_only_in_the_browser_that_sent_the_letter(commune, minh, lan):
    with at(MONDAY):
        sent = lan.send(commune)
        address = sent.redirect_chain[-1][0]
        assert lan.browser.get(address).status_code == 200
        assert Citizen().browser.get(address).status_code == 410


def test_the_letter_is_under_the_seal_of_its_day_and_can_be_proved(commune, minh, lan):
    with at(MONDAY):
        lan.send(commune)
        seal(on=MONDAY)
        proof = lan.browser.post(reverse("portal:proof"), {"code": lan.code})
        assert proof["Content-Type"].startswith("application/json")
        roots = lan.browser.get(reverse("portal:seals_json")).json()["seals"]
    assert len(roots) == 1
    assert lies() == []
