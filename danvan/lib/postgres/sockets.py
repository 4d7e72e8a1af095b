"""The private folder of the server's socket, with a path short enough for the system."""

import hashlib
import os
import stat
import tempfile
from pathlib import Path

from danvan.lib.postgres.errors import Foreign
from danvan.lib.postgres.identity import Identity, can_enter
from danvan.lib.postgres.settings import PORT, SOCKET_LIMIT


def fits(folder: Path) -> bool:
    """Whether the path of the socket in this folder stays under the system's limit."""
    return len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= SOCKET_LIMIT


def folder_for(home: Path, who: Identity) -> Path:
    """The socket folder, made 0700: inside `home` when its path is short, else one named by a hash of it.

    Raises Foreign when somebody else has made a folder of that name.
    """
    inside = home / "run"
    if fits(inside):
        return private(inside, who)
    name = "danvan-" + hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    tops = [os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir(), "/tmp"]
    for top in (Path(top) for top in tops if top and os.path.isdir(top)):
        if fits(top / name) and can_enter(top, who):
            return private(top / name, who)
    return private(inside, who)


def private(folder: Path, who: Identity) -> Path:
    """Make the folder 0700 for this user, or check that it is so."""
    try:
        folder.mkdir(mode=0o700)
        who.own(folder)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != who.uid or stat.S_IMODE(found.st_mode) & 0o077:
            raise Foreign(
                f"Thư mục {folder} không phải của chúng tôi; hãy xoá nó rồi thử lại.",
                f"The folder {folder} is not ours; remove it and try again.",
            ) from None
    return folder
