"""What the paper of the report of applications consists of, for the DOCX and the PDF alike. Always Vietnamese."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.utils import translation

from danvan.lib import dates
from danvan.onestop.present import spent
from danvan.reports import drawing, head, prose
from danvan.reports.applications import telling
from danvan.reports.applications.measures import RATES, TABLE
from danvan.reports.applications.report import Line, Report
from danvan.reports.contents import DEMONSTRATION, ROMAN, Block, Grid, Heading, Picture, Prose, compared
from danvan.reports.drawing import FONT, Series
from danvan.reports.measures import Figures
from danvan.reports.telling import number, per_cent
from danvan.reports.whole import Whole

SUBJECT = ("Tình hình tiếp nhận, giải quyết hồ sơ thủ tục hành chính",)
COLUMNS = (
    ("received", "Tiếp nhận"),
    ("done_early", "Trước hạn"),
    ("done_on_time", "Đúng hạn"),
    ("done_late", "Quá hạn"),
    ("refused", "Từ chối"),
    ("in_term", "Đang giải quyết, trong hạn"),
    ("overdue", "Đang giải quyết, quá hạn"),
)
DRAWN = {"received": "tiếp nhận", "done": "có kết quả", "done_late": "có kết quả quá hạn"}
MOST = 20  # so many procedures and steps stand on the paper; all are in the workbook


def whole(report: Report) -> Whole:
    """The paper of a report."""
    with translation.override("vi"):
        return Whole(
            demo=head.DEMONSTRATION if settings.DANVAN_DEMO else "",
            issuer=tuple(head.issuer(report)),
            number=head.number(report),
            place_and_date=head.place_and_date(report),
            kind=head.KIND,
            subject=tuple(head.subject(report, SUBJECT)),
            period=head.period(report),
            blocks=tuple(blocks(report)),
            copies=head.COPIES,
            signer=tuple(head.signer(report)),
        )


def file_name(report: Report, ending: str) -> str:
    """bao-cao-ho-so_KY-XUAN_2026-01-01_2026-12-31.docx."""
    return f"bao-cao-ho-so_{report.unit.key}_{report.from_.isoformat()}_{report.to.isoformat()}.{ending}"


def blocks(report: Report) -> list[Block]:
    """The whole paper between its title and its signature."""
    made: list[Block] = []
    tables = 0
    sections = (
        ("TIẾP NHẬN VÀ GIẢI QUYẾT HỒ SƠ", _course(report)),
        ("SO SÁNH", _comparison(report)),
        ("THEO LĨNH VỰC VÀ THỦ TỤC", _by_procedure(report)),
        ("THEO ĐƠN VỊ", _by_unit(report)),
        ("THỜI GIAN CỦA TỪNG BƯỚC", _steps(report)),
        ("ĐỐI CHIẾU SỐ LIỆU", _sums(report)),
    )
    parts = 0
    for title, part in sections:
        if found := list(part):
            made.append(Heading(f"{ROMAN[parts]}. {title}"))
            parts += 1
            for block in found:
                if isinstance(block, Grid):
                    tables += 1
                    block = Grid(f"Bảng {tables}. {block.caption}", block.heads, block.rows, block.totalled)
                made.append(block)
    return made


def _course(report: Report) -> Iterator[Block]:
    period = prose.period(report)
    name = prose.scope(report)
    yield Prose(f"{period[0].upper()}{period[1:]}, {name}: {telling.paragraph(report.figures, report.rates)}")
    rows = tuple(
        (str(rate.label), number(share.part), number(share.whole), per_cent(share))
        for rate in RATES
        for share in [report.rates[rate.slug]]
        if share.whole
    )
    if rows:
        yield Grid("Tỷ lệ", ("Tỷ lệ", "Số", "Trên tổng số", "Tỷ lệ %"), rows)
    if len(report.by_month) > 1 and any(any(month.figures.values()) for month in report.by_month):
        yield _months(report)


def _comparison(report: Report) -> Iterator[Block]:
    yield from (Prose(text) for text in telling.comparison(report))
    if report.compared:
        of_units = {slug: str(TABLE[slug].head) for slug in telling.OF_UNITS}
        yield from compared(report, report.compared, tuple(telling.COMPARED), TABLE, of_units)


def _months(report: Report) -> Picture:
    caption = "Hình 1. Hồ sơ tiếp nhận, có kết quả và có kết quả quá hạn theo tháng"
    heads = [f"{month.first:%m/%y}" for month in report.by_month]
    series = [Series(name, tuple(m.figures[slug] for m in report.by_month)) for slug, name in DRAWN.items()]
    told = "; ".join(
        f"{month}: {', '.join(f'{each.name} {number(each.values[at])}' for each in series)}"
        for at, month in enumerate(heads)
    )
    return Picture(caption, told, drawing.lines(caption, heads, series, font=FONT))


def _by_procedure(report: Report) -> Iterator[Block]:
    if report.by_field:
        yield _grid("Theo lĩnh vực", "Lĩnh vực", report.by_field, report.figures)
    if report.by_procedure:
        told = report.by_procedure[:MOST]
        left = len(report.by_procedure) - len(told)
        yield _grid("Theo thủ tục", "Thủ tục", told, report.figures if not left else None)
        if left:
            yield Prose(f"Còn {left} thủ tục ít hồ sơ hơn, có đủ trong tệp bảng tính của báo cáo.")


def _by_unit(report: Report) -> Iterator[Block]:
    if len(report.by_unit) > 1:
        yield _grid("Theo đơn vị", "Đơn vị", report.by_unit, report.figures)


def _steps(report: Report) -> Iterator[Block]:
    dwelt = report.dwelt
    if dwelt.whole is None:
        return
    yield Prose(
        f"Đã chuyển {prose.say(dwelt.whole.count)} bước, {prose.say(dwelt.whole.late)} bước quá phần thời gian của "
        f"mình, lấn tổng cộng {spent(dwelt.whole.beyond)} làm việc của các bước khác. Thời gian tính theo giờ làm "
        "việc của từng cơ quan, không kể lúc tạm dừng tính thời hạn."
    )
    heads = ("Số bước", "Trung vị", "9 phần 10", "Quá phần", "Lấn")
    agencies = tuple((each.agency, *_dwell(each)) for each in dwelt.agencies)
    steps = tuple((f"{each.step}, {each.agency} ({each.code})", *_dwell(each)) for each in dwelt.steps[:MOST])
    yield Grid("Theo cơ quan", ("Cơ quan", *heads), agencies)
    yield Grid("Theo bước, bước lấn nhiều nhất trước", ("Bước", *heads), steps)


def _dwell(each) -> tuple[str, ...]:
    count, late = prose.say(each.count), prose.say(each.late)
    return count, spent(each.median), spent(each.ninetieth), late, spent(each.beyond) if each.beyond else "–"


def _sums(report: Report) -> Iterator[Block]:
    for check in report.sums:
        if check.shown:
            sides = [
                " + ".join(f"{prose.say(term.amount)} ({term.label.lower()})" for term in side)
                for side in (check.left, check.right)
            ]
            yield Prose(f"- {check.label}: {' = '.join(sides)}. Khớp.")
    local = report.asked_at.astimezone(dates.VIETNAM)
    at = f"{local:%H} giờ {local:%M} ngày {dates.short(local.date())}"
    yield Prose(f"Số liệu cộng từ các bản ghi trong sổ, lúc {at}.")
    if settings.DANVAN_DEMO:
        yield Prose(DEMONSTRATION)


def _grid(caption: str, first: str, lines: Sequence[Line], total: Figures | None) -> Grid:
    def cells(found: Figures) -> list[str]:
        return [prose.say(found[slug]) for slug, _label in COLUMNS]

    rows = [(line.label, *cells(line.figures)) for line in lines]
    if total is not None:
        rows.append(("Cộng", *cells(total)))
    return Grid(
        caption, (first, *(label for _slug, label in COLUMNS)), tuple(rows), totalled=total is not None
    )
