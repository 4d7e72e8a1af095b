"""The public code of a case: unguessable, easy to read over a telephone, safe against one slip.

Thirteen random characters of an alphabet of 25 (60.1 bits after the drawing rule) and one check character.
The alphabet leaves out what looks alike on paper or a cheap screen: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
"""

import re
import secrets

ALPHABET = "234679ACDEFGHJKMNPQRTVWXY"
RANDOM_LENGTH = 13
LENGTH = RANDOM_LENGTH + 1
GROUPS = (4, 4, 4, 2)

# A prime above the alphabet's size: every wrong character and every swap of neighbours changes the sum.
_MODULUS = 29
_VALUE = {char: i for i, char in enumerate(ALPHABET)}
_SEPARATORS = re.compile(r"[\s.\-–—_]+")


def new_code() -> str:
    """A fresh code of 14 characters without separators; drawn again where the check falls outside the alphabet."""
    while True:
        body = _drawn()
        check = -_weighted(body) % _MODULUS
        if check < len(ALPHABET):
            return body + ALPHABET[check]


def _drawn() -> str:
    """The random characters, each as likely as another, out of one number drawn."""
    number, chars = secrets.randbelow(len(ALPHABET) ** RANDOM_LENGTH), []
    for _ in range(RANDOM_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        chars.append(ALPHABET[place])
    return "".join(chars)


def is_code(text: str) -> bool:
    """Whether the text is 14 characters of the alphabet whose check holds."""
    if len(text) != LENGTH or any(char not in _VALUE for char in text):
        return False
    return (_weighted(text[:-1]) + _VALUE[text[-1]]) % _MODULUS == 0


def normalise(text: str) -> str | None:
    """The stored form of what a person typed (any case, any separators), or None when it is no code."""
    if len(text) > 64:
        return None
    code = _SEPARATORS.sub("", text).upper()
    return code if is_code(code) else None


def grouped(code: str) -> str:
    """The printed form: 7KDM-R4PX-92TH-V6."""
    parts, start = [], 0
    for size in GROUPS:
        parts.append(code[start : start + size])
        start += size
    return "-".join(parts)


def _weighted(body: str) -> int:
    return sum(weight * _VALUE[char] for weight, char in enumerate(body, start=2))
