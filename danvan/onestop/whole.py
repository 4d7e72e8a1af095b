"""An application with all its parts, in one statement: what its pages show, whoever reads them.

`.all()` of each part is answered from it, in the order in which it is shown.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from danvan.cases.models import Attachment, Case, Deadline, Party, concerns_of
from danvan.lib.joined import Part, keep
from danvan.lib.sentences import Given, Kept, Question
from danvan.onestop.models import Application, Fee, Halt, Handed, Lack, Order, Scan, Stage
from danvan.people.models import Post
from danvan.procedures.models import Document

NAME = ("id", "full_name")


def _of(table: type[Any], *order: str, key: str = "application") -> QuerySet[Any]:
    return table.objects.filter(**{key: OuterRef("pk")}).order_by(*order)


PARTS: Mapping[str, Part] = {
    "stages": Part(_of(Stage, "place"), {"unit": (), "officer": NAME, "gave": NAME}),
    "handed": Part(_of(Handed, "document__place"), {"document": ()}),
    "scans": Part(_of(Scan, "document__place", "pk"), {"document": (), "attachment": ()}),
    "lacks": Part(_of(Lack, "pk")),
    "halts": Part(_of(Halt, "from_at")),
    "fees": Part(_of(Fee, "pk")),
    "orders": Part(_of(Order, "pk")),
}
"""What hangs on the application itself."""
OF_CASE: Mapping[str, Part] = {
    "parties": Part(_of(Party, "pk", key="case")),
    "attachments": Part(_of(Attachment, "pk", key="case")),
    "deadlines": Part(_of(Deadline, "pk", key="case")),
}
OF_VERSION: Mapping[str, Part] = {
    "documents": Part(Document.objects.filter(version=OuterRef("version")).order_by("place")),
}
WITH_IT = (
    "case__unit_responsible",
    "case__unit_received",
    "case__officer",
    "version__procedure",
    "way",
    "unit",
)
_asked: Kept[Question[Application]] = Kept()


def read(pk: int, *, on: date, case: Case | None = None) -> Application | None:
    """The application with its parts, whom its case is about, and `colleagues` where its steps lie; None for none.

    `case`: its case, where it was read before; the parts of the case come to it.
    """
    found: Any = next(iter(_asked.under(on, lambda: Question(_rows(on))).ask(pk=pk)), None)
    if found is None:
        return None
    found.case = case or found.case
    owners = ((found, PARTS, "application"), (found.case, OF_CASE, "case"), (found.version, OF_VERSION, ""))
    for owner, parts, key in owners:
        for name, part in parts.items():
            rows = part.made(found.__dict__.pop(f"told_{name}"))
            keep(owner, name, rows)
            for row in rows if key else ():
                setattr(row, key, owner)
    found.case.concerned = found.__dict__.pop("concerned")
    found.case.application = found
    return found


def _rows(on: date) -> QuerySet[Application]:
    parts = {**PARTS, **OF_CASE, **OF_VERSION}
    rows = Application.objects.select_related(*WITH_IT).annotate(
        **{f"told_{name}": part.asked() for name, part in parts.items()},
        concerned=concerns_of(),
        colleagues=ArraySubquery(_colleagues(on)),
    )
    return rows.filter(pk=Given("pk")).order_by()


def _colleagues(on: date) -> QuerySet[Any, Any]:
    """Whoever has a post where a step lies, by name: (unit, officer)."""
    lies = Stage.objects.filter(application=OuterRef(OuterRef("pk")), done_at__isnull=True).order_by()
    where = lies.values_list(Coalesce("unit", "application__case__unit_responsible"))
    posts = Post.objects.on(on).filter(Q(unit__in=Subquery(where)), officer__is_active=True)
    told = JSONObject(unit="unit_id", id="officer_id", name="officer__full_name")
    return posts.order_by("officer__sort_key", "officer_id").values(json=told)
