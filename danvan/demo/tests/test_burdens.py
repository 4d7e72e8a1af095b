"""The review of the demonstration: clusters that name a rule, a decision that anybody reads, somebody still to call."""

import pytest
from django.test import Client

from danvan.burdens import measured, queries, verify
from danvan.burdens.models import Proposal, Telling
from danvan.lib import dates
from danvan.people.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_three_reports_on_one_paper_became_a_decision_that_anybody_reads(register):
    keeper = Unit.objects.get(key="HA-TINH")
    first = max(queries.clusters([keeper.pk], dates.today()), key=lambda each: each.count)
    assert (first.code, first.count, first.waiting) == ("1.001193", 3, 0)
    made = Proposal.objects.get(status="accepted")
    page = Client().get(f"/thu-tuc/don-gian/{made.pk}/").content.decode()
    assert "118/QĐ-UBND-MH" in page
    assert "95,7%" in page
    assert Telling.objects.get().state == "due"
    assert [*verify.reports(), *verify.proposals()] == []


def test_what_a_proposal_in_force_saved_is_measured_on_files_before_and_after(register):
    made = Proposal.objects.get(status="in_force")
    found = measured.of(made)
    assert found.enough
    assert found.after.papers < found.before.papers
    assert found.after.days < found.before.days
    assert found.after.trips < found.before.trips
    page = Client().get(f"/thu-tuc/don-gian/{made.pk}/").content.decode()
    assert "96/QĐ-UBND-MH" in page
