"""Scores, the team that looks again, a member who steps aside."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.emulation import marks, policies
from danvan.emulation.actions import ledger
from danvan.emulation.actions.ledger import needed
from danvan.emulation.marks import Mark
from danvan.emulation.models import Criterion, Exemplar, Reviewer, Score, Sheet
from danvan.emulation.workflow import LIFE, Stage, Status
from danvan.journal import prints
from danvan.journal.actors import CITIZEN
from danvan.lib.text import clean
from danvan.people import lives
from danvan.people.errors import Refused
from danvan.people.models import Account

Given = Mapping[int, Mark]
LEAST_MEMBERS = 2


@transaction.atomic
def score(
    exemplar: Exemplar,
    given: Given,
    *,
    note: str = "",
    by: Account | None,
    on: date,
    seen: int | None = None,
) -> Sheet:
    """Score oneself (tự chấm); written anew, what was scored before is replaced. `by` None: at the portal, by the code.

    Raises Refused without a right, for points beyond the criterion, without an answer; MovedMeanwhile.
    """
    if by is not None:
        row = ledger.locked(exemplar, "exemplar_score", by=by, on=on, seen=seen)
    else:
        row = ledger.hold(exemplar)
        if row.status not in LIFE.move("exemplar_score").sources:
            raise Refused(_("Đã lập đoàn phúc tra hoặc đã kết thúc; không tự chấm lại được."))
    old, row.status = row.status, Status.SCORED.value
    sheet, scores, gone = _filled(row, Stage.SELF, given, note, by, on)
    ledger.write(row, "exemplar_score", by=by or CITIZEN, on=on, old=old, rows=[sheet, *scores], gone=gone)
    return sheet


@transaction.atomic
def name_team(
    exemplars: Sequence[Exemplar], officers: Sequence[Account], *, by: Account, on: date
) -> list[Exemplar]:
    """Name the team that looks again (lập đoàn phúc tra) at one or many exemplars of a movement.

    Raises Refused for fewer than two members, for whoever registered or scored it, without a right, and for an
    exemplar at another step.
    """
    found = ledger.held(exemplars)
    for row in found:
        policies.check_can(by, row, "exemplar_team", on)
    return _named(found, officers, "exemplar_team", Status.CHECKING, by, on)


@transaction.atomic
def recheck(
    exemplar: Exemplar, officers: Sequence[Account], *, by: Account, on: date, seen: int | None = None
) -> Exemplar:
    """Look again at what was recognised (kiểm tra lại); until something is decided the recognition stands."""
    row = ledger.locked(exemplar, "exemplar_recheck", by=by, on=on, seen=seen)
    row.round += 1
    return _named([row], officers, "exemplar_recheck", Status.RECHECKING, by, on)[0]


def _named(
    found: list[Exemplar], officers: Sequence[Account], verb: str, status: Status, by: Account, on: date
) -> list[Exemplar]:
    if len({each.pk for each in officers}) < LEAST_MEMBERS:
        raise Refused(_("Đoàn phúc tra có ít nhất hai người."), field="officers")
    involved = {each.pk for each in officers} & _involved(found)
    if involved:
        who = next(each.full_name for each in officers if each.pk in involved)
        raise Refused(
            _("%(who)s đã ghi đăng ký hoặc tự chấm điển hình này nên không phúc tra được.") % {"who": who},
            field="officers",
        )
    known = {
        (row.exemplar_id, row.officer_id, row.round): row
        for row in Reviewer.objects.filter(exemplar__in=found)
    }
    made = [
        Reviewer(exemplar=row, officer=officer, round=row.round, named_on=on)
        for row in found
        for officer in officers
        if (row.pk, officer.pk, row.round) not in known
    ]
    Reviewer.objects.bulk_create(made)
    rows: dict[int, list] = {}
    for each in made:
        rows.setdefault(each.exemplar_id, []).append(each)
    old = found[0].status
    for row in found:
        row.status = status.value
    ledger.write_many(found, verb, by=by, on=on, old=old, fields=("status", "round"), rows=rows)
    return found


def _involved(found: Sequence[Exemplar]) -> set[int]:
    """Whoever registered one of them or scored it, and whoever stepped aside from it before."""
    wrote = Sheet.objects.filter(exemplar__in=found, stage=Stage.SELF, by__isnull=False).values_list(
        "by", flat=True
    )
    aside = Reviewer.objects.filter(exemplar__in=found, aside_on__isnull=False).values_list(
        "officer", flat=True
    )
    return {*wrote, *aside, *(row.registered_by_id for row in found if row.registered_by_id)}


@transaction.atomic
def step_aside(exemplar: Exemplar, *, text: str, by: Account, on: date) -> Reviewer:
    """A member says that she has a conflict of interest (xin không tham gia): from now on she reads nothing of it.

    Raises Refused for whoever is no member, after the team has scored, and without a reason.
    """
    row = ledger.hold(exemplar)
    found = row.reviewers.filter(officer=by, round=row.round, aside_on__isnull=True).first()
    if found is None or not policies.has_review(row):
        raise Refused(_("Ông/bà không ở trong đoàn phúc tra điển hình này, hoặc đoàn đã chấm xong."))
    found.aside_why = needed(clean(text), _("Xin ghi quan hệ với điển hình này."), "text")
    found.aside_on = on
    found.save()
    ledger.write(row, "exemplar_aside", by=by, on=on, old=row.status, rows=[found])
    return found


@transaction.atomic
def substitute(reviewer: Reviewer, officer: Account, *, by: Account, on: date) -> Reviewer:
    """Name somebody in place of a member who stepped aside (cử người thay). Raises Refused."""
    row = ledger.hold(reviewer.exemplar_id)
    policies.check_can_run(by, row.movement, on)
    gone = Reviewer.objects.get(pk=reviewer.pk)
    if gone.aside_on is None or hasattr(gone, "substitute") or not policies.has_review(row):
        raise Refused(_("Thành viên này không cần người thay."))
    team = set(row.reviewers.filter(round=row.round).values_list("officer", flat=True))
    if officer.pk in team | _involved([row]):
        raise Refused(
            _("Xin chọn người khác: người này ở trong đoàn, đã tự chấm hoặc đã xin không tham gia."),
            field="officer",
        )
    made = Reviewer.objects.create(
        exemplar=row, officer=officer, round=row.round, named_on=on, instead_of=gone
    )
    ledger.write(row, "exemplar_substitute", by=by, on=on, old=row.status, rows=[made])
    return made


@transaction.atomic
def check(
    exemplar: Exemplar, given: Given, *, note: str = "", by: Account, on: date, seen: int | None = None
) -> Sheet:
    """The team scores (phúc tra): where it differs from what was scored before, it says why.

    After recognition this is the sheet of the new check, and moves nothing by itself. Raises Refused for whoever is no
    member, while somebody who stepped aside has no substitute, for a difference without words; MovedMeanwhile.
    """
    row = ledger.hold(exemplar)
    lives.check_seen(LIFE, row.pk, row.revision, seen)
    again = row.status == Status.RECHECKING
    if not again:
        policies.check_can(by, row, "exemplar_check", on)
    elif not policies.is_reviewer(by, row):
        raise Refused(_("Chỉ thành viên đoàn phúc tra chấm được phiếu này."))
    if row.reviewers.filter(round=row.round, aside_on__isnull=False, substitute__isnull=True).exists():
        raise Refused(
            _("Một thành viên đã xin không tham gia mà chưa có người thay; xin cử người thay trước.")
        )
    _check_explained(row, given)
    old = row.status
    sheet, scores, gone = _filled(row, Stage.CHECK, given, note, by, on)
    if not again:
        row.status = Status.CHECKED.value
    verb = "exemplar_again" if again else "exemplar_check"
    ledger.write(row, verb, by=by, on=on, old=old, rows=[sheet, *scores], gone=gone)
    return sheet


def _check_explained(row: Exemplar, given: Given) -> None:
    """Raises Refused, naming each criterion whose points differ from what was scored before and that has no words."""
    before = row.sheets.filter(stage=Stage.SELF).order_by("-round").first()
    if before is None:
        return
    items = list(row.criteria.items.all())
    theirs = {each.criterion_id: Mark.of(each) for each in before.scores.all()}
    silent = [
        item.name
        for item in marks.differing(items, theirs, given)
        if not clean(given.get(item.pk, Mark()).words)
    ]
    if silent:
        raise Refused(
            _("Xin ghi vì sao chấm khác tự chấm: %(names)s.") % {"names": "; ".join(silent)}, problems=silent
        )


def _filled(
    row: Exemplar, stage: Stage, given: Given, note: str, by: Account | None, on: date
) -> tuple[Sheet, list[Score], list[str]]:
    """The sheet of this stage and round, its scores, and the names of what it replaced."""
    items = list(row.criteria.items.all())
    for item in items:
        _check_mark(item, given.get(item.pk, Mark()))
    gone: list[str] = []
    for old in row.sheets.filter(stage=stage.value, round=row.round):
        scores = old.scores.all()
        gone += [prints.name_of(each) for each in [old, *scores]]
        scores.delete()
        old.delete()
    sheet = Sheet.objects.create(
        exemplar=row, stage=stage.value, round=row.round, filled_on=on, by=by, note=clean(note)
    )
    made = Score.objects.bulk_create(
        Score(
            sheet=sheet,
            criterion=item,
            points=given[item.pk].points,
            met=given[item.pk].met,
            words=clean(given[item.pk].words),
        )
        for item in items
    )
    return sheet, made, gone


def _check_mark(item: Criterion, mark: Mark) -> None:
    if item.most and mark.points is None:
        raise Refused(
            _("Xin chấm điểm tiêu chí “%(name)s”.") % {"name": item.name}, field=f"points-{item.pk}"
        )
    if item.condition and mark.met is None:
        raise Refused(_("Xin trả lời điều kiện “%(name)s”.") % {"name": item.name}, field=f"met-{item.pk}")
    if mark.points is not None and not 0 <= mark.points <= item.most:
        told = {"name": item.name, "most": item.most}
        raise Refused(_("Tiêu chí “%(name)s” chấm từ 0 đến %(most)s điểm.") % told, field=f"points-{item.pk}")


@transaction.atomic
def send_back(exemplar: Exemplar, *, text: str, by: Account, on: date, seen: int | None = None) -> Exemplar:
    """Give it back to be completed (trả lại để bổ sung), with what is missing. Raises Refused, MovedMeanwhile."""
    row = ledger.locked(exemplar, "exemplar_return", by=by, on=on, seen=seen)
    said = needed(clean(text), _("Xin ghi cần bổ sung gì."), "text")
    old, row.status = row.status, Status.REGISTERED.value
    ledger.write(row, "exemplar_return", by=by, on=on, old=old, text=said, public=True)
    return row
