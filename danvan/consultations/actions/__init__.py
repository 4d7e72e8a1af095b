"""Every write of consultations: drawn up, announced, opined on, answered, issued; households that vote; and told."""

from danvan.consultations.actions.answering import Answer, answer, gather, part
from danvan.consultations.actions.drafting import Told, describe, draw_up, keep_file, save_draft
from danvan.consultations.actions.inviting import (
    Person,
    come,
    look,
    look_telling,
    look_voice,
    name_group,
    name_persons,
    tell_group,
)
from danvan.consultations.actions.moderating import unveil, veil
from danvan.consultations.actions.opining import Said, Source, Speaker, enter, opine
from danvan.consultations.actions.phasing import Issued, announce, explain, extend, issue, withdraw
from danvan.consultations.actions.telling import deliver, mark_told, resend
from danvan.consultations.actions.voting import (
    Asked,
    Counts,
    Signed,
    count_vote,
    open_vote,
    recognise,
    send_decision,
)

__all__ = [
    "Answer",
    "Asked",
    "Counts",
    "Issued",
    "Person",
    "Said",
    "Signed",
    "Source",
    "Speaker",
    "Told",
    "announce",
    "answer",
    "come",
    "count_vote",
    "deliver",
    "describe",
    "draw_up",
    "enter",
    "explain",
    "extend",
    "gather",
    "issue",
    "keep_file",
    "look",
    "look_telling",
    "look_voice",
    "mark_told",
    "name_group",
    "name_persons",
    "open_vote",
    "opine",
    "part",
    "recognise",
    "resend",
    "save_draft",
    "send_decision",
    "tell_group",
    "unveil",
    "veil",
    "withdraw",
]
