"""Pages of the desk: clusters, a report at the counter, a proposal from draft to decision, who is to be told."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from danvan.burdens import actions, queries
from danvan.burdens.models import Proposal, Report, Telling
from danvan.burdens.tests.make import CALLED, DAY, LAN, decision, make_proposal, make_report, make_submitted
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.notices.models import State
from danvan.people.roles import Role
from tests.make import at, make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def login(client):
    def enter(officer):
        client.force_login(officer, backend="danvan.people.backends.Officers")
        return client

    return enter


WORDS = {
    "title": "Bỏ bản sao Sổ hộ khẩu",
    "problem": "Cơ quan đã có dữ liệu.",
    "change": "Không yêu cầu nộp.",
    "criteria": ["needed"],
    "documents_saved": "1",
}


def test_clusters_lead_to_the_words_and_to_a_proposal_with_the_reports_ticked(login, minh, version):
    first, whole = make_report(version), make_report(version, part="whole", about="")
    browser = login(minh)
    page = browser.get(reverse("burdens:clusters"))
    assert "Giấy tờ phải nộp: Bản sao Sổ hộ khẩu" in page.text
    query = queries.clusters([version.procedure.unit_id], DAY)[0].query
    words = browser.get(f"{reverse('burdens:reports', args=[version.procedure_id])}?{query}")
    assert words.text.count("Xã đã có sổ hộ khẩu") == 1
    url = f"{reverse('burdens:draft', args=[version.procedure_id])}?{query}"
    form = browser.get(url).context["form"]
    assert form["reports"].initial == [str(first.pk)]
    made = browser.post(url, {**WORDS, "reports": [first.pk]})
    assert made.status_code == 302
    assert list(Proposal.objects.get().reports.all()) == [first]
    assert Report.objects.waiting().get() == whole


def test_who_reported_is_shown_only_to_whoever_works_there(login, unit, minh, version):
    made = make_report(version, reporter=LAN)
    url = reverse("burdens:reports", args=[version.procedure_id])
    masked = login(minh).get(url).text
    assert "N.T.L." in masked
    assert "Nguyễn Thị Lan" not in masked
    assert "0912 000 417" not in masked
    shown = login(minh).post(reverse("burdens:set_aside", args=[made.pk]), {"look": "1"}).text
    assert "Nguyễn Thị Lan" in shown
    assert "0912 000 417" in shown
    assert Event.objects.filter(stream="burden", subject=made.pk, verb="burden_look", actor=minh).count() == 1
    inspector = make_officer(unit, Role.INSPECTOR)
    page = login(inspector).get(url)
    assert page.status_code == 200
    assert "Nguyễn Thị Lan" not in page.text
    assert "000 417" not in page.text


def test_a_counter_elsewhere_takes_a_report_down_and_hands_the_code_over(login, dung, version):
    browser = login(dung)
    assert "1.004222" in browser.get(reverse("burdens:find"), {"q": "khai sinh"}).text
    url = reverse("burdens:enter", args=["1.004222"])
    told = {"where": "fee", "sort": "costly", "text": "Phí cao.", "tell_by": "code"}
    wrong = browser.post(url, {**told, "sort": ""})
    assert wrong.status_code == 422
    assert "Phí cao." in wrong.text
    page = browser.post(url, told)
    assert Report.objects.get().shown_code in page.text
    assert Report.objects.get().by == dung


def test_a_counter_elsewhere_sees_what_it_reported_and_nothing_of_what_others_did(
    login, dung, other, version
):
    make_report(version, text="Lời của người khác.", reporter=LAN)
    browser = login(dung)
    clusters, words = reverse("burdens:clusters"), reverse("burdens:reports", args=[version.procedure_id])
    assert "Chưa ai phản ánh chỗ vướng nào" in browser.get(clusters).text
    assert browser.get(words).status_code == 404
    found = make_report(version, by=dung, text="Lời ghi ở quầy.", reporter=LAN)
    (cluster,) = browser.get(clusters).context["page"].object_list
    assert (cluster.count, cluster.procedure) == (1, version.procedure_id)
    page = browser.get(words)
    assert "Lời ghi ở quầy." in page.text
    assert "Lời của người khác." not in page.text
    assert "0912 000 417" not in page.text
    assert browser.post(reverse("burdens:set_aside", args=[found.pk]), {"text": "x"}).status_code == 404
    colleague = make_officer(other, Role.CLERK)
    assert "Lời ghi ở quầy." in login(colleague).get(words).text


def test_a_report_is_set_aside_with_a_reason_and_without_one_the_page_says_so(login, minh, version):
    found = make_report(version)
    url = reverse("burdens:set_aside", args=[found.pk])
    assert login(minh).post(url, {"text": ""}).status_code == 422
    assert login(minh).post(url, {"text": "Không phải thủ tục này."}).status_code == 302
    found.refresh_from_db()
    assert found.set_aside_why == "Không phải thủ tục này."


def test_costs_are_typed_in_lines_that_can_be_added_and_nothing_is_lost(login, minh, version):
    made = make_proposal(version, minh)
    url = reverse("burdens:cost", args=[made.pk, "before"])
    browser = login(minh)
    begun = browser.get(url)
    assert "Việc 1" in begun.text, "the steps of the procedure are there to begin with"
    line = {
        "line-0-name": "Chuẩn bị",
        "line-0-hundredths": "2,5",
        "line-0-income": "30.000",
        "line-0-times": "1",
        "line-0-subjects": "1200",
    }
    more = browser.post(url, {**line, "count": "1", "source": "Điều tra", "more": "1"})
    assert (more.status_code, len(more.context["lines"])) == (200, 4)
    assert 'value="30.000"' in more.text
    assert "Điều tra" in more.text
    wrong = browser.post(url, {**line, "line-0-times": "", "count": "1", "source": "Điều tra"})
    assert wrong.status_code == 422
    assert "Xin điền “Số lần một năm”" in wrong.text
    done = browser.post(url, {**line, "count": "1", "source": "Điều tra"})
    assert done.status_code == 302
    assert queries.costs_of(Proposal.objects.get()).before.total == 90_000_000


def test_a_proposal_is_asked_on_opined_submitted_and_decided_on_its_page(login, hoa, other, dung, version):
    made = make_proposal(version, hoa, [make_report(version)])
    page, browser = reverse("burdens:proposal", args=[made.pk]), login(hoa)

    def step(verb, **told):
        made.refresh_from_db()
        return browser.post(
            reverse("burdens:step", args=[made.pk, verb]), {**told, "seen": str(made.revision)}
        )

    assert step("ask", until="").status_code == 422
    assert step("ask", units=[other.pk], until="30/03/2026").status_code == 302
    opinion = made.opinions.get()
    theirs = login(dung)
    assert "Ghi ý kiến" in theirs.get(page).text
    assert theirs.post(reverse("burdens:opine", args=[opinion.pk]), {"stance": "amends"}).status_code == 422
    told = {"stance": "amends", "text": "Nên đối chiếu bản chính."}
    assert theirs.post(reverse("burdens:opine", args=[opinion.pk]), told).status_code == 302
    browser = login(hoa)
    refused = step("submit", text="")
    assert refused.status_code == 422
    assert "tiếp thu, giải trình" in refused.text
    assert step("submit", text="Đã tiếp thu.").status_code == 302
    told = {
        "outcome": "partly",
        "number": "45/QĐ-UBND",
        "on": "02/03/2026",
        "signed_by": "Chủ tịch UBND tỉnh",
    }
    refused = step("decide", **told)
    assert refused.status_code == 422
    assert 'value="45/QĐ-UBND"' in refused.text, "what was typed is still there"
    assert step("decide", **told, text="Giữ bản sao khi dữ liệu chưa có.").status_code == 302
    shown = browser.get(page).text
    assert "Được chấp thuận một phần" in shown
    assert "Công bố bản mới của thủ tục" in shown


def test_an_old_page_names_who_was_quicker_and_keeps_the_words(login, hoa, version):
    made = make_proposal(version, hoa)
    page = login(hoa).post(
        reverse("burdens:edit", args=[made.pk]), {**WORDS, "title": "Tên mới", "seen": "0"}
    )
    assert page.status_code == 409
    assert "Tên mới" in page.text
    assert "Trần Thị Hoa vừa làm bước" in page.text


def test_those_who_are_called_stand_on_a_list_until_somebody_did(login, hoa, minh, other, version):
    made = make_submitted(make_proposal(version, hoa, [make_report(version, reporter=CALLED)]), [other], hoa)
    actions.decide(made, decision(), by=hoa, on=DAY)
    browser, page = login(minh), reverse("burdens:to_tell")
    assert "0912 000 418" not in browser.get(page).text
    look = reverse("burdens:telling", args=[Telling.objects.get().pk, "look"])
    assert "0912 000 418" in browser.post(look).text
    assert Event.objects.filter(stream="burden_telling", verb="look", actor=minh).count() == 1
    browser.post(reverse("burdens:telling", args=[Telling.objects.get().pk, "told"]))
    assert Telling.objects.get().by == minh
    assert "Không còn ai phải báo" in browser.get(page).text


def test_a_message_leaves_once_by_day_and_holds_nothing_of_the_words(hoa, other, version, monkeypatch):
    sent = []

    class Carrier:
        leaves = True

        def send(self, address, text):
            sent.append((address, text))
            return "1"

    monkeypatch.setattr("danvan.lib.carriers.of", lambda channel: Carrier())
    report = make_report(version, reporter=LAN)
    made = make_submitted(make_proposal(version, hoa, [report]), [other], hoa)
    actions.decide(made, decision(), by=hoa, on=DAY)
    with at(DAY, 22):
        assert actions.deliver() == 0, "nobody is written to at night"
    with at(DAY + timedelta(1), 9):
        assert actions.deliver() == 1
        assert actions.deliver() == 0
    ((address, text),) = sent
    assert address == "0912000417"
    assert report.code[:4] in text
    assert report.code not in text
    assert settings.DANVAN_URL in text
    assert "so ho khau" not in text.lower()
    assert Telling.objects.get().state == State.DELIVERED


def test_a_message_on_which_the_worker_died_is_unknown_and_never_sent_twice(hoa, other, version, monkeypatch):
    class Dies:
        leaves = True

        def send(self, address, text):
            raise RuntimeError("gone")

    monkeypatch.setattr("danvan.lib.carriers.of", lambda channel: Dies())
    made = make_submitted(make_proposal(version, hoa, [make_report(version, reporter=LAN)]), [other], hoa)
    actions.decide(made, decision(), by=hoa, on=DAY)
    with at(DAY, 10), pytest.raises(RuntimeError):
        actions.deliver()
    with at(DAY, 11):
        assert dates.now() > Telling.objects.get().next_at
        actions.deliver()
    assert Telling.objects.get().state == State.UNKNOWN
