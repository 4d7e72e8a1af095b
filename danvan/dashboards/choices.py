"""The figures that boards compare units by and an office may publish. A new one is a row here."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.reports.measures import ALL, How, Measure

_RATINGS = (
    Measure(
        "ratings",
        How.FLOW,
        _("Lượt đánh giá"),
        _("Lượt người dân đánh giá lần giải quyết của mình, đã đếm theo nhóm."),
        "ratings.answered",
    ),
    Measure(
        "ratings_content",
        How.FLOW,
        _("Lượt hài lòng"),
        _("Lượt đánh giá hài lòng hoặc rất hài lòng."),
        "ratings.satisfied",
    ),
)
MEASURES: Mapping[str, Measure] = {**ALL, **{row.slug: row for row in _RATINGS}}
"""What is published: the figures of the report, and what people think, which stands in no report of letters."""


@dataclass(frozen=True)
class Figure:
    """A figure of a report (danvan.reports.measures), or with `of` its share of another one, as a percentage."""

    slug: str
    counts: str
    of: str = ""
    name: str | Promise = ""
    said: str | Promise = ""

    @property
    def label(self) -> str:
        """Its name."""
        return str(self.name or MEASURES[self.counts].label)

    @property
    def means(self) -> str:
        """What is counted; of a share, also what it is a part of."""
        return str(self.said or MEASURES[self.counts].means)

    @property
    def is_stock(self) -> bool:
        """Whether it tells what stood at the end of the period, not what happened in it."""
        return MEASURES[self.counts].how == How.END

    @property
    def needs(self) -> tuple[str, ...]:
        """The figures of a report that it is made of."""
        return (self.counts, self.of) if self.of else (self.counts,)

    def parts(self) -> tuple[str, str]:
        """The names of the two figures of a share: the part, and what it is a part of."""
        return str(MEASURES[self.counts].head), str(MEASURES[self.of].head)


_ROWS = (
    Figure("turns", "turns"),
    Figure("persons", "persons"),
    Figure("groups", "groups"),
    Figure("matters", "matters"),
    Figure("received", "received"),
    Figure("resolved", "resolved"),
    Figure("open", "open"),
    Figure("overdue", "overdue"),
    Figure(
        "in_time_share",
        "resolved_in_time",
        "resolved",
        _("Tỷ lệ giải quyết đúng hạn"),
        _("Đơn giải quyết đúng hạn trong số đơn đã giải quyết trong kỳ."),
    ),
    Figure(
        "overdue_share",
        "overdue",
        "open",
        _("Tỷ lệ quá hạn"),
        _("Đơn quá hạn trong số đơn đang giải quyết ở cuối kỳ."),
    ),
    Figure(
        "again_share",
        "matters_again",
        "matters",
        _("Tỷ lệ trình bày lại"),
        _("Nội dung đã được trình bày trong một lượt trước, trong số nội dung trình bày trong kỳ."),
    ),
    Figure("ratings", "ratings"),
    Figure(
        "content_share",
        "ratings_content",
        "ratings",
        _("Tỷ lệ người dân hài lòng"),
        _("Lượt hài lòng hoặc rất hài lòng trong số lượt đánh giá đã đếm trong kỳ."),
    ),
)
FIGURES: Mapping[str, Figure] = {row.slug: row for row in _ROWS}


def choices(*, of_the_report: bool = False) -> list[tuple[str, str]]:
    """(slug, name) pairs for a form; those alone that the report of letters has, where a page is made from it."""
    shown = (row for row in _ROWS if not of_the_report or set(row.needs) <= ALL.keys())
    return [(row.slug, row.label) for row in shown]
