"""Old registers brought in at the command line."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from danvan.cli import catalogue
from danvan.cli.catalogue import officer_of
from danvan.cli.errors import Sentence
from danvan.cli.office import with_database
from danvan.cli.reports import unit_of

if TYPE_CHECKING:
    from danvan.imports.models import Import

REGISTERS = ("reception", "petitions")
CATALOGUE = "procedures"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("register", type=click.Choice((*REGISTERS, CATALOGUE)))
@click.argument("file", type=FILE)
@click.option(
    "--unit", required=True, metavar="MÃ/KEY", help="Đơn vị có sổ này, như KY-ANH / whose register it is"
)
@click.option("--by", required=True, metavar="TÊN/NAME", help="Người nhập: tên đăng nhập / who brings it in")
@click.option("--map", "map_file", type=FILE, help="Cột nào là gì, tệp YAML / which column is which")
@click.option("--dry-run", is_flag=True, help="Chỉ đọc, không ghi gì / read only, write nothing")
@click.option(
    "--leave-out", is_flag=True, help="Để lại các dòng chưa đọc được / leave out what is not understood"
)
@with_database
def bring_in(
    register: str, file: Path, unit: str, by: str, map_file: Path | None, dry_run: bool, leave_out: bool
) -> int:
    """Nhập sổ cũ từ bảng tính: nhập hết hoặc không nhập gì / bring in an old register, whole or not at all.

    danvan import reception so-tiep-dan.xlsx --unit KY-ANH --by hoa --dry-run

    danvan import petitions so-don.csv --unit KY-ANH --by hoa --map cot.yaml

    danvan import procedures danh-muc.json --unit HA-TINH --by hoa --dry-run
    """
    if register == CATALOGUE:
        if map_file or leave_out:
            raise Sentence(
                "Danh mục thủ tục không dùng --map, --leave-out: mục nào chưa rõ đều được giữ và liệt kê.",
                "A catalogue takes no --map or --leave-out: whatever is not clear is kept and listed.",
            )
        return catalogue.bring_in(file, unit, by, dry_run=dry_run)
    from django.db import transaction
    from django.utils import translation

    from danvan.imports import actions
    from danvan.imports.errors import Refused
    from danvan.lib import dates

    officer, on = officer_of(by), dates.today()
    columns, row = mapped(map_file, register)
    content = file.read_bytes()
    with translation.override("vi"):
        try:
            whole = actions.read(content, register, columns, row)
            given: dict[str, Any] = {"name": file.name, "content": content, "by": officer, "on": on}
            with transaction.atomic():
                found = actions.prepare(unit=unit_of(unit), register=register, whole=whole, **given)
                tell(found)
                if not dry_run:
                    how: dict[str, Any] = {"leaves_out": leave_out, "tell": progress(), "whole": whole}
                    found = actions.bring_in(found, by=officer, on=on, **how)
                transaction.set_rollback(dry_run)
        except Refused as why:
            raise Sentence(why.sentence, "Nothing was brought in; the sentence above says why.") from why
    if dry_run:
        click.echo("Chỉ đọc thử, chưa ghi gì / Read only, nothing was written")
        return 0
    done(found)
    return 0


def mapped(file: Path | None, register: str) -> tuple[dict[int, str] | None, int | None]:
    """Columns by place and the row of headings of a file like {heading_row: 4, columns: {A: number, B: on}}.

    Raises Sentence for a file that says nothing of the kind, or names a column that the register has not.
    """
    from danvan.imports.workflow import column

    if file is None:
        return None, None
    import yaml

    try:
        told = (
            yaml.load(file.read_text("utf-8"), yaml.BaseLoader) or {}
        )  # words only: “on” is a column, not yes
        named = told.get("columns")
        columns = {place(key): column(register, name).name for key, name in named.items()} if named else None
        row = told.get("heading_row")
        return columns, int(row) if row else None
    except (yaml.YAMLError, AttributeError, ValueError, TypeError, KeyError) as why:
        raise Sentence(
            f"{file} không đúng ({why}): cần heading_row và columns, như {{A: number, B: on}}.",
            f"{file} is not of the form heading_row, columns: {{A: number, B: on}} ({why}).",
        ) from why


def place(letter: str) -> int:
    """The place of a column, counted from 0: 'A' or '1' is 0, 'AB' is 27. Raises ValueError."""
    if letter.isdecimal() and int(letter) > 0:
        return int(letter) - 1
    number = 0
    for char in letter.upper():
        if not "A" <= char <= "Z":
            raise ValueError(letter)
        number = number * 26 + ord(char) - 64
    return number - 1


def tell(found: "Import") -> None:
    """What was read: how many entries, in which columns, and each cell that is not understood."""
    from danvan.imports.reading.errors import said
    from danvan.imports.workflow import column

    seen = found.seen
    for at, name in sorted((int(key), name) for key, name in found.columns.items()):
        heading = seen["headings"][at] if at < len(seen["headings"]) else ""
        click.echo(f"  {heading} → {column(found.register, name).label}")
    if seen["alphabets"]:
        click.echo(f"  Chữ cũ được đổi / old letters converted: {', '.join(seen['alphabets'])}")
    click.echo(f"Đọc được {seen['entries']} lượt hoặc đơn / understood; {seen['kept']} dòng chưa / rows not")
    for sheet, row, name, why, value in seen["problems"]:
        where = f"{sheet}, dòng {row}" if sheet else f"dòng {row}"
        click.echo(f"  {where}: {said(column(found.register, name).label, why, value)}")
    if seen["problem_count"] > len(seen["problems"]):
        click.echo(f"  … {seen['problem_count'] - len(seen['problems'])} chỗ nữa / more")
    for name in seen["unread"]:
        click.echo(f"  Trang tính “{name}” không cùng tiêu đề nên không đọc / sheet not read")


def progress() -> Callable[[int, int], None]:
    """Shows how many entries are in, on one line."""
    begun = time.monotonic()

    def tell(done: int, total: int) -> None:
        click.echo(f"\r{done}/{total}  {time.monotonic() - begun:.0f} s ", nl=False, err=True)
        if done == total:
            click.echo("", err=True)

    return tell


def done(found: "Import") -> None:
    """What is in."""
    counts: dict[str, Any] = {"n": found.pk, "turns": found.turns, "cases": found.cases}
    click.echo(
        "Lần nhập số {n}: {turns} lượt tiếp, {cases} hồ sơ / import {n}: turns, cases".format(**counts)
    )
    if found.kept or found.again:
        click.echo(f"Để lại {found.kept} dòng, có sẵn {found.again} / rows left out, in already")
