"""What counted answers say together: shares and averages, none without how many answers stand behind them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from danvan.ratings.models import Batch
from danvan.ratings.workflow import ANSWERED, MEASURES
from danvan.web import words


@dataclass(frozen=True)
class Sums:
    """Figures of some answers (đánh giá): measure → sum; an answer that does not count for a share is not in it."""

    counted: Mapping[str, int] = field(default_factory=dict)

    def _of(self, name: str) -> int:
        return self.counted.get(f"ratings.{name}", 0)

    @property
    def n(self) -> int:
        """How many answered."""
        return self._of("answered")

    @property
    def satisfied(self) -> str:
        """The share of those who were content."""
        return words.percent(self._of("satisfied"), self.n)

    @property
    def average(self) -> str:
        """The average of one to five."""
        return words.number(self._of("points") / self.n, 2) if self.n else words.number(None)

    @property
    def kept(self) -> str:
        """The share of those who say that the day was kept, among those who know."""
        return words.percent(self._of("kept"), self._of("kept") + self._of("not_kept"))

    @property
    def trips(self) -> str:
        """How many times people had to come, on average; four times and more as four."""
        return words.number(self._of("trips") / self.n, 1) if self.n else words.number(None)

    @property
    def clear(self) -> str:
        """The share of those for whom it was clear."""
        return words.percent(self._of("clear"), self.n)

    @property
    def asked(self) -> int:
        """How many were asked for money or gifts beside the fees."""
        return self._of("payment_asked")

    @property
    def told(self) -> int:
        """How many said whether they were."""
        return self._of("payment_told")

    @property
    def share(self) -> float:
        """What units are put in order by."""
        return self._of("satisfied") / self.n if self.n else -1.0


def added(parts: Iterable[Mapping[str, int]]) -> Sums:
    """Several together."""
    total = Counter[str]()
    for each in parts:
        total.update(each)
    return Sums(total)


def of_batches(batches: Iterable[Batch]) -> Sums:
    """What batches add up to."""
    return added(of_batch(batch) for batch in batches)


def of_batch(batch: Batch) -> dict[str, int]:
    """The measures of one batch."""
    found = {ANSWERED: batch.count}
    for measure, (fact, worth) in MEASURES.items():
        found[measure] = sum(worth.get(said, 0) * n for said, n in batch.tallies[fact].items())
    return found
