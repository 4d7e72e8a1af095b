"""What must stay true of the house: floors, sizes, words, diagrams, nothing unused, nothing of this machine in it."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from danvan.cases import kinds, topics
from danvan.cases.workflow import CHANNEL_LABELS, PHASE_LABELS, SAME, Channel, Phase, Whose
from danvan.cli import diagrams
from danvan.people.roles import Role
from tests.tree import (
    PACKAGE,
    ROOT,
    files,
    functions,
    glossary,
    is_generated,
    name,
    statements,
    tree,
    view_files,
)

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_VIEW = 400, 40, 25
LONGEST_STORY = 60  # a test tells one story from its beginning to its end
# Longer for a reason: data, tables and style sheets are read by searching, not from top to bottom.
LONG_FILES = {
    "LICENSE": "the licence's own words",
    "danvan/web/static/web/danvan.css": "one stylesheet: splitting it costs each page a request",
}
DATA = {".po", ".yaml", ".txt", ".svg", ".md"}
# Templates that somebody else's code asks for by name.
ASKED_BY_OTHERS = re.compile(r"^(40\d|40\d_csrf|429|500)\.html$|^(account|mfa|socialaccount|allauth|django)/")
KINDS = list(kinds.all_kinds().values())
pytestmark = pytest.mark.xdist_group("tree")  # each worker would parse every file again


def test_imports_point_down_and_neighbours_never_meet():
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_every_app_stands_on_a_floor():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = next(c for c in config["tool"]["importlinter"]["contracts"] if c["id"] == "floors")["layers"]
    floors = {part.strip() for layer in layers for part in layer.split("|")}
    ours = {app.name.split(".")[1] for app in apps.get_app_configs() if app.name.startswith("danvan.")}
    assert ours <= floors
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages == floors, "a package without a floor, or a floor without a package"


def test_every_floor_is_on_the_page_that_shows_the_house():
    shown = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert [
        path.parent.name for path in PACKAGE.glob("*/__init__.py") if f"`{path.parent.name}`" not in shown
    ] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_status_verb_and_measure_of_a_kind_is_in_the_glossary(kind):
    words = glossary()
    steps = [kind.opening, *kind.transitions]
    measures = {measure for step in steps for measure in (*step.posts, *step.posts_one)}
    measures |= {stock.measure for stock in kind.stocks}
    measures |= {stock.overdue for stock in kind.stocks if stock.overdue}
    assert {status.code for status in kind.statuses} <= words["Statuses"]
    assert {step.verb for step in steps} <= words["Verbs"]
    assert measures <= words["Measures"]
    assert kind.code in words["Things"]


def test_every_verb_that_the_journal_keeps_is_in_the_glossary():
    literal = re.compile(r"\bverb=\"(\w+)\"|\b_note\(\w+, \"(\w+)\"|\bverb: str = \"(\w+)\"")
    kept = {
        word
        for path in files(".py")
        if path.is_relative_to(PACKAGE) and "tests" not in path.parts
        for words in literal.findall(path.read_text("utf-8"))
        for word in words
        if word
    }
    assert kept <= glossary()["Verbs"]


def test_every_shared_word_is_in_the_glossary():
    words = glossary()
    assert {phase.value for phase in Phase} == words["Phases"]
    assert {channel.value for channel in Channel} == words["Channels"]
    assert {role.value for role in Role} == words["Roles"]
    assert set(topics.slugs()) == words["Topics"]
    assert {whose.value for whose in Whose} == words["Whose turn"]


def test_every_figure_of_a_report_is_in_the_glossary():
    from danvan.reports import measures
    from danvan.reports.statutory.measures import STATUTORY

    asked = {
        row.posted
        for rows in (*vars(measures).values(), tuple(STATUTORY.values()))
        if isinstance(rows, tuple)
        for row in rows
        if isinstance(row, measures.Measure) and row.posted
    }
    assert asked, "the reports ask for nothing"
    assert asked <= glossary()["Measures"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_status_has_a_phase_and_every_step_leads_somewhere(kind):
    codes = {status.code for status in kind.statuses}
    assert len(codes) == len(kind.statuses)
    assert all(status.phase in PHASE_LABELS for status in kind.statuses)
    for step in kind.transitions:
        assert step.sources <= codes, step.verb
        assert step.target in codes | {SAME}, step.verb
        taken = step.roles or step.by_citizen or step.by_keeper or step.by_itself
        assert taken, f"nobody may {step.verb}"


def test_every_channel_has_its_words():
    assert set(CHANNEL_LABELS) == set(Channel)


def test_the_diagrams_in_docs_are_those_of_the_workflows():
    wanted = diagrams.pages()
    folder = ROOT / "docs" / "states"
    there = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    assert there == wanted, "stale: run ./dv diagrams"


def test_no_file_is_too_long_to_be_read():
    too_long = {}
    for path in files(".py", ".html", ".css", ".js", ".toml", ""):
        count = len(path.read_text(encoding="utf-8", errors="replace").splitlines())
        if count > LONGEST_FILE and not is_generated(path) and name(path) not in LONG_FILES:
            too_long[name(path)] = count
    assert not too_long


def test_no_function_is_too_long_to_be_understood():
    too_long = {
        f"{name(path)}: {function}": lines
        for path in files(".py")
        if not is_generated(path) and path.stem != "workflow"  # tables, read row by row
        for function, lines in functions(path)
        if lines > (LONGEST_STORY if "tests" in path.parts else LONGEST_FUNCTION)
    }
    assert not too_long


def test_views_compose_and_do_not_decide():
    too_long = {
        f"{name(path)}: {function}": lines
        for path in view_files()
        for function, lines in functions(path)
        if lines > LONGEST_VIEW
    }
    assert not too_long


def test_nothing_is_left_for_later():
    found = []
    for path in files(".py"):
        if is_generated(path):
            continue
        for node in statements(path):
            stub = isinstance(node, ast.Pass) or (
                isinstance(node, ast.Raise) and "NotImplemented" in ast.dump(node)
            )
            if stub:
                found.append(f"{name(path)}:{node.lineno}")
    marks = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b")
    for path in files(".py", ".html", ".css", ".js", ".md", ".yaml", ".toml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [f"{name(path)}:{n}" for n, line in enumerate(lines, 1) if marks.search(line)]
    assert not found


def test_every_module_says_what_it_is_for():
    silent = [
        name(path)
        for path in files(".py")
        if path.is_relative_to(PACKAGE)
        and not is_generated(path)
        and path.stem not in ("__init__", "apps", "__main__")
        and "tests" not in path.parts
        and ast.get_docstring(tree(path)) is None
    ]
    assert not silent


def test_no_signal_hides_the_flow():
    asked = re.compile(
        r"django\.(db\.models|core|contrib\.auth)\.?\S* import .*signal|\breceiver\(|\.connect\(receiver"
    )
    found = [
        name(path)
        for path in files(".py")
        if path.is_relative_to(PACKAGE) and asked.search(path.read_text("utf-8"))
    ]
    assert not found


def test_no_template_is_unused():
    shown = re.compile(
        r"(?:show|render|page)\(\s*request,\s*[\"'](\w+)[\"']"
    )  # a view that names it without folder
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in files(".py", ".html")
        if path.is_relative_to(PACKAGE)
    }
    named = {word for text in texts.values() for word in shown.findall(text)}
    unused = []
    for path in files(".html"):
        if "templates" not in path.parts or "tests" in path.parts:
            continue
        short = path.as_posix().split("/templates/", 1)[1]
        asked = path.stem in named or any(short in text for other, text in texts.items() if other != path)
        if not asked and not ASKED_BY_OTHERS.match(short):
            unused.append(name(path))
    assert not unused


def test_pins_have_hashes_and_name_no_index():
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        pins = re.split(r"\n(?=\S)", text.strip())
        bare = [pin.split()[0] for pin in pins if not pin.startswith("#") and "--hash=sha256:" not in pin]
        assert not bare, path.name
        assert "://" not in text, path.name


def test_nothing_of_one_machine_is_in_the_project():
    places = ["/" + place + "/" for place in ("work", "home", "root", "Users")]
    hosts = ["pypi" + ".org/simple", "index" + "-url =", "extra-" + "index", "files.python" + "hosted"]
    found = []
    for path in files(".py", ".md", ".toml", ".txt", ".in", ".yaml", ".html", ".js", ".css", ""):
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{name(path)}: {word}" for word in places + hosts if word in text]
    assert not found


def test_pages_have_no_inline_style_or_script():
    inline = re.compile(
        r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*(\bsrc=|application/json))", re.IGNORECASE
    )
    found = []
    for path in files(".html"):
        if "tests" in path.parts:
            continue
        lines = path.read_text("utf-8").splitlines()
        found += [f"{name(path)}:{n}" for n, line in enumerate(lines, 1) if inline.search(line)]
    assert not found


def test_every_link_in_the_docs_leads_somewhere():
    broken = []
    for path in files(".md"):
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8")):
            if (
                "://" not in target
                and not target.startswith("mailto:")
                and not (path.parent / target).exists()
            ):
                broken.append(f"{name(path)}: {target}")
    assert not broken
