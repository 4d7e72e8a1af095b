"""A meeting as the subject of papers: its notice, its minutes, the notice of its conclusions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.journal import actions as journal
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.meetings import kinds, policies, queries
from danvan.meetings.models import Meeting
from danvan.meetings.workflow import GROUPS, LIFE, SHOWN, Asked
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.promises import queries as promises


@dataclass
class MeetingSubject:
    """A meeting: when, where, who was there, what was asked, answered and promised. Nobody who asked is named."""

    meeting: Meeting
    page = "meetings:meeting"

    @classmethod
    def load(cls, pk: int, *, lock: bool = False) -> "MeetingSubject":
        """The meeting; LookupError when there is none."""
        rows = Meeting.objects.select_related("unit")
        found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
        if found is None:
            raise LookupError(f"meeting {pk}")
        return cls(found)

    @property
    def pk(self) -> int:
        """The meeting's number."""
        return self.meeting.pk

    @property
    def matter(self) -> str:
        """The kind of meeting."""
        return self.meeting.kind

    @property
    def status(self) -> str:
        """Where it stands."""
        return self.meeting.status

    @property
    def unit(self) -> Unit:
        """The unit that holds it."""
        return self.meeting.unit

    def known(self, on: date) -> Mapping[str, str]:
        """What the register knows of the meeting, in the words of papers."""
        row = self.meeting
        return {
            "letter_kind": _small(str(kinds.get(row.kind).label)),
            "subject": row.title.rstrip(" .;"),
            "received_on": dates.short(row.day),
            "due_on": dates.short(row.result_by) if row.result_by else "",
            "hour": _hour(row.starts_at),
            "ended": _hour(row.ended_at or row.ends_at),
            "venue": row.place,
            "agenda": row.agenda,
            "chair": row.hosts,
            "invited": row.invited,
            "joining": row.joining,
            "present": _present(row),
            "said": said(row),
            "secretary": row.minutes_by,
            "record": row.minutes,
            "last_words": row.conclusion,
            "promised": _promised(row),
        }

    def is_unknown(self, officer: Account, *, on: date) -> bool:
        """Never: a meeting is about nobody."""
        return False

    @staticmethod
    def unknown_to(officer: Account, *, on: date) -> QuerySet[Any, Any]:
        """None."""
        return Meeting.objects.none().values("pk")

    def can_read(self, officer: Account, *, on: date) -> bool:
        """As the meeting itself."""
        return self.meeting.unit_id in policies.units_read(officer, on)

    def roles(self, officer: Account, *, on: date) -> frozenset[Role]:
        """The officer's roles in the unit that holds it; who keeps the council's office drafts as a handler does."""
        held = people.standing(officer, on).acts.get(self.meeting.unit_id, frozenset())
        return held | {Role.HANDLER} if Role.COUNCIL in held else held

    def take(self, step: Mapping[str, Any], *, by: Account, on: date, symbol: str) -> None:
        """The steps of a meeting are taken on its own page: always StepRefused."""
        raise StepRefused(_("Bước của buổi họp làm ở trang của buổi họp, không đi kèm văn bản."))

    def named(self, step: Mapping[str, Any]) -> str:
        """Nothing: no paper goes with a step."""
        return ""

    def write(
        self, *, verb: str, by: Account, on: date, public: bool, text: str, data: dict[str, Any]
    ) -> Event:
        """An event of the meeting."""
        return journal.record(
            stream=LIFE.stream, subject=self.pk, verb=verb, by=by, on=on, public=public, text=text, data=data
        )


def _small(text: str) -> str:
    """The words within a sentence: “Nhân dân” keeps its capital."""
    return text[:1].lower() + text[1:]


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone(dates.VIETNAM):%H giờ %M phút}"


def _present(row: Meeting) -> str:
    """'Nhân dân: 84 người; Cán bộ, công chức: 6 người'."""
    counted = {
        group: phones if hand is None else hand for group, (hand, phones) in queries.attendance(row).items()
    }
    return "; ".join(f"{GROUPS[group]}: {number} người" for group, number in counted.items() if number)


def said(row: Meeting) -> str:
    """Each question with its answer, as minutes have them; who asked is not named."""
    lines = []
    for number, each in enumerate(queries.shown_of(row), 1):
        origin = f" ({each.origin})" if each.origin else ""
        lines.append(f"{number}. Ý kiến{origin}: {each.text}")
        if each.status == Asked.ANSWERED:
            lines.append(f"Trả lời ({each.answered_by}): {each.answer}")
        elif each.answer_by:
            lines.append(f"Sẽ trả lời bằng văn bản trước ngày {dates.short(each.answer_by)}.")
        elif each.status in SHOWN and each.case_id:
            lines.append("Được lập thành đơn để giải quyết theo quy định.")
    return "\n".join(lines)


def _promised(row: Meeting) -> str:
    """What was promised there: what, whose, until when."""
    places = [(LIFE.stream, row.pk), *(("question", pk) for pk in row.questions.values_list("pk", flat=True))]
    found = [each for rows in promises.of_places(places).values() for each in rows]
    return "\n".join(
        f"{number}. {each.promised_by}: {each.text} Hạn: {dates.short(each.first_due_on)}."
        for number, each in enumerate(sorted(found, key=lambda each: each.pk), 1)
    )
