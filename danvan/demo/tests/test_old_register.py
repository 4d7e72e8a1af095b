"""The demonstration has a register of years past that was brought in, and one that waits to be looked at."""

import pytest

from danvan.imports import verify
from danvan.imports.models import Import
from danvan.reception.models import Matter

pytestmark = pytest.mark.django_db


def test_a_register_came_in_with_a_row_kept_and_another_was_only_read(register):
    done, read = Import.objects.order_by("pk")
    assert (done.state, done.turns, done.cases, done.kept) == ("done", 4, 2, 1)
    assert done.seen["alphabets"] == ["tcvn3"]
    assert (read.state, [row[3] for row in read.seen["problems"]]) == ("read", ["no_day", "not_kept"])
    assert Matter.objects.filter(turn__on="2025-07-07", summary__startswith="Đề nghị nạo vét mương").exists()
    assert list(verify.imports()) == []
