"""What is said through the receipt, both ways; nothing is sent anywhere by itself."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.denunciations import policies
from danvan.denunciations.actions import ledger
from danvan.denunciations.models import Denunciation, Message, Parcel, Part
from danvan.denunciations.parcels import sealed, stripped
from danvan.journal.actors import CITIZEN
from danvan.people.models import Account


@transaction.atomic
def speak(found: Denunciation, *, text: str, by: Account, on: date) -> Message:
    """The office writes to the denouncer (trao đổi), who reads it by the receipt. Raises StepRefused without words."""
    row = ledger.locked(found, on=on)
    policies.check_can_speak(by, row.case, on=on)
    if not text:
        raise StepRefused(_("Cần ghi nội dung."), field="text")
    message = Message.objects.create(denunciation=row, from_office=True, text=text, by=by, on=on)
    ledger.write(row, "spoken", by=by, on=on, rows=[message], public=True)
    return message


@transaction.atomic
def hear(
    found: Denunciation, *, text: str, files: Sequence[tuple[str, bytes]] = (), on: date
) -> tuple[Message, Sequence[str]]:
    """The denouncer writes by the receipt: sealed at once; the message, and the names of files not stripped.

    New words also put off the destruction of what is old. Raises StepRefused without words or files.
    """
    row = ledger.locked(found, on=on)
    if not text and not files:
        raise StepRefused(_("Ông/bà chưa viết gì và chưa chọn tệp."), field="text")
    copies, whole = stripped(files)
    kept = {f"originals/{n}": content for n, (name, content) in enumerate(files, 1) if name in whole}
    parcel = Parcel.objects.create(
        denunciation=row,
        part=Part.MESSAGE,
        sealed=sealed(row.recipient, {"message.json": {"text": text}}, {**copies, **kept}),
        on=on,
    )
    message = Message.objects.create(denunciation=row, from_office=False, parcel=parcel, on=on)
    ledger.write(row, "heard", by=CITIZEN, on=on, rows=[parcel, message], public=True)
    return message, whole


@transaction.atomic
def wish_off(found: Denunciation, *, on: date) -> None:
    """The denouncer asks to withdraw (xin rút tố cáo); the office decides whether it ends (Decree 31/2019, art. 4).

    Raises StepRefused where it is over, or was asked before.
    """
    row = ledger.locked(found, on=on)
    if not row.case.is_open:
        raise StepRefused(_("Việc này đã kết thúc nên không rút được nữa."))
    if row.wishes_off_on is not None:
        raise StepRefused(_("Ông/bà đã xin rút; cơ quan đang xem xét."))
    row.wishes_off_on = on
    row.save()
    ledger.write(row, "wishes_off", by=CITIZEN, on=on, rows=[row], public=True)
