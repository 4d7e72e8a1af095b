"""A custodian's key file (tệp khóa): the secret behind a passphrase, made and read on the custodian's own machine."""

import os
import re
from pathlib import Path

from danvan.keydesk.errors import Refused
from danvan.lib import seal

WORDS, LETTERS, DIFFERENT = 4, 12, 6
MOST = 64 * 1024  # bytes; a key file has some hundreds


def check(passphrase: str) -> None:
    """Raises Refused for a passphrase that is guessed too soon: four different words, or twelve characters."""
    words = set(re.findall(r"\w{2,}", passphrase.lower()))
    long = len(passphrase) >= LETTERS and len(set(passphrase)) >= DIFFERENT
    if len(words) < WORDS and not long:
        raise Refused(
            "Mật khẩu này dễ đoán; xin dùng ít nhất bốn từ khác nhau, hoặc 12 ký tự không lặp lại nhiều.",
            "This passphrase is easy to guess; use at least four different words, or 12 characters of many kinds.",
        )


def make(passphrase: str) -> tuple[bytes, str]:
    """A new key: the content of its file, and the recipient to give to the office; raises Refused."""
    check(passphrase)
    pair = seal.new_pair()
    return seal.lock(pair.secret, passphrase), pair.recipient


def open_locked(locked: bytes, passphrase: str) -> str:
    """The secret of a key file; raises Refused."""
    try:
        return seal.unlock(locked, passphrase)
    except seal.CannotOpen:
        raise Refused(
            "Không mở được khóa: sai mật khẩu, hoặc tệp này không phải tệp khóa.",
            "The key does not open: the passphrase is wrong, or this is no key file.",
        ) from None


def read(path: Path) -> bytes:
    """The content of a key file, still locked; raises Refused where there is none."""
    return read_file(path, MOST)


def read_file(path: Path, most: int) -> bytes:
    """The content of a file of at most so many bytes; raises Refused."""
    try:
        with path.open("rb") as source:
            content = source.read(most + 1)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise Refused(f"Không có tệp {path}.", f"There is no file {path}.") from None
    if len(content) > most:
        raise Refused(f"Tệp {path} quá lớn.", f"The file {path} is too large.")
    return content


def write_new(path: Path, content: bytes) -> None:
    """A new file that its owner alone can read; raises Refused rather than write over another."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise taken(path) from None
    except (FileNotFoundError, NotADirectoryError):
        raise Refused(f"Không có thư mục {path.parent}.", f"There is no folder {path.parent}.") from None
    with os.fdopen(handle, "wb") as target:
        target.write(content)


def taken(path: Path) -> Refused:
    """Why nothing is written to this name."""
    return Refused(
        f"Đã có tệp {path}, không ghi đè; xin chọn tên khác.",
        f"The file {path} is there already and stays as it is; choose another name.",
    )
