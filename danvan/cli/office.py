"""Where this installation keeps its things, and how a command comes to its database."""

import contextlib
import functools
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from danvan.cli.errors import Sentence
from danvan.lib.postgres import Cluster, ensure

OLDEST_POSTGRES = 15
SECRET = "secret_key"  # the name of a file, not a secret


def root() -> Path:
    """The project's folder; the current one where the package is installed without it."""
    folder = Path(__file__).resolve().parents[2]
    return folder if (folder / "pyproject.toml").exists() else Path.cwd()


def var() -> Path:
    """The folder of everything that this installation makes: database, files, keys. DANVAN_VAR names another."""
    return Path(os.environ.get("DANVAN_VAR") or root() / "var").absolute()


def prepare_var() -> Path:
    """Make the folder with its secret key, closed to others; root leaves the way open for its database's user."""
    folder = var()
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    (folder / "log").mkdir(exist_ok=True, mode=0o700)
    if not (folder / SECRET).exists():
        keep(folder / SECRET, secrets.token_urlsafe(50))
    os.environ["DANVAN_VAR"] = str(folder)
    return folder


def keep(path: Path, text: str) -> None:
    """Write a private file (0600), whole or not at all."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


@contextlib.contextmanager
def database() -> Iterator[Cluster | None]:
    """The database for the length of the block, its address in DATABASE_URL.

    DATABASE_URL given: that one, checked; nothing is started and None comes out. Else the embedded one, started when
    it does not run and left as it was found. Raises Sentence or PostgresError.
    """
    given = os.environ.get("DATABASE_URL")
    if given:
        check(given)
        yield None
        return
    with ensure(prepare_var()) as cluster:
        os.environ["DATABASE_URL"] = cluster.url()
        try:
            yield cluster
        finally:
            os.environ.pop("DATABASE_URL", None)


def check(url: str) -> None:
    """Raises Sentence unless a PostgreSQL that is new enough answers at this address."""
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version // 10000
    except psycopg.Error as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        why = without_password((lines or [type(error).__name__])[0], url)
        raise Sentence(
            f"Không kết nối được cơ sở dữ liệu trong DATABASE_URL ({why}); hãy kiểm tra địa chỉ, hoặc bỏ biến này "
            "để dùng PostgreSQL đi kèm.",
            f"The database of DATABASE_URL does not answer ({why}); check the address, or unset it to use the bundled "
            "PostgreSQL.",
        ) from error
    if version < OLDEST_POSTGRES:
        raise Sentence(
            f"PostgreSQL trong DATABASE_URL là bản {version}, cần từ {OLDEST_POSTGRES} trở lên; hãy nâng cấp máy chủ.",
            f"The PostgreSQL of DATABASE_URL is {version}, {OLDEST_POSTGRES} or newer is needed; upgrade the server.",
        )


def without_password(text: str, url: str) -> str:
    """The text with the password of this address taken out."""
    from urllib.parse import unquote, urlsplit

    with contextlib.suppress(ValueError):
        password = urlsplit(url).password
        for secret in (url, password, unquote(password or "")):
            text = text.replace(secret, "…") if secret else text
    return text


@contextlib.contextmanager
def django() -> Iterator[Cluster | None]:
    """The database and, on top of it, Django ready to be used."""
    with database() as cluster:
        setup()
        yield cluster


def setup() -> None:
    """Make Django ready; it needs DATABASE_URL for whatever asks the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.config.settings")
    import django

    django.setup()


def with_database(function: Callable[..., Any]) -> Callable[..., Any]:
    """For commands that need the database: Django is ready inside, and all is left as it was found."""

    @functools.wraps(function)
    def wrapped(*args: Any, **options: Any) -> Any:
        with django():
            from django.db import connections

            try:
                return function(*args, **options)
            finally:
                connections.close_all()

    return wrapped
