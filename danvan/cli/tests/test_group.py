"""The table of commands, its help, and how expected failures are told."""

import errno
from importlib import import_module

import click
import pytest
from click.testing import CliRunner
from django.db import utils

from danvan.cli import errors, office
from danvan.cli.group import SECTIONS, Table, danvan
from danvan.lib.postgres.errors import NoSpace

ROWS = [row for rows in SECTIONS.values() for row in rows]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_leads_to_a_command_that_explains_itself_in_both_languages(row) -> None:
    module, _, attribute = row.where.partition(":")
    command = getattr(import_module(module), attribute)
    assert isinstance(command, click.Command)
    assert " / " in (command.help or "")
    assert row.vi
    assert row.en


def test_names_of_commands_are_unique() -> None:
    assert len(Table.rows) == len(ROWS)


def test_help_lists_every_command_with_both_languages() -> None:
    text = CliRunner().invoke(danvan, ["help"]).output
    assert all(f"  {row.name} " in text for row in ROWS)
    assert "Chạy cả hệ thống / run the whole register" in text


def test_help_explains_one_command() -> None:
    assert "--start" in CliRunner().invoke(danvan, ["help", "due"]).output


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["help", "nonsense"], ["due"], ["up", "--port", "99999"]]
)
def test_a_wrong_call_is_refused_with_code_two(arguments, capsys) -> None:
    assert errors.run(arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_failure_of_the_world_is_two_lines_and_code_one(capsys) -> None:
    assert errors.run(["due", "nonsense", "--start", "2018-02-12"]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 2


@pytest.mark.parametrize(
    "error, word",
    [
        (OSError(errno.ENOSPC, "No space left on device"), "full"),
        (PermissionError(errno.EACCES, "denied", "/x/var"), "/x/var"),
        (NoSpace("đầy", "full"), "full"),
        (utils.OperationalError("connection refused"), "connection refused"),
        (utils.ProgrammingError('relation "cases_case" does not exist'), "danvan migrate"),
    ],
)
def test_failures_of_the_world_have_sentences(error, word) -> None:
    sentence = errors.expected(error)
    assert sentence is not None
    assert word in sentence.en


@pytest.mark.parametrize("error", [KeyError("on"), ValueError("x"), OSError(errno.EIO, "broken")])
def test_a_defect_of_ours_is_not_hidden(error) -> None:
    assert errors.expected(error) is None


@pytest.mark.parametrize(
    "url", ["postgres://x:sekret@127.0.0.1:1/no", "postgres://x:sek%40ret@127.0.0.1:1/no", "nonsense"]
)
def test_a_database_that_does_not_answer_is_told_without_its_password(url) -> None:
    with pytest.raises(errors.Sentence, match="DATABASE_URL") as caught:
        office.check(url)
    assert "sek" not in str(caught.value)


def test_an_old_server_is_refused(monkeypatch) -> None:
    import psycopg

    class Old:
        class info:  # noqa: N801  as psycopg names it
            server_version = 140011

        def __enter__(self):
            return self

        def __exit__(self, *whatever):
            return None

    monkeypatch.setattr(psycopg, "connect", lambda *a, **k: Old())
    with pytest.raises(errors.Sentence, match="14"):
        office.check("postgres://somewhere/danvan")


def test_private_files_are_closed_to_others(tmp_path) -> None:
    office.keep(tmp_path / "key", "một")
    office.keep(tmp_path / "key", "hai")
    assert (tmp_path / "key").read_text() == "hai"
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
