"""The asker's word on an answer (đã xong, chưa xong): what may be chosen, and the steps it takes. Pure data.

No rule of law gives it: how long it may be said is the office's own setting. “Not done” opens the matter again, once.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.cases.workflow import SAME, Transition
from danvan.petitions.statuses import ANSWERED, CLOSED, REOPENED

ANSWERED_ONCE = frozenset({ANSWERED, CLOSED})

REASONS: Mapping[str, str | Promise] = {
    "untouched": _("Việc chưa làm"),
    "partly": _("Mới làm một phần"),
    "came_back": _("Làm rồi nhưng hỏng lại, xảy ra lại"),
    "beside": _("Trả lời không đúng điều tôi hỏi"),
    "late": _("Trả lời chậm"),
    "manner": _("Thái độ, lời lẽ chưa đúng mực"),
}
REOPENING = frozenset({"untouched", "partly", "came_back", "beside"})
"""Reasons about the matter itself; of the others the office takes note. Words of one's own always reopen."""


def steps() -> tuple[Transition, ...]:
    """Taken by the asker alone, after an answer."""
    return (
        Transition(
            verb="confirm_done",
            label=_("Công dân báo đã xong"),
            sources=ANSWERED_ONCE,
            target=CLOSED,
            roles=frozenset(),
            by_citizen=True,
            done=_("Công dân báo việc đã xong"),
            told=_("Ông/bà báo việc đã xong"),
        ),
        Transition(
            verb="reopen",
            label=_("Công dân báo chưa xong"),
            sources=ANSWERED_ONCE,
            target=REOPENED,
            roles=frozenset(),
            by_citizen=True,
            needs=("text",),
            done=_("Công dân báo việc chưa xong, hồ sơ mở lại"),
            told=_("Ông/bà báo việc chưa xong, cơ quan xem lại"),
            posts=("letters.reopened",),
        ),
        Transition(
            verb="comment_answer",
            label=_("Công dân góp ý về trả lời"),
            sources=ANSWERED_ONCE,
            target=SAME,
            roles=frozenset(),
            by_citizen=True,
            needs=("text",),
            done=_("Công dân góp ý về cách trả lời"),
            told=_("Ông/bà góp ý về cách trả lời"),
        ),
    )
