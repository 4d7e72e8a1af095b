"""Who takes applications in, who works on a step of one, what each of them sees, and what the law lets be asked."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law
from danvan.cases import concerns
from danvan.cases import policies as cases
from danvan.cases.errors import StepRefused
from danvan.cases.workflow import DESK
from danvan.journal.actors import Outsider
from danvan.law.words import Words
from danvan.lib import dates
from danvan.onestop import clock
from danvan.onestop.models import Application, Stage
from danvan.onestop.workflow import CODE, RUNNING
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.procedures import queries as catalogue
from danvan.procedures.models import Procedure, Version
from danvan.procedures.workflow import CHANNELS, Channel, Standing

SUPPLEMENTS, EARLIER_SUPPLEMENTS, APOLOGY = "onestop.supplements", "procedure.supplements", "onestop.apology"


def rules_leaned_on() -> frozenset[str]:
    """The rules of law on which the one-stop desk rests, by identifier."""
    return frozenset({SUPPLEMENTS, EARLIER_SUPPLEMENTS, APOLOGY, clock.SAME_DAY_RULE})


class Sight(StrEnum):
    """How much of an application somebody sees: nothing, what her step needs, all of it."""

    NOTHING = "nothing"
    STAGE = "stage"
    WHOLE = "whole"


def sight(officer: Account, application: Application, *, on: date) -> Sight:
    """What the officer sees of it that day.

    All of it: whoever reads it at the desk that took it in. What her step needs (danvan.onestop.queries.for_stage):
    whoever works where a step of it lies in hand, as long as it lies there. Nothing: whom it is about, and all others.
    """
    case = application.case
    if not officer.is_active or cases.is_unknown(officer, case, on=on):
        return Sight.NOTHING
    if cases.can_read(officer, case, on=on):
        return Sight.WHOLE
    mine = (stage for stage in application.stages.all() if stage.in_hand and case.is_open)
    return Sight.STAGE if any(_works_at(officer, stage.unit_id, on) for stage in mine) else Sight.NOTHING


def may_look(officer: Account, *, on: date) -> bool:
    """Whether the pages of the one-stop desk are for this officer: she reads applications of some unit."""
    standing = people.standing(officer, on)
    return officer.is_active and any(standing.reads_kind(unit, CODE) for unit in standing.reads)


def desks_of(officer: Account, *, on: date) -> list[int]:
    """The units at whose one-stop desk the officer works."""
    if not officer.is_active:
        return []
    return [unit for unit in people.standing(officer, on).units_with(*DESK) if _works_at(officer, unit, on)]


def serves(officer: Account, application: Application, *, on: date) -> bool:
    """Whether the officer works at the desk that answers for the application, and it is not about her."""
    return not DESK.isdisjoint(cases.roles(officer, application.case, on=on))


def can_take_in(by: Account, unit: Unit, *, on: date) -> bool:
    """Whether the officer works at the desk of the unit on applications."""
    return by.is_active and _works_at(by, unit.pk, on)


def check_can_take_in(by: Account | Outsider, unit: Unit, channel: Channel, *, on: date) -> None:
    """Raise StepRefused unless the officer works at the desk of the unit; citizens file online alone."""
    if on != dates.today():
        raise StepRefused(_("Hồ sơ một cửa ghi đúng lúc nhận: giờ hẹn trả tính từ phút này."), field="on")
    if isinstance(by, Outsider):
        if channel != Channel.ONLINE:
            raise StepRefused(_("Hồ sơ nộp trực tiếp hoặc qua bưu chính do cán bộ một cửa tiếp nhận."))
    elif not can_take_in(by, unit, on=on):
        raise StepRefused(_("Chỉ người làm việc ở bộ phận một cửa của đơn vị được tiếp nhận hồ sơ."))


def check_usable(procedure: Procedure, day: date) -> Version:
    """The version under which something is filed that day. Raises StepRefused, saying why there is none."""
    if found := catalogue.usable(procedure, day):
        return found
    last = procedure.versions.listed(day).with_halts(day).order_by("-number").first()
    standing = last.standing(day) if last else None
    told = {"name": last.name if last else "", "code": procedure.code}
    if last and standing == Standing.SUSPENDED:
        halt = last.suspensions.on(day).order_by("-from_on").first()
        why = {**told, "act": halt.act if halt else "", "why": halt.text if halt else ""}
        raise StepRefused(
            _("Thủ tục %(code)s “%(name)s” đang tạm ngừng theo %(act)s: %(why)s Chưa ghi gì.") % why,
            field="procedure",
        )
    if last and standing == Standing.ABOLISHED:
        code = last.replaced_by.code if last.replaced_by else ""
        instead = _(" Xin nộp theo thủ tục %(code)s.") % {"code": code} if code else ""
        why = {**told, "act": last.end_act, "day": dates.short(last.until_on or day), "instead": instead}
        raise StepRefused(
            _("Thủ tục %(code)s “%(name)s” đã bãi bỏ từ %(day)s theo %(act)s.%(instead)s Chưa ghi gì.") % why,
            field="procedure",
        )
    raise StepRefused(
        _("Ngày này thủ tục chưa có bản nào có hiệu lực nên chưa nhận hồ sơ được."), field="procedure"
    )


def no_such_way(channel: Channel) -> StepRefused:
    """The refusal where a procedure is not filed in this way."""
    return StepRefused(
        _("Thủ tục này không nhận hồ sơ theo cách “%(way)s”.") % {"way": CHANNELS[channel]}, field="channel"
    )


def can_work(officer: Account, stage: Stage, *, on: date) -> bool:
    """Whether the officer works where the step lies; of an agency outside the register, at the desk itself."""
    case = stage.application.case
    unit = stage.unit_id or case.unit_responsible_id
    return officer.is_active and _works_at(officer, unit, on) and not concerns.shut_out(officer, case, on=on)


def check_can_work(officer: Account, stage: Stage, *, on: date) -> None:
    """Raise StepRefused unless the step lies with the officer's unit now, and the clock runs."""
    if not can_work(officer, stage, on=on):
        raise StepRefused(_("Bước này thuộc cơ quan khác."))
    case = stage.application.case
    if case.status not in RUNNING:
        told = {"status": str(case.state.label).lower()}
        raise StepRefused(_("Hồ sơ đang ở trạng thái “%(status)s” nên chưa giao, nhận được bước nào.") % told)
    if stage.begun_at is None:
        raise StepRefused(_("Bước này chưa đến lượt: các bước trước chưa xong."))
    if stage.done_at is not None:
        who = stage.officer.full_name if stage.officer else ""
        raise StepRefused(_("%(who)s đã làm xong và chuyển bước này đi.") % {"who": who})


def check_can_pass_on(officer: Account, stage: Stage, *, on: date) -> None:
    """Raise StepRefused unless somebody took the step, and it is hers or she leads there."""
    check_can_work(officer, stage, on=on)
    if stage.officer is None:
        raise StepRefused(_("Bước này chưa có người nhận; nhận trước rồi mới chuyển đi."))
    unit = stage.unit_id or stage.application.case.unit_responsible_id
    leads = Role.LEADER in people.standing(officer, on).roles_for(unit, CODE)
    if stage.officer_id != officer.pk and not leads:
        raise StepRefused(
            _("Bước này trong tay %(who)s; người ấy hoặc lãnh đạo đơn vị chuyển đi.")
            % {"who": stage.officer.full_name}
        )


def stage_verbs(officer: Account, stage: Stage, *, on: date) -> list[str]:
    """What the officer may do with a step now: take it, or give it away and hand it on."""
    try:
        check_can_work(officer, stage, on=on)
        if stage.officer is None:
            return ["take"]
        check_can_pass_on(officer, stage, on=on)
    except StepRefused:
        return []
    return ["pass", "give"]


def can_ask(application: Application, *, on: date) -> bool:
    """Whether the law allows one more request for what is lacking."""
    return application.asked < supplements(on)[0]


def check_can_ask(application: Application, *, on: date) -> None:
    """Raise StepRefused where as many requests for more were made as the law allows: one, at the one-stop desk."""
    if not can_ask(application, on=on):
        cited = supplements(on)[1]
        raise StepRefused(
            _(
                "Hồ sơ này đã yêu cầu bổ sung %(n)s lần, bằng số lần được phép (%(rule)s). Hãy giải quyết tiếp."
            )
            % {"n": application.asked, "rule": cited.say((get_language() or "vi")[:2])}
        )


def check_in_time(application: Application, *, on: date) -> None:
    """Raise StepRefused once the last day is over on which what was asked for is taken over the portal."""
    if application.supplement_by and on > application.supplement_by:
        raise StepRefused(
            _(
                "Hạn bổ sung qua mạng là hết ngày %(day)s, nay đã qua. Xin liên hệ bộ phận một cửa nơi đã nhận hồ sơ."
            )
            % {"day": dates.short(application.supplement_by)}
        )


def supplements(on: date) -> tuple[int, Words]:
    """How often more may be asked for on that day, and by which act; before the one-stop decrees, by that of 2010."""
    name = SUPPLEMENTS if _in_force(SUPPLEMENTS, on) else EARLIER_SUPPLEMENTS
    return int(law.value(name, "times", on)), law.rule(name, on).citation


def last_day_to_apologise(application: Application, on: date) -> date:
    """The last day on which the office may name another appointment: so many days before the one that stands."""
    rule = law.rule(APOLOGY, on)
    return dates.day_of(application.appointment_at) - timedelta(days=rule.term().amount)


def why_no_apology(application: Application, *, on: date) -> str | None:
    """Why no other appointment can be named any more: the one was named, or it is too late; None when it can."""
    if application.apologised_at and law.value(APOLOGY, "new_days", on) <= 1:
        return _("Hồ sơ này đã xin lỗi và hẹn lại một lần; không hẹn lại lần nữa. Đã báo lãnh đạo đơn vị.")
    last = last_day_to_apologise(application, on)
    if on > last:
        told = {"last": dates.short(last)}
        return _("Thư xin lỗi phải gửi chậm nhất ngày %(last)s, nay đã qua. Đã báo lãnh đạo đơn vị.") % told
    return None


def check_new_appointment(application: Application, new_at: datetime) -> None:
    """Raise StepRefused for a new appointment that does not come after the first, or when the office is closed."""
    if new_at <= application.appointment_at:
        raise StepRefused(_("Ngày hẹn mới phải sau ngày hẹn đã ghi trên giấy."), field="until")
    check_open(clock.Office(application.unit, dates.day_of(new_at)), new_at)


def check_open(office: clock.Office, at: datetime) -> None:
    """Raise StepRefused where nobody would be there at the hour for which somebody is asked to come."""
    if not office.is_open(at):
        raise StepRefused(
            _("Lúc %(at)s cơ quan không làm việc; xin hẹn vào giờ làm việc.")
            % {"at": f"{at.astimezone(dates.VIETNAM):%H:%M %d/%m/%Y}"},
            field="until",
        )


def _works_at(officer: Account, unit: int | None, on: date) -> bool:
    held = people.standing(officer, on).roles_for(unit, CODE) if unit else frozenset()
    return not DESK.isdisjoint(held)


def _in_force(rule: str, on: date) -> bool:
    return any(version.in_force(on) for version in law.versions(rule))
