"""A custodian's key at the command line: made, shown, and used on the custodian's own machine; no database."""

import os
from collections.abc import Mapping
from pathlib import Path

import click

from danvan.cli.errors import Sentence

KEY = "danvan-key.age"
FILE = click.Path(dir_okay=False, path_type=Path)
PASSPHRASE = "Mật khẩu của khóa / Passphrase"
key_option = click.option(
    "--key", "key_file", type=FILE, default=Path(KEY), show_default=True, help="Tệp khóa / the key file"
)


@click.group(
    "key", context_settings={"help_option_names": ["-h", "--help"]}, subcommand_metavar="VIỆC/STEP [...]"
)
def key() -> None:
    """Khóa của người giữ khóa đơn tố cáo / the key of a custodian of denunciations.

    Khóa bí mật không bao giờ rời máy này; cơ quan chỉ nhận khóa công khai (age1…).
    The secret never leaves this machine; the office gets the recipient (age1…) alone.

    Xem / more: docs/custodians.md
    """


@key.command()
@click.option(
    "--out", type=FILE, default=Path(KEY), show_default=True, help="Tệp khóa mới / the new key file"
)
def new(out: Path) -> None:
    """Tạo khóa mới, có mật khẩu / make a key behind a passphrase.

    danvan key new --out khoa-cua-toi.age
    """
    from danvan.keydesk import keyfile

    if out.exists():
        raise keyfile.taken(out)
    passphrase = click.prompt("Mật khẩu mới / New passphrase", hide_input=True)
    keyfile.check(passphrase)
    if passphrase != click.prompt("Gõ lại / Again", hide_input=True):
        raise Sentence("Hai lần gõ chưa giống nhau; chưa tạo gì.", "The two differ; nothing was made.")
    content, recipient = keyfile.make(passphrase)
    keyfile.write_new(out, content)
    click.echo(f"Tệp khóa / key file: {out}")
    click.echo("Khóa công khai, đưa cho cơ quan / recipient, for the office:")
    tell(recipient)


@key.command()
@click.argument("file", type=FILE, default=Path(KEY))
def show(file: Path) -> None:
    """Khóa công khai của một tệp khóa / the recipient of a key file."""
    from danvan.lib import seal

    tell(seal.recipient_of(secret_of(file)))


@key.command()
@click.option("--key", "key_file", type=FILE, help="Tệp khóa; không có thì chọn trên trang / the key file")
@click.option("--port", type=click.IntRange(1, 65535), default=8017, show_default=True, help="Cổng / port")
def desk(key_file: Path | None, port: int) -> None:
    """Bàn khóa: trang trên chính máy này để mở, lược, niêm phong lại / the key desk: a page on this machine alone.

    danvan key desk --key khoa-cua-toi.age
    """
    from danvan.cli.stages import translations
    from danvan.keydesk import keyfile, server
    from danvan.keydesk.state import desk as held

    if key_file:
        held.key_file, held.key_name = keyfile.read(key_file), key_file.name
    translations(lambda _text, _share: None)
    with server.made(port) as listening:
        click.echo(f"Bàn khóa / key desk: http://{server.HOST}:{port}/   (Ctrl-C: tắt / close)")
        listening.serve_forever()


@key.command("open")
@click.argument("handout", type=FILE)
@key_option
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục để chép tệp kèm theo ra / a folder for the files",
)
def open_(handout: Path, key_file: Path, to: Path | None) -> None:
    """Mở một phiếu, in chữ ra màn hình / open a handout and print its text.

    danvan key open phieu.danvan --key khoa-cua-toi.age --to tep-kem-theo
    """
    from danvan.keydesk import handout as handouts
    from danvan.keydesk.errors import Refused

    found = handouts.read(read(handout))
    if found.purpose == "reseal":
        raise Refused(
            "Phiếu này để niêm phong lại; hãy dùng: danvan key reseal",
            "This handout is for resealing; use: danvan key reseal",
        )
    opener = handouts.open_identity if found.purpose == "identity" else handouts.open_written
    opened = opener(found, secret_of(key_file))
    for name, text in opened.texts.items():
        if text.strip():
            click.echo(f"{name}: {text}")
    lay_down(opened.files, to)


@key.command()
@click.argument("handout", type=FILE)
@key_option
@click.option("--out", type=FILE, required=True, help="Tệp trả lời để nộp / the answer, to be handed in")
def reseal(handout: Path, key_file: Path, out: Path) -> None:
    """Niêm phong lại cho người giữ khóa khác / reseal for other custodians.

    danvan key reseal phieu.danvan --key khoa-cua-toi.age --out tra-loi.danvan
    """
    from danvan.keydesk import handout as handouts
    from danvan.keydesk import keyfile

    found = handouts.read(read(handout))
    if found.purpose != "reseal":
        raise Sentence("Phiếu này không phải để niêm phong lại.", "This handout is not for resealing.")
    click.echo(f"{len(found.letters)} đơn, cho / letters, for:")
    for one in found.to:
        click.echo(f"  {one.name}  {one.recipient}")
    click.confirm("Đã gọi đối chiếu từng khóa? / Has each been compared by telephone?", abort=True)
    keyfile.write_new(out, handouts.reseal(found, secret_of(key_file)))
    click.echo(f"Đã ghi / written: {out}")


def read(path: Path) -> bytes:
    """The content of a handout; raises Refused."""
    from danvan.keydesk import handout, keyfile

    return keyfile.read_file(path, handout.MOST)


def secret_of(path: Path) -> str:
    """The secret of a key file, whose passphrase is asked for; raises Refused."""
    from danvan.keydesk import keyfile

    locked = keyfile.read(path)
    return keyfile.open_locked(locked, click.prompt(PASSPHRASE, hide_input=True))


def tell(recipient: str) -> None:
    """The recipient as text, and as a code that a telephone reads."""
    import segno

    click.echo(recipient)
    segno.make(recipient, error="m", micro=False).terminal(compact=True)


def lay_down(files: Mapping[str, bytes], folder: Path | None) -> None:
    """Write the files into the folder that was named; without one, say which there are."""
    from danvan.keydesk import keyfile

    if folder and files:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    for name, content in files.items():
        if folder:
            keyfile.write_new(folder / name, content)
            click.echo(f"{folder / name}")
        else:
            click.echo(f"[{name}, {len(content)} byte; ghi ra bằng / write with --to]")
