"""A term begins; groups with their constituencies and deputies are entered, and end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.council import policies
from danvan.council.actions.ledger import TERMS, asked, hold_term, write
from danvan.council.models import Constituency, Deputy, Group, Term
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit


@dataclass(frozen=True)
class Person:
    """A deputy as she is entered; danvan.council.models.Deputy says what each word is."""

    full_name: str
    from_on: date
    post: str = ""
    work: str = ""
    contact: str = ""


@transaction.atomic
def begin_term(
    *, unit: Unit, name: str, from_on: date, until_on: date | None = None, by: Account, on: date
) -> Term:
    """Begin a term of the unit's council (nhiệm kỳ).

    Raises Refused for whoever is not of its office, without a name, and where another term runs on one of its days.
    """
    policies.check_can_write(by, unit, on)
    said = asked(name, _("Xin ghi tên nhiệm kỳ, ví dụ 2021–2026."), "name")
    if until_on is not None and until_on < from_on:
        raise Refused(_("Ngày cuối ở trước ngày đầu nhiệm kỳ."), field="until_on")
    Unit.objects.select_for_update().get(pk=unit.pk)
    for other in Term.objects.filter(unit=unit):
        ends_before = other.until_on is not None and other.until_on < from_on
        begins_after = until_on is not None and other.from_on > until_on
        if not (ends_before or begins_after):
            raise Refused(
                _("Nhiệm kỳ %(name)s đang ở những ngày này.") % {"name": other.name}, field="from_on"
            )
    term = Term(unit=unit, name=said[:60], from_on=from_on, until_on=until_on)
    term.save()
    write(term, "term_begin", stream=TERMS, by=by, on=on)
    return term


@transaction.atomic
def end_term(term: Term, *, until_on: date, by: Account, on: date) -> Term:
    """Say on which day a term ends. Raises Refused for a day before its first one, and without a right."""
    row = hold_term(term)
    policies.check_can_write(by, row.unit_id, on)
    if until_on < row.from_on:
        raise Refused(_("Ngày cuối ở trước ngày đầu nhiệm kỳ."), field="until_on")
    row.until_on = until_on
    write(row, "term_end", stream=TERMS, by=by, on=on)
    return row


@transaction.atomic
def add_group(term: Term, *, name: str, places: Sequence[tuple[Unit, str]], by: Account, on: date) -> Group:
    """Enter a group of deputies with the places that elect it: units, or parts of one in words.

    Raises Refused without a right, a name or a place, and for a name that another group has.
    """
    row = hold_term(term)
    policies.check_can_write(by, row.unit_id, on)
    said = asked(name, _("Xin ghi tên tổ đại biểu."), "name")[:120]
    if row.groups.filter(name=said).exists():
        raise Refused(_("Nhiệm kỳ này đã có tổ đại biểu tên ấy."), field="name")
    wanted = dict.fromkeys((unit, clean(part)[:120]) for unit, part in places)
    if not wanted:
        raise Refused(_("Xin chọn đơn vị bầu cử của tổ."), field="places")
    group = Group.objects.create(term=row, name=said)
    made = Constituency.objects.bulk_create(
        Constituency(group=group, unit=unit, part=part) for unit, part in wanted
    )
    write(row, "term_group", stream=TERMS, by=by, on=on, rows=[group, *made])
    return group


@transaction.atomic
def add_deputy(group: Group, person: Person, *, by: Account, on: date) -> Deputy:
    """Enter a deputy of a group. Raises Refused without a right or a name, and for days outside of the term."""
    row = hold_term(group.term)
    policies.check_can_write(by, row.unit_id, on)
    name = asked(person.full_name, _("Xin ghi họ tên đại biểu."), "full_name")
    if person.from_on < row.from_on or (row.until_on and person.from_on > row.until_on):
        raise Refused(_("Ngày bắt đầu nằm ngoài nhiệm kỳ."), field="from_on")
    deputy = Deputy(term=row, group=group, full_name=name[:120], from_on=person.from_on)
    deputy.post, deputy.work = clean(person.post)[:120], clean(person.work)[:200]
    deputy.contact = clean(person.contact)[:200]
    deputy.save()
    write(row, "term_deputy", stream=TERMS, by=by, on=on, rows=[deputy], data={"deputy": deputy.pk})
    return deputy


@transaction.atomic
def revise_deputy(deputy: Deputy, person: Person, *, by: Account, on: date) -> Deputy:
    """Write a deputy's name, post, work and contact anew; the first day stays. Raises Refused as add_deputy does."""
    row = hold_term(deputy.term)
    policies.check_can_write(by, row.unit_id, on)
    found = Deputy.objects.get(pk=deputy.pk)
    found.full_name = asked(person.full_name, _("Xin ghi họ tên đại biểu."), "full_name")[:120]
    found.post, found.work = clean(person.post)[:120], clean(person.work)[:200]
    found.contact = clean(person.contact)[:200]
    found.save()
    write(row, "term_deputy_revised", stream=TERMS, by=by, on=on, rows=[found], data={"deputy": found.pk})
    return found


@transaction.atomic
def end_mandate(deputy: Deputy, *, until_on: date, reason: str, by: Account, on: date) -> Deputy:
    """A deputy's mandate ends before the term does, for a reason. Raises Refused without one, or without a right."""
    row = hold_term(deputy.term)
    policies.check_can_write(by, row.unit_id, on)
    found = Deputy.objects.get(pk=deputy.pk)
    if until_on < found.from_on:
        raise Refused(_("Ngày này ở trước ngày bắt đầu làm đại biểu."), field="until_on")
    found.ended = asked(reason, _("Xin ghi lý do thôi làm đại biểu."), "reason")[:250]
    found.until_on = until_on
    found.save()
    told = {"deputy": found.pk}
    write(row, "term_deputy_ended", stream=TERMS, by=by, on=on, rows=[found], data=told, text=found.ended)
    return found
