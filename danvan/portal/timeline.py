"""What happened to a letter and what comes next, as a citizen reads it.

Only public events are told, in the words that the workflow has for citizens; nothing here knows an internal note.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from danvan.cases import grounds, turned
from danvan.cases.models import Case, Deadline
from danvan.cases.models.parts import DeadlineState
from danvan.cases.queries import CaseFile
from danvan.cases.workflow import FOR_EXPERT, Phase, Whose
from danvan.journal.models import Event
from danvan.notices import wording
from danvan.portal.clockface import ends_with_answer, promise
from danvan.web import words
from danvan.web.parts import Step


def past(file: CaseFile, today: date) -> list[Step]:
    """The public events, the newest first."""
    undone = {event.data["corrects"] for event in file.events if "corrects" in event.data}
    moved = turned.told(file.events)
    return [
        _told(file.case, event, undone, today, moved.get(event.number, ""))
        for event in reversed(file.public_events)
    ]


def ahead(file: CaseFile, names: dict[int, str], today: date) -> list[Step]:
    """The next step, with its last day where there is one; nothing when the letter is closed."""
    case, clock = file.case, file.clock
    office = names.get(case.unit_responsible_id, "")
    if case.whose == Whose.NOBODY or not (case.is_open or case.phase == Phase.ANSWERED):
        return []
    if case.whose == Whose.CITIZEN:
        return [Step(_("Ông/bà bổ sung"), text=_("Lượt của ông/bà; cơ quan đang chờ."), state="next")]
    if case.phase == Phase.ANSWERED:
        return [Step(_("Hồ sơ kết thúc và được lưu"), state="next")]
    if case.whose == Whose.OTHER:
        text = _("%(office)s theo dõi và báo lại cho ông/bà.") % {"office": words_capital(office)}
        return [Step(_("Nơi được chuyển đến trả lời"), text=text, state="next")]
    if case.waiting_for:
        return [_waited_for(case)]
    title = next_title(case, clock)
    text = _("Lượt của %(office)s. Ông/bà chưa phải làm gì.") % {"office": office}
    day = clock.due_on if clock and clock.state == "running" else None
    if day is None:
        return [Step(title, beside=_("chưa có ngày"), text=text, state="next")]
    beside = _("đã quá hạn") if day < today else words.near(day, today) or _("chậm nhất")
    return [Step(title, on=day, beside=beside, text=text, state="answer")]


def _waited_for(case: Case) -> Step:
    """What has to come before the office goes on."""
    title = _("Cơ quan tiếp tục giải quyết")
    if FOR_EXPERT in case.waiting_for:
        title = _("Có kết quả giám định")
    return Step(title, beside=_("chưa có ngày"), text=_("Ông/bà chưa phải làm gì."), state="next")


def next_title(case: Case, clock: Deadline | None) -> str:
    """What the office does next: what its clock promises, or without one by where the letter stands."""
    if clock is not None and clock.state in (DeadlineState.RUNNING, DeadlineState.UNCONFIRMED):
        return promise(clock)
    if case.phase == Phase.RECEIVED:
        return _("Xem đơn, báo cho ông/bà có nhận giải quyết hay không")
    return _("Trả lời ông/bà")


def words_capital(text: str) -> str:
    """The text with its first letter raised."""
    return text[:1].upper() + text[1:]


def _told(case: Case, event: Event, undone: set[int], today: date, moved: str) -> Step:
    step = wording.step_of(case, event)
    answer = step is not None and "reply" in step.needs
    ground = grounds.told(event.data.get("ground", ""), case.received_on, event.on)
    parts = [moved, ground, "" if answer else event.text]
    stands = event.number not in undone
    return Step(
        title=wording.title(case, event),
        on=event.on,
        beside=_beside(event, today),
        who="" if stands else _("đã đính chính, không còn hiệu lực"),
        text="\n".join(part for part in parts if part),
        url="#tra-loi" if answer and stands else "",
        link=_("Xem trả lời"),
    )


def _beside(event: Event, today: date) -> str:
    """Beside the day: the hour when it was written down that day, else a near word, the weekday or the year."""
    if near := words.near(event.on, today):
        return near
    if words.as_day(event.at) == event.on and event.on.year == today.year:
        return words.clock_in_words(event.at)
    return str(event.on.year) if event.on.year != today.year else str(words.WEEKDAYS[event.on.weekday()])


def next_for_receipt(case: Case, deadlines: Sequence[Deadline], names: dict[int, str]) -> list[Step]:
    """The steps on a receipt: it is in, what is promised by which day, where the answer is read."""
    office = words_capital(names.get(case.unit_received_id, ""))
    clock = deadlines[0] if deadlines else None
    day = clock.due_on if clock else None
    told = _("Nhận giải quyết, chuyển đến đúng nơi, hoặc nói rõ vì sao không thụ lý.")
    title = promise(clock)
    if ends_with_answer(clock):
        told = _("Trả lời, chuyển đến đúng nơi, hoặc nói rõ vì sao không thụ lý.")
    steps = [
        Step(
            _("%(office)s nhận đơn") % {"office": office},
            on=case.received_on,
            beside=str(case.received_on.year),
        ),
        Step(title, on=day, beside=_("chậm nhất") if day else _("chưa có ngày"), text=told, state="answer"),
    ]
    read = _("Ông/bà xem trả lời bằng mã tra cứu, và được báo theo cách đã chọn.")
    return [*steps, Step(_("Có trả lời"), beside=_("sau đó"), text=read, state="next")]
