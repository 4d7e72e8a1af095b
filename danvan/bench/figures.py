"""One measured figure beside what was promised, and the page of all of them."""

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """A measured value with its unit and bound; `most` or `least` says which way the bound goes, None is no bound."""

    what: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def kept(self) -> bool:
        """Whether the promise holds."""
        return (self.most is None or self.value <= self.most) and (
            self.least is None or self.value >= self.least
        )

    @property
    def bound(self) -> str:
        """The promise in words."""
        if self.most is not None:
            return f"≤ {self.most:g} {self.unit}"
        return f"≥ {self.least:g} {self.unit}" if self.least is not None else "—"

    @property
    def shown(self) -> str:
        """The value with as many digits as mean something."""
        return (
            f"{self.value:,.0f}"
            if abs(self.value) >= 100 or self.value == int(self.value)
            else f"{self.value:.2f}"
        )


def machine() -> str:
    """What it was measured on, without naming the machine."""
    system = (
        platform.freedesktop_os_release().get("PRETTY_NAME", "") if os.name == "posix" else platform.system()
    )
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}"


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table."""
    rows = ["| measure | figure | promise | kept |", "|---|---:|---|---|"]
    rows += [
        f"| {f.what} | {f.shown} {f.unit} | {f.bound} | {'yes' if f.kept else '**no**'} |" for f in figures
    ]
    return "\n".join(rows)


def write(path: Path, sections: dict[str, tuple[str, list[Figure]]], *, on: date) -> None:
    """Write docs/benchmarks.md anew; sections that were not measured this time keep what stands there."""
    kept = _sections_of(path.read_text("utf-8")) if path.exists() else {}
    for name, (command, figures) in sections.items():
        kept[name] = f"`{command}` · {on:%d/%m/%Y} · {machine()}\n\n{table(figures)}\n"
    head = "# Benchmarks\n\nMade by `danvan bench --write`; each section names the command that makes it.\n"
    body = "".join(f"\n## {name}\n\n{text}" for name, text in kept.items())
    path.write_text(head + body, "utf-8")


def _sections_of(text: str) -> dict[str, str]:
    parts = text.split("\n## ")[1:]
    return {part.split("\n", 1)[0]: part.split("\n", 1)[1].strip("\n") + "\n" for part in parts}
