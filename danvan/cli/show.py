"""What `danvan up` shows: a bar for what takes longer than a second, the address, the log-ins."""

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

PATIENCE = 1.0  # seconds before a bar is worth showing


class Bar:
    """One bar for all stages; where there is no terminal, a line for each stage that took its time."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.begun = self.stage_begun = time.monotonic()
        self.text = ""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        self.progress = Progress(*columns, console=console, transient=True)
        self.task = self.progress.add_task("", total=1.0)
        self.shown = False

    def __enter__(self) -> "Bar":
        return self

    def at(self, text: str, share: float) -> None:
        """The stage that runs now and how much of it is done (0 to 1)."""
        stage = text.split(":")[0]
        if stage != self.text:
            self.ended()
            self.text, self.stage_begun = stage, time.monotonic()
        if not self.shown and self.console.is_terminal and time.monotonic() - self.begun > PATIENCE:
            self.progress.start()
            self.shown = True
        self.progress.update(self.task, description=text, completed=min(share, 1.0))

    def ended(self) -> None:
        """Leave a line of a stage that took longer than a second."""
        took = time.monotonic() - self.stage_begun
        if self.text and took > PATIENCE:
            self.console.print(f"  {self.text}  {took:.1f} s", highlight=False)
        self.text = ""

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if kind is None:
            self.ended()
        if self.shown:
            self.progress.stop()


def console() -> Console:
    """Standard output; wide enough for a log-in table when it is not a terminal."""
    return Console() if sys.stdout.isatty() else Console(width=110)


def welcome(
    out: Console, url: str, accounts: list[list[str]], first_run: str, var: str, seconds: float
) -> None:
    """The address, the log-ins or the first-run page, and how to stop."""
    out.print(Panel.fit(f"[bold]Dân Vận[/bold]  {url}", border_style="green"), highlight=False)
    if first_run:
        out.print(
            "Trang mở sổ lần đầu, chỉ dùng một lần / The first-run page, good for one use:", highlight=False
        )
        out.print(f"  {url}{first_run}", highlight=False, soft_wrap=True)
    if accounts:
        out.print(
            "Bản trình diễn, tên người là hư cấu / A demonstration, the names are invented", highlight=False
        )
        out.print(log_ins(accounts))
        out.print(f"Mật khẩu được giữ trong / Passwords are kept in {var}/demo-accounts.txt", highlight=False)
    out.print(f"Sẵn sàng sau / Ready after {seconds:.1f} s. Dừng / Stop: Ctrl-C", highlight=False)


def log_ins(accounts: list[list[str]]) -> Table:
    """A table of user name, password, name and title."""
    table = Table(show_edge=False, pad_edge=False)
    for title in ("Tên đăng nhập / User", "Mật khẩu / Password", "Họ tên / Name", "Chức danh / Title"):
        table.add_column(title, no_wrap=True)
    for account in accounts:
        table.add_row(*account)
    return table
