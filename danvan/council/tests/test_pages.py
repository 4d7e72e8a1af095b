"""Pages of the desk and of the portal: taken down with the keyboard, sent, answered, read by anybody."""

import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from danvan.council import actions
from danvan.council.models import Deputy, Petition, Session, Target, VoterMeeting
from danvan.council.tests.make import (
    CANAL,
    DAY,
    given,
    hold_meeting,
    make_oversight,
    make_resolution,
    make_session,
    question,
    sent,
    take,
)
from danvan.people.errors import Refused
from tests.make import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def login(client):
    def enter(officer):
        client.force_login(officer, backend="danvan.people.backends.Officers")
        return client

    return enter


def said(unit, **more):
    return {
        "text": CANAL,
        "topic": "water",
        "place": unit.pk,
        "place_words": "thôn Đồng Tiến",
        "taken_on": "16/03/2026",
        **more,
    }


def test_petitions_are_taken_down_one_after_another_and_nothing_typed_is_lost(login, unit, bich, term):
    browser, url = login(bich), reverse("council:take")
    wrong = browser.post(url, said(unit, text="", title="Kênh N3"))
    assert wrong.status_code == 422
    assert "Kênh N3" in wrong.text
    page = browser.post(url, said(unit))
    assert page.status_code == 200
    row = Petition.objects.get()
    assert row.title.startswith("Đề nghị nạo vét kênh N3")
    assert page.context["form"].initial["topic"] == "water"  # stays for the next one
    assert CANAL not in page.content.decode().split("<ol", 1)[0]  # the words do not
    again = browser.post(url, said(unit, submission=str(page.context["form"]["submission"].value())))
    assert again.status_code == 200
    assert Petition.objects.count() == 2
    twice = said(unit, submission=str(again.context["form"]["submission"].value()))
    browser.post(url, twice)
    browser.post(url, twice)
    assert Petition.objects.count() == 3, "a form sent twice is one petition"
    browser.post(url, {**twice, "place_words": "thôn Bắc"})
    assert Petition.objects.count() == 4, "what was changed after going back is not lost"


def test_no_number_in_an_address_breaks_a_page_of_the_council(login, unit, bich):
    for asked in ("9" * 5_000, "%00", "-1", "x"):
        assert login(bich).get(f"{reverse('council:take')}?unit={asked}").status_code == 200


def test_from_the_list_to_the_answer_and_the_public_page(login, client, unit, bich, hoa):
    row = take(unit, bich)
    browser = login(bich)
    assert row.title in browser.get(reverse("council:petitions")).text
    page = browser.get(reverse("council:petition", args=[row.pk]))
    assert page.context["suggested"].level == "commune"

    def do(verb, **data):
        row.refresh_from_db()
        url = reverse("council:step", args=[row.pk, verb])
        return browser.post(url, {"seen": row.revision, **data})

    assert do("classify", level="commune").status_code == 422  # by whom?
    assert do("classify", level="commune", unit=unit.pk).status_code == 302
    public = reverse("portal:voter_petition", args=[row.pk])
    assert browser.get(public).status_code == 404
    assert do("send", number="15/HĐND-VP").status_code == 302
    assert "15/04/2026" in browser.get(public).text
    login(hoa)
    assert row.title in browser.get(reverse("council:owed")).text
    stale = browser.post(
        reverse("council:step", args=[row.pk, "answer"]),
        {"seen": 0, "kind": "resolved", "text": "Đã nạo vét.", "on": "16/03/2026"},
    )
    assert stale.status_code == 409
    assert "Đã nạo vét." in stale.text
    assert do("drop", text="x").status_code == 403
    assert do("answer", kind="resolved", text="Đã nạo vét.", on="16/03/2026").status_code == 302
    login(bich)
    assert do("tell", way="portal").status_code == 302
    browser.logout()
    told = browser.get(public).text
    assert "Đã nạo vét." in told
    assert "Báo lại cử tri" in told
    assert (
        reverse("portal:voter_petition", args=[row.pk]) in browser.get(reverse("portal:voter_petitions")).text
    )


def test_pairs_are_shown_and_merged_by_a_press(login, unit, bich):
    first = take(unit, bich)
    second = take(unit, bich, f"{CANAL} Rất mong.", place_words="thôn Tân Hà")
    browser = login(bich)
    page = browser.get(reverse("council:doubles"))
    url = reverse("council:join", args=[second.pk, first.pk, "merge"])
    assert url in page.text
    assert browser.post(url, {"back": "doubles"}).url == reverse("council:doubles")
    second.refresh_from_db()
    assert second.merged_into == first
    assert "thôn Tân Hà" in browser.get(reverse("council:petition", args=[first.pk])).text


def test_the_table_as_a_spreadsheet_and_open_data_name_nobody(login, unit, bich, hoa):
    row = sent(unit, bich)
    actions.answer(row, given("resolved", DAY, number=""), by=hoa, on=DAY)
    browser = login(bich)
    content = browser.get(reverse("council:table")).content
    from python_calamine import CalamineWorkbook

    head, first = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[:2]
    assert head[1] == "Nội dung kiến nghị"
    assert first[1] == CANAL
    assert first[11] == "Đã giải quyết"
    told = json.loads(browser.get(reverse("portal:voter_petitions_json")).content)
    assert told["format"] == "danvan.voter-petitions/1"
    assert told["petitions"][0]["places"] == [f"thôn Đồng Tiến, {unit.name_on(DAY)}"]
    lines = b"".join(browser.get(reverse("portal:voter_petitions_csv"))).decode()
    assert "Đề nghị nạo vét" in lines


@pytest.mark.parametrize("name", ["portal:voter_petitions_csv", "portal:voter_petitions_json"])
def test_open_data_is_given_so_often_to_one_address(client, settings, name):
    settings.DANVAN_RATES = {**settings.DANVAN_RATES, "api": (1, 600)}
    assert [client.get(reverse(name)).status_code for _each in range(2)] == [200, 429]


def test_a_session_is_written_to_from_its_page(login, unit, bich, hoa, term):
    browser = login(bich)
    new = reverse("council:session_new")
    told = {
        "number": 12,
        "kind": "regular",
        "place": "Hội trường",
        "from_on": "16/03/2026",
        "until_on": "17/03/2026",
    }
    assert browser.post(new, {**told, "until_on": "15/03/2026"}).status_code == 422
    assert browser.post(new, told).status_code == 302
    row = Session.objects.get()

    def do(verb, pk=0, **data):
        row.refresh_from_db()
        return browser.post(
            reverse("council:session_do", args=[row.pk, verb, pk]), {"seen": row.revision, **data}
        )

    assert do("convene").status_code == 422  # no agenda
    assert do("item", title="Báo cáo").status_code == 302
    assert do("document", title="Báo cáo", sender="UBND xã", due_on="12/03/2026").status_code == 302
    assert do("convene").status_code == 302
    assert do("open", present=3).status_code == 422  # only two sit
    assert do("open", present=2).status_code == 302
    assert do("received", row.documents.get().pk, received_on="16/03/2026").status_code == 302
    an = Deputy.objects.first().pk
    asked = {"deputy": an, "respondent": "Chủ tịch UBND xã", "unit": unit.pk, "text": "Bao giờ?", "until": ""}
    assert do("question", **asked).status_code == 302
    q = row.questions.get()
    half = do("hall", q.pk, hall="Trong tháng 6.", promised="Nạo vét kênh")
    assert half.status_code == 422
    assert "Nạo vét kênh" in half.text
    assert (
        do("hall", q.pk, hall="Trong tháng 6.", promised="Nạo vét kênh", until="30/06/2026").status_code
        == 302
    )
    assert do("close").status_code == 302
    assert do("minute", text="Đã họp.").status_code == 302
    public = browser.get(reverse("portal:council_session", args=[row.pk])).text
    for words in ("Nạo vét kênh", "muộn", "Trong tháng 6.", "Đã họp."):
        assert words in public


def test_a_resolution_and_an_oversight_are_followed_on_their_pages(login, unit, bich, hoa, term):
    row, session = make_resolution(term, bich), make_session(term, bich, stage="open")
    browser = login(bich)

    def do(verb, pk=0, **data):
        row.refresh_from_db()
        url = reverse("council:resolution_do", args=[row.pk, verb, pk])
        return browser.post(url, {"seen": row.revision, **data})

    assert do("submit", session=session.pk).status_code == 302
    aim = {"name": "Đường", "sense": "at_least", "wanted": "10,5", "measured_in": "km", "by_on": "31/12/2026"}
    assert do("target", **aim, responsible="UBND xã").status_code == 302
    vote = {
        "on": "16/03/2026",
        "present": 2,
        "votes_for": 2,
        "votes_against": 0,
        "abstained": 0,
        "outcome": "adopted",
    }
    off = do("vote", **{**vote, "votes_for": 1})
    assert off.status_code == 422
    assert "cộng lại khác 2" in off.text
    assert do("vote", **vote, number="12/NQ-HĐND", in_force_on="01/04/2026").status_code == 302
    target = Target.objects.get()
    assert do("progress", target.pk, value="11", as_of="16/03/2026", evidence="Nghiệm thu").status_code == 302
    assert "Nghiệm thu" in browser.get(reverse("portal:council_resolution", args=[row.pk])).text

    watch = make_oversight(term, bich, concluded=True)

    def follow(verb, pk=0, **data):
        watch.refresh_from_db()
        url = reverse("council:oversight_do", args=[watch.pk, verb, pk])
        return browser.post(url, {"seen": watch.revision, **data})

    assert follow("recommend", text="Nạo vét kênh N3", unit=unit.pk, due_on="30/04/2026").status_code == 302
    assert follow("close").status_code == 422
    one = watch.recommendations.get()
    login(hoa)
    assert follow("report", one.pk, text="Đã nạo vét.").status_code == 302
    login(bich)
    assert follow("refuse", one.pk, text="Còn 200 m.").status_code == 302
    assert follow("report", one.pk, text="Đã xong.").status_code == 302
    assert follow("accept", one.pk).status_code == 302
    assert follow("close").status_code == 302
    assert "Đã xong." in browser.get(reverse("portal:council_oversight", args=[watch.pk])).text


def test_terms_groups_and_deputies_are_entered_and_end(login, unit, bich, term):
    browser = login(bich)

    def enter(what, pk, **data):
        return browser.post(reverse("council:enter", args=[what, pk]), data)

    clash = enter("term", 0, unit=unit.pk, name="2026–2031", from_on="01/01/2026", until_on="")
    assert clash.status_code == 422
    assert "2021–2026" in clash.text
    assert (
        enter("group", term.pk, name="Tổ số 2", unit=unit.pk, parts="thôn Tân Hà\nthôn Bắc Sơn").status_code
        == 302
    )
    group = term.groups.get(name="Tổ số 2")
    assert group.constituencies.count() == 2
    assert enter("deputy", group.pk, full_name="Lê Văn Cường", from_on="01/07/2021").status_code == 302
    cuong = Deputy.objects.get(full_name="Lê Văn Cường")
    assert enter("end", cuong.pk, until_on="01/03/2026", reason="").status_code == 422
    assert enter("end", cuong.pk, until_on="01/03/2026", reason="Chuyển công tác").status_code == 302
    assert "Chuyển công tác" in browser.get(reverse("council:deputy", args=[cuong.pk])).text
    assert "Lê Văn Cường" not in browser.get(reverse("portal:council")).text


def test_a_meeting_with_voters_from_plan_to_what_was_asked_there(login, unit, bich, term):
    browser = login(bich)
    plan = {
        "occasion": "thematic",
        "deputies": [Deputy.objects.first().pk],
        "title": "Tiếp xúc cử tri thôn Đồng Tiến",
        "topic": "water",
        "agenda": "Nghe cử tri kiến nghị",
        "on": "30/03/2026",
        "starts": "7:30",
        "ends": "11:00",
        "place": "Nhà văn hóa thôn",
        "hosts": "Tổ đại biểu số 1",
    }
    wrong = browser.post(reverse("council:meeting_new"), {**plan, "deputies": []})
    assert wrong.status_code == 422
    assert "Nhà văn hóa thôn" in wrong.text
    shown = {"submission": wrong.context["form"]["submission"].value() or str(uuid4())}
    made = browser.post(reverse("council:meeting_new"), {**plan, **shown})
    assert browser.post(reverse("council:meeting_new"), {**plan, **shown})["Location"] == made["Location"]
    assert VoterMeeting.objects.count() == 1, "a form sent twice plans one meeting"
    held = hold_meeting(term, bich)
    an, binh = (row.deputy_id for row in held.deputies.all())
    url = reverse("council:attending", args=[held.pk])
    assert browser.post(url, {f"came_{an}": "on"}).status_code == 422  # why was the other absent?
    assert browser.post(url, {f"came_{an}": "on", f"why_{binh}": "Ốm"}).status_code == 302
    browser.post(reverse("council:take"), said(unit, meeting=held.pk))
    row = Petition.objects.get()
    assert row.meeting == held
    page = browser.get(reverse("council:meeting", args=[held.pk])).text
    assert row.title in page
    assert "Ốm" in page
    assert "Ốm" in browser.get(reverse("portal:voter_meeting", args=[held.pk])).text


def test_lists_cost_the_same_however_long(login, unit, bich, hoa, term, django_assert_max_num_queries):
    for _each in range(5):
        sent(unit, bich)
    browser = login(bich)
    urls = (
        (reverse("council:petitions") + "?tab=all", 14),
        (reverse("portal:voter_petitions"), 9),
        (reverse("portal:council"), 13),
    )
    costs = []
    for url, most in urls:
        browser.get(url)
        with django_assert_max_num_queries(most) as asked:
            browser.get(url)
        costs.append(len(asked))
    for _each in range(20):
        sent(unit, bich)
    for (url, _most), cost in zip(urls, costs, strict=True):
        with django_assert_max_num_queries(cost):
            browser.get(url)


def test_late_answers_stand_out_on_the_public_list_by_themselves(client, unit, bich):
    row = sent(unit, bich)
    with at(row.due_on + timedelta(days=3)):
        late = client.get(reverse("portal:voter_petitions") + "?tinh_trang=late").text
        assert row.title in late
        assert "Đã quá hạn" in client.get(reverse("portal:voter_petition", args=[row.pk])).text


def test_a_question_waits_for_its_written_answer_without_a_term_that_nobody_confirmed(unit, bich, hoa, term):
    session = make_session(term, bich)
    row = question(session, term, bich, unit)
    assert (
        row.due_on is None
    )  # the law on supervision was replaced on 01/03/2026, and nobody has read the new terms
    with pytest.raises(Refused):
        actions.answer_written(row, text="", number="1/UBND", written_on=DAY, by=hoa, on=DAY)
