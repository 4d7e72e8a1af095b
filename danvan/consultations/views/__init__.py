"""Pages of the desk for consultations on drafts."""

from danvan.consultations.views.answering import answer, gather, table, table_file
from danvan.consultations.views.drawing import compare, draft, draft_file, edit, new, read_file
from danvan.consultations.views.inbox import (
    enter,
    opinion,
    opinion_file,
    opinion_step,
    opinions,
    veiled_csv,
)
from danvan.consultations.views.life import consultation, consultations, step
from danvan.consultations.views.telling import audience, audience_told, people, telling, to_tell
from danvan.consultations.views.voting import vote, vote_new, vote_paper, vote_step

__all__ = [
    "answer",
    "audience",
    "audience_told",
    "compare",
    "consultation",
    "consultations",
    "draft",
    "draft_file",
    "edit",
    "enter",
    "gather",
    "new",
    "opinion",
    "opinion_file",
    "opinion_step",
    "opinions",
    "people",
    "read_file",
    "step",
    "table",
    "table_file",
    "telling",
    "to_tell",
    "veiled_csv",
    "vote",
    "vote_new",
    "vote_paper",
    "vote_step",
]
