"""Cases that are one matter: letters merged into an earlier one (đơn trùng), what of a letter is given out to others.

Given out are parts (phần việc) for other agencies, and verifications (xác minh).
"""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.cases.models import Case, Link
from danvan.cases.workflow import Phase, Whose
from danvan.journal.models import Event

MERGED = "merged"
PART = "part"
VERIFICATION = "verification"
EXECUTION = "execution"
MOST_PARTS = 10
GIVEN_OUT: Mapping[str, str] = {
    PART: Link.Why.PART.value,
    VERIFICATION: Link.Why.VERIFY.value,
    EXECUTION: Link.Why.EXECUTION.value,
}
"""Inner kind → how its cases are tied to the letter."""
_FEWEST: Mapping[str, str | Promise] = {
    PART: gettext_lazy("Cần ghi ít nhất một phần việc."),
    VERIFICATION: gettext_lazy("Cần ghi ít nhất một việc xác minh."),
    EXECUTION: gettext_lazy("Cần ghi ít nhất một việc phải thi hành."),
}
_MOST: Mapping[str, str | Promise] = {
    PART: gettext_lazy("Một đơn chia được nhiều nhất %(most)s phần việc."),
    VERIFICATION: gettext_lazy("Một đơn giao được nhiều nhất %(most)s việc xác minh."),
    EXECUTION: gettext_lazy("Một quyết định giao được nhiều nhất %(most)s việc thi hành."),
}


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


def parts(whole: Case, kind: str = PART) -> QuerySet[Case]:
    """The parts of a letter that were given out, or what is to be done by its decision; the first given first."""
    return given_out(whole, kind)


def given_out(whole: Case, *kinds: str) -> QuerySet[Case]:
    """What of a letter was given out to others, of these inner kinds or of all, the first given first."""
    why = [GIVEN_OUT[kind] for kind in kinds or GIVEN_OUT]
    rows = Case.objects.filter(earlier_links__earlier=whole, earlier_links__why__in=why)
    return rows.select_related("unit_responsible").order_by("pk")


def why_not_give_out(whole: Case, kind: str, more: int) -> str | None:
    """Why so many more of an inner kind cannot be given out of a letter; None when they can."""
    if whole.workflow.inner:
        return _("Phần việc không chia nhỏ thêm được.")
    if more < 1:
        return str(_FEWEST[kind])
    if given_out(whole, kind).count() + more > MOST_PARTS:
        return str(_MOST[kind]) % {"most": MOST_PARTS}
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
    if later.owed_verifications:
        return _("Đơn đang giao xác minh; thu hồi việc xác minh trước khi nhập.")
    if not earlier.is_open or earlier.state.whose == Whose.OTHER:
        return _("Đơn kia không còn được giải quyết ở đây (%(status)s) nên không nhập vào được.") % {
            "status": earlier.state.label
        }
    if not came_before(earlier, later):
        return _("Đơn đến sau nhập vào đơn đến trước; đơn kia đến sau đơn này.")
    return None


def why_not_correct(case: Case, step: Event) -> str | None:
    """Why a step cannot be taken back as any other: other cases were tied by it, or have gone on from it."""
    if case.workflow.service:
        return _(
            "Bước của hồ sơ thủ tục hành chính không đính chính ở đây; hãy làm bước tiếp theo ở trang một cửa."
        )
    if "parts" in step.data and (case.owed_parts or case.owed_duties):
        return _("Các phần việc đã giao: thu hồi từng phần trước khi đính chính.")
    if "verifications" in step.data and case.owed_verifications:
        return _("Việc xác minh đã giao: thu hồi từng việc trước khi đính chính.")
    if case.workflow.inner and not _is_owed(case):
        return _("Đơn có phần việc này đã trả lời hoặc kết thúc nên không đính chính được.")
    if "into" in step.data:
        return _("Đơn đã nhập vào đơn khác: dùng “Tách lại thành đơn riêng”.")
    return None


def _is_owed(part: Case) -> bool:
    """Whether the letter still waits for this part of it, or its file for this execution."""
    wholes = Case.objects.exclude(phase=Phase.CLOSED) if part.kind == EXECUTION else Case.objects.open()
    return wholes.filter(later_links__later=part).exists()


def candidates(case: Case) -> QuerySet[Case]:
    """The letters into which this one may be merged."""
    same = Case.objects.open().filter(kind=case.kind, unit_responsible=case.unit_responsible_id)
    other = [status.code for status in case.workflow.statuses if status.whose == Whose.OTHER]
    return same.filter(received_on__lte=case.received_on).exclude(pk=case.pk).exclude(status__in=other)
