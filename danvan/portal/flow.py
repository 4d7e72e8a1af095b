"""The way of a letter through the pages of the site: which page asks what, and how it goes to the next.

Nothing is kept on the server between two pages: every page carries what the pages before it were told, in
hidden fields. They are not signed, because that would protect nothing: whatever arrives is checked again in full
when the letter is sent, as if it had come in one request (and it may: the pages only help). Files are asked for
on the last page, beside the letter as it will be read, because a browser cannot carry them along.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.web.forms import Form

# What only a letter of this kind is asked.
ONLY_FOR = dict.fromkeys(("complaint", "second_complaint"), ("against", "learned_on"))


@dataclass(frozen=True)
class Page:
    """One page of the flow: its name, the word in the row of steps, its title and the fields it asks for."""

    key: str
    label: str | Promise
    title: str | Promise
    names: tuple[str, ...]


PAGES = (
    Page("where", _("Gửi nơi nào"), _("Ông/bà gửi gì, đến đâu?"), ("kind", "place", "unit", "spot", "topic")),
    Page(
        "what",
        _("Sự việc"),
        _("Sự việc là gì?"),
        ("subject", "body", "wish", "against", "learned_on", "about"),
    ),
    Page(
        "who",
        _("Người gửi"),
        _("Ông/bà là ai?"),
        ("full_name", "address", "phone", "email", "tell_by", "citizen_id"),
    ),
    Page("review", _("Xem lại"), _("Xem lại rồi gửi"), ("papers",)),
)
KEYS = tuple(page.key for page in PAGES)
CARRIED = ("submission", *(name for page in PAGES[:-1] for name in page.names))


def page(key: str) -> Page:
    """The page of that name; KeyError when there is none."""
    return next((page for page in PAGES if page.key == key), None) or PAGES[KEYS.index("review")]


def after(key: str) -> str:
    """The name of the page after this one."""
    return KEYS[min(KEYS.index(key) + 1, len(KEYS) - 1)]


def before(key: str) -> str:
    """The name of the page before this one; empty on the first."""
    index = KEYS.index(key)
    return KEYS[index - 1] if index else ""


def steps(key: str) -> list[tuple[str, str]]:
    """The row of steps above the page: what is done, what is asked now, what comes."""
    now = KEYS.index(key)
    return [
        (str(page.label), "past" if at < now else "now" if at == now else "") for at, page in enumerate(PAGES)
    ]


def carried(data: dict[str, str], form: Form | None, key: str) -> list[tuple[str, str]]:
    """What the page must carry along hidden: everything told so far that the page itself does not ask."""
    asked = set(page(key).names) if form is not None else set()
    return [(name, data[name]) for name in CARRIED if name not in asked and data.get(name)]
