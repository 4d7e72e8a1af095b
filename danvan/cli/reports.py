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


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="BÁO-CÁO/REPORT [...]",
)
def report() -> None:
    """Lập báo cáo / make a report."""


@report.command("people-relations")
@click.option("--unit", required=True, metavar="MÃ/KEY", help="Đơn vị, như KY-ANH / the unit")
@click.option("--from", "from_", type=DAY, required=True, help="Ngày đầu kỳ / first day of the period")
@click.option("--to", type=DAY, required=True, help="Ngày cuối kỳ, tính cả ngày đó / last day, counted")
@click.option("--units-of", type=DAY, help="Theo đơn vị của ngày này / by the units of this day")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "docx"]), default="text", show_default=True
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Ghi ra tệp / write to a file")
@with_database
def people_relations(
    unit: str, from_: date, to: date, units_of: date | None, form: str, out: Path | None
) -> int:
    """Báo cáo công tác dân vận chính quyền: tiếp công dân và đơn thư / reception of citizens and letters.

    danvan report people-relations --unit KY-ANH --from 2017-01-01 --to 2018-06-30

    danvan report people-relations --unit KY-ANH --from 01/01/2017 --to 30/06/2018 --format docx --out bao-cao.docx
    """
    from django.utils import translation

    from danvan.reports.people_relations import PeriodRefused, ReportRefused, build

    if form == "docx" and out is None and sys.stdout.isatty():
        raise Sentence(
            "Tệp DOCX không hiện được ở đây; hãy thêm --out TÊN.docx.",
            "A DOCX cannot be shown here; add --out NAME.docx.",
        )
    found = unit_of(unit)
    with translation.override("vi"):
        try:
            content = written(build(found, from_, to, units_of=units_of), form)
        except PeriodRefused as refused:
            raise Sentence(str(refused), in_english(from_, to)) from refused
        except ReportRefused as refused:
            return refuse(refused, form)
    give(content, out)
    return 0


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
    from danvan.reports import exchange, paper, terminal

    if form == "docx":
        return paper.docx(report)
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
