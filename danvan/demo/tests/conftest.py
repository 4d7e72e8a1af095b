"""The whole demonstration, loaded once for all tests of this folder and taken back afterwards."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from danvan import demo
from danvan.demo import Login
from danvan.keydesk.tests.make import quick_lock
from danvan.lib import dates, seal

TODAY = date(2026, 11, 23)  # a Monday
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=dates.VIETNAM)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever looks at the demonstration runs on one worker, one after another: it is loaded once."""
    for item in items:
        if "loaded" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("demo"))


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[tuple[list[Login], Path]]:
    """The log-ins and the folder of a demonstration that stands in the database."""
    var = tmp_path_factory.mktemp("var")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(settings, "MEDIA_ROOT", var / "files")
        patch.setattr(settings, "VAR", var)
        patch.setattr(settings, "DANVAN_DEMO", True)
        patch.setattr(seal, "lock", quick_lock)
        with dates.pretending(MORNING):
            logins = demo.load(var=var, progress=lambda text, share: None)
            committed, connection.run_on_commit = connection.run_on_commit, []
            for _, function, _ in committed:
                function()
        yield logins, var
        transaction.set_rollback(True)


@pytest.fixture
def register(loaded, db) -> Iterator[tuple[list[Login], Path]]:
    """The loaded demonstration, on the morning around which it stands; a test's own writes are taken back."""
    with dates.pretending(MORNING):
        yield loaded
