"""On which grounds reception may be refused on a day, and which of them ask for a notice in writing."""

from dataclasses import dataclass
from datetime import date

from danvan import law
from danvan.law.rulebook import article_words

RULE, NOTICE = "reception.refusal", "reception.refusal_notice"
OTHER, SETTLED, ANSWERED = "other", "already_settled", "answered"
WRITTEN = frozenset({SETTLED, ANSWERED})
"""Grounds of which whoever came is told in writing (LTCD art. 9.3; Decree 154/2026 art. 4.1.h and 4.3)."""
ANSWERED_WORDS = law.Words(
    "Kiến nghị, phản ánh đã được trả lời mà không có tình tiết mới",
    "A recommendation that was answered, with nothing new in it",
)


@dataclass(frozen=True)
class Ground:
    """One ground: its key, what it says, where it stands."""

    key: str
    text: law.Words
    citation: law.Words


def grounds(on: date) -> list[Ground]:
    """The grounds in force on that day, in the order of the law; those of the decree after those of the act."""
    rule = law.rule(RULE, on)
    found = [Ground(one.key, one.text, _cited(one.article, rule.act)) for one in rule.grounds]
    try:
        decree = law.rule(NOTICE, on).act
    except law.NotInForce:
        return found
    return [*found, Ground(ANSWERED, ANSWERED_WORDS, _cited("4.1.h", decree))]


def ground(key: str, on: date) -> Ground | None:
    """The ground of that key, if it is in force on that day."""
    return next((one for one in grounds(on) if one.key == key), None)


def _cited(article: str, act: law.Act) -> law.Words:
    vi, en = (f"{article_words(article, lang)} {act.name(lang)}" for lang in ("vi", "en"))
    return law.Words(vi, en)
