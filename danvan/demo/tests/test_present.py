"""The layer of the day of loading: a desk with something of everything on it."""

from datetime import timedelta

import pytest

from danvan.cases import actions, kinds, verify
from danvan.cases.effect import State, effect
from danvan.cases.models import Case, Concern, Deadline, Urging
from danvan.cases.workflow import Channel
from danvan.demo import AlreadyFilled, TooEarly, load, material
from danvan.demo.tests.conftest import MORNING, TODAY
from danvan.dossiers.models import Dossier
from danvan.dossiers.verify import dossiers
from danvan.figures.models import Fact, RollUp
from danvan.journal.models import Event, Seal
from danvan.law import national
from danvan.lib import dates
from danvan.people import actions as people
from danvan.people import policies
from danvan.people.models import Absence, Account, Post, Unit
from danvan.reception.models import Turn
from danvan.worklists import verify as lists
from danvan.worklists.models import Batch, SavedView

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(register):
    letters = Case.objects.filter(kind__in=kinds.entered())
    return letters.filter(received_on__gte=TODAY - timedelta(days=200))


def test_some_sixty_letters_and_a_score_of_visits_stand_around_today(cases):
    assert 60 <= cases.count() <= 85
    assert 20 <= Turn.objects.filter(on__gte=TODAY - timedelta(days=30)).count() <= 30


@pytest.mark.parametrize("kind", ["complaint", "recommendation"])
def test_both_kinds_are_there_at_every_step(cases, kind):
    found = set(cases.filter(kind=kind).values_list("status", flat=True))
    expected = {"received", "screened", "accepted", "working", "answered", "closed", "ineligible"}
    missing = expected - found
    assert missing <= ({"ineligible"} if kind == "recommendation" else {"accepted"})


def test_every_state_of_the_workflows_is_there(cases):
    found = set(cases.values_list("status", flat=True))
    assert found == {status.code for kind in ("complaint", "recommendation") for status in _statuses(kind)}


def _statuses(kind):
    from danvan.cases import kinds

    return kinds.get(kind).statuses


def test_every_kind_of_due_date_is_there(cases):
    running = cases.open().filter(waiting_since=None).exclude(due_on=None)
    days = set(running.values_list("due_on", flat=True))
    tomorrow = national().next_working(TODAY + timedelta(days=1))
    assert {TODAY, tomorrow} <= days
    assert any(tomorrow < day <= TODAY + timedelta(days=7) for day in days)
    assert any(day > TODAY + timedelta(days=7) for day in days)
    late = {(TODAY - day).days for day in days if day < TODAY}
    assert len(late) >= 3
    assert max(late) <= 7


def test_every_state_of_a_clock_is_there(cases):
    states = set(Deadline.objects.filter(case__in=cases).values_list("state", flat=True))
    assert states == {"running", "suspended", "met", "cancelled", "unconfirmed"}


def test_clocks_are_unconfirmed_only_where_nobody_has_confirmed_the_rule(cases):
    units = Deadline.objects.filter(case__in=cases, state="unconfirmed").values_list(
        "case__unit_responsible__key", flat=True
    )
    assert set(units) == {"KY-KHANG-2025"}


UNUSUAL = (
    *("ask", "supplement", "extend", "undo_extension", "ask_expert", "expert_answered", "suspend"),
    *("correct", "withdraw", "transfer", "report_back", "link", "reopen", "dialogue", "send_decision"),
)


@pytest.mark.parametrize("verb", UNUSUAL)
def test_every_unusual_step_was_taken_somewhere(cases, verb):
    assert Event.objects.filter(stream="case", subject__in=cases.values("pk"), verb=verb).exists()


def test_a_second_complaint_is_at_the_province_and_its_first_is_not_final(cases):
    second = cases.get(kind="second_complaint")
    assert (second.unit_responsible.key, second.status) == ("HA-TINH", "working")
    first = cases.get(later_links__later=second)
    assert effect(first, on=TODAY).state == State.APPEALED
    bar = second.deadlines.get(purpose="time_bar")
    assert bar.met_on <= bar.due_on


def test_one_decision_is_executed_to_its_end_and_of_another_the_execution_is_late(register):
    done = Case.objects.get(kind="execution", status="executed")
    assert Case.objects.get(later_links__later=done).status == "closed"
    late = Case.objects.get(kind="execution", status="executing")
    assert late in Case.objects.overdue(TODAY)
    assert effect(Case.objects.get(later_links__later=late), on=TODAY).state == State.FINAL


def test_letters_came_by_many_ways(cases):
    found = set(cases.values_list("channel", flat=True))
    assert {Channel.PORTAL, Channel.POST, Channel.COUNTER, Channel.RECEPTION, Channel.FRONT} <= found


def test_a_letter_went_to_another_unit_and_waits_there(cases):
    moved = [case for case in cases if case.unit_received_id != case.unit_responsible_id]
    assert moved
    assert all(case.due_on for case in moved)


def test_nothing_lies_ahead_of_the_moment_of_loading(register):
    assert not Event.objects.filter(stream__in=["case", "turn"], at__gt=MORNING).exists()
    assert not Event.objects.filter(on__gt=TODAY).exists()


def test_the_past_is_sealed_and_today_is_open(register):
    seal = Seal.objects.get()
    assert seal.day == TODAY - timedelta(days=1)
    assert Event.objects.filter(pk__gt=seal.last_event, stream="case", on=TODAY).exists()
    assert not Event.objects.filter(pk__gt=seal.last_event, at__lt=MORNING - timedelta(days=1)).exists()


def test_all_facts_are_in_the_totals(register):
    assert RollUp.objects.get().last_fact == Fact.objects.order_by("-pk").first().pk


def test_log_ins_are_kept_in_a_private_file(register):
    logins, var = register
    file = var / "demo-accounts.txt"
    assert file.stat().st_mode & 0o777 == 0o600
    assert sum("\t" in line for line in file.read_text("utf-8").splitlines()) == len(logins)
    assert all("\t" not in part for login in logins for part in login)


def test_each_log_in_works_and_nobody_else_can_enter(register):
    logins, _ = register
    tried = Account.objects.get(username=logins[0].username)
    assert tried.check_password(logins[0].password)
    others = Account.objects.exclude(username__in=[login.username for login in logins])
    assert others.exists()
    assert not any(account.has_usable_password() for account in others)


def test_log_ins_cover_every_role(register):
    logins, _ = register
    held = Post.objects.on(TODAY).filter(officer__username__in=[login.username for login in logins])
    assert len(set(held.values_list("role", flat=True))) == 7


def test_the_officer_of_another_unit_sees_nothing_of_ky_xuan(register):
    stranger = Account.objects.get(username="canbo.vungang")
    unit = Unit.objects.by_key("KY-XUAN-2025")
    assert unit.pk not in policies.standing(stranger, TODAY).sees


def test_accounts_of_units_that_ended_are_closed(register):
    assert not Post.objects.on(TODAY).filter(unit__exists_until__lte=TODAY).exists()


def test_leaders_have_something_of_everything_to_watch(register):
    given = Case.objects.filter(kind="verification").values_list("status", flat=True)
    assert sorted(given) == ["handed", "reported"]
    answered = Urging.objects.order_by("answered_on").values_list("answered_on", flat=True)
    assert [day is None for day in answered] == [False, True, True]  # the last is of an execution
    assert [row.entries.count() for row in Dossier.objects.all()] == [3, 3]
    assert not [*verify.contents(), *dossiers()]


def test_a_register_with_letters_is_left_alone(register):
    with pytest.raises(AlreadyFilled):
        load(var=register[1], progress=lambda text, share: None)


def test_a_clock_that_is_years_behind_is_named(register):
    with dates.pretending(MORNING.replace(year=2020)), pytest.raises(TooEarly):
        load(var=register[1], progress=lambda text, share: None)


def test_people_have_only_invented_telephone_numbers(cases):
    phones = [phone for phone in cases.values_list("parties__phone", flat=True) if phone]
    assert phones
    assert all(phone.startswith("09") and phone.split()[1] == "000" for phone in phones)


def test_people_live_in_invented_hamlets(cases):
    hamlets = material.read("names")["hamlets"]
    for address in cases.filter(parties__isnull=False).values_list("parties__address", flat=True):
        assert any(f"thôn {hamlet}," in address for hamlet in hamlets)


def test_no_slot_of_a_text_was_left_open(register):
    assert not Case.objects.filter(body__contains="{").exists()
    assert not Event.objects.filter(text__contains="{").exists()


def test_a_complaint_whose_rule_nobody_has_confirmed_can_be_taken_up(cases):
    case = cases.get(unit_responsible__key="KY-KHANG-2025", status="screened", kind="complaint")
    handler = Account.objects.get(username="canbo.kykhang")
    actions.move(case, "accept", by=handler, on=TODAY)
    clocks = {clock.purpose: clock.state for clock in case.deadlines.all()}
    assert clocks == {"acceptance": "cancelled", "settlement": "running"}


def test_the_chair_of_the_province_confirms_a_rule_and_the_clocks_begin_to_run(register):
    chair, rule = Account.objects.get(username="lanhdao.tinh"), "complaint.acceptance"
    people.confirm_rule(
        unit=Unit.objects.by_key("HA-TINH"),
        rule=rule,
        version="2026-07-01",
        decision="1/CV",
        by=chair,
        on=TODAY,
    )
    assert actions.confirm_clocks(rule, by=chair, on=TODAY) == 2
    assert not Deadline.objects.filter(state="unconfirmed").exists()


def test_the_head_of_the_desk_shares_a_view_and_left_a_note_on_what_is_late(register):
    batch = Batch.objects.get()
    assert batch.total >= 1
    assert {item.outcome for item in batch.items.all()} == {"done"}
    assert {view.unit_id is None for view in SavedView.objects.all()} == {True, False}
    assert [lie for check in (lists.views, lists.batches) for lie in check()] == []


def test_a_letter_about_a_head_went_up_one_officer_is_away_today_and_one_has_left(cases):
    above = Concern.objects.exclude(case__kind="denunciation").get()
    assert (above.route, above.case.unit_responsible.key) == ("above", "HA-TINH")
    away = Absence.objects.get()
    assert away.holds_on(TODAY)
    gone = Account.objects.get(username="tapsu.kyxuan")
    assert not cases.open().filter(officer=gone).exists()
    verbs = Event.objects.filter(
        stream="case", verb__in=["hand_over", "reassign"], on__gte=TODAY - timedelta(days=30)
    )
    assert sorted(verbs.values_list("verb", flat=True)) == ["hand_over", "reassign"]
