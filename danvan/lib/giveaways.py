"""What in a text may betray who wrote the letter behind it: the words known to be theirs, and what looks like such.

`marks` are the denouncer's own words (name, telephone, number of the citizen, address, hamlet). They are looked for
as a person may have written them: in capitals, without marks, with or without spaces, a telephone with +84. What is
found is a place in the text; whether it stays is decided by whoever redacts, but a STRICT one never stays.
(Luật Tố cáo 25/2018/QH14, Điều 8 khoản 3: không tiết lộ họ tên, địa chỉ, bút tích, thông tin khác làm lộ danh tính.)
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from danvan.lib.text import spell

COPIED_WORDS = 8  # so many words in a row as in the letter are a copy of it, not a retelling
# Letters and digits of a mark that is looked for anywhere; a shorter one as whole words, else "12" would stand in 2012.
LOOSE_FROM = 6
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_PHONE = re.compile(
    r"(?<!\d)(?:\+84|0084|84|0)(?:[\s.()–-]{0,2}\d){9,10}(?![\s.–-]?\d)",
)
_MONEY = r"(?!\s*(?:đồng|đ\b|vnđ|vnd|nghìn|ngàn|triệu))"
_CITIZEN_ID = re.compile(rf"(?<!\d)\d{{3}} ?\d{{3}} ?\d{{3}}(?: ?\d{{3}})?(?! ?\d){_MONEY}", re.IGNORECASE)
_EMAIL = re.compile(
    r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\]|a còng)\s?[\w-]{1,63}(?:\.[\w-]{1,63})+", re.IGNORECASE
)
_PHONE_MARK = re.compile(r"(?:0084|84|0)(\d{9,10})")
# Capitals with all their marks: Đ, Ơ, Ư and most others lie among the small letters in the order of codes.
_CAPITAL = (
    "[" + "".join(char for char in map(chr, (*range(0x250), *range(0x1E00, 0x1F00))) if char.isupper()) + "]"
)
_PLACES = r"thôn|xóm|ấp|bản|làng|buôn|khóm|khu phố|tổ dân phố|tổ|thon|xom|to dan pho|khu pho"
_HAMLET = re.compile(
    rf"\b(?i:{_PLACES})\s+(?:số\s+)?(?:\d+[A-Za-z]?|{_CAPITAL}[^\W_]*(?:\s{_CAPITAL}[^\W_]*){{0,2}})"
)
_SELF = re.compile(
    r"\b(?i:(?:tên tôi|tôi tên|tôi ký tên|ten toi|toi ten)(?:\s+(?:là|la))?|tôi là|toi la)"
    rf"(?:\s{_CAPITAL}[^\W_]*){{1,5}}|\b(?i:tôi tên là|tên tôi là|toi ten la|ten toi la)"
)
# A commune and what lies above it: where the denouncer lives, and the accused as well.
_WIDE = re.compile(r"\s*(?:xã|phường|thị trấn|thị xã|huyện|quận|tỉnh|thành phố|tp\.?)\s[^,;]+", re.IGNORECASE)
# What an address begins with: such a mark is no name, and has no given name.
_OF_ADDRESSES = re.compile(
    "thon|xom|ap|ban|lang|buon|khom|khu|to|so|ngo|ngach|hem|duong|pho|xa|phuong|thi|huyen|quan|tinh|thanh"
)
_TITLES = re.compile("ong|ba|anh|chi|co|chu|bac|em|cu|thay|di|mo|cau|chau|o|me|bo|vo|chong")


class Kind(StrEnum):
    """What a place in the text looks like."""

    MARK = "mark"
    NAME = "name"
    PLACE = "place"
    NAME_PART = "name_part"
    CALLED = "called"
    PHONE = "phone"
    CITIZEN_ID = "citizen_id"
    EMAIL = "email"
    HAMLET = "hamlet"
    SELF = "self"
    COPIED = "copied"


STRICT = frozenset({Kind.MARK, Kind.NAME})
_ORDER = list(Kind)
_LOOKS = {
    Kind.PHONE: _PHONE,
    Kind.CITIZEN_ID: _CITIZEN_ID,
    Kind.EMAIL: _EMAIL,
    Kind.HAMLET: _HAMLET,
    Kind.SELF: _SELF,
}


@dataclass(frozen=True)
class Found:
    """A place in the text, from `start` to before `end`, and the words that stand there."""

    kind: Kind
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    bare: str


def find(text: str, marks: Iterable[str] = (), original: str = "") -> list[Found]:
    """Every giveaway, in the order of the text; `original` is the letter, of which no long piece may be copied."""
    known = [mark.strip() for mark in marks if mark.strip()]
    view, words = _View(text), _words(text)
    spans: list[tuple[Kind, int, int]] = []
    for mark in known:
        kind = Kind.PLACE if _WIDE.fullmatch(mark) else Kind.MARK
        spans += [(kind, *span) for span in view.places(mark)]
        spans += _of_name(view, words, mark)
    for kind, pattern in _LOOKS.items():
        spans += [(kind, *match.span()) for match in pattern.finditer(text)]
    spans += [(Kind.COPIED, *span) for span in _copied(words, _words(original))]
    return [Found(kind, start, end, text[start:end]) for kind, start, end in _plain(spans)]


class _View:
    """The text as bare letters and digits in a row, each with its place: marks, spaces and signs do not hide a word."""

    def __init__(self, text: str) -> None:
        self.text = text
        pairs = [(letter, at) for at, char in enumerate(text) for letter in _bare(char)]
        self.letters = "".join(letter for letter, _ in pairs)
        self.at = [at for _, at in pairs]

    def places(self, mark: str) -> Iterator[tuple[int, int]]:
        """Where a mark stands, however it is written."""
        needle = _bare(mark)
        phone = _PHONE_MARK.fullmatch(needle)
        if phone:
            needle = phone[1]
        if not needle:  # letters that have no Latin form are looked for as they are
            yield from ((found.start(), found.end()) for found in re.finditer(re.escape(mark), self.text))
            return
        at = self.letters.find(needle)
        while at >= 0:
            start, end = self._span(at, len(needle), phone=bool(phone))
            if len(needle) >= LOOSE_FROM or self._stands_alone(start, end):
                yield start, end
            at = self.letters.find(needle, at + 1)

    def _span(self, at: int, length: int, *, phone: bool) -> tuple[int, int]:
        """The place in the text; a telephone with the 0 or +84 before it, a letter with the marks behind it."""
        end = self.at[at + length - 1] + 1
        while end < len(self.text) and unicodedata.combining(self.text[end]):
            end += 1
        if phone:
            before = next((b for b in ("0084", "84", "0") if self.letters[:at].endswith(b)), "")
            at -= len(before)
        start = self.at[at]
        return (start - 1 if phone and self.text[start - 1 : start] == "+" else start), end

    def _stands_alone(self, start: int, end: int) -> bool:
        return not (self.text[start - 1 : start].isalnum() or self.text[end : end + 1].isalnum())


def _bare(text: str) -> str:
    """Letters and digits without marks and spaces, wide and raised forms as the plain ones: 'Đ/c Lành' is 'dclanh'."""
    if text.isascii():
        return "".join(char for char in text.lower() if char.isalnum())
    parts = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return "".join(char for char in parts if char.isascii() and char.isalnum())


def _words(text: str) -> list[_Word]:
    return [_Word(m.start(), m.end(), _bare(m[0])) for m in _WORD.finditer(text)]


def _of_name(view: _View, words: list[_Word], mark: str) -> Iterator[tuple[Kind, int, int]]:
    """Pieces of a name of two syllables and more, and the given name after a title ("bà Lành")."""
    syllables = _name(mark)
    for first in range(len(syllables)):
        for last in range(first + 2, len(syllables) + 1):
            piece = syllables[first:last]
            if len(piece) == len(syllables):
                continue
            for start, end in _whole(words, [_bare(syllable) for syllable in piece]):
                # With the given name, and spelt so or without any marks, it is theirs; else it may be another's.
                theirs = last == len(syllables) and _spelt(view.text[start:end], " ".join(piece))
                yield (Kind.NAME if theirs else Kind.NAME_PART), start, end
    for title, given in pairwise(words):
        same = syllables and given.bare == _bare(syllables[-1]) and _TITLES.fullmatch(title.bare)
        if same and _spelt(view.text[given.start : given.end], syllables[-1]):
            yield Kind.CALLED, title.start, given.end


def _name(mark: str) -> list[str]:
    """The syllables of a mark that looks like a person's name; none of any other."""
    syllables = mark.split()
    plain = all(syllable.isalpha() for syllable in unicodedata.normalize("NFC", mark).split())
    fits = plain and 2 <= len(syllables) <= 6 and not _OF_ADDRESSES.fullmatch(_bare(syllables[0]))
    return syllables if fits else []


def _spelt(written: str, name: str) -> bool:
    """Whether it is the name with its own marks, or without any."""
    bare = unicodedata.normalize("NFD", written.lower())
    unmarked = "đ" not in bare and not any(unicodedata.combining(char) for char in bare)
    return unmarked or spell(written) == spell(name)


def _whole(words: list[_Word], piece: list[str]) -> Iterator[tuple[int, int]]:
    """Where these words stand one after another."""
    for at in range(len(words) - len(piece) + 1):
        if [word.bare for word in words[at : at + len(piece)]] == piece:
            yield words[at].start, words[at + len(piece) - 1].end


def _copied(words: list[_Word], letter: list[_Word]) -> Iterator[tuple[int, int]]:
    """Runs of words that stand in the letter in the same order, each as long as it goes."""
    there = {tuple(word.bare for word in letter[at : at + COPIED_WORDS]) for at in _starts(letter)}
    begun = done = -1  # the run that is being followed: its first word, and the word after its last
    for at in _starts(words):
        if tuple(word.bare for word in words[at : at + COPIED_WORDS]) not in there:
            continue
        if at >= done and done >= 0:
            yield words[begun].start, words[done - 1].end
            begun = at
        begun, done = (at if begun < 0 else begun), at + COPIED_WORDS
    if done >= 0:
        yield words[begun].start, words[done - 1].end


def _starts(words: list[_Word]) -> range:
    return range(max(len(words) - COPIED_WORDS + 1, 0))


def _plain(spans: Iterable[tuple[Kind, int, int]]) -> list[tuple[Kind, int, int]]:
    """Each place once: what lies within another is left out, but for a long copied piece, which holds others."""
    kept: list[tuple[Kind, int, int]] = []
    for kind, start, end in sorted(set(spans), key=_weight):
        if not any(k != Kind.COPIED and a <= start and end <= b for k, a, b in kept):
            kept.append((kind, start, end))
    return sorted(kept, key=lambda span: (span[1], -span[2]))


def _weight(span: tuple[Kind, int, int]) -> tuple[bool, bool, int, int]:
    """The strict first, then the longer; what was copied last."""
    kind, start, end = span
    return kind not in STRICT, kind == Kind.COPIED, start - end, _ORDER.index(kind)
