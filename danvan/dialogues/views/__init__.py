"""Pages of dialogues at the desk: the year's plan, a new one, requests of voters."""

from danvan.dialogues.views.plan import dialogues, new
from danvan.dialogues.views.requests import request, request_new, request_step, requests

__all__ = ["dialogues", "new", "request", "request_new", "request_step", "requests"]
