"""What a sheet of scores comes to: the sum, what is missing, and in what two sheets differ. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from danvan.emulation.models import CriteriaSet, Criterion, Score


@dataclass(frozen=True)
class Mark:
    """One answer for one criterion: points, or whether it is met."""

    points: int | None = None
    met: bool | None = None
    words: str = ""

    @classmethod
    def of(cls, score: Score) -> "Mark":
        """As it is stored."""
        return cls(score.points, score.met, score.words)

    @property
    def value(self) -> tuple[int | None, bool | None]:
        """What is compared between two sheets."""
        return self.points, self.met

    @property
    def said(self) -> str:
        """'8', 'đạt', 'không đạt', or both."""
        word = "" if self.met is None else _("đạt") if self.met else _("chưa đạt")
        return " · ".join(
            each for each in (str(self.points) if self.points is not None else "", word) if each
        )


Marks = Mapping[int, Mark]
"""By the number of the criterion."""


@dataclass(frozen=True)
class Sum:
    """The sum of points, the most there could be, and every reason why it is not enough."""

    points: int
    most: int
    problems: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Whether it is enough for recognition."""
        return not self.problems


def summed(criteria: CriteriaSet, items: Sequence[Criterion], marks: Marks) -> Sum:
    """What these marks come to under that set."""
    points, problems = 0, []
    for item in items:
        mark = marks.get(item.pk, Mark())
        got = mark.points or 0
        points += got
        if item.condition and not mark.met:
            problems.append(_("Điều kiện chưa đạt: %(name)s") % {"name": item.name})
        elif item.most and got < item.least:
            told = {"name": item.name, "points": got, "least": item.least}
            problems.append(_("%(name)s: %(points)s điểm, cần ít nhất %(least)s") % told)
    if points < criteria.pass_points:
        told = {"points": points, "least": criteria.pass_points}
        problems.append(_("Tổng %(points)s điểm, cần ít nhất %(least)s") % told)
    return Sum(points, sum(item.most for item in items), tuple(problems))


def differing(items: Sequence[Criterion], one: Marks, other: Marks) -> list[Criterion]:
    """The criteria for which two sheets say different things."""
    return [item for item in items if one.get(item.pk, Mark()).value != other.get(item.pk, Mark()).value]
