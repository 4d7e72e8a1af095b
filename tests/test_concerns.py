"""Nothing reaches whom it is about: every address that an officer may open is silent about a case that concerns her."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from danvan.cases import queries
from danvan.cases.actions import About, note_concern
from danvan.cases.models import Case
from danvan.cases.models.concern import Whom
from danvan.desk import tabs
from danvan.lib.text import fold
from danvan.papers import queries as papers
from tests.make import at
from tests.test_access import TABLE, read_to_the_end
from tests.undone import Undone
from tests.world import DAY, World, make_world

WORDS = "Sổ đóng góp thôn Bàu Trắng"
OPENED = [
    row for row in TABLE if {"handler", "all"} & set(row.get("get", {})) and row["name"] != "portal:receipt"
]
OF_THE_CASE = [
    row
    for row in TABLE
    if {"case", "party", "telling", "file", "draft", "issued"} & {*row.get("args", {}).values()}
]


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The commune of the access matrix; its letter, with paper, telling and file, is about the handler."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, at(DAY):
        patch.setattr(settings, "MEDIA_ROOT", tmp_path_factory.mktemp("files"))
        patch.setitem(settings.DANVAN_PAYMENTS, "folder", tmp_path_factory.mktemp("payments"))
        with transaction.atomic():
            made = make_world()
            case = Case.objects.get(pk=made.things["case"])
            Case.objects.filter(pk=case.pk).update(subject=WORDS, folded=fold(WORDS))
            about = About(Whom.OFFICER, made.commune, made.officers["handler"])
            note_concern(case, about, by=made.officers["leader"], on=DAY)
            yield made
            transaction.set_rollback(True)


def asked(world: World, row: dict[str, Any], role: str, method: str = "get") -> Any:
    things = {name: world.things.get(thing, thing) for name, thing in row.get("args", {}).items()}
    url = reverse(row["name"], kwargs=things) + row.get("query", "").format(**world.things)
    data = {name: world.things.get(value, value) for name, value in row.get("data", {}).items()}
    with Undone().after():
        client = world.browser(role)
        response = client.get(url) if method == "get" else client.post(url, data)
        read_to_the_end(response)
    return response


@pytest.mark.django_db
@pytest.mark.parametrize("row", OPENED, ids=lambda row: row["name"])
def test_no_page_that_lists_or_shows_cases_tells_the_handler_of_the_one_that_is_about_her(world, row):
    response = asked(world, row, "handler")
    if not response.streaming:
        assert WORDS not in response.content.decode(errors="replace")


@pytest.mark.django_db
@pytest.mark.parametrize("row", OF_THE_CASE, ids=lambda row: row["name"])
def test_its_own_addresses_answer_her_as_for_no_case_at_all(world, row):
    for method in ("get", "post"):
        if method in row:
            assert asked(world, row, "handler", method).status_code == 404, method


@pytest.mark.django_db
def test_others_still_work_on_it_and_she_is_in_no_figure_beside_the_tabs(world):
    case = Case.objects.get(pk=world.things["case"])
    handler, clerk = world.officers["handler"], world.officers["clerk"]
    assert case in queries.visible_to(clerk, on=DAY)
    assert case not in queries.visible_to(handler, on=DAY)
    assert not papers.visible_to(handler, on=DAY).exists()
    assert papers.visible_to(clerk, on=DAY).exists()
    search = {"name": "desk:search", "query": "?q=Bàu"}
    assert WORDS in asked(world, search, "clerk").content.decode()
    assert WORDS not in asked(world, search, "handler").content.decode()
    units = [world.commune.pk]
    counted = {who: tabs.counts(who, units, on=DAY)["office"] for who in (clerk, handler)}
    assert counted[clerk] - counted[handler] == 1
