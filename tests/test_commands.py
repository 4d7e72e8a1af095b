"""Commands that stand on their own: diagrams, and PostgreSQL's tools for a copy that can be brought back."""

from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from click.testing import CliRunner

from danvan.cli import diagrams
from danvan.cli.errors import Sentence
from danvan.cli.pg import address, pg
from tests.served import fresh_database

runner = CliRunner()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own for what the command writes."""
    monkeypatch.setattr(diagrams, "root", lambda: tmp_path)
    return tmp_path / "docs" / "states"


def test_diagrams_are_written_and_stale_ones_named(folder: Path):
    assert runner.invoke(diagrams.diagrams).exit_code == 0
    page = (folder / "complaint.md").read_text("utf-8")
    assert "received --> screened : screen" in page
    assert "`extend`" in page
    assert runner.invoke(diagrams.diagrams, ["--check"]).exit_code == 0
    (folder / "complaint.md").write_text("something else", encoding="utf-8")
    (folder / "gone.md").write_text("a kind that is no more", encoding="utf-8")
    said = runner.invoke(diagrams.diagrams, ["--check"]).exception
    assert isinstance(said, Sentence)
    assert "complaint.md, gone.md" in said.en
    assert runner.invoke(diagrams.diagrams).exit_code == 0
    assert not (folder / "gone.md").exists()
    assert runner.invoke(diagrams.diagrams, ["--check"]).exit_code == 0


def test_a_copy_of_the_database_can_be_brought_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    copy = str(tmp_path / "copy.dump")
    assert pg.callback is not None
    with fresh_database("first") as first, fresh_database("second") as second:
        with psycopg.connect(first) as connection:
            connection.execute("create table letters as select 'đất đai' as words")
        monkeypatch.setenv("DATABASE_URL", first)
        assert pg.callback(tool="pg_dump", arguments=("-Fc", "-f", copy)) == 0
        monkeypatch.setenv("DATABASE_URL", second)
        name = urlsplit(second).path.lstrip("/")
        assert pg.callback(tool="pg_restore", arguments=("--no-owner", "-d", name, copy)) == 0
        with psycopg.connect(second) as connection:
            assert connection.execute("select words from letters").fetchone() == ("đất đai",)


def test_the_tools_are_led_to_the_database_without_a_password_on_the_command_line():
    found = address("postgres://danvan:s%40crét@db.example:6432/so?sslmode=verify-full")
    assert found == {
        "PGHOST": "db.example",
        "PGPORT": "6432",
        "PGUSER": "danvan",
        "PGPASSWORD": "s@crét",
        "PGDATABASE": "so",
        "PGSSLMODE": "verify-full",
    }
