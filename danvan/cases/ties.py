"""Cases that are one matter: letters merged into an earlier one (đơn trùng), parts of a letter for other agencies."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from danvan.cases.models import Case, Link
from danvan.cases.workflow import Whose
from danvan.journal.models import Event

MERGED = "merged"


def into(case: Case) -> Link | None:
    """The tie of a merged letter to the one into which it was merged; None where it stands for itself."""
    ties = Link.objects.filter(later=case, why=Link.Why.DUPLICATE).select_related("earlier__unit_responsible")
    return ties.first()


def kept(case: Case) -> Case | None:
    """The letter that is settled for this one too: at the end of all mergers; None where it stands for itself.

    Ends for certain: a letter is merged only into one that came before it.
    """
    found = None
    while tie := into(found or case):
        found = tie.earlier
    return found


def joined(case: Case) -> Sequence[Link]:
    """The ties of the letters that were merged into this one, the first to come first."""
    ties = Link.objects.filter(earlier=case, why=Link.Why.DUPLICATE).select_related("later")
    return list(ties.order_by("later__received_on", "later_id"))


def came_before(one: Case, other: Case) -> bool:
    """Whether a letter came before another, by day of receipt, then by number: the order in which letters merge."""
    return (one.received_on, one.pk) < (other.received_on, other.pk)


def why_not_merge(later: Case, earlier: Case) -> str | None:
    """Why the one letter cannot be merged into the other; None when it can."""
    if later.pk == earlier.pk:
        return _("Không thể nhập đơn vào chính nó.")
    if later.kind != earlier.kind:
        return _("Hai đơn khác loại: mỗi loại có trình tự và thời hạn riêng nên không nhập được.")
    if later.unit_responsible_id != earlier.unit_responsible_id:
        return _("Hai đơn do hai đơn vị giải quyết nên không nhập được.")
    if not earlier.is_open or earlier.state.whose == Whose.OTHER:
        return _("Đơn kia không còn được giải quyết ở đây (%(status)s) nên không nhập vào được.") % {
            "status": earlier.state.label
        }
    if not came_before(earlier, later):
        return _("Đơn đến sau nhập vào đơn đến trước; đơn kia đến sau đơn này.")
    return None


def why_not_correct(step: Event) -> str | None:
    """Why a step cannot be taken back as any other: it ties cases, and has a step of its own that parts them."""
    if "into" in step.data:
        return _("Đơn đã nhập vào đơn khác: dùng “Tách lại thành đơn riêng”.")
    return None


def candidates(case: Case) -> QuerySet[Case]:
    """The letters into which this one may be merged."""
    same = Case.objects.open().filter(kind=case.kind, unit_responsible=case.unit_responsible_id)
    other = [status.code for status in case.workflow.statuses if status.whose == Whose.OTHER]
    return same.filter(received_on__lte=case.received_on).exclude(pk=case.pk).exclude(status__in=other)
