"""The lives of an exemplar, of a nomination and of a set of criteria, as tables.

Buttons, checks and the drawings in docs/states/ are read from them.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from danvan.emulation.words import Words
from danvan.people.lives import NOBODY, Life, Move, State
from danvan.people.roles import Role

WORKERS = (Role.CLERK, Role.HANDLER, Role.LEADER)
"""Who registers, scores, takes nominations in."""
RUNNERS = (Role.HANDLER, Role.LEADER)
"""Who runs a movement: names teams, puts down what the council voted, publishes."""
DECIDERS = (Role.LEADER,)
DRAFTERS = (*RUNNERS, Role.ADMINISTRATOR)
"""Who draws criteria up and announces movements."""
READERS = (*WORKERS, Role.COUNCIL, Role.INSPECTOR, Role.BOARD, Role.ADMINISTRATOR)


class Stage(StrEnum):
    """Who scored: whoever registered, or the team that looked again."""

    SELF = "self"
    CHECK = "check"


STAGES: dict[Stage, Words] = {Stage.SELF: _("Tự chấm"), Stage.CHECK: _("Phúc tra")}


class Status(StrEnum):
    """Where an exemplar stands."""

    REGISTERED = "registered"
    SCORED = "scored"
    CHECKING = "checking"
    CHECKED = "checked"
    PASSED = "passed"
    RECOGNISED = "recognised"
    RECHECKING = "rechecking"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


RUNNING = tuple(
    each.value for each in (Status.REGISTERED, Status.SCORED, Status.CHECKING, Status.CHECKED, Status.PASSED)
)
"""In hand: nothing was decided yet."""
HELD = (Status.RECOGNISED.value, Status.RECHECKING.value)
"""Recognised and not revoked; whether it is still in force is a question of the day."""
ENDED = (Status.REJECTED.value, Status.WITHDRAWN.value, Status.REVOKED.value)
EDITABLE = (Status.REGISTERED.value, Status.SCORED.value)
_ACT = ("decision", "decided_on", "decided_by")


def _of(*statuses: Status) -> frozenset[str]:
    return frozenset(each.value for each in statuses)


LIFE = Life(
    code="exemplar",
    label=_("Điển hình thi đua"),
    stream="exemplar",
    statuses=(
        State(Status.REGISTERED.value, _("Đã đăng ký"), badge="wait"),
        State(Status.SCORED.value, _("Đã tự chấm"), badge="work"),
        State(Status.CHECKING.value, _("Đang phúc tra"), badge="work"),
        State(Status.CHECKED.value, _("Đã phúc tra"), badge="work"),
        State(Status.PASSED.value, _("Hội đồng đã thông qua"), badge="work"),
        State(Status.RECOGNISED.value, _("Đã công nhận"), badge="done"),
        State(Status.RECHECKING.value, _("Đang kiểm tra lại"), badge="work"),
        State(Status.REJECTED.value, _("Không được công nhận"), NOBODY, badge="stop"),
        State(Status.WITHDRAWN.value, _("Đã rút đăng ký"), NOBODY),
        State(Status.REVOKED.value, _("Đã thu hồi công nhận"), NOBODY, badge="stop"),
    ),
    opening=Move(
        "exemplar_register",
        _("Đăng ký"),
        frozenset(),
        Status.REGISTERED.value,
        _("đăng ký"),
        roles=WORKERS,
    ),
    transitions=(
        Move(
            "exemplar_score",
            _("Tự chấm điểm"),
            _of(Status.REGISTERED, Status.SCORED),
            Status.SCORED.value,
            _("tự chấm điểm"),
            ("scores",),
            WORKERS,
        ),
        Move(
            "exemplar_team",
            _("Lập đoàn phúc tra"),
            _of(Status.SCORED),
            Status.CHECKING.value,
            _("lập đoàn phúc tra"),
            ("officers",),
            RUNNERS,
        ),
        Move(
            "exemplar_check",
            _("Chấm phúc tra"),
            _of(Status.CHECKING),
            Status.CHECKED.value,
            _("chấm phúc tra"),
            ("scores",),
            WORKERS,
        ),
        Move(
            "exemplar_return",
            _("Trả lại để bổ sung"),
            _of(Status.SCORED, Status.CHECKING, Status.CHECKED),
            Status.REGISTERED.value,
            _("trả lại để bổ sung"),
            ("text",),
            RUNNERS,
        ),
        Move(
            "exemplar_pass",
            _("Hội đồng thông qua"),
            _of(Status.CHECKED),
            Status.PASSED.value,
            _("ghi hội đồng thông qua"),
            ("votes",),
            RUNNERS,
        ),
        Move(
            "exemplar_fail",
            _("Hội đồng không thông qua"),
            _of(Status.CHECKED),
            Status.REJECTED.value,
            _("ghi hội đồng không thông qua"),
            ("votes", "text"),
            RUNNERS,
        ),
        Move(
            "exemplar_recognise",
            _("Ghi quyết định công nhận"),
            _of(Status.PASSED),
            Status.RECOGNISED.value,
            _("ghi quyết định công nhận"),
            _ACT,
            DECIDERS,
        ),
        Move(
            "exemplar_reject",
            _("Không công nhận"),
            _of(Status.SCORED, Status.CHECKED, Status.PASSED),
            Status.REJECTED.value,
            _("ghi không công nhận"),
            ("text",),
            DECIDERS,
        ),
        Move(
            "exemplar_withdraw",
            _("Rút đăng ký"),
            frozenset(RUNNING),
            Status.WITHDRAWN.value,
            _("rút đăng ký"),
            ("text",),
            WORKERS,
        ),
        Move(
            "exemplar_recheck",
            _("Kiểm tra lại"),
            _of(Status.RECOGNISED),
            Status.RECHECKING.value,
            _("mở kiểm tra lại"),
            ("officers",),
            RUNNERS,
        ),
        Move(
            "exemplar_confirm",
            _("Giữ công nhận"),
            _of(Status.RECHECKING),
            Status.RECOGNISED.value,
            _("giữ công nhận sau kiểm tra lại"),
            _ACT,
            DECIDERS,
        ),
        Move(
            "exemplar_revoke",
            _("Thu hồi công nhận"),
            _of(Status.RECOGNISED, Status.RECHECKING),
            Status.REVOKED.value,
            _("thu hồi công nhận"),
            (*_ACT, "text"),
            DECIDERS,
        ),
    ),
    beside={
        "exemplar_revise": _("sửa đăng ký"),
        "exemplar_again": _("chấm kiểm tra lại"),
        "exemplar_aside": _("xin không tham gia phúc tra"),
        "exemplar_substitute": _("cử người thay trong đoàn phúc tra"),
        "exemplar_photo": _("thêm ảnh"),
        "exemplar_unphoto": _("bỏ ảnh"),
        "exemplar_tell": _("ghi việc đã làm và kết quả"),
        "exemplar_consent": _("ghi ý kiến về việc nêu tên"),
        "exemplar_publish": _("công khai"),
        "exemplar_hide": _("thôi công khai"),
        "exemplar_told": _("báo cho người đăng ký"),
        "exemplar_look": _("xem số điện thoại, mã tra cứu"),
        "destroy": _("hủy thông tin cá nhân"),
    },
)
BY_PLACE = frozenset({"exemplar_score", "exemplar_withdraw"})
"""Steps of the unit where the exemplar stands; all others belong to the unit that runs the movement."""
BY_TEAM = frozenset({"exemplar_check"})
"""Steps of a member of the team, whatever the role."""


class Asked(StrEnum):
    """Where a nomination by a citizen stands."""

    RECEIVED = "received"
    AGREED = "agreed"
    DECLINED = "declined"
    TAKEN = "taken"
    SET_ASIDE = "set_aside"


NOMINATION = Life(
    code="nomination",
    label=_("Lời giới thiệu gương tốt"),
    stream="nomination",
    statuses=(
        State(Asked.RECEIVED.value, _("Đã nhận, chưa hỏi người được giới thiệu"), badge="wait"),
        State(Asked.AGREED.value, _("Người được giới thiệu đồng ý"), badge="work"),
        State(Asked.DECLINED.value, _("Người được giới thiệu không muốn"), NOBODY),
        State(Asked.TAKEN.value, _("Đã đưa vào đăng ký thi đua"), NOBODY, badge="done"),
        State(Asked.SET_ASIDE.value, _("Để riêng"), NOBODY, badge="stop"),
    ),
    opening=Move(
        "nomination_receive",
        _("Nhận lời giới thiệu"),
        frozenset(),
        Asked.RECEIVED.value,
        _("nhận lời giới thiệu"),
        roles=WORKERS,
    ),
    transitions=(
        Move(
            "nomination_agree",
            _("Ghi đồng ý"),
            frozenset({Asked.RECEIVED.value}),
            Asked.AGREED.value,
            _("ghi người được giới thiệu đồng ý"),
            ("text",),
            WORKERS,
        ),
        Move(
            "nomination_decline",
            _("Ghi không đồng ý"),
            frozenset({Asked.RECEIVED.value, Asked.AGREED.value}),
            Asked.DECLINED.value,
            _("ghi người được giới thiệu không muốn"),
            (),
            WORKERS,
        ),
        Move(
            "nomination_take",
            _("Đưa vào đăng ký"),
            frozenset({Asked.AGREED.value}),
            Asked.TAKEN.value,
            _("đưa vào đăng ký thi đua"),
            ("movement",),
            WORKERS,
        ),
        Move(
            "nomination_set_aside",
            _("Để riêng"),
            frozenset({Asked.RECEIVED.value, Asked.AGREED.value}),
            Asked.SET_ASIDE.value,
            _("để riêng"),
            ("text",),
            WORKERS,
        ),
    ),
    beside={
        "nomination_look": _("xem tên và số điện thoại"),
        "destroy": _("hủy thông tin cá nhân"),
    },
)


class Drawn(StrEnum):
    """Where a set of criteria stands."""

    DRAFT = "draft"
    ISSUED = "issued"
    REPLACED = "replaced"


CRITERIA = Life(
    code="criteria",
    label=_("Bộ tiêu chí"),
    stream="criteria",
    statuses=(
        State(Drawn.DRAFT.value, _("Dự thảo"), badge="wait"),
        State(Drawn.ISSUED.value, _("Đã ban hành"), badge="done"),
        State(Drawn.REPLACED.value, _("Đã được thay"), NOBODY),
    ),
    opening=Move(
        "criteria_draft",
        _("Soạn bộ tiêu chí"),
        frozenset(),
        Drawn.DRAFT.value,
        _("soạn bộ tiêu chí"),
        roles=DRAFTERS,
    ),
    transitions=(
        Move(
            "criteria_revise",
            _("Sửa dự thảo"),
            frozenset({Drawn.DRAFT.value}),
            Drawn.DRAFT.value,
            _("sửa dự thảo"),
            roles=DRAFTERS,
        ),
        Move(
            "criteria_issue",
            _("Ghi quyết định ban hành"),
            frozenset({Drawn.DRAFT.value}),
            Drawn.ISSUED.value,
            _("ghi quyết định ban hành"),
            ("decision", "decided_on", "from_on"),
            (*DECIDERS, Role.ADMINISTRATOR),
        ),
        Move(
            "criteria_replace",
            _("Thay bằng bản mới"),
            frozenset({Drawn.ISSUED.value}),
            Drawn.REPLACED.value,
            _("thay bằng bản mới"),
            ("from_on",),
            (*DECIDERS, Role.ADMINISTRATOR),
        ),
    ),
)
MOVEMENT_STREAM = "movement"
SITTING_STREAM = "emulation_sitting"
