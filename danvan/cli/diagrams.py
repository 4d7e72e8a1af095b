"""`danvan diagrams`: the pages of docs/states/, written from the workflows."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from danvan.cli.errors import Sentence
from danvan.cli.office import root, setup

if TYPE_CHECKING:
    from danvan.people.lives import Life


@click.command()
@click.option("--check", is_flag=True, help="Chỉ kiểm tra / only say what is stale")
def diagrams(check: bool) -> None:
    """Vẽ sơ đồ quy trình vào docs/states / draw the workflows into docs/states."""
    setup()
    folder = root() / "docs" / "states"
    wanted = pages()
    stale = [name for name, text in wanted.items() if kept(folder / name) != text]
    spare = [path.name for path in sorted(folder.glob("*.md")) if path.name not in wanted]
    if check and (stale or spare):
        names = ", ".join(stale + spare)
        raise Sentence(
            f"Sơ đồ không khớp quy trình: {names}; hãy chạy: danvan diagrams",
            f"Diagrams are stale: {names}; run: danvan diagrams",
        )
    if not check:
        folder.mkdir(parents=True, exist_ok=True)
        for name in stale:
            (folder / name).write_text(wanted[name], encoding="utf-8")
        for name in spare:
            (folder / name).unlink()
    click.echo(f"{len(wanted)} trang / pages, {len(stale)} " + ("cũ / stale" if check else "mới / written"))


def pages() -> dict[str, str]:
    """File name → text: every kind of this installation, the lives of what is no case; Django is set up."""
    from danvan.burdens import workflow as review
    from danvan.cases import diagrams as drawn
    from danvan.cases import kinds
    from danvan.consultations import workflow as asking
    from danvan.council import workflow as council
    from danvan.counters import workflow as counters
    from danvan.dialogues.workflow import REQUEST
    from danvan.emulation import workflow as emulation
    from danvan.meetings import workflow as meetings
    from danvan.procedures import workflow as catalogue
    from danvan.promises import workflow as promises
    from danvan.statements.workflow import LIFE

    every = {**kinds.all_kinds(), LIFE.code: LIFE}
    spoken = (meetings.LIFE, meetings.QUESTION, promises.LIFE, REQUEST)
    shown = (emulation.LIFE, emulation.NOMINATION, emulation.CRITERIA)
    lives = (catalogue.LIFE, review.LIFE, counters.LIFE, *shown, *spoken, *council.LIVES, asking.LIFE)
    texts = {f"{code}.md": drawn.page(kind) for code, kind in every.items()}
    listed: list[Any] = [*every.values(), *lives]
    return {
        "README.md": drawn.index(listed),
        **texts,
        **{f"{life.code}.md": of_a_life(life) for life in lives},
    }


def of_a_life(told: "Life") -> str:
    """The page of a life in the catalogue or its review: no case, so it has neither phases nor clocks nor figures."""
    from danvan.cases import diagrams as drawn

    said = drawn.in_vietnamese
    life = cast(Any, told)  # it has what the drawing of a kind asks of statuses and steps
    steps = [
        [
            f"`{each.verb}`",
            said(each.label),
            ", ".join(drawn.in_order(life, each.sources)) or "·",
            each.target,
            ", ".join(role.value for role in each.roles),
            ", ".join(each.needs) or "·",
        ]
        for each in (told.opening, *told.transitions)
    ]
    parts = [
        f"# {said(told.label)} · `{told.code}`\n\n{drawn.NOTE}\n",
        "```mermaid\n" + "\n".join(drawn.diagram(life)) + "\n```\n",
        drawn.table(
            ("status", "tiếng Việt"), ([f"`{each.code}`", said(each.label)] for each in told.statuses)
        ),
        drawn.table(("verb", "tiếng Việt", "from", "to", "who", "asks for"), steps),
    ]
    return "\n".join(parts)


def kept(path: Path) -> str:
    """What the file says now; empty when it is not there."""
    return path.read_text(encoding="utf-8") if path.exists() else ""
