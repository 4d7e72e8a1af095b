"""The kinds of meeting, as the apps that hold them name them: settings.DANVAN_MEETING_KINDS, each by its name."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

Words = str | Promise


@dataclass(frozen=True)
class Kind:
    """One kind of meeting (loại buổi họp): its word, the rules of law it follows, and the pages that show it.

    `notice` is the rule by which it is announced so long before, `result` that by which its results are published;
    empty where the law has none. `tiers`: the tiers of units for which the rules are made, all where empty. `public`
    and `desk` are names of addresses that take the meeting's number; `back` is that of the list in which it stands at
    the desk. `beside` names a function that gives what its page shows beside what every meeting has:
    `beside(meeting)` → lines of (label, text, address); `joined` names what it needs to be read with the meeting.
    """

    code: str
    label: Words
    public: str = ""
    desk: str = "meetings:meeting"
    back: str = ""
    beside: str = ""
    joined: tuple[str, ...] = ()
    notice: str = ""
    result: str = ""
    tiers: tuple[str, ...] = ()


@cache
def all_kinds() -> dict[str, Kind]:
    """Every kind by its code, in the order of the settings."""
    return {kind.code: kind for kind in map(import_string, settings.DANVAN_MEETING_KINDS)}


def get(code: str) -> Kind:
    """The kind of that code; KeyError where there is none."""
    return all_kinds()[code]


def label(code: str) -> str:
    """Its word in the language of the page; of a code that is no kind, the code itself."""
    found = all_kinds().get(code)
    return str(found.label) if found else code


def rules_leaned_on() -> frozenset[str]:
    """Identifiers of the rules on which meetings rest."""
    return frozenset(rule for kind in all_kinds().values() for rule in (kind.notice, kind.result) if rule)
