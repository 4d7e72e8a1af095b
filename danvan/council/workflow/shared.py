"""What the tables have in common: who writes, who answers, who reads, and how a row is written down."""

from django.utils.functional import Promise

from danvan.people.lives import Move, State
from danvan.people.roles import Role

Words = str | Promise
OFFICE = (Role.COUNCIL,)
"""Who writes for a council: its office (văn phòng)."""
ANSWERERS = (Role.HANDLER, Role.LEADER)
"""Who answers in the unit to which a petition, a question or a recommendation was sent."""
READERS = (
    Role.CLERK,
    Role.HANDLER,
    Role.LEADER,
    Role.COUNCIL,
    Role.INSPECTOR,
    Role.BOARD,
    Role.ADMINISTRATOR,
)


def states(
    labels: dict[str, tuple[Words, str]], ended: tuple[str, ...], other: tuple[str, ...] = ()
) -> tuple[State, ...]:
    """The statuses of a table with their words, and whose turn it is."""
    return tuple(
        State(str(code), word, "nobody" if code in ended else "other" if code in other else "office", badge)
        for code, (word, badge) in labels.items()
    )


def move(
    verb: str,
    label: Words,
    sources: tuple[str, ...],
    target: str,
    done: Words,
    needs: tuple[str, ...] = (),
    roles: tuple[Role, ...] = OFFICE,
) -> Move:
    return Move(verb, label, frozenset(map(str, sources)), str(target), done, needs, roles)
