"""How papers are shown: a line of a list, the persons as initials."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.lib.text import initials
from danvan.papers import kinds
from danvan.papers.models import Paper
from danvan.papers.workflow import STATE_LABELS, State

EVENTS: Mapping[str, str | Promise] = {
    "paper_prepared": gettext_lazy("Lập dự thảo văn bản"),
    "paper_revised": gettext_lazy("Sửa dự thảo văn bản"),
    "paper_issued": gettext_lazy("Ban hành văn bản"),
    "paper_cancelled": gettext_lazy("Hủy văn bản"),
    "paper_opened": gettext_lazy("Mở văn bản có tên người"),
}
"""What was done with papers, in an officer's timeline."""
TOLD: Mapping[str, str | Promise] = {
    "paper_issued": gettext_lazy("Cơ quan ban hành văn bản"),
    "paper_cancelled": gettext_lazy("Cơ quan hủy văn bản"),
}
"""The same for whoever wrote or came."""
BADGES = {State.DRAFT.value: "wait", State.ISSUED.value: "done", State.CANCELLED.value: "stop"}
_BEFORE = "ông (bà) "


def line(paper: Paper) -> dict[str, Any]:
    """A paper as a line of a list."""
    kind = kinds.get(paper.kind)
    return {
        "paper": paper,
        "name": kinds.label(kind),
        "symbol": paper.symbol or _("chưa có số"),
        "label": STATE_LABELS[paper.state],
        "badge": BADGES[paper.state],
        "about": paper.fields.get("subject", ""),
        "people": people(paper),
    }


def people(paper: Paper) -> str:
    """Whoever wrote or came, as initials: N.T.L. + 2."""
    said = paper.fields.get("senders", "")
    if not said.startswith(_BEFORE):
        return ""
    named, _and, more = said.removeprefix(_BEFORE).partition(" và ")
    count = more.split(" ")[0]
    return ", ".join(initials(name) for name in named.split(", ")) + (f" + {count}" if count else "")


def hash_groups(digest: str) -> str:
    """The first sixteen digits of a hash in groups of four, as receipts print theirs."""
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4)) if digest else ""
