"""Who was told, and which messages were sent, checked against the journal."""

from collections import defaultdict
from collections.abc import Iterator

from danvan.alarms.actions.digests import SALT, STREAM
from danvan.alarms.actions.escalate import TOLD
from danvan.alarms.models import Digest, Escalation
from danvan.cases.actions import ledger
from danvan.cases.models import Case
from danvan.journal import prints, redaction
from danvan.journal.models import Event
from danvan.journal.verify import Lie

CHUNK = 500


def escalations() -> Iterator[Lie]:
    """Each row that says otherwise than its case's event whom it was told, is gone, or that no event tells of."""
    kept: dict[int, dict[str, str]] = defaultdict(dict)
    for event in Event.objects.filter(stream=ledger.STREAM, verb__in=("escalate", redaction.VERB)).order_by(
        "subject", "number"
    ):
        kept[event.subject] |= event.data.get(TOLD, {})
    rows: dict[int, list[Escalation]] = defaultdict(list)
    for row in Escalation.objects.order_by("pk"):
        rows[row.case_id].append(row)
    touched = sorted(kept.keys() | rows.keys())
    for start in range(0, len(touched), CHUNK):
        some = touched[start : start + CHUNK]
        for case, salt in Case.objects.filter(pk__in=some).order_by("pk").values_list("pk", "salt"):
            yield from prints.lies(kept[case], rows[case], salt, of_what=f"case {case}")


def digests() -> Iterator[Lie]:
    """Each message that is not what was recorded, is gone, or was sent by no event."""
    events = Event.objects.filter(stream=STREAM).order_by("subject", "number")
    yield from prints.lies(prints.last_kept(events.iterator()), list(Digest.objects.order_by("pk")), SALT)
