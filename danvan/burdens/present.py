"""How reports and proposals are shown: what became of one, what another saves, its costs with the formula."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from danvan.burdens import cost, measured, policies, queries
from danvan.burdens.actions.ledger import PROPOSALS
from danvan.burdens.models import Opinion, Proposal, Report
from danvan.burdens.workflow import LIFE, PHASES, Phase, Status
from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.people.models import Account
from danvan.web import words
from danvan.web.parts import Step


def language() -> str:
    """The language of the page."""
    return (get_language() or "vi")[:2]


def steps_of(report: Report) -> list[Step]:
    """What became of a report, for whoever sent it."""
    made = [Step(_("Đã nhận phản ánh"), report.received_on)]
    proposal = report.proposal
    if report.set_aside_on:
        return [*made, Step(_("Không đưa vào rà soát"), report.set_aside_on, text=report.set_aside_why)]
    if proposal is None:
        return [*made, Step(_("Cơ quan sẽ xem khi rà soát thủ tục này"), state="next")]
    made.append(Step(_("Đã đưa vào một phương án đơn giản hóa"), proposal.made_on))
    if not proposal.is_public:
        return [*made, Step(_("Đang lấy ý kiến và chờ quyết định"), state="next")]
    url, link = reverse("portal:simplified_of", args=[proposal.pk]), _("Xem quyết định và lý do")
    made.append(Step(proposal.label, proposal.decided_on, text=proposal.decision_text, url=url, link=link))
    if proposal.in_force_on:
        made.append(Step(_("Thủ tục đã đổi"), proposal.in_force_on))
    elif proposal.status != Status.REJECTED:
        made.append(Step(_("Thủ tục sẽ đổi khi công bố bản mới"), state="next"))
    return made


def savings(row: Proposal) -> list[str]:
    """What it saves: 'mỗi hồ sơ bớt 2 giấy tờ' as the proposal says, 'bớt 60.000.000 đồng một năm' as its costs do."""
    told = [
        (
            row.documents_saved,
            ngettext("mỗi hồ sơ bớt %(n)s giấy tờ", "mỗi hồ sơ bớt %(n)s giấy tờ", row.documents_saved or 0),
        ),
        (
            row.days_saved,
            ngettext("mỗi hồ sơ bớt %(n)s ngày", "mỗi hồ sơ bớt %(n)s ngày", row.days_saved or 0),
        ),
        (
            row.trips_saved,
            ngettext(
                "mỗi hồ sơ bớt %(n)s lần đi lại", "mỗi hồ sơ bớt %(n)s lần đi lại", row.trips_saved or 0
            ),
        ),
    ]
    said = [text % {"n": words.number(amount)} for amount, text in told if amount]
    money = queries.costs_of(row)
    if money.saved is not None and money.saved > 0:
        said.append(_("bớt %(n)s đồng một năm") % {"n": words.number(money.saved)})
    return said


def costs(row: Proposal) -> dict[str, Any]:
    """Both sheets with their lines, what falls away, the formula and how sure we are of it."""
    found = queries.costs_of(row)
    return {
        "costs": found,
        "sheets": [(str(PHASES[Phase(sheet.phase)]), sheet, list(sheet.lines.all())) for sheet in found.both],
        "saved_percent": percent(found.percent),
        **formula(),
    }


def formula() -> dict[str, Any]:
    """The formula, the act that sets it, and whether nobody has read it there."""
    rule = cost.rule()
    return {
        "formula": rule.condition.say(language()) if rule.condition else "",
        "formula_act": rule.citation.say(language()),
        "formula_unsure": not rule.fires_by_itself,
    }


@dataclass(frozen=True)
class MeasuredLine:
    """One thing that was measured: before, after, by how much it fell or rose, and what the proposal promised."""

    label: str
    before: str
    after: str
    change: str
    promised: str


def measured_of(row: Proposal) -> dict[str, Any]:
    """What files under the old and the new version show, beside what was promised; nothing before it is in force."""
    found = measured.of(row)
    if found is None:
        return {}
    return {"measured": found, "measured_lines": _measured_lines(found, row), "least": measured.LEAST}


def _measured_lines(found: measured.Measured, row: Proposal) -> list[MeasuredLine]:
    sides = (found.before, found.after)
    told = (
        (_("Giấy tờ nộp, xuất trình"), [each.papers for each in sides], 1, "", row.documents_saved),
        (_("Số ngày có kết quả"), [each.days for each in sides], 1, "", row.days_saved),
        (_("Lần đi lại"), [each.trips for each in sides], 1, "", row.trips_saved),
        (_("Tỷ lệ phải bổ sung"), [each.asked_share for each in sides], 1, "%", None),
        (_("Phí, lệ phí đã nộp (đồng)"), [each.paid for each in sides], 0, "", None),
    )
    return [
        MeasuredLine(
            label,
            _amount(values[0], digits, unit),
            _amount(values[1], digits, unit),
            _change(values, digits, unit),
            f"−{words.number(promised)}" if promised else "–",
        )
        for label, values, digits, unit, promised in told
    ]


def _amount(value: float | None, digits: int, unit: str) -> str:
    return "–" if value is None else f"{words.number(words.rounded(value, digits), digits)}{unit}"


def _change(values: list[float | None], digits: int, unit: str) -> str:
    """−1,2 where it fell, +0,5 where it rose, as the two rounded figures beside it differ."""
    before, after = values
    if before is None or after is None:
        return "–"
    gap = words.rounded(words.rounded(after, digits) - words.rounded(before, digits), digits)
    sign = "+" if gap > 0 else "−" if gap < 0 else ""
    return f"{sign}{words.number(abs(gap), digits)}{_(' điểm %') if unit else ''}"


def percent(share: float | None) -> str:
    """48,5%; empty where there is no share."""
    return "" if share is None else words.percent(share, 100)


def criteria_of(row: Proposal) -> list[str]:
    """The law's criteria that the rule does not meet, in words."""
    return [each.text.say(language()) for each in queries.criteria(row.made_on) if each.key in row.criteria]


def opinion_lines(row: Proposal, today: date) -> list[tuple[str, Opinion, tuple[str, str], bool]]:
    """(unit, opinion, its word and badge, whether it is late) of each unit that was asked."""
    return [
        (
            each.unit.name_on(today),
            each,
            each.shown_stance if each.stance else (_("Chưa góp ý"), "wait"),
            each.is_late(row.opinions_until, today),
        )
        for each in queries.opinions_of(row, today)
    ]


def trail(events: list[Event]) -> list[Step]:
    """What was done with a proposal, by whom."""
    return [
        Step(
            LIFE.done(event.verb).capitalize(),
            event.on,
            who=event.actor.full_name if event.actor else "",
            text=event.text,
        )
        for event in events
    ]


def page(row: Proposal, officer: Account, today: date) -> dict[str, Any]:
    """All that hangs on a proposal, for its page of the desk."""
    name, code = queries.names_of([row.procedure_id], today)[row.procedure_id]
    unit = row.procedure.unit_id
    return {
        **costs(row),
        **measured_of(row),
        "name": name,
        "code": code,
        "inside": True,
        "savings": savings(row),
        "criteria": criteria_of(row),
        "opinions": opinion_lines(row, today),
        "heard": list(row.reports.order_by("-received_on", "-pk")),
        "tellings": queries.tellings_of(row) if policies.sees_persons(officer, unit, today) else [],
        "may_cost": policies.can_cost(officer, row, today),
        "trail_steps": trail(list(events_of(PROPOSALS, row.pk))),
        "successors": queries.successors(row) if row.is_agreed else [],
    }


def typed(form: Any) -> str:
    """What was typed with a step that is no longer offered: shown, so that it is not lost."""
    told = [str(form.data.get(name, "")).strip() for name in form.fields]
    return "\n".join(each for each in told if each)
