"""The events of requests for a dialogue."""

from datetime import date

from danvan.dialogues.models import Request
from danvan.dialogues.workflow import REQUEST
from danvan.figures import actions as figures
from danvan.figures.postings import Posting
from danvan.journal.keeping import keep
from danvan.people import lives
from danvan.people.lives import check_seen
from danvan.people.models import Account

REQUESTS, DIALOGUES, SALT = REQUEST.stream, "dialogue", "dialogues"
ASKED, ACCEPTED, REFUSED = "dialogues.asked_for", "dialogues.accepted", "dialogues.refused"
MEASURES = (ASKED, ACCEPTED, REFUSED)


def locked(request: Request, verb: str, *, by: Account, on: date, seen: int | None) -> Request:
    """The request, locked, on which this officer may take the step now; MovedMeanwhile, Refused as lives say."""
    row = Request.objects.select_for_update(of=("self",)).select_related("unit").get(pk=request.pk)
    check_seen(REQUEST, row.pk, row.revision, seen)
    lives.check_can(REQUEST, row.status, verb, by, row.unit_id, on)
    return row


def write(
    request: Request, verb: str, *, by: Account, on: date, old: str = "", text: str = "", measure: str = ""
) -> None:
    """Save the request, put the step on record, post its fact."""
    posted = [Posting(measure, on, request.unit_id, 1, DIALOGUES, request.topic)] if measure else []
    facts = {"facts": [posting.as_list() for posting in posted]} if posted else {}
    event = keep(
        request,
        verb,
        stream=REQUESTS,
        by=by,
        on=on,
        salt=SALT,
        old=old,
        new=request.status,
        public=True,
        text=text,
        data=facts,
    )
    figures.post(event)
