"""The term of a letter as a citizen reads it: the day, how far it is, why that day, and what is not known."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan.cases.models import Case, Deadline
from danvan.cases.models.parts import DeadlineState
from danvan.law import Derivation
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


def face(case: Case, clock: Deadline | None, today: date) -> ClockFace | None:
    """The clock of a letter in words; None when none runs or has been met."""
    if clock is None or clock.state == DeadlineState.CANCELLED:
        return None
    if clock.state == DeadlineState.UNCONFIRMED:
        return _unconfirmed() if case.is_open else None
    why = clock.derivation
    if clock.state == DeadlineState.MET:
        return _met(case, clock)
    if clock.state == DeadlineState.SUSPENDED:
        return ClockFace(
            _("Thời hạn đang tạm dừng, chờ ông/bà bổ sung"),
            Due.paused(),
            _("Ngày nào chờ thì không tính vào thời hạn của cơ quan; nhận được bổ sung là đếm tiếp."),
        )
    return _running(clock, why, today) if why and clock.due_on else None


def explanation(why: Derivation | None) -> dict[str, Any]:
    """The derivation in the language of the page: one line, all sentences, the cells of the strip."""
    if why is None:
        return {}
    language = (get_language() or "vi")[:2]
    return {
        "said": words_sentence(why.short(language)),
        "sentences": why.sentences(language),
        "cells": why.cells(),
    }


def words_sentence(text: str) -> str:
    """The text as a sentence: first letter raised, full stop at its end."""
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")


def days_left(why: Derivation, due_on: date, today: date) -> tuple[int, bool]:
    """How many days are left, today not counted, and whether they are working days."""
    if why.recipe.unit == "working":
        return why.calendar.count_working(today + timedelta(days=1), due_on), True
    return (due_on - today).days, False


def _running(clock: Deadline, why: Derivation, today: date) -> ClockFace:
    due_on: date = clock.due_on  # type: ignore[assignment]
    day = {"day": words.with_weekday(due_on)}
    late = due_on < today
    if late:
        title = _("Cơ quan xin lỗi: lẽ ra ông/bà đã được trả lời trước hết %(day)s") % day
    elif clock.purpose in ENDS_WITH_ANSWER:
        title = _("Ông/bà được trả lời chậm nhất %(day)s") % day
    else:
        title = _("Ông/bà được báo có nhận giải quyết hay không, chậm nhất %(day)s") % day
    left, working = days_left(why, due_on, today)
    chip = Due.of(due_on, today, left=left)
    if not late and due_on != today:
        chip = Due(chip.state, words.left(left, working=working), due_on)
    return ClockFace(title, chip, sorry=late, **explanation(why))


def _met(case: Case, clock: Deadline) -> ClockFace:
    answered = case.phase == "answered" or clock.purpose in ENDS_WITH_ANSWER
    title = _("Đã trả lời") if answered else _("Đã báo kết quả xem đơn")
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
