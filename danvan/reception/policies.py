"""Who may write into and read from the register of reception, and what a turn must satisfy."""

from datetime import date

from django.utils.translation import gettext as _

from danvan import law
from danvan.cases.errors import StepRefused
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.reception.models import GROUP_FROM, MatterKind, Notice, Purpose

RECEIVERS = frozenset({Role.CLERK, Role.HANDLER, Role.LEADER})
READERS = frozenset(role for role in Role if role.reads_letters)
ARTICLE_29 = "reception.representatives"


def check_holds(officer: Account, roles: frozenset[Role], *, on: date) -> None:
    """Raise StepRefused, naming the roles that may, when the officer holds none of them anywhere."""
    if people.standing(officer, on).roles.isdisjoint(roles):
        names = ", ".join(str(role.label) for role in Role if role in roles)
        raise StepRefused(_("Trang này dành cho: %(roles)s.") % {"roles": names})


def check_can_read(officer: Account, unit_id: int, *, on: date) -> None:
    """Raise StepRefused when the officer may not read what the unit's register of reception holds."""
    if unit_id not in people.standing(officer, on).reads:
        raise StepRefused(_("Lượt tiếp này thuộc đơn vị khác."))


def can_register(by: Account, unit: Unit, *, on: date) -> bool:
    """Whether the officer receives citizens in this unit."""
    return people.has_role(by, RECEIVERS, unit, on)


def check_can_plan(by: Account, unit: Unit, *, on: date) -> None:
    """Raise StepRefused unless the officer receives citizens in the unit: its calendar is theirs to keep."""
    if not can_register(by, unit, on=on):
        raise StepRefused(_("Chỉ cán bộ tiếp công dân hoặc lãnh đạo của đơn vị được sửa lịch tiếp."))


def check_can_serve(by: Account, unit: Unit, *, on: date) -> None:
    """Raise StepRefused unless the officer receives citizens in the unit: its queue is theirs."""
    if not can_register(by, unit, on=on):
        raise StepRefused(_("Hàng chờ này thuộc đơn vị khác."))


def check_online(*, kind: str, online: bool, secret: bool) -> None:
    """Raise StepRefused for a denunciation online whose author wants to stay unknown (Decree 154/2026, ch. on online
    reception): a connection cannot keep that promise."""
    if online and secret and kind == MatterKind.DENUNCIATION:
        raise StepRefused(
            _("Tố cáo mà yêu cầu giữ kín danh tính thì không tiếp trực tuyến; xin đến gặp trực tiếp.")
        )


def check_can_call(by: Account, unit: Unit, *, on: date) -> None:
    """Raise StepRefused unless the officer leads the unit: a reception out of turn is the head's decision."""
    if not people.has_role(by, [Role.LEADER], unit, on):
        raise StepRefused(_("Tiếp đột xuất do lãnh đạo đơn vị quyết định."))


def check_can_preside(officer: Account, unit: Unit, *, on: date) -> None:
    """Raise StepRefused unless that officer works in the unit on that day."""
    if not people.has_role(officer, RECEIVERS, unit, on):
        raise StepRefused(_("Người tiếp phải là lãnh đạo hoặc cán bộ của đơn vị."))


def check_can_register(by: Account, unit: Unit, *, on: date) -> None:
    """Raise StepRefused when the officer does not receive citizens in this unit, or the day is ahead."""
    if on > dates.today():
        raise StepRefused(_("Ngày tiếp không thể ở tương lai."))
    if not can_register(by, unit, on=dates.today()):
        raise StepRefused(_("Chỉ cán bộ tiếp công dân của đơn vị được ghi sổ tiếp công dân."))


def can_issue(by: Account, notice: Notice, *, on: date) -> bool:
    """Whether the officer may give the notice: a conclusion or a refusal is the head's own."""
    mine = RECEIVERS if notice.purpose == Purpose.RESULT else [Role.LEADER]
    return people.has_role(by, mine, notice.unit_id, on)


def check_can_issue(by: Account, notice: Notice, *, on: date) -> None:
    """Raise StepRefused unless the officer may give the notice."""
    if can_issue(by, notice, on=on):
        return
    if notice.purpose == Purpose.RESULT:
        raise StepRefused(_("Chỉ cán bộ tiếp công dân của đơn vị được trả lời."))
    raise StepRefused(_("Thông báo này do lãnh đạo đơn vị ký."))


def most_representatives(persons: int, *, on: date) -> int:
    """How many representatives a group of so many may send (Law 42/2013/QH13, art. 29)."""
    large = persons > law.value(ARTICLE_29, "small_group_until", on)
    return law.value(ARTICLE_29, "most" if large else "small_group_most", on)


def check_group(persons: int, named: int, representatives: int, *, on: date) -> None:
    """Raise StepRefused when the people named do not fit the people counted, by the law of that day."""
    if named > persons:
        raise StepRefused(_("Số người ghi tên nhiều hơn số người đến."))
    if persons < GROUP_FROM:
        return
    most = most_representatives(persons, on=on)
    if not 1 <= representatives <= most:
        raise StepRefused(
            _("Đoàn %(persons)s người cử từ 1 đến %(most)s người đại diện (Điều 29 Luật Tiếp công dân).")
            % {"persons": persons, "most": most}
        )
