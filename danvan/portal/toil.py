"""What a letter costs a sender whom nobody may know: a little work, or waiting.

Each form carries a task (signed, with its moment and the unit it is for). A browser with scripts looks for a number
that makes the hash of the task begin with so many zero bits: a second of a cheap phone. Without scripts a letter waits
twenty seconds and comes out of a small hourly allowance of the unit. The more came to a unit within the hour, or from
one address, the more bits are asked: a flood makes itself slow, and whoever does the work is let in all the same.
Nothing is kept but keyed hashes that live a day (danvan.rates); those of addresses are made with a key that is in the
memory of the web server alone, so that not even whoever has the database and the disk can try out who was here.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from danvan.lib import dates
from danvan.rates import actions as rates
from danvan.rates import queries as counted

BASE, HARDEST = 13, 20  # zero bits; each one more doubles the work
MARGIN = 1  # bits asked above what is needed now, so that a letter written slowly is not asked again
FREE_OF_ADDRESS = 6  # letters of one address within the hour before it is asked for more
YOUNGEST, OLDEST = 20, 12 * 3600  # seconds: of a task that comes back without work, and of any
_LONGEST = 300
# Drawn when the web server starts, before its workers part: they share it, and it is written nowhere.
_VEIL = secrets.token_bytes(32)
_signer = signing.Signer(salt="danvan.portal.toil")


class NotDone(Exception):
    """The letter is not let in yet; `sentence` says what to do, `renew` whether the page needs another task."""

    def __init__(self, sentence: str, *, renew: bool = True) -> None:
        super().__init__(sentence)
        self.sentence, self.renew = sentence, renew


@dataclass(frozen=True)
class Task:
    """What the form carries, and how many zero bits the browser is to find."""

    text: str
    bits: int


def set_task(unit: str, address: str) -> Task:
    """A fresh task for a letter about the unit with this key."""
    bits = min(needed(unit, address) + MARGIN, HARDEST)
    told = {"unit": unit, "at": _now(), "bits": bits, "salt": secrets.token_urlsafe(6)}
    return Task(_signer.sign_object(told), bits)


def kept_task(text: str, unit: str) -> Task | None:
    """The task that a form brought back, where it is ours, for this unit, and not too old."""
    try:
        told = _signer.unsign_object(text[:_LONGEST])
        good = told["unit"] == unit and 0 <= _now() - told["at"] <= OLDEST
        return Task(text, told["bits"]) if good else None
    except (signing.BadSignature, json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError):
        return None


def needed(unit: str, address: str) -> int:
    """How many bits a letter about this unit from this address needs now."""
    free = settings.DANVAN_RATES["denounce_unit"][0]
    of_unit = counted.seen("denounce_unit", unit) // free if free else 0
    of_address = counted.seen("denounce", veiled(address)) // FREE_OF_ADDRESS
    return min(BASE + of_unit.bit_length() + of_address.bit_length(), HARDEST)


def check(text: str, found: str, *, unit: str, address: str) -> None:
    """Let one letter in: by the number that was found, or by waiting. A task counts once. Raises NotDone."""
    task = kept_task(text, unit)
    if task is None:
        raise NotDone(_("Trang này mở đã lâu. Xin bấm gửi lần nữa."))
    proved = bool(found) and _zero_bits(f"{text}:{found[:32]}") >= needed(unit, address)
    if not proved:
        _check_patience(text)
    check_address(address)
    if not first_time(text):
        raise NotDone(_("Biểu mẫu này đã gửi một lần. Nếu đó là đơn khác, xin bấm gửi lần nữa."))
    if not proved and (seconds := rates.count("denounce_plain", unit)):
        raise NotDone(_busy(seconds))
    rates.count("denounce_unit", unit)


def check_address(address: str) -> None:
    """Count one more letter of this address. Raises NotDone once it has sent too many."""
    if seconds := rates.count("denounce", veiled(address)):
        said = _("Vừa có quá nhiều đơn từ địa chỉ mạng này. Xin đợi %(n)d phút rồi bấm gửi lại.")
        raise NotDone(said % {"n": -(-seconds // 60)}, renew=False)


def veiled(address: str) -> str:
    """The address as it is counted: nobody can make it again once the web server has ended."""
    return hashlib.blake2b(address.encode(), key=_VEIL, digest_size=16).hexdigest()


def first_time(text: str) -> bool:
    """Whether this form has not come before (within the day); it has from now on."""
    return not rates.count("toil", hashlib.sha256(text.encode()).hexdigest())


def _check_patience(text: str) -> None:
    age = _now() - _signer.unsign_object(text)["at"]
    if age < YOUNGEST:
        said = _("Trình duyệt này không chạy mã của trang. Xin đợi %(n)d giây rồi bấm gửi lại.")
        raise NotDone(said % {"n": YOUNGEST - age}, renew=False)


def _busy(seconds: int) -> str:
    said = _(
        "Đang có rất nhiều đơn đến cùng một nơi. Xin bấm gửi lần nữa; trình duyệt không chạy mã của trang thì đợi "
        "%(n)d phút."
    )
    return said % {"n": -(-seconds // 60)}


def _zero_bits(text: str) -> int:
    digest = hashlib.sha256(text.encode()).digest()
    return len(digest) * 8 - int.from_bytes(digest).bit_length()


def _now() -> int:
    return int(dates.now().timestamp())
