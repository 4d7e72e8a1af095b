"""The words of a message: no name, no subject of a letter, nothing that a citizen wrote."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danvan.lib import dates
from danvan.lib.codes import GROUPS
from danvan.promises.models import Promise, PromiseQuerySet


@dataclass(frozen=True)
class Owed:
    """What one message tells of: `alarmed` cases, the longest missed first, `count` of them in all; then promises.

    `promised` are all promises. `unsettled`: how many cases wait for an administrator to give somebody the post that
    settles them.
    """

    rows: QuerySet[Any]
    count: int
    promises: PromiseQuerySet
    promised: int
    unsettled: int

    @property
    def total(self) -> int:
        """How many things want somebody."""
        return self.count + self.promised + self.unsettled


def written(owed: Owed, *, on: date) -> tuple[str, str]:
    """Subject and text."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = ngettext(
            "Dân Vận: %(n)s việc cần chú ý, ngày %(day)s",
            "Dân Vận: %(n)s việc cần chú ý, ngày %(day)s",
            owed.total,
        ) % {"n": owed.total, "day": dates.short(on)}
        lines = [_line(row, on) for row in owed.rows]
        if owed.count > len(lines):
            lines.append(_("Và %(n)s việc nữa.") % {"n": owed.count - len(lines)})
        lines += [_promise(row, on) for row in owed.promises]
        if owed.promised > len(owed.promises):
            lines.append(_("Và %(n)s lời hứa nữa.") % {"n": owed.promised - len(owed.promises)})
        if owed.unsettled:
            said = _(
                "%(n)s đơn chưa có ai trong sổ giải quyết được, cần người quản trị giao vai trò: %(url)s"
            )
            lines.append(said % {"n": owed.unsettled, "url": _address("desk:unheld")})
        if owed.count or owed.promised:
            lines += ["", _("Tất cả cảnh báo: %(url)s") % {"url": _address("desk:alarms")}]
        return subject, "\n".join(lines) + "\n"


def _line(row: Any, on: date) -> str:
    """First group of the code (the whole code is the citizen's key), what sounds, kind, the day, the address."""
    told = []
    if row.term_on and row.term_on <= row.soon_until:
        told.append(f"{_kind(row.term_on, on)} {dates.short(row.term_on)}")
    if row.threshold_on and row.threshold_on <= row.soon_until:
        told.append(_("ngưỡng xem xét kỷ luật %(day)s") % {"day": dates.short(row.threshold_on)})
    parts = [f"{row.code[: GROUPS[0]]}…", str(row.workflow.label), ", ".join(told)]
    return f"{' · '.join(parts)}\n  {_address('desk:case', row.pk)}"


def _promise(row: Promise, on: date) -> str:
    """A promise: its number, what sounds, the day, the address; not what was promised."""
    told = _("Lời hứa số %(n)s") % {"n": row.pk}
    parts = [told, f"{_kind(row.due_on, on)} {dates.short(row.due_on)}"]
    return f"{' · '.join(parts)}\n  {_address('promises:promise', row.pk)}"


def _kind(day: date, on: date) -> str:
    if day < on:
        return _("quá hạn")
    return _("đến hạn hôm nay") if day == on else _("sắp đến hạn")


def _address(name: str, *args: int) -> str:
    try:
        return settings.DANVAN_URL + reverse(name, args=args)
    except NoReverseMatch:
        return str(settings.DANVAN_URL)
