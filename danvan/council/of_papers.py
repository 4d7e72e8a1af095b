"""A voters' petition and a session as subjects of papers: transfer, urging, answer; summary and minutes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.council import policies, queries
from danvan.council.actions.taking import lock
from danvan.council.models import Petition, Session
from danvan.council.workflow import HEADS, PETITION, SESSION, Level
from danvan.journal import actions as journal
from danvan.journal.models import Event
from danvan.lib.dates import short
from danvan.lib.text import sentence_part
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role


class _Subject:
    """What both have in common: nobody is kept from reading them, their steps are taken on their own pages."""

    stream: str
    pk: int
    unit: Unit

    def is_unknown(self, officer: Account, *, on: date) -> bool:
        """Never: it is about no officer."""
        return False

    @staticmethod
    def unknown_to(officer: Account, *, on: date) -> QuerySet[Any, Any]:
        """None."""
        return Petition.objects.none().values("pk")

    def can_read(self, officer: Account, *, on: date) -> bool:
        """Whoever reads the council's pages."""
        return self.unit.pk in policies.units_read(officer, on)

    def roles(self, officer: Account, *, on: date) -> frozenset[Role]:
        """The officer's roles in the unit of the council."""
        return people.standing(officer, on).acts.get(self.unit.pk, frozenset())

    def take(self, step: Mapping[str, Any], *, by: Account, on: date, symbol: str) -> None:
        """Always StepRefused."""
        raise StepRefused(_("Bước này làm ở trang của việc, không đi kèm văn bản."))

    def named(self, step: Mapping[str, Any]) -> str:
        """Nothing: no paper goes with a step."""
        return ""

    def write(
        self, *, verb: str, by: Account, on: date, public: bool, text: str, data: dict[str, Any]
    ) -> Event:
        """An event in its chain."""
        return journal.record(
            stream=self.stream, subject=self.pk, verb=verb, by=by, on=on, public=public, text=text, data=data
        )


@dataclass
class PetitionSubject(_Subject):
    """A voters' petition: what was asked where, who answers by when, what was answered last."""

    petition: Petition
    page = "council:petition"
    stream = PETITION.stream

    @classmethod
    def load(cls, pk: int, *, lock: bool = False) -> "PetitionSubject":
        """The petition; LookupError when there is none."""
        found = Petition.objects.select_related("unit").filter(pk=pk).first()
        if found is None:
            raise LookupError(f"voter petition {pk}")
        return cls(_locked(found) if lock else found)

    @property
    def pk(self) -> int:  # type: ignore[override]
        """Its number."""
        return self.petition.pk

    @property
    def matter(self) -> str:
        """The stream."""
        return self.stream

    @property
    def status(self) -> str:
        """Where it stands."""
        return self.petition.status

    @property
    def unit(self) -> Unit:  # type: ignore[override]
        """The unit of the council."""
        return self.petition.unit

    def known(self, on: date) -> Mapping[str, str]:
        """What papers say of it; no voter is named."""
        row = self.petition
        places = queries.places_of([row], on)[row.pk]
        reply = row.replies.last()
        urged = row.reminders.last()
        sent = f"Công văn số {row.number} ngày {short(row.sent_on)}" if row.sent_on else ""
        return {
            "letter_kind": "kiến nghị cử tri",
            "subject": sentence_part(row.title),
            "received_on": short(row.taken_on),
            "due_on": short(row.due_on) if row.due_on else "",
            "next_on": short(row.next_on) if row.next_on else "",
            "addressee": row.addressee,
            "places": "; ".join(dict.fromkeys(place.name for place in places)),
            "content": row.text,
            "sent_by": sent,
            "answer": reply.text if reply else "",
            "last_words": urged.text if urged else "",
        }


_locked = lock


@dataclass
class SessionSubject(_Subject):
    """A session: what voters ask of it, its agenda and what came of it."""

    session: Session
    page = "council:session"
    stream = SESSION.stream

    @classmethod
    def load(cls, pk: int, *, lock: bool = False) -> "SessionSubject":
        """The session; LookupError when there is none."""
        rows = Session.objects.select_related("term__unit")
        found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
        if found is None:
            raise LookupError(f"council session {pk}")
        return cls(found)

    @property
    def pk(self) -> int:  # type: ignore[override]
        """Its number."""
        return self.session.pk

    @property
    def matter(self) -> str:
        """The stream."""
        return self.stream

    @property
    def status(self) -> str:
        """Where it stands."""
        return self.session.status

    @property
    def unit(self) -> Unit:  # type: ignore[override]
        """The unit of the council."""
        return self.session.term.unit

    def known(self, on: date) -> Mapping[str, str]:
        """What papers say of it."""
        row = self.session
        heads = list(row.petitions.filter(status__in=HEADS).order_by("pk"))
        places = queries.places_of(heads, on)

        def told(level: str) -> str:
            return _numbered(_asked(each, places[each.pk]) for each in heads if each.level == level)

        return {
            "letter_kind": "kỳ họp",
            "subject": f"kỳ họp thứ {row.number} Hội đồng nhân dân nhiệm kỳ {row.term.name}",
            "received_on": short(row.from_on),
            "venue": row.place,
            "present": f"{row.present}/{row.of} đại biểu có mặt" if row.present else "",
            "record": row.minutes,
            "meetings": _numbered(
                f"{short(each.meeting.day)}: {each.meeting.title}, tại {each.meeting.place}"
                for each in queries.meetings([self.unit.pk])
                .filter(session=row)
                .order_by("meeting__starts_at")
            ),
            "of_commune": told(Level.COMMUNE),
            "of_province": told(Level.PROVINCE),
            "of_central": told(Level.CENTRAL),
            "unsorted": told(""),
            "again": _numbered(each.title for each in heads if each.again_of_id),
            "agenda": _numbered(f"{item.title}. {item.result}".strip() for item in row.items.all()),
            "questioned": _numbered(
                f"{each.deputy.full_name} chất vấn {each.respondent}: {each.text} Trả lời: "
                f"{each.hall or 'bằng văn bản'}"
                for each in queries.questions_of(row)
            ),
            "voted": _numbered(
                f"{each.title}: {each.votes_for}/{each.present} tán thành, {each.label.lower()}"
                for each in row.resolutions.filter(voted_on__isnull=False)
            ),
        }


def _asked(row: Petition, places: Iterable[queries.Place]) -> str:
    """'Đề nghị nạo vét kênh N3 (thôn Đồng Tiến, xã Thử; thôn Tân Hà, xã Thử): Ủy ban nhân dân xã Thử.'"""
    where = "; ".join(dict.fromkeys(place.name for place in places))
    return f"{row.text} ({where})" + (f". Cơ quan trả lời: {row.addressee}" if row.addressee else "")


def _numbered(lines: Iterable[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
