"""When a decision becomes final (có hiệu lực pháp luật), and whether anything is left to execute of it.

Nothing is written when the day comes: it is asked of the day of the decision and of the cases about it, by the rule
that the kind names (`Kind.effect`). A decision is not final while a case about it is open; one that was decided anew
is final no more, the later decision is. A case about it that came too late changes nothing until it is found fit.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from danvan import law
from danvan.cases import clocks
from danvan.cases.models import Case
from danvan.cases.workflow import Phase
from danvan.lib import dates

ORDER, NOTHING = "order_execution", "no_execution"
"""The steps that say what is to be executed of a decision: these things, or nothing, with the reason."""


class State(StrEnum):
    """How a decision stands."""

    AHEAD = "ahead"
    FINAL = "final"
    APPEALED = "appealed"
    REPLACED = "replaced"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Effect:
    """How a decision stands on a day. `from_on`: the day from which it is final, where that is known.

    `last_on`: the last day of the term after which it becomes final, with its derivation. `ended_on`: the day on which
    a case about it ended without a decision, where it became final no earlier for that.
    """

    state: State
    from_on: date | None = None
    last_on: date | None = None
    derivation: law.Derivation | None = None
    ended_on: date | None = None


def effect(case: Case, *, on: date) -> Effect | None:
    """How the case's decision stands on that day; None while there is none, or for a kind whose answers bind nobody."""
    if not case.workflow.effect or case.decided_on is None:
        return None
    if any(_is_decided(row) for row in case.appeals):
        return Effect(State.REPLACED)
    if any(_is_open(row) for row in case.appeals):
        return Effect(State.APPEALED)
    due = _term(case, case.decided_on)
    if due is None:
        return Effect(State.UNKNOWN)
    after = due.due_on + timedelta(days=1)
    ended = max((row["closed_on"] for row in case.appeals), default=None)
    from_on = max(after, ended) if ended else after
    return Effect(
        State.FINAL if from_on <= on else State.AHEAD,
        from_on,
        due.due_on,
        due.derivation,
        ended if ended and ended > after else None,
    )


def why_not_final(case: Case, *, on: date) -> str | None:
    """Why a decision cannot be executed yet on that day; None when it can."""
    found = effect(case, on=on)
    if found is None:
        return _("Chưa có quyết định nào để thi hành.")
    if found.state == State.FINAL:
        return None
    if found.state == State.AHEAD and found.from_on:
        return _("Quyết định có hiệu lực từ ngày %(day)s, khi đó mới thi hành.") % {
            "day": dates.short(found.from_on)
        }
    return {
        State.APPEALED: _("Đang có khiếu nại lần hai nên quyết định này chưa có hiệu lực."),
        State.REPLACED: _("Đã có quyết định giải quyết lần hai: thi hành theo quyết định ấy."),
        State.UNKNOWN: _(
            "Cơ quan chưa xác nhận quy định về hiệu lực nên chưa biết quyết định có hiệu lực chưa."
        ),
    }[found.state]


def why_not_executed(case: Case) -> str | None:
    """Why the file of a decision cannot be closed yet; None when nothing is left to execute."""
    if any(_is_decided(row) for row in case.appeals):
        return None
    if any(_is_open(row) for row in case.appeals):
        return _("Đang có khiếu nại lần hai chưa giải quyết xong nên hồ sơ chưa kết thúc được.")
    if case.owed_duties:
        return _("Còn %(n)s việc thi hành quyết định chưa xong.") % {"n": case.owed_duties}
    if case.taken.isdisjoint((ORDER, NOTHING)):
        return _(
            "Chưa ghi việc thi hành quyết định: giao việc thi hành, hoặc ghi là không có gì phải thi hành."
        )
    return None


def _is_open(row: dict[str, Any]) -> bool:
    """Whether it keeps the decision from being final: one that came late does so once its hindrance was recognised."""
    waits = row["late"] and row["status"] == "received"
    return bool(row["phase"] != Phase.CLOSED and row["decided_on"] is None and not waits)


def _is_decided(row: dict[str, Any]) -> bool:
    """Whether it was decided anew, here or by the authority to which it was passed on and which reported back."""
    return bool(row["decided_on"] or row["status"] == "closed")


def _term(case: Case, decided_on: date) -> law.Due | None:
    """The term after which a decision of that day becomes final; None where no rule is known to hold."""
    try:
        rule = law.rule(case.workflow.effect, decided_on)
        if not clocks.is_sure(rule, case.unit_responsible, dates.today()):
            return None
        return law.due(rule.id, start=decided_on, area=case.area, confirmed=True)
    except law.LawError:
        return None
