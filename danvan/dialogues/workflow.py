"""Dialogues as a kind of meeting; the life of a request for one, as a table."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.meetings.kinds import Kind
from danvan.people.lives import Life, Move, State
from danvan.people.roles import Role

Words = str | Promise

DIALOGUE = Kind(
    code="dialogue",
    label=_("Đối thoại với Nhân dân"),
    public="portal:dialogue",
    back="dialogues:dialogues",
    beside="danvan.dialogues.present.beside",
    joined=("dialogue__request",),
    notice="dialogue.notice",
    result="dialogue.result",
    tiers=("commune",),
)
YEARLY, ASKED_FOR, CONFERENCE = "dialogue.yearly", "dialogue.asked_for", "dialogue.conference"
"""How often the law wants one, and from how many voters on it must be held."""


class Occasion(StrEnum):
    """Why a dialogue is held."""

    YEARLY = "yearly"
    REQUEST = "request"
    NEED = "need"


OCCASIONS: Mapping[Occasion, Words] = {
    Occasion.YEARLY: _("Định kỳ hằng năm"),
    Occasion.REQUEST: _("Cử tri yêu cầu"),
    Occasion.NEED: _("Khi cần"),
}


class Status(StrEnum):
    """Where a request stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"


BADGES = {Status.RECEIVED: "wait", Status.ACCEPTED: "done", Status.REFUSED: "stop"}
_RECEIVED = frozenset({Status.RECEIVED.value})
TAKERS = (Role.CLERK, Role.HANDLER, Role.LEADER)
DECIDERS = (Role.LEADER,)

REQUEST = Life(
    code="dialogue_request",
    stream="dialogue_request",
    label=_("Yêu cầu đối thoại"),
    statuses=(
        State(Status.RECEIVED.value, _("Chờ quyết định")),
        State(Status.ACCEPTED.value, _("Chấp nhận"), "nobody"),
        State(Status.REFUSED.value, _("Không chấp nhận"), "nobody"),
    ),
    opening=Move(
        "request_receive",
        _("Ghi yêu cầu đối thoại"),
        frozenset(),
        Status.RECEIVED.value,
        _("ghi yêu cầu đối thoại"),
        ("signatures", "voters"),
        TAKERS,
    ),
    transitions=(
        Move(
            "request_correct",
            _("Sửa số chữ ký"),
            _RECEIVED,
            Status.RECEIVED.value,
            _("sửa số chữ ký"),
            ("signatures", "voters"),
            TAKERS,
        ),
        Move(
            "request_accept",
            _("Chấp nhận"),
            _RECEIVED,
            Status.ACCEPTED.value,
            _("chấp nhận tổ chức đối thoại"),
            (),
            DECIDERS,
        ),
        Move(
            "request_refuse",
            _("Không chấp nhận"),
            _RECEIVED,
            Status.REFUSED.value,
            _("không chấp nhận, nêu căn cứ"),
            ("text",),
            DECIDERS,
        ),
    ),
)
