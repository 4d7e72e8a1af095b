"""A council checked against the journal: terms, meetings with voters, petitions, sessions, resolutions, oversight."""

from collections.abc import Iterator

from danvan.council.actions.ledger import MEETINGS, SALT, TERMS
from danvan.council.models import (
    Constituency,
    Deputy,
    Group,
    Item,
    Member,
    Oversight,
    Petition,
    Presence,
    Progress,
    Question,
    Recommendation,
    Reminder,
    Reply,
    Resolution,
    Session,
    SessionDocument,
    Target,
    Term,
    Told,
    VoterMeeting,
)
from danvan.council.workflow import OVERSIGHT, PETITION, RESOLUTION, SESSION
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row

CHAINS = {
    TERMS: (Term, Group, Constituency, Deputy),
    MEETINGS: (VoterMeeting, Presence),
    PETITION.stream: (Petition, Reply, Told, Reminder),
    SESSION.stream: (Session, Item, SessionDocument, Question),
    RESOLUTION.stream: (Resolution, Target, Progress),
    OVERSIGHT.stream: (Oversight, Member, Recommendation),
}
"""Stream of events → the table of its subjects, then those of what hangs on them."""


def council() -> Iterator[Lie]:
    """Each row that is not what was recorded, is gone, or that no event tells of."""
    for stream, tables in CHAINS.items():
        yield from without_row(stream, tables[0])
        events = Event.objects.filter(stream=stream).order_by("subject", "number")
        rows = [row for table in tables for row in table._default_manager.order_by("pk").iterator()]
        yield from prints.lies(prints.last_kept(events.iterator()), rows, SALT)
