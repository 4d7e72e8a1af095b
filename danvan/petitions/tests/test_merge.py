"""Letters about one matter: merged, answered together by one clock, parted again as if never merged."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st

from danvan.cases import ties, verify
from danvan.cases.actions import Person, correct, link, merge, move, unmerge
from danvan.cases.errors import MovedMeanwhile, StepRefused
from danvan.cases.models import Case, Link
from danvan.figures.models import Fact
from danvan.journal.queries import events_of
from danvan.people.roles import Role
from danvan.reports.people_relations import build
from danvan.reports.recount import differences
from tests.lives import lived
from tests.make import MONDAY, at, given_for, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db

BINH = Person("Trần Bình", phone="0912000555", address="thôn Yên Hạ")
LATER = MONDAY + timedelta(days=3)


@pytest.fixture
def commune():
    return make_unit("KY-KHANG-TEST")


@pytest.fixture
def minh(commune):
    return make_officer(commune, Role.CLERK, Role.HANDLER, Role.LEADER, username="minh")


@pytest.fixture
def pair(commune):
    return make_pair(commune)


def make_pair(commune, kind="recommendation"):
    with at(MONDAY):
        kept = make_case(commune, kind=kind)
    with at(LATER):
        return kept, make_case(commune, kind=kind, on=LATER, person=BINH)


def put(case, into, by, on=LATER, **given):
    with at(on):
        return merge(case, into, by=by, on=on, **given)


def part(case, by, on=LATER, text="Hai việc khác nhau."):
    with at(on):
        return unmerge(case, by=by, on=on, text=text)


def lies():
    return [*verify.contents(), *verify.states(), *verify.ties(), *differences()]


def figures():
    rows = Fact.objects.values_list("day", "unit_id", "measure", "kind", "topic").annotate(n=Sum("amount"))
    return {tuple(row[:-1]): row[-1] for row in rows if row[-1]}


def stands(case):
    """All that a case is, but for its place in the chain."""
    row = Case.objects.filter(pk=case.pk).values().get()
    clocks = list(case.deadlines.order_by("pk").values())
    return {name: value for name, value in row.items() if name not in ("version", "last_hash")}, clocks


def verbs(case, **of):
    return list(events_of("case", case.pk).filter(**of).values_list("verb", flat=True))


def test_a_duplicate_ends_with_its_clock_and_both_timelines_say_so(pair, minh):
    kept, later = pair
    due_on = kept.due_on
    put(later, kept, minh, text="Cùng việc cống N3.")
    assert (later.status, later.phase, later.due_on, later.closed_on) == ("merged", "closed", None, LATER)
    assert [clock.state for clock in later.deadlines.all()] == ["cancelled"]
    kept.refresh_from_db()
    assert (kept.status, kept.due_on) == ("received", due_on)
    assert verbs(later, public=True)[-1] == "merge"
    assert verbs(kept, public=True)[-1] == "joined"
    assert ties.kept(later) == kept
    assert [tie.later for tie in ties.joined(kept)] == [later]
    assert lies() == []


def test_no_name_of_either_sender_stands_in_the_events_of_the_other(pair, minh):
    kept, later = pair
    put(later, kept, minh)
    told = " ".join(str(event.data) + event.text for event in events_of("case", kept.pk))
    assert BINH.full_name not in told
    assert later.code not in told


@pytest.mark.parametrize("steps", [(), ("screen",), ("screen", "accept"), ("screen", "accept", "assign")])
def test_a_merged_letter_was_received_and_is_neither_open_nor_overdue_nor_resolved(pair, minh, steps):
    kept, later = pair
    with at(LATER):
        walk(later, minh, LATER, *steps)
    put(later, kept, minh)
    far = LATER + timedelta(days=90)
    with at(far):
        found = build(later.unit_responsible, MONDAY, far).figures
        assert found["received"] == 2
        assert found["merged" if steps else "merged_unscreened"] == 1
        assert (found["under_examination"], found["open"], found["resolved"]) == (1, 0, 0)
        assert found["received"] == sum(
            found[each] for each in ("eligible", "ineligible", "merged_unscreened", "under_examination")
        )
        assert lies() == []


def test_unmerging_puts_status_clocks_figures_and_ties_back_and_both_timelines_say_so(pair, minh):
    kept, later = pair
    with at(LATER):
        walk(later, minh, LATER, "screen", "accept")
    before, counted = stands(later), figures()
    put(later, kept, minh)
    part(later, minh)
    assert stands(later) == before
    assert figures() == counted
    assert not Link.objects.exists()
    assert (verbs(later)[-1], verbs(kept)[-1]) == ("unmerge", "parted")
    assert lies() == []


def test_letters_that_were_linked_before_are_linked_again_after_unmerging(pair, minh):
    kept, later = pair
    with at(LATER):
        link(later, kept, why=Link.Why.REPEAT, by=minh, on=LATER)
    put(later, kept, minh)
    assert Link.objects.get().why == "duplicate"
    part(later, minh)
    assert Link.objects.get().why == "repeat"
    assert lies() == []


@pytest.mark.parametrize(
    "how, sentence",
    [
        ("itself", "chính nó"),
        ("kind", "khác loại"),
        ("unit", "hai đơn vị"),
        ("closed", "không còn được giải quyết"),
        ("transferred", "không còn được giải quyết"),
        ("order", "đến sau"),
        ("circle", "không còn được giải quyết"),
        ("twice", "trạng thái"),
    ],
)
def test_what_cannot_be_merged_is_refused_in_words_and_nothing_changes(commune, minh, how, sentence):
    kept, later = make_pair(commune)
    with at(LATER):
        if how == "kind":
            kept = make_case(commune, kind="complaint", on=MONDAY)
        if how == "unit":
            other = make_unit()
            kept = make_case(other)
            make_officer(other, Role.CLERK)
        if how == "closed":
            walk(kept, minh, LATER, "withdraw")
        if how == "transferred":
            walk(kept, minh, LATER, "transfer")
    asked = {"itself": (later, later), "order": (kept, later)}.get(how, (later, kept))
    if how in ("circle", "twice"):
        put(later, kept, minh)
        third = make_case(commune, on=MONDAY)
        asked = (kept, later) if how == "circle" else (later, third)
    count = events_of("case", later.pk).count()
    with pytest.raises(StepRefused, match=sentence):
        put(*asked, minh)
    assert events_of("case", later.pk).count() == count
    assert lies() == []


def test_only_those_who_decide_in_the_unit_merge_and_part(pair, commune, minh):
    kept, later = pair
    clerk, stranger = make_officer(commune, Role.CLERK), make_officer(make_unit(), Role.LEADER)
    for nobody in (clerk, stranger):
        with pytest.raises(StepRefused):
            put(later, kept, nobody)
    put(later, kept, minh)
    for nobody in (clerk, stranger):
        with pytest.raises(StepRefused, match="dành cho"):
            part(later, nobody)
    with pytest.raises(StepRefused, match="lý do"):
        part(later, minh, text="")


def test_a_merger_is_not_corrected_but_parted(pair, minh):
    kept, later = pair
    put(later, kept, minh)
    with at(LATER), pytest.raises(StepRefused, match="Tách lại"):
        correct(later, by=minh, on=LATER, text="Nhầm.")


def test_two_officers_who_merge_at_the_same_moment_one_wins(pair, minh):
    kept, later = pair
    seen = later.version
    with at(LATER):
        move(later, "screen", by=minh, on=LATER)
    with pytest.raises(MovedMeanwhile):
        put(later, kept, minh, seen=seen)


@pytest.mark.parametrize("verb", ["withdraw", "refuse"])
def test_what_ends_the_kept_letter_alone_gives_the_others_back_their_own_clock(pair, minh, verb):
    kept, later = pair
    before = stands(later)
    put(later, kept, minh)
    with at(LATER):
        walk(kept, minh, LATER, verb)
    assert stands(later) == before
    assert verbs(later)[-1] == "unmerge"
    assert ties.kept(later) is None
    assert lies() == []


def test_letters_merged_into_a_merged_one_are_answered_with_the_first(pair, commune, minh):
    first, second = pair
    with at(LATER):
        third = make_case(commune, on=LATER)
    put(third, second, minh)
    put(second, first, minh)
    assert ties.kept(third) == first
    part(second, minh)
    assert ties.kept(third) == second
    assert lies() == []


steps = st.lists(
    st.sampled_from(["screen", "accept", "assign", "ask", "supplement", "extend", "suspend", "proceed"]),
    max_size=6,
)


@lived(8)
@given(kind=st.sampled_from(["complaint", "recommendation"]), life=steps, after=st.integers(0, 60))
def test_whatever_a_letter_has_lived_through_unmerging_puts_it_back_exactly(commune, minh, kind, life, after):
    with transaction.atomic():
        kept, later = make_pair(commune, kind)
        day = LATER
        for verb in life:
            day += timedelta(days=1)
            with at(day), suppress(StepRefused):
                move(later, verb, by=minh, on=day, given=given_for(later, minh))
        before, counted = stands(later), figures()
        put(later, kept, minh, on=day)
        day += timedelta(days=after)
        with at(day):
            move(later, "note", by=minh, on=day, given=given_for(later, minh))
        part(later, minh, on=day)
        assert stands(later) == before
        assert figures() == counted
        with at(day):
            assert lies() == []
        transaction.set_rollback(True)
