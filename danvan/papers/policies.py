"""Who may draft, issue, cancel and read a paper, and why not."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from danvan.cases.kinds import sealed, services
from danvan.lib import dates
from danvan.papers import fill, kinds
from danvan.papers.errors import PaperRefused
from danvan.papers.models import Paper
from danvan.papers.subjects import Subject
from danvan.papers.workflow import DRAFTERS, PaperKind, State
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role

TEMPLATES = frozenset({Role.ADMINISTRATOR})


def offered(stream: str, subject: Subject, officer: Account, *, on: date) -> list[PaperKind]:
    """Kinds of paper that this officer may draft about it now."""
    roles = held(officer, subject, on=on)
    return [
        kind
        for kind in kinds.all_kinds().values()
        if kind.stream == stream
        and not _for(kind, roles).isdisjoint(DRAFTERS)
        and not any(_unfit(kind, subject, on))
    ]


def check_can_draft(by: Account, stream: str, subject: Subject, kind: PaperKind, *, on: date) -> None:
    """Raise PaperRefused unless the officer works where the subject is answered for, and the paper fits it."""
    if _for(kind, held(by, subject, on=on)).isdisjoint(DRAFTERS):
        raise PaperRefused(_("Văn bản do cán bộ của đơn vị đang giải quyết lập."))
    if kind.stream != stream:
        raise PaperRefused(_("Loại văn bản này không dùng cho việc này."))
    for reason in _unfit(kind, subject, on):
        raise PaperRefused(reason)


def check_can_issue(by: Account, subject: Subject, kind: PaperKind, *, on: date) -> None:
    """Raise PaperRefused unless the officer may give the paper its number: a leader where it binds the office."""
    if _for(kind, held(by, subject, on=on)).isdisjoint(kind.issuers):
        roles = ", ".join(str(role.label) for role in Role if role in kind.issuers)
        raise PaperRefused(
            _("Văn bản này do %(roles)s của đơn vị đang giải quyết ban hành.") % {"roles": roles}
        )
    for reason in _unfit(kind, subject, on):
        raise PaperRefused(reason)


def can_issue(by: Account, subject: Subject, kind: PaperKind, *, on: date) -> bool:
    """Whether the officer may give the paper its number."""
    return not _for(kind, held(by, subject, on=on)).isdisjoint(kind.issuers)


def can_change(by: Account, subject: Subject, paper: Paper, *, on: date) -> bool:
    """Whether the officer may rewrite the draft: whoever may draft here."""
    roles = _for(kinds.get(paper.kind), held(by, subject, on=on))
    return paper.state == State.DRAFT and not roles.isdisjoint(DRAFTERS)


def can_cancel(by: Account, subject: Subject, paper: Paper, *, on: date) -> bool:
    """Whether the officer may cancel it: a draft whoever drafts here, an issued paper a leader."""
    roles = DRAFTERS if paper.state == State.DRAFT else frozenset({Role.LEADER})
    mine = _for(kinds.get(paper.kind), held(by, subject, on=on))
    return paper.state != State.CANCELLED and not mine.isdisjoint(roles)


def check_can_read(by: Account, subject: Subject, *, on: date) -> None:
    """Raise PaperRefused when what the paper is about is not for this officer."""
    if not subject.can_read(by, on=on):
        raise PaperRefused(_("Văn bản này thuộc đơn vị khác."))


def check_can_furnish(by: Account, unit: Unit, *, on: date) -> None:
    """Raise PaperRefused unless the officer administers the unit: its templates and letterhead are hers."""
    if not people.has_role(by, TEMPLATES, unit, on):
        raise PaperRefused(_("Mẫu văn bản do người quản trị của đơn vị thay."))


def held(officer: Account, subject: Subject, *, on: date) -> frozenset[Role]:
    """Roles held on the day of the paper and still held today."""
    if not officer.is_active:
        return frozenset()
    today = dates.today()
    then = subject.roles(officer, on=on)
    return then if on == today else then & subject.roles(officer, on=today)


def _for(kind: PaperKind, roles: frozenset[Role]) -> frozenset[Role]:
    """The roles as they count for this kind: a council's papers are its office's alone, which leads there."""
    if not kind.council:
        return roles
    return frozenset({Role.HANDLER, Role.LEADER}) if Role.COUNCIL in roles else frozenset()


def _unfit(kind: PaperKind, subject: Subject, on: date) -> Iterator[str]:
    """Why a paper of this kind is not made about this now."""
    if subject.matter not in kind.kinds if kind.kinds else subject.matter in (*sealed(), *services()):
        yield _("Loại văn bản này không dùng cho loại đơn này.")
    if kind.statuses and subject.status not in kind.statuses:
        yield _("Loại văn bản này không dùng khi hồ sơ ở trạng thái này.")
    if not fill.in_law(kind, on):
        yield _("Chưa có quy định đang có hiệu lực về loại văn bản này.")
