"""The log-ins of the demonstration, kept in one private file that also marks the installation as one."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

FILE = "demo-accounts.txt"


class AlreadyFilled(Exception):
    """The register holds letters or visits already; the demonstration is only loaded into an empty one."""


class TooEarly(Exception):
    """The computer's clock shows a day on which the communes of the demonstration did not exist yet."""


class Login(NamedTuple):
    """An account that can be tried: user name, password, the officer's name, what she is and may see."""

    username: str
    password: str
    full_name: str
    title: str


def keep(
    logins: list[Login], var: Path, *, keys: Mapping[str, bytes] | None = None, notes: Iterable[str] = ()
) -> Path:
    """Write the log-ins to var/demo-accounts.txt, readable by the owner alone (0600), whole or not at all.

    `keys`: key files that stand beside it, by name. `notes`: lines below the log-ins, without tabs.
    """
    for name, content in (keys or {}).items():
        (var / name).unlink(missing_ok=True)
        with os.fdopen(os.open(var / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
            made.write(content)
    target = var / FILE
    fresh = target.with_name(f"{FILE}.part")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines("\t".join(login) + "\n" for login in logins)
        file.writelines(f"{note}\n" for note in notes)
    fresh.replace(target)
    return target


def kept(var: Path) -> list[Login]:
    """The log-ins as they were kept; none where this is no demonstration."""
    try:
        lines = (var / FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [Login(*line.split("\t")) for line in lines if line.count("\t") == 3]
