"""The desk and the portal, page by page: what one reads, types, is refused, and never sees."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from danvan.emulation import actions, photos
from danvan.emulation.models import CriteriaSet, Exemplar, Holder, Movement, Nomination, Photo, Sitting
from danvan.emulation.tests.make import (
    DAY,
    HAMLET,
    make_checked,
    make_exemplar,
    make_movement,
    make_recognised,
    marks_of,
    photo,
)
from danvan.journal.models import Event
from danvan.people.roles import Role
from tests.make import make_officer, make_unit

pytestmark = pytest.mark.django_db


def logged(officer: Any) -> Client:
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    return client


def at(name: str, *args: Any) -> str:
    return reverse(f"emulation:{name}", args=args)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def points(movement: Movement, value: int = 20) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for item in movement.criteria.items.all():
        if item.most:
            told[f"points-{item.pk}"] = value
        if item.condition:
            told[f"met-{item.pk}"] = "yes"
    return told


def test_an_officer_registers_scores_and_the_leader_decides(gardens, unit, minh, hoa, team, district):
    stranger = make_officer(make_unit(name="xã Xa", parent=district), Role.HANDLER, full_name="Cù Thị Xa")
    desk, lead, mai = logged(minh), logged(hoa), logged(team[0])
    told = {
        "unit": unit.pk,
        "name": "Vườn bưởi",
        "field": "economy",
        "whose": "household",
        "summary": "Trồng bưởi",
    }
    refused = desk.post(at("new", gardens.pk), told)
    assert refused.status_code == 422
    assert "Xin ghi tên chủ hộ" in text(refused)
    assert "Trồng bưởi" in text(refused)
    assert desk.post(at("new", gardens.pk), {**told, "full_name": "Nguyễn Thị Lan"}).status_code == 302
    row = Exemplar.objects.get()
    assert "từ 0 đến 20" in text(desk.get(at("score", row.pk)))
    wrong = desk.post(at("score", row.pk), points(gardens, 21))
    assert wrong.status_code == 422
    assert desk.post(at("score", row.pk), points(gardens)).status_code == 302
    offered = text(lead.get(at("movement", gardens.pk)))
    assert f"{team[0].full_name} · huyện Thử" in offered, "where each works stands beside the name"
    assert stranger.full_name not in offered, "a neighbour of the place is not offered"
    named = {"rows": [row.pk], "officers": [each.pk for each in team[:2]]}
    strangers = lead.post(at("bulk", gardens.pk, "team"), {**named, "officers": [team[0].pk, stranger.pk]})
    assert strangers.status_code == 422
    assert lead.post(at("bulk", gardens.pk, "team"), named).status_code == 302
    first = gardens.criteria.items.get(place=1)
    lower = points(gardens) | {f"points-{first.pk}": 15}
    silent = mai.post(at("check", row.pk), lower)
    assert silent.status_code == 422
    assert "Quy hoạch vườn" in text(silent)
    assert mai.post(at("check", row.pk), lower | {f"words-{first.pk}": "Chưa đủ sơ đồ"}).status_code == 302
    page = text(lead.get(at("exemplar", row.pk)))
    assert "chấm khác" in page
    assert "Chưa đủ sơ đồ" in page
    votes = {"held_on": "5/3/2018", "chair": "Hoa", "members": 9, "present": 7, f"in_favour-{row.pk}": 7}
    assert lead.post(at("sit", gardens.pk), votes).status_code == 302
    assert "thông qua" in text(lead.get(at("sitting", Sitting.objects.get().pk)))
    act = {"rows": [row.pk], "number": "45/QĐ-UBND", "on": "5/3/2018", "signed_by": "UBND huyện"}
    assert desk.post(at("bulk", gardens.pk, "recognise"), act).status_code in (403, 404)
    assert lead.post(at("bulk", gardens.pk, "recognise"), act).status_code == 302
    early = lead.post(at("beside", row.pk, "publish"))
    assert early.status_code == 422
    assert "chưa có ý kiến đồng ý" in text(early)
    desk.post(at("beside", row.pk, "consent"), {"agrees": "yes", "how": "Gọi điện"})
    assert lead.post(at("bulk", gardens.pk, "publish"), {"rows": [row.pk]}).status_code == 302
    public = text(Client().get(reverse("portal:emulated", args=[row.pk])))
    assert "Nguyễn Thị Lan" in public
    assert "45/QĐ-UBND" in public
    assert lead.post(at("told", row.pk), {"text": ""}).status_code == 422
    assert lead.post(at("told", row.pk), {"text": "Trao tại hội nghị"}).status_code == 302


def test_whoever_stepped_aside_sees_nothing_of_it_anywhere(gardens, unit, minh, hoa, team):
    row = make_exemplar(gardens, unit, minh, name="Vườn của người nhà")
    actions.score(row, marks_of(gardens), by=minh, on=DAY)
    actions.name_team([row], team[:2], by=hoa, on=DAY)
    mai = logged(team[0])
    assert "Vườn của người nhà" in text(mai.get(at("exemplars")))
    assert mai.post(at("beside", row.pk, "aside"), {"text": ""}).status_code == 422
    assert mai.post(at("beside", row.pk, "aside"), {"text": "Chị họ"}).status_code == 302
    for name, args in (("exemplar", [row.pk]), ("check", [row.pk]), ("score", [row.pk]), ("edit", [row.pk])):
        assert mai.get(at(name, *args)).status_code == 404, name
    for url in (at("exemplars"), at("movement", gardens.pk), at("export", "csv"), at("to_tell")):
        response = mai.get(url)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert "Vườn của người nhà" not in body.decode()
    page = text(logged(hoa).get(at("exemplar", row.pk)))
    assert "xin không tham gia" in page
    gone = row.reviewers.get(officer=team[0])
    assert logged(hoa).post(at("substitute", row.pk, gone.pk), {"officer": ""}).status_code == 422
    assert logged(hoa).post(at("substitute", row.pk, gone.pk), {"officer": team[2].pk}).status_code == 302


def test_names_and_numbers_are_masked_and_looking_is_on_record(gardens, unit, minh, hoa, team):
    row = make_exemplar(gardens, unit, minh)
    board = make_officer(unit, Role.BOARD, full_name="Trần Ban")
    assert "Nguyễn Thị Lan" not in text(logged(board).get(at("exemplar", row.pk)))
    assert logged(board).post(at("look", row.pk)).status_code == 403
    desk = logged(minh)
    assert "0912 000 417" not in text(desk.get(at("exemplar", row.pk)))
    assert row.shown_code not in text(desk.get(at("exemplar", row.pk))), "her code opens what is hers"
    shown = text(desk.post(at("look", row.pk)))
    assert "0912 000 417" in shown
    assert row.shown_code in shown
    assert Event.objects.filter(stream="exemplar", subject=row.pk, verb="exemplar_look").count() == 1
    file = b"".join(desk.get(at("export", "csv")).streaming_content).decode()
    assert "Lan" not in file.replace("Vườn bưởi bà Lan", "")
    assert desk.get(at("export", "xlsx")).content[:2] == b"PK"


def test_photos_are_handed_out_as_files_and_only_public_ones_to_everybody(
    gardens, unit, minh, hoa, team, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    row = make_recognised(gardens, unit, minh, hoa, team, whose="hamlet", full_name="")
    desk = logged(minh)
    sent = desk.post(
        at("photos", row.pk), {"pictures": [photo(), photo("b.png", form="PNG")], "caption": "Vườn"}
    )
    assert sent.status_code == 302
    assert desk.post(at("photos", row.pk), {"pictures": []}).status_code == 422
    first, second = Photo.objects.all()
    desk.post(at("photo_step", first.pk, "show"))
    answer = desk.get(at("photo", second.pk))
    assert answer["Content-Type"] == "image/jpeg"
    assert "attachment" in answer["Content-Disposition"]
    assert len(b"".join(answer.streaming_content)) == second.size
    url = reverse("portal:emulation_photo", args=[first.pk])
    assert Client().get(url).status_code == 404
    actions.publish([row], by=hoa, on=DAY)
    b"".join(Client().get(url).streaming_content)
    assert Client().get(reverse("portal:emulation_photo", args=[second.pk])).status_code == 404
    assert f"anh/{first.pk}/" in text(Client().get(reverse("portal:emulated", args=[row.pk])))
    desk.post(at("photo_step", first.pk, "remove"))
    assert Photo.objects.count() == 2  # it was evidence for a decision
    photos.path_of(first.path).unlink()
    assert desk.get(at("photo", first.pk)).status_code == 404


def test_what_was_measured_keeps_what_was_typed_when_it_is_refused(gardens, unit, minh):
    row, desk = make_exemplar(gardens, unit, minh), logged(minh)
    told = {
        "done": "Đào mương",
        "cost": "45.000.000",
        "people": "6",
        "name-0": "Thu nhập",
        "amount-0": "80,5",
    }
    wrong = desk.post(at("story", row.pk), told)
    assert wrong.status_code == 422
    assert 'value="80,5"' in text(wrong)
    assert desk.post(at("story", row.pk), told | {"unit-0": "triệu đồng/năm", "seen": 1}).status_code == 302
    late = desk.post(at("story", row.pk), told | {"unit-0": "triệu đồng/năm", "seen": 1})
    assert late.status_code == 409
    assert "80,5 triệu đồng/năm" in text(desk.get(at("exemplar", row.pk)))


def test_criteria_are_drawn_up_from_an_example_and_issued(district, hoa, minh):
    lead = logged(hoa)
    assert "không phải quy định của pháp luật" in text(lead.get(at("draft") + "?like=garden"))
    line = {"name-0": "Sạch rác", "most-0": "10", "least-0": "5", "name-1": "Tự nguyện", "condition-1": "on"}
    told = {
        "unit": district.pk,
        "name": "Tuyến đường mẫu",
        "sort": "model",
        "vote_percent": 60,
        "count": 6,
        **line,
    }
    more = lead.post(at("draft"), told | {"more": "1"})
    assert 'value="Sạch rác"' in text(more)
    assert lead.post(at("draft"), told | {"least-0": "11"}).status_code == 422
    assert lead.post(at("draft"), told | {"pass_points": "11"}).status_code == 422
    assert lead.post(at("draft"), told | {"pass_points": "8"}).status_code == 302
    row = CriteriaSet.objects.get()
    assert lead.post(at("criteria_edit", row.pk), told | {"pass_points": "6"}).status_code == 302
    act = {"number": "5/QĐ-UBND", "decided_on": "5/3/2018", "from_on": "1/3/2018"}
    assert lead.post(at("issue", row.pk), act).status_code == 422
    assert lead.post(at("issue", row.pk), act | {"from_on": "5/3/2018"}).status_code == 302
    round_ = {"unit": district.pk, "criteria": row.pk, "name": "Đường hoa", "opens_on": "5/3/2018"}
    assert lead.post(at("announce"), round_ | {"closes_on": "1/3/2018"}).status_code == 422
    assert lead.post(at("announce"), round_ | {"closes_on": "1/4/2018"}).status_code == 302
    found = Movement.objects.get()
    assert lead.post(at("change", found.pk), round_ | {"closes_on": "2/4/2018"}).status_code == 302
    assert lead.post(at("close", found.pk), {"text": "Đủ"}).status_code == 302
    for name, args in (("sets", []), ("criteria", [row.pk]), ("movements", []), ("movement", [found.pk])):
        assert logged(minh).get(at(name, *args)).status_code == 200
    assert logged(minh).post(at("announce"), round_).status_code in (403, 422)
    assert lead.get(at("draft") + f"?after={row.pk}").status_code == 200


def test_somebody_registers_and_scores_at_the_portal_by_the_code(gardens, unit, minh, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    citizen = Client()
    assert "Xây dựng vườn mẫu" in text(citizen.get(reverse("portal:emulation_movements")))
    url = reverse("portal:emulation_register", args=[gardens.pk])
    told = {
        "unit": unit.pk,
        "name": "Vườn cam",
        "field": "economy",
        "whose": "household",
        "summary": "Trồng cam",
    }
    assert citizen.post(url, told).status_code == 422
    made = citizen.post(url, told | {"full_name": "Nguyễn Thị Lan", "phone": "0912000417"})
    row = Exemplar.objects.get()
    assert row.shown_code in text(made)
    assert "0912" not in text(made)
    by_code = {"code": row.shown_code}
    assert "Sơ đồ vườn" in text(citizen.post(reverse("portal:emulation_score"), by_code))
    wrong = citizen.post(reverse("portal:emulation_score"), by_code | {"sent": "1", **points(gardens, 99)})
    assert wrong.status_code == 422
    done = citizen.post(reverse("portal:emulation_score"), by_code | {"sent": "1", **points(gardens)})
    assert "Đã lưu phiếu tự chấm" in text(done)
    sent = citizen.post(reverse("portal:emulation_photos"), by_code | {"pictures": [photo()]})
    assert "Đã thêm ảnh" in text(sent)
    assert "Đã tự chấm" in text(citizen.post(reverse("portal:emulation_find"), by_code))
    unknown = citizen.post(reverse("portal:emulation_find"), {"code": "7KDM-R4PX-92TH-V6"})
    assert "Không thấy" in text(unknown) or "mã" in text(unknown)
    assert citizen.post(reverse("portal:emulation_score"), {"code": "sai"}).status_code == 422


def test_a_citizen_tells_of_a_good_person_who_is_asked_first(district, unit, minh, hoa):
    deeds = make_movement(district, hoa, "deed")
    citizen, url = Client(), reverse("portal:emulation_nominate")
    told = {
        "unit": unit.pk,
        "person": "Trần Văn Bình",
        "story": "Vớt rác mỗi sáng",
        "person_phone": "0912000418",
    }
    assert citizen.post(url, told | {"story": ""}).status_code == 422
    made = text(citizen.post(url, told))
    row = Nomination.objects.get()
    assert row.shown_code in made
    assert "Trần Văn Bình" not in made
    desk = logged(minh)
    assert "Trần Văn Bình" not in text(desk.get(at("nomination", row.pk)))
    assert "Trần Văn Bình" in text(desk.post(at("nomination_look", row.pk)))
    early = {"movement": deeds.pk, "name": "Người vớt rác", "field": "society"}
    assert desk.post(at("nomination_step", row.pk, "take"), early).status_code == 422
    yes = {"agrees": "yes", "how": "Đến nhà hỏi"}
    assert desk.post(at("nomination_step", row.pk, "answer"), yes).status_code == 302
    assert desk.post(at("nomination_step", row.pk, "take"), early).status_code == 302
    assert Holder.objects.get().agrees
    again = text(citizen.post(reverse("portal:emulation_find"), {"code": row.shown_code}))
    assert "Đã đưa vào đăng ký thi đua" in again
    assert desk.post(at("enter"), told).status_code == 302
    assert "Vớt rác" in text(desk.get(at("nominations") + "?state=received"))


def test_one_address_cannot_send_without_end(gardens, unit, settings):
    settings.DANVAN_RATES = {**settings.DANVAN_RATES, "emulate": (1, 3600)}
    url = reverse("portal:emulation_nominate")
    told = {"unit": unit.pk, "person": "Bình", "story": "Vớt rác mỗi sáng"}
    make_officer(unit, Role.CLERK)
    assert Client().post(url, told).status_code == 200
    second = Client().post(url, told)
    assert second.status_code == 429
    assert "Vớt rác mỗi sáng" in text(second)
    assert Nomination.objects.count() == 1


def test_the_spread_is_drawn_as_trees_with_days_and_given_as_open_data(gardens, unit, minh, hoa, team):
    given = {"whose": "hamlet", "full_name": ""}
    root = make_recognised(gardens, unit, minh, hoa, team, name="Tổ nhặt rác", **given)
    copy = make_recognised(gardens, unit, minh, hoa, team, name="Tổ hai", copied_from=root, **given)
    actions.publish([root, copy], by=hoa, on=DAY)
    spread = text(Client().get(reverse("portal:emulation_spread")))
    assert "Tổ hai" in spread
    assert "1 làm theo nơi khác" in spread
    told = json.loads(Client().get(reverse("portal:emulation_json") + "?sort=garden").content)
    assert {(line["name"], line["copied_from"]) for line in told["rows"]} == {
        ("Tổ nhặt rác", ""),
        ("Tổ hai", "Tổ nhặt rác"),
    }
    assert "phone" not in json.dumps(told)
    assert b"\xef\xbb\xbf" in b"".join(Client().get(reverse("portal:emulation_csv")).streaming_content)
    assert "Tổ nhặt rác" not in text(Client().get(reverse("portal:emulation") + "?sort=area"))
    assert "1 nơi làm theo" in text(Client().get(reverse("portal:emulation")))


def test_pages_ask_the_database_no_more_for_many_rows(
    gardens, unit, minh, hoa, team, django_assert_max_num_queries
):
    lead = logged(hoa)
    rows = [
        make_recognised(gardens, unit, minh, hoa, team, name=f"Vườn {n}", whose="hamlet", full_name="")
        for n in range(8)
    ]
    actions.publish(rows, by=hoa, on=DAY)
    make_checked(gardens, unit, minh, hoa, team, name="Chờ hội đồng")
    lead.get(at("exemplars"))
    with django_assert_max_num_queries(12):
        lead.get(at("exemplars"))
    for name, pk, most in (("movement", gardens.pk, 13), ("exemplar", rows[0].pk, 17)):
        lead.get(at(name, pk))
        with django_assert_max_num_queries(most):
            lead.get(at(name, pk))
    with django_assert_max_num_queries(8):
        Client().get(reverse("portal:emulation"))
    with django_assert_max_num_queries(12):
        assert len(Client().get(reverse("portal:emulated", args=[rows[0].pk])).content) < 60_000
    assert len(lead.get(at("exemplar", rows[0].pk)).content) < 60_000


def test_people_elsewhere_are_kept_out(gardens, unit, minh, dung, team):
    row, other = make_exemplar(gardens, unit, minh), logged(dung)
    assert other.get(at("exemplar", row.pk)).status_code == 404
    assert other.post(at("step", row.pk, "withdraw"), {"text": "x"}).status_code == 404
    far = logged(make_officer(make_unit(name="xã Xa"), Role.HANDLER))
    assert far.get(at("movement", gardens.pk)).status_code == 404
    assert logged(minh).post(at("step", row.pk, "reject"), {"text": "x"}).status_code == 403
    assert logged(minh).post(at("step", row.pk, "nothing")).status_code == 404
    assert {"emulation:photos", "portal:emulation_photos"} <= settings.DANVAN_TAKES_FILES
    assert HAMLET.whose == "hamlet"
    assert timedelta(days=30) == gardens.closes_on - gardens.opens_on


@pytest.mark.parametrize("asked", ["9" * 5_000, "%00", "²", "-1"])
def test_no_number_in_an_address_breaks_a_page(unit, minh, hoa, asked):
    browser = logged(hoa)
    for name, params in (("exemplars", ("unit", "movement", "sort", "q")), ("draft", ("after", "like"))):
        for param in params:
            assert browser.get(f"{at(name)}?{param}={asked}").status_code == 200
