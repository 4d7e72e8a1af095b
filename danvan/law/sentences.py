"""A derivation in words, Vietnamese and English: one line for citizens, a sentence per step for officers."""

from __future__ import annotations

from datetime import date

from danvan.law.calendar import ONE_DAY, Reason
from danvan.law.recipe import Outcome
from danvan.law.words import Words, amount, capital, cause, listed, long, plain, runs, span

CIVIL_CODE_2015 = date(2017, 1, 1)  # in force; before it the Code of 2005 said the same in other articles
FEW = 8  # weekend days named one by one; more are only counted
FIRST_NOT = Words("không tính ngày đầu", "the first day is not counted")
LAST_MOVES = Words("ngày cuối là ngày nghỉ, lấy ngày làm việc kế tiếp", "the last day is a day off and moves")
AT_ONCE = Words("ngay trong ngày", "on the day itself")
FIRST = Words("tính cả ngày đầu", "the first day is counted")


def short(outcome: Outcome, lang: str) -> str:
    """'10 ngày làm việc kể từ ngày nhận đơn 12/02/2018; …; đến hạn thứ Hai, 05/03/2018'."""
    recipe, vi = outcome.recipe, lang == "vi"
    number, event = amount(recipe.amount, recipe.unit, lang), _event(outcome, lang)
    if recipe.back:
        day = long(outcome.due_on, lang)
        if vi:
            return f"Ít nhất {number} trước {event}; chậm nhất {day}{_doubts(outcome, lang)}"
        return f"At least {number} before {event}; by {day}{_doubts(outcome, lang)}"
    if recipe.unit == "day_of_month":
        parts = [f"{number} có {event}" if vi else f"{number} of {event}"]
    elif not recipe.amount:
        parts = [f"{AT_ONCE.say(lang)}, {event}"]
    else:
        parts = [f"{number} kể từ {event}" if vi else f"{number} from {event}"]
    if recipe.set_by:
        parts.append(f"theo {recipe.set_by}" if vi else f"set by {recipe.set_by}")
    extra = recipe.total - recipe.amount
    if extra:
        words = amount(extra, recipe.unit, lang)
        parts.append(f"gia hạn {words}" if vi else f"extended by {words}")
    if recipe.amount and recipe.unit != "day_of_month":
        parts.append((FIRST if recipe.first else FIRST_NOT).say(lang))
    left = _left_out_short(outcome, lang)
    if left:
        parts.append(f"trừ {listed(left, lang)}" if vi else f"leaving out {listed(left, lang)}")
    if outcome.counted_on != outcome.due_on:
        parts.append(LAST_MOVES.say(lang))
    day = long(outcome.due_on, lang)
    parts.append(f"đến hạn {day}" if vi else f"due {day}")
    return "; ".join(parts) + _doubts(outcome, lang)


def full(outcome: Outcome, lang: str) -> list[str]:
    """The derivation as sentences: basis, start, extensions, pauses, each block left out, the day, what is unsure."""
    return [
        _basis(outcome, lang),
        *_set_by(outcome, lang),
        *_passage(outcome, lang),
        *_late(outcome, lang),
        *_start(outcome, lang),
        *_extended(outcome, lang),
        *_suspended(outcome, lang),
        *_blocks(outcome, lang),
        *_worked(outcome, lang),
        *_moved(outcome, lang),
        _landing(outcome, lang),
        *_unsure(outcome, lang),
    ]


# -- parts


def _event(outcome: Outcome, lang: str) -> str:
    """'ngày tiếp công dân 12/02/2018', or 'ngày 12/02/2018' where the event has no name."""
    day = plain(outcome.recipe.start)
    name = outcome.recipe.starts.say(lang) if outcome.recipe.starts else ("ngày" if lang == "vi" else "")
    late = late_words(outcome)
    return f"{name} {day} ({late.say(lang)})".strip() if late else f"{name} {day}".strip()


def late_words(outcome: Outcome) -> Words | None:
    """'nhận lúc 15:20 ngày 29/12/2017, sau 15:00', where the hour of receipt mattered."""
    received, cutoff = outcome.recipe.received, outcome.recipe.cutoff
    if received is None or cutoff is None:
        return None
    day, at, hour = plain(received.date()), f"{received:%H:%M}", f"{cutoff:%H:%M}"
    return Words(f"nhận lúc {at} ngày {day}, sau {hour}", f"received at {at} on {day}, after {hour}")


def _left_out_short(outcome: Outcome, lang: str) -> list[str]:
    """Holidays by name and day, weekends as a number, pauses as a number of days."""
    if outcome.recipe.unit != "working":
        parts = []
    else:
        days = outcome.left_out()
        parts = [f"{why.name.say(lang)} {_days_of(some, lang)}" for why, some in _named(days)]
        weekends = _weekends(days)
        if weekends:
            count = len(weekends)
            parts.append(f"{count} ngày cuối tuần" if lang == "vi" else f"{count} weekend day{_s(count)}")
    paused = outcome.days_paused()
    if paused:
        parts.append(f"{paused} ngày tạm dừng" if lang == "vi" else f"{paused} day{_s(paused)} of suspension")
    return parts


def _basis(outcome: Outcome, lang: str) -> str:
    recipe = outcome.recipe
    number, event = amount(*(recipe.lawful or (recipe.amount, recipe.unit)), lang), _event(outcome, lang)
    if recipe.back:
        rest = f"ít nhất {number} trước {event}" if lang == "vi" else f"at least {number} before {event}"
    elif recipe.unit == "day_of_month":
        rest = f"chậm nhất {number} có {event}" if lang == "vi" else f"by {number} of {event}"
    elif not recipe.amount:
        rest = f"{AT_ONCE.say(lang)}, {event}"
    else:
        rest = f"{number} kể từ {event}" if lang == "vi" else f"{number} from {event}"
    if recipe.citation is None:
        return f"{capital(rest)}."
    head = "Căn cứ " if lang == "vi" else "Under "
    return f"{head}{recipe.citation.say(lang)}: {rest}."


def _set_by(outcome: Outcome, lang: str) -> list[str]:
    """The number that a province put in the place of the law's, with its decision."""
    recipe = outcome.recipe
    if recipe.lawful is None:
        return []
    own, lawful = amount(recipe.amount, recipe.unit, lang), amount(*recipe.lawful, lang)
    if lang == "vi":
        return [f"Tỉnh quy định {own} theo {recipe.set_by}, thay cho {lawful} của văn bản trên."]
    return [f"The province set {own} by {recipe.set_by}, in place of the {lawful} above."]


def _passage(outcome: Outcome, lang: str) -> list[str]:
    passage = outcome.recipe.passage
    if passage is None:
        return []
    return [f"{'Quy định chuyển tiếp' if lang == 'vi' else 'Transition provision'}: {passage.say(lang)}."]


def _late(outcome: Outcome, lang: str) -> list[str]:
    """A receipt after the hour counts as one of the next working day."""
    words, day = late_words(outcome), long(outcome.recipe.start, lang)
    if words is None:
        return []
    if lang == "vi":
        return [f"{capital(words.vi)}: tính là nhận vào ngày làm việc kế tiếp, {day}."]
    return [f"{capital(words.en)}: it counts as received on the next working day, {day}."]


def _start(outcome: Outcome, lang: str) -> list[str]:
    recipe, vi = outcome.recipe, lang == "vi"
    if recipe.back or not recipe.amount or recipe.unit == "day_of_month":
        return []
    if recipe.first:
        day = long(recipe.start, lang)
        return [f"Tính cả ngày đầu, {day}." if vi else f"The first day, {day}, is counted."]
    day = long(recipe.start + ONE_DAY, lang)
    code = _civil_code(outcome, "147.2", lang)
    return [
        f"Không tính ngày đầu ({code}); bắt đầu đếm từ {day}."
        if vi
        else f"The first day is not counted ({code}); counting begins on {day}."
    ]


def _extended(outcome: Outcome, lang: str) -> list[str]:
    lines = []
    for each in outcome.recipe.extended:
        number = amount(each.amount, outcome.recipe.unit, lang)
        line = f"Gia hạn {number}" if lang == "vi" else f"Extended by {number}"
        if each.decision:
            line += f" theo {each.decision}" if lang == "vi" else f" by {each.decision}"
        if each.on:
            line += f" ngày {plain(each.on)}" if lang == "vi" else f" of {plain(each.on)}"
        lines.append(f"{line}: {each.reason}." if each.reason else f"{line}.")
    return lines


def _suspended(outcome: Outcome, lang: str) -> list[str]:
    lines = []
    for pause in outcome.recipe.suspended:
        if pause.first > outcome.due_on or pause.last <= outcome.recipe.start:
            continue
        days = span(pause.first, pause.last, lang)
        line = (
            f"Không tính thời gian tạm dừng {days}"
            if lang == "vi"
            else f"The suspension {days} does not count"
        )
        if pause.decision:
            line += f", theo {pause.decision}" if lang == "vi" else f", by {pause.decision}"
        lines.append(f"{line}: {cause(pause.reason).say(lang)}." if pause.reason else f"{line}.")
    return lines


def _blocks(outcome: Outcome, lang: str) -> list[str]:
    """'Bỏ 7 ngày Tết Nguyên đán, 14/02–20/02/2018.'; weekends in one sentence of their own."""
    if outcome.recipe.unit != "working":
        return []
    days, vi = outcome.left_out(), lang == "vi"
    lines = []
    for why, some in _named(days):
        count, when = len(some), _days_of(some, lang)
        english = f"Left out: {count} day{_s(count)}, {why.name.en}, {when}."
        lines.append(f"Bỏ {count} ngày {why.name.vi}, {when}." if vi else english)
    weekends = _weekends(days)
    if weekends:
        count = len(weekends)
        when = f": {_days_of(weekends, lang)}" if count <= FEW else ""
        lines.append(
            f"Bỏ {count} ngày cuối tuần{when}." if vi else f"Left out: {count} weekend day{_s(count)}{when}."
        )
    return lines


def _worked(outcome: Outcome, lang: str) -> list[str]:
    """A Saturday that was worked in exchange and therefore counted."""
    if outcome.recipe.unit != "working":
        return []
    return [
        f"{capital(long(day, lang))} là {why.name.vi}, được tính."
        if lang == "vi"
        else f"{long(day, lang)} was {why.name.en} and counts."
        for day, why in outcome.worked_instead().items()
    ]


def _moved(outcome: Outcome, lang: str) -> list[str]:
    if outcome.counted_on == outcome.due_on:
        return []
    day, why = outcome.counted_on, outcome.calendar.why_off(outcome.counted_on)
    name = why.name.say(lang) if why else ""
    if outcome.recipe.back:
        return [
            f"Ngày đó là {long(day, lang)}, {name}, nên lấy ngày làm việc liền trước."
            if lang == "vi"
            else f"That day is {long(day, lang)}, {name}; the working day before it holds."
        ]
    code = _civil_code(outcome, "148.5", lang)
    return [
        f"Ngày cuối là {long(day, lang)}, {name}; thời hạn kết thúc vào ngày làm việc kế tiếp ({code})."
        if lang == "vi"
        else f"The last day is {long(day, lang)}, {name}; the term ends on the next working day ({code})."
    ]


def _landing(outcome: Outcome, lang: str) -> str:
    day, recipe = long(outcome.due_on, lang), outcome.recipe
    if recipe.back:
        return f"Chậm nhất {day}." if lang == "vi" else f"By {day} at the latest."
    if recipe.unit == "working" and recipe.total and outcome.counted_on == outcome.due_on:
        return (
            f"Ngày làm việc thứ {recipe.total} là {day}: đến hạn, tính đến hết ngày."
            if lang == "vi"
            else f"Working day {recipe.total} is {day}: due by the end of that day."
        )
    return f"Đến hạn {day}, tính đến hết ngày." if lang == "vi" else f"Due {day}, by the end of that day."


def _unsure(outcome: Outcome, lang: str) -> list[str]:
    vi, lines = lang == "vi", []
    shaky = [day for day, why in (outcome.left_out() | outcome.worked_instead()).items() if not why.sure]
    if shaky:
        when = _days_of(shaky, lang)
        lines.append(
            f"Ngày nghỉ hoặc làm bù {when} chưa thấy văn bản chính thức, cần kiểm tra lại."
            if vi
            else f"A day off or worked in exchange, {when}, was not seen in an official document; check it."
        )
    if outcome.provisional:
        lines.append(
            f"Tạm tính: {_unknown(outcome, lang)}." if vi else f"Provisional: {_unknown(outcome, lang)}."
        )
    if outcome.recipe.unconfirmed:
        lines.append(
            "Số ngày này chưa đối chiếu với văn bản gốc; đơn vị chưa xác nhận."
            if vi
            else "This number was not checked against the act itself; the office has not confirmed it."
        )
    return lines


def _doubts(outcome: Outcome, lang: str) -> str:
    """What a citizen should know in brackets: provisional, unconfirmed."""
    vi, parts = lang == "vi", []
    if outcome.provisional:
        parts.append(
            f"tạm tính, {_unknown(outcome, lang)}" if vi else f"provisional, {_unknown(outcome, lang)}"
        )
    if outcome.recipe.unconfirmed:
        parts.append("số ngày chờ xác nhận" if vi else "the number awaits confirmation")
    return f" ({'; '.join(parts)})" if parts else ""


def _unknown(outcome: Outcome, lang: str) -> str:
    years = {day.year for day in outcome.window if not outcome.calendar.knows(day)}
    named = listed([str(year) for year in sorted(years)], lang)
    return f"chưa có lịch nghỉ năm {named}" if lang == "vi" else f"the days off of {named} are not known"


def _civil_code(outcome: Outcome, article: str, lang: str) -> str:
    """The article of the Civil Code of 2015; before it was in force, the Code of that day without an article."""
    number, clause = article.split(".")
    if outcome.recipe.start < CIVIL_CODE_2015:
        return "theo Bộ luật Dân sự khi đó" if lang == "vi" else "the Civil Code of that day"
    if lang == "vi":
        return f"khoản {clause} Điều {number} Bộ luật Dân sự 2015"
    return f"Civil Code 2015, Article {number}({clause})"


def _named(days: dict[date, Reason]) -> list[tuple[Reason, list[date]]]:
    """Days off other than weekends, by reason, in the order in which they come."""
    found: dict[Reason, list[date]] = {}
    for day in sorted(days):
        if days[day].kind != "weekend":
            found.setdefault(days[day], []).append(day)
    return list(found.items())


def _weekends(days: dict[date, Reason]) -> list[date]:
    return sorted(day for day, why in days.items() if why.kind == "weekend")


def _days_of(days: list[date], lang: str) -> str:
    """'14/02–20/02/2018', '24/02–25/02/2018 và 03/03–04/03/2018'."""
    return listed([span(first, last, lang) for first, last in runs(days)], lang)


def _s(count: int) -> str:
    return "" if count == 1 else "s"
