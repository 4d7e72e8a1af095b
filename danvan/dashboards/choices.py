"""The figures that boards compare units by and an office may publish. A new one is a row here."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.reports.measures import ALL, How


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
        return str(self.name or ALL[self.counts].label)

    @property
    def means(self) -> str:
        """What is counted; of a share, also what it is a part of."""
        return str(self.said or ALL[self.counts].means)

    @property
    def is_stock(self) -> bool:
        """Whether it tells what stood at the end of the period, not what happened in it."""
        return ALL[self.counts].how == How.END

    @property
    def needs(self) -> tuple[str, ...]:
        """The figures of a report that it is made of."""
        return (self.counts, self.of) if self.of else (self.counts,)

    def parts(self) -> tuple[str, str]:
        """The names of the two figures of a share: the part, and what it is a part of."""
        return str(ALL[self.counts].head), str(ALL[self.of].head)


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
)
FIGURES: Mapping[str, Figure] = {row.slug: row for row in _ROWS}


def choices() -> list[tuple[str, str]]:
    """(slug, name) pairs for a form."""
    return [(row.slug, row.label) for row in _ROWS]
