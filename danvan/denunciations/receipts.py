"""The receipt of a denouncer (mã nhận): sixteen digits that look like a telephone number, kept as a hash alone."""

import hashlib
import re
import secrets

LENGTH = 16
MOBILE = ("03", "05", "07", "08", "09")
_SEPARATORS = re.compile(r"[\W_]+")
# scrypt makes each try cost some tens of milliseconds and 16 MB; with 5 × 10^14 receipts nobody tries them all, not
# even with the whole table in hand. One salt for all, since a receipt is all that is known when it is looked up.
_SALT = b"danvan.denunciations.receipt"
WORK = {"n": 2**14, "r": 8, "p": 1}


def new_receipt() -> str:
    """A fresh receipt of sixteen digits without separators; 48.8 bits."""
    rest = LENGTH - 2
    return secrets.choice(MOBILE) + str(secrets.randbelow(10**rest)).zfill(rest)


def mark(typed: str) -> str:
    """The hash by which a receipt is found, in whatever groups it was typed; as slow for what is none.

    The code of a letter that turned out to be a denunciation serves as one too.
    """
    bare = _SEPARATORS.sub("", typed[:64]).upper()[:LENGTH]
    return hashlib.scrypt(bare.encode(), salt=_SALT, dklen=32, **WORK).hex()


def grouped(receipt: str) -> str:
    """As it is shown and written down: 0912 3456 7890 1234."""
    return " ".join(receipt[i : i + 4] for i in range(0, len(receipt), 4))
