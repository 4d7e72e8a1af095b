"""A question to the clock as people put it, and the answer as data: shared by the command line and the API.

question = Question(start=date(2018, 2, 12), rule="reception.result_notice")
answer_as_data(question.answer(), "vi")["due"]      # '2018-03-05'
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from danvan.law.calendar import OfficeCalendar
from danvan.law.clock import Due, due, due_by_term
from danvan.law.errors import InvalidQuestion
from danvan.law.rulebook import Rule
from danvan.lib import dates

USUAL = "normal"  # the area and the complexity of which the law says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """From which day, and a `rule` or else a `term` of `unit` that is no rule of ours.

    `extend`: units more, once for each extension. `suspend`: first and last day of each stop. `received_at`: the hour
    of receipt; `cutoff`: the hour after which it counts as the next working day's, where no rule says so.
    """

    start: date
    rule: str | None = None
    term: int | None = None
    unit: str = "working"
    count_first_day: bool = False
    area: str = USUAL
    complexity: str = USUAL
    extend: tuple[int, ...] = ()
    suspend: tuple[tuple[date, date], ...] = ()
    received_at: time | None = None
    cutoff: time | None = None

    def answer(self, *, calendar: OfficeCalendar | None = None, confirmed: bool = False) -> Due:
        """What the clock says. Raises InvalidQuestion and the errors of `due` and `due_by_term`."""
        granted: dict[str, Any] = {
            "extensions": self.extend,
            "suspensions": self.suspend,
            "received_at": self.received_at,
            "calendar": calendar,
        }
        self._check()
        if self.term is not None:
            return due_by_term(
                self.term, self.unit, self.start, self.count_first_day, cutoff=self.cutoff, **granted
            )
        return due(
            self.rule or "",
            start=self.start,
            area=self.area,
            complexity=self.complexity,
            confirmed=confirmed,
            **granted,
        )

    def _check(self) -> None:
        """Raise InvalidQuestion where nothing is asked, or two things at once."""
        if (self.rule is None) == (self.term is None):
            raise InvalidQuestion(
                vi="Cần một trong hai: tên quy tắc (xem: danvan rules), hoặc một thời hạn (term) với đơn vị.",
                en="Give one of the two: the name of a rule (see: danvan rules), or a term with its unit.",
            )
        if self.rule is not None and (self.count_first_day or self.cutoff):
            raise InvalidQuestion(
                vi="Quy tắc tự quy định ngày đầu và giờ nhận; chỉ nêu thêm khi hỏi một thời hạn (term).",
                en="A rule says itself whether its first day and the hour count; tell them with a term only.",
            )
        if self.term is not None and (self.area, self.complexity) != (USUAL, USUAL):
            raise InvalidQuestion(
                vi="Địa bàn và mức phức tạp chỉ đi với một quy tắc, không đi với thời hạn (term).",
                en="Area and complexity go with a rule, not with a term.",
            )


def answer_as_data(answer: Due, lang: str) -> dict[str, Any]:
    """The answer for machines, in the order in which a reader wants it; the sentences in one language."""
    return {
        "due": answer.due_on.isoformat(),
        "start": answer.start_on.isoformat(),
        "rule": answer.rule,
        "citation": answer.citation.say(lang),
        "derivation": answer.derivation.sentences(lang),
        "version": answer.version,
        "provisional": answer.provisional,
        "unconfirmed": answer.unconfirmed,
    }


def rule_as_data(rule: Rule, lang: str) -> dict[str, Any]:
    """One version of a rule for machines. `amount` is null where the rule sets no number of days or times."""
    return {
        "rule": rule.id,
        "title": rule.title.say(lang),
        "kind": rule.kind,
        "amount": rule.amount if rule.has_term else rule.values.get("amount"),
        "unit": rule.unit,
        "citation": rule.citation.say(lang),
        "version": rule.version,
        "confidence": rule.confidence,
        "unconfirmed": not rule.fires_by_itself,
        "source": rule.source,
    }


def read_day(text: str) -> date:
    """'2018-02-12' or '12/02/2018'. Raises InvalidQuestion."""
    found = dates.parse(text)
    if found is None:
        raise InvalidQuestion(
            vi=f"“{_shown(text)}”: hãy viết một ngày có thật như 2018-02-12 hoặc 12/02/2018.",
            en=f"“{_shown(text)}”: write a day that exists, like 2018-02-12 or 12/02/2018.",
        )
    return found


def read_span(text: str) -> tuple[date, date]:
    """'2018-03-05:2018-03-09'. Raises InvalidQuestion."""
    first, colon, last = text.partition(":")
    if not colon:
        raise InvalidQuestion(
            vi=f"“{_shown(text)}”: hãy viết hai ngày như 2018-03-05:2018-03-09.",
            en=f"“{_shown(text)}”: write two days like 2018-03-05:2018-03-09.",
        )
    return read_day(first), read_day(last)


def read_hour(text: str) -> time:
    """'15:20'. Raises InvalidQuestion."""
    hour, colon, minute = text.strip().partition(":")
    if colon and _short_number(hour) and _short_number(minute) and int(hour) < 24 and int(minute) < 60:
        return time(int(hour), int(minute))
    raise InvalidQuestion(
        vi=f"“{_shown(text)}”: hãy viết giờ như 15:20.", en=f"“{_shown(text)}”: write an hour like 15:20."
    )


def read_opening(text: str) -> tuple[time, time]:
    """'07:30-11:30'. Raises InvalidQuestion."""
    opens, dash, closes = text.partition("-")
    if not dash:
        raise InvalidQuestion(
            vi=f"“{_shown(text)}”: hãy viết một buổi làm việc như 07:30-11:30.",
            en=f"“{_shown(text)}”: write a span of office hours like 07:30-11:30.",
        )
    return read_hour(opens), read_hour(closes)


def _short_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 2


def _shown(text: str) -> str:
    """What was written, short and readable, for a sentence about it."""
    return "".join(letter if letter.isprintable() else "�" for letter in text[:40])
