"""The law's way of a denunciation, step by step; and those from whom it is kept."""

from datetime import date

import pytest
from django.urls import reverse

from danvan.cases import policies
from danvan.cases.actions import Step, move
from danvan.cases.actions.destroy import destroy
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.queries import by_code, visible_to
from danvan.cases.verify import contents, states
from danvan.cases.workflow import Channel
from danvan.denunciations import actions
from danvan.denunciations.queries import by_receipt
from danvan.denunciations.tests.make import MONDAY, make_office, redacted, send
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.lib.codes import grouped
from danvan.people.roles import Role
from danvan.portal.queries import find_case
from danvan.reports.recount import differences
from danvan.retention.actions import seal_letter
from danvan.retention.actions.terms import set_term
from danvan.retention.queries import candidates, decided
from danvan.retention.things import all_things
from tests.make import at, make_case, make_officer
from tests.office import Officer

pytestmark = pytest.mark.django_db
FRIDAY, LATER = date(2026, 3, 6), date(2026, 4, 14)
WAY = [
    "screen",
    "accept",
    "tell_both",
    "assign",
    "verified",
    "answer",
    "send_conclusion",
    "act_on",
    "publish_conclusion",
    "close",
]


@pytest.fixture
def office():
    with at(MONDAY):
        yield make_office()


def take(found, verb, by, *, on=MONDAY, **given):
    """A step with enough for any of them."""
    told = {
        "text": "Nội dung ghi nhận.",
        "decision": "12/QĐ-UBND",
        "outcome": "granted",
        "officer": by,
        "elsewhere": "Thanh tra tỉnh",
        "ground": "denunciation.anonymous:checkable",
        "days": 30,
    }
    return move(found.case, verb, by=by, on=on, given=Step(**{**told, **given}))


def test_from_the_letter_to_its_end_each_term_of_the_law_runs_and_is_met(office):
    found, _receipt = send(office)
    redacted(office, found)
    assert found.case.due_on == date(2026, 3, 9), "5 working days to pass it on"
    take(found, "screen", office.hoa)
    assert found.case.due_on == date(2026, 3, 11), "7 working days to take it up"
    take(found, "accept", office.hoa)
    assert found.case.due_on == date(2026, 4, 1), "30 days to settle it"
    for verb in WAY[2:]:
        take(found, verb, office.hoa)
    assert found.case.status == "closed"
    clocks = dict(found.case.deadlines.values_list("purpose", "state"))
    assert clocks.pop("passing") == "cancelled"
    assert set(clocks.values()) == {"met"}
    assert list(differences()) == []


def test_nothing_is_decided_on_words_that_nobody_has_written_down(office):
    found, _receipt = send(office)
    for verb in ("screen", "refuse", "file", "inspect", "transfer"):
        with pytest.raises(StepRefused, match="Lược danh tính"):
            take(found, verb, office.hoa)


def test_the_conclusion_is_sent_acted_upon_and_published_before_the_file_is_closed(office):
    found, _receipt = send(office)
    redacted(office, found)
    for verb in WAY[:6]:
        take(found, verb, office.hoa)
    for verb in ("act_on", "publish_conclusion", "close"):
        with pytest.raises(StepRefused):
            take(found, verb, office.hoa)
    for verb in ("send_conclusion", "act_on"):
        take(found, verb, office.hoa)
        with pytest.raises(StepRefused, match="đã ghi rồi"):
            take(found, verb, office.hoa)


@pytest.mark.parametrize("complexity, times", [("complex", 1), ("special", 2)])
def test_a_complex_matter_is_extended_once_an_especially_complex_one_twice_and_no_more(
    office, complexity, times
):
    found, _receipt = send(office)
    redacted(office, found)
    for verb in WAY[:2]:
        take(found, verb, office.hoa)
    with pytest.raises(StepRefused, match="mức phức tạp"):
        take(found, "extend", office.hoa)
    for _time in range(times):
        take(found, "extend", office.hoa, complexity=complexity)
    with pytest.raises(StepRefused):
        take(found, "extend", office.hoa, complexity=complexity)
    assert found.case.due_on == (date(2026, 5, 4) if times == 1 else date(2026, 6, 1)), "days off pass by"
    take(found, "undo_extension", office.hoa, decision="12/QĐ-UBND")


def test_an_anonymous_letter_with_evidence_is_inspected_and_one_settled_all_the_same_goes_on(office):
    found, _receipt = send(office)
    redacted(office, found)
    take(found, "inspect", office.hoa)
    assert (found.case.status, found.case.phase) == ("inspected", "closed")
    other, _receipt = send(office)
    redacted(office, other)
    with pytest.raises(StepRefused, match="luật chưa cho phép"):
        take(other, "keep_on", office.hoa, ground="denunciation.withdrawal:forced")
    actions.wish_off(other, on=MONDAY)
    with pytest.raises(StepRefused, match="đã xin rút"):
        actions.wish_off(other, on=MONDAY)
    other.refresh_from_db()
    take(other, "withdraw", office.hoa)
    assert list(differences()) == []


def test_from_july_2026_a_withdrawal_does_not_end_what_shows_a_breach(office):
    with at(date(2026, 7, 1)):
        found, _receipt = send(office, on=date(2026, 7, 1))
        redacted(office, found, on=date(2026, 7, 1))
        take(found, "keep_on", office.hoa, on=date(2026, 7, 1), ground="denunciation.withdrawal:forced")
        assert found.case.is_open


def test_what_another_agency_passed_on_is_reported_back_to_it(office):
    found, _receipt = send(office)
    redacted(office, found)
    with pytest.raises(StepRefused, match="nơi khác chuyển đến"):
        take(found, "tell_sender", office.hoa)
    letter = actions.Letter(unit=office.unit, body="Thu sai.", topic="land")
    case = actions.receive(letter, channel=Channel.PRESS, by=office.hoa, on=MONDAY).case
    assert set(case.deadlines.values_list("purpose", flat=True)) == {"acceptance", "sender_told", "passing"}
    take(case.denunciation, "tell_sender", office.hoa)
    assert case.deadlines.get(purpose="sender_told").state == "met"


def test_a_denunciation_of_the_head_goes_a_level_up_by_itself_and_nobody_below_knows(office):
    under = make_officer(office.unit, Role.HANDLER, Role.INSPECTOR)
    found, _receipt = send(office, whom="head")
    assert found.case.unit_received == office.province
    assert {one.custodian.unit for one in found.envelopes.all()} == {office.province}
    for officer in (office.hoa, under, *office.keepers):
        assert found.case not in visible_to(officer, on=MONDAY)
        assert policies.is_unknown(officer, found.case, on=MONDAY)


def test_a_denunciation_of_the_highest_head_is_refused_with_where_to_go(office):
    with pytest.raises(StepRefused, match="cơ quan cấp trên"):
        send(office, unit=office.province, whom="head")


def test_only_leaders_inspectors_and_whoever_has_it_in_hand_read_it(office):
    found, _receipt = send(office)
    redacted(office, found)
    clerk = make_officer(office.unit, Role.CLERK)
    handler = make_officer(office.unit, Role.HANDLER)
    above = make_officer(office.province, Role.LEADER)
    for officer in (clerk, handler, above):
        assert not visible_to(officer, on=MONDAY).filter(pk=found.pk).exists()
        assert policies.is_unknown(officer, found.case, on=MONDAY)
    for verb in WAY[:3]:
        take(found, verb, office.hoa)
    take(found, "assign", office.hoa, officer=handler)
    for officer in (office.hoa, handler, make_officer(office.province, Role.INSPECTOR)):
        assert visible_to(officer, on=MONDAY).filter(pk=found.pk).exists()
        assert policies.can_read(officer, found.case, on=MONDAY)
    take(found, "verified", handler)


def test_the_code_of_the_case_opens_nothing_for_citizens(office):
    found, _receipt = send(office)
    assert by_code(found.case.code) is None
    assert find_case(found.case.code) is None


def test_a_continued_denunciation_goes_to_the_next_level_with_its_own_term(office):
    found, _receipt = send(office)
    redacted(office, found)
    taken = actions.continue_(found, body="Quá hạn chưa kết luận.", identity=actions.Identity(), on=MONDAY)
    case = taken.case
    assert (case.kind, case.unit_received) == ("further_denunciation", office.province)
    assert case.deadlines.get(purpose="acceptance").due_on == date(2026, 3, 23), "20 days, the last a Sunday"
    assert case.earlier_links.get().earlier_id == found.pk
    assert list(differences()) == []


def test_destruction_leaves_a_stub_without_content_and_new_words_put_it_off(office):
    leader, day = office.hoa, date(2026, 3, 3)
    with at(day):
        found, _receipt = send(office, on=day)
        redacted(office, found, on=day)
        take(found, "refuse", leader, on=day)
        thing = all_things()["denunciation"]
        told = {"years": 1, "decision": "5/QĐ-UBND", "decided_on": day, "from_on": day}
        set_term(office.unit, thing.key, **told, by=leader, on=day)
    with at(date(2026, 9, 1)):
        actions.hear(found, text="Còn việc này nữa.", on=date(2026, 9, 1))
    with at(date(2027, 4, 1)):
        assert not candidates(
            thing, office.unit, decided(office.unit, dates.today())[thing.key], on=dates.today()
        )
    with at(date(2027, 9, 3)):
        today = dates.today()
        assert [
            one.pk for one in candidates(thing, office.unit, decided(office.unit, today)[thing.key], on=today)
        ]
        destroy(found.case, by=leader, on=today, salt="new", data={})
    found.refresh_from_db()
    assert (found.accused, list(found.hung())) == ("", [])
    assert [*contents(), *states()] == []


@pytest.mark.parametrize("kind", ["complaint", "recommendation"])
def test_a_letter_that_turns_out_to_be_a_denunciation_is_sealed_and_nothing_of_it_is_left(office, kind):
    minh = make_officer(office.unit, Role.HANDLER)
    letter = make_case(
        office.unit, kind=kind, on=MONDAY, subject="Thu tiền sai", body="Bà Khế thu sai của tôi."
    )
    code = letter.code
    sealed = seal_letter(letter, by=minh, on=MONDAY)
    letter.refresh_from_db()
    assert (letter.status, letter.subject, letter.body) == ("filed", "(nội dung đã hủy)", "")
    assert not letter.parties.exists()
    assert not Event.objects.filter(stream="case", subject=letter.pk, text__contains="Khế").exists()
    assert by_receipt(grouped(code)) == sealed.denunciation
    assert not Case.objects.filter(code=code).exists(), "a receipt is nowhere in the register"
    assert by_receipt(letter.code) is None
    assert sealed.denunciation.is_named
    assert not sealed.earlier_links.exists()
    assert [*contents(), *states(), *differences()] == []
    with pytest.raises(StepRefused):
        seal_letter(letter, by=minh, on=MONDAY)


def test_the_page_of_a_letter_offers_to_seal_it_and_does(office):
    minh = Officer(make_officer(office.unit, Role.HANDLER), office.unit)
    letter = make_case(office.unit, on=MONDAY)
    page = reverse("retention:seal", args=[letter.pk])
    assert page in minh.browser.get(reverse("desk:case", args=[letter.pk])).content.decode()
    assert minh.browser.post(page, {}).status_code == 422
    answer = minh.browser.post(page, {"sure": "on"}, follow=True)
    assert "Đã niêm phong" in answer.content.decode()
    assert "Nguyễn Thị Lan" not in answer.content.decode()


def test_a_letter_that_cannot_be_received_as_a_denunciation_stays_as_it_is(office):
    letter = make_case(office.province, on=MONDAY)
    with pytest.raises(StepRefused, match="cấp trên"):
        seal_letter(letter, whom="head", by=make_officer(office.province, Role.LEADER), on=MONDAY)
    letter.refresh_from_db()
    assert (letter.status, letter.body) != ("filed", "")
