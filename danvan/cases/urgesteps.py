"""The steps of urging (đôn đốc), for any kind of case: pure data. They leave the status, and the citizen is not told.

No act that was read says how urging is done: to whom, by which day it is answered, is the office's practice.
"""

from django.utils.translation import gettext_lazy as _

from danvan.cases.models.parts import URGED
from danvan.cases.workflow import DECIDES, DESK, SAME, Transition


def urging(sources: frozenset[str]) -> tuple[Transition, ...]:
    """Whoever is late is urged from above, or by whoever gave it out, and answers in writing."""
    return (
        Transition(
            verb="urge",
            label=_("Đôn đốc"),
            sources=sources,
            target=SAME,
            roles=DECIDES,
            needs=("text", "answer_by"),
            done=_("Đôn đốc việc quá hạn"),
            by_above=True,
            late=True,
        ),
        Transition(
            verb="answer_urging",
            label=_("Trả lời đôn đốc"),
            sources=sources,
            target=SAME,
            roles=DESK,
            needs=("text", "promised_on"),
            done=_("Trả lời đôn đốc"),
            meets=(URGED,),
            anytime=True,
        ),
    )
