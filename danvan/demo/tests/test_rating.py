"""Ratings and scores of the demonstration: every count is proved, the scale says that it is invented."""

import pytest
from django.test import Client

from danvan.people.models import Account
from danvan.ratings import verify
from danvan.ratings.models import Batch, Spent
from danvan.scores import verify as scales
from danvan.scores.models import Scale

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_whatever_people_said_is_counted_in_groups_and_proved(register):
    checks = (verify.counts, verify.batches, verify.figures, verify.calls, scales.scales)
    assert [lie for check in checks for lie in check()] == []
    assert sum(Batch.objects.values_list("count", flat=True)) <= Spent.objects.count()


def test_the_card_of_the_province_says_that_its_scale_is_invented(register):
    leader = Account.objects.get(username="lanhdao.tinh")
    client = Client()
    client.force_login(leader, backend="danvan.people.backends.Officers")
    page = client.get("/desk/scores/", {"set": "decision-766-2022"}).content.decode()
    assert Scale.objects.get().act in page
    assert "Văn bản minh họa" in page
