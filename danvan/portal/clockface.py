"""The term of a letter as a citizen reads it: the day, how far it is, why that day, and what is not known."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan.cases import clocks
from danvan.cases.models import Case, Deadline
from danvan.cases.models.parts import DeadlineState
from danvan.cases.workflow import BY_DECISION, FOR_CITIZEN, FOR_PAYMENT
from danvan.law import Derivation
from danvan.onestop.workflow import TERM as RESULT
from danvan.petitions.workflow import INELIGIBLE, TRANSFERRED
from danvan.web import words
from danvan.web.parts import Due

# Purposes of a clock that end with the answer itself; any other ends with word of what becomes of the letter.
ENDS_WITH_ANSWER = ("reply", "settlement")


@dataclass(frozen=True)
class ClockFace:
    """What the page says of a clock: a title, a chip, sentences, the strip of days."""

    title: str
    chip: Due | None = None
    said: str = ""
    sentences: list[str] = field(default_factory=list)
    cells: list[Any] = field(default_factory=list)
    sorry: bool = False


def ends_with_answer(clock: Deadline | None) -> bool:
    """Whether what the clock promises is the answer itself, not word of what becomes of the letter."""
    return clock is not None and clock.purpose in ENDS_WITH_ANSWER


def promise(clock: Deadline | None) -> str:
    """What the citizen is promised by the last day of the clock, in the same words on every page and paper."""
    if ends_with_answer(clock):
        return _("Ông/bà được trả lời")
    if clock is not None and clock.purpose == RESULT:
        return _("Ông/bà được trả kết quả")
    return _("Ông/bà được báo có nhận giải quyết hay không")


def promised_by(clock: Deadline, day: str) -> str:
    """The promise with its last day."""
    if ends_with_answer(clock):
        return _("Ông/bà được trả lời chậm nhất %(day)s") % {"day": day}
    if clock.purpose == RESULT:
        return _("Ông/bà được trả kết quả chậm nhất %(day)s") % {"day": day}
    return _("Ông/bà được báo có nhận giải quyết hay không, chậm nhất %(day)s") % {"day": day}


def face(
    case: Case, clock: Deadline | None, today: date, *, answered: bool = False, place: str = ""
) -> ClockFace | None:
    """The clock of a letter in words; None when there is none to tell of.

    `answered`: the citizen has an answer. `place`: where a letter went that was passed on.
    """
    if clock is None or clock.state == DeadlineState.CANCELLED:
        return None
    if clock.state == DeadlineState.UNCONFIRMED:
        return _unconfirmed() if case.is_open else None
    why = clock.derivation
    if clock.state == DeadlineState.MET:
        return _met(case, clock, answered, place)
    if clock.state == DeadlineState.SUSPENDED:
        return _stopped(case)
    return _running(clock, why, today) if why and clock.due_on else None


def explanation(why: Derivation | None) -> dict[str, Any]:
    """The derivation in the language of the page, as `told`, with the cells of the strip."""
    return {**told(why), "cells": why.cells()} if why else {}


def told(why: Derivation) -> dict[str, Any]:
    """The derivation in the language of the page: one line, and all sentences."""
    language = (get_language() or "vi")[:2]
    return {"said": words_sentence(why.short(language)), "sentences": why.sentences(language)}


def words_sentence(text: str) -> str:
    """The text as a sentence: first letter raised, full stop at its end."""
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")


def _running(clock: Deadline, why: Derivation, today: date) -> ClockFace:
    due_on: date = clock.due_on  # type: ignore[assignment]
    day = {"day": words.with_weekday(due_on)}
    late = due_on < today
    if late:
        title = _("Cơ quan xin lỗi: lẽ ra ông/bà đã được trả lời trước hết %(day)s") % day
    else:
        title = promised_by(clock, words.with_weekday(due_on))
    left, unit = clocks.left(clock, today)
    chip = Due.of(due_on, today, left=left)
    if not late and due_on != today:
        chip = Due(chip.state, words.left(left, working=unit == "working"), due_on)
    return ClockFace(title, chip, sorry=late, **explanation(why))


def _stopped(case: Case) -> ClockFace:
    """Why the clock stands still, each cause in a sentence; what the citizen can do about comes first."""
    if FOR_CITIZEN in case.waiting_for:
        title = _("Thời hạn đang tạm dừng, chờ ông/bà bổ sung")
        said = _("Ngày nào chờ thì không tính vào thời hạn của cơ quan; nhận được bổ sung là đếm tiếp.")
    elif FOR_PAYMENT in case.waiting_for:
        title = _("Thời hạn đang tạm dừng, chờ ông/bà nộp phí, lệ phí")
        said = _("Ngày nào chờ thì không tính vào thời hạn của cơ quan; nộp đủ là đếm tiếp.")
    elif BY_DECISION in case.waiting_for:
        title = _("Việc giải quyết đang tạm đình chỉ")
        said = _("Thời gian tạm đình chỉ không tính vào thời hạn; có quyết định tiếp tục là đếm tiếp.")
    else:
        title = _("Cơ quan đang chờ kết quả giám định")
        said = _("Thời gian chờ không tính vào thời hạn; có kết quả là đếm tiếp.")
    return ClockFace(title, Due.paused(), said)


def _met(case: Case, clock: Deadline, answered: bool, place: str) -> ClockFace:
    day = words.short(clock.met_on) if clock.met_on else ""
    if answered:
        title = _("Đã trả lời")
    elif case.status == TRANSFERRED:
        title = _("Đã chuyển đến %(place)s, chờ nơi đó trả lời") % {"place": place}
        on_time = clock.met_on and clock.due_on and clock.met_on <= clock.due_on
        if on_time or not clock.due_on:
            return ClockFace(title, None, _("Chuyển ngày %(day)s.") % {"day": day})
    elif case.status == INELIGIBLE:
        title = _("Đã báo không thụ lý, ngày %(day)s") % {"day": day}
    elif ends_with_answer(clock):
        return ClockFace(_("Nơi được chuyển đến đã trả lời"), None, _("Chuyển ngày %(day)s.") % {"day": day})
    else:
        title = _("Đã báo kết quả xem đơn")
    met, due_on = clock.met_on, clock.due_on
    told = {"met": words.short(met) if met else "", "due": words.short(due_on) if due_on else ""}
    if met and due_on and met > due_on:
        days = (met - due_on).days
        said = _("Ngày %(met)s, quá hạn %(days)d ngày (hạn %(due)s). Cơ quan xin lỗi ông/bà.") % {
            **told,
            "days": days,
        }
    elif due_on:
        said = _("Ngày %(met)s, trong hạn (hạn %(due)s).") % told
    else:
        said = _("Ngày %(met)s.") % told
    return ClockFace(title, None, said)


def _unconfirmed() -> ClockFace:
    return ClockFace(
        _("Chưa có ngày trả lời chắc chắn"),
        None,
        _(
            "Cơ quan chưa xác nhận với văn bản gốc số ngày mà quy định đặt ra cho loại đơn này, "
            "nên trang này không hứa một ngày có thể sai. Xác nhận xong, ngày sẽ hiện ở đây."
        ),
    )
