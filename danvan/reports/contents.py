"""What the paper of a report consists of, in order, for the DOCX and the PDF alike. Always Vietnamese."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.conf import settings

from danvan.lib import dates
from danvan.reports import comparison, drawing, prose, rates, telling
from danvan.reports.drawing import FONT, Series
from danvan.reports.measures import ALL, Measure
from danvan.reports.people_relations import Line, Report
from danvan.reports.sections import Told

UNIT_COLUMNS = (
    ("turns", "Lượt tiếp"),
    ("persons", "Công dân"),
    ("received", "Đơn nhận"),
    ("eligible", "Đủ điều kiện"),
    ("resolved", "Đã giải quyết"),
    ("in_term", "Trong hạn"),
    ("overdue", "Quá hạn"),
)
TOPIC_COLUMNS = (("matters", "Nội dung tiếp"), ("matters_again", "Lặp lại"), ("received", "Đơn nhận"))
KIND_COLUMNS = (
    ("received", "Tiếp nhận"),
    ("eligible", "Đủ điều kiện"),
    ("ineligible", "Không đủ điều kiện"),
    ("transferred", "Chuyển"),
    ("resolved", "Đã giải quyết"),
    ("in_term", "Trong hạn"),
    ("overdue", "Quá hạn"),
)
DRAWN = {"turns": "lượt tiếp", "received": "đơn nhận", "resolved": "đơn đã giải quyết"}
MOST_BARS = 12
UNDIVIDED = "chưa chia được"
DEMONSTRATION = "Bản trình diễn: người, đơn và sự việc đều là hư cấu."
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class Heading:
    """The heading of a part: I. KẾT QUẢ TIẾP CÔNG DÂN."""

    text: str


@dataclass(frozen=True)
class Prose:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A table: caption, heads, lines; the last line is a total where `totalled`. The first column holds names."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    totalled: bool = False


@dataclass(frozen=True)
class Picture:
    """A chart: its caption, what it shows in words, and its SVG."""

    caption: str
    told: str
    svg: str


Block = Heading | Prose | Grid | Picture


@dataclass
class _Count:
    """Running numbers of parts, tables and pictures."""

    of: dict[str, int] = field(default_factory=dict)

    def next(self, what: str) -> int:
        """The next number."""
        self.of[what] = self.of.get(what, 0) + 1
        return self.of[what]


def blocks(report: Report) -> list[Block]:
    """The whole paper between its title and its signature."""
    count = _Count()
    made: list[Block] = [Prose(text) for text in (prose.ended(report),) if text]
    parts: list[tuple[str, Callable[[Report, _Count], Iterator[Block]]]] = [
        ("KẾT QUẢ TIẾP CÔNG DÂN", _reception),
        ("KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT ĐƠN THƯ", _letters),
        ("TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ THỦ TỤC HÀNH CHÍNH", _applications),
        *((told.section.heading, partial(_section, told)) for told in report.sections),
        ("SO SÁNH", _comparison),
        ("KẾT QUẢ CỦA TỪNG ĐƠN VỊ", _units),
        ("ĐỐI CHIẾU SỐ LIỆU", _sums),
    ]
    for title, part in parts:
        if found := list(part(report, count)):
            made += [Heading(f"{ROMAN[count.next('part') - 1]}. {title}"), *found]
    return made


def _reception(report: Report, count: _Count) -> Iterator[Block]:
    yield Prose(prose.reception(report))
    yield from (Prose(text) for text in (telling.sittings(report), telling.duty(report)) if text)
    if report.by_topic:
        yield _lines(count, "Theo lĩnh vực", "Lĩnh vực", TOPIC_COLUMNS, report.by_topic, report)


def _letters(report: Report, count: _Count) -> Iterator[Block]:
    told = [prose.letters(report), prose.kinds(report), *telling.sealed(report)]
    yield from (Prose(text) for text in (*told, telling.rates(report), telling.days(report)) if text)
    yield _lines(count, "Theo loại đơn", "Loại đơn", KIND_COLUMNS, report.by_kind, report)
    if any(share.whole for share in report.rates.values()):
        rows = tuple(
            (
                str(rate.label),
                telling.number(share.part),
                telling.number(share.whole),
                telling.per_cent(share),
            )
            for rate in rates.RATES
            for share in [report.rates[rate.slug]]
        )
        yield Grid(_caption(count, "Tỷ lệ"), ("Tỷ lệ", "Số", "Trên tổng số", "Tỷ lệ %"), rows)
    if len(report.by_month) > 1 and any(any(month.figures.values()) for month in report.by_month):
        yield months(report, count)


def months(report: Report, count: _Count) -> Picture:
    """Turns, letters received and letters resolved, month by month."""
    caption = f"Hình {count.next('picture')}. Lượt tiếp, đơn nhận và đơn đã giải quyết theo tháng"
    heads = [f"{month.first:%m/%y}" for month in report.by_month]
    series = [
        Series(name, tuple(month.figures[slug] for month in report.by_month)) for slug, name in DRAWN.items()
    ]
    told = "; ".join(
        f"{head}: {', '.join(f'{each.name} {telling.number(each.values[at])}' for each in series)}"
        for at, head in enumerate(heads)
    )
    return Picture(caption, told, drawing.lines(caption, heads, series, font=FONT))


def _applications(report: Report, _count: _Count) -> Iterator[Block]:
    """What the one-stop desk received and settled; the report of applications has the rest."""
    if report.has_applications:
        yield Prose(prose.applications(report))


def _section(told: Told, report: Report, count: _Count) -> Iterator[Block]:
    """A part beside reception and letters: its sentences, and its table."""
    section = told.section
    yield Prose(told.prose)
    first = str(section.lines.head)
    heads = tuple(str(section.table[slug].head) for slug in section.columns)
    lines = [*told.lines, ("", "Cộng", told.figures)]
    rows = tuple(
        (name, *(telling.number(found[slug]) for slug in section.columns)) for _key, name, found in lines
    )
    yield Grid(_caption(count, f"Theo {first.lower()}"), (first, *heads), rows, totalled=True)


def _comparison(report: Report, count: _Count) -> Iterator[Block]:
    yield from (Prose(text) for text in telling.comparison(report))
    if report.compared:
        of_units = {"turns": "Lượt tiếp", "received": "Đơn nhận"}
        for grid in compared(report, report.compared, tuple(telling.COMPARED), ALL, of_units):
            yield Grid(_caption(count, grid.caption), grid.heads, grid.rows)


def compared(
    report: Any,
    found: comparison.Comparison[Any],
    slugs: Sequence[str],
    table: Mapping[str, Measure],
    of_units: Mapping[str, str],
) -> Iterator[Grid]:
    """Figures of both periods, and of each unit those `of_units` under these heads; the captions without a number."""
    rows = tuple((str(table[slug].label), *_change(found.figure(report, slug))) for slug in slugs)
    yield Grid("So sánh", ("Số liệu", "Kỳ này", "Kỳ so sánh", "Tăng, giảm", "%"), rows)
    if len(report.by_unit) < 2:
        return
    lines = tuple(
        (line.label, *(cell for slug in of_units for cell in _change(found.figure(line, slug, line.key))[:3]))
        for line in report.by_unit
    )
    heads = ("Đơn vị", *(each for head in of_units.values() for each in (head, "Kỳ so sánh", "Tăng, giảm")))
    yield Grid("So sánh theo đơn vị", heads, lines)


def _change(change: comparison.Change) -> tuple[str, ...]:
    now, before = (telling.number(each) if each is not None else "–" for each in (change.now, change.before))
    return now, before, _signed(change.difference), _signed(change.per_cent, 1)


def _signed(amount: float | None, digits: int | None = None) -> str:
    if amount is None:
        return "–"
    return f"{'+' if amount > 0 else ''}{telling.number(amount, digits)}"


def _units(report: Report, count: _Count) -> Iterator[Block]:
    if len(report.by_unit) < 2:
        return
    yield from (Prose(text) for text in telling.extremes(report))
    grid = _lines(count, "Theo đơn vị", "Đơn vị", UNIT_COLUMNS, report.by_unit, report)
    median = [*(_median(line) for line in report.by_unit), _median(report)]
    rows = tuple((*row, days) for row, days in zip(grid.rows, median, strict=True))
    yield Grid(grid.caption, (*grid.heads, "Số ngày"), rows, totalled=True)
    told = "Số ngày: trung vị số ngày theo lịch từ khi nhận đơn đến khi trả lời."
    if any(line.undivided for line in report.by_unit):
        told += (
            f" Đơn vị “{UNDIVIDED}” đã chia về nhiều đơn vị mới: số liệu để nguyên, không chia theo ước đoán."
        )
    yield Prose(told)
    if any(line.figures["received"] for line in report.by_unit):
        yield bars(report, count)


def bars(report: Report, count: _Count) -> Picture:
    """Letters received, by unit, the most first."""
    ranked = sorted(report.by_unit, key=lambda line: -line.figures["received"])
    rows = [(line.label, line.figures["received"]) for line in ranked[:MOST_BARS] if line.figures["received"]]
    some = f" ({len(rows)} đơn vị nhiều nhất)" if len(ranked) > len(rows) else ""
    caption = f"Hình {count.next('picture')}. Đơn tiếp nhận theo đơn vị{some}"
    told = "; ".join(f"{name}: {telling.number(value)}" for name, value in rows)
    return Picture(caption, told, drawing.bars(caption, rows, font=FONT))


def _median(line: Line | Report) -> str:
    return "–" if line.days.median is None else telling.number(line.days.median)


def _sums(report: Report, _count: _Count) -> Iterator[Block]:
    for check in report.sums:
        if check.shown:
            sides = [
                " + ".join(
                    f"{prose.say(term.amount)} ({term.label[0].lower()}{term.label[1:]})" for term in side
                )
                for side in (check.left, check.right)
            ]
            yield Prose(f"- {check.label}: {' = '.join(sides)}. Khớp.")
    yield from (Prose(f"Số dư đầu kỳ: {text}") for text in report.declared)
    local = report.asked_at.astimezone(dates.VIETNAM)
    at = f"{local:%H} giờ {local:%M} ngày {dates.short(local.date())}"
    yield Prose(f"Số liệu cộng từ các bản ghi trong sổ, lúc {at}.")
    if settings.DANVAN_DEMO:
        yield Prose(DEMONSTRATION)


def _lines(
    count: _Count,
    caption: str,
    first: str,
    columns: Sequence[tuple[str, str]],
    lines: Sequence[Line],
    report: Report,
) -> Grid:
    def cells(figures: Mapping[str, int]) -> list[str]:
        return [prose.say(figures[slug]) for slug, _label in columns]

    rows = [
        (f"{line.label}{f' ({UNDIVIDED})' if line.undivided else ''}", *cells(line.figures)) for line in lines
    ]
    heads = (first, *(label for _slug, label in columns))
    return Grid(_caption(count, caption), heads, (*rows, ("Cộng", *cells(report.figures))), totalled=True)


def _caption(count: _Count, text: str) -> str:
    return f"Bảng {count.next('table')}. {text}"


__all__ = ["Block", "Grid", "Heading", "Picture", "Prose", "blocks"]
