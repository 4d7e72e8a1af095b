"""Long lists taken out: a hundred thousand lines of the register of letters, as CSV and XLSX, and of reception."""

import time
from pathlib import Path

from django.db import connection
from django.http import QueryDict

from danvan.bench import large
from danvan.bench.figures import Figure
from danvan.bench.register import officer
from danvan.bench.rig import COMMUNE
from danvan.desk import takeout, turnlist
from danvan.desk.asked import Address, Asked
from danvan.desk.views.reception import Asked as Book
from danvan.lib import dates, delimited
from danvan.people.models import Unit
from danvan.worklists.models import FileForm

ROWS = 100_000
OPEN = large.ONE_OPEN_IN
LIST = "tab=done&unit=all"


def measure() -> list[Figure]:
    """Seconds from the job's first statement to the finished file, and by how much the process grew meanwhile."""
    large.fill(ROWS + 2 * ROWS // OPEN)
    asked = Asked(Address(large.inspector(), QueryDict(LIST)), dates.today())
    found = [Figure("letters in the list", asked.found().count(), "", least=ROWS)]
    for form, most in ((FileForm.CSV, 3), (FileForm.XLSX, 15)):
        found += _one(asked, form, most)
    return [*found, *_turns()]


def _turns() -> list[Figure]:
    who = officer()
    with connection.cursor() as cursor:
        cursor.execute(_FILL, [Unit.objects.by_key(COMMUNE).pk, who.pk, who.pk, ROWS])
        cursor.execute("ANALYZE")
    asked = Book(Address(who, QueryDict()), dates.today())  # type: ignore[arg-type]
    began = time.perf_counter()
    with _Room() as room:
        rows = turnlist.lines(asked.found, today=asked.today)
        count = sum(1 for _line in delimited.lines(turnlist.headings(), rows)) - 1
    seconds = time.perf_counter() - began
    return [
        Figure("turns in the register of reception", count, "", least=ROWS),
        Figure("the register of reception as CSV", seconds, "s", most=3),
        Figure("memory that the process took for it", room.grown, "MB", most=50),
    ]


# Turns with one matter each, past the actions: the file has no names.
_FILL = """
WITH turns AS (
    INSERT INTO reception_turn (unit_id, "on", sitting, received_by_id, entered_by_id, persons, mandate, mandate_note,
        behalf, behalf_of, letter, online, recording, signed, note, entered_at, salt)
    SELECT %s, date '2018-01-01' + n %% 2000, 'regular', %s, %s, 1 + n %% 6, false, '', 'self', '', 'none', false, '',
        '', '', now(), '' FROM generate_series(1, %s) n
    RETURNING id
)
INSERT INTO reception_matter (turn_id, topic, kind, summary, folded, request, settled_before, first_time, outcome,
    advice, referred_to, paper)
SELECT id, 'land', 'recommendation', '', '', '', '', true, 'advised', '', '', '' FROM turns
"""


def _one(asked: Asked, form: FileForm, most: int) -> list[Figure]:
    made = takeout.ask(asked, form, by=asked.request.user, at_once=False)
    began = time.perf_counter()
    with _Room() as room:
        takeout.write(made)
    seconds = time.perf_counter() - began
    return [
        Figure(f"the list as {form.upper()}", seconds, "s", most=most),
        Figure(f"memory that the process took for it, {form.upper()}", room.grown, "MB", most=50),
    ]


class _Room:
    """How much room this process takes while something is done; Linux keeps the highest mark, and lets go of it."""

    def __enter__(self) -> "_Room":
        Path("/proc/self/clear_refs").write_text("5")
        self.before = _status("VmRSS")
        return self

    def __exit__(self, *_exception: object) -> None:
        self.grown = _status("VmHWM") - self.before


def _status(name: str) -> float:
    """A line of what Linux says of this process, in MB."""
    found = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name))
    return int(found.split()[1]) / 1024
