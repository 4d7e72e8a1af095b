"""`danvan test` and `danvan check`: what a change must pass, here and in CI."""

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from danvan.cli.errors import Sentence, say
from danvan.cli.office import check as check_database
from danvan.cli.office import root

# The first has no windows to think of: the same engine, for less of a processor.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
INSTALL_PATIENCE = 600  # seconds for apt-get


@dataclass(frozen=True)
class Step:
    """One check: `run` gives an exit code."""

    vi: str
    en: str
    run: Callable[[], int]


def need_tools() -> None:
    """Raises Sentence when the tools of development are not installed."""
    if importlib.util.find_spec("pytest") is None:
        raise Sentence(
            "Thiếu công cụ kiểm thử; ./dv test tự cài, hoặc: pip install -r requirements/dev.txt",
            "The tools for testing are missing; ./dv test installs them, or: pip install -r requirements/dev.txt",
        )


def call(*command: str) -> int:
    """Run a tool in the project's folder, its words going straight to the terminal."""
    sys.stdout.flush()
    return subprocess.run(command, cwd=root(), check=False).returncode


def python(module: str, *arguments: str) -> int:
    """Run a module of this environment."""
    return call(sys.executable, "-m", module, *arguments)


SHORT = ("-m", "not simulation")
"""Without the long simulations: what somebody who changes a line waits for."""
LOOKS_IN = {"--pdb", "--trace", "-s"}


def names_tests(arguments: tuple[str, ...]) -> bool:
    """Whether somebody asks for some tests; options alone (`--durations=20`) ask for all."""
    return any(not each.startswith("-") for each in arguments if each not in SHORT)


def pytest_command(arguments: tuple[str, ...]) -> tuple[str, ...]:
    """Tests on all processors, unless somebody asks for some by name or wants to look in (`--pdb`, `-s`)."""
    if names_tests(arguments) or LOOKS_IN & {*arguments} or importlib.util.find_spec("xdist") is None:
        return arguments
    return ("-q", "-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadgroup", *arguments)


@contextlib.contextmanager
def test_database() -> Iterator[None]:
    """A throwaway PostgreSQL for the steps that need one; DATABASE_URL when it is given."""
    from danvan.lib.postgres import throwaway

    if given := os.environ.get("DATABASE_URL"):
        check_database(given)
        yield
        return
    with throwaway() as cluster:
        os.environ["DATABASE_URL"] = cluster.url()
        try:
            yield
        finally:
            os.environ.pop("DATABASE_URL", None)


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def test(arguments: tuple[str, ...]) -> int:
    """Chạy kiểm thử; tham số chuyển cho pytest / run the tests; arguments go to pytest.

    danvan test danvan/law -k tet

    Không có tham số: mọi kiểm thử trừ các mô phỏng dài, mà `danvan check` chạy cả. / Without arguments: all but the
    long simulations, which `danvan check` runs too.
    """
    need_tools()
    tell_about_browser()
    return python("pytest", *pytest_command(arguments if names_tests(arguments) else (*arguments, *SHORT)))


@click.command()
def check() -> int:
    """Mọi phép kiểm tra mà CI chạy / everything that CI runs: style, types, floors, templates, migrations, tests."""
    need_tools()
    install_browser()
    tell_about_browser()
    results: list[tuple[Step, int, float]] = []
    with test_database():
        for step in steps():
            click.secho(f"\n== {step.vi} / {step.en}", bold=True)
            begun = time.monotonic()
            code = step.run()
            took = time.monotonic() - begun
            click.echo(f"   {'đạt / passed' if code == 0 else 'KHÔNG ĐẠT / FAILED'}  {took:.1f} s")
            results.append((step, code, took))
    return summary(results)


def steps() -> list[Step]:
    """The checks, quick ones first."""
    return [
        Step("Mã nguồn", "ruff check", lambda: python("ruff", "check", ".")),
        Step("Định dạng", "ruff format", lambda: python("ruff", "format", "--check", ".")),
        Step("Kiểu", "mypy", lambda: python("mypy")),
        Step("Các tầng", "import-linter", lambda: call(tool("lint-imports"))),
        Step("Mẫu trang", "djlint", lambda: call(tool("djlint"), "danvan", "--lint", "--quiet")),
        Step(
            "Bảng dữ liệu", "makemigrations --check", lambda: django("makemigrations", "--check", "--dry-run")
        ),
        Step("Cấu hình", "manage check", lambda: django("check", "--fail-level", "WARNING")),
        Step("Bản dịch", "danvan messages --check", lambda: python("danvan.cli", "messages", "--check")),
        Step("Kiểm thử", "pytest", lambda: python("pytest", *pytest_command(()))),
    ]


def tool(name: str) -> str:
    """A command that was installed beside this Python."""
    return os.path.join(os.path.dirname(sys.executable), name)


def django(*arguments: str) -> int:
    """One of Django's commands on the database of the checks."""
    return python("danvan.cli.worker", *arguments)


def summary(results: list[tuple[Step, int, float]]) -> int:
    """The table at the end; 0 when everything passed."""
    click.secho("\n== Tổng hợp / Summary", bold=True)
    for step, code, took in results:
        mark = "đạt / passed       " if code == 0 else "KHÔNG ĐẠT / FAILED "
        click.echo(f"   {mark} {took:7.1f} s  {step.vi} / {step.en}")
    failed = sum(code != 0 for _, code, _ in results)
    if failed:
        say(f"{failed} phép kiểm tra không đạt.", f"{failed} checks failed.")
        return 1
    total = sum(took for _, _, took in results)
    click.echo(f"Tất cả đều đạt trong {total:.0f} s / everything passed in {total:.0f} s")
    return 0


def browser() -> str | None:
    """The system's Chromium, if it has one."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def tell_about_browser() -> None:
    """Say so when the browser tests will be skipped."""
    if browser() is None:
        say(
            "Máy không có Chromium nên các kiểm thử bằng trình duyệt sẽ được bỏ qua.",
            "There is no Chromium here, so the tests in a browser will be skipped.",
        )


def install_browser() -> None:
    """In CI's container (root, apt-get) fetch Chromium; anywhere else the machine is left as it is."""
    apt = shutil.which("apt-get")
    if browser() or os.geteuid() != 0 or apt is None:
        return
    click.echo("Cài Chromium / Installing Chromium …")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    fetch = [apt, "install", "-y", "-qq", "--no-install-recommends"]
    for command in ([apt, "update", "-qq"], *([*fetch, name] for name in BROWSERS[:2])):
        if browser():
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(
                command, env=environment, timeout=INSTALL_PATIENCE, check=False, capture_output=True
            )
