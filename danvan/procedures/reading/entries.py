"""An entry of a file: as it came, as it was understood, what of it is not clear."""

from dataclasses import dataclass, field
from typing import Any

from danvan.lib.canonical import digest
from danvan.lib.text import fold
from danvan.procedures.content import MOST_DOCUMENTS, MOST_STEPS, MOST_WAYS, Content
from danvan.procedures.doubts import Doubt

LONGEST = {"name": 500, "field": 120, "agency": 250}
LONGEST_CODE = 60


@dataclass
class Entry:
    """`code` where it is one, `code_given` as it came; `content` as far as it was understood."""

    where: str
    raw: dict[str, Any]
    content: Content
    code: str = ""
    code_given: str = ""
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, why: str, given: str, proposal: str = "") -> None:
        """Note what is not clear; the same thing once."""
        told = Doubt(why, given, proposal)
        if told not in self.doubts:
            self.doubts.append(told)

    @property
    def origin(self) -> str:
        """The same for two entries that mean one procedure, where no code says so."""
        return digest([fold(self.content.name), fold(self.content.agency), self.code_given])

    @property
    def key(self) -> str:
        """By what it is known again: its code, else its origin."""
        return self.code or self.origin

    @property
    def hash(self) -> str:
        """The same for two entries that say the same."""
        return digest([self.code_given, self.content.as_data()])

    @property
    def is_bare(self) -> bool:
        """Whether it names a procedure and tells nothing of how it goes."""
        return not (self.content.documents or self.content.ways or self.content.process)

    def unkeepable(self) -> Doubt | None:
        """Why no draft can be made of it; None where one can."""
        told = self.content
        if not told.name:
            return Doubt("no_name")
        if len(self.code_given) > LONGEST_CODE or any(
            len(getattr(told, name)) > most for name, most in LONGEST.items()
        ):
            return Doubt("long")
        if len(told.documents) > MOST_DOCUMENTS or len(told.ways) > MOST_WAYS or len(told.steps) > MOST_STEPS:
            return Doubt("many")
        return None
