"""Who PostgreSQL runs as. It refuses to run as root, so root lends it the user `nobody`.

No permission of any folder that we did not make is ever changed: where `nobody` cannot come to the project,
the data go to our own store, and `var/postgres` becomes a link to them.
"""

import os
import pwd
import secrets
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from danvan.lib.postgres.errors import Foreign, NotReachable

STORE = "/var/lib/danvan"
UNPRIVILEGED = "nobody"


@dataclass(frozen=True)
class Identity:
    """User and group of the server; `lent` when we are root and step down for it."""

    uid: int
    gid: int
    lent: bool

    def arguments(self) -> dict[str, Any]:
        """What subprocess needs in order to run as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.lent else {}

    def own(self, path: Path) -> None:
        """Give a folder that we have just made to this user."""
        if self.lent:
            os.chown(path, self.uid, self.gid)


def choose(home: Path) -> Identity:
    """Ourselves; for root, the owner of the data that are already there, else `nobody`."""
    if os.geteuid() != 0:
        return Identity(os.geteuid(), os.getegid(), lent=False)
    if home.is_dir() and home.stat().st_uid != 0:
        return Identity(home.stat().st_uid, home.stat().st_gid, lent=True)
    entry = pwd.getpwnam(UNPRIVILEGED)
    return Identity(entry.pw_uid, entry.pw_gid, lent=True)


def _shell(script: str, argument: Path, who: Identity) -> bool:
    command = ["/bin/sh", "-c", script, "sh", str(argument)]
    done = subprocess.run(command, cwd="/", env={}, capture_output=True, check=False, **who.arguments())
    return done.returncode == 0


def can_run(program: Path, who: Identity) -> bool:
    """Whether this user can execute the file, asked of the system itself."""
    return not who.lent or _shell('test -x "$1" && "$1" --version', program, who)


def can_enter(folder: Path, who: Identity) -> bool:
    """Whether this user can come to the folder, or to where it will be made."""
    if not who.lent:
        return True
    there = folder
    while not there.is_dir():
        there = there.parent
    return _shell('cd "$1"', there, who)


def store() -> Path:
    """Our folder outside the project, for root only; made when missing. Raises NotReachable."""
    folder = Path(os.environ.get("DANVAN_STORE", STORE))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if folder.stat().st_uid == os.geteuid():
            folder.chmod(0o755)
    except OSError as error:
        raise NotReachable(
            f"Người dùng {UNPRIVILEGED} không vào được thư mục dự án và không tạo được {folder}; "
            "hãy chạy bằng người dùng thường.",
            f"User {UNPRIVILEGED} cannot enter the project and {folder} cannot be made; run as an ordinary user.",
        ) from error
    return folder


def settle(home: Path, who: Identity) -> Path:
    """The folder that the server will live in, made if missing: `home`, or what it links to.

    When the user cannot come to `home`, a folder of the store takes its place and `home` becomes a link.
    Raises NotReachable when data are already there and this user cannot come to them.
    """
    if not home.exists():
        home.parent.mkdir(parents=True, exist_ok=True)
        if home.is_symlink():
            home.unlink()
        if can_enter(home.parent, who):
            home.mkdir(mode=0o700)
        else:
            away = store() / f"data-{secrets.token_hex(6)}"
            away.mkdir(mode=0o700)
            home.symlink_to(away)
        who.own(home.resolve())
    real = home.resolve()
    owner = real.stat().st_uid
    if owner == os.geteuid() and not any(real.iterdir()):
        who.own(real)
    elif owner != who.uid:
        raise Foreign(
            f"{real} thuộc người dùng số {owner}, không phải {who.uid}; hãy chạy bằng chủ của nó.",
            f"{real} belongs to user {owner}, not {who.uid}; run as its owner.",
        )
    if not can_enter(real, who):
        raise NotReachable(
            f"PostgreSQL (người dùng số {who.uid}) không vào được {real}; hãy mở quyền đi qua các thư mục cha, "
            "hoặc chạy bằng chủ của thư mục.",
            f"PostgreSQL (user {who.uid}) cannot enter {real}; let it pass the parent folders, or run as their owner.",
        )
    return real
