"""How what a council keeps is shown: chips of days, trails, rows of the synthesis table."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan.cases import topics
from danvan.council import queries, terms
from danvan.council.models import Petition, Question, Session
from danvan.council.models.petition import PetitionQuerySet
from danvan.journal.queries import events_of
from danvan.lib import dates
from danvan.lib.dates import short
from danvan.people.lives import Life
from danvan.web.parts import Due, Step, Tab


def due(row: Petition, today: date) -> Due | None:
    """The chip of the day that counts now; None where nothing is owed."""
    return Due.of(row.next_on, today) if row.next_on else None


def question_due(row: Question, today: date) -> Due | None:
    """The chip of the written answer; None where none is owed or no day is known."""
    return Due.of(row.due_on, today) if row.is_open and row.due_on else None


def trail(life: Life, subject: int) -> list[Step]:
    """What was done, by whom, the latest first."""
    return [
        Step(
            life.done(event.verb).capitalize(),
            event.on,
            who=event.actor.full_name if event.actor else "",
            text=event.text,
        )
        for event in reversed(events_of(life.stream, subject))
    ]


def line(row: Petition, places: Sequence[queries.Place], today: date) -> dict[str, Any]:
    """A petition as lists show it."""
    named = list(dict.fromkeys(place.name for place in places))
    return {
        "row": row,
        "due": due(row, today),
        "topic": topics.label(row.topic),
        "place": named[0] if named else "",
        "more": len(named) - 1,
        "joined": getattr(row, "joined", 0) or 0,
        "again": getattr(row, "asked_again", 0) or 0,
    }


def lines(rows: Iterable[Petition], today: date) -> list[dict[str, Any]]:
    """Petitions as lists show them, their places asked for once."""
    found = list(rows)
    places = queries.places_of(found, today)
    return [line(row, places.get(row.pk, []), today) for row in found]


def derivation(recipe: dict[str, Any]) -> str:
    """How a day was counted, in a sentence; empty where no rule counted it."""
    found = terms.derivation(recipe)
    return found.short((get_language() or "vi")[:2]) if found else ""


def session_days(session: Session) -> list[tuple[str, date, str]]:
    """(what, last day, how it was counted) of what is to be done before a session, by the law of its day."""
    told = (
        (terms.SESSION_SUMMARY, _("Báo cáo tổng hợp kiến nghị cử tri")),
        (terms.SESSION_RESULTS, _("Báo cáo kết quả giải quyết kiến nghị")),
        (terms.PROMISES, _("Báo cáo thực hiện lời hứa, nghị quyết về chất vấn")),
    )
    found = []
    for rule, what in told:
        term = terms.counted(rule, session.term.unit, session.from_on)
        if term.due_on:
            found.append((str(what), term.due_on, derivation(term.recipe)))
    return found


def tabs(counts: dict[str, int], current: str) -> list[Tab]:
    """The tabs of the list, each with how many it has."""
    named = (
        ("unsent", _("Chưa chuyển")),
        ("waiting", _("Chờ trả lời")),
        ("late", _("Quá hạn")),
        ("resolving", _("Đang giải quyết")),
        ("untold", _("Chưa báo lại cử tri")),
        ("ended", _("Đã trả lời xong")),
        ("merged", _("Đã nhập, để ngoài")),
        ("all", _("Tất cả")),
    )
    return [Tab(label, f"?tab={name}", counts.get(name, 0), current=name == current) for name, label in named]


HEAD = (
    "STT",
    "Nội dung kiến nghị",
    "Lĩnh vực",
    "Nơi kiến nghị",
    "Số nơi",
    "Buổi tiếp xúc",
    "Ngày nêu",
    "Thẩm quyền",
    "Cơ quan trả lời",
    "Văn bản chuyển",
    "Hạn trả lời",
    "Tình trạng",
    "Kết quả trả lời",
    "Văn bản trả lời",
    "Kiến nghị lại",
)


def table(rows: PetitionQuerySet, today: date) -> Iterable[Sequence[str | int]]:
    """The usual table of voters' petitions (biểu tổng hợp kiến nghị cử tri), the head first."""
    yield HEAD
    found = list(rows.prefetch_related("replies"))
    places = queries.places_of(found, today)
    for number, row in enumerate(found, 1):
        yield _table_row(number, row, places.get(row.pk, []))


def _table_row(number: int, row: Petition, places: Sequence[queries.Place]) -> Sequence[str | int]:
    held = list(
        dict.fromkeys(
            f"{short(each.meeting.meeting.day)} {each.meeting.meeting.title}"
            for each in places
            if each.meeting
        )
    )
    reply = next(reversed(row.replies.all()), None)
    told = f"{reply.number} ({short(reply.on)})" if reply and reply.number else ""
    return (
        number,
        row.text,
        topics.label(row.topic),
        "; ".join(dict.fromkeys(each.name for each in places)),
        len({each.name for each in places}),
        "; ".join(held),
        short(row.taken_on),
        row.level_label,
        row.addressee,
        row.number,
        short(row.next_on) if row.next_on else "",
        row.label,
        reply.text if reply else "",
        told,
        getattr(row, "asked_again", 0) or 0,
    )


def history(row: Petition) -> list[Step]:
    """What became of a petition, as voters read it, the earliest first."""
    made = [Step(_("Cử tri nêu"), row.taken_on)]
    if row.sent_on:
        made.append(Step(_("Chuyển %(who)s") % {"who": row.addressee}, row.sent_on))
    made += [Step(_("Hội đồng nhân dân đôn đốc"), urged.on) for urged in row.reminders.all()]
    for each in row.replies.all():
        until = _(" Sẽ xong chậm nhất ngày %(day)s.") % {"day": short(each.until_on)} if each.until_on else ""
        made.append(Step(each.label, each.on, who=each.answered_by, text=f"{each.text}{until}"))
    for told in row.tellings.all():
        made.append(Step(_("Báo lại cử tri: %(how)s") % {"how": told.label}, told.on))
    for again in queries.asked_again(row):
        made.append(Step(_("Cử tri kiến nghị lại"), again.taken_on))
    made.sort(key=lambda step: step.on or dates.today())
    if row.next_on:
        made.append(Step(_("Hạn: %(day)s") % {"day": short(row.next_on)}, state="next"))
    return made


def public_url(row: Petition) -> str:
    """Where anybody reads it; empty while nobody may."""
    return reverse("portal:voter_petition", args=[row.pk]) if row.is_public else ""
