"""Applications of the demonstration: every state is there today, reports have a year behind them, all of it true."""

from collections import Counter

import pytest

from danvan.demo.tests.conftest import TODAY
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.onestop import verify
from danvan.onestop.models import Application, Handing
from danvan.onestop.workflow import KIND
from danvan.people.models import Unit
from danvan.reports.applications import report

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]


def test_there_is_one_in_every_state_and_by_every_way(register):
    states = Counter(Application.objects.values_list("case__status", flat=True))
    assert {status.code for status in KIND.statuses} == states.keys()
    assert {"counter", "post", "portal"} == set(Application.objects.values_list("case__channel", flat=True))
    assert set(Handing.values) <= set(Application.objects.values_list("handed_by", flat=True))
    now = dates.now()
    assert any(row.is_late(now) for row in Application.objects.filter(case__status="working"))


def test_what_an_office_could_not_keep_is_apologised_for_once_and_then_put_before_its_leader(register):
    assert Application.objects.filter(apologised_at__isnull=False).count() >= 3
    assert Application.objects.filter(escalated_at__isnull=False).count() == 1
    assert Application.objects.filter(reminded_at__isnull=False, handed_at__isnull=True).exists()
    assert Event.objects.filter(stream="case", verb="fee_pay").exists()


def test_steps_of_one_application_lie_with_two_agencies_side_by_side(register):
    beside = [
        [stage.agency for stage in row.stages.all() if stage.in_hand]
        for row in Application.objects.prefetch_related("stages").filter(case__closed_on__isnull=True)
    ]
    assert any(len(set(each)) > 1 for each in beside)


def test_the_report_of_the_year_has_something_to_show_and_nothing_of_it_lies(register):
    province = Unit.objects.by_key("HA-TINH")
    made = report.build(province, TODAY.replace(year=TODAY.year - 1), TODAY)
    found = made.figures
    assert found["received"] >= 55
    assert (
        min(found[slug] for slug in ("done_early", "done_on_time", "done_late", "refused", "withdrawn")) > 0
    )
    assert len(made.dwelt.steps) > 10
    assert sum(month.figures["received"] > 0 for month in made.by_month) >= 11
    assert list(verify.applications()) == []
