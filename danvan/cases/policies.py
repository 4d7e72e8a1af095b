"""Who may do what to a case, and why not."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan import law
from danvan.cases import concerns, effect, sealed, substitutes, ties
from danvan.cases.awards import Stage
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.models.case import masked_before
from danvan.cases.workflow import (
    BY_DECISION,
    CHANNEL_LABELS,
    DECIDES,
    DESK,
    FOR_CITIZEN,
    FOR_EXPERT,
    FOR_PAYMENT,
    WAITS,
    Channel,
    Transition,
)
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people import queries as units
from danvan.people.models import Account, Unit
from danvan.people.roles import Role

GONE = gettext_lazy("Nội dung đã hết thời hạn lưu giữ và đã hủy.")
NOT_WAITING = {
    FOR_CITIZEN: gettext_lazy("Hồ sơ không chờ công dân bổ sung."),
    FOR_EXPERT: gettext_lazy("Hồ sơ chưa trưng cầu giám định."),
    BY_DECISION: gettext_lazy("Hồ sơ đang không tạm đình chỉ."),
    FOR_PAYMENT: gettext_lazy("Hồ sơ không chờ nộp phí, lệ phí."),
}
"""Cause of a stop → the sentence when a step would end it and the case does not stand still for it."""


def shut(case: Case, step: Transition, *, on: date) -> str | None:
    """Why workflow and law do not allow the step on that day, whoever asks; None when they do."""
    if case.destroyed_on:
        return str(GONE)
    if not step.leaves(case.status):
        return _("Bước này không làm được khi hồ sơ ở trạng thái “%(status)s”.") % {
            "status": case.state.label
        }
    if step.channels and case.channel not in step.channels:
        said = ", ".join(
            str(CHANNEL_LABELS[channel]).lower() for channel in Channel if channel in step.channels
        )
        return _("Bước này chỉ dành cho đơn do nơi khác chuyển đến: %(channels)s.") % {"channels": said}
    if step.basis and not has_basis(step, on):
        return _("Ngày %(day)s luật chưa cho phép bước này.") % {"day": dates.short(on)}
    if step.late and not case.waiting_for and not case.is_late(on):
        return _not_late(case)
    if step.answers and case.owed_parts:
        return _("Còn %(n)s phần việc chưa báo kết quả; có đủ mới trả lời được.") % {"n": case.owed_parts}
    return _shut_by_decision(case, step, on) or _shut_by_waiting(case, step)


def _shut_by_decision(case: Case, step: Transition, on: date) -> str | None:
    """Why the step is shut by what must stand before it, or by how far the decision has come."""
    if step.after and case.taken.isdisjoint(step.after):
        needed = (each.label for each in case.workflow.transitions if each.verb in step.after)
        return _("Phải ghi “%(steps)s” trước bước này.") % {
            "steps": ", ".join(map(str, dict.fromkeys(needed)))
        }
    if step.unless and not case.taken.isdisjoint(step.unless):
        return _("Bước “%(step)s” đã ghi rồi.") % {"step": step.label}
    if step.when_final and (why := effect.why_not_final(case, on=on)):
        return why
    return effect.why_not_executed(case) if step.executed else None


def _not_late(case: Case) -> str:
    """Why what is open only to late cases is shut."""
    if case.due_on is None:
        return _("Việc này không có thời hạn nên không đôn đốc được.")
    return _("Việc này chưa quá hạn (hạn %(day)s) nên chưa đôn đốc được.") % {"day": dates.short(case.due_on)}


def unit_urging(officer: Account, case: Case, *, on: date) -> Unit:
    """The unit for which the officer urges: the one that gave the case out, or the nearest one above that she leads."""
    path = [unit.pk for unit in units.path_of(case.unit_responsible, on)][::-1]
    led = people.standing(officer, on).units_with(Role.LEADER)
    found = next((unit for unit in path if unit in led), None)
    if not _roles(officer, case, on, given=True).isdisjoint(DECIDES) or found is None:
        found = case.unit_received_id
    return Unit.objects.get(pk=found)


def has_basis(step: Transition, on: date) -> bool:
    """Whether the rule that lets the step be taken is in force on that day."""
    return any(version.in_force(on) for version in law.versions(step.basis))


def check_once(case: Case, step: Transition) -> None:
    """Raise StepRefused when the step may be taken once for a matter and an earlier linked letter took it."""
    if not step.once:
        return
    earlier = Case.objects.filter(later_links__later=case, status=step.target).order_by("-pk").first()
    if earlier is not None:
        raise StepRefused(
            _("Về việc này bước “%(step)s” đã làm ở đơn trước, nhận ngày %(day)s: chỉ làm một lần.")
            % {"step": step.label, "day": dates.short(earlier.received_on)}
        )


def _shut_by_waiting(case: Case, step: Transition) -> str | None:
    """Why the step is shut by what the case stands still for, or by that it does not."""
    if step.resumes:
        if step.waited_for in case.waiting_for:
            return None
        return str(NOT_WAITING[step.waited_for])
    if step.waits:  # the causes of a stop do not know of each other: they compose in any order
        if step.waited_for not in case.waiting_for:
            return None
        return _("Hồ sơ đã dừng: %(what)s.") % {"what": WAITS[step.waited_for]}
    if case.waiting_for and not step.anytime:
        told = ", ".join(str(WAITS[cause]) for cause in case.waiting_for)
        return _("Hồ sơ đang dừng: %(what)s. Ghi nhận kết quả hoặc cho giải quyết tiếp trước.") % {
            "what": told
        }
    return None


def check_can_take(by: Account | Outsider, case: Case, step: Transition, *, on: date) -> None:
    """Raise StepRefused, with the reason, when this person may not take this step on this day."""
    if reason := shut(case, step, on=on):
        raise StepRefused(reason)
    if by == Outsider.SYSTEM:
        return
    if by == Outsider.CITIZEN:
        if not step.by_citizen:
            raise StepRefused(_("Bước này do cơ quan thực hiện."))
        return
    if not by.is_active or step.roles.isdisjoint(held_for(by, case, step, on=on)):
        roles = ", ".join(str(role.label) for role in sorted(step.roles))
        raise StepRefused(_("Bước này dành cho: %(roles)s của đơn vị đang giải quyết.") % {"roles": roles})


def available(case: Case, officer: Account, *, on: date) -> list[Transition]:
    """The steps that this officer may take now, in the order of the workflow."""
    return [
        step
        for step in case.workflow.transitions
        if step.roles & held_for(officer, case, step, on=on) and shut(case, step, on=on) is None
    ]


def held_for(officer: Account, case: Case, step: Transition, *, on: date) -> frozenset[Role]:
    """The roles in which the officer would take that step: where the case is answered, was given out, or above."""
    if step.by_above:
        return roles_above(officer, case, on=on)
    return _roles(officer, case, on, given=step.by_giver)


def roles_above(officer: Account, case: Case, *, on: date) -> frozenset[Role]:
    """The roles in which the officer may urge whoever is late: of the unit that gave it out, or leading from above."""
    given = case.unit_received_id != case.unit_responsible_id
    held = _roles(officer, case, on, given=True) if given else frozenset()
    days = {on, dates.today()}
    leads = all(
        case.unit_responsible_id in people.standing(officer, day).seen_as(Role.LEADER) for day in days
    )
    return held | {Role.LEADER} if leads else held


def can_read(officer: Account, case: Case, *, on: date) -> bool:
    """Whether the officer may open the letter: a reading role, in a unit that received or answers for it."""
    standing = people.standing(officer, on)
    return not is_unknown(officer, case, on=on) and any(
        standing.reads_kind(unit, case.kind) for unit in (case.unit_responsible_id, case.unit_received_id)
    )


def is_unknown(officer: Account, case: Case, *, on: date) -> bool:
    """Whether the case does not exist for this officer, about her or sealed from her: pages answer as for none."""
    return concerns.shut_out(officer, case, on=on) or not sealed.is_open_to(officer, case, on=on)


def check_can_read(officer: Account, case: Case, *, on: date) -> None:
    """Raise StepRefused when the letter is not for this officer."""
    if not can_read(officer, case, on=on):
        raise StepRefused(_("Hồ sơ này thuộc đơn vị khác."))


def is_masked(case: Case, *, on: date) -> bool:
    """Whether the case was closed so long ago that its words are shown only to whoever gives a reason."""
    return case.closed_on is not None and case.closed_on < masked_before(on)


def can_note_concern(officer: Account, case: Case, *, on: date) -> bool:
    """Whether the officer may say whom the case is about: whoever works on its kind where it is, or inspects it."""
    return officer.is_active and not (DESK | {Role.INSPECTOR}).isdisjoint(_roles(officer, case, on))


def check_can_note_concern(officer: Account, case: Case, *, on: date) -> None:
    """Raise StepRefused when that is not this officer's to say."""
    if not can_note_concern(officer, case, on=on):
        raise StepRefused(_("Việc này do người làm việc ở đơn vị đang giải quyết ghi."))


def can_lift_concern(officer: Account, case: Case, *, on: date) -> bool:
    """Whether the officer leads where the case is, and is not meant."""
    return officer.is_active and Role.LEADER in _roles(officer, case, on)


def check_can_lift_concern(officer: Account, case: Case, *, on: date) -> None:
    """Raise StepRefused unless the officer leads where the case is, and is not meant."""
    if not can_lift_concern(officer, case, on=on):
        raise StepRefused(_("Chỉ lãnh đạo không liên quan của đơn vị đang giải quyết được gỡ."))


def why_no_award(case: Case, stage: str) -> str | None:
    """Why nothing can be put on record of what its decision comes to, or of what was carried out; None when it can."""
    if case.destroyed_on:
        return str(GONE)
    if not case.workflow.awards:
        return _("Loại hồ sơ này không có quyết định, kết luận về tiền, đất, người.")
    if case.decided_on is None:
        return _("Chưa có quyết định hoặc kết luận nên chưa ghi kết quả xử lý được.")
    if stage == Stage.DONE and case.workflow.effect and effect.ORDER not in case.taken:
        return _("Chưa giao thi hành quyết định nên chưa ghi phần đã thực hiện được. Giao thi hành trước.")
    return None


def check_can_award(officer: Account, case: Case, stage: str, *, on: date) -> None:
    """Raise StepRefused unless the officer decides where the case is, and the case has come so far."""
    if not officer.is_active or DECIDES.isdisjoint(_roles(officer, case, on)):
        raise StepRefused(_("Kết quả xử lý do người giải quyết hoặc lãnh đạo đơn vị đang giải quyết ghi."))
    if why := why_no_award(case, stage):
        raise StepRefused(why)


def check_can_take_back_award(officer: Account, case: Case, *, on: date) -> None:
    """Raise StepRefused unless the officer decides where the case is; it may have been closed since."""
    if case.destroyed_on:
        raise StepRefused(str(GONE))
    if not officer.is_active or DECIDES.isdisjoint(_roles(officer, case, on)):
        raise StepRefused(_("Kết quả xử lý do người giải quyết hoặc lãnh đạo đơn vị đang giải quyết ghi."))


def stages_to_award(officer: Account, case: Case, *, on: date) -> list[Stage]:
    """The stages of which this officer may put an amount on record now."""
    if not case.workflow.awards or not officer.is_active or DECIDES.isdisjoint(_roles(officer, case, on)):
        return []
    return [stage for stage in Stage if why_no_award(case, stage) is None]


def _leans(case: Case, step: Event) -> bool:
    """Whether amounts on record lean on this step: on the decision, or on its execution those carried out."""
    answers = any(each.answers for each in case.workflow.transitions if each.verb == step.verb)
    if not case.workflow.awards or not (answers or step.verb == effect.ORDER):
        return False
    gone = {row.corrects_id for row in case.awarded}
    standing = [row for row in case.awarded if row.corrects_id is None and row.pk not in gone]
    return any(answers or row.stage == Stage.DONE for row in standing)


def check_can_go_to(case: Case, unit: Unit | None) -> None:
    """Raise StepRefused when the case is about that unit or its head."""
    if unit is not None and unit.pk in substitutes.shut_units(case):
        raise StepRefused(_("Đơn có liên quan tới đơn vị này nên không chuyển đến đó được."), field="unit")


def can_tell(officer: Account, case: Case, *, on: date) -> bool:
    """Whether the officer sees to it that the people of the case are told: whoever works on its kind in the unit."""
    return officer.is_active and not DESK.isdisjoint(_roles(officer, case, on))


def check_can_tell(officer: Account, case: Case, *, on: date) -> None:
    """Raise StepRefused when telling the people of the case is not this officer's work."""
    if not can_tell(officer, case, on=on):
        raise StepRefused(_("Việc báo công dân do người làm việc ở đơn vị đang giải quyết."))


def may_hold(officer: Account, case: Case, *, on: date) -> bool:
    """Whether the case may be in the officer's hands that day: she works on its kind there, and it is not about her."""
    try:
        check_can_be_given(officer, case, on=on)
    except StepRefused:
        return False
    return True


def check_can_be_given(officer: Account, case: Case, *, on: date) -> None:
    """Raise StepRefused unless the officer takes steps in the unit that answers, for this kind of case."""
    takes = frozenset(role for step in case.workflow.transitions for role in step.roles)
    if concerns.shut_out(officer, case, on=on):
        raise StepRefused(_("Đơn có liên quan tới người này nên không giao được."), field="officer")
    held = people.standing(officer, on).roles_for(case.unit_responsible_id, case.kind)
    if not officer.is_active or takes.isdisjoint(held if case.workflow.sealed else _roles(officer, case, on)):
        raise StepRefused(
            _("Người được giao không giải quyết loại đơn này ở đơn vị đang giải quyết."), field="officer"
        )


def check_can_correct(by: Account, case: Case, step: Event | None, *, on: date) -> Event:
    """The step to take back; StepRefused when there is none, or it is neither the officer's own nor she a leader."""
    if step is None:
        raise StepRefused(_("Không có bước nào để đính chính."))
    if case.destroyed_on:
        raise StepRefused(str(GONE))
    if "above" in step.data and concerns.of(case):
        raise StepRefused(
            _("Đơn lên cấp trên vì có liên quan tới nơi nhận: gỡ điều ấy trước khi đính chính.")
        )
    if why := ties.why_not_correct(case, step):
        raise StepRefused(why)
    if _leans(case, step):
        raise StepRefused(
            _("Đã ghi kết quả xử lý (tiền, đất, người) theo bước này: gỡ các số ấy trước khi đính chính.")
        )
    if step.actor_kind == Outsider.CITIZEN:
        raise StepRefused(_("Bước gần nhất do công dân thực hiện nên cơ quan không đính chính được."))
    roles = _roles(by, case, on)
    if Role.LEADER not in roles and not (roles and step.actor_id == by.pk):
        raise StepRefused(_("Chỉ người đã làm bước này hoặc lãnh đạo đơn vị được đính chính."))
    return step


def can_unmerge(officer: Account, case: Case, *, on: date) -> bool:
    """Whether the officer may merge and part letters in the unit that answers for this one."""
    steps = (step for step in case.workflow.transitions if "into" in step.needs)
    takes = frozenset(role for step in steps for role in step.roles)
    return officer.is_active and not takes.isdisjoint(_roles(officer, case, on))


def check_can_unmerge(by: Account, case: Case, *, on: date) -> None:
    """Raise StepRefused unless the officer may merge letters in the unit that answers for this one."""
    if not can_unmerge(by, case, on=on):
        raise StepRefused(_("Bước này dành cho người được nhập đơn ở đơn vị đang giải quyết."))


def roles(officer: Account, case: Case, *, on: date) -> frozenset[Role]:
    """The roles in which the officer may act on this case that day."""
    return _roles(officer, case, on) if officer.is_active else frozenset()


def can_correct(officer: Account, case: Case, step: Event | None, *, on: date) -> bool:
    """Whether the officer may take this step back."""
    try:
        check_can_correct(officer, case, step, on=on)
    except StepRefused:
        return False
    return True


def _roles(officer: Account, case: Case, on: date, *, given: bool = False) -> frozenset[Role]:
    """The roles in which the officer may act on this case: of the unit that answers (or gave it out), for this kind.

    Held on the day of the step and still held today: whoever was dismissed cannot act under yesterday's date.
    """
    if is_unknown(officer, case, on=on):
        return frozenset()
    unit = case.unit_received_id if given else case.unit_responsible_id
    then = people.standing(officer, on).roles_for(unit, case.kind)
    today = dates.today()
    return then if on == today else then & people.standing(officer, today).roles_for(unit, case.kind)
