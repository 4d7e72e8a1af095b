"""The starter `dv`: readable to any Python 3, and clear about what is missing."""

import ast
import importlib.machinery
import importlib.util
import shutil
import subprocess
import sys
from collections import namedtuple
from types import ModuleType

import pytest

from danvan.cli.office import root

DV = root() / "dv"
pytestmark = pytest.mark.skipif(not DV.exists(), reason="the package is installed without the starter")


@pytest.fixture
def dv(tmp_path, monkeypatch) -> ModuleType:
    """The starter as a module, with a project folder of its own."""
    loader = importlib.machinery.SourceFileLoader("dv", str(DV))
    spec = importlib.util.spec_from_loader("dv", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    write = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    loader.exec_module(module)
    sys.dont_write_bytecode = write
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "base.txt").write_text("django==5.2 \\\n    --hash=sha256:00\nclick==8.5\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    for name, value in {
        "ROOT": tmp_path,
        "VENV": tmp_path / ".venv",
        "PYTHON": tmp_path / ".venv/bin/python",
    }.items():
        monkeypatch.setattr(module, name, str(value))
    return module


def test_it_is_readable_to_every_python_three() -> None:
    ast.parse(DV.read_text(encoding="utf-8"), feature_version=(3, 4))


def test_it_uses_the_standard_library_only() -> None:
    tree = ast.parse(DV.read_text(encoding="utf-8"))
    names = {
        name.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for name in node.names
    }
    assert names <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("version", ["3.6", "3.8", "3.9", "3.10"])
def test_a_real_old_python_gets_one_sentence(version: str) -> None:
    old = shutil.which(f"python{version}")
    if old is None or subprocess.run([old, "--version"], capture_output=True, check=False).returncode:
        pytest.skip(f"there is no Python {version} here")
    done = subprocess.run([old, str(DV), "up"], capture_output=True, check=False)
    assert done.returncode == 1
    assert len(done.stderr.decode().strip().splitlines()) == 2


def sentence(dv: ModuleType, capsys, call, *arguments) -> str:
    with pytest.raises(SystemExit) as ended:
        call(*arguments)
    assert ended.value.code == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 2
    return lines[1]


def test_an_old_python_is_told_which_one_to_use(dv, capsys, monkeypatch) -> None:
    monkeypatch.setattr(dv.sys, "version_info", (3, 9, 2))
    assert "3.9 is too old" in sentence(dv, capsys, dv.check_python)


def test_a_missing_venv_module_is_told_with_its_package(dv, capsys, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert "apt install python3." in sentence(dv, capsys, dv.check_venv_module)


def test_a_full_disk_is_told_before_anything_is_made(dv, capsys, monkeypatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(1, 1, 1024**2))
    assert "1 MB" in sentence(dv, capsys, dv.check_room, ["base"])


@pytest.mark.parametrize(
    "said, word",
    [
        ("OSError: [Errno 28] No space left on device", "full"),
        ("NewConnectionError: Failed to establish a new connection", "network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "hash"),
        ("ERROR: Could not find a version that satisfies the requirement granian==2.5.0", "this machine"),
        ("something odd\nERROR: it broke", "it broke"),
    ],
)
def test_every_failure_of_pip_has_a_sentence(dv, capsys, said: str, word: str) -> None:
    assert word in sentence(dv, capsys, dv.explain, said)


def test_a_change_of_the_pins_is_noticed(dv, tmp_path) -> None:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for name in ("python", "danvan"):
        (tmp_path / ".venv" / "bin" / name).touch()
    assert not dv.installed("base")
    (tmp_path / ".venv" / "installed-base").write_text(dv.stamp_of("base"))
    assert dv.installed("base")
    (tmp_path / "requirements" / "base.txt").write_text("django==5.3\n")
    assert not dv.installed("base")


def test_pins_are_counted_for_the_bar(dv) -> None:
    assert dv.count(["base"]) == 2


@pytest.mark.parametrize("name", ["base", "dev"])
def test_pins_have_hashes_and_no_address(name: str) -> None:
    text = (root() / "requirements" / f"{name}.txt").read_text()
    assert text.count("==") > 20
    assert "--hash=sha256:" in text
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_ranges_of_the_package_are_those_that_are_pinned() -> None:
    import tomllib

    project = tomllib.loads((root() / "pyproject.toml").read_text())["project"]
    asked = [line.strip() for line in (root() / "requirements" / "base.in").read_text().splitlines()]
    backend = tomllib.loads((root() / "pyproject.toml").read_text())["build-system"]["requires"]
    assert {line for line in asked if line and not line.startswith("#")} == {
        *project["dependencies"],
        *backend,
    }
