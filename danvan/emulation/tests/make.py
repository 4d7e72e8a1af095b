"""What the tests of emulation are made of: a movement by an example set, an exemplar at any step."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from danvan.emulation import actions, photos
from danvan.emulation.actions import Act, Registration, Round, Session, Told, Vote
from danvan.emulation.examples import examples
from danvan.emulation.marks import Mark
from danvan.emulation.models import Exemplar, Movement
from danvan.people.models import Account, Unit

DAY = date(2018, 3, 5)
GARDEN = Registration(
    name="Vườn bưởi bà Lan",
    field="economy",
    whose="household",
    summary="Cải tạo vườn tạp thành vườn bưởi Phúc Trạch, tưới nhỏ giọt.",
    place="thôn Đồng Tiến",
    full_name="Nguyễn Thị Lan",
    phone="0912000417",
)
HAMLET = replace(GARDEN, name="Tổ nhặt rác biển", whose="hamlet", full_name="", phone="", field="society")


def make_movement(unit: Unit, by: Account, sort: str = "garden", on: date = DAY) -> Movement:
    """A movement by the example set of that sort, open for a month."""
    drafted = actions.draft(unit, examples()[sort], by=by, on=on)
    issued = actions.issue(drafted, number="12/QĐ-UBND", decided_on=on, from_on=on, by=by, on=on)
    told = Round("Xây dựng vườn mẫu 2018", on, on + timedelta(days=30), "Cải tạo vườn tạp.")
    return actions.announce(unit, issued, told, by=by, on=on)


def marks_of(movement: Movement, points: int | None = None, **more: Any) -> dict[int, Mark]:
    """For every criterion the most there is, or `points`; every condition met."""
    return {
        item.pk: Mark(
            (item.most if points is None else points) if item.most else None,
            True if item.condition else None,
            **more,
        )
        for item in movement.criteria.items.all()
    }


def make_exemplar(movement: Movement, unit: Unit, by: Account, on: date = DAY, **changed: Any) -> Exemplar:
    """Registered."""
    return actions.register(movement, replace(GARDEN, **changed), unit=unit, by=by, on=on)


def make_checked(
    movement: Movement,
    unit: Unit,
    by: Account,
    lead: Account,
    team: Sequence[Account],
    on: date = DAY,
    **changed: Any,
) -> Exemplar:
    """Registered, scored, and scored by a team that saw it the same."""
    row = make_exemplar(movement, unit, by, on, **changed)
    actions.score(row, marks_of(movement), by=by, on=on)
    actions.name_team([row], list(team)[:2], by=lead, on=on)
    actions.check(row, marks_of(movement), by=team[0], on=on)
    return Exemplar.objects.get(pk=row.pk)


def voted(rows: Sequence[Exemplar], by: Account, on: date = DAY, **changed: Any) -> Any:
    """All seven in favour."""
    told = {"in_favour": 7, **changed}
    session = Session(on, "Lê Thị Hoa", 9, 7)
    return actions.vote(rows[0].movement, session, [Vote(row, **told) for row in rows], by=by, on=on)


def make_recognised(
    movement: Movement,
    unit: Unit,
    by: Account,
    lead: Account,
    team: Sequence[Account],
    on: date = DAY,
    **changed: Any,
) -> Exemplar:
    """All the way to the decision."""
    row = make_checked(movement, unit, by, lead, team, on, **changed)
    voted([row], lead, on)
    return actions.recognise([row], act(on), by=lead, on=on)[0]


def act(on: date = DAY, number: str = "45/QĐ-UBND") -> Act:
    """A decision of that day."""
    return Act(number, on, "UBND huyện Thử")


def photo(name: str = "vuon.jpg", size: tuple[int, int] = (40, 30), form: str = "JPEG") -> SimpleUploadedFile:
    """A small photo."""
    out = BytesIO()
    Image.new("RGB", size, "green").save(out, form)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def emulation_of(unit: Unit, officers: dict[str, Account], on: date) -> dict[str, Any]:
    """What the access matrix walks through: exemplars at three steps, a photo, criteria, a meeting, a nomination."""
    clerk, lead, handler = officers["clerk"], officers["leader"], officers["handler"]
    movement = make_movement(unit, lead, on=on)
    drafted = actions.draft(unit, examples()["area"], by=lead, on=on)
    registered = make_exemplar(movement, unit, clerk, on, name="Vườn mới")
    checking = make_exemplar(movement, unit, clerk, on, name="Vườn chờ")
    actions.score(checking, marks_of(movement), by=clerk, on=on)
    actions.name_team([checking], [lead, handler], by=lead, on=on)
    row = make_recognised(movement, unit, clerk, lead, [handler, lead], on, whose="hamlet", full_name="")
    (shot,) = actions.add_photos(row, [photos.read(photo())], public=True, by=clerk, on=on)
    actions.publish([row], by=lead, on=on)
    told = Told("Trần Văn Bình", "Vớt rác mỗi sáng", "thôn Hạ", "0912000418")
    return {
        "em_movement": movement.pk,
        "em_registered": registered.pk,
        "em_code": registered.code,
        "em_checking": checking.pk,
        "em_row": row.pk,
        "em_reviewer": checking.reviewers.order_by("pk")[0].pk,
        "em_photo": shot.pk,
        "em_sitting": movement.sittings.get().pk,
        "em_criteria": movement.criteria_id,
        "em_draft": drafted.pk,
        "em_nomination": actions.nominate(unit, told, by=None, on=on).pk,
    }
