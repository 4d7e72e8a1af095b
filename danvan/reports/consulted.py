"""The part of the people-relations report on drafts: asked about, opined on, answered. Read from facts, proved, told.

(Lấy ý kiến Nhân dân, tiếp thu, giải trình.)
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.consultations.workflow import OUTCOMES, WAYS, Outcome, Way
from danvan.figures.covers import Cover
from danvan.figures.queries import BEGINNING, Period, sums
from danvan.reports.checks import Check, Term
from danvan.reports.measures import How


@dataclass(frozen=True)
class Counted:
    """One figure: what is posted, over the period or as it stands; `kind` where only some of it is meant."""

    slug: str
    posted: str
    label: str | Promise
    means: str | Promise
    how: How = How.FLOW
    kind: str = ""


FIGURES = (
    Counted("held", "held", _("Đợt lấy ý kiến"), _("Dự thảo mở góp ý trong kỳ.")),
    Counted(
        "invited",
        "invited",
        _("Người được mời đích danh"),
        _("Người chịu tác động trực tiếp được mời trong kỳ."),
    ),
    Counted(
        "opened",
        "opened",
        _("Đã mở bằng mã riêng"),
        _("Trong số người được mời, người đã mở dự thảo bằng mã."),
    ),
    Counted(
        "answering", "answering", _("Người được mời đã góp ý"), _("Mỗi người tính một lần cho một dự thảo.")
    ),
    Counted(
        "opinions", "opinions", _("Ý kiến nhận được"), _("Mỗi ý kiến về một điều hoặc cả dự thảo tính một.")
    ),
    *(
        Counted(f"by_{way.value}", "opinions", word, _("Ý kiến đến bằng cách này."), kind=way.value)
        for way, word in WAYS.items()
    ),
    Counted(
        "waiting_before",
        "waiting",
        _("Kỳ trước chuyển sang, chưa trả lời"),
        _("Ý kiến nhận trước kỳ mà bảng tiếp thu, giải trình chưa công khai."),
        How.BEFORE,
    ),
    *(
        Counted(
            outcome.value,
            "answered",
            word,
            _("Ý kiến được trả lời như vậy trong bảng công khai."),
            kind=outcome.value,
        )
        for outcome, (word, _badge) in OUTCOMES.items()
    ),
    Counted(
        "unanswered",
        "unanswered",
        _("Không trả lời vì rút dự thảo"),
        _("Ý kiến về dự thảo bị rút trước khi công khai bảng."),
    ),
    Counted(
        "waiting",
        "waiting",
        _("Chưa trả lời đến cuối kỳ"),
        _("Ý kiến mà bảng chưa công khai đến cuối kỳ."),
        How.END,
    ),
    Counted("issued", "issued", _("Dự thảo đã ban hành"), _("Ghi ban hành trong kỳ.")),
    Counted(
        "changed", "changed", _("Trong đó sửa theo ý kiến"), _("Có ít nhất một nhóm ý kiến được tiếp thu.")
    ),
    Counted("withdrawn", "withdrawn", _("Dự thảo đã rút"), _("Rút sau khi đã thông báo.")),
)
ALL = {each.slug: each for each in FIGURES}
BY_WAY = tuple(f"by_{way.value}" for way in Way)
SUMS = (
    ("consulted_ways", _("Ý kiến theo cách góp ý"), ("opinions",), BY_WAY),
    (
        "consulted_answers",
        _("Trả lời ý kiến"),
        ("waiting_before", "opinions"),
        (*(outcome.value for outcome in Outcome), "unanswered", "waiting"),
    ),
)
PREFIX = "consultations."


def read(units: Cover, from_: date, until: date) -> dict[str, int]:
    """Every figure by its slug; one statement."""
    flows = {f"{PREFIX}{each.posted}" for each in FIGURES if each.how == How.FLOW}
    stocks = [f"{PREFIX}waiting"]
    periods = (
        Period(sorted(flows), from_, until),
        Period(stocks, BEGINNING, from_ - timedelta(days=1)),
        Period(stocks, BEGINNING, until),
    )
    found = dict(zip((How.FLOW, How.BEFORE, How.END), sums(periods, units=units, by=("kind",)), strict=True))
    return {each.slug: _amount(each, found[each.how]) for each in FIGURES}


def _amount(each: Counted, cells: Mapping[tuple, int]) -> int:
    added: Counter[str] = Counter()
    for (measure, kind), amount in cells.items():
        if measure == f"{PREFIX}{each.posted}" and each.kind in ("", kind):
            added[measure] += amount
    return added.total()


def prove(found: Mapping[str, int]) -> Iterator[Check]:
    """The sums of this part, where there is anything to add up."""
    if not any_of(found):
        return
    for name, label, left, right in SUMS:
        yield Check(name, str(label), _terms(left, found), _terms(right, found))


def _terms(slugs: Sequence[str], found: Mapping[str, int]) -> tuple[Term, ...]:
    return tuple(Term(found[slug], str(ALL[slug].label), slug) for slug in slugs)


def any_of(found: Mapping[str, int]) -> bool:
    """Whether there is anything to tell."""
    return any(found.values())


def prose(found: Mapping[str, int], say: Callable[[int], str]) -> str:
    """The paragraph of the paper, always Vietnamese."""
    if not any_of(found):
        return ""
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
