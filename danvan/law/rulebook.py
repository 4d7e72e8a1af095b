"""The rules of the law as data: what a rule is, and the book that holds them all (`rules/*.yaml`, one file per act).

A `Rule` here is one version of a rule: the same id may stand in several files, or several times in one, with days in
force that do not overlap. The version that governs a case is the one in force on the day its clock starts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property, lru_cache
from pathlib import Path

from danvan.law.errors import InvalidTerm, NoTerm, NotInForce, UnknownRule
from danvan.law.words import Words, plain

FOLDER = Path(__file__).with_name("rules")

TERM_KINDS = ("deadline", "time_bar", "retention", "duration", "effect", "alarm", "notice_before")
KINDS = (*TERM_KINDS, "frequency", "threshold", "limit", "guard", "duty", "form", "transition", "period")
TERM_UNITS = ("working", "calendar", "month", "year")
RULE_UNITS = (*TERM_UNITS, "day_of_month")  # the last: that day of the month in which the event lies
FREQUENCY_UNITS = ("per_week", "per_month", "per_year")
AREAS = ("normal", "remote")
COMPLEXITIES = ("normal", "complex", "special")
SETTERS = ("province",)  # who may set a number of its own, where the rule says so
CONFIDENCES = ("verified", "secondary", "memory")
ACT_KINDS = {
    "law": Words("Luật", "Law"),
    "decree": Words("Nghị định", "Decree"),
    "circular": Words("Thông tư", "Circular"),
    "ordinance": Words("Pháp lệnh", "Ordinance"),
    "joint_resolution": Words("Nghị quyết liên tịch", "Joint Resolution"),
    "party_regulation": Words("Quy định", "Party Regulation"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """A legal act (văn bản): number as printed, kind and title."""

    number: str
    kind: str
    title: Words

    @property
    def short(self) -> str:
        """'Luật 42/2013/QH13'."""
        return f"{ACT_KINDS[self.kind].vi} {self.number}"

    def name(self, lang: str = "vi") -> str:
        """'Luật Tiếp công dân số 42/2013/QH13'; 'Law on Citizen Reception No. 42/2013/QH13'.

        In Vietnamese a decree or circular is named by its number first, as papers cite it (Nghị định số 124/2020/NĐ-CP
        quy định chi tiết …): after a title that names a law the number would be read as that law's.
        """
        if lang == "vi":
            word, title = ACT_KINDS[self.kind].vi, self.title.vi
            if self.kind in ("decree", "circular") and title.startswith(f"{word} "):
                return f"{word} số {self.number}{title[len(word) :]}"
            return f"{title} số {self.number}"
        return f"{self.title.en} No. {self.number}"


@dataclass(frozen=True, slots=True)
class ExtensionLimit:
    """How far a term may be extended: so many times, each by at most `each`, together at most `total` units.

    `who` may approve it, where the law says so.
    """

    times: int
    each: int
    total: int
    reason: Words
    who: Words | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """The number that the law gives for one area and complexity, and its extension. `legacy`: id in the source list."""

    amount: int
    area: str = "normal"
    complexity: str = "normal"
    extension: ExtensionLimit | None = None
    legacy: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """One case of a guard (căn cứ): a stable key, its article and what it says, in short."""

    key: str
    article: str
    text: Words


@dataclass(frozen=True, slots=True)
class Passage:
    """A transition provision (điều khoản chuyển tiếp): what holds for a case taken up before the act was in force.

    `governed_by`: 'case' means that the version of the day the case was taken up stays; 'step' that each step goes by
    the day of the step. Not `sure` when it was not read in the act: a day that leans on it is unconfirmed.
    """

    governed_by: str
    text: Words
    sure: bool


@dataclass(frozen=True)
class Rule:
    """One version of one rule. Days in `terms` are in `unit`: working or calendar days, months, years.

    `cutoff`: the hour after which a receipt counts as one of the next working day. `stops`: while what the clock does
    not run. `may_be_set_by`: 'province' where a province may set a number of its own; '' nobody.
    """

    id: str
    kind: str
    act: Act
    article: str | None
    title: Words
    in_force_from: date
    in_force_until: date | None
    confidence: str
    recheck: bool
    source: str
    unit: str = "none"
    terms: Mapping[tuple[str, str], Term] = field(default_factory=dict)
    starts: Words | None = None
    met_by: Words | None = None
    who: Words | None = None
    paper: Words | None = None
    condition: Words | None = None
    note: str = ""
    amended_by: str = ""
    count_first_day: bool = False
    moves: bool = True
    grounds: tuple[Ground, ...] = ()
    values: Mapping[str, int] = field(default_factory=dict)
    legacy: str = ""
    cutoff: time | None = None
    stops: tuple[Ground, ...] = ()
    may_be_set_by: str = ""
    passage: Passage | None = None

    @property
    def version(self) -> str:
        """The version's name: the day that it came into force, '2014-07-01'."""
        return self.in_force_from.isoformat()

    @property
    def fires_by_itself(self) -> bool:
        """Whether this version may set a term without an office's confirmation (xác nhận).

        False for a number known from memory only, and for one marked to be checked again.
        """
        return self.confidence != "memory" and not self.recheck

    @property
    def has_term(self) -> bool:
        """Whether a day can be computed from it."""
        return bool(self.terms)

    @property
    def amount(self) -> int | None:
        """The plain number (normal area, normal complexity); None for a rule without a term."""
        term = self.terms.get(("normal", "normal"))
        return term.amount if term else None

    @cached_property
    def plain_working(self) -> int:
        """The number, where it is counted in working days after the event and nothing else; 0 in every other rule."""
        return self._plain("working")

    @cached_property
    def plain_calendar(self) -> int:
        """The same for calendar days."""
        return self._plain("calendar")

    def _plain(self, unit: str) -> int:
        plain = self.unit == unit and not self.count_first_day and self.kind != "notice_before"
        return self.terms["normal", "normal"].amount if plain and self.terms else 0

    @cached_property
    def citation(self) -> Words:
        """'khoản 1 Điều 28 Luật Tiếp công dân số 42/2013/QH13', in both languages."""
        return Words(cite(self, "vi"), cite(self, "en"))

    @property
    def short_citation(self) -> str:
        """'Đ28.1 Luật 42/2013/QH13', for narrow places."""
        return f"Đ{self.article.replace(', ', ', Đ')} {self.act.short}" if self.article else self.act.short

    def in_force(self, day: date) -> bool:
        """Whether this version is in force on that day."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)

    def term(self, area: str = "normal", complexity: str = "normal") -> Term:
        """The term for an area (normal, remote) and a complexity (normal, complex, special).

        Where the law does not tell them apart, the nearest plainer term holds. Raises InvalidTerm for an unknown
        word, NoTerm for a rule that sets no day.
        """
        found = self.terms.get((area, complexity))
        if found is not None:
            return found
        if area not in AREAS or complexity not in COMPLEXITIES:
            raise InvalidTerm(
                vi=f"Địa bàn phải là {', '.join(AREAS)} và tính chất phải là {', '.join(COMPLEXITIES)}.",
                en=f"Area must be one of {', '.join(AREAS)}, complexity one of {', '.join(COMPLEXITIES)}.",
            )
        if not self.terms:
            raise NoTerm(
                vi=f"Quy tắc {self.id} không đặt ra thời hạn.",
                en=f"The rule {self.id} ({self.kind}) sets no day.",
            )
        plainer = COMPLEXITIES[: COMPLEXITIES.index(complexity) + 1][::-1]
        places = (area,) if area == "normal" else (area, "normal")
        return next(
            self.terms[place, level] for place in places for level in plainer if (place, level) in self.terms
        )


def cite(rule: Rule, lang: str) -> str:
    """The citation of a rule in one language, with the act that last amended it."""
    parts = [article_words(each, lang) for each in (rule.article or "").split(", ") if each]
    text = f"{'; '.join(parts)} {rule.act.name(lang)}".strip()
    if rule.amended_by:
        vi = lang == "vi"
        text += f" (sửa đổi bởi {rule.amended_by})" if vi else f" (as amended by {_english(rule.amended_by)})"
    return text


def _english(act: str) -> str:
    """'Nghị định 155/2026/NĐ-CP' → 'Decree 155/2026/NĐ-CP'."""
    for kind in (*ACT_KINDS.values(), Words("Kết luận", "Conclusion")):
        if act.startswith(f"{kind.vi} "):
            return kind.en + act.removeprefix(kind.vi)
    return act


def article_words(article: str, lang: str = "vi") -> str:
    """'28.1' → 'khoản 1 Điều 28'; '15.2.d' → 'điểm d khoản 2 Điều 15'; in English 'Article 15(2)(d)'."""
    number, *parts = article.split(".")
    if lang != "vi":
        return f"Article {number}{''.join(f'({part})' for part in parts)}"
    names = [f"{word} {part}" for word, part in zip(("khoản", "điểm"), parts, strict=False)]
    return " ".join([*reversed(names), f"Điều {number}"])


# -- the book


@lru_cache(maxsize=1)
def book() -> Mapping[str, tuple[Rule, ...]]:
    """Every rule by id, its versions in order of time. Parsed once per process.

    Raises RuleFileError (file, line, reason) when a rule file does not follow the schema.
    """
    from danvan.law.schema import load

    return load(FOLDER)


def versions(rule_id: str) -> tuple[Rule, ...]:
    """All versions of a rule, oldest first. Raises UnknownRule."""
    found = book().get(rule_id)
    if found is None:
        raise UnknownRule(vi=f"Không có quy tắc '{rule_id}'.", en=f"There is no rule '{rule_id}'.")
    return found


def rule(rule_id: str, on: date) -> Rule:
    """The version of a rule in force on that day. Raises UnknownRule, NotInForce."""
    known = versions(rule_id)
    for version in reversed(known):
        if version.in_force(on):
            return version
    spans = "; ".join(_span(version) for version in known)
    raise NotInForce(
        vi=f"Quy tắc '{rule_id}' không có hiệu lực ngày {plain(on)} (hiệu lực: {spans}).",
        en=f"The rule '{rule_id}' was not in force on {plain(on)} (in force: {spans}).",
    )


def governing(rule_id: str, on: date, case_on: date | None = None) -> tuple[Rule, Passage | None]:
    """The version that governs a step of `on` in a case taken up on `case_on`, and the passage that decided it.

    Without a transition provision, or in a case of the present act, that is the version in force on `on`.
    Raises UnknownRule, NotInForce.
    """
    found = rule(rule_id, on)
    passage = found.passage
    if passage is None or case_on is None or case_on >= found.in_force_from:
        return found, None
    return (rule(rule_id, case_on) if passage.governed_by == "case" else found), passage


def rules_on(day: date) -> tuple[Rule, ...]:
    """The version in force on that day of every rule that has one, by id."""
    return tuple(version for key in sorted(book()) for version in book()[key] if version.in_force(day))


def grounds(rule_id: str, on: date) -> tuple[Ground, ...]:
    """The cases that a guard lists, e.g. when a complaint is not taken up. Raises UnknownRule, NotInForce."""
    return rule(rule_id, on).grounds


def value(rule_id: str, name: str, on: date) -> int:
    """A number that the law names, e.g. from how many persons a letter is a group's.

    Raises UnknownRule (also for an unknown name), NotInForce.
    """
    found = rule(rule_id, on).values.get(name)
    if found is None:
        raise UnknownRule(
            vi=f"Quy tắc '{rule_id}' không có số '{name}'.", en=f"'{rule_id}' names no '{name}'."
        )
    return found


def _span(version: Rule) -> str:
    until = plain(version.in_force_until) if version.in_force_until else "…"
    return f"{plain(version.in_force_from)}–{until}"
