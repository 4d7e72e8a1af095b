"""Whoever is accused gets nothing: not before the custodian has read who it is, not by a key, not a level higher."""

from datetime import date

import pytest

from danvan.cases import policies, substitutes
from danvan.cases.actions import About, note_concern
from danvan.cases.errors import StepRefused
from danvan.cases.models.concern import Whom
from danvan.cases.queries import visible_to
from danvan.cases.verify import contents, states
from danvan.denunciations import actions, keeping, queries
from danvan.denunciations.models import Custodian
from danvan.denunciations.tests.make import MONDAY, keep, make_office, redacted, send
from danvan.denunciations.tests.test_sealing import opened
from danvan.denunciations.tests.test_views import browser, url
from danvan.denunciations.verify import custodians
from danvan.lib import seal
from danvan.people import actions as people
from danvan.people.models import Post
from danvan.people.roles import Role
from tests.make import at, make_officer

LATER = date(2026, 3, 9)
pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    with at(MONDAY):
        yield make_office()


def sealed_again(office, found, by, row, *, on=MONDAY):
    """The custodian's machine makes an envelope for another, and the office takes it."""
    mine = keeping.envelope_for(found, by)
    made = seal.seal(seal.unseal(bytes(mine.sealed), office.secret(by)), [row.recipient])
    return actions.seal_again([(found.pk, row.pk, made)], by=by, on=on)


def holders(found):
    return {one.custodian.officer for one in found.envelopes.select_related("custodian__officer")}


def test_the_custodian_says_whom_it_is_about_before_an_accused_leader_can_read_a_word(office):
    deputy = make_officer(office.unit, Role.LEADER, full_name="Vi Văn Phó")
    Post.objects.filter(officer=deputy).update(deputy=True)
    found, _receipt = send(office, accused="Phó chủ tịch Vi Văn Phó")
    keeper = office.keepers[0]
    page = browser(keeper).get(url("denunciation", found.pk))
    assert f"officer:{office.unit.pk}:{deputy.pk}" in page.content.decode()
    told = {"about": f"officer:{office.unit.pk}:{deputy.pk}"}
    assert browser(keeper).post(url("about", found.pk), told).status_code == 302
    redacted(office, found)
    assert policies.is_unknown(deputy, found.case, on=MONDAY)
    assert visible_to(office.hoa, on=MONDAY).filter(pk=found.pk).exists()
    with pytest.raises(StepRefused):
        actions.say_whom(found, About(Whom.UNIT, office.unit), by=deputy, on=MONDAY)


def test_a_custodian_who_is_accused_keeps_no_key_and_the_other_cannot_leave_before_a_third_has_one(office):
    found, _receipt = send(office)
    accused, other = office.keepers
    note_concern(found.case, About(Whom.OFFICER, office.unit, accused), by=office.hoa, on=MONDAY)
    assert holders(found) == {other}
    with pytest.raises(StepRefused, match="không được niêm phong"):
        actions.open_letter(found, by=accused, on=MONDAY)
    third, _secret = keep(make_officer(office.unit, Role.HANDLER), office.unit, by=office.hoa)
    with pytest.raises(StepRefused, match="chỉ khóa này mở được"):
        actions.end_custody(office.rows[1], by=other, on=MONDAY)
    assert [row.pk for row in queries.without_keys(other, on=MONDAY)] == [third.pk], "never the accused"
    sealed_again(office, found, other, third)
    actions.end_custody(office.rows[1], by=other, on=MONDAY)
    assert [*contents(), *states(), *custodians()] == []


def test_a_custodian_above_who_is_accused_can_be_named_too(office):
    for row in office.rows:
        row.until = MONDAY
        row.save()
    found, _receipt = send(office)
    keeper, accused = (one.custodian.officer for one in found.envelopes.order_by("pk"))
    about = About(Whom.OFFICER, office.province, accused)
    with pytest.raises(StepRefused, match="không ở đơn vị ấy"):
        note_concern(found.case, about, by=office.hoa, on=MONDAY)
    actions.say_whom(found, about, by=keeper, on=MONDAY)
    assert holders(found) == {keeper}


def test_what_goes_up_because_it_is_about_the_head_is_sealed_again_to_those_above_and_lost_to_nobody(office):
    found, _receipt = send(office)
    below, other = office.keepers
    actions.say_whom(found, About(Whom.HEAD, office.unit), by=below, on=MONDAY)
    assert found.case.unit_responsible == office.province
    with pytest.raises(StepRefused):
        actions.open_letter(found, by=below, on=MONDAY)
    crony, _secret = keep(make_officer(office.unit, Role.HANDLER), office.unit, by=office.hoa)
    above = queries.without_keys(below, on=MONDAY)
    assert {row.unit for row in above} == {office.province}, (
        "to nobody under the head, whoever was named meanwhile"
    )
    for row in above:
        sealed_again(office, found, below if row == above[0] else other, row)
    assert holders(found) == {row.officer for row in above}, "the keys below are gone"
    first = above[0].officer
    assert "letter" in opened(actions.open_letter(found, by=first, on=MONDAY), office.secret(first))
    assert crony.officer not in holders(found)
    assert [*contents(), *states(), *custodians()] == []


def test_a_continued_denunciation_is_kept_from_everybody_whom_the_first_was_about(office):
    found, _receipt = send(office)
    accused = office.keepers[0]
    note_concern(found.case, About(Whom.OFFICER, office.unit, accused), by=office.hoa, on=MONDAY)
    people.give_post(officer=accused, unit=office.province, role=Role.LEADER, by=boss(office), on=MONDAY)
    taken = actions.continue_(found, body="Chưa kết luận.", identity=actions.Identity(), on=MONDAY)
    assert set(taken.case.concerns.values_list("whom", "officer")) == {
        ("unit", None),
        ("officer", accused.pk),
    }
    assert policies.is_unknown(accused, taken.case, on=MONDAY)


def boss(office):
    return make_officer(office.province, Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    "whom, who", [("head", "head"), ("head", "deputy"), ("staff", "clerk"), ("unit", "clerk")]
)
def test_whoever_was_accused_in_a_post_stays_shut_out_when_promoted(office, whom, who):
    accused = office.hoa if who == "head" else make_officer(office.unit, Role.CLERK)
    if who == "deputy":
        accused = make_officer(office.unit, Role.LEADER)
        Post.objects.filter(officer=accused).update(deputy=True)
    found, _receipt = send(office, whom=whom)
    with at(LATER):
        administrator = make_officer(office.province, Role.ADMINISTRATOR)
        make_officer(office.unit, Role.LEADER)
        for post in accused.posts.all():
            people.end_post(post=post, by=administrator, on=LATER)
        where = found.case.unit_responsible
        people.give_post(officer=accused, unit=where, role=Role.LEADER, by=administrator, on=LATER)
        accused = type(accused).objects.get(pk=accused.pk)
        found.refresh_from_db()
        assert policies.is_unknown(accused, found.case, on=LATER)
        assert not visible_to(accused, on=LATER).filter(pk=found.pk).exists()
        assert accused not in substitutes.decides(found.case, where.pk, on=LATER)


def test_where_a_unit_was_merged_its_letters_are_sealed_again_and_its_custodians_may_go(office):
    found, _receipt = send(office)
    first, second = office.keepers
    with at(LATER):
        administrator = make_officer(office.province, Role.ADMINISTRATOR)
        told = {"key": "HEIR", "name": "Mới", "prefix": "xã", "parent": office.province}
        heir = people.merge_units(units=[office.unit], by=administrator, on=LATER, **told)
        leader, keeper = (make_officer(office.province, Role.CLERK) for _each in range(2))
        for officer, role in ((leader, Role.LEADER), (keeper, Role.HANDLER)):
            people.give_post(officer=officer, unit=heir, role=role, by=administrator, on=LATER)
        actions.end_custody(office.rows[0], by=first, on=LATER)
        with pytest.raises(StepRefused, match="chỉ khóa này mở được"):
            actions.end_custody(office.rows[1], by=second, on=LATER)
        third, _secret = keep(keeper, heir, by=leader, on=LATER)
        assert [row.pk for row in queries.without_keys(second, on=LATER)] == [third.pk]
        sealed_again(office, found, second, third, on=LATER)
        actions.end_custody(Custodian.objects.get(officer=second), by=second, on=LATER)
        assert holders(found) == {third.officer}
