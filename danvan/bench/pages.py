"""What each page costs: statements, bytes on the first visit, and whether either grows with the register."""

import gzip
import re
import statistics
import time
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danvan.bench.figures import Figure
from danvan.bench.register import letters, officer
from danvan.bench.rig import COMMUNE
from danvan.cases.models import Case
from danvan.config import serve

FEW, MANY = 100, 10_000
FRAME = ("BEGIN", "COMMIT")
ASSET = re.compile(r'(?:src|href)="([^"]+\.(?:css|js|svg|png|ico|webmanifest))"')


@dataclass(frozen=True)
class Page:
    """A page that is measured: its name, its address, whether an officer reads it, what is posted to it."""

    name: str
    path: str
    desk: bool = False
    posted: tuple[tuple[str, str], ...] = ()


def pages() -> list[Page]:
    """The pages that people open most, with the first case of the register where one is needed."""
    case = Case.objects.order_by("pk").first()
    if case is None:
        raise RuntimeError("the register of the benchmark is empty")
    return [
        Page("portal: home", "/"),
        Page("portal: send a letter", "/gui-don/"),
        Page("portal: follow a letter", "/tra-cuu/", posted=(("code", case.code),)),
        Page("portal: seals", "/so-niem-phong/"),
        Page("desk: home", "/desk/", desk=True),
        Page("desk: work list of 50", "/desk/cases/?tab=office", desk=True),
        Page("desk: search 'dat dai'", "/desk/cases/?tab=office&q=dat+dai", desk=True),
        Page("desk: a case", f"/desk/cases/{case.pk}/", desk=True),
        Page("desk: register a turn", "/desk/reception/new/", desk=True),
        Page("desk: the chair's page", "/desk/head/", desk=True),
        Page("desk: report", "/desk/reports/people-relations/", desk=True),
    ]


def measure() -> list[Figure]:
    """Statements with a hundred and with ten thousand letters, bytes compressed, milliseconds in this process."""
    serve.load_rest()  # as the web server does
    have = Case.objects.count()
    letters(max(0, FEW - have), commune=COMMUNE, after=have)
    few = {page.name: _statements(page) for page in pages()}
    have = Case.objects.count()
    letters(max(0, MANY - have), commune=COMMUNE, after=have)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    figures = []
    for page in pages():
        many = _statements(page)
        most = 8 if "list of 50" in page.name else 12
        figures.append(Figure(f"{page.name}: statements with {MANY:,} letters", many, "", most=most))
        figures.append(Figure(f"{page.name}: more than with {FEW}", many - few[page.name], "", most=0))
        figures.append(Figure(f"{page.name}: first visit, compressed", _weight(page) / 1000, "kB", most=60))
        figures.append(Figure(f"{page.name}: time in one process, warm", _milliseconds(page), "ms"))
    return figures


def _client(page: Page) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    if page.desk:
        client.force_login(officer(), backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def _get(client: Client, page: Page):
    answer = client.post(page.path, dict(page.posted)) if page.posted else client.get(page.path)
    if answer.status_code != 200:
        raise RuntimeError(f"{page.path} answered {answer.status_code}")
    return answer


def _statements(page: Page) -> int:
    client = _client(page)
    _get(client, page)
    with CaptureQueriesContext(connection) as seen:
        _get(client, page)
    return sum(query["sql"] not in FRAME for query in seen.captured_queries)


def _weight(page: Page) -> int:
    """Bytes of the page and of everything that it loads, each compressed as a browser asks for it."""
    client = _client(page)
    body = _get(client, page).content
    total = len(gzip.compress(body))
    for address in sorted(set(ASSET.findall(body.decode()))):
        file = settings.STATIC_ROOT / urljoin("/", address).removeprefix(settings.STATIC_URL)
        total += len(gzip.compress(file.read_bytes()))
    return total


def _milliseconds(page: Page) -> float:
    client = _client(page)
    _get(client, page)
    took = []
    for _ in range(9):
        began = time.perf_counter()
        _get(client, page)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)
