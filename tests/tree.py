"""The files of the project as the architecture's tests read them."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "danvan"
LEFT_OUT = {".venv", "var", "dist", "build", "__pycache__", "node_modules"}
WORDS = {".py", ".html", ".md", ".yaml", ".toml", ".txt", ".in", ".css", ".js", ".po", ".svg", ".cfg", ""}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files(*suffixes: str) -> list[Path]:
    """Every file of ours with one of these endings: what git tracks or would track, else what lies there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        found = [ROOT / name.decode() for name in listed.stdout.split(b"\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not LEFT_OUT & set(path.relative_to(ROOT).parts)]
    return sorted(path for path in found if path.suffix in suffixes and path.is_file())


def name(path: Path) -> str:
    """The path as a person of the project writes it."""
    return path.relative_to(ROOT).as_posix()


def is_generated(path: Path) -> bool:
    """Whether a machine wrote the file: migrations, pins."""
    return "migrations" in path.parts or (path.parent.name == "requirements" and path.suffix == ".txt")


@cache
def tree(path: Path) -> ast.Module:
    """The syntax of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), name(path))


@cache
def statements(path: Path) -> list[ast.AST]:
    """Every statement of a file, at any depth; expressions, which are most of the tree, are left alone."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = [tree(path)]
    while waiting:
        node = waiting.pop()
        found.append(node)
        for part in ("body", "orelse", "finalbody", "handlers", "cases"):
            inner = getattr(node, part, None)
            waiting += inner if isinstance(inner, list) else []
    return found


@cache
def functions(path: Path) -> list[tuple[str, int]]:
    """Name and length of every function of a file."""
    return [
        (node.name, length(node))
        for node in statements(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def length(node: Function) -> int:
    """Lines of what it does: parameters, one to a line, and the docstring are read otherwise."""
    body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


def view_files() -> Iterator[Path]:
    """Files that hold views."""
    for path in files(".py"):
        if path.is_relative_to(PACKAGE) and (path.stem == "views" or path.parent.name == "views"):
            yield path


@cache
def glossary() -> dict[str, set[str]]:
    """Section of the glossary → the code words of its first column; each has one row in its section."""
    sections: dict[str, set[str]] = {}
    title = ""
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            title = line[3:].strip()
        elif line.startswith("| `"):
            words = re.findall(r"`([^`]+)`", line.split("|")[1])
            known = sections.setdefault(title, set())
            twice = known.intersection(words) | {word for word in words if words.count(word) > 1}
            assert not twice, f"two rows of the glossary under {title}: {sorted(twice)}"
            known.update(words)
    return sections
