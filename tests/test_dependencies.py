"""What the product needs is declared, and what is declared is needed."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

from tests.tree import PACKAGE, ROOT, files, tree

pytestmark = pytest.mark.xdist_group("tree")

# Declared though no line of ours names them: what they are for.
TOOLS = {
    "argon2-cffi": "Django's Argon2 hasher, which ours extends, imports it",
    "tzdata": "the time zone of Viet Nam where the machine has none",
    "flit_core": "the build backend",
}
# Where the name of a package is not the name of its module.
MODULES = {
    "django-allauth": "allauth",
    "django-axes": "axes",
    "django-csp": "csp",
    "django-template-partials": "template_partials",
    "pillow": "PIL",
    "pyyaml": "yaml",
    "python-docx": "docx",
}


def _declared(name_of_file: str) -> dict[str, str]:
    """Package → its module, of a list of requirements."""
    lines = (ROOT / "requirements" / name_of_file).read_text("utf-8").splitlines()
    packages = [re.match(r"[\w.-]+", line) for line in lines if not line.startswith(("#", "-"))]
    names = [found.group().lower() for found in packages if found]
    return {package: MODULES.get(package, package.replace("-", "_")) for package in names}


def _imported(path: Path) -> set[str]:
    """Packages that a file imports, at its top or inside its functions; neighbours left out."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").split(".")[0])
    return found - sys.stdlib_module_names - {"danvan", "tests", "conftest"}


def test_every_import_is_declared_and_every_declared_package_is_used():
    base, dev = _declared("base.in"), _declared("dev.in")
    product = [p for p in files(".py") if p.is_relative_to(PACKAGE) and "tests" not in p.parts]
    imported = {path: _imported(path) for path in files(".py")}
    optional = {"numpy"}  # pyproject's extra `arrays`
    needed = set().union(*(imported[path] for path in product))
    assert needed - set(base.values()) - optional == set(), "imported, not in base.in"
    assert set().union(*imported.values()) - set(base.values()) - set(dev.values()) == set()
    named = {  # apps, middleware and back ends that the settings name in a string
        node.value.split(".")[0]
        for path in product
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {package for package, module in base.items() if module not in needed | named} == TOOLS.keys()


def test_the_wheel_asks_for_what_the_pins_were_made_from():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = (ROOT / "requirements" / "base.in").read_text("utf-8").splitlines()
    asked = {line for line in lines if not line.startswith(("#", "flit_core"))}
    assert asked == set(project["dependencies"])
    pins = (ROOT / "requirements" / "base.txt").read_text("utf-8").lower().replace("_", "-")
    assert [one for one in _declared("base.in") if f"\n{one.replace('_', '-')}==" not in f"\n{pins}"] == []


def test_the_tests_of_a_group_run_on_one_worker(request: pytest.FixtureRequest):
    """Else what a group builds once, a demonstration or an office with a browser, is built by every worker."""
    grouped = getattr(request.config.option, "loadgroup", False)
    assert request.node.nodeid.endswith("@tree") == grouped
