"""Cases that are one matter: letters merged into an earlier one (đơn trùng), parts of a letter for other agencies."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from danvan.cases.models import Case, Link
from danvan.cases.workflow import Whose
from danvan.journal.models import Event

MERGED = "merged"
PART = "part"
MOST_PARTS = 10


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


def parts(whole: Case) -> QuerySet[Case]:
    """The parts of a letter that were given out, the first given first."""
    rows = Case.objects.filter(earlier_links__earlier=whole, earlier_links__why=Link.Why.PART)
    return rows.select_related("unit_responsible").order_by("pk")


def why_not_split(whole: Case, more: int) -> str | None:
    """Why a letter cannot be split into so many parts more; None when it can."""
    if whole.workflow.inner:
        return _("Phần việc không chia nhỏ thêm được.")
    if more < 1:
        return _("Cần ghi ít nhất một phần việc.")
    if parts(whole).count() + more > MOST_PARTS:
        return _("Một đơn chia được nhiều nhất %(most)s phần việc.") % {"most": MOST_PARTS}
    return None


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
    if later.owed_parts:
        return _("Đơn đã chia thành phần việc; thu hồi các phần việc trước khi nhập.")
    if not earlier.is_open or earlier.state.whose == Whose.OTHER:
        return _("Đơn kia không còn được giải quyết ở đây (%(status)s) nên không nhập vào được.") % {
            "status": earlier.state.label
        }
    if not came_before(earlier, later):
        return _("Đơn đến sau nhập vào đơn đến trước; đơn kia đến sau đơn này.")
    return None


def why_not_correct(case: Case, step: Event) -> str | None:
    """Why a step cannot be taken back as any other: other cases were tied by it, or have gone on from it."""
    if "parts" in step.data and case.owed_parts:
        return _("Các phần việc đã giao: thu hồi từng phần trước khi đính chính.")
    if case.workflow.inner and not Case.objects.open().filter(later_links__later=case).exists():
        return _("Đơn có phần việc này đã trả lời hoặc kết thúc nên không đính chính được.")
    if "into" in step.data:
        return _("Đơn đã nhập vào đơn khác: dùng “Tách lại thành đơn riêng”.")
    return None


def candidates(case: Case) -> QuerySet[Case]:
    """The letters into which this one may be merged."""
    same = Case.objects.open().filter(kind=case.kind, unit_responsible=case.unit_responsible_id)
    other = [status.code for status in case.workflow.statuses if status.whose == Whose.OTHER]
    return same.filter(received_on__lte=case.received_on).exclude(pk=case.pk).exclude(status__in=other)
