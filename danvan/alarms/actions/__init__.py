"""What the worker does about alarms: it puts on record who is told, and sends the day's messages."""

from danvan.alarms.actions.digests import send_all
from danvan.alarms.actions.escalate import escalate_all

__all__ = ["escalate_all", "send_all"]
