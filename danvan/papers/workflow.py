"""What a kind of paper is, as pure data: its series of numbers, its words, what it asks for, who may issue it.

A kind is written in texts/<kind>.yaml and read by danvan.papers.kinds; the PDF, the Word template and the form that
asks for what is missing all come from that one file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.people.roles import Role


class State(StrEnum):
    """Where a paper stands."""

    DRAFT = "draft"
    ISSUED = "issued"
    CANCELLED = "cancelled"


STATE_LABELS: Mapping[str, str | Promise] = {
    State.DRAFT.value: _("Dự thảo"),
    State.ISSUED.value: _("Đã ban hành"),
    State.CANCELLED.value: _("Đã hủy"),
}


@dataclass(frozen=True)
class Series:
    """A series of numbers in a unit's book: one for each type of paper (Decree 30/2020/NĐ-CP, Annex III).

    `mark` is the type's abbreviation in the symbol, as in 12/TB-UBND; the official letter (công văn) has none.
    """

    code: str
    mark: str
    label: str | Promise


SERIES: Mapping[str, Series] = {
    one.code: one
    for one in (
        Series("notice", "TB", _("Thông báo")),
        Series("letter", "", _("Công văn")),
        Series("decision", "QĐ", _("Quyết định")),
        Series("invitation", "GM", _("Giấy mời")),
        Series("minutes", "BB", _("Biên bản")),
        Series("slip", "GH", _("Giấy hẹn")),
        Series("report", "BC", _("Báo cáo")),
        Series("conclusion", "KL", _("Kết luận")),
        Series("certificate", "GCN", _("Giấy chứng nhận")),
        Series("council_notice", "TB", _("Thông báo của Hội đồng nhân dân")),
        Series("council_letter", "", _("Công văn của Hội đồng nhân dân")),
        Series("council_report", "BC", _("Báo cáo của Hội đồng nhân dân")),
        Series("council_minutes", "BB", _("Biên bản của Hội đồng nhân dân")),
    )
}

DRAFTERS = frozenset({Role.CLERK, Role.HANDLER, Role.LEADER})
ISSUERS = frozenset({Role.HANDLER, Role.LEADER})
BINDING_ISSUERS = frozenset({Role.LEADER})


@dataclass(frozen=True)
class Asked:
    """Something that the officer writes into a paper; `source` names the known field that it begins with."""

    name: str
    vi: str
    en: str
    source: str = ""
    example: str = ""
    long: bool = False
    day: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Part:
    """One paragraph of the text: its bold first words, its style, and the field without which it is left out."""

    text: str = ""
    lead: str = ""
    style: str = ""
    when: str = ""
    basis: bool = False


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper (loại văn bản).

    `binds`: only a leader issues it. `by_head`: the head signs in his own name, not for the whole body (TM.).
    `requires` names a rule of law without which the paper is not offered; `needs` the fields of the register
    without which it would say nothing (the day to which a term is extended): it is not issued before the step;
    `basis` those named in “Căn cứ”, `cites` those cited in a sentence, as field → rule. `sides` are the two
    signatures of minutes. `council`: the People's Council of the unit issues it, under its own head and numbers, signed
    by whoever keeps its office or chairs it. `edition` is the hash of the text: which words a paper was made from stays
    on record.
    """

    code: str
    vi: str
    en: str
    series: Series
    stream: str
    edition: str
    heading: str = ""
    abstract: str = ""
    reference: str = ""
    to: str = ""
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    requires: str = ""
    needs: tuple[str, ...] = ()
    binds: bool = False
    public: bool = False
    by_head: bool = False
    council: bool = False
    basis: tuple[str, ...] = ()
    cites: Mapping[str, str] = field(default_factory=dict, hash=False)
    asked: tuple[Asked, ...] = ()
    body: tuple[Part, ...] = ()
    copies: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()

    @property
    def issuers(self) -> frozenset[Role]:
        """The roles that may give it a number."""
        return BINDING_ISSUERS if self.binds else ISSUERS
