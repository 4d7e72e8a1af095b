"""Old registers brought in: fifty thousand turns, and as many letters, from a spreadsheet to what verifies."""

import io
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta

import xlsxwriter
from django.db import connection

from danvan.bench.figures import Figure
from danvan.bench.register import WORDS, officer
from danvan.bench.rig import COMMUNE
from danvan.cases import verify as cases
from danvan.figures import actions as figures
from danvan.figures import verify as facts
from danvan.imports import actions
from danvan.imports import verify as imports
from danvan.imports.workflow import COLUMNS, Register
from danvan.journal import verify as chains
from danvan.lib import dates
from danvan.lib.dates import short
from danvan.people.models import Unit
from danvan.reception import verify as reception
from danvan.reports import recount

ROWS = 50_000
FIRST = date(2016, 1, 4)
RESULTS = (
    "Đã trả lời {day}",
    "Chuyển UBND huyện",
    "Đang giải quyết",
    "Không thụ lý",
    "Kết thúc {day}",
    "Rút đơn",
)
KINDS = ("Kiến nghị, phản ánh", "Khiếu nại", "Kiến nghị, phản ánh")


def measure() -> list[Figure]:
    """Seconds from the file to the commit, the most memory, and whether all of it verifies and recounts."""
    found = [each for register in Register for each in _one(register)]
    figures.roll_up()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    checks = (
        *(chains.events, cases.contents, cases.states, reception.turns),
        *(facts.facts, facts.totals, imports.imports, recount.differences),
    )
    lies = sum(1 for check in checks for _lie in check())
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        *found,
        Figure("the most memory of all this, verification included", most, "MB", most=500),
        Figure("rows or figures that do not say what was recorded, afterwards", lies, "", most=0),
    ]


def _one(register: Register) -> list[Figure]:
    content, by, today = file(register, ROWS), officer(), dates.today()
    unit = Unit.objects.by_key(COMMUNE)
    began = time.perf_counter()
    whole = actions.read(content, register)
    read = actions.prepare(
        unit=unit, register=register, name="so.xlsx", content=content, by=by, on=today, whole=whole
    )
    looked = time.perf_counter() - began
    done = actions.bring_in(read, by=by, on=today, whole=whole)
    seconds = time.perf_counter() - began
    return [
        Figure(
            f"rows of a register of {register} brought in from XLSX", done.turns or done.cases, "", least=ROWS
        ),
        Figure("seconds until it was read and could be looked at", looked, "s"),
        Figure("seconds for all of it, to the commit", seconds, "s", most=60),
    ]


def file(register: Register, rows: int) -> bytes:
    """A register of so many rows, over ten years."""
    made = io.BytesIO()
    names = [column for column in COLUMNS[register] if column.name in _GIVEN]
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [str(column.label) for column in names])
        for at, cells in enumerate(_rows(rows), 1):
            sheet.write_row(at, 0, [cells[column.name] for column in names])
    return made.getvalue()


_GIVEN = ("number", "on", "people", "summary", "kind", "own", "result")


def _rows(count: int) -> Iterator[dict[str, str]]:
    draw = random.Random(7)
    for n in range(count):
        on = FIRST + timedelta(days=n * 3600 // count)
        day = short(on + timedelta(days=draw.randrange(40)))
        yield {
            "number": str(n + 1),
            "on": short(on),
            "people": f"Người Thử {n}, thôn {n % 77}, xã Kỳ Xuân",
            "summary": f"Đề nghị xem xét việc {WORDS[n % len(WORDS)]}, thửa số {n % 1000}, trước mùa mưa. "
            * 2,
            "kind": f"{KINDS[n % 3]} / 1",
            "own": "x" if n % 4 == 0 else "",
            "result": RESULTS[n % len(RESULTS)].format(day=day),
        }
