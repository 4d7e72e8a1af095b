"""From registration to revocation, as an office does it; and what is refused."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from zlib import crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from danvan.emulation import actions, photos, policies, queries, recount, verify
from danvan.emulation.actions import Measured, Session, Story, Told, Vote
from danvan.emulation.examples import examples
from danvan.emulation.marks import Mark
from danvan.emulation.models import CriteriaSet, Exemplar, Holder, Photo, Score
from danvan.emulation.tests.make import (
    DAY,
    GARDEN,
    HAMLET,
    act,
    make_checked,
    make_exemplar,
    make_recognised,
    marks_of,
    photo,
    voted,
)
from danvan.figures.queries import flow, stock
from danvan.journal import verify as journal
from danvan.journal.models import Event
from danvan.people.errors import MovedMeanwhile, Refused
from tests.make import at

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=400)


def lies():
    mine = [*verify.exemplars(), *verify.offices(), *verify.nominations(), *recount.differences()]
    return [*mine, *journal.events()]


def figures(to: date = LATER) -> dict[str, int]:
    measures = [
        f"emulation.{name}" for name in ("registered", "recognised", "rejected", "withdrawn", "copied")
    ]
    measures += [f"emulation.{name}" for name in ("revoked", "expired", "restored", "open", "in_force")]
    return {name.removeprefix("emulation."): n for (name,), n in flow(measures, from_=DAY, to=to).items()}


def test_a_garden_goes_from_registration_to_a_public_page(gardens, unit, minh, hoa, team):
    row = make_recognised(gardens, unit, minh, hoa, team)
    assert row.expires_on == date(2020, 3, 4)
    with pytest.raises(Refused, match="chưa có ý kiến đồng ý"):
        actions.publish([row], by=hoa, on=DAY)
    actions.consent(row, agrees=True, how="Gọi điện, bà Lan trả lời", by=minh, on=DAY)
    actions.publish([row], by=hoa, on=DAY)
    assert [each.pk for each in queries.public()] == [row.pk]
    assert figures(DAY) == {"registered": 1, "recognised": 1, "in_force": 1}
    assert figures(date(2020, 3, 4))["in_force"] == 1
    assert figures(date(2020, 3, 5)) == {"registered": 1, "recognised": 1, "expired": 1}
    assert [row.is_expired(date(2020, 3, day)) for day in (4, 5)] == [False, True]
    assert lies() == []


def test_whoever_takes_consent_back_is_no_longer_shown(gardens, unit, minh, hoa, team):
    row = make_recognised(gardens, unit, minh, hoa, team)
    actions.consent(row, agrees=True, how="Gặp tại nhà", by=minh, on=DAY)
    actions.publish([row], by=hoa, on=DAY)
    actions.consent(row, agrees=False, how="Bà Lan gọi lại", by=minh, on=DAY)
    assert not queries.public().exists()


def test_one_registers_only_while_it_is_open_and_only_below_the_movement(gardens, unit, minh, dung, hoa):
    with pytest.raises(Refused, match="hết hạn"), at(DAY + timedelta(days=31)):
        make_exemplar(gardens, unit, minh, DAY + timedelta(days=31))
    with pytest.raises(Refused, match="Chỉ cán bộ của đơn vị ấy"):
        make_exemplar(gardens, unit, dung)
    with pytest.raises(Refused, match="tên chủ hộ"):
        make_exemplar(gardens, unit, minh, full_name=" ")
    with pytest.raises(Refused, match="đã được công nhận"):
        make_exemplar(gardens, unit, minh, copied_from=make_exemplar(gardens, unit, minh))
    actions.close(gardens, text="Đủ số lượng", by=hoa, on=DAY)
    with pytest.raises(Refused, match="hết hạn"):
        actions.register(gardens.__class__.objects.get(), GARDEN, unit=unit, by=None, on=DAY)


def test_a_member_with_a_conflict_steps_aside_and_somebody_takes_her_place(gardens, unit, minh, hoa, team):
    mai, nam, tu = team
    row = make_exemplar(gardens, unit, minh)
    actions.score(row, marks_of(gardens), by=minh, on=DAY)
    with pytest.raises(Refused, match="đã ghi đăng ký"):
        actions.name_team([row], [minh, nam], by=hoa, on=DAY)
    with pytest.raises(Refused, match="ít nhất hai"):
        actions.name_team([row], [nam], by=hoa, on=DAY)
    actions.name_team([row], [mai, nam], by=hoa, on=DAY)
    assert policies.can_read(mai, row, DAY)
    gone = actions.step_aside(row, text="Chủ vườn là chị họ", by=mai, on=DAY)
    assert not policies.can_read(mai, row, DAY)
    with pytest.raises(Refused, match="chưa có người thay"):
        actions.check(row, marks_of(gardens), by=nam, on=DAY)
    with pytest.raises(Refused, match="Chỉ thành viên"):
        actions.check(row, marks_of(gardens), by=mai, on=DAY)
    with pytest.raises(Refused, match="chọn người khác"):
        actions.substitute(gone, mai, by=hoa, on=DAY)
    actions.substitute(gone, tu, by=hoa, on=DAY)
    actions.check(row, marks_of(gardens), by=tu, on=DAY)
    assert Exemplar.objects.get(pk=row.pk).status == "checked"
    assert lies() == []


def test_where_the_team_sees_it_differently_it_says_why(gardens, unit, minh, hoa, team):
    row = make_exemplar(gardens, unit, minh)
    actions.score(row, marks_of(gardens), by=minh, on=DAY)
    actions.name_team([row], team[:2], by=hoa, on=DAY)
    first = gardens.criteria.items.get(place=1)
    lower = marks_of(gardens) | {first.pk: Mark(11)}
    with pytest.raises(Refused, match="Quy hoạch vườn"):
        actions.check(row, lower, by=team[0], on=DAY)
    actions.check(row, lower | {first.pk: Mark(11, words="Sơ đồ chưa được xã xác nhận")}, by=team[0], on=DAY)
    board = queries.board(Exemplar.objects.get(pk=row.pk))
    assert (board.own.points, board.team.points, board.team.passes) == (100, 91, False)
    assert [line.item.place for line in board.lines if line.differs] == [1]
    voted([row], hoa)
    with pytest.raises(Refused, match="chưa đủ điểm") as why:
        actions.recognise([row], act(), by=hoa, on=DAY)
    assert why.value.problems == ["Quy hoạch vườn: 11 điểm, cần ít nhất 12"]


def test_points_beyond_the_criterion_and_missing_answers_are_refused(gardens, unit, minh):
    row = make_exemplar(gardens, unit, minh)
    first = gardens.criteria.items.get(place=1)
    with pytest.raises(Refused, match="từ 0 đến 20"):
        actions.score(row, marks_of(gardens) | {first.pk: Mark(21)}, by=minh, on=DAY)
    with pytest.raises(Refused, match="Xin chấm điểm"):
        actions.score(row, {}, by=minh, on=DAY)
    actions.score(row, marks_of(gardens), by=minh, on=DAY)
    actions.score(row, marks_of(gardens, 15), by=minh, on=DAY, seen=2)
    assert Score.objects.count() == 5
    with pytest.raises(MovedMeanwhile):
        actions.score(row, marks_of(gardens), by=minh, on=DAY, seen=2)
    assert lies() == []


def test_the_council_votes_and_the_votes_add_up(gardens, unit, minh, hoa, team):
    rows = [make_checked(gardens, unit, minh, hoa, team, name=f"Vườn {n}") for n in range(3)]
    with pytest.raises(Refused, match="mà có 7 người dự"):
        voted(rows, hoa, in_favour=6)
    session = Session(DAY, "Lê Thị Hoa", 9, 7)
    votes = [Vote(rows[0], 7), Vote(rows[1], 4, 1, 1, aside=1), Vote(rows[2], 2, 5, text="Chưa có thu nhập")]
    with pytest.raises(Refused, match="vì sao hội đồng"):
        actions.vote(gardens, session, [replace(each, text="") for each in votes], by=hoa, on=DAY)
    actions.vote(gardens, session, votes, by=hoa, on=DAY)
    assert list(Exemplar.objects.order_by("pk").values_list("status", flat=True)) == [
        "passed",
        "passed",
        "rejected",
    ]
    with pytest.raises(Refused, match="không làm được bước"):
        actions.recognise([rows[2]], act(), by=hoa, on=DAY)
    actions.recognise(rows[:2], act(), by=hoa, on=DAY)
    assert figures(DAY) == {"registered": 3, "recognised": 2, "rejected": 1, "in_force": 2}
    assert lies() == []


def test_what_is_recognised_is_looked_at_again_kept_or_revoked(gardens, unit, minh, hoa, team):
    kept = make_recognised(gardens, unit, minh, hoa, team)
    lapsed = make_recognised(gardens, unit, minh, hoa, team, name="Vườn cam")
    taken = make_recognised(gardens, unit, minh, hoa, team, name="Vườn ổi")
    later, past = date(2019, 6, 3), date(2020, 6, 3)
    with at(later):
        actions.recheck(kept, team[:2], by=hoa, on=later)
        with pytest.raises(Refused, match="chưa chấm"):
            actions.confirm(kept, act(later), by=hoa, on=later)
        actions.check(kept, marks_of(gardens), by=team[0], on=later)
        assert actions.confirm(kept, act(later), by=hoa, on=later).expires_on == date(2021, 6, 2)
        actions.revoke(taken, act(later), text="Vườn đã bán", by=hoa, on=later)
    with at(past):
        actions.recheck(lapsed, team[1:], by=hoa, on=past)
        actions.check(lapsed, marks_of(gardens), by=team[2], on=past)
        actions.confirm(lapsed, act(past), by=hoa, on=past)
    told = figures(date(2020, 12, 31))
    assert told == {
        "registered": 3,
        "recognised": 3,
        "revoked": 1,
        "expired": 1,
        "restored": 1,
        "in_force": 2,
    }
    assert figures(date(2030, 1, 1)).get("in_force", 0) == 0
    assert Exemplar.objects.get(pk=taken.pk).decision == "45/QĐ-UBND"
    with at(past):
        assert lies() == []


def test_an_exemplar_made_after_another_shows_the_spread(gardens, unit, minh, hoa, team):
    root = make_recognised(gardens, unit, minh, hoa, team)
    child = make_recognised(gardens, unit, minh, hoa, team, name="Vườn hai", copied_from=root)
    make_recognised(gardens, unit, minh, hoa, team, name="Vườn ba", copied_from=child)
    branches = queries.tree_of(root, rows=Exemplar.objects.all())
    assert [(each.row.name, each.depth) for each in branches] == [
        ("Vườn bưởi bà Lan", 0),
        ("Vườn hai", 1),
        ("Vườn ba", 2),
    ]
    assert figures(DAY)["copied"] == 2
    assert len(queries.forest(Exemplar.objects.all())) == 1
    blank = make_exemplar(gardens, unit, minh)
    assert (blank.copied_on, child.copied_on) == (None, DAY)


def test_returned_withdrawn_and_rejected_ones_end_with_the_reason(gardens, unit, minh, hoa, team, dung):
    row = make_checked(gardens, unit, minh, hoa, team)
    actions.send_back(row, text="Thiếu sơ đồ vườn", by=hoa, on=DAY)
    assert Exemplar.objects.get(pk=row.pk).status == "registered"
    actions.score(row, marks_of(gardens), by=minh, on=DAY)
    actions.name_team([row], team[:2], by=hoa, on=DAY)  # the same team as before
    with pytest.raises(Refused):
        actions.withdraw(row, text="Thôi", by=dung, on=DAY)
    actions.withdraw(row, text="Bận mùa vụ", by=minh, on=DAY)
    other = make_exemplar(gardens, unit, minh, name="Vườn khác")
    actions.score(other, marks_of(gardens), by=minh, on=DAY)
    actions.reject(other, text="Ngoài quy hoạch", by=hoa, on=DAY)
    with pytest.raises(Refused, match="Chưa có kết quả"):
        actions.mark_told(row, text="Gọi điện", by=minh, on=DAY)
    assert [each.pk for each in queries.to_tell([unit.pk])] == [other.pk]
    actions.mark_told(other, text="Gọi điện", by=minh, on=DAY)
    assert not queries.to_tell([unit.pk]).exists()
    assert figures(DAY) == {"registered": 2, "withdrawn": 1, "rejected": 1}
    assert lies() == []


def test_photos_lose_what_the_camera_wrote_and_are_read_by_content(gardens, unit, minh, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    row = make_exemplar(gardens, unit, minh)
    out, exif = BytesIO(), Image.Exif()
    exif[0x010F], exif[0x0112] = "Máy ảnh của Lan", 6
    Image.new("RGB", (3000, 1000), "green").save(out, "JPEG", exif=exif)
    shot = photos.read(SimpleUploadedFile("vuon.jpg", out.getvalue()))
    assert (shot.width, shot.height) == (427, 1280)
    assert not Image.open(BytesIO(shot.content)).getexif()
    # a picture of 3.6 thousand million dots
    head = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    bomb = b"\x89PNG\r\n\x1a\n\x00\x00\x00\r" + head + crc32(head).to_bytes(4, "big") + bytes(4) + b"IDAT"
    wrong = (("x.jpg", b"<svg/>"), ("y.png", b"\x89PNG\r\n\x1a\nkhong phai anh"), ("z.png", bomb))
    for name, content in wrong:
        with pytest.raises(ValueError, match=name):
            photos.read(SimpleUploadedFile(name, content))
    (kept,) = actions.add_photos(row, [photos.read(photo())], caption="Cổng vườn", by=minh, on=DAY)
    assert photos.path_of(kept.path).read_bytes()[:2] == b"\xff\xd8"
    actions.show_photo(kept, public=True, by=minh, on=DAY)
    assert lies() == []
    actions.remove_photo(kept, by=minh, on=DAY)
    assert not Photo.objects.exists()
    assert lies() == []


def test_what_was_done_is_told_with_numbers_and_units(gardens, unit, minh, dung):
    row = make_exemplar(gardens, unit, minh)
    story = Story(
        "Đào mương, trồng 200 gốc", 45_000_000, 6, [Measured("Thu nhập", 8000, "triệu đồng/năm", 2500)]
    )
    actions.tell(row, story, by=minh, on=DAY)
    with pytest.raises(Refused, match="đơn vị tính"):
        actions.tell(row, replace(story, results=[Measured("Thu nhập", 80, " ")]), by=minh, on=DAY)
    with pytest.raises(Refused, match="Không ghi thêm"):
        actions.tell(row, story, by=dung, on=DAY)
    assert row.results.get().shown == "25 → 80 triệu đồng/năm"
    assert lies() == []


def test_criteria_have_versions_and_a_movement_keeps_its_own(gardens, district, hoa, minh):
    first = gardens.criteria
    with pytest.raises(Refused, match="Chỉ cán bộ"):
        actions.draft(district, examples()["garden"], after=first, by=minh, on=DAY)
    second = actions.draft(
        district, replace(examples()["garden"], pass_points=80), after=first, by=hoa, on=DAY
    )
    with pytest.raises(Refused, match="dự thảo bản mới"):
        actions.draft(district, examples()["garden"], after=first, by=hoa, on=DAY)
    with pytest.raises(Refused, match="nhiều hơn tổng"):
        actions.revise_criteria(second, replace(examples()["garden"], pass_points=101), by=hoa, on=DAY)
    actions.revise_criteria(second, replace(examples()["garden"], pass_points=85), by=hoa, on=DAY)
    with pytest.raises(Refused, match="sau bản đang dùng"):
        actions.issue(second, number="20/QĐ-UBND", decided_on=DAY, from_on=DAY, by=hoa, on=DAY)
    new = DAY + timedelta(days=10)
    actions.issue(second, number="20/QĐ-UBND", decided_on=DAY, from_on=new, by=hoa, on=DAY)
    assert [each.number for each in CriteriaSet.objects.on(new)] == [2]
    assert [each.number for each in CriteriaSet.objects.on(DAY)] == [1]
    gardens.refresh_from_db()
    assert gardens.criteria == first
    assert lies() == []


def test_whoever_is_told_of_is_asked_before_anything_is_registered(district, unit, minh, hoa):
    from danvan.emulation.tests.make import make_movement

    deeds = make_movement(district, hoa, "deed")
    told = Told("Trần Văn Bình", "Ông Bình vớt rác kênh N3 mỗi sáng.", "thôn Hạ", "0912000418", "Lan", "")
    row = actions.nominate(unit, told, by=None, on=DAY)
    with pytest.raises(Refused, match="không làm được bước"):
        actions.take(row, deeds, name="Người vớt rác kênh N3", by=minh, on=DAY)
    actions.answer(row, agrees=True, how="Đến nhà hỏi, ông Bình đồng ý", by=minh, on=DAY)
    made = actions.take(row, deeds, name="Người vớt rác kênh N3", by=minh, on=DAY)
    assert Holder.objects.get(exemplar=made).agrees
    shy = actions.nominate(unit, told, by=None, on=DAY)
    actions.answer(shy, agrees=False, how="Gọi điện, ông không muốn", by=minh, on=DAY)
    with pytest.raises(Refused):
        actions.take(shy, deeds, name="X", by=minh, on=DAY)
    assert lies() == []


def test_verify_names_a_score_that_was_changed_behind_its_back(gardens, unit, minh, hoa, team):
    row = make_recognised(gardens, unit, minh, hoa, team)
    score = Score.objects.filter(sheet__exemplar=row).first()
    Score.objects.filter(pk=score.pk).update(points=1)
    Holder.objects.filter(exemplar=row).update(phone="0900000000")
    Exemplar.objects.filter(pk=row.pk).update(expires_on=date(2030, 1, 1))
    assert {lie.row for lie in verify.exemplars()} == {
        f"exemplar {row.pk}",
        f"score {score.pk} of exemplar {row.pk}",
        f"holder {row.holder.pk} of exemplar {row.pk}",
    }


def test_many_are_recognised_in_few_statements(gardens, unit, minh, hoa, team, django_assert_max_num_queries):
    rows = [make_checked(gardens, unit, minh, hoa, team, name=f"Vườn {n}") for n in range(6)]
    with django_assert_max_num_queries(40):
        voted(rows, hoa)
        actions.recognise(rows, act(), by=hoa, on=DAY)
    assert Event.objects.filter(verb="exemplar_recognise").count() == 6
    assert stock(["emulation.in_force"], on=DAY) == {("emulation.in_force",): 6}


def test_a_hamlet_needs_nobody_s_consent(gardens, unit, minh, hoa, team):
    row = make_recognised(
        gardens, unit, minh, hoa, team, **{k: getattr(HAMLET, k) for k in ("whose", "full_name")}
    )
    actions.publish([row], by=hoa, on=DAY)
    assert queries.public().exists()


def test_what_is_kept_of_persons_goes_and_figures_stay(gardens, unit, minh, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    row = make_exemplar(gardens, unit, minh)
    actions.score(row, marks_of(gardens), by=minh, on=DAY)
    (shot,) = actions.add_photos(row, [photos.read(photo())], by=minh, on=DAY)
    actions.withdraw(row, text="Bận", by=minh, on=DAY)
    told = actions.nominate(unit, Told("Bình", "Vớt rác", "", "", "Lan", "0912000417"), by=None, on=DAY)
    actions.set_aside(told, text="Đã khen năm ngoái", by=minh, on=DAY)
    found = [each.pk for stream in ("exemplar", "nomination") for each in queries.ended(stream, unit, LATER)]
    assert found == [row.pk, told.pk]
    for stream, pk in (("exemplar", row.pk), ("nomination", told.pk)):
        actions.destroy(stream, pk, by=minh, on=DAY, salt=stream, data={"basis": "TT 13/2023"})
        with pytest.raises(Refused, match="đã hủy"):
            actions.destroy(stream, pk, by=minh, on=DAY, salt=stream, data={})
    assert not Photo.objects.filter(pk=shot.pk).exists()
    assert Holder.objects.get(exemplar=row).phone == ""
    assert not Event.objects.filter(text__contains="khen năm ngoái").exists()
    assert lies() == []
