"""The figures of emulation in the people-relations report: what was registered, recognised, copied, is in force."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from danvan.emulation.postings import IN_FORCE, OPEN
from danvan.emulation.words import Sort
from danvan.reports.checks import Sum
from danvan.reports.measures import Figures, How, Measure
from danvan.web import words

PREFIX = "emulation."


def _measure(slug: str, how: How, label: Any, means: Any, posted: str = "") -> Measure:
    return Measure(slug, how, label, means, posted or f"{PREFIX}{slug}")


MEASURES = (
    _measure(
        "open_before",
        How.BEFORE,
        _("Kỳ trước chuyển sang"),
        _("Đăng ký trước kỳ, đến đầu kỳ chưa có kết quả."),
        OPEN,
    ),
    _measure("registered", How.FLOW, _("Đăng ký"), _("Điển hình được đăng ký trong kỳ.")),
    _measure(
        "recognised",
        How.FLOW,
        _("Được công nhận"),
        _("Điển hình có quyết định công nhận trong kỳ."),
    ),
    _measure(
        "copied",
        How.FLOW,
        _("Nhân rộng"),
        _("Trong số được công nhận trong kỳ: làm theo một điển hình khác."),
    ),
    _measure(
        "rejected",
        How.FLOW,
        _("Không được công nhận"),
        _("Hội đồng không thông qua, hoặc cơ quan không công nhận trong kỳ."),
    ),
    _measure("withdrawn", How.FLOW, _("Rút đăng ký"), _("Người đăng ký rút trong kỳ.")),
    _measure(
        "open",
        How.END,
        _("Chưa có kết quả"),
        _("Đã đăng ký, đến cuối kỳ chưa có kết quả."),
        OPEN,
    ),
    _measure(
        "in_force_before",
        How.BEFORE,
        _("Có hiệu lực đầu kỳ"),
        _("Công nhận trước kỳ, đến đầu kỳ còn hiệu lực."),
        IN_FORCE,
    ),
    _measure(
        "restored",
        How.FLOW,
        _("Giữ lại sau khi hết hạn"),
        _("Công nhận đã hết hạn, được kiểm tra lại và giữ trong kỳ."),
    ),
    _measure("expired", How.FLOW, _("Hết hạn"), _("Công nhận hết hạn trong kỳ.")),
    _measure("revoked", How.FLOW, _("Thu hồi"), _("Công nhận bị thu hồi trong kỳ.")),
    _measure(
        "in_force",
        How.END,
        _("Đang có hiệu lực"),
        _("Đã công nhận, đến cuối kỳ còn hiệu lực."),
        IN_FORCE,
    ),
)
COLUMNS = ("registered", "recognised", "copied", "in_force", "expired", "open")
SUMS = (
    Sum(
        "emulation_decided",
        _("Thi đua: xét công nhận"),
        ("open_before", "registered"),
        ("recognised", "rejected", "withdrawn", "open"),
    ),
    Sum(
        "emulation_in_force",
        _("Thi đua: hiệu lực"),
        ("in_force_before", "recognised", "restored"),
        ("expired", "revoked", "in_force"),
    ),
)


def prose(figures: Figures, by_sort: Mapping[str, Figures]) -> str:
    """The paragraph, always Vietnamese."""
    counted = ((name, by_sort[key]["recognised"]) for key, name in NAMES.items() if key in by_sort)
    named = [f"{words.number(n)} {name}" for name, n in counted if n]
    recognised = f", gồm {', '.join(named)}" if named else ""
    text = (
        f"Phong trào thi đua “Dân vận khéo”: trong kỳ có {words.number(figures['registered'])} điển hình đăng ký, "
        f"{words.number(figures['recognised'])} điển hình được công nhận{recognised}"
    )
    if figures["copied"]:
        text += f"; {words.number(figures['copied'])} điển hình làm theo nơi khác"
    text += f". Cuối kỳ có {words.number(figures['in_force'])} điển hình đang có hiệu lực"
    ended = {"expired": "hết hạn", "revoked": "bị thu hồi", "rejected": "không được công nhận"}
    said = ", ".join(f"{words.number(figures[slug])} {word}" for slug, word in ended.items() if figures[slug])
    return f"{text}; {said}." if said else f"{text}."


NAMES = {
    Sort.MODEL.value: "mô hình",
    Sort.AREA.value: "khu dân cư mẫu",
    Sort.GARDEN.value: "vườn mẫu",
    Sort.DEED.value: "gương người tốt, việc tốt",
}
