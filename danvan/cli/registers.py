"""The register proved, counted again, sealed and rolled up, at the command line."""

import time
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import click

from danvan.cli.office import with_database


@click.command()
@click.option("--all", "every", is_flag=True, help="Nêu mọi dòng sai / name every row that lies")
@with_database
def verify(every: bool) -> int:
    """Kiểm tra sổ với nhật ký: có dòng nào bị sửa không / is the register what was recorded?

    Nêu dòng đầu tiên sai, mã thoát 1. / Names the first row that lies, exit code 1.
    """
    from django.conf import settings
    from django.utils.module_loading import import_string

    checks = [(path, import_string(path)) for path in settings.DANVAN_VERIFIERS]
    return told(checks, every)


@click.command()
@click.option("--all", "every", is_flag=True, help="Nêu mọi chỗ lệch / name every difference")
@click.option("--rebuild", is_flag=True, help="Cộng lại mọi tổng từ dữ kiện / roll all totals up again")
@click.option("--fill", is_flag=True, help="Bổ sung số liệu mới cho bước cũ / post new figures for old steps")
@with_database
def recount(every: bool, rebuild: bool, fill: bool) -> int:
    """Đếm lại: tổng = dữ kiện = hồ sơ và lượt tiếp / totals = facts = the cases and turns themselves.

    --rebuild chỉ làm lại các tổng; dữ kiện và hồ sơ không đổi. / makes only the totals anew.

    --fill bổ sung dữ kiện mà các bước trước khi nâng cấp chưa ghi, có sự kiện trong từng hồ sơ. / posts facts that
    steps of before an upgrade did not, with an event on each case.
    """
    from danvan.figures import actions as totals
    from danvan.figures import recount as figures
    from danvan.lib import dates
    from danvan.reports import actions
    from danvan.reports import recount as records

    if rebuild:
        click.echo(f"Đã cộng lại từ {totals.rebuild()} dữ kiện / Rolled up again")
    if fill:
        click.echo(f"Đã bổ sung {actions.fill(on=dates.today())} hồ sơ / cases filled")
    return told(
        [
            ("Tổng và dữ kiện / totals and facts", figures.differences),
            ("Dữ kiện và hồ sơ / facts and records", records.differences),
        ],
        every,
    )


@click.command()
@with_database
def seal() -> None:
    """Niêm phong nhật ký đến lúc này / close all events so far under a seal."""
    from danvan.journal import actions
    from danvan.lib import dates

    closed = actions.seal(on=dates.today())
    if closed is None:
        click.echo("Không có gì mới để niêm phong / Nothing new to seal")
        return
    click.echo(f"Niêm phong số {closed.number}, {closed.count} sự kiện / seal {closed.number}: {closed.root}")


@click.command("roll-up")
@with_database
def roll_up() -> None:
    """Cộng dồn dữ kiện mới vào các tổng / bring the totals up to the last fact."""
    from danvan.figures import actions

    count = actions.roll_up()
    click.echo(f"{count} dữ kiện mới / {count} new facts")


def told(checks: list[tuple[str, Callable[[], Iterator[Any]]]], every: bool) -> int:
    """Run the checks in order, each with its time; 1 when a row lies. Without `every` the first one ends it."""
    found = 0
    for name, check in checks:
        begun = time.monotonic()
        click.echo(f"{name} … ", nl=False)
        lies = _read(check)
        first = next(lies, None)
        if first is None:
            click.echo(f"đúng / holds  ({time.monotonic() - begun:.1f} s)")
            continue
        click.echo("SAI / DOES NOT HOLD")
        for lie in chain([first], lies) if every else [first]:
            click.echo(f"  {lie.row}: {lie.reason}")
            found += 1
        if not every:
            return 1
    return 1 if found else 0


def _read(check: Callable[[], Iterator[Any]]) -> Iterator[Any]:
    """What a check finds at one moment of the register, on which people go on working; a row so broken that it cannot
    be read is a finding, not an end of the check.
    """
    from danvan.journal.verify import Lie
    from danvan.reports.moment import snapshot

    try:
        with snapshot():
            yield from check()
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        yield Lie(row=check.__name__, reason=f"a row cannot be read ({type(error).__name__}: {error})")
