"""How custodians, denunciations and what was found in a text are shown."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.cases import concerns, concernwords
from danvan.denunciations.models import Custodian, Denunciation, Protection
from danvan.journal.models import Event
from danvan.lib.giveaways import Kind
from danvan.people import queries as units
from danvan.web import words
from danvan.web.parts import Row

GIVEAWAYS: Mapping[Kind, str | Promise] = {
    Kind.MARK: gettext_lazy("thông tin của người tố cáo"),
    Kind.NAME: gettext_lazy("họ tên"),
    Kind.PLACE: gettext_lazy("nơi ở"),
    Kind.NAME_PART: gettext_lazy("một phần họ tên"),
    Kind.CALLED: gettext_lazy("cách gọi tên"),
    Kind.PHONE: gettext_lazy("số điện thoại"),
    Kind.CITIZEN_ID: gettext_lazy("số căn cước, chứng minh nhân dân"),
    Kind.EMAIL: gettext_lazy("địa chỉ thư điện tử"),
    Kind.HAMLET: gettext_lazy("tên thôn, xóm, tổ"),
    Kind.SELF: gettext_lazy("lời tự xưng tên"),
    Kind.COPIED: gettext_lazy("chép nguyên văn từ đơn"),
}
CUSTODY: Mapping[str, str | Promise] = {
    "named": gettext_lazy("phân công giữ khóa"),
    "key_brought": gettext_lazy("nộp khóa"),
    "key_changed": gettext_lazy("đổi khóa"),
    "ended": gettext_lazy("thôi giữ khóa"),
}


def marks(found: Any) -> list[tuple[str, str]]:
    """The badges of a denunciation in a custodian's list: written down or not, what is new."""
    told = [(_("đã lược"), "done")] if found.is_redacted else [(_("chưa lược"), "wait")]
    told += [(_("lời nhắn mới"), "work")] if found.has_unread else []
    return told + ([(_("xin xem danh tính"), "wait")] if found.has_looks else [])


def line(found: Denunciation) -> dict[str, Any]:
    """A denunciation as a line of a custodian's list."""
    case = found.case
    return {"found": found, "case": case, "status": case.state.label, "marks": marks(found)}


def concerned(found: Denunciation, *, on: date) -> list[str]:
    """Whom of the office it is said to be about, one each."""
    told = concerns.of(found.case)
    names = units.names_on({one["unit"] for one in told}, on)
    said = [concernwords.whom(one, names.get(one["unit"], "")) for one in told]
    return [f"{one[:1].upper()}{one[1:]}" for one in said]


def custody(row: Custodian) -> tuple[str, str]:
    """How it stands with a custodian, and the kind of the badge."""
    if row.until:
        return _("đã thôi"), "stop"
    return (_("đang giữ"), "done") if row.since else (_("chờ nộp khóa"), "wait")


def protection(row: Protection) -> tuple[str, str]:
    """How it stands with a measure of protection, and the kind of the badge."""
    if row.ended_on:
        return _("đã chấm dứt"), "stop"
    if row.decided_on is None:
        return _("chờ quyết định"), "wait"
    return (_("đang áp dụng"), "done") if row.is_granted else (_("không áp dụng"), "stop")


def journal(events: Iterable[Event], names: Mapping[int, str]) -> list[Row]:
    """The journal of custody: day, who, what, by whom; `names` by the number of the custodian."""
    return [
        Row(
            words.short(event.on),
            f"{names.get(event.subject, '')}: {CUSTODY.get(event.verb, event.verb)}",
            small=event.actor.full_name if event.actor else _("tự ghi"),
        )
        for event in events
    ]
