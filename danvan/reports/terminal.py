"""The report as text for a terminal."""

from danvan.reports import prose, telling
from danvan.reports.days import MEDIAN, NINETIETH
from danvan.reports.measures import LETTERS, RECEPTION
from danvan.reports.people_relations import Report
from danvan.reports.rates import RATES


def text(report: Report) -> str:
    """Prose, figures and proved sums."""
    lines = [*prose.paragraphs(report), ""]
    for measure in (*RECEPTION, *LETTERS):
        lines.append(f"{prose.say(report.figures[measure.slug]):>10}  {measure.label}")
    for rate in RATES:
        share = report.rates[rate.slug]
        of = f"{telling.number(share.part)}/{telling.number(share.whole)}"
        lines.append(f"{telling.per_cent(share):>10}  {rate.label} ({of})")
    for label, days in ((MEDIAN[1], report.days.median), (NINETIETH[1], report.days.ninetieth)):
        lines.append(f"{'–' if days is None else telling.number(days):>10}  {label}")
    lines.append("")
    for check in report.sums:
        if check.shown:
            sides = [
                " + ".join(prose.say(term.amount) for term in side) for side in (check.left, check.right)
            ]
            lines.append(f"  {check.label}: {' = '.join(sides)}  Khớp")
    return "\n".join(lines)
