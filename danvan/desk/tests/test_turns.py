"""The register of reception at the desk: entered by keyboard, counted apart, struck out with a reason."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.cases.models import Case
from danvan.journal.models import Event
from danvan.reception.actions import Caller, Told, register_turn
from danvan.reception.models import Matter, Turn, Visitor
from tests.make import MONDAY, at

NEW, BOOK = "/desk/reception/new/", "/desk/reception/"


def typed(officer, **given):
    data = {
        "submission": str(uuid4()),
        "unit": str(officer.posts.first().unit_id),
        "persons": "1",
        "on": "12/02/2018",
        "sitting": "regular",
        "received_by": str(officer.pk),
        "v-TOTAL_FORMS": "1",
        "v-INITIAL_FORMS": "0",
        "v-0-full_name": "Nguyễn Thị Lan",
        "v-0-phone": "0912000417",
        "m-TOTAL_FORMS": "1",
        "m-INITIAL_FORMS": "0",
        "m-0-topic": "water",
        "m-0-times": "first",
        "m-0-summary": "Cống kênh N3 bị tắc, ruộng ngập nước.",
        "m-0-outcome": "advised",
        "m-0-advice": "Hướng dẫn gửi đơn đến công ty thủy lợi.",
        "m-0-kind": "recommendation",
    }
    return {**data, **given}


def make_turn(unit, by, *, on=MONDAY, persons=1, summary="Cống kênh N3 bị tắc, ruộng ngập nước."):
    return register_turn(
        unit=unit,
        on=on,
        callers=[Caller("Nguyễn Thị Lan", phone="0912000417", represents=persons >= 5)],
        matters=[Told(topic="water", summary=summary, outcome="advised", advice="Đã hướng dẫn.")],
        persons=persons,
        by=by,
    )


def test_a_turn_is_entered_and_its_page_opens(as_, minh):
    response = as_(minh).post(NEW, typed(minh), follow=True)
    turn = Turn.objects.get()
    assert response.redirect_chain[-1][0] == f"{BOOK}{turn.pk}/"
    assert "1 lượt · 1 người · 1 việc" in response.content.decode()
    assert (turn.on, turn.received_by, turn.persons) == (MONDAY, minh, 1)


def test_the_same_form_sent_twice_is_one_turn_and_one_case(as_, minh):
    client, data = as_(minh), typed(minh, **{"m-0-outcome": "petition"})
    first, second = client.post(NEW, data), client.post(NEW, data | {"m-0-looked": "on"})
    assert first["Location"] == second["Location"]
    assert (Turn.objects.count(), Case.objects.count()) == (1, 1)


def test_a_form_that_was_changed_after_going_back_is_another_turn(as_, minh):
    client, data = as_(minh), typed(minh)
    client.post(NEW, data)
    other = {"v-0-full_name": "Trần Văn Hùng", "m-0-summary": "Xin cấp lại giấy tờ đất đã mất."}
    for _ in range(2):
        client.post(NEW, data | other | {"m-0-looked": "on"})
    assert Turn.objects.count() == 2
    assert set(Visitor.objects.values_list("full_name", flat=True)) == {"Nguyễn Thị Lan", "Trần Văn Hùng"}


def test_a_petition_is_opened_with_the_visitor_as_its_sender(as_, minh):
    as_(minh).post(NEW, typed(minh, **{"m-0-outcome": "petition", "m-0-advice": ""}))
    case = Case.objects.get()
    assert Matter.objects.get().petition == case
    assert case.channel == "reception"
    assert case.parties.get().full_name == "Nguyễn Thị Lan"
    assert case.subject == "Cống kênh N3 bị tắc, ruộng ngập nước."


def test_nothing_is_entered_when_the_petition_cannot_be_opened(as_, minh, monkeypatch):
    from danvan.cases.errors import StepRefused
    from danvan.petitions import actions as petitions

    def refuse(*args, **kwargs):
        raise StepRefused("Không mở được đơn.")

    monkeypatch.setattr(petitions, "receive", refuse)
    response = as_(minh).post(NEW, typed(minh, **{"m-0-outcome": "petition"}))
    assert response.status_code == 422
    assert "Không mở được đơn." in response.content.decode()
    assert Turn.objects.count() == 0


def test_several_people_and_matters_are_counted_apart(as_, minh):
    more = {
        "persons": "3",
        "v-TOTAL_FORMS": "2",
        "v-1-full_name": "Trần Văn Bé",
        "m-TOTAL_FORMS": "2",
        "m-1-topic": "land",
        "m-1-times": "again",
        "m-1-summary": "Hỏi về sổ đỏ.",
        "m-1-outcome": "answered",
        "m-1-advice": "Đã trả lời.",
        "m-1-kind": "recommendation",
    }
    client = as_(minh)
    assert client.post(NEW, typed(minh, **more)).status_code == 302
    counts = client.get(BOOK).context["counts"]
    assert (counts["turns"], counts["persons_sum"], counts["groups"], counts["matters_sum"]) == (1, 3, 0, 2)


def test_a_group_names_its_representatives(as_, minh):
    client = as_(minh)
    refused = client.post(NEW, typed(minh, persons="7"))
    assert "Đoàn 7 người cử từ 1 đến 2 người đại diện" in refused.content.decode()
    assert "Nguyễn Thị Lan" in refused.content.decode()
    done = client.post(NEW, typed(minh, persons="7", mandate="on", **{"v-0-represents": "on"}))
    assert done.status_code == 302
    assert Turn.objects.get().is_group


def test_one_more_visitor_or_matter_needs_no_script(as_, minh):
    client = as_(minh)
    assert 'name="v-1-full_name"' in client.post(NEW, typed(minh, add="visitor")).content.decode()
    page = client.post(NEW, typed(minh, add="matter"))
    assert 'name="m-1-summary"' in page.content.decode()
    assert "1 lượt · 1 người · 2 việc" in page.content.decode()
    assert "Cống kênh N3 bị tắc" in page.content.decode()


def test_what_was_brought_before_is_shown_before_saving_and_can_be_tied(as_, commune, minh):
    before = make_turn(commune, minh).matters.get()
    client, data = as_(minh), typed(minh)
    shown = client.post(NEW, data)
    assert shown.status_code == 422
    assert "Trong sổ có việc giống" in shown.content.decode()
    saved = client.post(NEW, data | {"m-0-looked": "on", "m-0-earlier": str(before.pk)})
    assert saved.status_code == 302
    again = Matter.objects.latest("pk")
    assert again.earlier == before
    assert not again.first_time


def test_the_part_that_a_script_fetches_is_the_part_of_the_whole_page(as_, commune, minh):
    make_turn(commune, minh)
    client, data = as_(minh), typed(minh)
    part = (
        client.post("/desk/reception/similar/0/", data, headers={"HX-Request": "true"})
        .content.decode()
        .strip()
    )
    whole = client.post(NEW, data | {"look": "1"}).content.decode()
    assert "Cống kênh N3 bị tắc" in part
    assert part in whole


def test_counts_beside_the_button_follow_what_is_typed(as_, minh):
    counted = as_(minh).post("/desk/reception/counts/", typed(minh, persons="12")).content.decode()
    assert counted == "1 lượt · 12 người (đoàn) · 1 việc"


@pytest.mark.parametrize(
    "given, sentence",
    [
        ({"on": "13/02/2018"}, "không thể sau hôm nay"),
        ({"persons": "0"}, "nhỏ nhất là 1"),
        ({"persons": "²"}, "số nguyên"),
        ({"v-0-full_name": ""}, "Họ và tên"),
        ({"m-0-summary": "a\x00b"}, "không đọc được"),
        ({"m-0-summary": "x" * 10_001}, "Dài 10001 ký tự"),
        ({"m-0-advice": ""}, "Xin ghi đã hướng dẫn"),
        ({"m-0-topic": "x"}, "có trong danh sách"),
        ({"m-0-outcome": "petition", "m-0-kind": "complaint"}, "Xin ghi quyết định"),
    ],
)
def test_bad_input_is_told_in_words_and_nothing_is_lost(as_, minh, given, sentence):
    response = as_(minh).post(NEW, typed(minh, **given))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "0912000417" in response.content.decode()
    assert Turn.objects.count() == 0


@pytest.mark.parametrize("total", ["99999999", "-1", "abc", ""])
def test_a_forged_number_of_rows_breaks_nothing(as_, minh, total):
    for name in ("v-TOTAL_FORMS", "m-TOTAL_FORMS"):
        for extra in ({}, {"add": "visitor"}, {"look": "1"}):
            assert as_(minh).post(NEW, typed(minh, **{name: total}, **extra)).status_code in (200, 302, 422)
        assert as_(minh).post("/desk/reception/similar/7/", typed(minh, **{name: total})).status_code == 200


def test_an_entry_after_its_day_is_marked(as_, commune, minh):
    with at(MONDAY + timedelta(days=2)):
        turn = make_turn(commune, minh)
        assert "ghi sau" in as_(minh).get(BOOK).content.decode()
        assert "ghi sau ngày tiếp" in as_(minh).get(f"{BOOK}{turn.pk}/").content.decode()


def test_the_book_is_narrowed_by_days_and_words(as_, commune, minh):
    make_turn(commune, minh, summary="Tranh chấp đất đai")
    make_turn(commune, minh, on=MONDAY - timedelta(days=10), summary="Hỏi chế độ")
    client = as_(minh)
    assert client.get(BOOK, {"since": "10/02/2018"}).context["counts"]["turns"] == 1
    assert client.get(BOOK, {"until": "10/02/2018"}).context["counts"]["turns"] == 1
    assert client.get(BOOK, {"q": "dat dai"}).context["counts"]["turns"] == 1
    wrong = client.get(BOOK, {"since": "12/02/2018", "until": "01/02/2018"})
    assert "Ngày cuối trước ngày đầu" in wrong.content.decode()


def test_the_book_costs_the_same_few_statements_for_few_and_for_many(as_, commune, minh):
    client = as_(minh)

    def statements():
        client.get(BOOK)
        with CaptureQueriesContext(connection) as caught:
            client.get(BOOK)
        return len(caught)

    for _ in range(5):
        make_turn(commune, minh)
    few = statements()
    for _ in range(50):
        make_turn(commune, minh)
    assert statements() == few <= 8


def test_the_export_of_the_book_has_no_names_and_is_on_record(as_, commune, minh):
    make_turn(commune, minh, persons=6)
    client, address = as_(minh), "/desk/reception.csv?q=lan&since=12/02/2018"
    assert client.get(address).status_code == 405
    content = b"".join(client.post(address).streaming_content).decode("utf-8")
    told = Event.objects.get(verb="export_asked", actor=minh).data
    assert told["filter"] == {"since": ["12/02/2018"], "register": ["reception"]}
    assert (told["searched"], told["count"]) == (True, 1)
    assert content.startswith("\ufeff")
    assert "Thủy lợi" in content
    assert "Lan" not in content


def test_visitors_are_masked_and_a_look_is_on_record(as_, commune, minh):
    turn = make_turn(commune, minh)
    client, page = as_(minh), f"{BOOK}{turn.pk}/"
    assert "Nguyễn Thị Lan" not in client.get(page).content.decode()
    assert "Nguyễn Thị Lan" not in client.get(BOOK).content.decode()
    seen = client.post(f"{page}people/{Visitor.objects.get().pk}/")
    assert "Nguyễn Thị Lan" in seen.content.decode()
    assert "no-store" in seen["Cache-Control"]
    assert Event.objects.filter(stream="turn", verb="reveal", actor=minh).count() == 1


def test_a_turn_is_struck_out_with_a_reason_and_counts_no_more(as_, commune, minh):
    turn = make_turn(commune, minh)
    client, page = as_(minh), f"{BOOK}{turn.pk}/"
    assert client.post(f"{page}cancel/", {"text": ""}).status_code == 422
    assert client.post(f"{page}cancel/", {"text": "Ghi nhầm người."}).status_code == 302
    assert client.get(BOOK).context["counts"]["turns"] == 0
    assert "Ghi nhầm người." in client.get(page).content.decode()
    again = client.post(f"{page}cancel/", {"text": "Lần nữa."})
    assert again.status_code == 422
    assert "đã được gạch" in again.content.decode()


def test_dung_of_another_unit_is_refused_everything(as_, commune, minh, dung):
    turn = make_turn(commune, minh)
    client, page = as_(dung), f"{BOOK}{turn.pk}/"
    answers = [
        client.get(page),
        client.post(f"{page}cancel/", {"text": "x"}),
        client.post(f"{page}people/{Visitor.objects.get().pk}/"),
    ]
    assert [answer.status_code for answer in answers] == [403] * 3
    assert client.get(BOOK).context["counts"]["lines"] == 0
    stolen = client.post(NEW, typed(dung, unit=str(commune.pk)))
    assert stolen.status_code == 422
    assert Turn.objects.count() == 1


def test_a_matter_with_other_words_is_not_similar(as_, commune, minh):
    make_turn(commune, minh, summary="Đề nghị xã xem lại danh sách hộ nghèo thôn Đông.")
    assert as_(minh).post(NEW, typed(minh)).status_code == 302


def test_a_new_matter_has_its_presets_and_the_focus(as_, minh):
    page = as_(minh).post(NEW, typed(minh) | {"add": "matter"})
    row = page.context["matter_rows"].forms[1]
    assert (row["times"].value(), row["outcome"].value()) == ("first", "advised")
    focused = next(tag for tag in page.content.decode().split("<") if " autofocus" in tag)
    assert focused.startswith('select name="m-1-topic"')


def test_a_denunciation_is_in_no_book_by_name(as_, minh):
    refused = as_(minh).post(NEW, typed(minh, **{"m-0-kind": "denunciation"}))
    assert refused.status_code == 422
    assert not Turn.objects.exists()
