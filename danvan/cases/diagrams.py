"""Each kind's workflow as a page: a state diagram and a table, read from the same rows that the register obeys.

The pages stand in docs/states/ and are written by `danvan diagrams`; a test fails when one of them is stale.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import override

from danvan.cases.workflow import CHANNEL_LABELS, PHASE_LABELS, SAME, Clock, Kind, Transition, Whose
from danvan.people.roles import Role

NOTE = (
    "Written by `danvan diagrams` from the workflow; do not edit. / Trang này do máy viết từ bảng quy trình."
)
WHOSE = {
    Whose.OFFICE: "cơ quan / office",
    Whose.CITIZEN: "công dân / citizen",
    Whose.OTHER: "nơi khác / elsewhere",
    Whose.NOBODY: "xong / nobody",
}


def page(kind: Kind) -> str:
    """The page of one kind, in Markdown: heading, diagram, statuses, steps, figures that count a standing."""
    parts = [
        f"# {in_vietnamese(kind.label)} · `{kind.code}`\n\n{NOTE}\n",
        "```mermaid\n" + "\n".join(diagram(kind)) + "\n```\n",
        "## Trạng thái / Statuses\n\n" + table(STATUS_HEAD, status_rows(kind)),
        "## Các bước / Steps\n\n" + table(STEP_HEAD, step_rows(kind)) + "\n" + LEGEND,
    ]
    if kind.stocks:
        parts.append("## Số liệu tồn / Figures of what stands open\n\n" + table(STOCK_HEAD, stock_rows(kind)))
    return "\n".join(parts)


def index(kinds: Iterable[Kind]) -> str:
    """The list of all kinds."""
    lines = [f"- [{in_vietnamese(kind.label)}]({kind.code}.md) · `{kind.code}`" for kind in kinds]
    return f"# Quy trình / Workflows\n\n{NOTE}\n\n" + "\n".join(lines) + "\n"


STATUS_HEAD = ("status", "tiếng Việt", "công dân đọc / the citizen reads", "phase", "lượt / whose turn")
STEP_HEAD = ("verb", "tiếng Việt", "from", "to", "who", "asks for", "paper", "clock", "figures")
STOCK_HEAD = ("measure", "counts", "of them past their term")
LEGEND = (
    "`=` the status stays. ⏸ the clocks stand still, ▶ they run again (open only while they stand still). "
    "◆ may be taken while they stand still. ▷ starts a term, ■ meets it, ✕ cancels it; a word alone is what happens "
    "in the life of a clock (`danvan.law.life`). § the rule of law that must be in force on the day of the step.\n"
)


def in_vietnamese(words: object) -> str:
    """A label in the master language, whatever language is active."""
    with override("vi"):
        return str(words)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


def diagram(kind: Kind) -> Iterator[str]:
    """Mermaid: one arrow for each pair of statuses, with every verb that goes that way."""
    yield "stateDiagram-v2"
    for status in kind.statuses:
        yield f"    {status.code} : {in_vietnamese(status.label)}"
    yield f"    [*] --> {kind.opening.target} : {kind.opening.verb}"
    arrows: dict[tuple[str, str], list[str]] = {}
    for step in kind.transitions:
        for source in in_order(kind, step.sources):
            if step.target != SAME:
                arrows.setdefault((source, step.target), []).append(step.verb)
    for (source, target), verbs in arrows.items():
        yield f"    {source} --> {target} : {', '.join(verbs)}"
    for status in kind.statuses:
        if status.whose == Whose.NOBODY:
            yield f"    {status.code} --> [*]"


def status_rows(kind: Kind) -> Iterator[list[str]]:
    """A row for each status."""
    for status in kind.statuses:
        phase = f"{status.phase.value} ({in_vietnamese(PHASE_LABELS[status.phase])})"
        words = [in_vietnamese(status.label), in_vietnamese(status.plain)]
        yield [f"`{status.code}`", *words, phase, WHOSE[status.whose]]


def step_rows(kind: Kind) -> Iterator[list[str]]:
    """A row for each step, the opening first."""
    for step in (kind.opening, *kind.transitions):
        marks = "".join(
            mark for mark, on in (("⏸", step.waits), ("▶", step.resumes), ("◆", step.anytime)) if on
        )
        yield [
            f"`{step.verb}` {marks}".strip(),
            in_vietnamese(step.label),
            ", ".join(in_order(kind, step.sources)) or "·",
            step.target,
            who(step),
            ", ".join(step.needs) or "·",
            step.paper or "·",
            "; ".join(clock_words(step)) or "·",
            "; ".join(figure_words(step)) or "·",
        ]


def stock_rows(kind: Kind) -> Iterator[list[str]]:
    """A row for each figure that counts the cases standing somewhere."""
    for stock in kind.stocks:
        overdue = f"`{stock.overdue}`" if stock.overdue else "·"
        yield [f"`{stock.measure}`", ", ".join(in_order(kind, stock.statuses)), overdue]


def who(step: Transition) -> str:
    """Roles in the order of the desk, and the citizen where she may."""
    roles = [role.value for role in Role if role in step.roles]
    return ", ".join([*roles, "citizen"] if step.by_citizen else roles)


def clock_words(step: Transition) -> Iterator[str]:
    """What the step does to the terms of the case."""
    if step.starts:
        yield f"▷ {step.starts.purpose}: {rules_of(step.starts)}"
    if step.meets:
        yield "■ " + ", ".join(step.meets)
    if step.stops:
        yield "✕ " + ", ".join(step.stops)
    if step.clock:
        yield f"`{step.clock}`"
    if step.basis:
        yield f"§ `{step.basis}`"


def rules_of(clock: Clock) -> str:
    """The rule, and the rules that hold instead for some ways of coming in."""
    others: dict[str, list[str]] = {}
    for channel, rule in clock.by_channel.items():
        others.setdefault(rule, []).append(in_vietnamese(CHANNEL_LABELS[channel]).lower())
    parts = [f"`{clock.rule}`", *(f"`{rule}` ({', '.join(ways)})" for rule, ways in others.items())]
    return ", ".join(parts)


def figure_words(step: Transition) -> Iterator[str]:
    """The measures that rise by one."""
    yield from (f"`{measure}`" for measure in step.posts)
    if step.answers:
        yield "`letters.resolved_in_time` or `letters.resolved_late`"
        yield "`letters.took`, and `letters.days` unless sealed"


def in_order(kind: Kind, codes: Iterable[str]) -> list[str]:
    """Statuses in the order of the kind, because a set has none."""
    wanted = set(codes)
    return [status.code for status in kind.statuses if status.code in wanted]
