"""`python -m danvan.cli.prepare VAR MODE`: all stages in a process of their own, told line by line as JSON.

A process of its own, so that the one that stays (`danvan up`) carries neither Django nor a connection.
MODE is `demo` (load the demonstration into an empty database) or `empty`.
"""

import json
import sys
from pathlib import Path

from danvan.cli import stages
from danvan.cli.errors import expected
from danvan.cli.office import setup


def tell(**what: object) -> None:
    """One line for the parent."""
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def prepare(var: Path, mode: str) -> dict[str, object]:
    """Run the stages; the answer says what the parent has to print."""

    def progress(text: str, share: float) -> None:
        tell(text=text, share=share)

    stages.translations(progress)
    setup()
    stages.static_files(var, progress)
    stages.migrate(progress)
    if stages.has_accounts():
        (var / stages.TOKEN).unlink(missing_ok=True)
        return {"first_run": "", "refused": mode == "empty" and (var / stages.ACCOUNTS).exists()}
    if mode == "demo" and not (var / stages.TOKEN).exists():
        stages.demonstration(var, progress)
        return {"first_run": ""}
    (var / stages.ACCOUNTS).unlink(missing_ok=True)
    return {"first_run": stages.first_run(var)}


def main() -> int:
    """Exit code 0, or 1 with the sentence told."""
    try:
        answer = prepare(Path(sys.argv[1]), sys.argv[2])
    except Exception as error:
        sentence = expected(error)
        if sentence is None:
            raise
        tell(vi=sentence.vi, en=sentence.en)
        return 1
    tell(**answer, done=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
