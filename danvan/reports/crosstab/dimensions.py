"""What can be counted in a two-way table, and by what: tables of data.

A dimension marked `personal` tells of whoever wrote: one may group by it, never pick a group out of it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import DateField, F, Func, IntegerField, Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.cases import kinds, topics
from danvan.cases.models import Case
from danvan.cases.workflow import CHANNEL_LABELS, PHASE_LABELS
from danvan.lib import dates
from danvan.reception.models import GROUP_FROM, Matter, Turn
from danvan.reception.words import KINDS, OUTCOMES, SITTINGS

Words = str | Promise
Labels = Callable[[], Mapping[str, Words]]
UNIT, KIND = "unit", "kind"
TIMES = ("month", "quarter", "year")


@dataclass(frozen=True)
class Dimension:
    """One way of dividing what is counted: its name in addresses, its word, its values in their order.

    `column` is the column of the database, from whatever is counted. A dimension of days has no `labels`: its values
    are the first days of its periods. `key` makes a value of the column one of the dimension's.
    """

    name: str
    label: Words
    column: str
    labels: Labels | None = None
    personal: bool = False
    key: Callable[[Any], str] = str

    @property
    def expression(self) -> Any:
        """What the database groups by."""
        if self.name in TIMES:
            start = f"date_trunc('{self.name}', %(expressions)s::timestamp)::date"
            return Func(F(self.column), template=start, output_field=DateField())
        if self.personal:
            many = Func(F(self.column), template=f"least(%(expressions)s, {GROUP_FROM})")
            many.output_field = IntegerField()
            return many
        return F(self.column)

    def say(self, key: str) -> str:
        """A value in words."""
        if self.labels:
            return str(self.labels().get(key, key))
        first = date.fromisoformat(key)
        numbers = {"month": first.month, "quarter": (first.month + 2) // 3, "year": first.year}
        if self.name == "year":
            return str(first.year)
        said = {"month": _("Tháng %(n)s/%(year)s"), "quarter": _("Quý %(n)s/%(year)s")}
        return said[self.name] % {"n": numbers[self.name], "year": first.year}

    def narrowing(self, key: str) -> dict[str, Any]:
        """The records with that value, as the database is asked for them; ValueError for what is no value."""
        if self.name in TIMES:
            first = date.fromisoformat(key)
            return {f"{self.column}__gte": first, f"{self.column}__lt": _following(self.name, first)}
        if self.personal:
            low, high = GROUPS[key]
            return {f"{self.column}__gte": low, f"{self.column}__lte": high}
        return {self.column: key}

    def between(self, first: str, last: str) -> Iterator[str]:
        """Every period of a dimension of days from one to another, also those in which nothing happened."""
        day, end = date.fromisoformat(first), date.fromisoformat(last)
        while day <= end:
            yield day.isoformat()
            day = _following(self.name, day)


GROUPS = {"1": (1, 1), "2": (2, GROUP_FROM - 1), str(GROUP_FROM): (GROUP_FROM, 2**31 - 1)}
"""A group of signers by its least number → least and most."""


def _following(name: str, first: date) -> date:
    return dates.months_later(first, {"month": 1, "quarter": 3, "year": 12}[name])


def _signers() -> Mapping[str, Words]:
    told = {"1": _("một người"), "2": _("2 đến %(n)s người") % {"n": GROUP_FROM - 1}}
    return {**told, str(GROUP_FROM): _("từ %(n)s người trở lên") % {"n": GROUP_FROM}}


def _group(people: int) -> str:
    return "1" if people == 1 else "2" if people < GROUP_FROM else str(GROUP_FROM)


def _topics() -> Mapping[str, Words]:
    return dict(topics.choices())


def _kinds() -> Mapping[str, Words]:
    return {code: kind.label for code, kind in kinds.letters().items()}


def _channels() -> Mapping[str, Words]:
    return {channel.value: label for channel, label in CHANNEL_LABELS.items()}


def _phases() -> Mapping[str, Words]:
    return {phase.value: label for phase, label in PHASE_LABELS.items()}


def _of_days(column: str) -> tuple[Dimension, ...]:
    words = (gettext_lazy("Tháng"), gettext_lazy("Quý"), gettext_lazy("Năm"))
    return tuple(Dimension(name, word, column) for name, word in zip(TIMES, words, strict=True))


def _first_time() -> Mapping[str, Words]:
    return {"True": _("lần đầu"), "False": _("đến lại")}


_UNIT, _TOPIC = gettext_lazy("Đơn vị"), gettext_lazy("Lĩnh vực")


@dataclass(frozen=True)
class Subject:
    """What is counted: its table, its columns for unit and day, by what it can be divided, and for whom it stands.

    `list_of` leads from a record to what its list shows: letters, or turns.
    """

    name: str
    label: Words
    means: Words
    table: type[Model]
    unit: str
    day: str
    dimensions: tuple[Dimension, ...]
    usual: tuple[str, str]
    only: Callable[[], Mapping[str, Any]] = dict
    list_of: str = "case"
    turn: str = "pk"
    by_name: Mapping[str, Dimension] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        found = {dimension.name: dimension for dimension in self.dimensions}
        object.__setattr__(self, "by_name", found)

    @property
    def filters(self) -> tuple[Dimension, ...]:
        """The dimensions of which one value may be picked: none that tells of a person, no unit, no days."""
        return tuple(
            one for one in self.dimensions if not (one.personal or one.name == UNIT or one.name in TIMES)
        )


LETTERS = Subject(
    "letters",
    gettext_lazy("Đơn"),
    gettext_lazy("Mỗi đơn đếm một lần, ở đơn vị nhận đầu tiên, vào ngày nhận."),
    Case,
    "unit_received",
    "received_on",
    (
        Dimension(UNIT, _UNIT, "unit_received"),
        Dimension(KIND, gettext_lazy("Loại đơn"), "kind", _kinds),
        Dimension("topic", _TOPIC, "topic", _topics),
        Dimension("channel", gettext_lazy("Nguồn đơn"), "channel", _channels),
        Dimension("phase", gettext_lazy("Giai đoạn hiện nay"), "phase", _phases),
        Dimension(
            "signers", gettext_lazy("Số người đứng đơn"), "people", _signers, personal=True, key=_group
        ),
        *_of_days("received_on"),
    ),
    usual=("topic", "month"),
    only=lambda: {"kind__in": [*kinds.letters()]},
)
TURNS = Subject(
    "turns",
    gettext_lazy("Lượt tiếp công dân"),
    gettext_lazy("Mỗi lần đến là một lượt; lượt đã gạch không đếm."),
    Turn,
    "unit",
    "on",
    (
        Dimension(UNIT, _UNIT, "unit"),
        Dimension("sitting", gettext_lazy("Buổi tiếp"), "sitting", lambda: SITTINGS),
        Dimension("persons", gettext_lazy("Số người đến"), "persons", _signers, personal=True, key=_group),
        *_of_days("on"),
    ),
    usual=("sitting", "month"),
    only=lambda: {"cancelled_on": None},
    list_of="turn",
)
MATTERS = Subject(
    "matters",
    gettext_lazy("Vụ việc tại buổi tiếp"),
    gettext_lazy("Mỗi nội dung trong một lượt đếm một lần; lượt đã gạch không đếm."),
    Matter,
    "turn__unit",
    "turn__on",
    (
        Dimension(UNIT, _UNIT, "turn__unit"),
        Dimension(KIND, gettext_lazy("Loại việc"), "kind", lambda: KINDS),
        Dimension("topic", _TOPIC, "topic", _topics),
        Dimension("outcome", gettext_lazy("Cách xử lý"), "outcome", lambda: OUTCOMES),
        Dimension("sitting", gettext_lazy("Buổi tiếp"), "turn__sitting", lambda: SITTINGS),
        Dimension("first", gettext_lazy("Lần đến"), "first_time", _first_time),
        *_of_days("turn__on"),
    ),
    usual=("topic", "month"),
    only=lambda: {"turn__cancelled_on": None},
    list_of="turn",
    turn="turn",
)
SUBJECTS = {subject.name: subject for subject in (LETTERS, TURNS, MATTERS)}
