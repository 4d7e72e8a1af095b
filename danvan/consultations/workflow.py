"""A consultation as data: its phases are dates and the verbs allowed in them; the words of drafts, opinions, answers.

Nothing moves a consultation on by itself: it is open because the day has come. Buttons, checks and
docs/states/consultation.md are read from the tables here.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.people.lives import Life, Move, State
from danvan.people.roles import Role

Words = str | Promise
LEADERS = (Role.LEADER,)
DRAFTERS = (Role.HANDLER, Role.LEADER)
"""Who draws drafts up, groups opinions, writes answers; a leader announces, extends, publishes and ends."""
CLERKS = (Role.CLERK, Role.HANDLER, Role.LEADER)
"""Who enters opinions that came on paper or in a hall, and tells people."""
READERS = (*CLERKS, Role.COUNCIL, Role.INSPECTOR, Role.BOARD, Role.ADMINISTRATOR)
SEE_PERSONS = (*CLERKS, Role.INSPECTOR)


class Sort(StrEnum):
    """What sort of draft it is (loại dự thảo)."""

    REGULATION = "regulation"
    PLAN = "plan"
    PROJECT = "project"
    BENEFICIARIES = "beneficiaries"
    CONVENTION = "convention"


SORTS: dict[Sort, Words] = {
    Sort.REGULATION: _("Văn bản quy phạm, quy chế, quy định"),
    Sort.PLAN: _("Kế hoạch, quy hoạch"),
    Sort.PROJECT: _("Dự án, phương án bồi thường, công trình"),
    Sort.BENEFICIARIES: _("Danh sách bình xét, hỗ trợ"),
    Sort.CONVENTION: _("Hương ước, quy ước, việc của cộng đồng"),
}


class Stance(StrEnum):
    """What somebody thinks of it."""

    AGREES = "agrees"
    AMENDS = "amends"
    OPPOSES = "opposes"


STANCES: dict[Stance, tuple[Words, str]] = {
    Stance.AGREES: (_("Đồng ý"), "done"),
    Stance.AMENDS: (_("Đồng ý, đề nghị sửa"), "work"),
    Stance.OPPOSES: (_("Không đồng ý"), "stop"),
}


class Way(StrEnum):
    """By which way an opinion came."""

    PORTAL = "portal"
    MEETING = "meeting"
    PAPER = "paper"
    AGENCY = "agency"


WAYS: dict[Way, Words] = {
    Way.PORTAL: _("Qua cổng"),
    Way.MEETING: _("Tại cuộc họp, cán bộ ghi lại"),
    Way.PAPER: _("Trên giấy, cán bộ nhập"),
    Way.AGENCY: _("Văn bản của cơ quan, tổ chức"),
}
ENTERED = (Way.MEETING, Way.PAPER, Way.AGENCY)
"""What a clerk enters for somebody else; always labelled so."""


class Outcome(StrEnum):
    """How a group of opinions is answered."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    EXPLAINED = "explained"


OUTCOMES: dict[Outcome, tuple[Words, str]] = {
    Outcome.ACCEPTED: (_("Tiếp thu"), "done"),
    Outcome.PARTLY: (_("Tiếp thu một phần"), "work"),
    Outcome.EXPLAINED: (_("Giải trình, giữ như dự thảo"), ""),
}


class Veil(StrEnum):
    """Why an opinion is not shown to the public; the office's own list, told to its author."""

    PERSONAL = "personal"
    INSULT = "insult"
    ADVERT = "advert"
    OFF_TOPIC = "off_topic"
    SECRET = "secret"


VEILS: dict[Veil, Words] = {
    Veil.PERSONAL: _("Có thông tin riêng của người khác"),
    Veil.INSULT: _("Có lời xúc phạm, đe dọa"),
    Veil.ADVERT: _("Quảng cáo, gửi hàng loạt"),
    Veil.OFF_TOPIC: _("Không nói về dự thảo này"),
    Veil.SECRET: _("Có nội dung thuộc bí mật nhà nước"),
}


class Status(StrEnum):
    """The phases by their codes."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    EXTENDED = "extended"
    CLOSED = "closed"
    EXPLAINED = "explained"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


_WRITE = frozenset({"describe", "draft", "concern", "vote"})
_HEAR = frozenset({"enter", "group", "answer", "veil", "concern", "draft", "vote"})
_END = frozenset({"issue", "withdraw"})
_LATE = frozenset({"group", "answer", "draft", "explain"})
"""What is still owed where it was issued under an exemption: the table of answers comes afterwards."""


@dataclass(frozen=True)
class Phase:
    """A stretch of days: it begins on the day in the column `since` (on the day after, where `after`), with its verbs.

    The verbs of the public are `read` and `opine`; all others are steps of the office.
    """

    code: Status
    label: Words
    badge: str
    since: str
    verbs: frozenset[str]
    after: bool = False
    whose: str = "office"

    def has_begun(self, row: Any, today: date) -> bool:
        """Whether its first day has come."""
        if not self.since:
            return True
        day: date | None = getattr(row, self.since)
        return day is not None and day + timedelta(days=self.after) <= today


PHASES = (
    Phase(Status.DRAFT, _("Đang soạn"), "wait", "", _WRITE | {"announce", "withdraw"}),
    Phase(
        Status.ANNOUNCED,
        _("Đã thông báo, chưa mở"),
        "wait",
        "announced_on",
        frozenset({"read", "concern", "extend", "vote"}) | _END,
    ),
    Phase(
        Status.OPEN,
        _("Đang lấy ý kiến"),
        "work",
        "opens_on",
        _HEAR | _END | {"read", "opine", "extend"},
        whose="public",
    ),
    Phase(
        Status.EXTENDED,
        _("Đã gia hạn, đang lấy ý kiến"),
        "work",
        "first_closes_on",
        _HEAR | _END | {"read", "opine", "extend"},
        after=True,
        whose="public",
    ),
    Phase(
        Status.CLOSED,
        _("Hết hạn góp ý, đang tổng hợp"),
        "wait",
        "closes_on",
        _HEAR | _END | {"read", "extend", "explain"},
        after=True,
    ),
    Phase(
        Status.EXPLAINED,
        _("Đã công khai tiếp thu, giải trình"),
        "done",
        "explained_on",
        _END | {"read", "veil", "vote"},
    ),
    Phase(Status.ISSUED, _("Đã ban hành"), "done", "issued_on", _LATE | {"read", "veil"}, whose="nobody"),
    Phase(Status.WITHDRAWN, _("Đã rút"), "stop", "withdrawn_on", frozenset({"read", "veil"}), whose="nobody"),
)
"""In the order of time: a consultation is in the last one that has begun."""
HEARING = (Status.OPEN, Status.EXTENDED)
OVER = (Status.ISSUED, Status.WITHDRAWN)


def phase_of(row: Any, today: date) -> Phase:
    """The phase of a consultation on a day."""
    return next(phase for phase in reversed(PHASES) if phase.has_begun(row, today))


def _where(verb: str) -> frozenset[str]:
    return frozenset(phase.code.value for phase in PHASES if verb in phase.verbs)


STREAM = "consultation"
LIFE = Life(
    code="consultation",
    stream=STREAM,
    label=_("Đợt lấy ý kiến"),
    statuses=tuple(State(phase.code.value, phase.label, phase.whose, phase.badge) for phase in PHASES),
    opening=Move(
        "draw_up",
        _("Lập đợt lấy ý kiến"),
        frozenset(),
        Status.DRAFT.value,
        _("lập đợt lấy ý kiến"),
        roles=DRAFTERS,
    ),
    transitions=(
        Move(
            "announce",
            _("Thông báo lấy ý kiến"),
            _where("announce"),
            Status.ANNOUNCED.value,
            _("thông báo lấy ý kiến"),
            ("opens_on", "closes_on"),
            LEADERS,
        ),
        Move(
            "extend",
            _("Gia hạn"),
            _where("extend"),
            Status.EXTENDED.value,
            _("gia hạn lấy ý kiến"),
            ("until", "text"),
            LEADERS,
        ),
        Move(
            "explain",
            _("Công khai bảng tiếp thu, giải trình"),
            _where("explain"),
            Status.EXPLAINED.value,
            _("công khai bảng tiếp thu, giải trình"),
            roles=LEADERS,
        ),
        Move(
            "issue",
            _("Ghi đã ban hành"),
            _where("issue"),
            Status.ISSUED.value,
            _("ghi đã ban hành"),
            ("number", "signed_on"),
            LEADERS,
        ),
        Move(
            "withdraw",
            _("Rút dự thảo"),
            _where("withdraw"),
            Status.WITHDRAWN.value,
            _("rút dự thảo"),
            ("text",),
            LEADERS,
        ),
    ),
    beside={
        "describe": _("sửa lời giới thiệu"),
        "draft": _("lưu bản dự thảo"),
        "name_group": _("ghi nhóm đối tượng được hỏi"),
        "tell_group": _("ghi đã phổ biến tới nhóm"),
        "name_person": _("ghi người chịu tác động trực tiếp"),
        "invite": _("mời người chịu tác động trực tiếp"),
        "look": _("xem danh sách người chịu tác động trực tiếp"),
        "gather": _("gộp ý kiến"),
        "part": _("tách ý kiến khỏi nhóm"),
        "answer": _("ghi tiếp thu, giải trình"),
        "open_vote": _("lập cuộc biểu quyết của hộ"),
        "count_vote": _("ghi kết quả biểu quyết"),
        "send_decision": _("nhận quyết định của cộng đồng"),
        "recognise": _("công nhận quyết định của cộng đồng"),
        "not_recognise": _("không công nhận quyết định của cộng đồng"),
        "keep_file": _("lưu tệp dự thảo"),
        "export": _("lấy bảng ra tệp"),
    },
)
ROLES_OF = {
    "describe": DRAFTERS,
    "draft": DRAFTERS,
    "concern": DRAFTERS,
    "group": DRAFTERS,
    "answer": DRAFTERS,
    "vote": CLERKS,
    "enter": CLERKS,
    "veil": DRAFTERS,
}
"""The verbs that move nothing, and who takes them."""
