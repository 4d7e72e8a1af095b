"""The council of the demonstration: petitions in every state, sums that hold, nothing that the journal denies."""

from datetime import date

import pytest

from danvan.council import verify
from danvan.council.models import Petition, Question, Recommendation, Resolution, Session
from danvan.council.workflow import LABELS
from danvan.lib import dates
from danvan.people.models import Unit
from danvan.reports.people_relations import build

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_petitions_stand_in_every_state_and_one_was_asked_again(register):
    assert set(Petition.objects.values_list("status", flat=True)) == {str(code) for code in LABELS}
    assert Petition.objects.filter(again_of__isnull=False).count() == 1
    assert Petition.objects.overdue(dates.today()).exists()


def test_the_district_of_2018_kept_one_target_and_missed_the_other(register):
    resolution = Resolution.objects.get(term__unit__key="KY-ANH")
    assert [target.state[1] for target in resolution.targets.order_by("place")] == ["done", "stop"]
    assert Session.objects.get(term__unit__key="KY-ANH").status == "minuted"
    late = Question.objects.get(session__term__unit__key="KY-ANH", written_on__isnull=False)
    assert late.rule == "council.question_reply"
    assert late.is_late(late.written_on)
    assert not Recommendation.objects.filter(accepted_on__isnull=True).exists()


def test_the_sums_of_the_council_hold_and_the_journal_denies_nothing(register):
    district = Unit.objects.get(key="KY-ANH")
    sections = build(district, date(2018, 1, 1), date(2018, 12, 31)).sections
    told = next(each for each in sections if each.section.slug == "council")
    assert told.figures["voter_meetings"] == 3
    assert (told.figures["raised"], told.figures["again"]) == (7, 1)
    assert list(verify.council()) == []
