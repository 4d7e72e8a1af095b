"""What the words of old registers mean here: kinds of letter, ways in, where a letter stands, how it was answered.

Each table is read from its top; words are compared without marks.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from django.utils import translation

from danvan.cases import kinds, topics
from danvan.cases.models.parts import Outcome
from danvan.cases.workflow import Channel
from danvan.lib.text import fold
from danvan.petitions import statuses
from danvan.reception.models import MatterKind

Table = Sequence[tuple[str, str]]

_KINDS: Table = (
    (r"\bkn ?pa\b|kien nghi|phan anh|de nghi", MatterKind.RECOMMENDATION),
    (r"khieu nai|\bkn\b", MatterKind.COMPLAINT),
    (r"to cao|\btc\b", MatterKind.DENUNCIATION),
    (r"\bpa\b", MatterKind.RECOMMENDATION),
    (r"\bhoi\b|tu van|xin huong dan", MatterKind.QUESTION),
)
_CHANNELS: Table = (
    (r"thu dien tu|e ?mail", Channel.EMAIL),
    (r"hom thu", Channel.BOX),
    (r"buu (dien|chinh|ta)|qua thu", Channel.POST),
    (r"tiep (cong )?dan", Channel.RECEPTION),
    (r"dai bieu|hdnd|hoi dong nhan dan|quoc hoi|dbqh", Channel.DEPUTY),
    (r"mat tran|mttq", Channel.FRONT),
    (r"\bbao\b|\bdai\b|bao chi", Channel.PRESS),
    (r"truc tiep|mot cua|tu nop|nop tai", Channel.COUNTER),
    (r"lanh dao", Channel.LEADER),
    (r"chuyen|ubnd|\bso\b|thanh tra|phong|ban|co quan", Channel.AUTHORITY),
)
_STANDINGS: Table = (
    (r"chua (giai quyet|xu ly|tra loi|xong|co ket qua|phan loai)", statuses.RECEIVED),
    (r"\bdang (xem|phan loai|nghien cuu)", statuses.RECEIVED),
    (r"\bdang\b|xac minh", statuses.WORKING),
    (r"rut don|da rut|rut (khieu nai|kien nghi)", statuses.WITHDRAWN),
    (r"khong (thu ly|du dieu kien|xem xet)", statuses.INELIGIBLE),
    (r"luu don|xep luu|luu theo doi", statuses.FILED),
    (r"tra (lai )?don", statuses.RETURNED),
    (r"\bchuyen\b", statuses.TRANSFERRED),
    (r"huong dan", statuses.GUIDED),
    (r"ket thuc|luu ho so|dong ho so", statuses.CLOSED),
    (
        r"da (giai quyet|tra loi|co ket qua|xu ly|xong)|tra loi|quyet dinh|\bqd\b|hoan thanh|giai quyet xong",
        statuses.ANSWERED,
    ),
    (r"thu ly", statuses.ACCEPTED),
    (r"du dieu kien", statuses.SCREENED),
    (r"moi (nhan|tiep nhan)|cho (xu ly|giai quyet|phan loai)|tiep nhan|da nhan|ton dong", statuses.RECEIVED),
)
_OUTCOMES: Table = (
    (r"dung mot phan|mot phan", Outcome.PARTLY),
    (r"khieu nai sai|khong chap nhan|bac don|khong co co so", Outcome.REFUSED),
    (r"khieu nai dung|chap nhan|giai quyet theo de nghi", Outcome.GRANTED),
)


def kind(said: str, about: str = "") -> str | None:
    """The kind of a matter, by the word beside it; without one by what it is about. None for a word unknown."""
    if not said:
        return _first(_KINDS[1:3], about) or str(MatterKind.RECOMMENDATION)
    return _kind_said(said)


def channel(source: str) -> str:
    """By which way a letter came; by post where the register does not say."""
    return _first(_CHANNELS, source) or str(Channel.POST)


@lru_cache(maxsize=4096)
def standing(said: str, kind: str) -> str | None:
    """The status that a register's words mean for a kind of letter; received where there are none, None for others.

    A recommendation has no status “guided”: whoever was told where to go had that for an answer.
    """
    if not said:
        return statuses.RECEIVED
    found = _labels(kind).get(fold(said)) or _first(_STANDINGS, said)
    if found == statuses.GUIDED and kind != MatterKind.COMPLAINT:
        return statuses.ANSWERED
    return found


@lru_cache(maxsize=4096)
def outcome(said: str) -> str:
    """What an answer gave; explained, where the register says no more."""
    return _first(_OUTCOMES, said) or str(Outcome.EXPLAINED)


@lru_cache(maxsize=4096)
def topic(said: str) -> str:
    """The topic of that name; 'other' where there is none."""
    words, named = fold(said), _topics()
    return named.get(words) or next(
        (slug for name, slug in named.items() if words and words in name), "other"
    )


@lru_cache(maxsize=4096)
def _kind_said(said: str) -> str | None:
    return _first(_KINDS, said)


def is_label(said: str, kind: str) -> bool:
    """Whether the words are those of a status itself, so that nothing more is in them."""
    return fold(said) in _labels(kind)


@cache
def _topics() -> Mapping[str, str]:
    with translation.override("vi"):
        return {fold(label): slug for slug, label in topics.choices()}


@cache
def _labels(kind: str) -> Mapping[str, str]:
    """Every status of a kind by its own word, as our own registers print it."""
    with translation.override("vi"):
        return {fold(str(status.label)): status.code for status in kinds.get(kind).statuses}


def _first(table: Table, said: str) -> str | None:
    words = fold(said)
    return next((str(meaning) for pattern, meaning in table if re.search(pattern, words)), None)
