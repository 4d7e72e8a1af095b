"""The register at ten thousand and at a million cases: the work list with two filters, search, letters alike.

The cases are written in bulk, past the actions: one in thirty is open and has its clock, they lie in all communes of
the province and five years back, and their words are as unevenly common as those of a language. Two officers look:
one of a commune, and one of the province, who reads every case. The first cases of all are open there, so that
its page has fifty lines at either size: what grows is the register, not the page. The application is loaded as the
web server loads it, so that the collector of garbage does not walk through all of it in the middle of a page.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from danvan.bench.figures import Figure
from danvan.bench.register import TOPICS, officer
from danvan.bench.rig import COMMUNE
from danvan.cases import similar
from danvan.cases.models import Case, Deadline, Party
from danvan.config import serve
from danvan.journal.actors import SYSTEM
from danvan.lib import bulk, dates
from danvan.lib.codes import new_code
from danvan.people import actions as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role

FEW, MANY = 10_000, 1_000_000
PORTION = 50_000
ONE_OPEN_IN = 30
IN_COMMUNE = 400  # open from the first; some sixty of each kind and topic that are asked for
YEARS = 5
ASKED = 60  # times each question is asked; the slowest twentieth is p95
WORDS_OF_A_LETTER = 45
SYLLABLES = [
    a + b + c
    for a in "bcdghklmnpqrstvx"
    for b in ("a", "e", "i", "o", "u", "ao", "ie", "uo")
    for c in ("", "n", "m", "ng", "t", "c", "p", "nh", "ch", "i", "y", "u", "o")
]
WEIGHTS = list(accumulate(1 / (rank + 8) for rank in range(len(SYLLABLES))))
CASE = (
    *(
        "kind",
        "code",
        "status",
        "phase",
        "unit_received_id",
        "unit_responsible_id",
        "channel",
        "topic",
        "subject",
    ),
    *("body", "folded", "salt", "people", "received_on", "received_at", "closed_on", "due_on", "waiting_for"),
    *("elsewhere", "version", "last_hash"),
)
CLOCK = ("case_id", "purpose", "rule", "area", "complexity", "start_on", "due_on", "state", "steps", "recipe")
PARTY = (
    "case_id",
    "role",
    "full_name",
    "folded",
    *("phone", "email", "citizen_id", "address"),
    "tell_by",
    "salt",
)


def measure() -> list[Figure]:
    """Milliseconds of each question at both sizes, and how much they grow."""
    serve.load_rest()
    found: dict[str, dict[int, tuple[float, float]]] = {}
    took = 0.0
    for size in (FEW, MANY):
        began = time.perf_counter()
        fill(size - Case.objects.count())
        took = time.perf_counter() - began
        for name, ask in questions().items():
            found.setdefault(name, {})[size] = p95(ask)
    figures = [Figure(f"{MANY - FEW:,} cases written in bulk and indexed", took, "s")]
    for name, most, grows in PROMISED:
        at = found[name]
        for size, bound in ((FEW, None), (MANY, most)):
            whole, asked = at[size]
            figures.append(Figure(f"{name}, {size:,} cases: p95", whole, "ms", most=bound))
            figures.append(Figure("of it, waiting for the database", asked, "ms"))
        figures.append(Figure(f"{name}: growth", at[MANY][0] / at[FEW][0], "×", most=grows))
    return figures


PROMISED: tuple[tuple[str, float | None, float | None], ...] = (
    ("work list of 50, kind and topic, an officer of a commune", 50, 1.5),
    ("work list of 50, kind and topic, all units of the province", None, None),
    ("search for two words, all units of the province", 100, None),
    ("search for a name, all units of the province", 100, None),
    ("letters like one that is being typed", 150, None),
)


def questions() -> dict[str, Callable[[int], Any]]:
    """What is asked, by its name; each takes the number of the time it is asked."""
    commune, province = _client(officer()), _client(inspector())
    unit = Unit.objects.by_key(COMMUNE)
    similar.how_common.cache_clear()

    def listed(client: Client) -> Callable[[int], Any]:
        filters = "/desk/cases/?tab=office&kind=recommendation&topic={}"
        return lambda n: _get(client, filters.format(TOPICS[n % len(TOPICS)]))

    def words(n: int) -> Any:
        return _get(province, f"/desk/cases/?tab=office&q={SYLLABLES[30 + n % 20]}+{SYLLABLES[90 + n]}")

    def alike(n: int) -> Any:
        text = " ".join(_words(random.Random(n)))
        sought = similar.Sought(text, (f"nguoi {n}",), frozenset({f"0912{n:06d}"}))
        return similar.find(Case.objects.open(), sought, unit=unit.pk)

    asked = (
        listed(commune),
        listed(province),
        words,
        lambda n: _get(province, f"/desk/cases/?q=nguoi+{n}"),
        alike,
    )
    return dict(zip((name for name, _most, _grows in PROMISED), asked, strict=True))


def p95(ask: Callable[[int], Any]) -> tuple[float, float]:
    """The milliseconds within which nineteen of twenty answers come, and those of the waits for the database in them.

    Each was asked once before: what is measured is the work, not the disk on which the rows were just laid down.
    """
    took, waited = [], []
    for n in range(ASKED):
        ask(n)
    for n in range(ASKED):
        stopwatch = _Stopwatch()
        began = time.perf_counter()
        with connection.execute_wrapper(stopwatch):
            ask(n)
        took.append((time.perf_counter() - began) * 1000)
        waited.append(stopwatch.seconds * 1000)
    return statistics.quantiles(took, n=20)[-1], statistics.quantiles(waited, n=20)[-1]


class _Stopwatch:
    """Adds up how long statements take."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*statement)
        finally:
            self.seconds += time.perf_counter() - began


def inspector() -> Account:
    """One who reads every case of the province."""
    if found := Account.objects.filter(username="bench-province").first():
        return found
    on = date(2025, 7, 1)
    made = people.create_account(
        username="bench-province", full_name="Trần Văn Tỉnh", by=SYSTEM, on=on, must_change_password=False
    )
    people.give_post(officer=made, unit=Unit.objects.by_key("HA-TINH"), role=Role.INSPECTOR, by=SYSTEM, on=on)
    return made


def fill(count: int) -> None:
    """So many cases more, a portion at a time; the index of words is built when all are there."""
    units = list(Unit.objects.filter(tier="commune", exists_until=None).order_by("pk"))
    dice, today = random.Random(Case.objects.count()), dates.today()
    with _without_word_indexes():
        if not Case.objects.exists():
            count -= IN_COMMUNE
            hers = [unit for unit in units if unit.key == COMMUNE]
            _portion(IN_COMMUNE, hers, dice, today, open_in=1)
        for start in range(0, count, PORTION):
            _portion(min(PORTION, count - start), units, dice, today)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@contextmanager
def _without_word_indexes() -> Iterator[None]:
    """A GIN index is built in a quarter of the time that it takes to keep it while rows come in."""
    slow = [
        (model, index) for model in (Case, Party) for index in model._meta.indexes if "words" in index.name
    ]
    with connection.schema_editor() as schema:
        for model, index in slow:
            schema.remove_index(model, index)
    yield
    with connection.schema_editor() as schema:
        schema.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for model, index in slow:
            schema.add_index(model, index)


def _portion(
    count: int, units: list[Unit], dice: random.Random, today: date, *, open_in: int = ONE_OPEN_IN
) -> None:
    made = [_case(dice, units, today, open_in) for _ in range(count)]
    keys = bulk.keys(Case, count)
    bulk.append(Case, ("id", *CASE), ((key, *row) for key, row in zip(keys, made, strict=True)))
    at = {name: place for place, name in enumerate(CASE)}
    still = [(key, row) for key, row in zip(keys, made, strict=True) if row[at["due_on"]]]
    bulk.append(
        Deadline,
        CLOCK,
        (
            (
                *(key, "reply", "letter.processing", "normal", "normal", row[at["received_on"]]),
                *(row[at["due_on"]], "running", "[]", "{}"),
            )
            for key, row in still
        ),
    )
    bulk.append(Party, PARTY, (_party(key) for key in keys))


def _case(dice: random.Random, units: list[Unit], today: date, open_in: int) -> tuple[Any, ...]:
    words = _words(dice)
    text, unit = " ".join(words), dice.choice(units).pk
    still = dice.randrange(open_in) == 0
    received = today - timedelta(days=dice.randrange(20 if still else YEARS * 365))
    moment = dates.now() - (today - received)
    status, phase = ("working", "working") if still else ("closed", "closed")
    closed, due = (None, received + timedelta(days=15)) if still else (received + timedelta(days=9), None)
    kind = "complaint" if dice.randrange(3) == 0 else "recommendation"
    return (
        *(kind, new_code(), status, phase, unit, unit, "post", dice.choice(TOPICS), " ".join(words[:8])),
        *(text, text, "s" * 32, 1, received, moment, closed, due, "{}", "", 1, "0" * 64),
    )


def _words(dice: random.Random) -> list[str]:
    return dice.choices(SYLLABLES, cum_weights=WEIGHTS, k=WORDS_OF_A_LETTER)


def _party(key: int) -> tuple[Any, ...]:
    number = key % 400_000
    return (
        key,
        "sender",
        f"Người {number}",
        f"nguoi {number}",
        f"0912{number:06d}",
        "",
        "",
        "",
        "code",
        "s" * 32,
    )


def _client(account: Account) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def _get(client: Client, path: str) -> Any:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return answer
