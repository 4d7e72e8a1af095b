"""What `danvan check` does with its results and with a machine that has no browser."""

import importlib.util
import os
import subprocess

import pytest

from danvan.cli import checks
from danvan.cli.errors import Sentence


def step(name: str) -> checks.Step:
    return checks.Step(name, name, lambda: 0)


def test_one_failed_check_fails_the_whole() -> None:
    assert checks.summary([(step("a"), 0, 0.1), (step("b"), 0, 0.1)]) == 0
    assert checks.summary([(step("a"), 0, 0.1), (step("b"), 2, 0.1)]) == 1


def test_every_promised_check_is_made() -> None:
    made = " ".join(each.en for each in checks.steps())
    for name in (
        "ruff check",
        "ruff format",
        "mypy",
        "import-linter",
        "djlint",
        "makemigrations",
        "messages",
        "pytest",
    ):
        assert name in made


def test_missing_tools_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Sentence, match="requirements/dev"):
        checks.need_tools()


def test_a_browser_is_installed_only_for_root(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(checks, "browser", lambda: None)
    monkeypatch.setattr(checks.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", lambda command, **options: called.append(command))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    checks.install_browser()
    assert called == []
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    checks.install_browser()
    assert [command[-1] for command in called] == ["-qq", "chromium-headless-shell", "chromium"]


def test_once_there_is_a_browser_no_other_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(checks, "browser", lambda: "/usr/bin/x" if len(called) > 1 else None)
    monkeypatch.setattr(checks.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", lambda command, **options: called.append(command))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    checks.install_browser()
    assert [command[-1] for command in called] == ["-qq", "chromium-headless-shell"]


def test_without_a_browser_the_skipping_is_said(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(checks, "browser", lambda: None)
    checks.tell_about_browser()
    assert "Chromium" in capsys.readouterr().err


def test_arguments_go_to_pytest_as_they_are() -> None:
    assert checks.pytest_command(("danvan/law", "-k", "tet")) == ("danvan/law", "-k", "tet")
    assert "-n" in checks.pytest_command(())
    assert checks.pytest_command(checks.SHORT)[-2:] == ("-m", "not simulation")


def test_options_alone_leave_all_processors_at_work_unless_somebody_looks_in() -> None:
    assert "-n" in checks.pytest_command(("--durations=20", *checks.SHORT))
    assert "-n" not in checks.pytest_command(("--pdb", *checks.SHORT))
    assert not checks.names_tests(("--durations=20", "-x"))
    assert checks.names_tests(("danvan/law",))
