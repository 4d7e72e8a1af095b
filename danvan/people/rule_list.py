"""The rules that an office has still to confirm, sorted for its page: those on which something rests come first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danvan.people import queries
from danvan.people.queries import RuleRow


@dataclass(frozen=True)
class RuleList:
    """`used` set a term for a kind of case of this installation; `past` are out of force.

    `leaned`: on these rest alarms and steps, but no term (DANVAN_RULES_LEANED_ON); `others`: nothing yet.
    """

    used: list[RuleRow]
    leaned: list[RuleRow]
    others: list[RuleRow]
    past: list[RuleRow]

    @property
    def waiting(self) -> int:
        """How many rules in use nobody has confirmed."""
        return sum(not row.confirmed for row in self.used)

    @property
    def unconfirmed(self) -> int:
        """How many rules nobody has confirmed, of those on which anything here rests."""
        return self.waiting + sum(not row.confirmed for row in self.leaned)

    @property
    def notice(self) -> str:
        """That letters get no term before these rules are confirmed; empty when all are."""
        if not self.waiting:
            return ""
        return ngettext(
            "Cơ quan chưa xác nhận %(n)d quy định đang dùng; đơn mới chưa có hạn cho đến khi xác nhận.",
            "Cơ quan chưa xác nhận %(n)d quy định đang dùng; đơn mới chưa có hạn cho đến khi xác nhận.",
            self.waiting,
        ) % {"n": self.waiting}


def follows(rule_id: str) -> str:
    """What becomes of the work here once the rule is confirmed, in a sentence."""
    if rule_id in import_string(settings.DANVAN_RULES_IN_USE)():
        return _("Hồ sơ đang chờ quy định này bắt đầu tính thời hạn.")
    if rule_id in _leaned_on():
        return _("Cảnh báo, bước giải quyết hoặc thông báo dựa vào quy định này được dùng từ lúc xác nhận.")
    return _("Chưa có việc nào trong sổ dựa vào quy định này.")


def _leaned_on() -> set[str]:
    return set().union(*(import_string(dotted)() for dotted in settings.DANVAN_RULES_LEANED_ON))


def rule_list(units: Iterable[int], on: date) -> RuleList:
    """Every version that sets no term by itself, with its record for one of the units or above; one statement."""
    in_use = import_string(settings.DANVAN_RULES_IN_USE)()
    leaned_on = _leaned_on() - in_use
    rows = queries.rules_to_confirm(units, on)
    now = [row for row in rows if row.rule.in_force_until is None or row.rule.in_force_until >= on]
    here = [row for row in now if row.rule.in_force_from <= on]
    used = [row for row in here if row.rule.id in in_use]
    leaned = [row for row in here if row.rule.id in leaned_on]
    others = [row for row in now if row not in used and row not in leaned]
    return RuleList(used, leaned, others, past=[row for row in rows if row not in now])
