"""Who is told of what, and by which way. Pure: it is given the case, its people and the event."""

from collections.abc import Sequence

from danvan.cases.models import Case, Party
from danvan.cases.models.people import PartyRole, TellBy
from danvan.cases.workflow import Whose
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.notices.models import BY_MACHINE
from danvan.notices.wording import step_of

# A machine tells every public step. A call, a letter on paper, a word at the counter cost somebody's time: they are for
# steps in which the office says something, or after which a term of law runs.
SAYS_SOMETHING = frozenset({"text", "reply", "ground", "target"})
WORTH_A_CALL = frozenset(
    {"correct", "paper_issued", "paper_cancelled", "fee_charge", "result_file", "order_surplus"}
)


def persons(parties: Sequence[Party]) -> Sequence[Party]:
    """Those of a case who are told: of people who are represented one representative, else all who gave their names.

    Whoever only helped to file is told nothing: it is not her matter.
    """
    representing = [party for party in parties if party.role == PartyRole.REPRESENTATIVE]
    return representing[:1] or [party for party in parties if party.role != PartyRole.HELPER]


def way(case: Case, event: Event, party: Party) -> TellBy | None:
    """By which way this person is told of this event; None when nobody has to."""
    wish = TellBy(party.tell_by)
    opening = event.verb == case.workflow.opening.verb
    if wish == TellBy.CODE or (event.actor_kind == Outsider.CITIZEN and not opening):
        return None
    return wish if wish in BY_MACHINE or _worth_a_call(case, event) else None


def _worth_a_call(case: Case, event: Event) -> bool:
    step = step_of(case, event)
    if step is None:
        return event.verb in WORTH_A_CALL
    if step is case.workflow.opening or step.by_citizen:
        return False
    if (
        case.workflow.service and event.new != event.old
    ):  # the citizen is waited for: more papers, a fee, a result
        return case.workflow.status(event.new).whose == Whose.CITIZEN or "text" in step.needs
    return step.starts is not None or not SAYS_SOMETHING.isdisjoint(step.needs)
