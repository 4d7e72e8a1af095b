"""Vietnamese text: cleaned, folded for search, keyed for sorting."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_WORDS = re.compile(r"[0-9a-z]+")
_RARE = re.compile(r"[^\x00-\x7f\u0300-\u036f]")  # neither plain nor a mark of Latin letters
_LETTERED = re.compile(r"[^\W_]+")

# The order of a Vietnamese dictionary: letters first, then the five tone marks.
_LETTERS = {letter: f"{i:02d}" for i, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def clean(text: str) -> str:
    """What a person typed, in one normal form (NFC), without NUL, control or invisible characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _SPACES.sub(" ", _CONTROL.sub("", text))
    return _BLANK_LINES.sub("\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()


def fold(text: str) -> str:
    """Lower case without marks, đ as d: 'Đất đai' becomes 'dat dai', so that both find each other."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    if _RARE.search(bare):
        bare = "".join(c for c in bare if not unicodedata.combining(c))
    else:  # a register of years is folded word by word: this way twice as fast
        bare = bare.encode("ascii", "ignore").decode()
    return " ".join(_WORDS.findall(bare))


def without_marks(text: str) -> str:
    """'Cơ quan đã trả lời' becomes 'Co quan da tra loi': for the plain alphabet of telephones."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D").replace("…", "..."))
    return "".join(char for char in bare if not unicodedata.combining(char))


def spell(text: str) -> str:
    """Lower case, each word its bare letters and then its marks: 'hòa' and 'hoà' become one, 'hoa' stays another."""
    return " ".join(_spell(word) for word in _LETTERED.findall(unicodedata.normalize("NFC", text.lower())))


def _spell(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    return "".join(sorted(parts, key=lambda c: c if unicodedata.combining(c) else ""))


def longest_words(text: str, most: int = 12) -> list[str]:
    """The different words of a text, folded, the longest first: what tells one matter from another."""
    return sorted(sorted(set(fold(text).split())), key=len, reverse=True)[:most]


def sentence_part(text: str) -> str:
    """The text as a part of a sentence: a small first letter, no full stop at its end."""
    return text[:1].lower() + text[1:].rstrip(" .;")


def sort_key(name: str) -> str:
    """A key whose plain order is that of a Vietnamese dictionary (PostgreSQL here has no ICU)."""
    words = []
    for word in unicodedata.normalize("NFC", name.lower()).split():
        letters, tones = [], []
        for char in word:
            base, tone = _split_tone(char)
            letters.append(_LETTERS.get(base, f"~{base}" if base.isalpha() else f"!{base}"))
            tones.append(tone)
        words.append("".join(letters) + "." + "".join(tones))
    return " ".join(words)


def _split_tone(char: str) -> tuple[str, str]:
    """A letter and its tone: 'ấ' is ('â', '4')."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((_TONES[c] for c in parts if c in _TONES), "0")
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)), tone


def initials(name: str) -> str:
    """A person's name as lists may show it: 'Nguyễn Thị Lan' becomes 'N.T.L.'."""
    return "".join(f"{word[0].upper()}." for word in name.split())
