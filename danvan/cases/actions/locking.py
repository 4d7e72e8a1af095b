"""What every write to a locked case checks first, and does last."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.cases.actions import ledger
from danvan.cases.errors import MovedMeanwhile, StepRefused
from danvan.cases.models import Case
from danvan.cases.models.case import ASKED
from danvan.journal.queries import events_of
from danvan.lib import dates

# What is put on record beside the work, by the worker, about a paper, about how a person is told, because the office
# calendar changed, because a later case is about this decision, or because somebody looked or printed: no page of an
# officer is older for it, and a step of the day before may still be entered.
RECOUNTED = ("calendar_moved", "calendar_counted", "figures_filled")
PAPERS = ("paper_prepared", "paper_revised", "paper_issued", "paper_cancelled", "paper_opened")
LOOKS = ("reveal", "look", "receipt_printed")
ASIDE = (
    "escalate",
    "appealed",
    "concern_routed",
    "dossier_entered",
    "dossier_left",
    "tell_by",
    "tell_asked",
    *PAPERS,
    *LOOKS,
    *RECOUNTED,
)


def check_not_moved(case: Case, seen: int | None) -> None:
    """Raise MovedMeanwhile, saying who did what, when the case has moved since the page was shown."""
    if seen is None or seen == case.version:
        return
    since = events_of(ledger.STREAM, case.pk).filter(number__gt=seen).order_by("number")
    last = since.exclude(verb__in=ASIDE).first()
    if last is None and seen < case.version:
        return
    if last is None:
        raise StepRefused(_("Trang đã cũ. Mời mở lại hồ sơ."))
    who = last.actor.full_name if last.actor else _("công dân")
    step = next((t for t in case.workflow.transitions if t.verb == last.verb), None)
    if step is None:
        told = _(
            "%(who)s vừa ghi vào hồ sơ này. Chưa ghi gì thêm; nội dung đang nhập vẫn còn. Mời xem lại hồ sơ."
        )
        raise MovedMeanwhile(told % {"who": who})
    raise MovedMeanwhile(
        _("%(who)s vừa làm bước “%(what)s”. Chưa ghi gì thêm; nội dung đang nhập vẫn còn. Mời xem lại hồ sơ.")
        % {"who": who, "what": step.done}
    )


def check_day(case: Case, on: date) -> None:
    """Raise StepRefused for a day that lies ahead, or before the last thing that was done."""
    if on > dates.today():
        raise StepRefused(_("Ngày thực hiện không thể ở tương lai."), field="on")
    work = events_of(ledger.STREAM, case.pk).exclude(verb__in=ASIDE)
    last = work.order_by("-on").values_list("on", flat=True).first()
    if last and on < last:
        raise StepRefused(
            _("Ngày thực hiện không thể trước bước gần nhất (%(day)s).") % {"day": dates.short(last)},
            field="on",
        )


def lock_both(one: int, other: int) -> tuple[Case, Case]:
    """Two cases of which a step writes both, locked in one order whoever asks."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible")
    found = {case.pk: case for case in rows.filter(pk__in={one, other}).order_by("pk")}
    return found[one], found[other]


def lock_wholes(case: Case) -> None:
    """Lock the letter of which this case was given out, where it was: always before the case itself."""
    if case.workflow.inner:
        list(Case.objects.select_for_update().filter(later_links__later=case.pk).values_list("pk"))


def refresh(case: Case, locked: Case) -> None:
    """Bring the caller's case up to date with the row that was written."""
    for field_ in case._meta.concrete_fields:
        setattr(case, field_.attname, getattr(locked, field_.attname))
    case.unit_responsible = locked.unit_responsible
    for name in ASKED:
        case.__dict__.pop(name, None)
