"""Two versions as a page sets them beside each other, each article with the opinions that changed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from danvan.consultations import comparing, queries
from danvan.consultations.comparing import Change
from danvan.consultations.models import Consultation, Draft, Group


@dataclass(frozen=True)
class Changed:
    """One article that changed, with the groups of opinions by which it did."""

    change: Change
    word: str
    because: list[Group]


def changes(row: Consultation, before: Draft, after: Draft, *, inside: bool = False) -> list[Changed]:
    """What is different between two versions, each with the opinions that changed it."""
    words = {
        "changed": _("sửa"),
        "moved": _("đổi số"),
        "new": _("mới"),
        "gone": _("bỏ"),
        "same": _("giữ nguyên"),
    }
    because: dict[str, list[Group]] = {}
    if inside or row.explained_on:
        for group in row.groups.filter(draft__isnull=False, draft__number__gt=before.number).order_by("pk"):
            because.setdefault(group.new_anchor, []).append(group)
    found = comparing.compare(before.parts, after.parts)
    return [Changed(each, words[each.kind], because.get(each.anchor, [])) for each in found.changes]


def compared(row: Consultation, asked: Mapping[str, str], *, inside: bool = False) -> dict[str, Any]:
    """Two versions that a page compares: the last two where nobody asked for others; nothing where there is one."""
    versions = queries.drafts_of(row, public_only=not inside)
    numbers = {str(each.number): each.number for each in versions}
    if len(versions) < 2:
        return {"versions": versions, "changes": []}
    first = numbers.get(asked.get("from", ""), versions[-2].number)
    last = numbers.get(asked.get("to", ""), versions[-1].number)
    found = {each.number: each for each in row.drafts.filter(number__in=[first, last])}
    made = changes(row, found[min(first, last)], found[max(first, last)], inside=inside)
    shown_ones = [each for each in made if each.change.kind != "same"]
    return {
        "versions": versions,
        "before": found[min(first, last)],
        "after": found[max(first, last)],
        "changes": [(each, runs_html(each.change)) for each in shown_ones],
        "same": len(made) - len(shown_ones),
    }


def runs_html(change: Change) -> SafeString:
    """The words of a change: taken out struck through, put in underlined; lines kept."""
    tags = {"kept": "span", "out": "del", "in": "ins"}
    return format_html_join(
        " ", "{}", ((format_html("<{0}>{1}</{0}>", tags[run.kind], run.text),) for run in change.runs)
    )
