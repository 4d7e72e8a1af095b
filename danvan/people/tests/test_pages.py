"""Pages of units, officers, rules, and the first run."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danvan.journal.actors import SYSTEM
from danvan.law.rulebook import book
from danvan.lib import dates
from danvan.people import actions, policies, queries, seed
from danvan.people.errors import Refused
from danvan.people.models import Account, Post, Unit
from danvan.people.roles import Role
from danvan.people.rule_list import follows, rule_list
from danvan.people.tests.make import PASSWORD, make_account, make_officer, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def an():
    """The administrator of a commune."""
    return make_officer("an", make_unit("XA", on=date(2020, 1, 1)), Role.ADMINISTRATOR, on=date(2020, 1, 1))


@pytest.fixture
def signed_in(client, an):
    client.force_login(an)
    return client


def text(response) -> str:
    return response.content.decode()


def test_the_units_page_shows_the_tree_of_the_day(signed_in):
    seed.load_ha_tinh(SYSTEM)
    then = text(signed_in.get(reverse("people:units"), {"day": "01/06/2017"}))
    now = text(signed_in.get(reverse("people:units"), {"day": "01/07/2025"}))
    assert "huyện Kỳ Anh" in then
    assert "xã Kỳ Hợp" in then
    assert "phường Vũng Áng" not in then
    assert "phường Vũng Áng" in now
    assert "huyện Kỳ Anh" not in now


def test_units_are_found_without_marks_and_by_code(signed_in):
    seed.load_ha_tinh(SYSTEM)
    by_name = text(signed_in.get(reverse("people:units"), {"day": "01/06/2017", "q": "ky loi"}))
    by_code = text(signed_in.get(reverse("people:units"), {"day": "01/06/2017", "q": "18766"}))
    assert "xã Kỳ Lợi" in by_name
    assert "xã Kỳ Phong" in by_code
    assert "xã Kỳ Lợi" not in by_code


def test_a_units_page_shows_both_directions_and_the_resolution(signed_in):
    seed.load_ha_tinh(SYSTEM)
    loi = text(signed_in.get(reverse("people:unit", args=["KY-LOI-2017"])))
    for said in (
        "phường Vũng Áng",
        "phường Hoành Sơn",
        "phường Sông Trí",
        "1665/NQ-UBTVQH15",
        "(một phần)",
        "18796",
    ):
        assert said in loi
    dong = text(signed_in.get(reverse("people:unit", args=["KY-DONG-2017"])))
    assert "thị trấn Kỳ Đồng" in dong
    assert "Số nghị quyết: chưa có" in dong


def statements(client, url, **query) -> int:
    """How many statements a page costs."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url, query).status_code == 200
    return len(captured)


def test_the_pages_of_units_cost_the_same_for_one_unit_and_for_a_province(signed_in):
    signed_in.get(reverse("people:units"))
    before = statements(signed_in, reverse("people:units"))
    seed.load_ha_tinh(SYSTEM)
    assert statements(signed_in, reverse("people:units"), day="01/07/2025") == before <= 12
    for key in ("HA-TINH", "KY-LOI-2017", "SONG-TRI-2025", "XA"):
        assert statements(signed_in, reverse("people:unit", args=[key])) <= 12, key


def test_a_bad_day_is_said_at_the_field(signed_in):
    assert "Tháng 2 năm 2017 không có ngày 31" in text(
        signed_in.get(reverse("people:units"), {"day": "31/02/2017"})
    )


def test_an_administrator_sets_the_week_and_others_do_not(signed_in, client):
    url = reverse("people:unit_settings", args=["XA"])
    said = {"week": ["0", "1", "2", "3", "4", "5"], "area": "normal"}
    page = signed_in.post(url, said)
    assert page.status_code == 422
    assert "Đổi tuần làm việc thì phải ghi số" in text(page)
    assert page.context["settings_form"]["week"].value() == said["week"]
    assert Unit.objects.by_key("XA").weekdays == (0, 1, 2, 3, 4)
    signed_in.post(url, {**said, "decision": "12/QĐ-UBND", "decided_on": "02/03/2020"})
    assert Unit.objects.by_key("XA").weekdays == (0, 1, 2, 3, 4, 5)
    other = Client()
    other.force_login(make_officer("dung", make_unit("KHAC"), Role.ADMINISTRATOR))
    assert other.post(url, {"week": ["0"], "area": "normal"}).status_code == 404


NEW = {
    "full_name": "Trần Văn Minh",
    "username": "minh",
    "unit": "XA",
    "role": "handler",
    "title": "Công chức tư pháp",
    "from_on": "02/03/2020",
}


def test_a_new_officer_gets_a_one_time_password_that_works_once(signed_in):
    page = signed_in.post(reverse("people:new_officer"), NEW)
    password = page.context["password"]
    assert password in text(page)
    assert "no-store" in page["Cache-Control"]
    minh = Account.objects.get(username="minh")
    assert minh.must_change_password
    assert minh.posts.get().title == "Công chức tư pháp"
    assert Client().post(reverse("account_login"), {"login": "minh", "password": password}).status_code == 302


def test_errors_keep_what_was_typed(signed_in):
    page = text(
        signed_in.post(reverse("people:new_officer"), {**NEW, "username": "Trần Minh", "phone": "123"})
    )
    assert "Trần Văn Minh" in page
    assert "Công chức tư pháp" in page
    taken = text(signed_in.post(reverse("people:new_officer"), {**NEW, "username": "an"}))
    assert "Tên đăng nhập đã có người dùng." in taken
    assert Account.objects.count() == 1


def test_an_administrator_cannot_give_posts_elsewhere(signed_in):
    make_unit("KHAC")
    page = signed_in.post(reverse("people:new_officer"), {**NEW, "unit": "KHAC"})
    assert page.status_code == 200
    assert not Account.objects.filter(username="minh").exists()


def test_posts_are_given_and_ended_and_the_account_closed(signed_in, an):
    minh = make_officer("minh", Unit.objects.by_key("XA"), Role.CLERK, on=date(2020, 1, 1))
    signed_in.post(reverse("people:add_post", args=[minh.pk]), {**NEW, "role": "leader"})
    assert set(minh.posts.values_list("role", flat=True)) == {"clerk", "leader"}
    post = Post.objects.get(officer=minh, role="clerk")
    signed_in.post(reverse("people:finish_post", args=[minh.pk, post.pk]), {"on": "01/01/2026"})
    post.refresh_from_db()
    assert post.until_on == date(2026, 1, 1)
    page = text(signed_in.get(reverse("people:officer", args=[minh.pk])))
    assert "Giao vai trò: Lãnh đạo đơn vị" in page
    no_reason = signed_in.post(reverse("people:close_account", args=[minh.pk]), {"reason": ""})
    assert no_reason.status_code == 422
    signed_in.post(reverse("people:close_account", args=[minh.pk]), {"reason": "nghỉ hưu"})
    minh.refresh_from_db()
    assert not minh.is_active
    assert "Minh" in text(signed_in.get(reverse("people:officers")))


def test_nobody_closes_the_account_she_is_using(signed_in, an):
    page = signed_in.post(reverse("people:close_account", args=[an.pk]), {"reason": "x"})
    assert "Không tự đóng" in text(page)


def test_another_offices_accounts_are_not_shown(signed_in):
    dung = make_officer("dung", make_unit("KHAC"), Role.HANDLER)
    assert "Dũng" not in text(signed_in.get(reverse("people:officers")))
    for name in ("officer", "new_password", "close_account", "add_post"):
        url = reverse(f"people:{name}", args=[dung.pk])
        answer = signed_in.get(url) if name == "officer" else signed_in.post(url, {})
        assert answer.status_code == 403, name


def test_an_officer_promoted_above_is_out_of_reach_of_her_old_communes_administrator(signed_in, an):
    province = make_unit("TINH", on=date(2020, 1, 1))
    minh = make_officer("minh", Unit.objects.by_key("XA"), Role.CLERK, on=date(2020, 1, 1))
    before = text(signed_in.get(reverse("people:officer", args=[minh.pk])))
    actions.give_post(
        officer=minh, unit=province, role=Role.ADMINISTRATOR, by=SYSTEM, on=dates.today() + timedelta(days=1)
    )
    page = text(signed_in.get(reverse("people:officer", args=[minh.pk])))
    for name in ("new_password", "close_account", "add_post"):
        url = reverse(f"people:{name}", args=[minh.pk])
        assert url in before
        assert url not in page
        assert signed_in.post(url, {**NEW, "role": "leader", "reason": "x"}).status_code == 403, name
    post = minh.posts.get(role=Role.CLERK)
    url = reverse("people:finish_post", args=[minh.pk, post.pk])
    assert url in before
    assert url not in page
    assert signed_in.post(url, {"on": "01/01/2026"}).status_code == 403


def test_the_actions_themselves_refuse_whoever_does_not_administer_every_unit_of_the_account(an):
    xa, province = Unit.objects.by_key("XA"), make_unit("TINH", on=date(2020, 1, 1))
    minh = make_officer("minh", xa, Role.CLERK, on=date(2020, 1, 1))
    actions.give_post(officer=minh, unit=province, role=Role.LEADER, by=SYSTEM, on=date(2020, 1, 1))
    past = date(2019, 1, 1)
    for attempt in (
        lambda: actions.reset_password(account=minh, by=an, on=past),
        lambda: actions.close_account(account=minh, by=an, on=past, text="x"),
        lambda: actions.give_post(officer=minh, unit=xa, role=Role.HANDLER, by=an, on=past),
        lambda: actions.end_post(post=minh.posts.get(unit=xa), by=an, on=past),
        lambda: actions.give_post(officer=an, unit=province, role=Role.ADMINISTRATOR, by=an, on=past),
    ):
        with pytest.raises(Refused):
            attempt()


def test_an_account_that_left_belongs_to_the_unit_it_left_last(an):
    xa, beside = Unit.objects.by_key("XA"), make_unit("KHAC", on=date(2020, 1, 1))
    minh = make_officer("minh", xa, Role.CLERK, on=date(2020, 1, 1))
    dung = make_officer("dung", beside, Role.ADMINISTRATOR, on=date(2020, 1, 1))
    actions.end_post(post=minh.posts.get(), by=SYSTEM, on=date(2021, 1, 1))
    actions.give_post(officer=minh, unit=beside, role=Role.CLERK, by=SYSTEM, on=date(2021, 1, 1))
    actions.end_post(post=minh.posts.get(unit=beside), by=SYSTEM, on=date(2022, 1, 1))
    assert not policies.can_manage_account(an, minh, dates.today())
    assert policies.can_manage_account(dung, minh, dates.today())


def test_an_officer_without_the_role_does_not_see_officers_or_rules(client):
    client.force_login(make_officer("minh", make_unit(), Role.HANDLER))
    for name in ("officers", "new_officer", "rules"):
        assert client.get(reverse(f"people:{name}")).status_code == 403


def test_the_list_of_officers_costs_the_same_for_many(signed_in):
    unit, url = Unit.objects.by_key("XA"), reverse("people:officers")
    signed_in.get(url)
    before = statements(signed_in, url)
    for number in range(12):
        make_officer(f"so{number}", unit, Role.CLERK, Role.HANDLER)
    assert statements(signed_in, url) == before <= 12


def unconfirmed():
    rules = [rule for versions in book().values() for rule in versions]
    return next(rule for rule in rules if rule.has_term and not rule.fires_by_itself)


def test_a_rule_is_confirmed_on_the_record(signed_in, an, settings):
    settings.DANVAN_RULE_CONFIRMED = ["danvan.people.tests.test_pages.follow"]
    rule = unconfirmed()
    assert rule.citation.say("vi") in text(signed_in.get(reverse("people:rules")))
    url = reverse("people:confirm_rule", args=[rule.id, rule.version])
    page = text(signed_in.get(url))
    assert rule.citation.say("vi").split()[0] in page
    assert signed_in.post(url, {"unit": "XA", "decision": ""}).status_code == 200
    assert not FOLLOWED
    signed_in.post(url, {"unit": "XA", "decision": "12/QĐ-UBND"})
    assert [rule.id] == FOLLOWED
    assert queries.is_confirmed(rule.id, rule.version, Unit.objects.by_key("XA"), date(2026, 1, 1))
    assert "12/QĐ-UBND" in text(signed_in.get(reverse("people:rules")))
    assert signed_in.get(reverse("people:confirm_rule", args=["no.such", "2020-01-01"])).status_code == 404


def test_rules_in_use_come_first_and_the_office_is_told_that_letters_have_no_term(signed_in):
    page = text(signed_in.get(reverse("people:rules")))
    assert "quy định đang dùng; đơn mới chưa có hạn cho đến khi xác nhận" in page
    assert page.index("Quy định đang dùng để tính hạn") < page.index("Quy định khác, chưa dùng để tính hạn")
    assert "nhớ; chưa đọc" not in page


def test_the_rules_of_reception_are_among_those_on_which_work_rests(db):
    found = rule_list([], date(2026, 8, 3))
    others = {row.rule.id for row in found.others}
    assert {"reception.refusal_notice", "reception.online_notice"}.isdisjoint(others)
    assert follows("reception.schedule_notice") != follows("complaint.first_settlement")


FOLLOWED: list[str] = []


def follow(rule, *, by, on):
    FOLLOWED.append(rule)
    return 1


# --- first run

ANSWERS = {
    "unit": "KY-XUAN-2025",
    "name": "",
    "tier": "commune",
    "week": ["0", "1", "2", "3", "4"],
    "full_name": "Ngô Hoài An",
    "username": "an.ngo",
    "password": PASSWORD,
    "password2": PASSWORD,
    "hats": ["clerk", "handler"],
}


@pytest.fixture
def door(settings, tmp_path):
    settings.VAR = tmp_path
    (tmp_path / "first-run-token").write_text("mo-cua\n")
    return reverse("first_run", args=["mo-cua"])


def test_the_first_run_sets_up_the_office_and_logs_in(client, door, tmp_path):
    assert "Cơ quan nào dùng sổ này?" in text(client.get(door))
    assert client.post(door, ANSWERS).status_code == 302
    an = Account.objects.get()
    assert set(an.posts.values_list("unit__key", "role")) == {
        ("KY-XUAN-2025", role) for role in ("administrator", "clerk", "handler")
    }
    assert client.get(reverse("people:officers")).status_code == 200
    assert not (tmp_path / "first-run-token").exists()


def test_the_first_run_happens_once(client, door, tmp_path):
    client.post(door, ANSWERS)
    (tmp_path / "first-run-token").write_text("mo-cua")
    assert Client().get(door).status_code == 404
    assert Client().post(door, {**ANSWERS, "username": "khac"}).status_code == 404
    assert Account.objects.count() == 1


def test_the_first_run_needs_the_token(client, door, tmp_path):
    assert client.get(reverse("first_run", args=["khac"])).status_code == 404
    (tmp_path / "first-run-token").unlink()
    assert client.get(door).status_code == 404


def test_a_unit_that_is_not_in_the_list_is_named(client, door):
    client.post(
        door, {**ANSWERS, "unit": "other", "name": "Văn phòng Tiếp dân", "tier": "office", "week": ["0", "5"]}
    )
    unit = Unit.objects.get()
    assert (unit.key, unit.tier, unit.weekdays) == ("VAN-PHONG-TIEP-DAN", "office", (0, 5))


@pytest.mark.parametrize(
    "wrong,field",
    [
        ({"unit": "other", "name": ""}, "name"),
        ({"unit": "", "name": ""}, "unit"),
        ({"password2": "khác hẳn"}, "password2"),
        ({"password": "ngan", "password2": "ngan"}, "password"),
        ({"week": []}, "week"),
        ({"username": "An Ngô"}, None),
    ],
)
def test_the_first_run_says_what_is_missing_and_keeps_the_rest(client, door, wrong, field):
    page = client.post(door, {**ANSWERS, **wrong})
    assert page.status_code == 200
    assert field in page.context["form"].errors or page.context["form"].non_field_errors()
    assert "Ngô Hoài An" in text(page)
    assert not Account.objects.exists()


def test_two_first_runs_at_once_make_one_office(door):
    actions.start_office(answers={**ANSWERS, "week": [0]}, on=date(2026, 1, 1))
    from danvan.people.errors import Refused

    with pytest.raises(Refused):
        actions.start_office(answers={**ANSWERS, "week": [0], "username": "khac"}, on=date(2026, 1, 1))


def test_a_log_in_name_that_is_not_plain_is_refused():
    from danvan.people.errors import Refused

    for name in ("Trần", "a b", "", "-a", "x" * 61):
        with pytest.raises(Refused):
            make_account(name)
