"""Emulation in the people-relations report: what was registered and recognised, what is in force, what was copied."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.emulation.postings import FLOWS, IN_FORCE, OPEN, STOCKS
from danvan.emulation.words import MANY, Sort
from danvan.reports.checks import Check, Sum, Term
from danvan.reports.measures import Figures, How, Measure

__all__ = ["FLOWS", "STOCKS", "TABLE", "Emulated", "part"]
PREFIX = "emulation."


def _measure(slug: str, how: How, label: Any, means: Any, posted: str = "") -> Measure:
    return Measure(slug, how, label, means, posted or f"{PREFIX}{slug}")


_TABLE = (
    _measure(
        "open_before",
        How.BEFORE,
        gettext_lazy("Kỳ trước chuyển sang"),
        gettext_lazy("Đăng ký trước kỳ, đến đầu kỳ chưa có kết quả."),
        OPEN,
    ),
    _measure(
        "registered", How.FLOW, gettext_lazy("Đăng ký"), gettext_lazy("Điển hình được đăng ký trong kỳ.")
    ),
    _measure(
        "recognised",
        How.FLOW,
        gettext_lazy("Được công nhận"),
        gettext_lazy("Điển hình có quyết định công nhận trong kỳ."),
    ),
    _measure(
        "copied",
        How.FLOW,
        gettext_lazy("Nhân rộng"),
        gettext_lazy("Trong số được công nhận trong kỳ: làm theo một điển hình khác."),
    ),
    _measure(
        "rejected",
        How.FLOW,
        gettext_lazy("Không được công nhận"),
        gettext_lazy("Hội đồng không thông qua, hoặc cơ quan không công nhận trong kỳ."),
    ),
    _measure("withdrawn", How.FLOW, gettext_lazy("Rút đăng ký"), gettext_lazy("Người đăng ký rút trong kỳ.")),
    _measure(
        "open",
        How.END,
        gettext_lazy("Chưa có kết quả"),
        gettext_lazy("Đã đăng ký, đến cuối kỳ chưa có kết quả."),
        OPEN,
    ),
    _measure(
        "in_force_before",
        How.BEFORE,
        gettext_lazy("Có hiệu lực đầu kỳ"),
        gettext_lazy("Công nhận trước kỳ, đến đầu kỳ còn hiệu lực."),
        IN_FORCE,
    ),
    _measure(
        "restored",
        How.FLOW,
        gettext_lazy("Giữ lại sau khi hết hạn"),
        gettext_lazy("Công nhận đã hết hạn, được kiểm tra lại và giữ trong kỳ."),
    ),
    _measure("expired", How.FLOW, gettext_lazy("Hết hạn"), gettext_lazy("Công nhận hết hạn trong kỳ.")),
    _measure("revoked", How.FLOW, gettext_lazy("Thu hồi"), gettext_lazy("Công nhận bị thu hồi trong kỳ.")),
    _measure(
        "in_force",
        How.END,
        gettext_lazy("Đang có hiệu lực"),
        gettext_lazy("Đã công nhận, đến cuối kỳ còn hiệu lực."),
        IN_FORCE,
    ),
)
TABLE: Mapping[str, Measure] = {each.slug: each for each in _TABLE}
COLUMNS = ("registered", "recognised", "copied", "in_force", "expired", "open")
SUMS = (
    Sum(
        "emulation_decided",
        gettext_lazy("Thi đua: xét công nhận"),
        ("open_before", "registered"),
        ("recognised", "rejected", "withdrawn", "open"),
    ),
    Sum(
        "emulation_in_force",
        gettext_lazy("Thi đua: hiệu lực"),
        ("in_force_before", "recognised", "restored"),
        ("expired", "revoked", "in_force"),
    ),
)


@dataclass(frozen=True)
class Emulated:
    """The figures over everything and of each sort, and the sums that they satisfy or do not."""

    total: Figures
    by_sort: Mapping[str, Figures]
    sums: tuple[Check, ...]

    @property
    def is_there(self) -> bool:
        """Whether there is anything to tell."""
        return any(self.total.values())

    @property
    def lines(self) -> list[tuple[str, str, Figures]]:
        """(key, name, figures) of each sort of which there is anything."""
        found = ((sort.value, str(MANY[sort]), self.by_sort.get(sort.value)) for sort in Sort)
        return [(key, name, each) for key, name, each in found if each and any(each.values())]


def part(gained: Counter[tuple], stood: Counter[tuple]) -> Emulated:
    """The part of the report, from cells (measure, sort, field) → amount: gained in the period, and before it."""
    flow: dict[str, Counter[str]] = {"": Counter()}
    before: dict[str, Counter[str]] = {"": Counter()}
    for cells, into in ((gained, flow), (stood, before)):
        for (measure, sort, _field), amount in cells.items():
            for key in ("", sort):
                into.setdefault(key, Counter())[measure] += amount
    by_sort = {key: _figures(flow.get(key, {}), before.get(key, {})) for key in {*flow, *before}}
    total = by_sort.pop("")
    checks = [_check(each, total) for each in SUMS] if any(total.values()) else []
    for sort, figures in by_sort.items():
        checks += [made for made in (_check(each, figures, sort) for each in SUMS) if not made.holds]
    return Emulated(total, by_sort, (*checks, *_below_zero({"": total, **by_sort})))


def _figures(flow: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    found = {}
    for each in _TABLE:
        gained, stood = flow.get(each.posted, 0), before.get(each.posted, 0)
        found[each.slug] = {How.FLOW: gained, How.BEFORE: stood, How.END: stood + gained}[each.how]
    return found


def _check(each: Sum, figures: Figures, where: str = "") -> Check:
    left, right = (
        tuple(Term(figures[slug], str(TABLE[slug].label), slug) for slug in side)
        for side in (each.left, each.right)
    )
    return Check(each.name, str(each.label), left, right, where)


def _below_zero(everything: Mapping[str, Figures]) -> list[Check]:
    return [
        Check(
            "not_negative",
            _("Không số nào dưới 0"),
            (Term(n, str(TABLE[slug].label)),),
            (Term(0, ""),),
            where,
        )
        for where, figures in everything.items()
        for slug, n in figures.items()
        if n < 0
    ]


def prose(told: Emulated) -> str:
    """The paragraph, always Vietnamese; empty where there is nothing to tell."""
    if not told.is_there:
        return ""
    figures = told.total
    named = [
        f"{_said(each['recognised'])} {NAMES[key]}" for key, _name, each in told.lines if each["recognised"]
    ]
    recognised = f", gồm {', '.join(named)}" if named else ""
    text = (
        f"Phong trào thi đua “Dân vận khéo”: trong kỳ có {_said(figures['registered'])} điển hình đăng ký, "
        f"{_said(figures['recognised'])} điển hình được công nhận{recognised}"
    )
    if figures["copied"]:
        text += f"; {_said(figures['copied'])} điển hình làm theo nơi khác"
    text += f". Cuối kỳ có {_said(figures['in_force'])} điển hình đang có hiệu lực"
    ended = {"expired": "hết hạn", "revoked": "bị thu hồi", "rejected": "không được công nhận"}
    said = ", ".join(f"{_said(figures[slug])} {word}" for slug, word in ended.items() if figures[slug])
    return f"{text}; {said}." if said else f"{text}."


NAMES = {
    Sort.MODEL.value: "mô hình",
    Sort.AREA.value: "khu dân cư mẫu",
    Sort.GARDEN.value: "vườn mẫu",
    Sort.DEED.value: "gương người tốt, việc tốt",
}


def _said(n: int) -> str:
    return f"{n:,}".replace(",", ".")


def as_dict(told: Emulated) -> dict[str, Any]:
    """For machines: the figures over everything, and of each sort."""
    if not told.is_there:
        return {}
    by_sort = [{"key": key, "label": name, **figures} for key, name, figures in told.lines]
    return {"emulation": {**told.total, "by_sort": by_sort}}
