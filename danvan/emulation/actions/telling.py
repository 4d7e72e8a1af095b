"""Photos and results: what shows that it is so, and what everybody may read when it is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.emulation import photos, policies
from danvan.emulation.actions import ledger
from danvan.emulation.models import Criterion, Exemplar, Photo, Result
from danvan.emulation.photos import Shot
from danvan.emulation.workflow import EDITABLE, Stage
from danvan.journal import prints
from danvan.journal.actors import CITIZEN
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account

MOST_PHOTOS = 60
MOST_RESULTS = 20


@transaction.atomic
def add_photos(
    exemplar: Exemplar,
    shots: Sequence[Shot],
    *,
    criterion: Criterion | None = None,
    caption: str = "",
    public: bool = False,
    by: Account | None,
    on: date,
) -> list[Photo]:
    """Add photos as evidence for a criterion, or of the whole; `by` None: at the portal, by whoever registered.

    A member of the team adds hers to the check. Raises Refused without a right, at the portal once a team is named,
    and for too many.
    """
    row = ledger.hold(exemplar)
    stage = _stage(row, by, on)
    if row.photos.count() + len(shots) > MOST_PHOTOS:
        raise Refused(_("Một điển hình có nhiều nhất %(n)s ảnh.") % {"n": MOST_PHOTOS}, field="pictures")
    if criterion is not None and criterion.criteria_id != row.criteria_id:
        raise Refused(_("Tiêu chí này thuộc bộ khác."), field="criterion")
    made = []
    for shot in shots:
        path, mark = photos.store(shot)
        made.append(
            Photo(
                exemplar=row,
                criterion=criterion,
                stage=stage.value,
                caption=clean(caption),
                public=public and by is not None,
                width=shot.width,
                height=shot.height,
                size=len(shot.content),
                sha256=mark,
                path=path,
                added_on=on,
                by=by,
            )
        )
    Photo.objects.bulk_create(made)
    ledger.write(row, "exemplar_photo", by=by or CITIZEN, on=on, old=row.status, rows=made)
    return made


def _stage(row: Exemplar, by: Account | None, on: date) -> Stage:
    """For which sheet the photo is evidence. Raises Refused where the right is missing."""
    if by is None:
        if row.status not in EDITABLE:
            raise Refused(_("Đã lập đoàn phúc tra hoặc đã kết thúc; không thêm ảnh được nữa."))
        return Stage.SELF
    if policies.is_reviewer(by, row) and policies.has_review(row):
        return Stage.CHECK
    policies.check_can_work(by, row, on)
    return Stage.SELF


@transaction.atomic
def show_photo(photo: Photo, *, public: bool, by: Account, on: date) -> Photo:
    """Let everybody see a photo on the public page, or no longer. Raises Refused."""
    row = ledger.hold(photo.exemplar_id)
    policies.check_can_work(by, row, on)
    found = Photo.objects.get(pk=photo.pk)
    found.public = public
    found.save()
    ledger.write(row, "exemplar_photo", by=by, on=on, old=row.status, rows=[found])
    return found


@transaction.atomic
def remove_photo(photo: Photo, *, by: Account, on: date) -> None:
    """Take a photo away, before a team is named; what was evidence for a decision stays. Raises Refused."""
    row = ledger.hold(photo.exemplar_id)
    policies.check_can_work(by, row, on)
    if row.status not in EDITABLE:
        raise Refused(
            _("Ảnh đã là bằng chứng của đoàn phúc tra nên không bỏ được; có thể thôi công khai ảnh.")
        )
    name, path = prints.name_of(photo), photo.path
    Photo.objects.filter(pk=photo.pk).delete()
    ledger.write(row, "exemplar_unphoto", by=by, on=on, old=row.status, gone=[name])
    transaction.on_commit(lambda: photos.path_of(path).unlink(missing_ok=True))


@dataclass(frozen=True)
class Measured:
    """One result with its unit, in hundredths; `before`: as it was, where somebody measured it."""

    name: str
    amount: int
    unit: str
    before: int | None = None


@dataclass(frozen=True)
class Story:
    """What was done, what it cost in đồng, how many took part, and what was measured."""

    done: str
    cost: int | None = None
    people: int | None = None
    results: Sequence[Measured] = ()


@transaction.atomic
def tell(exemplar: Exemplar, told: Story, *, by: Account, on: date, seen: int | None = None) -> Exemplar:
    """Write what was done and what came of it; results are written whole. Raises Refused, MovedMeanwhile."""
    row = ledger.hold(exemplar)
    ledger.lives.check_seen(ledger.LIFE, row.pk, row.revision, seen)
    if not policies.can_tell(by, row, on):
        raise Refused(_("Không ghi thêm được: điển hình đã kết thúc, hoặc thuộc đơn vị khác."))
    if len(told.results) > MOST_RESULTS:
        raise Refused(_("Ghi nhiều nhất %(n)s kết quả.") % {"n": MOST_RESULTS})
    for each in told.results:
        if not clean(each.name) or not clean(each.unit):
            raise Refused(_("Mỗi kết quả có tên, số và đơn vị tính."))
    row.done, row.cost, row.people = clean(told.done), told.cost, told.people
    gone = [prints.name_of(each) for each in row.results.all()]
    row.results.all().delete()
    made = Result.objects.bulk_create(
        Result(
            exemplar=row,
            place=place,
            name=clean(each.name),
            before=each.before,
            amount=each.amount,
            unit=clean(each.unit),
        )
        for place, each in enumerate(told.results, 1)
    )
    ledger.write(row, "exemplar_tell", by=by, on=on, old=row.status, rows=made, gone=gone)
    return row
