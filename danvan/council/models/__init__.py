"""Tables of the People's Council."""

from danvan.council.models.deputies import Constituency, Deputy, Group, Term
from danvan.council.models.meeting import Presence, VoterMeeting
from danvan.council.models.oversight import Member, Oversight, Recommendation
from danvan.council.models.petition import Petition, Reminder, Reply, Told
from danvan.council.models.resolution import Progress, Resolution, Target
from danvan.council.models.session import Item, Question, Session, SessionDocument

__all__ = [
    "Constituency",
    "Deputy",
    "Group",
    "Item",
    "Member",
    "Oversight",
    "Petition",
    "Presence",
    "Progress",
    "Question",
    "Recommendation",
    "Reminder",
    "Reply",
    "Resolution",
    "Session",
    "SessionDocument",
    "Target",
    "Term",
    "Told",
    "VoterMeeting",
]
