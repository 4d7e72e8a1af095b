"""Reports at the command line."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from danvan.cli.errors import Sentence
from danvan.cli.law import DAY
from danvan.cli.office import with_database

if TYPE_CHECKING:
    from danvan.reports.people_relations import Report, ReportRefused


COMPARE = click.option(
    "--compare",
    type=click.Choice(["previous", "year_before"]),
    help="So với kỳ trước, cùng kỳ năm trước / beside the period before, the year before",
)
"""Beside which other period a report is made."""


class _Reports(click.Group):
    """Reports by their names; any other word is the code of a statutory form."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = super().get_command(ctx, cmd_name)
        return found or (_of_form(cmd_name) if any(sign.isdigit() for sign in cmd_name) else None)


@click.group(
    cls=_Reports,
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="BÁO-CÁO/REPORT [...]",
)
def report() -> None:
    """Lập báo cáo / make a report.

    people-relations, applications, hoặc mã của một biểu thống kê như 01-XLD, 2a / or the code of a statutory form
    """


@report.command("people-relations")
@click.option("--unit", required=True, metavar="MÃ/KEY", help="Đơn vị, như KY-ANH / the unit")
@click.option("--from", "from_", type=DAY, required=True, help="Ngày đầu kỳ / first day of the period")
@click.option("--to", type=DAY, required=True, help="Ngày cuối kỳ, tính cả ngày đó / last day, counted")
@click.option("--units-of", type=DAY, help="Theo đơn vị của ngày này / by the units of this day")
@click.option(
    "--units",
    "chosen",
    type=click.Choice(["event", "end", "today"]),
    default="event",
    help="Theo đơn vị của ngày phát sinh, cuối kỳ, hôm nay / by the units of the day, the end, today",
)
@COMPARE
@click.option("--named", is_flag=True, help="Nêu đơn vị cao nhất, thấp nhất / name the best and worst units")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "docx", "pdf"]), default="text", show_default=True
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Ghi ra tệp / write to a file")
@with_database
def people_relations(
    unit: str,
    from_: date,
    to: date,
    form: str,
    out: Path | None,
    compare: str | None,
    named: bool,
    **units: Any,
) -> int:
    """Báo cáo công tác dân vận chính quyền: tiếp công dân và đơn thư / reception of citizens and letters.

    danvan report people-relations --unit KY-ANH --from 2017-01-01 --to 2018-06-30

    danvan report people-relations --unit KY-ANH --from 01/01/2017 --to 30/06/2018 --format docx --out bao-cao.docx
    """
    from django.utils import translation

    from danvan.papers.errors import PaperRefused
    from danvan.reports.comparison import Against
    from danvan.reports.people_relations import PeriodRefused, ReportRefused, build

    if form in ("docx", "pdf") and out is None and sys.stdout.isatty():
        raise Sentence(
            f"Tệp {form.upper()} không hiện được ở đây; hãy thêm --out TÊN.{form}.",
            f"A {form.upper()} cannot be shown here; add --out NAME.{form}.",
        )
    found, day = unit_of(unit), day_of_units(units["chosen"], units["units_of"], to)
    against = Against(compare) if compare else None
    with translation.override("vi"):
        try:
            content = written(build(found, from_, to, units_of=day, against=against, named=named), form)
        except PeriodRefused as refused:
            raise Sentence(str(refused), in_english(from_, to)) from refused
        except PaperRefused as refused:
            raise Sentence(str(refused), "A letter of the paper is in no font.") from refused
        except ReportRefused as refused:
            return refuse(refused, form)
    give(content, out)
    return 0


def day_of_units(chosen: str, day: date | None, to: date) -> date | None:
    """The day by whose units the table is made: the one that was named, or the end of the period, or today."""
    from danvan.lib import dates
    from danvan.reports import scope

    return day or scope.day_of_units(chosen, None, last=to, today=dates.today())


@report.command("applications")
@click.option("--unit", required=True, metavar="MÃ/KEY", help="Đơn vị, như KY-XUAN-2025 / the unit")
@click.option("--from", "from_", type=DAY, required=True, help="Ngày đầu kỳ / first day of the period")
@click.option("--to", type=DAY, required=True, help="Ngày cuối kỳ, tính cả ngày đó / last day, counted")
@click.option("--units-of", type=DAY, help="Theo đơn vị của ngày này / by the units of this day")
@COMPARE
@click.option(
    "--format", "form", type=click.Choice(["json", "docx", "pdf", "xlsx"]), default="json", show_default=True
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Ghi ra tệp / write to a file")
@with_database
def applications(
    unit: str,
    from_: date,
    to: date,
    units_of: date | None,
    compare: str | None,
    form: str,
    out: Path | None,
) -> int:
    """Báo cáo hồ sơ thủ tục hành chính / applications received and settled, and how long each step took.

    danvan report applications --unit KY-XUAN-2025 --from 2026-01-01 --to 2026-12-31 --format pdf --out bao-cao.pdf
    """
    from django.utils import translation

    from danvan.papers.errors import PaperRefused
    from danvan.reports.applications.report import build
    from danvan.reports.comparison import Against
    from danvan.reports.people_relations import PeriodRefused, ReportRefused

    if form != "json" and out is None and sys.stdout.isatty():
        raise Sentence(
            f"Tệp {form.upper()} không hiện được ở đây; hãy thêm --out TÊN.{form}.",
            f"A {form.upper()} cannot be shown here; add --out NAME.{form}.",
        )
    against = Against(compare) if compare else None
    with translation.override("vi"):
        try:
            built = build(unit_of(unit), from_, to, units_of=units_of, against=against)
            content = _of_applications(built, form)
        except PeriodRefused as refused:
            raise Sentence(str(refused), in_english(from_, to)) from refused
        except PaperRefused as refused:
            raise Sentence(str(refused), "A letter of the paper is in no font.") from refused
        except ReportRefused as refused:
            return refuse(refused, form)
    give(content, out)
    return 0


def _of_applications(built: Any, form: str) -> bytes:
    """The report of applications in this format."""
    from danvan.reports import paper, printing
    from danvan.reports.applications import contents, exchange, files

    if form == "xlsx":
        return files.xlsx(built)
    if form == "docx":
        return paper.docx(contents.whole(built))
    if form == "pdf":
        return printing.pdf(contents.whole(built))
    return (json.dumps(exchange.as_dict(built), ensure_ascii=False, indent=2) + "\n").encode()


@report.command("check-sums")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check_sums(file: Path) -> int:
    """Kiểm các phép tính in trong báo cáo / check the sums that a report prints.

    FILE (JSON): {"figures": {"moi": 1496, "cu": 40, "tong": 1536}, "checks": [{"expr": "moi+cu", "printed": 1536}]},
    hoặc một danh sách như vậy / or a list of such.
    """
    from danvan.reports import printed

    try:
        found = printed.check_file(file.read_text(encoding="utf-8"))
    except (printed.Unreadable, UnicodeDecodeError) as why:
        raise Sentence(f"Không đọc được {file}: {why}.", f"{file} cannot be read: {why}.") from why
    for each in found:
        verdict = "Khớp" if each.holds else f"Sai, tính được {each.computed_text}"
        click.echo(f"{each.where}  {each.expression} = {each.printed_text}  {verdict}".strip())
    wrong = sum(not each.holds for each in found)
    click.echo(f"{len(found)} phép tính, {wrong} sai / {len(found)} sums, {wrong} wrong", err=True)
    return 1 if wrong else 0


@report.command("issued")
@click.option("--unit", metavar="MÃ/KEY", help="Chỉ của đơn vị này / of this unit only")
@click.option("--year", type=int, help="Năm của kỳ / year of the period")
@with_database
def issued(unit: str | None, year: int | None) -> int:
    """Các báo cáo đã ban hành: số, ngày, kỳ, mã kiểm tra / the issued reports: number, day, period, hash.

    danvan report issued --unit KY-ANH --year 2018
    """
    from django.utils import translation

    from danvan.lib import dates
    from danvan.statements import queries, shapes

    rows = queries.all_issued()
    if unit:
        rows = rows.filter(unit=unit_of(unit))
    if year:
        rows = rows.filter(last__year=year)
    with translation.override("vi"):
        for row in rows:
            days = f"{dates.short(row.first)}–{dates.short(row.last)}"
            put_right = queries.correction_of(row)
            note = f"  đã đính chính bằng {put_right.symbol}" if put_right else ""
            click.echo(
                f"{row.symbol:<16} {row.issued_on:%d/%m/%Y}  {row.unit.key:<16} "
                f"{shapes.get(row.shape).label:<18} {days}  {row.snapshot[:16]}{note}"
            )
    click.echo(f"{len(rows)} báo cáo / reports", err=True)
    return 0


def _of_form(code: str) -> click.Command:
    """`danvan report 01-XLD`: the form of that code."""

    @click.command(code, context_settings={"help_option_names": ["-h", "--help"]})
    @click.option("--unit", required=True, metavar="MÃ/KEY", help="Đơn vị, như KY-ANH / the unit")
    @click.option("--from", "from_", type=DAY, required=True, help="Ngày đầu kỳ / first day of the period")
    @click.option("--to", type=DAY, required=True, help="Ngày cuối kỳ, tính cả ngày đó / last day, counted")
    @click.option("--units-of", type=DAY, help="Theo đơn vị của ngày này / by the units of this day")
    @click.option("--circular", default="", metavar="SỐ/NUMBER", help="Thông tư, như 02-2021 / the circular")
    @click.option("--format", "form", type=click.Choice(["json", "xlsx"]), default="json", show_default=True)
    @click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Ghi ra tệp / to a file")
    @with_database
    def statutory(
        unit: str, from_: date, to: date, units_of: date | None, circular: str, form: str, out: Path | None
    ) -> int:
        """Biểu thống kê của thông tư / a statutory form: danvan report 01-XLD --unit KY-ANH --from … --to …"""
        from django.utils import translation

        from danvan.reports.people_relations import PeriodRefused, ReportRefused

        if form == "xlsx" and out is None and sys.stdout.isatty():
            raise Sentence(
                "Tệp XLSX không hiện được ở đây; hãy thêm --out TÊN.xlsx.",
                "A workbook cannot be shown here; add --out NAME.xlsx.",
            )
        with translation.override("vi"):
            try:
                give(filled(code, unit_of(unit), from_, to, units_of, circular, form), out)
            except PeriodRefused as refused:
                raise Sentence(str(refused), in_english(from_, to)) from refused
            except ReportRefused as refused:
                return refuse(refused, form)
        return 0

    return statutory


def filled(
    code: str, unit: Any, from_: date, to: date, units_of: date | None, circular: str, form: str
) -> bytes:
    """The form in this format. Raises Sentence for a code that no circular has, or one whose columns nobody knows."""
    from danvan.reports.statutory import circulars, exchange, table, workbook

    try:
        act, found = circulars.find(code, to, circular.replace("/", "-"))
    except circulars.UnknownForm as unknown:
        known = ", ".join(
            f"{each.slug}: {' '.join(f.slug for f in each.forms.values())}" for each in circulars.every()
        )
        raise Sentence(
            f"Không có biểu '{code}'. Có: {known}.", f"There is no form '{code}'. There are: {known}."
        ) from unknown
    if not found.columns:
        raise Sentence(
            f"Chưa có các cột của biểu {found.code}, Thông tư {act.number}; thêm --circular để lấy thông tư khác.",
            f"The columns of {found.code} of Circular {act.number} are not known; name another one by --circular.",
        )
    made = table.build(act, found, unit, from_, to, units_of=units_of)
    if form == "xlsx":
        return workbook.xlsx(made)
    return (json.dumps(exchange.as_dict(made), ensure_ascii=False, indent=2) + "\n").encode()


def unit_of(key: str) -> Any:
    """The unit with this key. Raises Sentence, with those that begin alike."""
    from danvan.people.models import Unit

    found = Unit.objects.filter(key=key.strip().upper()).first()
    if found is not None:
        return found
    start = key.strip().upper().split("-2")[0][:6]
    alike = Unit.objects.filter(key__startswith=start).order_by("key").values_list("key", flat=True)[:8]
    hint = f" ({', '.join(alike)})" if start and alike else ""
    raise Sentence(
        f"Không có đơn vị nào mang mã '{key}'{hint}.", f"There is no unit with the key '{key}'{hint}."
    )


def written(report: "Report", form: str) -> bytes:
    """The report in this format."""
    from danvan.reports import exchange, paper, printing, terminal

    if form == "docx":
        return paper.docx(report)
    if form == "pdf":
        return printing.pdf(report)
    if form == "json":
        return (json.dumps(exchange.as_dict(report), ensure_ascii=False, indent=2) + "\n").encode()
    return (terminal.text(report) + "\n").encode()


def give(content: bytes, out: Path | None) -> None:
    """To the file, or to standard output. Raises Sentence for a file that cannot be written."""
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        why = error.strerror or str(error)
        raise Sentence(f"Không ghi được {out}: {why}.", f"{out} cannot be written: {why}.") from error
    click.echo(str(out), err=True)


def refuse(refused: "ReportRefused", form: str) -> int:
    """Say which sums are off and which rows break them; exit code 1."""
    from danvan.reports.exchange import refused_as_dict

    if form == "json":
        click.echo(json.dumps(refused_as_dict(refused), ensure_ascii=False, indent=2))
        return 1
    click.echo("Báo cáo không được lập vì số liệu không khớp / Refused: the sums do not hold.", err=True)
    for check in refused.checks:
        sides = [" + ".join(str(term.amount) for term in side) for side in (check.left, check.right)]
        where = f" [{check.where}]" if check.where else ""
        click.echo(f"  {check.label}{where}: {' ≠ '.join(sides)}", err=True)
    for row in refused.rows:
        click.echo(f"  {row.code or row.subject_id}: {row.reason}", err=True)
    return 1


def in_english(from_: date, to: date) -> str:
    """Why these days are no period."""
    if to < from_:
        return "The last day of the period is before the first."
    return "The period has not begun, or begins too early."
