"""The schema of a rule file, and the reading of one. A mistake raises RuleFileError with file, line and reason.

act:
  number: 42/2013/QH13
  kind: law                      # law | ordinance | decree | circular | joint_resolution | party_regulation
  title: {vi: Luật Tiếp công dân, en: Law on Citizen Reception}
  in_force_from: 2014-07-01      # taken by every rule of the file that does not say otherwise
  in_force_until: 2026-06-30     # optional
  transition:                    # optional: cases taken up before the act was in force
    governed_by: case            # case: the version of the day it was taken up | step: of the day of each step
    confidence: memory           # as below; a day that leans on it is unconfirmed when from memory
    vi: …
    en: …
rules:
  - id: reception.result_notice  # stable, dotted; the same id elsewhere is another version
    kind: deadline               # see rulebook.KINDS
    article: "28.1"              # article.clause.point, several with ', '; leave out when not known
    title: {vi: …, en: …}
    starts: {vi: …, en: …}       # the event from which it runs; required for a rule with a term
    met_by: {vi: …, en: …}       # what meets it
    unit: working                # working | calendar | month | year | day_of_month; per_week | per_month | per_year
    amount: 10                   # or `terms` when the law tells areas or complexities apart
    extension: {times: 1, each: 15, reason: {vi: …, en: …}}   # of `amount`; `total` when capped; `who` may approve it
    terms:
      - {amount: 30, legacy: B-04}
      - {amount: 45, area: remote, complexity: complex, extension: {…}}
    count_first_day: false       # true where the law counts the day of the event
    moves: true                  # false where a last day on a day off stays
    cutoff: "15:00"              # received later, it counts as received on the next working day
    stops: [{key: …, article: "11a", vi: …, en: …}]           # while what the clock does not run
    may_be_set_by: province      # a province may set a number of its own, by a decision
    transition: {…}              # as in `act`, for this rule alone
    grounds: [{key: …, article: "11.1", vi: …, en: …}]        # guards; article when known
    values: {group_of: 5}        # thresholds
    confidence: verified         # verified | secondary | memory (never fires by itself)
    recheck: false               # true: a lawyer is to look again; never fires by itself
    legacy: A-08
    source: …                    # in a few words
    who, paper, condition: {vi: …, en: …}; note, amended_by: text
"""

from __future__ import annotations

import re
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from danvan.law.rulebook import (
    ACT_KINDS,
    AREAS,
    COMPLEXITIES,
    CONFIDENCES,
    FREQUENCY_UNITS,
    KINDS,
    RULE_UNITS,
    SETTERS,
    TERM_KINDS,
    Act,
    ExtensionLimit,
    Ground,
    Passage,
    Rule,
    Term,
)
from danvan.law.words import Words
from danvan.law.yamlfile import Table, parse, read

ID = re.compile(r"[a-z]+(_[a-z0-9]+)*(\.[a-z]+(_[a-z0-9]+)*)+")
KEY = re.compile(r"[a-z]+(_[a-z0-9]+)*")
ARTICLE = re.compile(r"\d+[a-z]?(\.\d+[a-z]?(\.[a-zđ])?)?(, \d+[a-z]?(\.\d+[a-z]?(\.[a-zđ])?)?)*")
HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
LAST_OF_MONTH = 28  # the last day that every month has
LARGEST = 1000  # no term of ours is longer, in whatever unit; a larger number is a slip of the pen

REQUIRED = ("id", "kind", "title", "confidence")
OPTIONAL = (
    *("article", "amended_by", "in_force_from", "in_force_until", "recheck", "legacy", "source", "note"),
    *("starts", "met_by", "who", "paper", "condition"),
    *("unit", "amount", "extension", "terms", "count_first_day", "moves", "grounds", "values"),
    *("cutoff", "stops", "may_be_set_by", "transition"),
)


def load(folder: Path) -> MappingProxyType[str, tuple[Rule, ...]]:
    """Every rule in the folder's files, by id, versions in order. Raises RuleFileError."""
    found: dict[str, list[tuple[Rule, Table]]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for rule, row in rules_in(read(path)):
            found.setdefault(rule.id, []).append((rule, row))
    return MappingProxyType({key: _in_order(pairs) for key, pairs in found.items()})


def load_text(content: str, name: str = "rules.yaml") -> tuple[Rule, ...]:
    """The rules of one file given as text: for tests and for checking a file before it is saved."""
    return tuple(rule for rule, _ in rules_in(parse(content, name)))


def rules_in(table: Table) -> list[tuple[Rule, Table]]:
    """The rules of one parsed file, each with the mapping that it was read from."""
    table.allow((), ("act", "rules"))
    head = table.get_as("act", Table)
    head.allow(("in_force_until", "transition"), ("number", "kind", "title", "in_force_from"))
    kind = head.get_choice("kind", ACT_KINDS)
    act = Act(head.get_as("number", str), kind, head.need_words("title"))
    rows = table.get_tables("rules")
    if not rows:
        table.fail("'rules' is empty", "rules")
    return [(_rule(row, act, head), row) for row in rows]


def _in_order(pairs: list[tuple[Rule, Table]]) -> tuple[Rule, ...]:
    """Versions of one rule, oldest first, checked to be of one kind and not to overlap."""
    pairs.sort(key=lambda pair: pair[0].in_force_from)
    for (before, _), (after, row) in pairwise(pairs):
        if before.in_force_until is None or before.in_force_until >= after.in_force_from:
            row.fail(f"'{after.id}' is in force twice on {after.in_force_from}", "in_force_from")
        if before.kind != after.kind:
            row.fail(f"'{after.id}' is a {before.kind} in its other version", "kind")
    return tuple(rule for rule, _ in pairs)


def _rule(row: Table, act: Act, head: Table) -> Rule:
    row.allow(OPTIONAL, REQUIRED)
    rule_id = row.get_as("id", str)
    if not ID.fullmatch(rule_id):
        row.fail(f"'{rule_id}' is not a dotted id such as complaint.acceptance", "id")
    kind = row.get_choice("kind", KINDS)
    first, last = _in_force(row, head)
    terms = _terms(row, kind)
    if terms and row.get("starts") is None:
        row.fail("'starts' is missing: from what does the term run?")
    return Rule(
        id=rule_id,
        kind=kind,
        act=act,
        article=_article(row),
        title=row.need_words("title"),
        in_force_from=first,
        in_force_until=last,
        confidence=row.get_choice("confidence", CONFIDENCES),
        recheck=row.get_as("recheck", bool, False),
        unit=_unit(row, kind, terms),
        terms=MappingProxyType(terms),
        count_first_day=row.get_as("count_first_day", bool, False),
        moves=row.get_as("moves", bool, True),
        cutoff=_cutoff(row),
        stops=_grounds(row, "stops"),
        may_be_set_by=row.get_choice("may_be_set_by", ("", *SETTERS), "") if terms else _nobody(row, kind),
        passage=_passage(row) or _passage(head),
        grounds=_grounds(row, "grounds"),
        values=MappingProxyType(_values(row, kind)),
        starts=row.get_words("starts"),
        met_by=row.get_words("met_by"),
        who=row.get_words("who"),
        paper=row.get_words("paper"),
        condition=row.get_words("condition"),
        note=row.get_as("note", str, ""),
        amended_by=row.get_as("amended_by", str, ""),
        legacy=row.get_as("legacy", str, ""),
        source=row.get_as("source", str, ""),
    )


def _in_force(row: Table, head: Table) -> tuple[date, date | None]:
    first = row.get_date("in_force_from") or head.get_date("in_force_from")
    last = row.get_date("in_force_until") or head.get_date("in_force_until")
    if first is None:
        head.fail("'in_force_from' is missing", "in_force_from")
    if last is not None and last < first:
        place = row if {"in_force_from", "in_force_until"} & row.keys() else head
        place.fail("'in_force_until' is before 'in_force_from'", "in_force_until")
    return first, last


def _article(row: Table) -> str | None:
    article = row.get("article")
    if article is None:
        return None
    if not isinstance(article, str) or not ARTICLE.fullmatch(article):
        row.fail(
            f'\'article\' must be a quoted text such as "28.1" or "24.2, 24.4", not {article!r}', "article"
        )
    return article


def _unit(row: Table, kind: str, terms: dict[tuple[str, str], Term]) -> str:
    if terms:
        unit = row.get_choice("unit", RULE_UNITS)
        if unit == "day_of_month" and not all(1 <= term.amount <= LAST_OF_MONTH for term in terms.values()):
            row.fail(f"a day of the month lies between 1 and {LAST_OF_MONTH}", "unit")
        return unit
    if kind == "frequency":
        return row.get_choice("unit", FREQUENCY_UNITS)
    if "unit" in row:
        row.fail(f"a {kind} has no unit", "unit")
    return "none"


def _terms(row: Table, kind: str) -> dict[tuple[str, str], Term]:
    """The terms by (area, complexity); empty for a rule that sets no day."""
    given = [key for key in ("amount", "terms") if key in row]
    if kind not in TERM_KINDS:
        if kind != "frequency" and given:
            row.fail(f"a {kind} has no '{given[0]}'", given[0])
        return {}
    if len(given) != 1:
        row.fail("one of 'amount' and 'terms' is needed", "terms")
    rows = [row] if "amount" in row else row.get_tables("terms")
    terms: dict[tuple[str, str], Term] = {}
    for each in rows:
        if each is not row:
            each.allow(("area", "complexity", "extension", "legacy"), ("amount",))
        area = each.get_choice("area", AREAS, "normal")
        complexity = each.get_choice("complexity", COMPLEXITIES, "normal")
        if (area, complexity) in terms:
            each.fail(f"the term for {area}, {complexity} stands twice")
        legacy = each.get_as("legacy", str, row.get("legacy") or "")
        terms[area, complexity] = Term(_amount(each), area, complexity, _extension(each), legacy)
    if ("normal", "normal") not in terms:
        row.fail("the term for the normal area and the normal case is missing", "terms")
    return terms


def _amount(row: Table, key: str = "amount", least: int = 0) -> int:
    amount = row.get_as(key, int)
    if not least <= amount <= LARGEST:
        row.fail(f"'{key}' must lie between {least} and {LARGEST}, not {amount}", key)
    return amount


def _extension(row: Table) -> ExtensionLimit | None:
    if row.get("extension") is None:
        return None
    given = row.get_as("extension", Table)
    given.allow(("total", "who"), ("times", "each", "reason"))
    times, each = _amount(given, "times", 1), _amount(given, "each", 1)
    total = _amount(given, "total", 1) if "total" in given else times * each
    if not each <= total <= times * each:
        given.fail("'total' must lie between 'each' and 'times' × 'each'", "total")
    return ExtensionLimit(times, each, total, given.need_words("reason"), given.get_words("who"))


def _cutoff(row: Table) -> time | None:
    """An hour of the day written as "15:00", quoted: YAML would read it as a number of minutes."""
    text = row.get("cutoff")
    if text is None:
        return None
    if not isinstance(text, str) or not HOUR.fullmatch(text):
        row.fail(f"'cutoff' must be a quoted hour such as \"15:00\", not {text!r}", "cutoff")
    return time.fromisoformat(text)


def _nobody(row: Table, kind: str) -> str:
    if "may_be_set_by" in row:
        row.fail(f"a {kind} has no number that a province could set", "may_be_set_by")
    return ""


def _passage(row: Table) -> Passage | None:
    """The transition provision of an act or of one rule."""
    if row.get("transition") is None:
        return None
    given = row.get_as("transition", Table)
    given.allow((), ("governed_by", "confidence", "vi", "en"))
    governed_by = given.get_choice("governed_by", ("case", "step"))
    sure = given.get_choice("confidence", CONFIDENCES) != "memory"
    return Passage(governed_by, Words(given.get_as("vi", str), given.get_as("en", str)), sure)


def _grounds(row: Table, name: str) -> tuple[Ground, ...]:
    found: dict[str, Ground] = {}
    for each in row.get_tables(name):
        each.allow(("article",), ("key", "vi", "en"))
        key = each.get_as("key", str)
        if not KEY.fullmatch(key) or key in found:
            each.fail(f"'{key}' is not a key, or stands twice", "key")
        words = Words(each.get_as("vi", str), each.get_as("en", str))
        found[key] = Ground(key, _article(each) or "", words)
    return tuple(found.values())


def _values(row: Table, kind: str) -> dict[str, int]:
    values = {"amount": _amount(row)} if kind == "frequency" else {}
    if row.get("values") is not None:
        given = row.get_as("values", Table)
        values |= {key: _amount(given, key) for key in given}
    return values
