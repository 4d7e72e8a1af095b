"""The figures counted again from the cases, their steps, the turns and opening balances, without a look at the facts.

What was received, screened, resolved and stood open is walked through case by case: a step that was taken
back counts for nothing, whoever answers for a case after a transfer has received it. Then the two are compared.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, QuerySet

from danvan.balances import queries as balances
from danvan.cases import awards, kinds
from danvan.cases.actions import executing
from danvan.cases.models import Award, Case, Deadline, Reply, Urging
from danvan.cases.models.parts import Outcome
from danvan.cases.postings import DAYS, TOOK, URGED, of_days
from danvan.denunciations import statuses as denunciations
from danvan.figures import queries as figures
from danvan.figures.postings import in_event
from danvan.journal.models import Event
from danvan.journal.verify import Lie
from danvan.lib import dates
from danvan.petitions import workflow
from danvan.reception.models import GROUP_FROM, Letter, Matter, MatterKind, Turn
from danvan.reports import councilcount, draftcount, met, services

CHUNK = 1000
SHOWN_ELSEWHERE = ("advised", "referred")
Cells = Counter[tuple[date, int, str, str, str]]
"""(first of month, unit, measure, kind, topic) → amount."""
Place = tuple[int, str, str]
"""Unit, kind, topic."""

_BY_STEP = {
    ("screen", workflow.SCREENED): "letters.eligible",
    ("refuse", workflow.INELIGIBLE): "letters.ineligible",
    ("file", workflow.FILED): "letters.ineligible",
    ("seal_letter", workflow.FILED): "letters.ineligible",
    ("inspect", denunciations.INSPECTED): "letters.ineligible",
    ("guide", workflow.GUIDED): "letters.guided",
    ("return", workflow.RETURNED): "letters.returned",
    ("reopen", workflow.REOPENED): "letters.reopened",
    ("answer", workflow.ANSWERED): "letters.resolved",
    ("accept", workflow.ACCEPTED): "letters.accepted",
    ("report_back", workflow.CLOSED): "letters.reported_back",
    ("discontinue", denunciations.DISCONTINUED): "letters.discontinued",
}
_ANYWHERE = {"refer_crime": "letters.referred"}
_LEAVING = {"withdraw": "letters.withdrawn", "discontinue": "letters.withdrawn", "merge": "letters.merged"}
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
    TOOK,
    DAYS,
    "letters.received_many",
    "letters.accepted",
    "letters.reported_back",
    "letters.discontinued",
    "letters.referred",
    URGED,
    *sorted(executing.MEASURES),
    *awards.MEASURES,
    *(f"letters.resolved_{outcome}" for outcome in Outcome.values),
    "reception.turns",
    "reception.persons",
    "reception.groups",
    "reception.group_persons",
    "reception.matters",
    "reception.matters_again",
    "reception.group_matters",
    "reception.group_matters_again",
    "reception.matters_settled",
    "reception.matters_answered",
    "reception.matters_guided",
    "reception.letters",
    "reception.letters_guided",
    *(f"reception.{name}_{kind}" for name in ("matters", "letters") for kind in MatterKind.values),
    *services.FLOWS,
    *met.FLOWS,
    *draftcount.FLOWS,
    *councilcount.FLOWS,
)


def differences() -> Iterator[Lie]:
    """Each figure that is not what the cases and turns themselves give."""
    counted: Cells = Counter()
    _count_letters(counted)
    _count_turns(counted)
    services.count(counted)
    met.count(counted)
    draftcount.count(counted)
    councilcount.count(counted)
    counted.update({key: n for key, n in balances.flows().items() if key[2] in COUNTED})
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


class Around(NamedTuple):
    """What stands beside some cases: events, clocks that were met, outcomes and urgings by event number, amounts."""

    chains: dict[int, list[Event]]
    met: dict[int, list[Deadline]]
    outcomes: dict[tuple[int, int], str]
    urged_by: dict[tuple[int, int], int]
    awarded: dict[int, list[Award]]


def _count_letters(counted: Cells) -> None:
    for case, around in letters():
        for on, unit, measure, kind, topic, amount in of_case(case, around):
            counted[on.replace(day=1), unit, measure, kind, topic] += amount


def letters() -> Iterator[tuple[Case, Around]]:
    """Every letter with what stands beside it, chunk by chunk: memory does not grow with the register."""
    last, rows = 0, Case.objects.filter(kind__in=kinds.letters())
    while cases := list(rows.filter(pk__gt=last).order_by("pk").defer("body", "folded")[:CHUNK]):
        last = cases[-1].pk
        around = beside([case.pk for case in cases])
        yield from ((case, around) for case in cases)


def of_case(case: Case, around: Around) -> Iterator[tuple[date, int, str, str, str, int]]:
    """Day, unit, measure, kind, topic and amount of all that the flows gain by one letter, as its records tell."""
    what = case.kind, case.topic
    for on, unit, measure, *less in _walk(case, around):
        if measure == TOOK:
            for each in of_days(case, unit, on=on):
                yield on, unit, each.measure, each.kind, each.topic, each.amount
            continue
        yield on, unit, measure, *what, -1 if less else 1
        if case.people > 1 and measure == "letters.received":
            yield on, unit, "letters.received_many", *what, 1
    for row in around.awarded.get(case.pk, ()):
        yield row.on, row.unit_id, awards.measure(row.stage, row.what), *what, row.amount
    chain = (executing.Told(e.number, e.verb, e.on, e.data) for e in around.chains[case.pk])
    for (measure, on), amount in executing.counted(chain).items():
        yield on, case.unit_responsible_id, measure, *what, amount


def beside(ids: list[int]) -> Around:
    """What stands beside these cases now; a few statements for any number."""
    chains: dict[int, list[Event]] = {pk: [] for pk in ids}
    events = Event.objects.filter(stream="case", subject__in=ids).order_by("subject", "number")
    for event in events.only("subject", "number", "verb", "on", "old", "new", "data"):
        chains[event.subject].append(event)
    met: dict[int, list[Deadline]] = {}
    answers = Deadline.objects.filter(case__in=ids, state="met", purpose__in=("reply", "settlement"))
    for deadline in answers.only("case_id", "due_on", "met_on"):
        met.setdefault(deadline.case_id, []).append(deadline)
    given = Reply.objects.filter(case__in=ids).values_list("case_id", "event_number", "outcome")
    urgings = Urging.objects.filter(case__in=ids).values_list("case_id", "event_number", "unit_id")
    awarded: dict[int, list[Award]] = {}
    for row in Award.objects.filter(case__in=ids):
        awarded.setdefault(row.case_id, []).append(row)
    return Around(
        chains,
        met,
        {(case, number): outcome for case, number, outcome in given},
        {(case, number): unit for case, number, unit in urgings},
        awarded,
    )


def _walk(case: Case, around: Around) -> Iterator[tuple[Any, ...]]:
    """Day, unit and measure of everything that still stands in the life of one case; a fourth word takes one off."""
    chain, met, outcomes = around.chains[case.pk], around.met.get(case.pk, []), around.outcomes
    undone = {event.data["corrects"] for event in chain if "corrects" in event.data}
    steps = [event for event in chain if "undo" in event.data and event.number not in undone]
    yield case.received_on, case.unit_received_id, "letters.received"
    before = _brought(case, chain)
    for on, verb, old, new in before:
        yield from _of_step(on, case.unit_received_id, verb, old, new)
        if verb == "answer":
            outcome = outcomes.get((case.pk, 1)) or chain[0].data["outcome"]
            yield on, case.unit_received_id, _in_time(on, met)
            yield on, case.unit_received_id, f"letters.resolved_{outcome}"
            yield from _took(on, case.unit_received_id, chain[0])
    answered = any(verb == "answer" for _on, verb, _old, _new in before)
    for index, step in enumerate(steps):
        unit = step.data["undo"]["unit"]
        after = steps[index + 1].data["undo"]["unit"] if index + 1 < len(steps) else case.unit_responsible_id
        if step.verb == "pass_up":
            yield from _passed_up(step, unit)
        if after != unit:
            yield step.on, after, "letters.received"
        yield from _of_step(step.on, unit, step.verb, step.old, step.new)
        if around.urged_by.get((case.pk, step.number), unit) != unit:
            yield step.on, around.urged_by[case.pk, step.number], URGED
        if case.workflow.sealed:
            yield from _of_conclusion(step, unit)
        if step.verb == "answer":
            # of a second answer no term of law is known
            yield step.on, unit, "letters.resolved_in_time" if answered else _in_time(step.on, met)
            yield step.on, unit, f"letters.resolved_{outcomes[case.pk, step.number]}"
            yield from _took(step.on, unit, step)
            answered = True


def _of_conclusion(step: Event, unit: int) -> Iterator[tuple[Any, ...]]:
    """A conclusion on a denunciation is to be carried out from its day until it was acted upon."""
    if step.verb == "answer":
        yield step.on, unit, executing.ORDERED
        yield step.on, unit, executing.OWED
    if step.verb == "act_on":
        yield step.on, unit, executing.DONE
        yield step.on, unit, executing.OWED, "less"


def _passed_up(step: Event, unit: int) -> Iterator[tuple[Any, ...]]:
    """A letter about its own office went to the unit above: it was transferred, and is eligible there, not here."""
    if step.old != workflow.REOPENED:
        yield step.on, unit, "letters.transferred"
    if step.old in workflow.OWED:
        yield (
            step.on,
            unit,
            "letters.reopened" if step.old == workflow.REOPENED else "letters.eligible",
            "less",
        )


def _of_step(on: date, unit: int, verb: str, old: str, new: str) -> Iterator[tuple[date, int, str]]:
    """What a step counts for by itself."""
    if verb == "transfer":
        yield on, unit, "letters.transferred"
    if leaves := _LEAVING.get(verb):
        yield on, unit, f"{leaves}_unscreened" if old == workflow.RECEIVED else leaves
    if measure := _BY_STEP.get((verb, new)) or _ANYWHERE.get(verb):
        yield on, unit, measure


def _in_time(on: date, met: list[Deadline]) -> str:
    late = any(d.met_on == on and d.due_on and d.due_on < on for d in met)
    return "letters.resolved_late" if late else "letters.resolved_in_time"


def _took(on: date, unit: int, answer: Event) -> Iterator[tuple[date, int, str]]:
    """That the days until an answer are counted, unless it was recorded before they were."""
    if any(posted.measure == TOOK for posted in in_event(answer)):
        yield on, unit, TOOK


def _brought(case: Case, chain: list[Event]) -> list[tuple[date, str, str, str]]:
    """The steps that a letter of an old register had taken when it was brought in: day, verb, status before, after."""
    if not chain or chain[0].verb != "bring_in":
        return []
    steps, status = [], case.workflow.opening.target
    for verb, day in chain[0].data["steps"]:
        step = case.workflow.step(verb, status)
        after = step.target if step else status
        steps.append((date.fromisoformat(day), verb, status, after))
        status = after
    return steps


def _count_turns(counted: Cells) -> None:
    """Flows of the register of reception; a turn that was struck out counts for nothing."""
    for turn in Turn.objects.filter(cancelled_on__isnull=True).prefetch_related("matters").iterator(CHUNK):
        month, unit, sitting = turn.on.replace(day=1), turn.unit_id, str(turn.sitting)
        counted[month, unit, "reception.turns", sitting, ""] += 1
        counted[month, unit, "reception.persons", sitting, ""] += turn.persons
        if turn.persons >= GROUP_FROM:
            counted[month, unit, "reception.groups", sitting, ""] += 1
            counted[month, unit, "reception.group_persons", sitting, ""] += turn.persons
        matters = sorted(turn.matters.all(), key=lambda matter: matter.pk)
        for matter in matters:
            for name, counts in _of_matter(turn, matter).items():
                counted[month, unit, f"reception.{name}", sitting, matter.topic] += counts
        if turn.letter != Letter.NONE:
            counted[month, unit, "reception.letters", sitting, ""] += 1
            counted[month, unit, f"reception.letters_{matters[0].kind}", sitting, ""] += 1
            counted[month, unit, "reception.letters_guided", sitting, ""] += (
                matters[0].outcome in SHOWN_ELSEWHERE
            )


def _of_matter(turn: Turn, matter: Matter) -> dict[str, bool]:
    """What a matter is counted as."""
    group, again = turn.persons >= GROUP_FROM, not matter.first_time
    settled = bool(matter.settled_before)
    return {
        "matters": True,
        "matters_again": again,
        "group_matters": group,
        "group_matters_again": group and again,
        f"matters_{matter.kind}": True,
        "matters_settled": settled,
        "matters_answered": matter.outcome == "answered" and not settled,
        "matters_guided": matter.outcome in SHOWN_ELSEWHERE,
    }


def _stocks() -> Iterator[Lie]:
    """Where cases stand now, from their own rows."""
    today = dates.today()
    cases = Case.objects.exclude(kind__in=kinds.services())
    standing = {
        "letters.under_examination": cases.filter(status=workflow.RECEIVED),
        "letters.open": cases.filter(status__in=workflow.OWED),
        "letters.overdue": cases.filter(
            status__in=workflow.OWED, due_on__lt=today, waiting_since__isnull=True
        ),
        "letters.in_hand": cases.filter(status__in=workflow.OWED - {workflow.SCREENED}),
        "letters.under_examination_many": cases.filter(status=workflow.RECEIVED, people__gt=1),
        "letters.open_many": cases.filter(status__in=workflow.OWED, people__gt=1),
        **services.stocks(today),
    }
    counted = {measure: _by_place(measure, rows) for measure, rows in standing.items()}
    counted.update(met.stocks(today))
    counted.update(councilcount.stocks(today))
    told: dict[str, dict[Place, int]] = {measure: {} for measure in counted}
    for (measure, unit, kind, topic), amount in figures.stock(
        counted, on=today, by=figures.DIMENSIONS
    ).items():
        told[measure][unit, kind, topic] = amount
    for measure, places in counted.items():
        for place in sorted({*places, *told[measure]}):
            said, stands = told[measure].get(place, 0), places.get(place, 0)
            if said != stands:
                where = " ".join(filter(None, (measure, *place[1:])))
                reason = f"the facts say {said}, the records {stands}"
                yield Lie(f"figure {where} today, unit {place[0]}", reason)


def _by_place(measure: str, cases: QuerySet[Case]) -> Counter[Place]:
    """How many cases stand in a figure, with the letters that an opening balance declared."""
    groups = cases.values_list("unit_responsible", "kind", "topic").annotate(n=Count("pk"))
    counted = Counter({(unit, kind, topic): n for unit, kind, topic, n in groups})
    for (_measure, unit, kind, topic), amount in balances.left(measure).items():
        counted[unit, kind, topic] += amount
    return counted
