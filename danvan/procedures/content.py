"""What a version says, apart from its days: as an officer types it, as an import brings it, as a draft keeps it.

The rows are those of the tables, not stored yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from danvan.lib.canonical import digest
from danvan.lib.text import clean, fold, sort_key
from danvan.procedures.models import Document, Part, Step, Version, Way

MOST_DOCUMENTS, MOST_WAYS, MOST_STEPS = 40, 6, 20
TEXTS = (
    *("name", "also_called", "field", "level", "agency"),
    *("who", "process", "conditions", "result", "bases"),
)
FACTS = (*TEXTS, "needs_nothing")
DOCUMENT = ("name", "originals", "copies", "to_show", "form", "form_url")
WAY = ("channel", "term_amount", "term_unit", "term_words", "fee", "fee_words", "note")
STEP = ("name", "agency", "unit_id", "share_amount", "share_unit", "after")


@dataclass
class Content:
    """The facts and the rows of a version."""

    name: str
    also_called: str = ""
    field: str = ""
    level: str = ""
    agency: str = ""
    who: str = ""
    process: str = ""
    conditions: str = ""
    result: str = ""
    bases: str = ""
    needs_nothing: bool = False
    documents: Sequence[Document] = ()
    ways: Sequence[Way] = ()
    steps: Sequence[Step] = ()

    def cleaned(self) -> "Content":
        """The same with every text made clean and every row in its place."""
        given: dict[str, Any] = {each.name: getattr(self, each.name) for each in fields(self)}
        given |= {name: clean(given[name]) for name in TEXTS}
        return Content(
            **given
            | {
                "documents": _in_place(self.documents, ("name", "form")),
                "ways": _in_place(self.ways, ("term_words", "fee_words", "note")),
                "steps": _in_place(self.steps, ("name", "agency")),
            }
        )

    def put(self, version: Version) -> None:
        """Set the facts of a version, and the words by which it is found."""
        for name in FACTS:
            setattr(version, name, getattr(self, name))
        code = version.procedure.code or version.procedure.code_given
        version.folded = fold(
            " ".join([self.name, self.also_called, code, self.field, self.agency, self.result])
        )
        version.sort_key = sort_key(self.name)

    def rows(self, version: Version) -> list[tuple[type[Part], list[Any]]]:
        """New rows of the version, table by table."""
        tables: list[tuple[type[Part], Sequence[Part], tuple[str, ...]]] = [
            (Document, self.documents, DOCUMENT),
            (Way, self.ways, WAY),
            (Step, self.steps, STEP),
        ]
        return [
            (table, [table(version=version, place=row.place, **_values(row, names)) for row in rows])
            for table, rows, names in tables
        ]

    def as_data(self) -> dict[str, Any]:
        """All of it as plain values."""
        told: dict[str, Any] = {name: getattr(self, name) for name in FACTS}
        told["documents"] = [_values(row, DOCUMENT) for row in self.documents]
        told["ways"] = [_values(row, WAY) for row in self.ways]
        told["steps"] = [_values(row, STEP) for row in self.steps]
        return told

    @property
    def hash(self) -> str:
        """The same for two that say the same."""
        return digest(self.as_data())


def of_version(version: Version) -> Content:
    """What a version says now; three statements, none where its rows were fetched before."""
    facts = {name: getattr(version, name) for name in FACTS}
    return Content(
        **facts,
        documents=list(version.documents.all()),
        ways=list(version.ways.all()),
        steps=list(version.steps.all()),
    )


def _values(row: Part, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _in_place(rows: Sequence[Any], texts: Sequence[str]) -> list[Any]:
    for place, row in enumerate(rows, 1):
        row.place = place
        for name in texts:
            setattr(row, name, clean(getattr(row, name)))
    return list(rows)
