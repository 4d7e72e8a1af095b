"""The life of a thing that is no case, as a table: its states, its steps, who takes them, and whether one may now.

Buttons, checks and the drawing in docs/states/ are all read from the table. A case has more: phases, clocks, figures,
words for the citizen (`cases.workflow`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from danvan.journal.queries import events_of
from danvan.people import policies
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.models import Account, Unit
from danvan.people.roles import Role

Words = str | Promise
NOBODY = "nobody"


@dataclass(frozen=True)
class State:
    """A status with its word and the colour of its badge; `whose` is 'nobody' where nothing follows."""

    code: str
    label: Words
    whose: str = "office"
    badge: str = ""


@dataclass(frozen=True)
class Move:
    """A step: its verb, its word, from where to where, what was done, what it asks for, who takes it."""

    verb: str
    label: Words
    sources: frozenset[str]
    target: str
    done: Words
    needs: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Life:
    """The table; `stream` is where the events of such a thing stand, `beside` what is written without moving it."""

    code: str
    label: Words
    statuses: tuple[State, ...]
    opening: Move
    transitions: tuple[Move, ...]
    stream: str = ""
    beside: dict[str, Words] = field(default_factory=dict)

    def move(self, verb: str) -> Move:
        """The step with that verb; raises LookupError."""
        found = next((each for each in self.transitions if each.verb == verb), None)
        if found is None:
            raise LookupError(verb)
        return found

    def state(self, code: str) -> State:
        """The status with that code; raises LookupError."""
        found = next((each for each in self.statuses if each.code == code), None)
        if found is None:
            raise LookupError(code)
        return found

    def done(self, verb: str) -> str:
        """What was done, for a trail: 'trình quyết định'; the verb itself where the table has no word for it."""
        words = {move.verb: move.done for move in (self.opening, *self.transitions)} | self.beside
        return str(words.get(verb, verb))

    @property
    def roles(self) -> frozenset[Role]:
        """Everybody who takes any step at all."""
        return frozenset(role for move in self.transitions for role in move.roles)


def available(life: Life, status: str, officer: Account, unit: Unit | int, on: date) -> list[Move]:
    """The steps that this officer may take now with a thing of that unit, in the order of the table."""
    return [
        move
        for move in life.transitions
        if status in move.sources and policies.has_role(officer, move.roles, unit, on)
    ]


def check_can(life: Life, status: str, verb: str, officer: Account, unit: Unit | int, on: date) -> Move:
    """The step of that verb. Raises Refused where the role or the table does not allow it."""
    move = life.move(verb)
    if not policies.has_role(officer, move.roles, unit, on):
        raise Refused(_("Bước này do %(roles)s của đơn vị làm.") % {"roles": named(move.roles)})
    if status not in move.sources:
        raise Refused(
            _("%(thing)s ở tình trạng “%(state)s”, không làm được bước “%(what)s”.")
            % {"thing": life.label, "state": life.state(status).label, "what": str(move.label)}
        )
    return move


def check_seen(life: Life, subject: int, revision: int, seen: int | None) -> None:
    """Raises MovedMeanwhile, saying who did what, where the thing has moved since the page was shown.

    `seen` is the revision that the page had, None where nobody looked at a page.
    """
    if seen is None or seen == revision:
        return
    last = events_of(life.stream, subject).last()
    who = last.actor.full_name if last and last.actor else _("người khác")
    raise MovedMeanwhile(
        _(
            "%(who)s vừa làm bước “%(what)s” ở đây. Chưa ghi gì của ông/bà; chữ đã nhập còn ở đây, "
            "xin xem lại rồi lưu."
        )
        % {"who": who, "what": life.done(last.verb) if last else _("ghi")}
    )


def named(roles: Iterable[Role]) -> str:
    """The roles in one phrase: 'lãnh đạo, người quản trị'."""
    return ", ".join(str(role.label).lower() for role in roles)
