"""What the page of a meeting shows of a dialogue: why it is held, which request it answers."""

from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.dialogues.models import Dialogue
from danvan.meetings.models import Meeting


def beside(meeting: Meeting) -> list[tuple[str, str, str]]:
    """(label, words, address) lines; no statement where the meeting was read with it."""
    row: Dialogue | None = getattr(meeting, "dialogue", None)
    if row is None:
        return []
    lines = [(_("Vì sao tổ chức"), row.occasion_label, "")]
    if row.request:
        lines.append(
            (_("Theo yêu cầu"), row.request.subject, reverse("dialogues:request", args=[row.request_id]))
        )
    return lines
