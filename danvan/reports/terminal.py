"""The report as text for a terminal."""

from danvan.reports import prose
from danvan.reports.measures import LETTERS, RECEPTION
from danvan.reports.people_relations import Report


def text(report: Report) -> str:
    """Prose, figures and proved sums."""
    lines = [*prose.paragraphs(report), ""]
    for measure in (*RECEPTION, *LETTERS):
        lines.append(f"{prose.say(report.figures[measure.slug]):>10}  {measure.label}")
    lines.append("")
    for check in report.sums:
        if check.shown:
            sides = [
                " + ".join(prose.say(term.amount) for term in side) for side in (check.left, check.right)
            ]
            lines.append(f"  {check.label}: {' = '.join(sides)}  Khớp")
    return "\n".join(lines)
