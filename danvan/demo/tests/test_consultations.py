"""The drafts of the demonstration: 2018 with its whole table, one that is open, one whose table is being written."""

import pytest
from django.test import Client

from danvan.consultations import queries, verify
from danvan.consultations.models import Consultation
from danvan.lib import dates

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_drafts_stand_in_different_phases_and_that_of_2018_has_its_whole_table(register):
    today = dates.today()
    rows = {row.unit.key: row for row in Consultation.objects.select_related("unit")}
    phases = {key: row.phase(today).code.value for key, row in rows.items()}
    assert phases == {"KY-XUAN-2017": "issued", "KY-XUAN-2025": "open", "KY-ANH-2025": "closed"}
    then = rows["KY-XUAN-2017"]
    assert {kind.value: n for kind, n in queries.outcomes(then).items()} == {
        "accepted": 6,
        "partly": 2,
        "explained": 6,
    }
    page = Client().get(f"/gop-y/{then.pk}/bang/").content.decode()
    assert "Giảm còn 20.000 đồng" in page
    assert "khuất tất" not in page
    assert "300 mét" in Client().get(f"/gop-y/{then.pk}/so-sanh/").content.decode()
    vote = rows["KY-ANH-2025"].votes.get()
    result = queries.result_of(vote)
    assert (result.agree, result.needed, result.passed) == (235, 212, True)
    assert queries.tally(rows["KY-ANH-2025"]).unanswered == 2
    assert [*verify.consultations(), *verify.persons()] == []
