"""Every write of the exchange: versions are made, sent and answered; personal data are switched on and off."""

from danvan.exchange.actions.answering import answer, answer_by_hand
from danvan.exchange.actions.deciding import allow_personal, end_personal
from danvan.exchange.actions.preparing import again, prepare
from danvan.exchange.actions.sending import send

__all__ = ["again", "allow_personal", "answer", "answer_by_hand", "end_personal", "prepare", "send"]
