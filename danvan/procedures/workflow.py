"""The life of a version of a procedure as a table; buttons, checks and docs/states/procedure.md are read from it.

A status is what was decided last. How a version stands on a day follows from its days as well: `Standing`.
"""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.people.lives import Life, Move, State
from danvan.people.roles import Role

Words = str | Promise
EDITORS = (Role.LEADER, Role.ADMINISTRATOR)


class Status(StrEnum):
    """What was decided last on a version."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    ABOLISHED = "abolished"
    DROPPED = "dropped"


PUBLIC = (Status.PUBLISHED.value, Status.SUSPENDED.value, Status.ABOLISHED.value)
"""Versions that were in force, are, or will be: anybody may read them, and none of them is written to again."""
RUNNING = (Status.PUBLISHED.value, Status.SUSPENDED.value)


class Standing(StrEnum):
    """How a version stands on one day."""

    DRAFT = "draft"
    DROPPED = "dropped"
    COMING = "coming"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    REPLACED = "replaced"
    ABOLISHED = "abolished"


STANDINGS: dict[Standing, tuple[Words, str]] = {
    Standing.DRAFT: (_("Bản thảo"), "wait"),
    Standing.DROPPED: (_("Đã bỏ"), "stop"),
    Standing.COMING: (_("Sắp có hiệu lực"), "work"),
    Standing.IN_FORCE: (_("Đang thực hiện"), "done"),
    Standing.SUSPENDED: (_("Tạm ngừng"), "wait"),
    Standing.REPLACED: (_("Đã thay bằng bản mới"), ""),
    Standing.ABOLISHED: (_("Đã bãi bỏ"), "stop"),
}
"""Its word, and the colour of the badge."""


class Level(StrEnum):
    """At which level of administration a procedure is carried out (cấp thực hiện)."""

    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    NATION = "nation"


LEVELS: dict[Level, Words] = {
    Level.COMMUNE: _("Cấp xã"),
    Level.DISTRICT: _("Cấp huyện (đến 30/6/2025)"),
    Level.PROVINCE: _("Cấp tỉnh"),
    Level.NATION: _("Bộ, ngành"),
}


class Channel(StrEnum):
    """By which way one may file (hình thức nộp)."""

    COUNTER = "counter"
    POST = "post"
    ONLINE = "online"


CHANNELS: dict[Channel, Words] = {
    Channel.COUNTER: _("Nộp trực tiếp"),
    Channel.POST: _("Qua bưu chính"),
    Channel.ONLINE: _("Trực tuyến"),
}


_DRAFT = frozenset({Status.DRAFT.value})
_RUNNING = frozenset(RUNNING)
_ACT = ("from_on", "act", "act_on")

LIFE = Life(
    code="procedure",
    stream="procedure",
    label=_("Phiên bản của thủ tục hành chính"),
    statuses=(
        State(Status.DRAFT.value, _("Bản thảo")),
        State(Status.PUBLISHED.value, _("Đã công bố")),
        State(Status.SUSPENDED.value, _("Tạm ngừng")),
        State(Status.ABOLISHED.value, _("Đã bãi bỏ"), "nobody"),
        State(Status.DROPPED.value, _("Đã bỏ"), "nobody"),
    ),
    opening=Move(
        "procedure_draft",
        _("Lập bản thảo"),
        frozenset(),
        Status.DRAFT.value,
        _("lập bản thảo"),
        roles=EDITORS,
    ),
    transitions=(
        Move(
            "procedure_revise",
            _("Sửa bản thảo"),
            _DRAFT,
            Status.DRAFT.value,
            _("sửa bản thảo"),
            roles=EDITORS,
        ),
        Move("procedure_publish", _("Công bố"), _DRAFT, Status.PUBLISHED.value, _("công bố"), _ACT, EDITORS),
        Move(
            "procedure_drop",
            _("Bỏ bản thảo"),
            _DRAFT,
            Status.DROPPED.value,
            _("bỏ bản thảo"),
            ("text",),
            EDITORS,
        ),
        Move(
            "procedure_suspend",
            _("Tạm ngừng"),
            frozenset({Status.PUBLISHED.value}),
            Status.SUSPENDED.value,
            _("tạm ngừng"),
            (*_ACT, "text"),
            EDITORS,
        ),
        Move(
            "procedure_resume",
            _("Thực hiện lại"),
            frozenset({Status.SUSPENDED.value}),
            Status.PUBLISHED.value,
            _("thực hiện lại"),
            _ACT,
            EDITORS,
        ),
        Move(
            "procedure_abolish",
            _("Bãi bỏ"),
            _RUNNING,
            Status.ABOLISHED.value,
            _("bãi bỏ"),
            _ACT,
            EDITORS,
        ),
    ),
)
