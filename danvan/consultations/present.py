"""How drafts, opinions and answers are shown: the text by article, the table of answers, changes with their reasons."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext as _

from danvan import law
from danvan.cases import topics
from danvan.cases.models.people import TellBy
from danvan.consultations import grounds, likeness, queries
from danvan.consultations.counting import Result
from danvan.consultations.models import Consultation, Draft, Group, Opinion, Voice, Vote
from danvan.consultations.models.people import Moment
from danvan.consultations.queries import Tally
from danvan.consultations.reading import Article, articles
from danvan.consultations.workflow import LIFE, OUTCOMES, STANCES, WAYS, Outcome, phase_of
from danvan.journal.models import Event
from danvan.law import Derivation
from danvan.lib import dates
from danvan.lib.text import initials
from danvan.web.parts import Step


@dataclass
class Shown:
    """An article with what people think of it so far, and the form that stands beside it, where one does."""

    article: Article
    counts: list[tuple[str, str, int]] = field(default_factory=list)
    form: Any = None


def shown(
    draft: Draft, counted: dict[str, Counter[str]], form: Any = None, beside: str | None = None
) -> list[Shown]:
    """Every article with its counts; the form stands beside the one that has the anchor `beside`."""
    return [
        Shown(
            each,
            counts(counted.get(each.anchor, Counter())),
            form if beside and each.anchor == beside else None,
        )
        for each in articles(draft)
    ]


def counts(counted: Counter[str]) -> list[tuple[str, str, int]]:
    """(word, colour, number) of each stance that anybody took."""
    return [
        (str(word), badge, counted[key.value]) for key, (word, badge) in STANCES.items() if counted[key.value]
    ]


def places(draft: Draft | None) -> list[tuple[str, str]]:
    """(anchor, “Điều 5. Mức thu”) of each article, for a form."""
    if draft is None:
        return []
    return [(each.anchor, named(each.label, each.title)) for each in articles(draft) if each.spoken_of]


def named(label: str, title: str) -> str:
    """Điều 5. Mức thu; a long title is cut."""
    said = f"{label}. {title}" if title else label
    return said if len(said) <= 90 else f"{said[:90]}…"


@dataclass(frozen=True)
class Voiced:
    """One opinion in the table: who, how, in which words; nothing of what is not public."""

    pk: int
    who: str
    stance: tuple[str, str]
    text: str
    way: str
    on: date
    veiled: str
    meeting: str

    @property
    def how(self) -> str:
        """By which way, and in which meeting of the register."""
        return f"{self.way}: {self.meeting}" if self.meeting else self.way


@dataclass(frozen=True)
class Line:
    """One line of the table of opinions received and explained."""

    number: int
    pk: int
    where: str
    title: str
    opinions: list[Voiced]
    outcome: tuple[str, str]
    words: str
    new_where: str
    new_url: str
    anchor: str


def table(row: Consultation, *, inside: bool = False) -> list[Line]:
    """The table in the order of the draft, without words not public; `inside`: with groups without an answer."""
    newest = queries.newest(row) if inside else queries.current(row)
    order = {each.anchor: at for at, each in enumerate(articles(newest), 1)} if newest else {}
    labels = {each.anchor: each.label for each in articles(newest)} if newest else {}
    found = [each for each in queries.groups(row) if inside or each.answered_on]
    found.sort(key=lambda each: (order.get(each.anchor, 9_999) if each.anchor else 0, each.pk))
    return [_line(at, each, labels) for at, each in enumerate(found, 1)]


def _line(at: int, group: Group, labels: dict[str, str]) -> Line:
    opinions = list(group.opinions.all())
    where = labels.get(group.anchor) or next((each.label for each in opinions if each.label), "")
    return Line(
        number=at,
        pk=group.pk,
        where=where if group.anchor else _("Cả dự thảo"),
        title=group.title,
        opinions=[voiced(each) for each in opinions],
        outcome=group.shown_outcome or ("", ""),
        words=group.words,
        new_where=labels.get(group.new_anchor, ""),
        new_url=group.new_anchor,
        anchor=group.anchor,
    )


def voiced(opinion: Opinion, *, veiled: bool = False) -> Voiced:
    """One opinion as anybody may read it; `veiled`: with words that are not public, still without a private name."""
    words = opinion.text if veiled or not opinion.veil else ""
    return Voiced(
        opinion.pk,
        who(opinion),
        opinion.shown_stance,
        words,
        opinion.way_label,
        opinion.given_on,
        opinion.veil_label,
        held_at(opinion),
    )


def held_at(opinion: Opinion) -> str:
    """In which meeting it was given (“Đối thoại về đất đai, 16/03/2026”): one that the public knows of."""
    held = opinion.held
    return f"{held.title}, {dates.short(held.day)}" if held and held.is_public else ""


def who(opinion: Opinion) -> str:
    """Who spoke, as anybody may read it."""
    voice = opinion.voice
    if voice.confidential:
        return _("Người góp ý giữ kín tên")
    return voice.public_name or _("Một người dân")


def totals(row: Consultation, tally: Tally | None = None) -> dict[str, Any]:
    """Numbers beside the table: by way, by outcome, by stance."""
    found = tally or queries.tally(row)
    return {
        "heard": found.heard,
        "by_stance": [(str(word), badge, found.stances[key.value]) for key, (word, badge) in STANCES.items()],
        "by_way": [(str(word), found.ways[way.value]) for way, word in WAYS.items() if found.ways[way.value]],
        "by_outcome": [
            (str(word), badge, found.outcomes[key.value]) for key, (word, badge) in OUTCOMES.items()
        ],
    }


def head(row: Consultation, today: date) -> dict[str, Any]:
    """What stands above every page of a consultation."""
    phase = phase_of(row, today)
    return {
        "row": row,
        "phase": phase,
        "phase_label": str(phase.label),
        "hears": row.hears(today),
        "soon": row.closes_soon(today),
        "left": row.days_left(today),
        "topic": topics.label(row.topic),
        "unit_name": getattr(row, "unit_shown", "") or row.unit.name_on(today),
        "today": today,
    }


def why(row: Consultation) -> dict[str, Any]:
    """Why opinions may not end before a day: the strip of days, the act, whether it binds."""
    derivation = row.derivation
    if derivation is None:
        return {}
    return {
        "cells": derivation.cells(),
        "sentences": derivation.sentences(grounds.language()),
        "least_on": row.least_on,
        "binding": row.binding,
    }


def trail(events: Iterable[Event]) -> list[Step]:
    """What was done with a consultation, by whom, the newest first."""
    return [
        Step(
            LIFE.done(event.verb).capitalize(),
            event.on,
            who=event.actor.full_name if event.actor else "",
            text=event.text,
            state="done" if event.public else "inner",
        )
        for event in reversed(list(events))
    ]


def outcome_word(outcome: str) -> str:
    """The word of an outcome, for files."""
    return str(OUTCOMES[Outcome(outcome)][0]) if outcome else ""


def steps_of(row: Consultation, today: date) -> list[Step]:
    """What comes when, for the public: announced, open, closed, answered, issued; what is next is a ring."""
    if not (row.announced_on and row.opens_on and row.closes_on):
        return []
    made = [Step(_("Thông báo lấy ý kiến"), row.announced_on)]
    made.append(Step(_("Mở góp ý"), row.opens_on, state="done" if row.opens_on <= today else "next"))
    longer = _("Gia hạn: %(why)s") % {"why": row.longer_why} if row.was_longer else ""
    made.append(
        Step(
            _("Hết hạn góp ý"), row.closes_on, text=longer, state="done" if row.closes_on < today else "next"
        )
    )
    if row.withdrawn_on:
        return [*made, Step(_("Rút dự thảo"), row.withdrawn_on, text=row.withdrawn_why)]
    if row.explained_on:
        made.append(Step(_("Công khai bảng tiếp thu, giải trình"), row.explained_on))
    elif not row.issued_on:
        made.append(Step(_("Trả lời từng ý kiến trong bảng tiếp thu, giải trình"), state="next"))
    if row.issued_on:
        said = _("Ban hành: %(number)s") % {"number": row.issued_as}
        made.append(Step(said, row.signed_on or row.issued_on))
    else:
        made.append(Step(_("Ban hành, hoặc rút dự thảo"), state="next"))
    return made


def persons(row: Consultation) -> list[dict[str, Any]]:
    """Everybody affected as a list shows her, masked; how she was told, whether she opened it, whether she spoke."""
    rows = row.affected.annotate(
        spoke=Exists(Opinion.objects.filter(voice__affected=OuterRef("pk")))
    ).order_by("pk")
    told = {each.affected_id: each for each in row.tellings.filter(moment=Moment.INVITED).order_by("pk")}
    return [
        {"row": each, "told": told.get(each.pk), "spoke": each.spoke, "way": str(TellBy(each.tell_by).label)}
        for each in rows
    ]


def persons_offered(row: Consultation) -> list[tuple[str, str]]:
    """(number, “T.V.B., thuê ki-ốt số 5”) of everybody affected, for a form."""
    return [(str(each.pk), f"{each.masked} {each.why}") for each in row.affected.order_by("pk")]


def groups_offered(row: Consultation) -> list[tuple[str, str]]:
    """(number, “Điều 3: giảm mức thu”) of each group, for a form."""
    whole = _("Cả dự thảo")
    rows = row.groups.annotate(label=Max("opinions__label")).order_by("anchor", "pk")
    return [(str(each.pk), f"{each.label or whole}: {each.title}"[:140]) for each in rows]


@dataclass(frozen=True)
class Suggested:
    """Opinions that may say the same: their numbers, how many, the first one's words."""

    numbers: str
    count: int
    where: str
    text: str


def suggested(newest: Sequence[Opinion]) -> list[Suggested]:
    """What of these may be put together: those that agree without words, then those that are alike."""
    rows = sorted(newest, key=lambda each: each.pk)
    by_pk = {each.pk: each for each in rows}
    plain: dict[str, list[int]] = {}
    for each in rows:
        if not each.text:
            plain.setdefault(each.anchor, []).append(each.pk)
    heaps = [heap for heap in plain.values() if len(heap) > 1]
    heaps += likeness.together([likeness.Said(each.pk, each.anchor, each.text) for each in rows])
    return [
        Suggested(
            ",".join(map(str, heap)),
            len(heap),
            by_pk[heap[0]].label or _("Cả dự thảo"),
            by_pk[heap[0]].text or _("Đồng ý, không kèm lời"),
        )
        for heap in heaps
    ]


def line_of(opinion: Opinion, sees: bool) -> dict[str, Any]:
    """An opinion as the inbox shows it; a name as initials, nothing where it is kept or may not be seen."""
    voice = opinion.voice
    name = voice.agency or (initials(voice.full_name) if sees else "")
    return {"who": name, "where": opinion.label or _("Cả dự thảo"), "affected": voice.affected_id is not None}


def vote(row: Vote, result: Result | None, today: date) -> dict[str, Any]:
    """A vote with its result, how it was reckoned, and the term within which the commune answers."""
    rule = next(each for each in law.versions(row.rule) if each.version == row.version)
    lang = grounds.language()
    condition = rule.condition.say(lang) if rule.condition else ""
    return {
        "vote": row,
        "result": result,
        "act": rule.citation.say(lang),
        "condition": condition,
        "ballots": list(row.ballots.order_by("place")),
        "late": bool(row.due_on and row.recognised_on is None and row.due_on < today),
        "derived": Derivation.from_dict(row.recipe).short(lang) if row.recipe else "",
    }


def day_words(day: date | None) -> str:
    """02/03/2026, or nothing."""
    return dates.short(day) if day else ""


@dataclass(frozen=True)
class Mine:
    """One's own opinion with what became of it."""

    opinion: Opinion
    where: str
    veiled: str
    veil_why: str
    asked: str
    outcome: tuple[str, str]
    words: str
    new_url: str
    new_where: str


def said(voice: Voice, row: Consultation) -> list[Mine]:
    """Everything somebody said, each with its answer once the table is public."""
    newest = queries.current(row)
    labels = {each.anchor: each.label for each in articles(newest)} if newest else {}
    made = []
    for each in queries.said_by(voice):
        group = each.group if row.explained_on and each.group_id else None
        made.append(
            Mine(
                each,
                each.label or _("Cả dự thảo"),
                each.veil_label,
                each.veil_why,
                group.title if group else "",
                group.shown_outcome if group else ("", ""),
                group.words if group else "",
                group.new_anchor if group else "",
                labels.get(group.new_anchor, "") if group else "",
            )
        )
    return made


def votes(row: Consultation) -> list[tuple[Vote, Result]]:
    """Votes of households that were counted, with their results, for the public page."""
    return [(each, found) for each in row.votes.order_by("pk") if (found := queries.result_of(each))]
