"""Many hands at the same moment, each with a connection of its own, committed as in life."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from danvan.cases.actions import Step, move
from danvan.cases.errors import MovedMeanwhile
from danvan.cases.models import Case
from danvan.cases.verify import contents, states
from danvan.cases.workflow import Channel
from danvan.journal.actors import CITIZEN
from danvan.journal.models import Event
from danvan.people.models import Unit
from danvan.people.roles import Role
from danvan.petitions.actions import Letter, receive
from danvan.reports.recount import differences
from tests.make import LAN, MONDAY, at, make_case, make_officer, make_unit

MANY = 32


@pytest.fixture
def commune(transactional_db: None) -> Iterator[Unit]:
    with at(MONDAY):
        yield make_unit("KY-KHANG-THU")


def together(acts):
    """What each of these gives, all begun at the same moment, each in a thread of its own."""
    start = Barrier(len(acts))

    def one(act):
        try:
            start.wait()
            with at(MONDAY):
                return act()
        except MovedMeanwhile as why:
            return why
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_of_two_officers_who_press_at_once_one_wins_and_the_other_reads_who_did_what(commune):
    minh = make_officer(commune, Role.HANDLER, username="minh", full_name="Phan Văn Minh")
    hoa = make_officer(commune, Role.LEADER, username="hoa", full_name="Lê Thị Hoa")
    case = make_case(commune)
    seen, given = case.version, Step(text="Không thuộc xã.", elsewhere="Sở Y tế")
    told = together(
        [
            lambda: move(Case.objects.get(pk=case.pk), "screen", by=minh, on=MONDAY, seen=seen),
            lambda: move(Case.objects.get(pk=case.pk), "transfer", by=hoa, on=MONDAY, given=given, seen=seen),
        ]
    )
    (won,) = [each for each in told if isinstance(each, Event)]
    (lost,) = [each for each in told if isinstance(each, MovedMeanwhile)]
    assert won.actor.full_name in lost.sentence
    assert str(case.workflow.step(won.verb, "received").done) in lost.sentence
    case.refresh_from_db()
    assert (case.version, case.status) == (seen + 1, won.new)
    assert [*contents(), *states(), *differences()] == []


@pytest.mark.long
def test_thirty_two_letters_filed_at_once_are_all_there_each_with_a_code_of_its_own(commune):
    letter = Letter(kind="recommendation", subject="Cống N3 bị tắc", body="Đề nghị nạo vét.", topic="water")
    filed = {"unit": commune, "channel": Channel.PORTAL, "by": CITIZEN, "on": MONDAY, "persons": [LAN]}
    cases = together([lambda: receive(letter, **filed)] * MANY)
    assert len({case.code for case in cases}) == Case.objects.count() == MANY
    assert Event.objects.filter(stream="case", verb="receive", number=1).count() == MANY
    assert [*contents(), *states(), *differences()] == []
