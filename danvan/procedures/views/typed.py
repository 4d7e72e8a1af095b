"""The four parts of the form of a procedure as one: facts, papers, ways, steps."""

import re
from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from danvan.people.errors import Refused
from danvan.procedures.content import DOCUMENT, TEXTS, WAY, Content
from danvan.procedures.doubts import Doubt
from danvan.procedures.forms import DocumentRows, FactsForm, StepRows, WayRows, content_of
from danvan.procedures.models import Step, Version
from danvan.web.rows import unjudged

SETS = {"documents": DocumentRows, "ways": WayRows, "steps": StepRows}


class Typed:
    """What was typed, or what the draft says where nothing was typed yet."""

    def __init__(self, data: QueryDict | None, version: Version | None = None) -> None:
        self.data = data
        doubts = [Doubt.of(kept) for kept in version.doubts] if version else []
        begun = _begun(version) if version and data is None else {}
        self.facts = FactsForm(data, doubts=doubts, initial=begun.get("facts"))
        self.rows: dict[str, Any] = {
            name: rows(data, prefix=name, initial=begun.get(name)) for name, rows in SETS.items()
        }

    @property
    def forms(self) -> Sequence[Any]:
        """All of them, in the order of the page."""
        return [self.facts, *self.rows.values()]

    def only_rearranged(self) -> bool:
        """Whether a button only asked for one row more or one less; done, and nothing is judged."""
        data = self.data if self.data is not None else {}
        if (more := data.get("add")) in self.rows:
            self.rows[str(more)].add_row()
        elif found := re.fullmatch(r"(documents|ways|steps)-([0-9]{1,2})", str(data.get("remove", ""))):
            self.rows[found[1]].remove_row(int(found[2]))
        else:
            return False
        self.facts = unjudged(self.facts)
        self.rows = {name: unjudged(rows) for name, rows in self.rows.items()}
        return True

    def content(self) -> Content | None:
        """All of it, or None where something is not right, which the fields say."""
        right = [form.is_valid() for form in self.forms]  # each of them, so that all is said at once
        if not all(right):
            return None
        told = content_of(self.facts, *self.rows.values())
        return None if any(form.errors for form in self.rows["steps"].forms) else told

    @property
    def settled(self) -> list[int]:
        """The places of the doubts that were ticked."""
        return [int(place) for place in self.facts.cleaned_data["settled"]]

    def refuse(self, why: Refused) -> None:
        """Say what the action refused, where it belongs."""
        self.facts.refuse(why)

    def context(self) -> dict[str, Any]:
        """For the template."""
        wrong = self.data is not None and any(map(_is_wrong, self.forms))
        return {"facts": self.facts, "has_errors": wrong, **self.rows}


def _is_wrong(form: Any) -> bool:
    return bool(form.total_error_count()) if hasattr(form, "total_error_count") else bool(form.errors)


def _begun(version: Version) -> dict[str, Any]:
    """What a draft says, as forms take it."""
    facts = {name: getattr(version, name) for name in (*TEXTS, "needs_nothing")}
    facts |= {"code": version.procedure.code or version.procedure.code_given, "seen": version.revision}
    return {
        "facts": facts,
        "documents": [{name: getattr(row, name) for name in DOCUMENT} for row in version.documents.all()],
        "ways": [{name: getattr(row, name) for name in WAY} for row in version.ways.all()],
        "steps": [_step(row) for row in version.steps.all()],
    }


def _step(row: Step) -> dict[str, Any]:
    return {
        "name": row.name,
        "agency": row.agency,
        "unit": row.unit.key if row.unit else "",
        "after": ", ".join(map(str, row.after)),
        "share_amount": row.share_amount,
        "share_unit": row.share_unit,
    }
