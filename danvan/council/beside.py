"""What the page of a meeting says beside what every meeting has, where it is one of deputies with voters."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danvan.council.models import VoterMeeting
from danvan.meetings.models import Meeting


def of_meeting(meeting: Meeting) -> list[tuple[str, str, str]]:
    """(label, text, address): its page among the council's, with how much voters asked there."""
    row: VoterMeeting | None = getattr(meeting, "voters", None)
    if row is None:
        return []
    n = row.petitions.count()
    said = ngettext("%(n)s kiến nghị đã ghi", "%(n)s kiến nghị đã ghi", n) % {"n": n}
    found = [(_("Kiến nghị cử tri, đại biểu dự"), said, reverse("council:meeting", args=[row.pk]))]
    if row.session:
        words = _("Kỳ họp thứ %(n)s") % {"n": row.session.number}
        found.append((row.get_occasion_display(), words, reverse("council:session", args=[row.session.pk])))
    return found
