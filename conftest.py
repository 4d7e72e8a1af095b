"""For all tests: one throwaway PostgreSQL for the whole run, no network, plain static files, cheap passwords."""

import contextlib
import gc
import ipaddress
import os
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from danvan.denunciations import receipts
from tests import prepared, tables

CLUSTER = pytest.StashKey[contextlib.ExitStack]()
QUICK_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"
QUICK_RECEIPTS = 2  # rounds of scrypt, the fewest
BEGIN_AGAIN = "SELECT " + ", ".join(
    f"setval('{table}_id_seq', (SELECT coalesce(max(id), 0) + 1 FROM {table}), false)"
    for table in ("people_account", "people_unit")
)
# Lost objects are swept seldom: a test makes many, and looking took a tenth of the time.
SWEEPS = (50_000, 20, 20)
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start the database in the process that leads; the workers of xdist are told of it by DATABASE_URL."""
    gc.set_threshold(*SWEEPS)
    if not os.environ.get("DATABASE_URL") and not config.option.collectonly:
        from danvan.lib.postgres import throwaway

        stack = contextlib.ExitStack()
        cluster = stack.enter_context(throwaway())
        config.stash[CLUSTER] = stack
        os.environ["DATABASE_URL"] = cluster.url()
    if "PYTEST_XDIST_WORKER" not in os.environ:
        compile_translations()
        tables.promise(config.getoption("numprocesses", None) or 0)
    use_settings()
    refuse_network()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the database that was started for this run."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        tables.forget()
    stack = config.stash.get(CLUSTER, None)
    if stack is not None:
        os.environ.pop("DATABASE_URL", None)
        stack.close()


def pytest_collection_finish() -> None:
    """What is loaded now stays to the end: it need not be looked through again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """What is left is looked through once: pytest would do it five times more, and all of it ends with the process."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def tables_of_run(django_db_blocker: Any) -> str:
    """The database that the workers of xdist copy; one process alone has nothing to gain from it, and has none."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return ""
    with django_db_blocker.unblock():
        return tables.made()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tables_of_run: str
) -> None:
    """The tables of the tests are a copy, where there is something to be copied."""
    from django.conf import settings

    if tables_of_run:
        settings.DATABASES["default"]["TEST"] |= {"TEMPLATE": tables_of_run, "MIGRATE": False}


@pytest.fixture(scope="module")
def lasting(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What fixtures of a module make after this one is made once for all its tests; each takes back what it adds."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def numbers_begin_again(request: pytest.FixtureRequest) -> None:
    """Officers and units of each test get the numbers of the test before: sentences kept for them are asked again."""
    if request.node.get_closest_marker("django_db") is None and "db" not in request.fixturenames:
        return
    from django.db import connection

    request.getfixturevalue("_django_db_helper")
    with connection.cursor() as cursor:
        cursor.execute(BEGIN_AGAIN)


def use_settings() -> None:
    """Settings were read before this file: point them at the database of the run, and make tests quick."""
    from django.conf import settings

    if url := os.environ.get("DATABASE_URL"):
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query))
        settings.DATABASES["default"].update(
            NAME=unquote(parts.path.lstrip("/")),
            USER=unquote(parts.username or "postgres"),
            PASSWORD=unquote(parts.password or ""),
            HOST=options.pop("host", None) or parts.hostname or "",
            PORT=str(options.pop("port", None) or parts.port or ""),
        )
    prepared.keep(settings.DATABASES)
    settings.PASSWORD_HASHERS = [QUICK_HASHER]
    receipts.WORK["n"] = QUICK_RECEIPTS
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN_STATIC}}
    settings.DANVAN_DEMO = False  # also where the demonstration was loaded into this very folder
    settings.DANVAN_OFFICE = {"name": "UBND xã Kỳ Anh", "place": "", "phone": ""}
    settings.WHITENOISE_AUTOREFRESH = True  # else it warns that static files were not collected


def compile_translations() -> None:
    """A fresh clone has catalogues of words but not their compiled form."""
    from danvan.cli.stages import translations

    translations(lambda _what, _part: None)


def refuse_network() -> None:
    """From here on a socket opens only to this machine."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_local(address[0]):
            raise AssertionError(f"A test asks the network for {address[0]}.")
        connect(self, address)

    socket.socket.connect = local_only  # type: ignore[method-assign]


def is_local(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    return False
