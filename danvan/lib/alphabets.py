"""Vietnamese as it was typed before Unicode: TCVN3 (TCVN 5712:1993, fonts .Vn…) and VNI, told apart and converted.

Both put Vietnamese letters on places of the Western alphabet, so that a file does not say which one it is. What tells
is the words: the reading is taken in which most of them are syllables that Vietnamese has.
"""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from itertools import product

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
_TCVN3_VOWELS = {
    "a": "µ¶·¸¹",
    "ă": "»¼½¾Æ",
    "â": "ÇÈÉÊË",
    "e": "ÌÎÏÐÑ",
    "ê": "ÒÓÔÕÖ",
    "i": "×ØÜÝÞ",
    "o": "ßáâãä",
    "ô": "åæçèé",
    "ơ": "êëìíî",
    "u": "ïñòóô",
    "ư": "õö÷øù",
    "y": "úûüýþ",
}
_TCVN3_PLAIN = dict(zip("¨©ª«¬\u00ad®¡¢§£¤¥¦", "ăâêôơưđĂÂĐÊÔƠƯ", strict=True))
_VNI_TONES = "øûõùï"  # after a plain vowel, ơ or ư
_VNI_HATS = {
    "â": ("a", "â", "àåãáä"),
    "ă": ("a", "ê", "èúüéë"),
    "ê": ("e", "â", "àåãáä"),
    "ô": ("o", "â", "àåãáä"),
}
_VNI_SINGLE = {**dict(zip("ìæóíò", "ìỉĩíị", strict=True)), "ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ"}


def _toned(vowel: str, tone: str) -> str:
    return unicodedata.normalize("NFC", vowel + tone)


def _tcvn3() -> dict[int, str]:
    table = {ord(old): new for old, new in _TCVN3_PLAIN.items()}
    for vowel, places in _TCVN3_VOWELS.items():
        table |= {ord(old): _toned(vowel, tone) for old, tone in zip(places, _TONES, strict=True)}
    return table


def _vni() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for letter, (vowel, plain, toned) in _VNI_HATS.items():
        table[vowel + plain] = letter
        table |= {vowel + mark: _toned(letter, tone) for mark, tone in zip(toned, _TONES, strict=True)}
    bases = {**dict.fromkeys("aeouy", ""), "ô": "ơ", "ö": "ư"}
    for (base, letter), (mark, tone) in product(bases.items(), zip(_VNI_TONES, _TONES, strict=True)):
        table[base + mark] = _toned(letter or base, tone)
    for old, new in list(table.items()):
        table[old.upper()] = new.upper()
        table[old[0].upper() + old[1:]] = new.upper()
    return table


_FROM_TCVN3, _FROM_VNI = _tcvn3(), _vni()
_VNI_PLACES = re.compile("|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True)))

_NUCLEI = (
    "yêu|yê|uyu|uyê|uya|uy|ưu|ươu|ươi|ươ|ưi|ưa|uu|uơ|uôi|uô|ui|uê|uây|uâ|ua|oo|ơi|ôi|oi|oeo|oe|oao|oay|oai|oă|oa|iu|iêu|"
    "iê|ia|êu|eo|ây|ay|âu|au|ao|ai|y|ư|u|ơ|ô|o|i|ê|e|â|ă|a"
)
_SYLLABLE = re.compile(
    f"(ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?({_NUCLEI})(ng|nh|ch|[cmnpt])?"
)
_WORDS = re.compile(r"[^\s0-9!-/:-@\[-`{-~]+")


def from_tcvn3(text: str) -> str:
    """Text typed in a font of TCVN3; capital letters with a tone are small ones there and stay small."""
    return text.translate(_FROM_TCVN3)


def from_vni(text: str) -> str:
    """Text typed in a font of VNI."""
    return _VNI_PLACES.sub(lambda found: _FROM_VNI[found[0]], text)


def as_it_is(text: str) -> str:
    """Text in Unicode."""
    return text


READINGS = {"unicode": as_it_is, "tcvn3": from_tcvn3, "vni": from_vni}


def reading_of(texts: Iterable[str], most: int = 400) -> str:
    """In which alphabet texts were typed, a key of READINGS; judged by the first few hundred words with marks."""
    words: list[str] = []
    for text in texts:
        words += [word for word in _WORDS.findall(text) if not word.isascii()]
        if len(words) >= most:
            break
    scores = {name: sum(_is_syllable(convert(word)) for word in words) for name, convert in READINGS.items()}
    return max(scores, key=lambda name: scores[name]) if words else "unicode"


def decode(content: bytes) -> tuple[str, str]:
    """Bytes of a text file as text, and how they were read: 'unicode', 'windows-1258', 'tcvn3' or 'vni'."""
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(codec, errors="replace"), "unicode"
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8"), "unicode"
    windows = unicodedata.normalize("NFC", content.decode("cp1258", errors="replace"))
    western = content.decode("latin-1")
    found = {"windows-1258": windows, **{name: READINGS[name](western) for name in ("tcvn3", "vni")}}
    scores = {name: _syllables(text) for name, text in found.items()}
    best = max(scores, key=lambda name: scores[name])
    return found[best], best


def _syllables(text: str) -> int:
    words = [word for word in _WORDS.findall(text[:200_000]) if not word.isascii()]
    return sum(map(_is_syllable, words))


def _is_syllable(word: str) -> bool:
    """Whether Vietnamese has such a syllable, with at least one mark."""
    bare = unicodedata.normalize("NFD", word.lower())
    tones = sum(char in _TONES for char in bare)
    letters = unicodedata.normalize("NFC", "".join(char for char in bare if char not in _TONES))
    return tones <= 1 and not word.isascii() and bool(_SYLLABLE.fullmatch(letters))
