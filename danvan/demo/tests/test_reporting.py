"""The demonstration has a report that was issued, and a request with a unit that is late and one entered by hand."""

import pytest

from danvan.statements import collected, queries
from danvan.statements.models import Request, Statement

pytestmark = pytest.mark.django_db


def test_one_report_is_issued_one_unit_is_late_and_one_was_entered_by_hand(register):
    issued = Statement.objects.get()
    assert (issued.state, set(issued.files)) == ("issued", {"docx", "pdf"})
    asked = Request.objects.select_related("unit").get()
    rows = queries.submissions_of(asked, asked.by, on=asked.due_on)
    made = collected.add_up(asked, rows, on=issued.issued_on.replace(day=28))
    assert sorted(row.by_hand for row in made.rows) == [False, True]
    assert (len(made.missing), made.late) == (1, 1)
    assert all(check.holds for check in made.proofs)
