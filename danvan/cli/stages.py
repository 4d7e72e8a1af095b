"""What must be true before the first page can be shown: translations, static files, tables, the demonstration.

Each stage takes `progress(text, share)` and does nothing when its work is done already.
"""

import hashlib
import secrets
from collections.abc import Callable
from pathlib import Path

from danvan.cli.errors import Sentence
from danvan.cli.office import keep

Progress = Callable[[str, float], None]
ACCOUNTS = "demo-accounts.txt"
TOKEN = "first-run-token"  # the name of a file, not a secret
STAMP = "static.stamp"


def translations(progress: Progress) -> int:
    """Compile every .po that is newer than its .mo; gives how many."""
    stale = [po for po in catalogues() if is_stale(po)]
    for number, po in enumerate(stale):
        progress("Bản dịch / Translations", number / len(stale))
        compile_po(po)
    return len(stale)


def catalogues() -> list[Path]:
    """All catalogues of the package."""
    package = Path(__file__).resolve().parents[1]
    return sorted(package.glob("**/locale/*/LC_MESSAGES/*.po"))


def is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def compile_po(po: Path) -> None:
    """Write the .mo beside the .po."""
    from babel.messages import mofile, pofile

    with po.open("rb") as source:
        catalogue = pofile.read_po(source)
    fresh = po.with_suffix(".mo.new")
    with fresh.open("wb") as target:
        mofile.write_mo(target, catalogue)
    fresh.replace(po.with_suffix(".mo"))


def static_files(var: Path, progress: Progress) -> bool:
    """Collect, name by content and compress the static files when one of them has changed."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    stamp = var / STAMP
    if stamp.exists() and stamp.read_text() == digest.hexdigest() and (var / "static").is_dir():
        return False
    progress("Tệp tĩnh / Static files", 0.0)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    keep(stamp, digest.hexdigest())
    return True


def migrate(progress: Progress) -> int:
    """Apply the migrations that are missing; gives how many."""
    from django.core.management import call_command
    from django.db import connection

    from danvan.cli.migrating import Executor, seldom_swept

    executor = Executor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return 0
    done = [0]

    def told(action: str, migration: object = None, fake: bool | None = False, /) -> None:
        if action == "apply_success":
            done[0] += 1
            progress("Bảng dữ liệu / Tables", done[0] / len(plan))

    progress("Bảng dữ liệu / Tables", 0.0)
    executor.progress_callback = told
    with seldom_swept():
        executor.migrate(executor.loader.graph.leaf_nodes(), plan)
    call_command("createcachetable", verbosity=0)
    return len(plan)


def has_accounts() -> bool:
    """Whether anybody can log in: an office that has begun."""
    from django.contrib.auth import get_user_model

    return get_user_model()._default_manager.exists()


def demonstration(var: Path, progress: Progress) -> bool:
    """Load the demonstration into an empty database, whole or not at all, and keep its log-ins."""
    from django.db import transaction

    from danvan import demo

    text = "Bản trình diễn / Demonstration"
    progress(text, 0.0)
    try:
        with transaction.atomic():
            accounts = demo.load(var=var, progress=lambda step, share: progress(f"{text}: {step}", share))
            keep(var / ACCOUNTS, "".join("\t".join(account) + "\n" for account in accounts))
    except demo.TooEarly as error:
        raise Sentence(
            f"{error} Hãy chỉnh đồng hồ máy, hoặc mở sổ trống: danvan up --empty",
            "The computer's clock is wrong for the demonstration; set it, or begin empty: danvan up --empty",
        ) from error
    except demo.AlreadyFilled as error:
        raise Sentence(
            f"{error} Hãy dùng: danvan up --empty",
            "The register holds letters or visits but no account; use: danvan up --empty",
        ) from error
    (var / TOKEN).unlink(missing_ok=True)
    return True


def accounts_of(var: Path) -> list[list[str]]:
    """The log-ins of the demonstration as they were kept: user name, password, full name, title."""
    try:
        lines = (var / ACCOUNTS).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [line.split("\t") for line in lines if line.count("\t") == 3]


def first_run(var: Path) -> str:
    """The path of the page where a real office begins; its token stays the same until it has been used."""
    from django.urls import NoReverseMatch, reverse

    if not (var / TOKEN).exists():
        keep(var / TOKEN, secrets.token_urlsafe(24))
    token = (var / TOKEN).read_text().strip()
    try:
        return reverse("first_run", args=[token])
    except NoReverseMatch:
        return f"/first-run/{token}"
