"""Every write of emulation."""

from danvan.emulation.actions.checking import (
    check,
    name_team,
    recheck,
    score,
    send_back,
    step_aside,
    substitute,
)
from danvan.emulation.actions.deciding import (
    Act,
    Session,
    Vote,
    confirm,
    hide,
    publish,
    recognise,
    reject,
    revoke,
    vote,
)
from danvan.emulation.actions.destroying import destroy
from danvan.emulation.actions.drawing import Round, announce, change, close, draft, issue
from danvan.emulation.actions.drawing import revise as revise_criteria
from danvan.emulation.actions.nominating import Told, answer, look_at, nominate, set_aside, take
from danvan.emulation.actions.registering import (
    Registration,
    consent,
    look,
    mark_told,
    register,
    revise,
    withdraw,
)
from danvan.emulation.actions.telling import Measured, Story, add_photos, remove_photo, show_photo, tell

__all__ = [
    "Act",
    "Measured",
    "Registration",
    "Round",
    "Session",
    "Story",
    "Told",
    "Vote",
    "add_photos",
    "announce",
    "answer",
    "change",
    "check",
    "close",
    "confirm",
    "consent",
    "destroy",
    "draft",
    "hide",
    "issue",
    "look",
    "look_at",
    "mark_told",
    "name_team",
    "nominate",
    "publish",
    "recheck",
    "recognise",
    "register",
    "reject",
    "remove_photo",
    "revise",
    "revise_criteria",
    "revoke",
    "score",
    "send_back",
    "set_aside",
    "show_photo",
    "step_aside",
    "substitute",
    "take",
    "tell",
    "vote",
    "withdraw",
]
