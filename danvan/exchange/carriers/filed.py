"""Packages are laid down as files; answers are read from files that somebody lays beside them."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from danvan.exchange import workbook
from danvan.exchange.carriers import Answer, NotTaken, Unreadable, read_answers


class Filed:
    """Out: each package as JSON and XLSX in the folder `exchange/out` of DANVAN_VAR. In: answers in `exchange/in`."""

    def send(self, package: dict[str, Any]) -> Sequence[Answer]:
        """Write both files, whole or not at all; the answers come later."""
        content = json.dumps(package, ensure_ascii=False, indent=1).encode()
        try:
            _write(_folder("out") / f"{package['reference']}.json", content)
            _write(_folder("out") / f"{package['reference']}.xlsx", workbook.made(package))
        except OSError as why:
            raise NotTaken(why.strerror or "OSError") from why
        return ()

    def answers(self) -> Iterator[Answer]:
        """Answers of every file in `in`; one that was read is moved to `read`, one that cannot be to `unreadable`."""
        for path in sorted(_folder("in").glob("*.json")):
            try:
                found = read_answers(json.loads(path.read_text("utf-8")))
            except (Unreadable, ValueError, RecursionError):
                path.replace(_folder("unreadable") / path.name)
                continue
            yield from found
            path.replace(_folder("read") / path.name)


def _folder(name: str) -> Path:
    folder: Path = settings.VAR / "exchange" / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _write(path: Path, content: bytes) -> None:
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
    fresh.replace(path)
