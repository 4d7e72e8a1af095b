"""The figures of money, land and people by decisions and conclusions: for each thing what was decided, what was carried
out, and what was to be carried out in the period. Amounts are in the stored units of danvan.cases.awards.
"""

from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from danvan.cases import awards
from danvan.cases.awards import Stage
from danvan.reports.measures import How, Measure

_DECIDED = _("Số ghi ở phần “Kết quả xử lý” của hồ sơ, tính vào ngày ghi ở đó; số đã gỡ không còn ở kỳ nào.")


def measures() -> Iterator[Measure]:
    """`award_recover_money` is what was decided in the period, `…_done` carried out, `…_due` to be carried out."""
    for what in awards.ALL.values():
        slug = f"award_{what.code}"
        decided, done = (awards.measure(stage, what.code) for stage in (Stage.PROPOSED, Stage.DONE))
        for name, how, label, posted in (
            ("", How.FLOW, _("{}, theo quyết định, kết luận trong kỳ"), decided),
            ("_before", How.BEFORE, _("{}, theo quyết định, kết luận trước kỳ"), decided),
            ("_done", How.FLOW, _("{}, đã thực hiện trong kỳ"), done),
            ("_done_before", How.BEFORE, _("{}, đã thực hiện trước kỳ"), done),
        ):
            yield Measure(f"{slug}{name}", how, format_lazy(label, what.label), _DECIDED, posted)
        yield Measure(
            f"{slug}_due",
            How.MADE,
            format_lazy(_("{}, phải thực hiện"), what.label),
            _DECIDED,
            plus=(f"{slug}_before", slug),
            minus=(f"{slug}_done_before",),
        )
