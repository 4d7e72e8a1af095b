"""Every write of dialogues beside those of meetings: put into the plan, asked for by voters, decided."""

from danvan.dialogues.actions.asking import Asks, accept, correct, receive, refuse
from danvan.dialogues.actions.planning import plan

__all__ = ["Asks", "accept", "correct", "plan", "receive", "refuse"]
