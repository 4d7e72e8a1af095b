"""The command `danvan bench`."""

from collections.abc import Callable
from pathlib import Path

import click

from danvan.bench.figures import Figure, table, write
from danvan.lib import dates

SECTIONS = (
    *("clock", "filing", "pages", "server", "calendar", "register", "papers", "import", "export", "crosstab"),
    *("procedures", "consultation", "intake", "counters", "demo", "fresh", "lives"),
)
ONLY_NAMED = ("nation",)
"""They take an hour and the disk of a nation: measured only where somebody names them, never by CI."""


@click.command()
@click.argument("sections", nargs=-1, type=click.Choice((*SECTIONS, *ONLY_NAMED)))
@click.option("--tools", type=click.Path(path_type=Path), help="Folder with load.py and django_floor.py.")
@click.option("--minutes", default=10, help="For how long the hall of `counters` works.")
@click.option("--write", "keep", is_flag=True, help="Write the figures to docs/benchmarks.md.")
def bench(sections: tuple[str, ...], tools: Path | None, minutes: int, keep: bool) -> None:
    """Đo tốc độ, độ nặng, bộ nhớ. / Measure speed, weight and memory; all sections but `nation`, or those named."""
    project = Path(__file__).resolve().parents[2]
    yardstick = tools or project.parent / "shared" / "bench"
    chosen = sections or SECTIONS
    found: dict[str, tuple[str, list[Figure]]] = {}
    for name, measure in _measures(chosen, project, yardstick, minutes):
        click.echo(f"\n{name}")
        figures = measure()
        click.echo(table(figures))
        found[name] = (f"danvan bench {name}", figures)
    if keep:
        write(project / "docs" / "benchmarks.md", found, on=dates.today())
    broken = [figure.what for _, figures in found.values() for figure in figures if not figure.kept]
    if broken:
        raise click.ClickException("not kept: " + "; ".join(broken))


def _measures(
    chosen: tuple[str, ...], project: Path, tools: Path, minutes: int
) -> list[tuple[str, Callable[[], list[Figure]]]]:
    """Each chosen section with what measures it; every section has a register of its own."""
    from danvan.bench import clock, fresh, lives, sections

    ways: dict[str, Callable[[], list[Figure]]] = {
        "clock": clock.measure,
        "filing": lambda: sections.filing(tools),
        "pages": sections.pages,
        "server": sections.server,
        "calendar": sections.calendar,
        "register": sections.register,
        "papers": sections.papers,
        "import": sections.imports,
        "export": sections.export,
        "crosstab": sections.crosstab,
        "nation": sections.nation,
        "procedures": sections.procedures,
        "consultation": sections.consultation,
        "intake": sections.intake,
        "counters": lambda: sections.counters(minutes),
        "demo": sections.demo,
        "fresh": lambda: fresh.measure(project),
        "lives": lambda: lives.measure(project),
    }
    return [(name, ways[name]) for name in chosen]
