"""What becomes of each entry of a file: a new procedure, a new draft, nothing because it is in, or kept with why."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from danvan.lib.text import fold
from danvan.people.models import Unit
from danvan.procedures import queries
from danvan.procedures.content import FACTS, Content
from danvan.procedures.doubts import Doubt
from danvan.procedures.models import Line, Version
from danvan.procedures.reading.entries import Entry
from danvan.procedures.workflow import RUNNING, Status


@dataclass
class Planned:
    """An entry, its fate, what is to be said of it; `of`: the version that it changes, `version`: the draft made."""

    entry: Entry
    fate: str
    doubts: list[Doubt] = field(default_factory=list)
    of: Version | None = None
    version: Version | None = None


def plan(entries: Sequence[Entry], unit: Unit) -> list[Planned]:
    """The fate of each entry, as the catalogue stands now; a fixed number of statements."""
    known = queries.known(
        [each.code for each in entries if each.code], [each.origin for each in entries if not each.code]
    )
    names = queries.names_of([fold(each.content.name) for each in entries])
    seen: dict[str, Entry] = {}
    found = []
    for entry in entries:
        first = seen.setdefault(entry.key, entry)
        if why := entry.unkeepable():
            found.append(Planned(entry, Line.Fate.KEPT, [why]))
        elif first is not entry:
            found.append(_second(entry, first))
        else:
            found.append(_fate(entry, known.get(entry.key, []), names, unit))
    return found


def merged(old: Content, new: Content) -> Content:
    """What was told before, with everything that is told anew; what the file does not tell stays."""
    facts = {name: getattr(new, name) or getattr(old, name) for name in FACTS}
    return replace(
        old, **facts, documents=new.documents or old.documents, ways=new.ways or old.ways, steps=old.steps
    )


def _second(entry: Entry, first: Entry) -> Planned:
    """An entry that stands in the file before: the same once more, or another under the same name or code."""
    if first.hash == entry.hash:
        return Planned(entry, Line.Fate.AGAIN)
    return Planned(entry, Line.Fate.KEPT, [Doubt("twice", first.where)])


def _fate(entry: Entry, versions: Sequence[Version], names: dict[str, list[str]], unit: Unit) -> Planned:
    if not versions:
        others = names.get(fold(entry.content.name), [])
        return Planned(entry, Line.Fate.NEW, [*entry.doubts, *_same_name(others)])
    if any(version.source_hash == entry.hash for version in versions):
        return Planned(entry, Line.Fate.AGAIN)
    owner = versions[0].procedure.unit
    if owner.pk != unit.pk:
        return Planned(entry, Line.Fate.KEPT, [Doubt("elsewhere", owner.key)])
    newest = max(versions, key=lambda version: version.number)
    if entry.is_bare:
        return _bare(entry, newest)
    if draft := next((each for each in versions if each.status == Status.DRAFT), None):
        return Planned(entry, Line.Fate.KEPT, [Doubt("in_hand", draft.made_by.full_name)])
    if running := next((each for each in versions if each.status in RUNNING and not each.until_on), None):
        return Planned(entry, Line.Fate.CHANGED, entry.doubts, of=running)
    return Planned(entry, Line.Fate.KEPT, [Doubt("abolished")])


def _bare(entry: Entry, newest: Version) -> Planned:
    """A line of a list of codes about a procedure that is in: nothing new, unless it goes by another name there."""
    if fold(newest.name) == fold(entry.content.name):
        return Planned(entry, Line.Fate.AGAIN)
    return Planned(entry, Line.Fate.KEPT, [Doubt("other_name", newest.name)])


def _same_name(codes: Sequence[str]) -> list[Doubt]:
    return [Doubt("same_name", ", ".join(sorted(codes)[:5]))] if codes else []
