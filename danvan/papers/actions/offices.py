"""What an office furnishes its papers with: Word templates of its own, and how it signs."""

from datetime import date

from django.db import transaction
from django.db.models import Max, Model
from django.utils.translation import gettext as _

from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.papers import check, kinds, policies
from danvan.papers.actions.keeping import keep
from danvan.papers.errors import PaperRefused
from danvan.papers.models import Letterhead, Template
from danvan.people.models import Account, Unit

STREAM = "papers"
NAME_MOST = 150


@transaction.atomic
def adopt(unit: Unit, kind_code: str, *, name: str, file: bytes, by: Account, on: date) -> Template:
    """Take an office's Word file for its template of a kind, from now on (thay mẫu); earlier versions are kept.

    Raises PaperRefused unless the officer administers the unit, TemplateRefused with every problem of the file.
    """
    policies.check_can_furnish(by, unit, on=on)
    kind = kinds.get(kind_code)
    check.check(kind, file)
    _lock(unit)
    last = Template.objects.filter(unit=unit, kind=kind.code).aggregate(last=Max("version"))["last"] or 0
    row = Template.objects.create(
        unit=unit,
        kind=kind.code,
        version=last + 1,
        name=name[:NAME_MOST],
        sha256=keep(file),
        size=len(file),
        by=by,
        on=on,
    )
    _note(unit, "template_adopted", row, by=by, on=on)
    return row


@transaction.atomic
def retire(template: Template, *, by: Account, on: date) -> None:
    """Use a template no longer (bỏ mẫu): the version before it is in use again, or ours.

    Raises PaperRefused unless the officer administers the unit, or when it is retired already.
    """
    policies.check_can_furnish(by, template.unit, on=on)
    _lock(template.unit)
    row = Template.objects.get(pk=template.pk)
    if row.retired_on:
        raise PaperRefused(_("Mẫu này đã bỏ."))
    row.retired_on = on
    row.save(update_fields=["retired_on"])
    _note(row.unit, "template_retired", row, by=by, on=on)
    template.retired_on = on


@transaction.atomic
def set_letterhead(
    unit: Unit, *, mark: str, drafting: str, head_title: str, place: str, by: Account, on: date
) -> Letterhead:
    """Set how a unit signs its papers: abbreviations in the symbol, what its head is called, its place.

    Raises PaperRefused unless the officer administers the unit. Papers already issued stay as they are.
    """
    policies.check_can_furnish(by, unit, on=on)
    _lock(unit)
    given = {"mark": mark, "drafting": drafting, "head_title": head_title, "place": place}
    row, _made = Letterhead.objects.update_or_create(unit=unit, defaults=given)
    _note(unit, "letterhead_set", row, by=by, on=on)
    return row


def _lock(unit: Unit) -> None:
    """One writer of a unit's chain at a time."""
    Unit.objects.select_for_update().get(pk=unit.pk)


def _note(unit: Unit, verb: str, row: Model, *, by: Account, on: date) -> None:
    """An event on the chain of the unit's papers, with the fingerprint of the row."""
    journal.record(
        stream=STREAM, subject=unit.pk, verb=verb, by=by, on=on, data={"rows": prints.of([row], unit.key)}
    )
