"""Every write of ratings: an answer is put in the box, the box is counted, tablets are set up, people called back."""

from danvan.ratings.actions.calling import draw, draw_due, look, note_outcome
from danvan.ratings.actions.counting import count, count_due
from danvan.ratings.actions.giving import Told, answer
from danvan.ratings.actions.kiosks import end_kiosk, move_kiosk, set_up_kiosk
from danvan.ratings.actions.remarks import code_remark, forget_words

__all__ = [
    "Told",
    "answer",
    "code_remark",
    "count",
    "count_due",
    "draw",
    "draw_due",
    "end_kiosk",
    "forget_words",
    "look",
    "move_kiosk",
    "note_outcome",
    "set_up_kiosk",
]
