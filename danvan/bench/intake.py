"""An application taken in at the counter: keystrokes in a real browser, the form, the action, the receipt as PDF."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import click
from django.test import Client

from danvan.bench.figures import Figure
from danvan.bench.procedures import p95
from danvan.bench.register import officer
from danvan.bench.rig import COMMUNE
from danvan.cases.actions import Person
from danvan.lib import dates
from danvan.onestop import actions, slips
from danvan.onestop.actions import Filing, Paper
from danvan.onestop.models import Application
from danvan.people.models import Account, Unit
from danvan.procedures import actions as catalogue
from danvan.procedures.actions import Act
from danvan.procedures.content import Content
from danvan.procedures.models import Document, Step, Version, Way
from danvan.procedures.workflow import Channel

PROJECT = Path(__file__).resolve().parents[2]
JOURNEY = "tests/browser/test_counter.py::test_a_birth_is_taken_in_by_keyboard_alone"
TIMES, WARM = 100, 5
SINCE = date(2025, 7, 1)


def measure() -> list[Figure]:
    """Keys beside the text itself; milliseconds of form and action at the 95th percentile, of the receipt's median."""
    by, unit = officer(), Unit.objects.by_key(COMMUNE)
    version = published(unit, by)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(by, backend="danvan.people.backends.Officers")
    address = f"/desk/onestop/new/{version.procedure.code}/"

    def form() -> None:
        assert client.get(address).status_code == 200

    made: list[Application] = []
    take = p95(lambda: made.append(taken_in(version, unit, by)), TIMES)
    times = [_took(lambda row=row: slips.receipt(row)) for row in made[: TIMES + WARM]]  # type: ignore[misc]
    keys = keystrokes()
    counted = "keystrokes of a birth at the counter, beside the text itself"
    return [
        *([] if keys is None else [Figure(counted, keys, "", most=80)]),
        Figure("the form of a procedure with three papers, p95", p95(form, TIMES), "ms", most=150),
        Figure("an application taken in, with its four steps, p95", take, "ms"),
        Figure("its receipt as PDF, warm, median", statistics.median(times[WARM:]), "ms", most=60),
    ]


def published(unit: Unit, by: Account) -> Version:
    """A birth: three papers, four steps, the same day."""
    papers = [
        Document(name="Tờ khai đăng ký khai sinh", originals=1),
        Document(name="Giấy chứng sinh", originals=1),
        Document(name="Căn cước của người đi khai sinh", to_show=True),
    ]
    names = ("Tiếp nhận", "Ghi sổ, lấy số định danh", "Ký giấy khai sinh", "Trả kết quả")
    told = Content(
        name="Đăng ký khai sinh",
        field="Hộ tịch",
        level="commune",
        agency="Ủy ban nhân dân xã",
        result="Giấy khai sinh",
        documents=papers,
        ways=[Way(channel="counter", term_unit="same_day", fee=0)],
        steps=[
            Step(name=name, agency="Ủy ban nhân dân xã", after=[place - 1] if place > 1 else [])
            for place, name in enumerate(names, 1)
        ],
    )
    draft = catalogue.draft(unit=unit, told=told, code="1.001193", by=by, on=dates.today())
    return catalogue.publish(draft, act=Act("1/QĐ-UBND", SINCE, SINCE), by=by, on=dates.today())


def taken_in(version: Version, unit: Unit, by: Account) -> Application:
    """One more, with all its papers."""
    papers = [
        Paper(row.place, row.originals, row.copies, shown=row.to_show) for row in version.documents.all()
    ]
    person = Person("Nguyễn Thị Lan", phone="0912000417", address="thôn Đồng Tiến, xã Kỳ Xuân")
    filing = Filing(version.procedure, Channel.COUNTER, person, papers=papers)
    return actions.receive(filing, unit=unit, by=by, on=dates.today(), submission=uuid.uuid4())


def keystrokes() -> int | None:
    """What the journey at the counter counted; None where there is no browser. Raises ClickException where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "journey.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            f"--junitxml={told}",
            "-o",
            "junit_family=xunit1",
            JOURNEY,
        ]
        done = subprocess.run(
            command, cwd=PROJECT, env=_apart(), stdout=subprocess.PIPE, text=True, check=False
        )
        if done.returncode:
            raise click.ClickException(f"the journey at the counter failed:\n{done.stdout[-2000:]}")
        counted = ElementTree.parse(told).find(".//property[@name='keys']")
    return None if counted is None else int(counted.attrib["value"])


def _apart() -> dict[str, str]:
    """The tests bring a register of their own: nothing of this one's is told to them."""
    ours = ("DATABASE_URL", "DANVAN_VAR")
    return {name: value for name, value in os.environ.items() if name not in ours}


def _took(make: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    make()
    return (time.perf_counter() - began) * 1000
