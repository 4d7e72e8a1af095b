"""Views are saved, renamed, shared with a unit and removed; each is on record."""

import secrets
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.people.models import Account
from danvan.worklists import policies
from danvan.worklists.models import SavedView

STREAM = "view"
MOST_VIEWS = 20
LONGEST = 2000


def save_view(name: str, query: str, *, by: Account, on: date) -> SavedView:
    """Keep a way of looking at the list under a name. Raises StepRefused for a name in use, or the twenty-first."""
    if len(query) > LONGEST:
        raise StepRefused(_("Bộ lọc này dài quá nên chưa lưu được."))
    if SavedView.objects.filter(owner=by, removed_on__isnull=True).count() >= MOST_VIEWS:
        raise StepRefused(_("Đã có %(n)s cách xem; xin bỏ bớt rồi lưu tiếp.") % {"n": MOST_VIEWS})
    view = SavedView(owner=by, name=name, query=query, made_on=on, salt=secrets.token_hex(16))
    return _keep(view, "view_saved", by=by, on=on)


def rename_view(view: SavedView, name: str, *, by: Account, on: date) -> SavedView:
    """Give the view another name. Raises StepRefused for another officer's view, and for a name in use."""
    policies.check_can_keep(view, by)
    view.name = name
    return _keep(view, "view_renamed", by=by, on=on)


def share_view(view: SavedView, unit_id: int | None, *, by: Account, on: date) -> SavedView:
    """Let everybody in the unit have the view too; without a unit, nobody but its owner any longer."""
    policies.check_can_keep(view, by)
    if unit_id is not None:
        policies.check_can_share(by, unit_id, on=on)
    view.unit_id = unit_id
    return _keep(view, "view_shared", by=by, on=on)


def remove_view(view: SavedView, *, by: Account, on: date) -> SavedView:
    """Have the view no longer."""
    policies.check_can_keep(view, by)
    view.removed_on = on
    return _keep(view, "view_removed", by=by, on=on)


def _keep(view: SavedView, verb: str, *, by: Account, on: date) -> SavedView:
    try:
        with transaction.atomic():
            view.save()
            data = {"rows": prints.of([view], view.salt)}
            journal.record(stream=STREAM, subject=view.pk, verb=verb, by=by, on=on, data=data)
    except IntegrityError:
        raise StepRefused(
            _("Đã có một cách xem tên “%(name)s”; xin đặt tên khác.") % {"name": view.name}, field="name"
        ) from None
    return view
