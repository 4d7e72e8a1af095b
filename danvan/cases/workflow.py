"""What a kind of case is: statuses, steps, clocks and figures as pure data.

The buttons on a page, the verbs of the API, the permission check, the diagrams in docs/states/ and the
truth-table tests are all read from here. A kind is written in its own app's workflow.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.law.life import STARTS, STOPS
from danvan.people.roles import Role

Words = str | Promise


class Phase(StrEnum):
    """The five words that desk, search and reports share, whatever a kind calls its statuses."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    WORKING = "working"
    ANSWERED = "answered"
    CLOSED = "closed"


PHASE_LABELS: Mapping[Phase, Words] = {
    Phase.RECEIVED: _("Mới nhận"),
    Phase.ACCEPTED: _("Đã thụ lý"),
    Phase.WORKING: _("Đang giải quyết"),
    Phase.ANSWERED: _("Đã trả lời"),
    Phase.CLOSED: _("Đã kết thúc"),
}
OPEN_PHASES = (Phase.RECEIVED, Phase.ACCEPTED, Phase.WORKING)
ENDED_PHASES = (Phase.ANSWERED, Phase.CLOSED)


class Whose(StrEnum):
    """Whose turn it is."""

    OFFICE = "office"
    CITIZEN = "citizen"
    OTHER = "other"
    NOBODY = "nobody"


class Channel(StrEnum):
    """By which way a case came in."""

    PORTAL = "portal"
    RECEPTION = "reception"
    COUNTER = "counter"
    POST = "post"
    BOX = "box"
    DEPUTY = "deputy"
    FRONT = "front"
    PRESS = "press"
    LEADER = "leader"
    AUTHORITY = "authority"
    EMAIL = "email"


CHANNEL_LABELS: Mapping[Channel, Words] = {
    Channel.PORTAL: _("Cổng công dân"),
    Channel.RECEPTION: _("Buổi tiếp công dân"),
    Channel.COUNTER: _("Nộp trực tiếp"),
    Channel.POST: _("Bưu chính"),
    Channel.BOX: _("Hòm thư góp ý"),
    Channel.DEPUTY: _("Đại biểu dân cử chuyển"),
    Channel.FRONT: _("Mặt trận Tổ quốc chuyển"),
    Channel.PRESS: _("Báo chí chuyển"),
    Channel.LEADER: _("Lãnh đạo chuyển"),
    Channel.AUTHORITY: _("Cơ quan khác chuyển"),
    Channel.EMAIL: _("Thư điện tử"),
}
IN_PERSON = (Channel.RECEPTION, Channel.COUNTER)
# Somebody else had it first and passed it on.
SENT_ON = frozenset({Channel.DEPUTY, Channel.FRONT, Channel.PRESS, Channel.LEADER, Channel.AUTHORITY})

# Who takes steps: anybody who works at the desk, those who decide, those who sign.
DESK = frozenset({Role.CLERK, Role.HANDLER, Role.LEADER})
DECIDES = frozenset({Role.HANDLER, Role.LEADER})
LEADS = frozenset({Role.LEADER})

# For what a case may stand still, by the step in the life of its clocks (danvan.law.life) that stopped them.
FOR_CITIZEN, FOR_EXPERT, BY_DECISION, FOR_PAYMENT = "wait_citizen", "ask_expert", "suspend", "wait_payment"
WAITS: Mapping[str, Words] = {
    FOR_CITIZEN: _("chờ công dân bổ sung"),
    FOR_EXPERT: _("chờ kết quả giám định"),
    BY_DECISION: _("tạm đình chỉ giải quyết"),
    FOR_PAYMENT: _("chờ nộp phí, lệ phí"),
}

# What a step may ask for that only an action of its own can give: other cases, or rows beside the case.
APART = frozenset({"into", "parts", "verifications", "above", "sealing", "application"})
# A step that leaves the status as it is.
SAME = "="


@dataclass(frozen=True)
class Status:
    """One status of a kind: its word for officers, a sentence for citizens, its phase, whose turn it is."""

    code: str
    label: Words
    plain: Words
    phase: Phase
    whose: Whose = Whose.OFFICE


@dataclass(frozen=True)
class Clock:
    """A term that a step starts: what it is for, and the rule of law that sets it, by channel where that differs.

    `channels`: only for cases that came by one of these; empty for all.
    """

    purpose: str
    rule: str
    by_channel: Mapping[Channel, str] = field(default_factory=dict)
    channels: frozenset[Channel] = frozenset()

    def runs_for(self, channel: str) -> bool:
        """Whether it is started for a case that came by this channel."""
        return not self.channels or channel in self.channels

    def rule_for(self, channel: str) -> str:
        """The identifier of the rule (danvan.law) for a case that came by this channel."""
        return next((rule for key, rule in self.by_channel.items() if key == channel), self.rule)


@dataclass(frozen=True)
class Stock:
    """A figure that counts the cases standing in certain statuses, and, if named, those of them past their term.

    `parts` are figures that count some of them once more, by status.
    """

    measure: str
    statuses: frozenset[str]
    overdue: str = ""
    parts: tuple["Stock", ...] = ()


@dataclass(frozen=True)
class Transition:
    """One step that may be taken: a row of the workflow's table.

    `done` is what the officer reads in the timeline, `told` what the citizen reads (empty: not told).
    `needs` names what the step asks for: text, ground, reply, decision, target, officer, days, extension, what the
    first look found (`screening`, or `conditions` where all must be met), or another case (`into`), new ones
    (`parts`, `verifications`), the unit above (`above`), that all of it is sealed (`sealing`) or what the one-stop desk
    writes beside it (`application`): such a step has an action and a page of its own.
    `posts` are measures that rise by one, `unposts` fall; `answers` adds whether it was in time. `clock` is what
    happens to the clocks that run, a kind of step of danvan.law.life. While they are stopped all steps are shut,
    but for the one that lets them run again and `anytime` ones. `basis` is the rule of law that lets the step be
    taken: on a day on which it is not in force, it cannot be. `paper` is the kind of paper that may be issued with
    it. `alone`: what is decided holds for this letter only, so that letters merged into it stand for themselves
    again. `by_giver`: taken by those of the unit that gave the case out, not of the one that answers for it.
    `by_keeper`: taken by custodians alone, by an action of its own. `by_above`: taken by those, and by whoever leads
    the unit that answers or one above it. `late`: open only while the case is past its term. `after`: one of these
    steps must stand on record. `opens`: the inner kind of the cases that `parts` become. `when_final`: only once the
    decision has legal effect. `executed`: only once nothing is left to execute of it. `starts_too` are further terms.
    `unless`: none of these may stand on record. `grounds` are the rules whose grounds may be given for it. `bars`, of
    an opening: the term within which it had to come, counted and kept.
    `posts_one`: of these measures the action that takes the step names the one that rises. `by_itself`: taken by the
    register when something else is done.
    """

    verb: str
    label: Words
    sources: frozenset[str]
    target: str
    roles: frozenset[Role]
    done: Words
    told: Words = ""
    by_citizen: bool = False
    needs: tuple[str, ...] = ()
    starts: Clock | None = None
    meets: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    unposts: tuple[str, ...] = ()
    answers: bool = False
    clock: str = ""
    basis: str = ""
    anytime: bool = False
    grave: bool = False
    paper: str = ""
    alone: bool = False
    by_giver: bool = False
    by_keeper: bool = False
    by_above: bool = False
    late: bool = False
    once: bool = False
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    opens: str = ""
    when_final: bool = False
    executed: bool = False
    starts_too: tuple[Clock, ...] = ()
    grounds: tuple[str, ...] = ()
    bars: Clock | None = None
    channels: frozenset[Channel] = frozenset()
    posts_one: tuple[str, ...] = ()
    by_itself: bool = False

    def leaves(self, status: str) -> bool:
        """Whether the step may be taken from this status."""
        return status in self.sources

    @property
    def started(self) -> tuple[Clock, ...]:
        """Every term that it starts, in order."""
        return (*((self.starts,) if self.starts else ()), *self.starts_too)

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """Every term that it starts or keeps."""
        return (*self.started, *((self.bars,) if self.bars else ()))

    @property
    def apart(self) -> bool:
        """Whether it is taken on a page of its own, by an action of its own, since other cases are part of it."""
        return not APART.isdisjoint(self.needs)

    @property
    def hands_on(self) -> bool:
        """Whether the case goes to another unit or authority by it."""
        return not {"target", "above"}.isdisjoint(self.needs)

    @property
    def waits(self) -> bool:
        """Whether it stops the clocks."""
        return self.clock in STOPS

    @property
    def resumes(self) -> bool:
        """Whether it lets the clocks run again."""
        return self.clock in STARTS

    @property
    def waited_for(self) -> str:
        """What the case stands still for from this step on, or until it; empty for any other step."""
        return STARTS.get(self.clock, self.clock if self.waits else "")


@dataclass(frozen=True)
class Kind:
    """A kind of case. The first of `statuses` is where a case begins; `opening` is the step that opens it.

    `own` is the name by which a case reaches the row of the kind's own table. `inner`: part of a letter and
    none itself; nobody sends it in, looks it up or counts it among letters. `own_decision` is the rule of law by which
    a head settles what is said against the own decision; `spares_subordinates`: a case about a head stays with those
    under that head as long as it stays in the unit (danvan.cases.concerns). `effect`: the rule of law by which its
    decision becomes final. `appeals`: the kind of case about whose decision it is. `sealed`: who brought it is kept
    from everybody (danvan.denunciations): no code opens it, nobody is entered as its sender, and it is read only by
    whoever leads or inspects where it is settled, or has it in hand. `awards`: what its decision or conclusion
    comes to in money, land and people is kept as numbers (danvan.cases.awards). `service`: no letter, but
    something that people ask for by a procedure (danvan.onestop): entered and settled at the one-stop desk alone.
    """

    code: str
    label: Words
    plain: Words
    statuses: tuple[Status, ...]
    opening: Transition
    transitions: tuple[Transition, ...]
    own: str
    stocks: tuple[Stock, ...] = ()
    inner: bool = False
    own_decision: str = ""
    spares_subordinates: bool = True
    effect: str = ""
    appeals: str = ""
    sealed: bool = False
    awards: bool = False
    service: bool = False

    @cached_property
    def all_stocks(self) -> tuple[Stock, ...]:
        """Its stocks, each with its parts."""
        return tuple(each for stock in self.stocks for each in (stock, *stock.parts))

    def status(self, code: str) -> Status:
        """The status of that code; KeyError for a word that is none of this kind's."""
        for status in self.statuses:
            if status.code == code:
                return status
        raise KeyError(f"{self.code} has no status {code!r}")

    def step(self, verb: str, status: str) -> Transition | None:
        """The step with that verb from that status, or None."""
        return next((t for t in self.transitions if t.verb == verb and t.leaves(status)), None)

    def verbs(self) -> tuple[str, ...]:
        """Every verb once, in the order of the table."""
        return tuple(dict.fromkeys(t.verb for t in self.transitions))
