"""Rates of a report, each with its denominator. A new rate is a row here; pages, papers and JSON read this table."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.reports.measures import Figures


@dataclass(frozen=True)
class Rate:
    """One rate: `part` of the sum of `whole`, its label, what it says, and whether the higher one is the better one."""

    slug: str
    part: str
    whole: tuple[str, ...]
    label: str | Promise
    means: str | Promise
    higher_is_better: bool = True


@dataclass(frozen=True)
class Share:
    """A rate of a period: so many of so many. Of nothing there is no rate: it is told as “–”, never as 0 %."""

    part: int
    whole: int

    @property
    def exact(self) -> Fraction | None:
        """The rate as a fraction; None where its denominator is 0."""
        return Fraction(self.part, self.whole) if self.whole else None

    @property
    def per_cent(self) -> float | None:
        """The rate in per cent, unrounded; None where its denominator is 0."""
        return 100 * self.part / self.whole if self.whole else None


RATES = (
    Rate(
        "in_time",
        "resolved_in_time",
        ("resolved",),
        _("Tỷ lệ giải quyết đúng hạn"),
        _("Đơn giải quyết đúng hạn trong số đơn đã giải quyết trong kỳ."),
    ),
    Rate(
        "resolved_of_due",
        "resolved",
        ("carried_open", "eligible", "reopened"),
        _("Tỷ lệ giải quyết"),
        _(
            "Đơn đã giải quyết trong số đơn phải giải quyết: kỳ trước chuyển sang, đủ điều kiện trong kỳ và mở lại."
        ),
    ),
    Rate(
        "overdue_of_open",
        "overdue",
        ("open",),
        _("Tỷ lệ quá hạn"),
        _("Đơn quá hạn trong số đơn đang giải quyết đến cuối kỳ."),
        higher_is_better=False,
    ),
    Rate(
        "again",
        "matters_again",
        ("matters",),
        _("Tỷ lệ trình bày lại"),
        _("Nội dung trình bày lại trong số nội dung công dân trình bày."),
        higher_is_better=False,
    ),
)
ALL: Mapping[str, Rate] = {rate.slug: rate for rate in RATES}


def share(rate: Rate, figures: Figures) -> Share:
    """The rate over these figures."""
    return Share(figures[rate.part], sum(figures[slug] for slug in rate.whole))


def shares(figures: Figures) -> dict[str, Share]:
    """Every rate over these figures."""
    return {rate.slug: share(rate, figures) for rate in RATES}
