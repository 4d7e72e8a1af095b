"""Tables of dialogues beside those of meetings."""

from danvan.dialogues.models.dialogue import Dialogue
from danvan.dialogues.models.request import Request

__all__ = ["Dialogue", "Request"]
