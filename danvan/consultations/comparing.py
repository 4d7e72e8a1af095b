"""Two versions of a draft beside each other, article by article: the same, changed, moved, new, gone. Pure.

Articles are the same article when they are alike, whatever number they have now: so an anchor stays with its article.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from danvan.consultations.parts import SPOKEN_OF, Piece, anchor, by_article, text_of
from danvan.lib.text import fold

ALIKE = 60.0
"""Out of 100: less is another article."""
SAME_NUMBER = 12.0
"""How much a number that stayed speaks for it."""
MOST_WORDS = 4000
"""An article of more words is shown whole, before and after, not word by word."""

Article = tuple[Piece, list[Piece]]


@dataclass(frozen=True)
class Words:
    """A run of words: kept, put in, or taken out."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One article in both versions: `kind` is same, changed, moved, new or gone; `runs` its words."""

    kind: str
    anchor: str
    before: Piece | None
    after: Piece | None
    runs: tuple[Words, ...] = ()

    @property
    def label(self) -> str:
        """How it is called now, or was."""
        piece = self.after or self.before
        return piece.label if piece else ""

    @property
    def moved(self) -> bool:
        """Whether it has another number or place."""
        return bool(self.before and self.after and self.before.label != self.after.label)


@dataclass
class Comparison:
    """All articles in the order of the later version; what is gone stands where it stood."""

    changes: list[Change] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Change]:
        """Those of some kinds."""
        return [each for each in self.changes if each.kind in kinds]


def compare(before: Iterable[Piece], after: Iterable[Piece]) -> Comparison:
    """The later version against the earlier one, by anchors."""
    old = {head.anchor: (head, inner) for head, inner in _spoken_of(before)}
    new = {head.anchor: (head, inner) for head, inner in _spoken_of(after)}
    made = Comparison([_changed(old.get(key), article) for key, article in new.items()])
    for at, (key, article) in enumerate(old.items()):
        if key not in new:
            made.changes.insert(min(at, len(made.changes)), _gone(article))
    return made


def _changed(old: Article | None, new: Article) -> Change:
    head, inner = new
    text = text_of(head, inner)
    if old is None:
        return Change("new", head.anchor, None, head, (Words("in", text),))
    before, was = old[0], text_of(*old)
    if was == text:
        kind = "moved" if before.label != head.label else "same"
        return Change(kind, head.anchor, before, head, (Words("kept", text),))
    return Change("changed", head.anchor, before, head, tuple(runs(was, text)))


def _gone(old: Article) -> Change:
    return Change("gone", old[0].anchor, old[0], None, (Words("out", text_of(*old)),))


def runs(before: str, after: str) -> list[Words]:
    """The words of both, in runs that were kept, taken out or put in."""
    old, new = _words(before), _words(after)
    if len(old) + len(new) > MOST_WORDS:
        return [Words("out", before), Words("in", after)]
    found: list[Words] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Words("kept", _said(old[a:b])))
            continue
        found += [Words("out", _said(old[a:b]))] if b > a else []
        found += [Words("in", _said(new[c:d]))] if d > c else []
    return found


def _words(text: str) -> list[str]:
    return [word for line in text.split("\n") for word in (*line.split(), "\n")][:-1]


def _said(words: Sequence[str]) -> str:
    return " ".join(words).replace(" \n ", "\n").replace("\n ", "\n").replace(" \n", "\n")


def inherit(pieces: list[Piece], earlier: Iterable[Piece], taken: Iterable[str]) -> None:
    """Give each piece of a new version the anchor of the same piece of the earlier one; a new one its own.

    `taken`: every anchor that any version ever had, so that an opinion on an article that is gone never points to
    another one.
    """
    old, new = list(by_article(earlier)), list(by_article(pieces))
    for piece in pieces:
        piece.anchor = ""
    for at, was in _matched(
        [one for one in old if _is_article(one)], [one for one in new if _is_article(one)]
    ):
        at[0].anchor = was[0].anchor
        for inner, before in _inner(was[1], at[1]):
            inner.anchor = before.anchor
    heads = {head.label: head.anchor for head, _ in old if head.level not in SPOKEN_OF}
    for head, _ in new:
        if head.level not in SPOKEN_OF:
            head.anchor = heads.pop(head.label, "")
    anchor(pieces, taken)


def _is_article(one: Article) -> bool:
    return one[0].level in SPOKEN_OF


def _spoken_of(pieces: Iterable[Piece]) -> list[Article]:
    return [one for one in by_article(pieces) if _is_article(one)]


def _matched(old: Sequence[Article], new: Sequence[Article]) -> list[tuple[Article, Article]]:
    """(new, old) of each article that both have, the most alike first; each is used once."""
    was = [(fold(one[0].title or one[0].label), fold(text_of(*one))) for one in old]
    now = [(fold(one[0].title or one[0].label), fold(text_of(*one))) for one in new]
    scored = []
    for n, (title, text) in enumerate(now):
        for o, (before, earlier) in enumerate(was):
            same = old[o][0].label == new[n][0].label
            score = max(
                fuzz.ratio(text, earlier),
                (fuzz.ratio(title, before) + fuzz.token_set_ratio(text, earlier)) / 2,
            )
            if score >= ALIKE:
                scored.append((score + SAME_NUMBER * same, -abs(n - o), n, o))
    return [(new[n], old[o]) for n, o in _once(sorted(scored, reverse=True))]


def _inner(old: Sequence[Piece], new: Sequence[Piece]) -> list[tuple[Piece, Piece]]:
    """The same of the clauses and points of one article."""
    scored = [
        (score + SAME_NUMBER * (was.label == now.label), -abs(n - o), n, o)
        for n, now in enumerate(new)
        for o, was in enumerate(old)
        if was.level == now.level and (score := fuzz.ratio(fold(now.text), fold(was.text))) >= ALIKE
    ]
    return [(new[n], old[o]) for n, o in _once(sorted(scored, reverse=True))]


def _once(scored: Iterable[tuple[float, int, int, int]]) -> list[tuple[int, int]]:
    used_new: set[int] = set()
    used_old: set[int] = set()
    found = []
    for _score, _near, n, o in scored:
        if n not in used_new and o not in used_old:
            used_new.add(n)
            used_old.add(o)
            found.append((n, o))
    return found
