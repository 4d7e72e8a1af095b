"""How figures are spread over a period: by month, to be drawn; by topic within lines and kinds, to be counted up."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from danvan.figures import spans
from danvan.figures.queries import Period, Units, sums


@dataclass(frozen=True)
class Spread:
    """(measure, first day of the month) → amount; (measure, label, kind, topic) → amount. What is 0 is left out."""

    months: dict[tuple[str, date], int]
    topics: dict[tuple[str, int, str, str], int]

    def over_months(self, measure: str) -> int:
        """The measure over the whole period."""
        return sum(amount for (name, _month), amount in self.months.items() if name == measure)


def spread(
    *,
    by_month: Collection[str],
    by_topic: Collection[str],
    from_: date,
    to: date,
    whole: Units,
    lines: Units,
) -> Spread:
    """Measures over the days from_..to, both counted; two statements.

    By month of the units `whole`, by topic of each label of `lines`: both usually mean the same units.
    """
    months = list(spans.months(from_, to))
    drawn = sums([Period(by_month, first, last) for _month, first, last in months], units=whole)
    topics = sums([Period(by_topic, from_, to)], units=lines, by=("unit_id", "kind", "topic"))[0]
    return Spread(
        {
            (measure, month): amount
            for (month, _first, _last), found in zip(months, drawn, strict=True)
            for (measure,), amount in found.items()
            if amount
        },
        {key: amount for key, amount in topics.items() if amount},
    )
