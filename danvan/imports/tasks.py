"""The worker brings a register in, and says beside its transaction how far it has come."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from danvan.imports import actions
from danvan.imports.actions.bringing import Tell
from danvan.imports.errors import Refused
from danvan.imports.models import Import
from danvan.lib import dates
from danvan.people.models import Account


@app.task(queue="imports")
def bring_in(number: int, by: int) -> int:
    """Bring a register in; how many turns and cases. What is refused is written with the import, and nothing is in."""
    found, officer = Import.objects.get(pk=number), Account.objects.get(pk=by)
    with translation.override("vi"), beside(number) as tell:
        try:
            done = actions.bring_in(found, by=officer, on=dates.today(), tell=tell)
        except Refused as why:
            _set_back(found, why.sentence)
            return 0
        except Exception:
            _set_back(
                found, _("Máy gặp lỗi khi nhập nên chưa có gì vào sổ. Xin thử lại, hoặc báo người quản trị.")
            )
            raise
    return done.turns + done.cases


def _set_back(found: Import, why: str) -> None:
    """It stands as it was read, with the reason; unless it was given up, or is in, already."""
    with suppress(Refused):
        actions.set_back(found, why=why, on=dates.today())


@contextmanager
def beside(number: int) -> Iterator[Tell]:
    """Writes progress by a connection of its own: what the transaction writes is seen only when all of it is in."""
    other = connection.copy()

    def tell(done: int, total: int) -> None:
        with other.cursor() as cursor:
            sql = "UPDATE imports_progress SET done = %s, total = %s WHERE of_id = %s"
            cursor.execute(sql, [done, total, number])

    try:
        yield tell
    finally:
        other.close()
