"""Meetings with voters as a kind of meeting: its words, the rule of its notice, the pages that show it."""

from django.utils.translation import gettext_lazy as _

from danvan.council.terms import NOTICE
from danvan.meetings.kinds import Kind

CODE = "voters"
VOTERS = Kind(
    code=CODE,
    label=_("Tiếp xúc cử tri"),
    public="portal:voter_meeting",
    back="council:meetings",
    beside="danvan.council.beside.of_meeting",
    joined=("voters__session",),
    notice=NOTICE,
)
