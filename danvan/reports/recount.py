"""The figures counted again from the cases, their steps and the turns, without a look at the facts.

What was received, screened, resolved and stood open is walked through case by case: a step that was taken
back counts for nothing, whoever answers for a case after a transfer has received it. Then the two are compared.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db import connection
from django.db.models import Count

from danvan.cases import kinds
from danvan.cases.models import Case, Deadline
from danvan.figures import queries as figures
from danvan.journal.models import Event
from danvan.journal.verify import Lie
from danvan.lib import dates
from danvan.petitions import workflow
from danvan.reception.models import GROUP_FROM, Turn

CHUNK = 1000
Cells = Counter[tuple[date, int, str, str, str]]
"""(first of month, unit, measure, kind, topic) → amount."""

_BY_STEP = {
    ("screen", workflow.SCREENED): "letters.eligible",
    ("refuse", workflow.INELIGIBLE): "letters.ineligible",
    ("file", workflow.FILED): "letters.ineligible",
    ("guide", workflow.GUIDED): "letters.guided",
    ("return", workflow.RETURNED): "letters.returned",
    ("reopen", workflow.REOPENED): "letters.reopened",
    ("answer", workflow.ANSWERED): "letters.resolved",
}
_LEAVING = {"withdraw": "letters.withdrawn", "merge": "letters.merged"}
_FACTS = """
    SELECT date_trunc('month', day)::date, unit_id, measure, kind, topic, sum(amount)::bigint
    FROM figures_fact WHERE measure = ANY(%s) GROUP BY 1, 2, 3, 4, 5 HAVING sum(amount) <> 0
"""
COUNTED = (
    "letters.received",
    "letters.eligible",
    "letters.ineligible",
    "letters.transferred",
    "letters.guided",
    "letters.returned",
    "letters.withdrawn_unscreened",
    "letters.withdrawn",
    "letters.merged_unscreened",
    "letters.merged",
    "letters.reopened",
    "letters.resolved",
    "letters.resolved_in_time",
    "letters.resolved_late",
    "reception.turns",
    "reception.persons",
    "reception.groups",
    "reception.group_persons",
    "reception.matters",
    "reception.matters_again",
)


def differences() -> Iterator[Lie]:
    """Each figure that is not what the cases and turns themselves give."""
    counted: Cells = Counter()
    _count_letters(counted)
    _count_turns(counted)
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, [list(COUNTED)])
        kept = {tuple(row[:-1]): row[-1] for row in cursor.fetchall()}
    for key in sorted({*kept, *counted}):
        if kept.get(key, 0) != counted.get(key, 0):
            month, unit, measure, kind, topic = key
            where = " ".join(filter(None, (measure, kind, topic)))
            reason = f"the facts say {kept.get(key, 0)}, the records {counted.get(key, 0)}"
            yield Lie(f"figure {where} of {month:%Y-%m}, unit {unit}", reason)
    yield from _stocks()


def _count_letters(counted: Cells) -> None:
    """Flows of all cases, chunk by chunk: memory does not grow with the register."""
    last, letters = 0, Case.objects.filter(kind__in=kinds.letters())
    while cases := list(letters.filter(pk__gt=last).order_by("pk").defer("body", "folded")[:CHUNK]):
        last = cases[-1].pk
        ids = [case.pk for case in cases]
        chains: dict[int, list[Event]] = {pk: [] for pk in ids}
        events = Event.objects.filter(stream="case", subject__in=ids).order_by("subject", "number")
        for event in events.only("subject", "number", "verb", "on", "old", "new", "data"):
            chains[event.subject].append(event)
        met: dict[int, list[Deadline]] = {}
        answers = Deadline.objects.filter(case__in=ids, state="met", purpose__in=("reply", "settlement"))
        for deadline in answers.only("case_id", "due_on", "met_on"):
            met.setdefault(deadline.case_id, []).append(deadline)
        for case in cases:
            for on, unit, measure in _walk(case, chains[case.pk], met.get(case.pk, [])):
                counted[on.replace(day=1), unit, measure, case.kind, case.topic] += 1


def _walk(case: Case, chain: list[Event], met: list[Deadline]) -> Iterator[tuple[date, int, str]]:
    """Day, unit and measure of everything that still stands in the life of one case."""
    undone = {event.data["corrects"] for event in chain if "corrects" in event.data}
    steps = [event for event in chain if "undo" in event.data and event.number not in undone]
    yield case.received_on, case.unit_received_id, "letters.received"
    answered = False
    for index, step in enumerate(steps):
        unit = step.data["undo"]["unit"]
        after = steps[index + 1].data["undo"]["unit"] if index + 1 < len(steps) else case.unit_responsible_id
        if step.verb == "transfer":
            yield step.on, unit, "letters.transferred"
        if after != unit:
            yield step.on, after, "letters.received"
        if leaves := _LEAVING.get(step.verb):
            yield step.on, unit, f"{leaves}_unscreened" if step.old == workflow.RECEIVED else leaves
        if measure := _BY_STEP.get((step.verb, step.new)):
            yield step.on, unit, measure
        if step.verb == "answer":
            late = not answered and any(d.met_on == step.on and d.due_on and d.due_on < step.on for d in met)
            answered = True  # of a second answer no term of law is known
            yield step.on, unit, "letters.resolved_late" if late else "letters.resolved_in_time"


def _count_turns(counted: Cells) -> None:
    """Flows of the register of reception; a turn that was struck out counts for nothing."""
    for turn in Turn.objects.filter(cancelled_on__isnull=True).prefetch_related("matters").iterator(CHUNK):
        month, unit, sitting = turn.on.replace(day=1), turn.unit_id, str(turn.sitting)
        counted[month, unit, "reception.turns", sitting, ""] += 1
        counted[month, unit, "reception.persons", sitting, ""] += turn.persons
        if turn.persons >= GROUP_FROM:
            counted[month, unit, "reception.groups", sitting, ""] += 1
            counted[month, unit, "reception.group_persons", sitting, ""] += turn.persons
        for matter in turn.matters.all():
            counted[month, unit, "reception.matters", sitting, matter.topic] += 1
            if not matter.first_time:
                counted[month, unit, "reception.matters_again", sitting, matter.topic] += 1


def _stocks() -> Iterator[Lie]:
    """Where cases stand now, from their own rows."""
    today = dates.today()
    standing = {
        "letters.under_examination": Case.objects.filter(status=workflow.RECEIVED),
        "letters.open": Case.objects.filter(status__in=workflow.OWED),
        "letters.overdue": Case.objects.filter(
            status__in=workflow.OWED, due_on__lt=today, waiting_since__isnull=True
        ),
    }
    kept = figures.stock(standing, on=today, by=figures.DIMENSIONS)
    for measure, cases in standing.items():
        groups = cases.values_list("unit_responsible", "kind", "topic").annotate(n=Count("pk"))
        counted = {(measure, unit, kind, topic): n for unit, kind, topic, n in groups}
        told = {key: amount for key, amount in kept.items() if key[0] == measure}
        for key in sorted({*counted, *told}):
            if counted.get(key, 0) != told.get(key, 0):
                where = " ".join(filter(None, (measure, *key[2:])))
                reason = f"the facts say {told.get(key, 0)}, the records {counted.get(key, 0)}"
                yield Lie(f"figure {where} today, unit {key[1]}", reason)
