"""The figures of drafts in the people-relations report: asked about, opined on, answered; which sums hold.

(Lấy ý kiến Nhân dân, tiếp thu, giải trình.)
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from danvan.consultations.workflow import OUTCOMES, WAYS, Outcome, Way
from danvan.reports.checks import Sum
from danvan.reports.measures import Figures, How, Measure
from danvan.web import words

PREFIX = "consultations."


def _measure(slug: str, posted: str, label: Any, means: Any, how: How = How.FLOW, kind: str = "") -> Measure:
    return Measure(slug, how, label, means, f"{PREFIX}{posted}", kind=kind)


MEASURES = (
    _measure("held", "held", _("Đợt lấy ý kiến"), _("Dự thảo mở góp ý trong kỳ.")),
    _measure(
        "invited",
        "invited",
        _("Người được mời đích danh"),
        _("Người chịu tác động trực tiếp được mời trong kỳ."),
    ),
    _measure(
        "opened",
        "opened",
        _("Đã mở bằng mã riêng"),
        _("Trong số người được mời, người đã mở dự thảo bằng mã."),
    ),
    _measure(
        "answering", "answering", _("Người được mời đã góp ý"), _("Mỗi người tính một lần cho một dự thảo.")
    ),
    _measure(
        "opinions", "opinions", _("Ý kiến nhận được"), _("Mỗi ý kiến về một điều hoặc cả dự thảo tính một.")
    ),
    *(
        _measure(f"by_{way.value}", "opinions", word, _("Ý kiến đến bằng cách này."), kind=way.value)
        for way, word in WAYS.items()
    ),
    _measure(
        "waiting_before",
        "waiting",
        _("Kỳ trước chuyển sang, chưa trả lời"),
        _("Ý kiến nhận trước kỳ mà bảng tiếp thu, giải trình chưa công khai."),
        How.BEFORE,
    ),
    *(
        _measure(
            outcome.value,
            "answered",
            word,
            _("Ý kiến được trả lời như vậy trong bảng công khai."),
            kind=outcome.value,
        )
        for outcome, (word, _badge) in OUTCOMES.items()
    ),
    _measure(
        "unanswered",
        "unanswered",
        _("Không trả lời vì rút dự thảo"),
        _("Ý kiến về dự thảo bị rút trước khi công khai bảng."),
    ),
    _measure(
        "waiting",
        "waiting",
        _("Chưa trả lời đến cuối kỳ"),
        _("Ý kiến mà bảng chưa công khai đến cuối kỳ."),
        How.END,
    ),
    _measure("issued", "issued", _("Dự thảo đã ban hành"), _("Ghi ban hành trong kỳ.")),
    _measure(
        "changed", "changed", _("Trong đó sửa theo ý kiến"), _("Có ít nhất một nhóm ý kiến được tiếp thu.")
    ),
    _measure("withdrawn", "withdrawn", _("Dự thảo đã rút"), _("Rút sau khi đã thông báo.")),
)
BY_WAY = tuple(f"by_{way.value}" for way in Way)
COLUMNS = ("held", "invited", "opinions", *(outcome.value for outcome in Outcome), "waiting", "issued")
SUMS = (
    Sum("consulted_ways", _("Ý kiến theo cách góp ý"), ("opinions",), BY_WAY),
    Sum(
        "consulted_answers",
        _("Trả lời ý kiến"),
        ("waiting_before", "opinions"),
        (*(outcome.value for outcome in Outcome), "unanswered", "waiting"),
    ),
)


def prose(found: Figures, _lines: Mapping[str, Figures]) -> str:
    """The paragraph, always Vietnamese."""
    say = words.number
    text = f"Đã lấy ý kiến {say(found['held'])} dự thảo"
    if found["invited"]:
        text += f"; mời đích danh {say(found['invited'])} người chịu tác động trực tiếp"
        text += f", {say(found['answering'])} người đã góp ý"
    text += f". Nhận {say(found['opinions'])} ý kiến"
    answered = sum(found[outcome.value] for outcome in Outcome)
    if answered:
        text += (
            f"; đã trả lời công khai {say(answered)} ý kiến: tiếp thu {say(found['accepted'])}, "
            f"tiếp thu một phần {say(found['partly'])}, giải trình {say(found['explained'])}"
        )
    if found["waiting"]:
        text += f"; còn {say(found['waiting'])} ý kiến chưa đến hạn trả lời hoặc chưa trả lời"
    if found["issued"]:
        text += f". Ban hành {say(found['issued'])} văn bản, trong đó {say(found['changed'])} văn bản sửa theo ý kiến"
    return f"{text}."
