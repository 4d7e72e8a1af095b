"""The access matrix: every address × every role, from tests/access.yaml. A new address without a row fails."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import connection, transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.template.backends.django import Template
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from danvan.journal.models import Event
from danvan.reports import paper
from tests.make import at
from tests.undone import Undone
from tests.world import DAY, ROLES, World, make_world

TABLE = yaml.safe_load(Path(__file__).with_name("access.yaml").read_text("utf-8"))
METHODS = ("get", "post")
SOME = ("anonymous", "clerk", "administrator")  # where all are to get the same
STATUS = {
    "ok": {200},
    "forbidden": {403},
    "missing": {404},
    "wrong": {400, 409, 422},
    "method": {405},
    "gone": {410},
}
COUNT = f"SELECT count(*) FROM {Event._meta.db_table}"
REFUSALS = {"forbidden", "missing", "wrong", "method", "login", "gone"}
ROWS = [(row["name"], method) for row in TABLE for method in METHODS]
BY_NAME = {row["name"]: row for row in TABLE}


def addresses(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """The name of every address that the product answers, with its namespace."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name or pattern.pattern}"


def test_every_address_is_in_the_table_and_the_table_names_no_other():
    known = set(addresses(get_resolver().url_patterns))
    assert {row["name"] for row in TABLE} == known


def test_the_table_names_each_address_once_and_only_known_words():
    assert len(BY_NAME) == len(TABLE)
    for row in TABLE:
        for method in METHODS:
            answers = row.get(method, {})
            assert set(answers) <= {"all", *ROLES}, row["name"]
            assert "all" in answers or not answers or set(answers) == set(ROLES), row["name"]


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The commune of the matrix, in one transaction for all rows."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, at(DAY):
        patch.setattr(settings, "MEDIA_ROOT", tmp_path_factory.mktemp("files"))
        patch.setitem(settings.DANVAN_PAYMENTS, "folder", tmp_path_factory.mktemp("payments"))
        # Kept in the cookie, a session need not be read and written in each of three thousand requests.
        patch.setattr(settings, "SESSION_ENGINE", "django.contrib.sessions.backends.signed_cookies")
        with transaction.atomic():
            yield make_world()
            transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("name, method", ROWS)
def test_each_role_gets_the_answer_of_the_table(world: World, name: str, method: str):
    row, undo = BY_NAME[name], Undone()
    expected = row.get(method)
    if expected is None:
        said = {answer(world, row, method, role, undo) for role in ("anonymous", "leader")}
        assert said <= {"method", "login"}
    else:
        asked = SOME if set(expected) == {"all"} else ROLES
        with written_once():
            answers = {role: answer(world, row, method, role, undo) for role in asked}
        assert answers == {role: expected.get(role, expected.get("all")) for role in asked}
    assert events() == world.events, "something was written that no statement told of"


def answer(world: World, row: dict[str, Any], method: str, role: str, undo: Undone) -> str:
    """The word for what the address says to this role; nothing of it stays, and a refusal has written nothing."""
    things = {name: world.things.get(thing, thing) for name, thing in row.get("args", {}).items()}
    url = reverse(row["name"], kwargs=things) + row.get("query", "").format(**world.things)
    data = {name: world.things.get(value, value) for name, value in row.get("data", {}).items()}
    with undo.after() as written:
        client = world.browser(role)
        response = client.get(url) if method == "get" else client.post(url, data)
        read_to_the_end(response)
        word = word_of(response)
        if written and (word in REFUSALS or method == "get"):
            assert events() == world.events, f"{role}: {word}, and yet something was written"
    return word


def events() -> int:
    """How many are on record."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return int(cursor.fetchone()[0])


@contextmanager
def written_once() -> Iterator[None]:
    """A page is made for every role and written out for the first: one has read it, of the others the door is asked."""
    readers: dict[str, HttpRequest] = {}
    write = Template.render

    def render(self: Template, context: Any = None, request: HttpRequest | None = None) -> str:
        if request is not None and readers.setdefault(self.template.name, request) is not request:
            return ""
        return write(self, context, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", render)
        patch.setattr(paper, "docx", once(paper.docx))
        yield


def once(write: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    """A file that takes long to write is written for the first who gets it."""
    written: list[bytes] = []

    def first(report: Any) -> bytes:
        if not written:
            written.append(write(report))
        return written[0]

    return first


def read_to_the_end(response: HttpResponse | FileResponse) -> None:
    """A file that is sent is closed by whoever sends it: here nobody does."""
    if response.streaming:
        b"".join(response.streaming_content)  # type: ignore[arg-type]


def word_of(response: HttpResponse) -> str:
    """The word of the table for an answer."""
    if response.status_code in (301, 302, 303):
        to = response["Location"]
        if to.startswith(resolve_url(settings.LOGIN_URL)):
            return "login"
        return "again" if to.startswith(reverse("account_reauthenticate")) else "moved"
    found = [word for word, codes in STATUS.items() if response.status_code in codes]
    return found[0] if found else str(response.status_code)
