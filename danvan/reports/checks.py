"""The sums that a people-relations report must satisfy, as data, and how they are proved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.reports.measures import ALL, LETTERS, RECEPTION, Figures, How, Measure


@dataclass(frozen=True)
class Sum:
    """One sum: the figures on the left add up to the figures on the right."""

    name: str
    label: str | Promise
    left: tuple[str, ...]
    right: tuple[str, ...]


SUMS = (
    Sum(
        "examined",
        _("Xem xét điều kiện"),
        ("carried_under_examination", "received"),
        (
            *("eligible", "ineligible", "transferred", "guided", "returned"),
            *("withdrawn_unscreened", "merged_unscreened", "under_examination"),
        ),
    ),
    Sum(
        "eligible",
        _("Giải quyết đơn đủ điều kiện"),
        ("carried_open", "eligible", "reopened"),
        ("resolved", "in_term", "overdue", "withdrawn", "merged"),
    ),
    Sum("carried", _("Chuyển kỳ"), ("carried_over", "received", "reopened"), ("closed", "carried_forward")),
    Sum("resolved", _("Thời hạn giải quyết"), ("resolved",), ("resolved_in_time", "resolved_late")),
)
ADDED = tuple(m.slug for m in (*RECEPTION, *LETTERS) if m.how != How.MADE)
"""Figures whose total must be the sum over units and over kinds."""
BY_TOPIC = ("matters", "matters_again")
SHOWN = frozenset({"units.turns", "units.received", "kinds.received", "topics.matters"})


@dataclass(frozen=True)
class Term:
    """One number of a sum: its amount, its label, and the figure that it is (empty for a sum over parts)."""

    amount: int
    label: str
    figure: str = ""


@dataclass(frozen=True)
class Check:
    """A sum with its numbers. `where` names the part of the report that it was made on; empty: the whole."""

    name: str
    label: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    where: str = ""

    @property
    def gap(self) -> int:
        """Left less right; 0 when the sum holds."""
        return sum(term.amount for term in self.left) - sum(term.amount for term in self.right)

    @property
    def holds(self) -> bool:
        """The verdict."""
        return self.gap == 0

    @property
    def shown(self) -> bool:
        """Whether a page shows it: the sums a reader asks for, and whatever is off."""
        return not self.holds or self.name in SHOWN or not (self.where or "." in self.name)


@dataclass(frozen=True)
class Parts:
    """The figures of one report from two readings: `total`, kinds, topics from one, `again` and units from the other.

    What is added up is always compared with the whole of the other reading.
    """

    total: Figures
    again: Figures
    units: Mapping[str, Figures]
    kinds: Mapping[str, Figures]
    topics: Mapping[str, Figures]


def prove(parts: Parts) -> list[Check]:
    """Every sum of the report; those of single units, kinds and topics only where they are off."""
    checks = [of_sum(each, parts.total) for each in SUMS]
    for name, figures in (*parts.units.items(), *parts.kinds.items()):
        checks += [of_sum(each, figures, name) for each in SUMS if not adds_up(each, figures)]
    checks += additions("units", _("cộng các đơn vị"), parts.total, parts.units, ADDED)
    checks += additions("kinds", _("cộng các loại"), parts.again, parts.kinds, ADDED)
    checks += additions("topics", _("cộng các lĩnh vực"), parts.again, parts.topics, BY_TOPIC)
    checks += below_zero({"": parts.total, **parts.units, **parts.kinds, **parts.topics})
    return checks


def adds_up(each: Sum, figures: Figures) -> bool:
    """Whether it holds; the words of a check are looked up only where they are read."""
    return sum(figures[slug] for slug in each.left) == sum(figures[slug] for slug in each.right)


def of_sum(each: Sum, figures: Figures, where: str = "", among: Mapping[str, Measure] = ALL) -> Check:
    """The sum with its numbers; `among`: the figures of another report."""
    left, right = (
        tuple(Term(figures[slug], str(among[slug].head), slug) for slug in side)
        for side in (each.left, each.right)
    )
    return Check(each.name, str(each.label), left, right, where)


def additions(
    name: str,
    label: str | Promise,
    total: Figures,
    parts: Mapping[str, Figures],
    slugs: tuple[str, ...],
    among: Mapping[str, Measure] = ALL,
) -> Iterator[Check]:
    """That each of these figures is the sum of its parts."""
    for slug in slugs:
        whole = Term(total[slug], str(among[slug].head), slug)
        added = Term(sum(figures[slug] for figures in parts.values()), str(label))
        yield Check(f"{name}.{slug}", f"{among[slug].label}: {label}", (whole,), (added,))


def below_zero(everything: Mapping[str, Figures], among: Mapping[str, Measure] = ALL) -> Iterator[Check]:
    """What must not be: a figure below nothing, of the whole or of a part."""
    for where, figures in everything.items():
        for slug, amount in figures.items():
            if amount < 0:
                term = Term(amount, str(among[slug].label), slug)
                yield Check("not_negative", str(_("Không số nào dưới 0")), (term,), (Term(0, ""),), where)
