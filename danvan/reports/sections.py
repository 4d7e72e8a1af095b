"""Parts of the people-relations report beside reception and letters: what each counts, which sums must hold.

A part is a `Section`: its figures are facts of certain kinds, read in one statement for all parts, over the same units
and days. A new one is a row of SECTIONS; page, paper and JSON read this table.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.cases import topics
from danvan.council.meetings import CODE as VOTERS
from danvan.figures.covers import Cover
from danvan.figures.queries import BEGINNING, Period, sums
from danvan.reports import councils, dialogued
from danvan.reports.checks import Check, Sum, Term
from danvan.reports.measures import Figures, How, Measure

Words = str | Promise


@dataclass(frozen=True)
class Section:
    """One part: its title on page and paper, its figures, sums, the columns of its table by topic, its sentences."""

    slug: str
    title: Words
    heading: str
    kinds: frozenset[str]
    measures: tuple[Measure, ...]
    sums: tuple[Sum, ...]
    columns: tuple[str, ...]
    prose: Callable[[Figures], str]

    @property
    def table(self) -> Mapping[str, Measure]:
        """Its figures by slug."""
        return {measure.slug: measure for measure in self.measures}


@dataclass(frozen=True)
class Told:
    """A part with its figures over a period: whole, and of each topic that has any, the largest first."""

    section: Section
    figures: Figures
    by_topic: tuple[tuple[str, str, Figures], ...]
    sums: tuple[Check, ...]

    @property
    def is_there(self) -> bool:
        """Whether anything was counted at all."""
        return any(self.figures.values())


SECTIONS: tuple[Section, ...] = (
    Section(
        slug="dialogues",
        title=_("Đối thoại với Nhân dân và lời hứa"),
        heading="ĐỐI THOẠI VỚI NHÂN DÂN, THỰC HIỆN LỜI HỨA",
        kinds=frozenset({"dialogue"}),
        measures=dialogued.MEASURES,
        sums=dialogued.SUMS,
        columns=dialogued.COLUMNS,
        prose=dialogued.prose,
    ),
    Section(
        slug="council",
        title=_("Hội đồng nhân dân"),
        heading="HỘI ĐỒNG NHÂN DÂN",
        kinds=frozenset({VOTERS}),
        measures=councils.MEASURES,
        sums=councils.SUMS,
        columns=councils.COLUMNS,
        prose=councils.prose,
    ),
)


def measure(slug: str) -> tuple[Section, Measure]:
    """The figure of that slug and the part in which it stands; LookupError where there is none."""
    for section in SECTIONS:
        if slug in section.table:
            return section, section.table[slug]
    raise LookupError(slug)


def read(units: Cover, from_: date, until: date) -> list[Told]:
    """Every part over these units and days; one statement."""
    posted = sorted({each.posted for section in SECTIONS for each in section.measures if each.posted})
    periods = (
        Period(tuple(posted), from_, until),
        Period(tuple(posted), BEGINNING, from_ - timedelta(days=1)),
    )
    gained, stood = sums(periods, units=units, by=("kind", "topic"))
    return [_told(section, gained, stood) for section in SECTIONS]


def _told(section: Section, gained: Mapping[tuple, int], stood: Mapping[tuple, int]) -> Told:
    flow: dict[str, Counter[str]] = {"": Counter()}
    before: dict[str, Counter[str]] = {"": Counter()}
    for cells, into in ((gained, flow), (stood, before)):
        for (name, kind, topic), amount in cells.items():
            if kind in section.kinds:
                into[""][name] += amount
                into.setdefault(topic or "other", Counter())[name] += amount
    whole = _figures(section, flow[""], before[""])
    parts = [
        (topic, topics.label(topic), _figures(section, flow.get(topic, {}), before.get(topic, {})))
        for topic in sorted({*flow, *before} - {""})
    ]
    shown = [part for part in parts if any(part[2].values())]
    shown.sort(key=lambda part: tuple(-part[2][slug] for slug in section.columns))
    return Told(section, whole, tuple(shown), tuple(_proved(section, whole, shown)))


def _figures(section: Section, flow: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    """All its figures, from what the posted measures gained and where stocks stood before."""
    found: dict[str, int] = {}
    for each in section.measures:
        gained, stood = flow.get(each.posted, 0), before.get(each.posted, 0)
        if each.how == How.MADE:
            found[each.slug] = sum(found[s] for s in each.plus) - sum(found[s] for s in each.minus)
        else:
            found[each.slug] = {How.FLOW: gained, How.BEFORE: stood, How.END: stood + gained}[each.how]
    return found


def _proved(section: Section, whole: Figures, parts: Sequence[tuple[str, str, Figures]]) -> Iterator[Check]:
    """Its sums on the whole; on single topics only where they are off; and that topics add up to the whole."""
    for each in section.sums:
        yield _of_sum(section, each, whole)
    for _topic, name, figures in parts:
        checks = (_of_sum(section, each, figures, name) for each in section.sums)
        yield from (check for check in checks if not check.holds)
    for slug in section.columns:
        one = section.table[slug]
        added = sum(figures[slug] for _topic, _name, figures in parts)
        check = Check(
            f"{section.slug}.{slug}",
            str(one.label),
            (Term(whole[slug], str(one.head), slug),),
            (Term(added, str(_("cộng các lĩnh vực"))),),
        )
        yield check
    for slug, amount in whole.items():
        if amount < 0:
            term = Term(amount, str(section.table[slug].label), slug)
            yield Check("not_negative", str(_("Không số nào dưới 0")), (term,), (Term(0, ""),), section.slug)


def _of_sum(section: Section, each: Sum, figures: Figures, where: str = "") -> Check:
    left, right = (
        tuple(Term(figures[slug], str(section.table[slug].head), slug) for slug in side)
        for side in (each.left, each.right)
    )
    return Check(each.name, str(each.label), left, right, where)
