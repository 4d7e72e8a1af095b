"""The tables of halls and numbers."""

from danvan.counters.models.halls import Counter, Hall, Service
from danvan.counters.models.tickets import Errand, Stretch, Ticket

__all__ = ["Counter", "Errand", "Hall", "Service", "Stretch", "Ticket"]
