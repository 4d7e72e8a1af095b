"""The whole paper of a report as plain data: made of a live report, or read back from what was kept of one.

DOCX and PDF are printed from this and from nothing else, so that an issued report can be printed again in twenty years
without asking the register. Always Vietnamese.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.conf import settings

from danvan.reports import contents, head
from danvan.reports.contents import Block, Grid, Heading, Picture, Prose
from danvan.reports.people_relations import Report

_BLOCKS: Mapping[str, type[Heading | Prose | Grid | Picture]] = {
    each.__name__.lower(): each for each in (Heading, Prose, Grid, Picture)
}


@dataclass(frozen=True)
class Signed:
    """What a report has once it is issued: number, place and day, in whose authority and by whom it is signed."""

    number: str
    place_and_date: str
    authority: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Whole:
    """Everything that stands on the paper of a report, in order; number and name are open until it is issued."""

    demo: str
    issuer: tuple[str, ...]
    number: str
    place_and_date: str
    kind: str
    subject: tuple[str, ...]
    period: str
    blocks: tuple[Block, ...]
    copies: tuple[str, ...]
    signer: tuple[str, ...]
    name: str = ""

    @classmethod
    def of(cls, report: Report) -> "Whole":
        """The paper of a live report."""
        return cls(
            demo=head.DEMONSTRATION if settings.DANVAN_DEMO else "",
            issuer=tuple(head.issuer(report)),
            number=head.number(report),
            place_and_date=head.place_and_date(report),
            kind=head.KIND,
            subject=tuple(head.subject(report)),
            period=head.period(report),
            blocks=tuple(contents.blocks(report)),
            copies=head.COPIES,
            signer=tuple(head.signer(report)),
        )

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Whole":
        """The same from its `as_dict`; KeyError or TypeError for what is none."""
        plain: dict[str, Any] = {
            name: tuple(said) if isinstance(said, list) else said for name, said in told.items()
        }
        plain["blocks"] = tuple(_block(each) for each in told["blocks"])
        return cls(**plain)

    def as_dict(self) -> dict[str, Any]:
        """As JSON keeps it and the layout of the PDF takes it; nothing of it is read as markup."""
        made = {name: list(said) if isinstance(said, tuple) else said for name, said in vars(self).items()}
        made["blocks"] = [{"what": type(each).__name__.lower(), **asdict(each)} for each in self.blocks]
        return made

    def signed(self, signed: Signed) -> "Whole":
        """The same with its number, day and signature."""
        return replace(
            self,
            number=f"Số: {signed.number}",
            place_and_date=signed.place_and_date,
            signer=signed.authority,
            name=signed.name,
        )

    def between(self, before: Sequence[Block], after: Sequence[Block]) -> "Whole":
        """The same with more blocks before everything and after it."""
        return replace(self, blocks=(*before, *self.blocks, *after))


def _block(told: Mapping[str, Any]) -> Block:
    """One block; the rows of a table are tuples again."""
    given = {name: said for name, said in told.items() if name != "what"}
    if "rows" in given:
        given["heads"] = tuple(given["heads"])
        given["rows"] = tuple(tuple(row) for row in given["rows"])
    return _BLOCKS[told["what"]](**given)
