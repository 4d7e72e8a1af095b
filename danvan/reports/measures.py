"""What each figure of a report means. A new figure is a row here; pages, papers and JSON read this table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class How(StrEnum):
    """How a figure is asked for: over the period, on the day before it, at its end, or from other figures.

    `THROUGH`: what stood before the period and still stands at its end.
    """

    FLOW = "flow"
    BEFORE = "stock_before"
    END = "stock_end"
    THROUGH = "stock_through"
    MADE = "made"


@dataclass(frozen=True)
class Measure:
    """One figure: its name, the measure that is posted, how it is asked for, its label and what it counts.

    `plus` and `minus` name the figures that one with How.MADE is made of; `brief` is a shorter label; `kind`: only what
    was posted under it counts.
    """

    slug: str
    how: How
    label: str | Promise
    means: str | Promise
    posted: str = ""
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    brief: str | Promise = ""
    kind: str = ""

    @property
    def head(self) -> str | Promise:
        """The label where room is short: heads of tables, terms of sums."""
        return self.brief or self.label

    @property
    def about(self) -> str:
        """'case', 'turn' or 'session': what a list of this figure shows."""
        if self.posted.startswith("reception.sessions"):
            return "session"
        return "turn" if self.posted.startswith("reception.") else "case"


RECEPTION = (
    Measure(
        "turns",
        How.FLOW,
        _("Lượt tiếp"),
        _("Mỗi lần công dân đến được tiếp là một lượt, dù đến một mình hay nhiều người."),
        "reception.turns",
    ),
    Measure(
        "persons",
        How.FLOW,
        _("Công dân được tiếp"),
        _("Số người có mặt trong các lượt; một người đến hai lần được tính hai lần."),
        "reception.persons",
        brief=_("Công dân"),
    ),
    Measure(
        "groups",
        How.FLOW,
        _("Đoàn đông người"),
        _("Lượt có từ 5 người trở lên cùng một nội dung."),
        "reception.groups",
    ),
    Measure(
        "group_persons",
        How.FLOW,
        _("Người trong đoàn đông người"),
        _("Số người có mặt trong các đoàn đông người."),
        "reception.group_persons",
        brief=_("Người trong đoàn"),
    ),
    Measure(
        "matters",
        How.FLOW,
        _("Nội dung"),
        _("Số nội dung được trình bày; một lượt có thể có nhiều nội dung."),
        "reception.matters",
    ),
    Measure(
        "matters_again",
        How.FLOW,
        _("Nội dung trình bày lại"),
        _("Nội dung đã được trình bày trong một lượt trước."),
        "reception.matters_again",
        brief=_("Lặp lại"),
    ),
)
LETTERS = (
    Measure(
        "carried_under_examination",
        How.BEFORE,
        _("Kỳ trước chuyển sang, đang xem xét điều kiện"),
        _("Đơn nhận trước kỳ, đến đầu kỳ chưa xác định được có đủ điều kiện hay không."),
        "letters.under_examination",
        brief=_("Kỳ trước, đang xem xét"),
    ),
    Measure(
        "received",
        How.FLOW,
        _("Đơn tiếp nhận"),
        _("Đơn nhận trong kỳ, kể cả đơn do đơn vị khác trong sổ chuyển đến."),
        "letters.received",
        brief=_("Đơn nhận"),
    ),
    Measure(
        "eligible",
        How.FLOW,
        _("Đủ điều kiện"),
        _("Đơn được xác định đủ điều kiện xử lý trong kỳ."),
        "letters.eligible",
    ),
    Measure(
        "ineligible",
        How.FLOW,
        _("Không đủ điều kiện"),
        _("Đơn được xác định không đủ điều kiện hoặc lưu đơn trong kỳ, có nêu căn cứ."),
        "letters.ineligible",
        brief=_("Không đủ điều kiện"),
    ),
    Measure(
        "transferred",
        How.FLOW,
        _("Đơn chuyển cơ quan có thẩm quyền"),
        _("Đơn được chuyển đến đúng nơi giải quyết trong kỳ, trong hay ngoài sổ này."),
        "letters.transferred",
        brief=_("Chuyển đi"),
    ),
    Measure(
        "guided",
        How.FLOW,
        _("Đơn hướng dẫn gửi đến đúng nơi"),
        _("Khiếu nại không thuộc thẩm quyền mà người gửi được hướng dẫn trong kỳ."),
        "letters.guided",
        brief=_("Hướng dẫn"),
    ),
    Measure(
        "returned",
        How.FLOW,
        _("Đơn trả lại nơi chuyển đến"),
        _("Đơn do nơi khác chuyển đến không đúng thẩm quyền, được trả lại trong kỳ."),
        "letters.returned",
        brief=_("Trả lại"),
    ),
    Measure(
        "withdrawn_unscreened",
        How.FLOW,
        _("Rút khi chưa xem xét xong"),
        _("Đơn được rút trong kỳ trước khi xác định có đủ điều kiện hay không."),
        "letters.withdrawn_unscreened",
        brief=_("Rút sớm"),
    ),
    Measure(
        "merged_unscreened",
        How.FLOW,
        _("Đơn trùng, nhập khi đang xem xét"),
        _("Đơn về cùng việc với một đơn đến trước, nhập vào đơn ấy trước khi xác định điều kiện."),
        "letters.merged_unscreened",
        brief=_("Đơn trùng, đang xem xét"),
    ),
    Measure(
        "under_examination",
        How.END,
        _("Đang xem xét điều kiện"),
        _("Đơn đến cuối kỳ chưa xác định được có đủ điều kiện hay không."),
        "letters.under_examination",
        brief=_("Đang xem xét"),
    ),
    Measure(
        "carried_open",
        How.BEFORE,
        _("Kỳ trước chuyển sang, đang giải quyết"),
        _("Đơn đủ điều kiện, đến đầu kỳ chưa giải quyết xong."),
        "letters.open",
        brief=_("Kỳ trước, đang giải quyết"),
    ),
    Measure(
        "reopened",
        How.FLOW,
        _("Mở lại vì chưa xong"),
        _("Đơn đã trả lời mà công dân báo chưa xong trong kỳ; cơ quan xem lại và trả lời lần nữa."),
        "letters.reopened",
        brief=_("Mở lại"),
    ),
    Measure(
        "resolved",
        How.FLOW,
        _("Đã giải quyết"),
        _("Đơn có trả lời hoặc quyết định giải quyết trong kỳ."),
        "letters.resolved",
    ),
    Measure(
        "resolved_in_time",
        How.FLOW,
        _("Giải quyết đúng hạn"),
        _("Đơn giải quyết trong kỳ, không sau ngày hết thời hạn."),
        "letters.resolved_in_time",
        brief=_("Đúng hạn"),
    ),
    Measure(
        "resolved_late",
        How.FLOW,
        _("Giải quyết quá hạn"),
        _("Đơn giải quyết trong kỳ, sau ngày hết thời hạn."),
        "letters.resolved_late",
    ),
    Measure(
        "withdrawn",
        How.FLOW,
        _("Đơn được rút"),
        _("Đơn đủ điều kiện được rút trong kỳ, và tố cáo được đình chỉ giải quyết trong kỳ."),
        "letters.withdrawn",
    ),
    Measure(
        "merged",
        How.FLOW,
        _("Đơn trùng, nhập khi đủ điều kiện"),
        _(
            "Đơn đủ điều kiện về cùng việc với một đơn đến trước, nhập vào đơn ấy: thêm một đơn, không thêm vụ việc."
        ),
        "letters.merged",
        brief=_("Đơn trùng"),
    ),
    Measure(
        "open",
        How.END,
        _("Đơn đang giải quyết"),
        _("Đơn đủ điều kiện, đến cuối kỳ chưa giải quyết xong."),
        "letters.open",
    ),
    Measure(
        "overdue",
        How.END,
        _("Quá hạn"),
        _(
            "Đơn đang giải quyết mà đến cuối kỳ đã qua ngày hết thời hạn; đơn chờ công dân bổ sung không tính."
        ),
        "letters.overdue",
    ),
    Measure(
        "in_term",
        How.MADE,
        _("Trong hạn"),
        _("Đơn đang giải quyết mà đến cuối kỳ chưa quá hạn."),
        "letters.open",
        plus=("open",),
        minus=("overdue",),
    ),
    Measure(
        "carried_over",
        How.MADE,
        _("Kỳ trước chuyển sang"),
        _("Mọi đơn nhận trước kỳ mà đến đầu kỳ chưa xong."),
        plus=("carried_under_examination", "carried_open"),
        brief=_("Kỳ trước chuyển sang"),
    ),
    Measure(
        "closed",
        How.MADE,
        _("Đã xong trong kỳ"),
        _(
            "Đơn đã giải quyết, không đủ điều kiện, đã chuyển, hướng dẫn, trả lại, đã rút hoặc đã nhập vào đơn trước "
            "trong kỳ."
        ),
        plus=(
            *("ineligible", "transferred", "guided", "returned"),
            *("withdrawn_unscreened", "merged_unscreened"),
            *("resolved", "withdrawn", "merged"),
        ),
        brief=_("Đã xong"),
    ),
    Measure(
        "carried_forward",
        How.MADE,
        _("Chuyển kỳ sau"),
        _("Mọi đơn đến cuối kỳ chưa xong."),
        plus=("under_examination", "open"),
    ),
)
ALL: Mapping[str, Measure] = {measure.slug: measure for measure in (*RECEPTION, *LETTERS)}
FLOWS = tuple(sorted({m.posted for m in ALL.values() if m.how == How.FLOW}))
STOCKS = tuple(sorted({m.posted for m in ALL.values() if m.how in (How.BEFORE, How.END)}))

Figures = Mapping[str, int]
"""Figures by the slug of their measure; all of them, zero where nothing happened."""


def figures(
    flow: Mapping[str, int], before: Mapping[str, int], among: Mapping[str, Measure] = ALL
) -> dict[str, int]:
    """All figures, from what the posted measures gained in the period and where stocks stood before it.

    `among`: the figures of another report; one that is made of others stands after them.
    """
    found: dict[str, int] = {}
    for slug, measure in among.items():
        if measure.how == How.MADE:
            found[slug] = sum(found[s] for s in measure.plus) - sum(found[s] for s in measure.minus)
            continue
        gained = 0 if measure.how == How.BEFORE else flow.get(measure.posted, 0)
        stood = 0 if measure.how == How.FLOW else before.get(measure.posted, 0)
        found[slug] = stood + gained
    return found
