"""The README is held to its word: every command, option and variable that it names is there."""

import re
import tomllib

import click
import pytest

from danvan.cli.group import Table
from danvan.cli.group import danvan as commands
from tests.tree import ROOT, files

PAGES = ["README.md", "CONTRIBUTING.md", "docs/operations.md"]
HOUSE = {
    "DANVAN_KINDS",
    "DANVAN_VERIFIERS",
    "DANVAN_RULE_CONFIRMED",
    "DANVAN_RATES",
}  # settings, no variables


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def lines_of_commands(page: str) -> list[list[str]]:
    """The words after ./dv or danvan in every line of code."""
    code = re.findall(r"`([^`\n]+)`", text_of(page)) + re.findall(
        r"```sh\n(.*?)```", text_of(page), re.DOTALL
    )
    lines = [line for block in code for line in block.splitlines()]
    return [
        found[1].split("#")[0].split()
        for line in lines
        if (found := re.match(r"(?:\./dv|danvan)\s+(.+)", line))
    ]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_a_page_names_exists(page):
    context = click.Context(commands)
    for words in lines_of_commands(page):
        known = {*Table.rows, "help", "COMMAND"}
        assert words[0] in known, f"{page}: {' '.join(words)}"
        if words[0] in Table.rows:
            assert commands.get_command(context, words[0]) is not None


@pytest.mark.parametrize("page", PAGES)
def test_every_option_that_a_page_names_is_understood(page):
    context = click.Context(commands)
    for words in lines_of_commands(page):
        if words[0] not in Table.rows:
            continue
        command = commands.get_command(context, words[0])
        assert command is not None
        if command.context_settings.get("ignore_unknown_options"):
            continue
        known = options_of(command)
        asked = {word.split("=")[0] for word in words[1:] if word.startswith("--")}
        assert asked <= known, f"{page}: {' '.join(words)}"


def options_of(command: click.Command) -> set[str]:
    """Every option of a command and of the commands below it."""
    names = {name for parameter in command.params for name in parameter.opts}
    if isinstance(command, click.Group):
        inner = (
            command.get_command(click.Context(command), name)
            for name in command.list_commands(click.Context(command))
        )
        names |= {name for each in inner if each for name in options_of(each)}
    return names


def test_every_command_is_in_the_readme():
    text = text_of("README.md")
    assert [name for name in Table.rows if f"./dv {name}" not in text] == []


def test_every_variable_of_the_readme_is_read_by_the_code_and_the_other_way_round():
    named = set(re.findall(r"^\| `([A-Z_]+)` \|", text_of("README.md"), re.MULTILINE))
    code = "\n".join(path.read_text("utf-8") for path in files(".py") if "tests" not in path.parts)
    read = set(re.findall(r"environ(?:\.get\(|\[)\s*\"((?:DANVAN|DATABASE)_[A-Z_]+)\"", code))
    assert named == read


@pytest.mark.parametrize(
    "page", ["README.md", "docs/operations.md", "docs/security-model.md", "CONTRIBUTING.md"]
)
def test_every_variable_that_a_page_names_is_known(page):
    code = "\n".join(path.read_text("utf-8") for path in files(".py"))
    named = set(re.findall(r"\b(DANVAN_[A-Z_]+|DATABASE_URL)\b", text_of(page))) - HOUSE
    assert {word for word in named if f'"{word}"' not in code} == set()


def test_the_licence_is_whole_and_the_same_everywhere():
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert all(f"\n{number}." in licence for number in range(1, 16))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "EUPL-1.2"


def test_the_readme_starts_with_two_commands():
    blocks = re.findall(r"```sh\n(.*?)```", text_of("README.md"), re.DOTALL)
    assert [block.strip() for block in blocks[:2]] == ["./dv up", "./dv test"]
