"""Another office calls back: whom, the lot says; a number at a time, each look on record."""

from datetime import date, timedelta

import pytest

from danvan.figures.models import Fact
from danvan.journal.actions import seal
from danvan.journal.models import Event
from danvan.onestop.tests.make import MONDAY, make_version
from danvan.people.errors import Refused
from danvan.people.models import Unit
from danvan.people.roles import Role
from danvan.ratings import actions, queries, verify
from danvan.ratings.actions import Told
from danvan.ratings.models import Call, CallList, Slip
from danvan.ratings.tests.make import GOOD, hand_over
from tests.make import at, make_officer

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)  # the first of April 2026 is a Wednesday


@pytest.fixture
def drawn(place, settings):
    """Three of five of March, drawn when April has begun and March is sealed."""
    settings.DANVAN_RATING = {**settings.DANVAN_RATING, "calls": 3}
    with at(MONDAY):
        version = make_version(place)
        for _each in range(5):
            hand_over(place, version)
    with at(APRIL):
        seal(on=date(2026, 3, 31))
        assert actions.draw_due(on=APRIL) == 1
        yield CallList.objects.get()


def calls(drawn):
    return list(Call.objects.filter(list=drawn).order_by("place"))


def test_a_list_is_drawn_once_by_the_seal_for_the_office_above(drawn, district):
    assert (drawn.office, drawn.size, len(drawn.population)) == (district, 3, 5)
    assert actions.draw_due(on=APRIL) == 0
    assert list(verify.calls()) == []
    other = next(one for one in drawn.population if one not in {call.event_id for call in calls(drawn)})
    Call.objects.filter(pk=calls(drawn)[0].pk).update(event=other)
    assert {lie.reason for lie in verify.calls()} == {"it is not what was recorded", "the lot draws others"}


def test_nothing_is_drawn_before_the_month_is_sealed(monday, place):
    hand_over(place)
    with at(APRIL):
        assert actions.draw_due(on=APRIL) == 0


def test_whoever_has_a_post_in_the_rated_office_calls_nobody(drawn, place, tam, district):
    both = make_officer(district, Role.INSPECTOR, full_name="Người hai nơi")
    call = calls(drawn)[0]
    for officer in (place.minh, place.hoa, place.dung):
        with pytest.raises(Refused, match="cơ quan khác"):
            actions.look(call, by=officer, on=APRIL)
    assert actions.look(call, by=both, on=APRIL) == "0912000417"
    with pytest.raises(Refused, match="đang gọi"):
        actions.look(call, by=tam, on=APRIL)


def test_one_number_at_a_time_in_the_hours_for_it_and_each_look_is_on_record(drawn, tam):
    first, second, _third = calls(drawn)
    with pytest.raises(Refused, match="mở số"):
        actions.note_outcome(first, "refused", by=tam, on=APRIL)
    for hour in (6, 12, 20):
        with at(APRIL, hour), pytest.raises(Refused, match="Chỉ gọi trong giờ"):
            actions.look(first, by=tam, on=APRIL)
    saturday = date(2026, 4, 4)
    with at(saturday), pytest.raises(Refused, match="ngày làm việc"):
        actions.look(first, by=tam, on=saturday)
    actions.look(first, by=tam, on=APRIL)
    with pytest.raises(Refused, match="ghi kết quả"):
        actions.look(second, by=tam, on=APRIL)
    looked = Event.objects.get(stream="call_list", verb="call_look")
    assert (looked.actor, looked.data["call"]) == (tam, first.pk)
    actions.note_outcome(first, "wrong_number", by=tam, on=APRIL)
    actions.look(second, by=tam, on=APRIL)


def test_what_somebody_says_goes_into_the_box_and_the_reach_rate_counts_all_calls(drawn, place, tam):
    first, second, third = calls(drawn)
    actions.look(first, by=tam, on=APRIL)
    with pytest.raises(Refused):
        actions.note_outcome(first, "reached", by=tam, on=APRIL)  # reached, and nothing said
    actions.note_outcome(first, "reached", told=Told(GOOD), by=tam, on=APRIL)
    for _try in range(3):
        actions.look(second, by=tam, on=APRIL)
        actions.note_outcome(second, "no_answer", by=tam, on=APRIL)
    with pytest.raises(Refused, match="đã có kết quả"):
        actions.look(second, by=tam, on=APRIL)
    assert (Slip.objects.get().source, third.outcome) == ("phone", "")
    sums = {fact.measure: 0 for fact in Fact.objects.filter(measure__startswith="ratings.")}
    for fact in Fact.objects.filter(measure__startswith="ratings."):
        sums[fact.measure] += fact.amount
    assert sums == {"ratings.called": 2, "ratings.reached": 1}
    assert [*verify.calls(), *verify.counts()] == []


def test_a_tablet_is_bound_by_the_administrator_to_who_works_there(monday, place, district):
    admin = make_officer(district, Role.ADMINISTRATOR, full_name="Quản trị")
    commune = Unit.objects.get(pk=place.commune.pk)
    with pytest.raises(Refused, match="người quản trị"):
        actions.set_up_kiosk(commune, name="Quầy 1", officer=place.minh, by=place.hoa, on=MONDAY)
    with pytest.raises(Refused, match="đang làm việc"):
        actions.set_up_kiosk(commune, name="Quầy 1", officer=place.dung, by=admin, on=MONDAY)
    kiosk, secret = actions.set_up_kiosk(commune, name="Quầy 1", officer=place.minh, by=admin, on=MONDAY)
    assert secret not in kiosk.secret
    with pytest.raises(Refused, match="tên này"):
        actions.set_up_kiosk(commune, name="Quầy 1", officer=place.minh, by=admin, on=MONDAY)
    actions.move_kiosk(kiosk, officer=place.hoa, by=admin, on=MONDAY)
    actions.end_kiosk(kiosk, by=admin, on=MONDAY)
    with pytest.raises(Refused, match="thôi dùng"):
        actions.move_kiosk(kiosk, officer=place.minh, by=admin, on=MONDAY)
    assert list(verify.kiosks()) == []
    assert queries.kiosks([commune.pk]).get().ended_on == MONDAY + timedelta(0)
