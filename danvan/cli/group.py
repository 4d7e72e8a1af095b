"""The table of commands. A new command is a row here: name, where it is, what it does in one line."""

from dataclasses import dataclass
from importlib import import_module

import click

import danvan as package


@dataclass(frozen=True)
class Row:
    """One command: `where` is "module:attribute", loaded when the command is called."""

    name: str
    where: str
    vi: str
    en: str


SECTIONS = {
    "Vận hành / Running": [
        Row("up", "danvan.cli.up:up", "Chạy cả hệ thống", "run the whole register"),
        Row(
            "migrate", "danvan.cli.upkeep:migrate", "Nâng cấp cơ sở dữ liệu", "bring the database up to date"
        ),
        Row("pg", "danvan.cli.pg:pg", "Sao lưu, khôi phục, psql", "back up, restore, psql"),
        Row("manage", "danvan.cli.upkeep:manage", "Lệnh của Django", "Django's own commands"),
    ],
    "Sổ và số liệu / Registers and figures": [
        Row("report", "danvan.cli.reports:report", "Lập báo cáo", "make a report"),
        Row("import", "danvan.cli.imports:bring_in", "Nhập sổ cũ từ bảng tính", "bring in an old register"),
        Row("exchange", "danvan.cli.exchange:exchange", "Liên thông: gửi, xem", "exchange: send, look"),
        Row("payments", "danvan.cli.payments:payments", "Thanh toán trực tuyến", "online payments"),
        Row("verify", "danvan.cli.registers:verify", "Kiểm tra sổ với nhật ký", "is it what was recorded?"),
        Row("recount", "danvan.cli.registers:recount", "Đếm lại số liệu", "count every figure again"),
        Row("seal", "danvan.cli.registers:seal", "Niêm phong nhật ký", "seal the journal so far"),
        Row("roll-up", "danvan.cli.registers:roll_up", "Cộng dồn các tổng", "bring the totals up to date"),
    ],
    "Pháp luật / The law": [
        Row(
            "due",
            "danvan.cli.law:due",
            "Ngày hết thời hạn, căn cứ, cách tính",
            "the day a term ends, and why",
        ),
        Row("hours", "danvan.cli.law:hours", "Hạn tính bằng giờ làm việc", "when working hours are used up"),
        Row("workdays", "danvan.cli.law:workdays", "Đếm ngày làm việc", "count the working days"),
        Row("rules", "danvan.cli.law:rules", "Các quy tắc đang có hiệu lực", "the rules in force on a day"),
    ],
    "Tố cáo / Denunciations": [
        Row("key", "danvan.cli.keys:key", "Khóa của người giữ khóa, bàn khóa", "a custodian's key and desk"),
    ],
    "Phát triển / Development": [
        Row(
            "bench",
            "danvan.bench.command:bench",
            "Đo tốc độ, độ nặng, bộ nhớ",
            "measure speed, weight, memory",
        ),
        Row("test", "danvan.cli.checks:test", "Chạy kiểm thử", "run the tests"),
        Row("check", "danvan.cli.checks:check", "Mọi phép kiểm tra mà CI chạy", "everything that CI runs"),
        Row(
            "messages",
            "danvan.cli.messages:messages",
            "Bản dịch của giao diện",
            "translations of the screens",
        ),
        Row(
            "diagrams",
            "danvan.cli.diagrams:diagrams",
            "Sơ đồ quy trình trong docs/states",
            "the diagrams in docs/states",
        ),
    ],
}


class Table(click.Group):
    """A group whose commands are rows of the table."""

    rows = {row.name: row for section in SECTIONS.values() for row in section}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.rows, "help"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "help":
            return help_command
        row = self.rows.get(cmd_name)
        if row is None:
            return None
        module, _, attribute = row.where.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, rows in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(row.name, f"{row.vi} / {row.en}") for row in rows])


@click.group(
    cls=Table,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    options_metavar="[--help]",
    subcommand_metavar="LỆNH/COMMAND [...]",
)
@click.version_option(package.__version__, prog_name="danvan", message="%(prog)s %(version)s")
def danvan() -> None:
    """Dân Vận: sổ theo dõi những gì người dân gửi tới chính quyền và chính quyền phải trả lời.

    The register of what people bring to their authority and what it owes them.

    Xem thêm từng lệnh / More on each command: danvan help LỆNH
    """


@click.command("help")
@click.argument("name", required=False)
@click.pass_context
def help_command(ctx: click.Context, name: str | None) -> None:
    """Giải thích một lệnh / explain a command."""
    parent = ctx.parent
    if parent is None or not isinstance(parent.command, click.Group):
        return
    command = parent.command.get_command(parent, name) if name else parent.command
    if command is None:
        raise click.UsageError(f"Không có lệnh '{name}' / No such command '{name}'.", ctx=parent)
    inner = click.Context(command, info_name=name, parent=parent) if name else parent
    click.echo(command.get_help(inner))
