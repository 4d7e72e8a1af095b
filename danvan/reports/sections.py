"""Parts of the people-relations report beside reception and letters: what each counts, which sums must hold.

A part is a `Section`: its figures are facts, read with those of letters in one statement over the same units and days;
its table has a line for each topic, or for each value of another dimension. A new one is a row of SECTIONS; page,
paper and JSON read this table.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.cases import topics
from danvan.council.meetings import CODE as VOTERS
from danvan.emulation.words import MANY, Sort
from danvan.reports import consulted, councils, dialogued, emulated
from danvan.reports.checks import Check, Sum, Term
from danvan.reports.measures import Figures, How, Measure

Words = str | Promise
Cells = Mapping[tuple, int]
"""(posted measure, kind, topic) → amount."""


@dataclass(frozen=True)
class Lines:
    """What the lines of a table are: their name in addresses and JSON, the dimension of facts, the head of the column.

    `other` is the line of facts that name nothing.
    """

    name: str
    dimension: str
    head: Words
    label: Callable[[str], str]
    known: Callable[[], Sequence[str]]
    other: str = ""

    def of(self, kind: str, topic: str) -> str:
        """In which line a fact stands."""
        return (topic if self.dimension == "topic" else kind) or self.other


def _sort(key: str) -> str:
    return str(MANY[Sort(key)]) if key in tuple(Sort) else key


TOPICS = Lines("topic", "topic", _("Lĩnh vực"), topics.label, topics.slugs, other="other")
SORTS = Lines("sort", "kind", _("Danh hiệu"), _sort, lambda: tuple(Sort))


@dataclass(frozen=True)
class Section:
    """One part: its title on page and paper, its figures, sums, the columns and lines of its table, its sentences.

    `kinds`: only facts of these kinds are its own; of every kind where there are none.
    """

    slug: str
    title: Words
    heading: str
    measures: tuple[Measure, ...]
    sums: tuple[Sum, ...]
    columns: tuple[str, ...]
    prose: Callable[[Figures, Mapping[str, Figures]], str]
    kinds: frozenset[str] = frozenset()
    lines: Lines = TOPICS

    @cached_property
    def table(self) -> Mapping[str, Measure]:
        """Its figures by slug."""
        return {measure.slug: measure for measure in self.measures}

    @cached_property
    def posted(self) -> frozenset[str]:
        """What its figures are counted from."""
        return frozenset(measure.posted for measure in self.measures if measure.posted)

    def counts(self, name: str, kind: str) -> bool:
        """Whether facts of that measure and kind are its own."""
        return name in self.posted and (not self.kinds or kind in self.kinds)


@dataclass(frozen=True)
class Told:
    """A part with its figures over a period: whole, and (key, name, figures) of each line that has any."""

    section: Section
    figures: Figures
    lines: tuple[tuple[str, str, Figures], ...]
    sums: tuple[Check, ...]

    @property
    def is_there(self) -> bool:
        """Whether anything was counted at all."""
        return any(self.figures.values())

    @property
    def prose(self) -> str:
        """Its sentences, always Vietnamese."""
        return self.section.prose(self.figures, {key: found for key, _name, found in self.lines})


SECTIONS: tuple[Section, ...] = (
    Section(
        slug="emulation",
        title=_("Phong trào thi đua"),
        heading="PHONG TRÀO THI ĐUA",
        measures=emulated.MEASURES,
        sums=emulated.SUMS,
        columns=emulated.COLUMNS,
        prose=emulated.prose,
        lines=SORTS,
    ),
    Section(
        slug="dialogues",
        title=_("Đối thoại với Nhân dân và lời hứa"),
        heading="ĐỐI THOẠI VỚI NHÂN DÂN, THỰC HIỆN LỜI HỨA",
        measures=dialogued.MEASURES,
        sums=dialogued.SUMS,
        columns=dialogued.COLUMNS,
        prose=dialogued.prose,
        kinds=frozenset({"dialogue"}),
    ),
    Section(
        slug="council",
        title=_("Hội đồng nhân dân"),
        heading="HỘI ĐỒNG NHÂN DÂN",
        measures=councils.MEASURES,
        sums=councils.SUMS,
        columns=councils.COLUMNS,
        prose=councils.prose,
        kinds=frozenset({VOTERS}),
    ),
    Section(
        slug="consultations",
        title=_("Lấy ý kiến dự thảo"),
        heading="LẤY Ý KIẾN NHÂN DÂN",
        measures=consulted.MEASURES,
        sums=consulted.SUMS,
        columns=consulted.COLUMNS,
        prose=consulted.prose,
    ),
)
STANDING = (How.BEFORE, How.END)
POSTED = frozenset().union(*(section.posted for section in SECTIONS))
"""All that parts are counted from."""
STOCKS = tuple(
    sorted({each.posted for section in SECTIONS for each in section.measures if each.how in STANDING})
)
"""Of these, what stood before a period counts too."""


def find(part: str, slug: str) -> tuple[Section, Measure]:
    """The part and its figure of these slugs; LookupError where there is none."""
    section = {each.slug: each for each in SECTIONS}[part]
    return section, section.table[slug]


def read(gained: Cells, stood: Cells) -> list[Told]:
    """Every part that has anything to tell, from what was gained in the period and what stood before it."""
    told = (_told(section, gained, stood) for section in SECTIONS)
    return [each for each in told if each.is_there]


def _told(section: Section, gained: Cells, stood: Cells) -> Told:
    flow: dict[str, Counter] = {"": Counter()}
    before: dict[str, Counter] = {"": Counter()}
    for cells, into in ((gained, flow), (stood, before)):
        for (name, kind, topic), amount in cells.items():
            if section.counts(name, kind):
                line = section.lines.of(kind, topic)
                for key in {"", line}:
                    for of in {"", kind}:
                        into.setdefault(key, Counter())[name, of] += amount
    found = {
        key: _figures(section, flow.get(key, {}), before.get(key, {})) for key in sorted({*flow, *before})
    }
    whole = found.pop("")
    parts = [(key, section.lines.label(key), each) for key, each in found.items() if any(each.values())]
    parts.sort(key=lambda part: tuple(-part[2][slug] for slug in section.columns))
    return Told(section, whole, tuple(parts), tuple(_proved(section, whole, parts)))


def _figures(section: Section, flow: Mapping[tuple, int], before: Mapping[tuple, int]) -> dict[str, int]:
    """All its figures, from what the posted measures (of all kinds under "") gained and where stocks stood before."""
    found: dict[str, int] = {}
    for each in section.measures:
        key = (each.posted, each.kind)
        gained, stood = flow.get(key, 0), before.get(key, 0)
        if each.how == How.MADE:
            found[each.slug] = sum(found[s] for s in each.plus) - sum(found[s] for s in each.minus)
        else:
            found[each.slug] = {How.FLOW: gained, How.BEFORE: stood, How.END: stood + gained}[each.how]
    return found


def _proved(section: Section, whole: Figures, parts: Sequence[tuple[str, str, Figures]]) -> Iterator[Check]:
    """Its sums on the whole; on single lines only where they are off; and that lines add up to the whole."""
    for each in section.sums:
        yield _of_sum(section, each, whole)
    for _key, name, figures in parts:
        checks = (_of_sum(section, each, figures, name) for each in section.sums)
        yield from (check for check in checks if not check.holds)
    for slug in section.columns:
        one = section.table[slug]
        added = sum(figures[slug] for _key, _name, figures in parts)
        yield Check(
            f"{section.slug}.{slug}",
            str(one.label),
            (Term(whole[slug], str(one.head), slug),),
            (Term(added, str(_("cộng các dòng"))),),
        )
    for where, figures in (("", whole), *((name, each) for _key, name, each in parts)):
        for slug, amount in figures.items():
            if amount < 0:
                label = str(section.table[slug].label)
                yield Check(
                    "not_negative",
                    str(_("Không số nào dưới 0")),
                    (Term(amount, label, slug),),
                    (Term(0, ""),),
                    where or section.slug,
                )


def _of_sum(section: Section, each: Sum, figures: Figures, where: str = "") -> Check:
    left, right = (
        tuple(Term(figures[slug], str(section.table[slug].head), slug) for slug in side)
        for side in (each.left, each.right)
    )
    return Check(each.name, str(each.label), left, right, where)
