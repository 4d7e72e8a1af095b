"""How halls, counters and numbers are shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.counters import priority, queries
from danvan.counters.models import Counter, Errand, Hall, Service, Ticket
from danvan.counters.queries import Figures
from danvan.counters.workflow import DONE, ENDINGS, INVITED, LEFT, LIFE, SERVING, WAITING, Purpose
from danvan.lib import dates
from danvan.queues.queries import Line, Queue
from danvan.web import words


@dataclass(frozen=True)
class AtCounter:
    """Whoever is at a counter: the number, the errand, what else she came for."""

    line: Line
    errand: Errand
    later: list[Errand]
    takes_in: bool


def counter(
    hall: Hall,
    at: Counter | None,
    services: Sequence[Service],
    counters: Sequence[Counter],
    *,
    now: datetime,
    on: date,
) -> dict[str, Any]:
    """What the page of a counter shows: whoever is there, who waits for it, the rest of the hall."""
    line = queries.line(hall, on=on, now=now)
    mine = next((one for one in [*line.serving, *line.invited] if at and one.visit.counter_id == at.pk), None)
    return {
        "hall": hall,
        "today": on,
        "at": at,
        "here": _here(mine) if mine else None,
        "waiting": [one for one in line.waiting if at and calls(at, one.visit)],
        "elsewhere": [one for one in line.waiting if not (at and calls(at, one.visit))],
        "aside": line.aside,
        "others": [one for one in [*line.serving, *line.invited] if one is not mine],
        "names": {row.letter: row.name for row in services},
        "taken": {one.visit.counter_id for one in [*line.serving, *line.invited]},
        "desks": _desks(counters, line),
    }


def calls(at: Counter, row: Ticket) -> bool:
    """Whether the counter calls this number."""
    return row.kept_for_id == at.pk or (row.kept_for_id is None and row.waits_for in at.letters)


def _here(line: Line) -> AtCounter:
    errands = queries.open_errands(line.visit)
    errand = errands[0]
    files = errand.service.purpose == Purpose.FILE and line.visit.state == SERVING
    return AtCounter(line, errand, errands[1:], files)


def _desks(counters: Sequence[Counter], line: Queue) -> list[tuple[Counter, str]]:
    """Each counter with the number that is at it."""
    there = {one.visit.counter_id: one.visit.shown for one in [*line.serving, *line.invited]}
    return [(row, there.get(row.pk, "")) for row in counters]


def ticket(row: Ticket, *, now: datetime, address: Callable[[str], str]) -> dict[str, Any]:
    """What whoever holds a number sees: where she stands, how many come before her, when it is her turn."""
    errands = list(row.errands.select_related("service").order_by("place"))
    waits = row.state == WAITING and row.on == dates.day_of(now)
    return {
        "ticket": row,
        "hall": row.hall,
        "unit_name": row.hall.unit.name_on(row.on),
        "state": LIFE.state(row.state),
        "errands": errands,
        "expected": queries.expected(row, now=now) if waits else None,
        "said": _said(row),
        "ended": row.state in (DONE, LEFT),
        "ground": priority.named(row.ground),
        "follow": address(reverse("portal:ticket", args=[row.token])),
    }


def _said(row: Ticket) -> str:
    """What whoever holds it is to do now."""
    desk = row.counter.number if row.counter else 0
    if row.state == INVITED:
        return _("Mời đến quầy %(n)s.") % {"n": desk}
    if row.state == SERVING:
        return _("Đang làm việc ở quầy %(n)s.") % {"n": desk}
    if row.state == WAITING:
        return _("Xin chờ gọi số.")
    if row.state == DONE:
        return _("Đã làm xong. Cảm ơn ông/bà.")
    if row.state == LEFT:
        return _("Số này đã rời hàng: %(why)s.") % {"why": ENDINGS.get(row.ended_why, "")}  # type: ignore[call-overload]
    if row.missed:
        return _("Đã gọi mà chưa thấy ông/bà. Còn một lần: có mặt thì bấm nút dưới đây hoặc báo cán bộ.")
    return _("Quầy đang giữ chỗ cho ông/bà; xong thì báo cán bộ quầy.")


@dataclass(frozen=True)
class Row:
    """A line of the waiting times: of what, and the figures in words."""

    label: str
    figures: Figures
    since: str = ""

    @property
    def wait(self) -> str:
        """The middle wait."""
        return minutes(self.figures.wait_median)

    @property
    def wait_90(self) -> str:
        """What nine of ten waits do not exceed."""
        return minutes(self.figures.wait_p90)

    @property
    def serve(self) -> str:
        """The middle service."""
        return minutes(self.figures.serve_median)

    @property
    def serve_90(self) -> str:
        """What nine of ten services do not exceed."""
        return minutes(self.figures.serve_p90)


def statistics(
    found: Sequence[Figures], names: dict[tuple[str, int | None], str], longest: dict[int, str]
) -> dict[str, list[Row]]:
    """The figures by what they are broken down by, each with its name."""
    tables: dict[str, list[Row]] = {"hall": [], "counter": [], "hour": [], "service": []}
    for one in found:
        label = names.get((one.by, one.hall if one.by == "hall" else one.key), "")
        if one.by == "hour" and one.key is not None:
            label = _("%(a)s–%(b)s giờ") % {"a": one.key, "b": one.key + 1}
        if one.by == "counter" and one.key is None:
            label = _("chưa được gọi")
        tables[one.by].append(Row(label, one, longest.get(one.hall, "") if one.by == "hall" else ""))
    return tables


def minutes(seconds: float | None) -> str:
    """Seconds as minutes, one decimal: 4,5."""
    return "" if seconds is None else words.number(seconds / 60, 1)
