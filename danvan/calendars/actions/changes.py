"""The calendar is changed: each change by a notice, on the record, taken back only by a further change."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from danvan import law
from danvan.calendars import hours, policies, queries
from danvan.calendars.errors import Refused
from danvan.calendars.followers import Span, follower
from danvan.calendars.models import (
    Change,
    OfficeDay,
    OfficeHour,
    OfficeWeek,
    OfficeYear,
    State,
    Verb,
    enclosing,
)
from danvan.journal.actions import record
from danvan.lib import dates
from danvan.lib.text import clean
from danvan.people import queries as people
from danvan.people.models import Account, Unit

STREAM = "calendar"
CALENDAR_LOCK = 710_301
MOST_DAYS = 120


@dataclass(frozen=True)
class NewDay:
    """A day to be: off or worked, with its name; the English one may be left out."""

    day: date
    off: bool
    name_vi: str
    name_en: str = ""


@dataclass(frozen=True)
class Notice:
    """The paper that says so: its number, its day, and what the officer adds."""

    number: str
    on: date
    text: str = ""


@transaction.atomic
def add_days(*, unit: Unit | None, days: Sequence[NewDay], notice: Notice, by: Account, on: date) -> Change:
    """Enter days off or worked for the country (unit None) or a unit and all below it, by one notice.

    Raises Refused without a right, a number or a day, for a day named twice, and where a day has a row already.
    The terms have not followed yet when it returns: tasks.follow.
    """
    _lock()
    policies.check_can_edit(by, unit, on)
    check_days(unit, days)
    span = Span.over(unit, [each.day for each in days], on)
    change = _change(Verb.ADD, unit, notice, span, by=by, on=on)
    _enter(change, days)
    return _told(change, {"days": [row.as_list() for row in queries.days_of(change)]})


@transaction.atomic
def confirm_year(*, year: int, days: Sequence[NewDay], notice: Notice, by: Account, on: date) -> Change:
    """Confirm a year that has been announced, with its days, for the country: nothing in it is provisional then.

    Raises Refused without a right or a number, out of turn, and for a day of another year.
    """
    _lock()
    policies.check_can_edit(by, None, on)
    following = queries.read().last_year + 1
    if year != following:
        raise Refused(_("Lịch xác nhận lần lượt từng năm; năm tiếp theo là %(year)s.") % {"year": following})
    if strange := next((each.day for each in days if each.day.year != year), None):
        raise Refused(
            _("Ngày %(day)s không thuộc năm %(year)s.") % {"day": dates.short(strange), "year": year}
        )
    check_days(None, days)
    span = Span(date(year, 1, 1), date(year, 12, 31), None)
    change = _change(Verb.CONFIRM_YEAR, None, notice, span, by=by, on=on, year=year)
    _enter(change, days)
    OfficeYear.objects.create(change=change, year=year)
    return _told(change, {"year": year, "days": [row.as_list() for row in queries.days_of(change)]})


@transaction.atomic
def undo(
    *, change: Change, notice: Notice, by: Account, on: date, only: Collection[int] | None = None
) -> Change:
    """Take back what a change brought and still stands: all of it, or only the rows of these numbers.

    A year goes with the whole change, and only the last one can go. Raises Refused when nothing is left to take
    back; a further change can bring the days in again.
    """
    _lock()
    policies.check_can_edit(by, change.unit, on)
    rows = [row for row in queries.standing_days(change) if only is None or row.pk in only]
    year = queries.standing_year(change) if only is None else None
    if not rows and not year:
        raise Refused(_("Không còn ngày nào của thay đổi này để rút lại."))
    if year and year.year != queries.read().last_year:
        raise Refused(_("Chỉ rút được năm sau cùng đã xác nhận."))
    ends = [date(year.year, 1, 1), date(year.year, 12, 31)] if year else []
    span = Span.over(change.unit, [*(row.day for row in rows), *ends], on)
    fields = {"undoes": change, "year": year.year if year else None}
    back = _change(Verb.UNDO, change.unit, notice, span, by=by, on=on, **fields)
    OfficeDay.objects.filter(pk__in=[row.pk for row in rows]).update(ended_by=back)
    if year:
        OfficeYear.objects.filter(pk=year.pk).update(ended_by=back)
    kept = {"undoes": change.pk, "days": [row.as_list() for row in rows]}
    return _told(back, {**kept, "year": year.year} if year else kept)


@transaction.atomic
def change_week(*, unit: Unit, before: int, from_on: date, notice: Notice, by: Account, on: date) -> Change:
    """Follow a unit's other working week, which people has set: from that day on its terms are counted by it.

    `before`: the mask of the week until then; days before `from_on` keep it. Units below have weeks of their own.
    Raises Refused without a right or a number, and where an earlier change begins later.
    """
    _lock()
    policies.check_can_edit(by, unit, on)
    last = OfficeWeek.objects.filter(unit=unit).order_by("-from_on").first()
    if last and last.from_on > from_on:
        raise Refused(
            _("Tuần làm việc đã được đổi từ ngày %(day)s; lần đổi sau phải từ ngày đó trở đi.")
            % {"day": dates.short(last.from_on)}
        )
    change = _change(Verb.CHANGE_WEEK, unit, notice, Span.of_week(unit, from_on), by=by, on=on)
    row = OfficeWeek.objects.create(change=change, unit=unit, from_on=from_on, before=before, after=unit.week)
    return _told(change, {"days": [], "week": row.as_list()})


@transaction.atomic
def change_hours(
    *, unit: Unit, spans: Sequence[Sequence[str]], from_on: date, notice: Notice, by: Account, on: date
) -> Change:
    """Set the hours of a unit from that day on, for itself and those below it that have set none of their own.

    Terms in hours follow. Raises Refused without a right or a number, for hours that are none, and where an earlier
    change begins later.
    """
    _lock()
    policies.check_can_edit(by, unit, on)
    try:
        hours.read(spans)
    except (ValueError, law.InvalidCalendar) as why:
        raise Refused(
            _("Giờ làm việc phải có ít nhất một buổi, buổi trước kết thúc trước khi buổi sau bắt đầu.")
        ) from why
    last = OfficeHour.objects.filter(unit=unit).order_by("-from_on").first()
    if last and last.from_on > from_on:
        raise Refused(
            _("Giờ làm việc đã được đổi từ ngày %(day)s; lần đổi sau phải từ ngày đó trở đi.")
            % {"day": dates.short(last.from_on)}
        )
    ids = tuple(people.units_under(unit, on).values_list("pk", flat=True))
    change = _change(Verb.CHANGE_HOURS, unit, notice, Span(from_on, date.max, ids), by=by, on=on)
    kept = [[str(edge) for edge in span] for span in spans]
    row = OfficeHour.objects.create(change=change, unit=unit, from_on=from_on, spans=kept)
    return _told(change, {"days": [], "hours": row.as_list()})


def _lock() -> None:
    """One change at a time, so that their events follow one another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CALENDAR_LOCK])


def check_days(unit: Unit | None, days: Sequence[NewDay]) -> None:
    """Raise Refused where the days cannot go together into the calendar: none, too many, twice, unnamed, taken."""
    if not days:
        raise Refused(_("Chưa ghi ngày nào."))
    if len(days) > MOST_DAYS:
        raise Refused(_("Nhiều nhất %(most)s ngày trong một lần ghi.") % {"most": MOST_DAYS})
    seen: set[date] = set()
    for each in days:
        if each.day in seen:
            raise Refused(_("Ngày %(day)s được ghi hai lần.") % {"day": dates.short(each.day)})
        if not clean(each.name_vi):
            raise Refused(_("Ngày %(day)s chưa có tên.") % {"day": dates.short(each.day)})
        seen.add(each.day)
    if rows := queries.taken(unit, seen):
        said = {"day": dates.short(rows[0].day), "name": rows[0].name_vi}
        raise Refused(_("Ngày %(day)s đã có trong bảng (%(name)s). Rút ngày đó lại trước.") % said)


def _change(
    verb: Verb, unit: Unit | None, notice: Notice, span: Span, *, by: Account, on: date, **more: Any
) -> Change:
    number = clean(notice.number)[:60]
    if not number:
        raise Refused(_("Phải ghi số của thông báo hoặc quyết định."))
    first, last = enclosing([span.first, span.last])
    return Change.objects.create(
        unit=unit,
        verb=verb,
        notice=number,
        notice_on=notice.on,
        text=clean(notice.text),
        by=by,
        on=on,
        first_day=first,
        last_day=last,
        total=follower().leaning(span),
        state=State.WAITING,
        **more,
    )


def _enter(change: Change, days: Sequence[NewDay]) -> None:
    OfficeDay.objects.bulk_create(
        OfficeDay(
            change=change,
            unit=change.unit,
            day=each.day,
            off=each.off,
            name_vi=clean(each.name_vi)[:120],
            name_en=(clean(each.name_en) or clean(each.name_vi))[:120],
        )
        for each in days
    )


def _told(change: Change, data: dict[str, Any]) -> Change:
    """Record the event of a change; its number is in the event, so the list of what moved is found from it."""
    queries.forget()
    notice = {"notice": change.notice, "notice_on": change.notice_on.isoformat()}
    record(
        stream=STREAM,
        subject=change.unit_id or 0,
        verb=change.verb,
        by=change.by,
        on=change.on,
        public=True,
        text=change.text,
        data={"change": change.pk, **notice, **data},
    )
    return change
