"""The steps of a procedure as a graph (quy trình): each names those that it comes after; several go side by side.

Pure: it asks nothing of the database, and whatever has `place`, `name`, `after` and `share` is a step to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from danvan.procedures.terms import Family, Term


class StepLike(Protocol):
    """What is asked of a step: its number from 1, its name, the numbers of those before it, its share of the term."""

    @property
    def place(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def after(self) -> Sequence[int]: ...
    @property
    def share(self) -> Term: ...


Kind = TypeVar("Kind", bound=StepLike)


def problems(steps: Sequence[StepLike]) -> list[str]:
    """What is wrong with the way from the first step to the last, in sentences; empty for one that leads through.

    One step begins, one ends, and every other lies on a way between them.
    """
    if wrong := list(_misnamed(steps)):
        return wrong
    if ring := cycle(steps):
        named = ", ".join(str(place) for place in ring)
        return [
            _("Các bước %(named)s chờ lẫn nhau thành vòng, không bước nào bắt đầu được.") % {"named": named}
        ]
    return [*_unreached(steps), *_dead_ends(steps)]


def cycle(steps: Sequence[StepLike]) -> list[int]:
    """The steps of one ring, in order of number; empty where there is none."""
    left = {step.place: set(step.after) for step in steps}
    while free := [place for place, before in left.items() if not before & left.keys()]:
        for place in free:
            del left[place]
    if not left:
        return []
    walked: list[int] = []
    here = next(iter(left))
    while here not in walked:
        walked.append(here)
        here = min(left[here] & left.keys())
    return sorted(walked[walked.index(here) :])


def longest(steps: Sequence[StepLike], family: Family) -> int:
    """The most that any way through the steps takes of that family of time; the steps make no ring.

    Shares of the other family, and shares that nobody has told, count nothing.
    """
    before: Mapping[int, StepLike] = {step.place: step for step in steps}
    known: dict[int, int] = {}

    def until(step: StepLike) -> int:
        if step.place not in known:
            own = step.share.size if step.share.family == family else 0
            known[step.place] = own + max((until(before[place]) for place in step.after), default=0)
        return known[step.place]

    return max((until(step) for step in steps), default=0)


def in_order(steps: Sequence[Kind]) -> list[list[Kind]]:
    """The steps in rows: those of one row may go side by side, each after some of the rows above."""
    rows: list[list[Kind]] = []
    left, done = list(steps), set[int]()
    while left:
        row = [step for step in left if set(step.after) <= done] or left
        rows.append(row)
        done |= {step.place for step in row}
        left = [step for step in left if step.place not in done]
    return rows


def _misnamed(steps: Sequence[StepLike]) -> Iterator[str]:
    """Steps that name none of the list, or themselves."""
    places = {step.place for step in steps}
    for step in steps:
        told = {"n": step.place, "name": step.name}
        if step.place in step.after:
            yield _("Bước %(n)s “%(name)s” ghi là sau chính nó.") % told
        for place in sorted(set(step.after) - places):
            yield _("Bước %(n)s “%(name)s” ghi là sau bước %(other)s, nhưng không có bước ấy.") % {
                **told,
                "other": place,
            }


def _unreached(steps: Sequence[StepLike]) -> Iterator[str]:
    """Steps other than the first one that begin of themselves: nothing leads to them."""
    begins = [step for step in steps if not step.after]
    for step in begins[1:]:
        yield _(
            "Không bước nào dẫn tới bước %(n)s “%(name)s”; hồ sơ bắt đầu ở bước %(first)s. "
            "Xin ghi bước này sau bước nào."
        ) % {"n": step.place, "name": step.name, "first": begins[0].place}


def _dead_ends(steps: Sequence[StepLike]) -> Iterator[str]:
    """Steps other than the last one that lead nowhere."""
    led_on = {place for step in steps for place in step.after}
    ends = [step for step in steps if step.place not in led_on]
    for step in ends[:-1]:
        yield _(
            "Bước %(n)s “%(name)s” không dẫn tới bước nào, trong khi hồ sơ kết thúc ở bước %(last)s. "
            "Xin ghi bước nào tiếp sau."
        ) % {"n": step.place, "name": step.name, "last": ends[-1].place}
