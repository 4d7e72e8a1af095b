"""How a rise is said."""

from dataclasses import dataclass
from statistics import fmean

from django.utils.translation import gettext as _

from danvan.dashboards.models import Surge
from danvan.web import words


@dataclass(frozen=True)
class Rise:
    """A rise with the words of its topic; the row carries the name of its unit."""

    row: Surge
    topic: str

    @property
    def days(self) -> int:
        """How long each window is."""
        return (self.row.to_on - self.row.from_on).days + 1

    @property
    def against(self) -> str:
        """What it was compared with: “9 trong 28 ngày; trung bình 12 kỳ trước 1,3, báo động từ 5”."""
        return _(
            "%(count)s trong %(days)s ngày; %(n)s kỳ trước trung bình %(mean)s, báo động từ %(bound)s"
        ) % {
            "count": words.number(self.row.count),
            "days": self.days,
            "n": len(self.row.past),
            "mean": words.number(fmean(self.row.past), 1),
            "bound": words.number(self.row.bound),
        }

    @property
    def series(self) -> list[int]:
        """The counts from the earliest window to this one."""
        return [*reversed(self.row.past), self.row.count]

    @property
    def said(self) -> str:
        """The counts in words, for those who do not see the line."""
        return ", ".join(map(words.number, self.series))

    @property
    def one_in(self) -> str:
        """How rare so many are by chance alone: one in so many times."""
        return words.number(round(1 / self.row.chance))
