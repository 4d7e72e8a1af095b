"""How promises are shown: lines of a list, figures above it, a spreadsheet, the trail of one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from danvan.cases import topics
from danvan.people.errors import Refused
from danvan.people.models import Account
from danvan.promises import queries
from danvan.promises.models import Promise
from danvan.promises.origins import Origin
from danvan.promises.workflow import LIFE, SHOWN, Shown
from danvan.web import words
from danvan.web.parts import Step, Tab

LONG = 220


@dataclass(frozen=True)
class Line:
    """A promise in a list: how it is shown that day, by how much it is late, where it comes from."""

    row: Promise
    word: str
    badge: str
    late: int
    origin: Origin | None
    unit: str
    topic: str

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and it was not reported done."""
        return self.badge == "stop" and self.row.is_open


def lines(rows: Iterable[Promise], on: date) -> list[Line]:
    """Each with where it comes from; a statement or two for each stream, and one for names of units."""
    found = queries.with_origins(rows)
    names = queries.unit_names({row.unit_id for row, _origin in found}, on)
    return [
        Line(
            row,
            *row.shown_words(on),
            row.days_late(on),
            origin,
            names.get(row.unit_id, ""),
            topics.label(row.topic),
        )
        for row, origin in found
    ]


def tabs(counted: Mapping[str, int], kept: Mapping[str, str], *, url: str = "") -> list[Tab]:
    """All, and each way of being shown, with how many; other narrowing stays."""
    rest = {name: value for name, value in kept.items() if name != "state"}
    made = [Tab(_("Tất cả"), _query(rest, url), sum(counted.values()), current="state" not in kept)]
    for shown, (word, _badge) in SHOWN.items():
        query = _query({**rest, "state": shown.value}, url)
        made.append(Tab(str(word), query, counted[shown.value], current=kept.get("state") == shown.value))
    return made


def _query(asked: Mapping[str, str], url: str) -> str:
    return f"{url}?{urlencode(asked)}" if asked else url or "?"


def in_bulk(
    rows: Iterable[Promise], act: Callable[..., Promise], told: Mapping[str, Any], *, by: Account, on: date
) -> tuple[int, list[str]]:
    """Take one step with each; how many did, and a sentence for each that could not."""
    done, refused = 0, []
    for row in rows:
        try:
            act(row, **told, by=by, on=on)
            done += 1
        except Refused as why:
            short = row.text if len(row.text) <= 60 else f"{row.text[:60]}…"
            refused.append(f"“{short}”: {why.sentence}")
    return done, refused


HEADS = (
    "Số",
    "Nội dung hứa",
    "Người hứa",
    "Đơn vị thực hiện",
    "Người thực hiện",
    "Lĩnh vực",
    "Nêu tại",
    "Ngày hứa",
    "Hạn hứa lần đầu",
    "Hạn hiện nay",
    "Ngày xong",
    "Tình trạng",
    "Số ngày chậm",
)


def sheet(rows: Iterable[Promise], on: date) -> Iterator[list[str | int]]:
    """The head and a row for each; always in Vietnamese, as papers are."""
    yield list(HEADS)
    for line in lines(rows, on):
        row = line.row
        yield [
            row.pk,
            row.text,
            row.promised_by,
            line.unit,
            row.officer.full_name if row.officer else "",
            line.topic,
            line.origin.title if line.origin else "",
            *(words.short(day) for day in (row.made_on, row.first_due_on, row.due_on)),
            words.short(row.done_on) if row.done_on else "",
            line.word,
            line.late,
        ]


def trail(promise: Promise, *, public: bool = False) -> list[Step]:
    """What happened to it, the latest first; for the public without names of officers and without inner notes."""
    steps = []
    for event in queries.events(promise, public=public):
        who = "" if public or not event.actor else event.actor.full_name
        state = "done" if event.public else "inner"
        text = event.text
        if event.verb == "promise_correct":
            text = _("Trước đó ghi: %(text)s") % {"text": text}
        if event.verb == "promise_extend":
            days = {name: words.short(date.fromisoformat(event.data[name])) for name in ("was", "until")}
            text = _("Từ %(was)s đến %(until)s. Lý do: %(why)s") % {**days, "why": text}
        steps.append(Step(LIFE.done(event.verb).capitalize(), event.on, who=who, text=text, state=state))
    return steps[::-1]


def is_overdue(row: Promise, on: date) -> bool:
    """Whether its day has passed and it was not reported done."""
    return row.shown(on) == Shown.OVERDUE
