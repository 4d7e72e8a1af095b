"""The register of letters (sổ xử lý đơn): its headings and the cells of a line, for a file that is taken out."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import orjson
from django.db.models import OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from danvan.cases import kinds
from danvan.cases.models import Case, Reply
from danvan.cases.models.case import masked_before
from danvan.cases.workflow import Kind, Phase, Status
from danvan.desk import present
from danvan.desk.wording import ANSWERS
from danvan.lib.codes import GROUPS
from danvan.people.models import Unit
from danvan.web import words

WIDTHS = (6, 8, 12, 22, 60, 20, 18, 30, 30, 30)


def headings() -> list[str]:
    """The headings, as the offices' registers have them."""
    return [
        *(_("STT"), _("Mã đơn"), _("Ngày tiếp nhận"), _("Người đứng đơn")),
        *(_("Tóm tắt nội dung/Hạn xử lý"), _("Phân loại đơn/Số người"), _("Nguồn đơn")),
        *(_("Cơ quan đã giải quyết"), _("Tình trạng xử lý/Kết quả xử lý"), _("Lãnh đạo/Cán bộ xử lý")),
    ]


def with_replies(found: QuerySet[Case]) -> QuerySet[Case]:
    """Cases of the list, each with the outcome of its last reply and whoever signed it."""
    last = Reply.objects.filter(case=OuterRef("pk"), withdrawn_on__isnull=True).order_by("-pk")
    return found.annotate(
        outcome=Subquery(last.values("outcome")[:1]), signer=Subquery(last.values("by__full_name")[:1])
    )


class Entry(NamedTuple):
    """What a line needs of a case, as bare values: a hundred thousand of them are read without their rows."""

    kind: str
    status: str
    phase: str
    waits: str
    code: str
    received_on: date
    due_on: date | None
    closed_on: date | None
    people: int
    channel: str
    elsewhere: str
    subject: str
    unit_responsible_id: int
    officer__full_name: str | None
    sender_name: str | None
    outcome: str | None
    signer: str | None

    @property
    def waiting_for(self) -> dict[str, str]:
        """For what it stands still, each cause with its day."""
        found: dict[str, str] = orjson.loads(self.waits)
        return found

    @property
    def workflow(self) -> Kind:
        """The definition of its kind."""
        return kinds.get(self.kind)

    @property
    def state(self) -> Status:
        """The definition of its status."""
        return self.workflow.status(self.status)


def lines(found: QuerySet[Case], *, named_in: frozenset[int], today: date) -> Iterator[list[str]]:
    """The lines one by one; whole names only of cases that these units answer for, else initials.

    What was closed so long ago that it is masked has initials alone, and not what it was about.
    """
    told = _Told(today)
    rows = with_replies(found).annotate(waits=Cast("waiting_for", TextField()))
    entries: Iterator[Any] = map(Entry._make, rows.values_list(*Entry._fields).iterator(chunk_size=5000))
    for number, entry in enumerate(entries, start=1):
        masked = entry.closed_on is not None and entry.closed_on < told.masked_before
        named = entry.unit_responsible_id in named_in and not masked
        yield told.cells(number, entry, named=named, masked=masked)


class _Told:
    """Puts entries into words; what many of them share is put into words once."""

    def __init__(self, today: date) -> None:
        self.masked_before, self.covered = masked_before(today), present.covered()
        named: Any = Unit.objects.named(today)
        self.units = dict(named.values_list("pk", "shown_name"))
        self.short, self.channel = cache(words.short), cache(present.channel)
        self.answers = {code: str(label) for code, label in ANSWERS}
        self.due, self.people = _("Hạn: %(day)s"), _("%(n)s người")
        self.badges: dict[tuple[str, ...], str] = {}
        self.kinds = {code: str(kind.label) for code, kind in kinds.all_kinds().items()}

    def cells(self, number: int, entry: Any, *, named: bool, masked: bool) -> list[str]:
        """The cells of a line, in the order of the headings."""
        due = self.due % {"day": self.short(entry.due_on)} if entry.due_on else ""
        return [
            str(number),
            entry.code[: GROUPS[0]],
            self.short(entry.received_on),
            (entry.sender_name if named else "") or present.sender(entry),
            _together(self.covered if masked else entry.subject, due),
            f"{self.kinds[entry.kind]}\n{self.people % {'n': entry.people}}",
            self.channel(entry.channel),
            self._answered_by(entry),
            _together(self._badge(entry), self.answers.get(entry.outcome or "", "")),
            _together(entry.signer or "", entry.officer__full_name or ""),
        ]

    def _badge(self, entry: Any) -> str:
        """The word of its status."""
        key = (entry.kind, entry.status, entry.phase, entry.waits)
        if key not in self.badges:
            self.badges[key] = present.badge(entry)[0]
        return self.badges[key]

    def _answered_by(self, entry: Any) -> str:
        """Who dealt with it: the other authority that it is with, or the unit that answered."""
        if entry.elsewhere:
            return str(entry.elsewhere)
        over = entry.closed_on or entry.phase == Phase.ANSWERED
        return str(self.units.get(entry.unit_responsible_id, "")) if over else ""


def _together(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
