"""What may be brought in, the columns that a register has, and where an import stands. Pure data.

`said` are the headings by which a column goes, without marks; the first is how the law's own form calls it.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Register(StrEnum):
    """The registers that can be brought in."""

    RECEPTION = "reception"
    PETITIONS = "petitions"


class State(StrEnum):
    """Where an import stands: read and looked at, waiting for the worker, in, taken out, given up."""

    READ = "read"
    QUEUED = "queued"
    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"


class Fate(StrEnum):
    """What became of a row of the file."""

    IN = "in"
    AGAIN = "again"
    KEPT = "kept"
    ASIDE = "aside"


REGISTERS: dict[Register, Words] = {
    Register.RECEPTION: _("Sổ tiếp công dân"),
    Register.PETITIONS: _("Sổ theo dõi đơn"),
}
STATES: dict[State, Words] = {
    State.READ: _("Đã đọc, chưa nhập"),
    State.QUEUED: _("Đang nhập"),
    State.DONE: _("Đã nhập"),
    State.UNDONE: _("Đã rút ra"),
    State.DROPPED: _("Đã bỏ"),
}

FATES: dict[Fate, Words] = {
    Fate.IN: _("đã nhập"),
    Fate.AGAIN: _("đã có trong sổ, không nhập lại"),
    Fate.KEPT: _("chưa đọc được, để lại"),
    Fate.ASIDE: _("không phải một vụ việc"),
}
ASIDE: dict[str, Words] = {"sum": _("dòng cộng"), "title": _("dòng tiêu đề, chữ ký")}
"""Why a row is none of the register."""


@dataclass(frozen=True)
class Column:
    """A column that is understood: its name in code, its word, the headings that mean it."""

    name: str
    label: Words
    said: tuple[str, ...]
    needed: bool = False


_NUMBER = Column("number", _("Số thứ tự"), ("stt", "so tt", "tt", "so thu tu", "so"))
_SETTLED = Column(
    "settled_before",
    _("Cơ quan đã giải quyết"),
    ("co quan da giai quyet", "co quan da giai quyet het tham quyen", "da duoc giai quyet"),
)
_KIND = Column(
    "kind",
    _("Phân loại đơn, số người"),
    ("phan loai don so nguoi", "phan loai don", "phan loai", "loai don", "loai vu viec"),
)
_PERSONS = Column(
    "persons",
    _("Số người"),
    ("so cong dan co don cung noi dung", "so nguoi", "so nguoi ky", "so nguoi duoc tiep", "so luong nguoi"),
)
_SOURCE = Column("source", _("Nguồn đơn"), ("nguon don", "noi chuyen den", "hinh thuc nop", "kenh tiep nhan"))
_TOPIC = Column("topic", _("Lĩnh vực"), ("linh vuc", "chuyen de"))
_PAPERS = Column(
    "papers",
    _("Giấy tờ tùy thân"),
    (
        "cccd ho chieu",
        "cmnd ho chieu",
        "so cmnd",
        "so cccd",
        "cccd",
        "cmnd",
        "so dinh danh",
        "giay to tuy than",
    ),
)
_PHONE = Column("phone", _("Điện thoại"), ("dien thoai", "so dien thoai", "sdt"))
_ADDRESS = Column("address", _("Địa chỉ"), ("dia chi", "noi o", "thuong tru", "dia chi lien he"))
_NOTE = Column("note", _("Ghi chú"), ("ghi chu",))

COLUMNS: dict[Register, tuple[Column, ...]] = {
    Register.RECEPTION: (
        _NUMBER,
        Column(
            "on",
            _("Ngày tiếp"),
            ("ngay tiep", "ngay tiep nhan", "ngay thang", "ngay", "ngay den"),
            needed=True,
        ),
        Column(
            "people",
            _("Họ tên, địa chỉ"),
            ("ho ten dia chi", "nguoi dung don", "ho va ten", "ho ten", "ho ten cong dan", "nguoi den"),
            needed=True,
        ),
        _ADDRESS,
        _PHONE,
        _PAPERS,
        Column(
            "summary",
            _("Nội dung vụ việc"),
            (
                "noi dung vu viec",
                "tom tat noi dung vu viec",
                "tom tat noi dung",
                "noi dung",
                "noi dung trinh bay",
            ),
            needed=True,
        ),
        _KIND,
        _PERSONS,
        _SOURCE,
        _TOPIC,
        _SETTLED,
        Column("times", _("Lượt tiếp thứ mấy"), ("luot tiep", "lan tiep", "so lan tiep")),
        Column(
            "own",
            _("Thụ lý để giải quyết"),
            ("thu ly de giai quyet", "thuoc tham quyen x", "thuoc tham quyen"),
        ),
        Column(
            "shown_to",
            _("Hướng dẫn, trả lại"),
            ("tra lai don va huong dan", "huong dan den co quan so van ban", "huong dan"),
        ),
        Column(
            "passed_to",
            _("Chuyển đến cơ quan"),
            (
                "chuyen don den co quan",
                "chuyen den co quan so van ban",
                "chuyen don den",
                "chuyen don",
                "chuyen den",
            ),
        ),
        Column("direction", _("Hướng xử lý"), ("huong xu ly", "huong giai quyet", "bien phap xu ly")),
        Column(
            "result",
            _("Kết quả"),
            (
                "theo doi ket qua giai quyet",
                "theo doi ket qua",
                "trang thai",
                "ket qua",
                "ket qua giai quyet",
            ),
        ),
        Column(
            "officer", _("Cán bộ tiếp"), ("can bo tiep dan", "nguoi tiep", "can bo tiep", "can bo tiep nhan")
        ),
        _NOTE,
    ),
    Register.PETITIONS: (
        _NUMBER,
        Column("old_code", _("Mã đơn"), ("ma don", "so don", "so den", "ma so", "so ky hieu")),
        Column(
            "on",
            _("Ngày tiếp nhận"),
            ("ngay tiep nhan", "ngay nhan", "ngay den", "ngay nhan don", "ngay"),
            needed=True,
        ),
        Column(
            "people",
            _("Người đứng đơn"),
            ("nguoi dung don", "ho ten dia chi", "ho va ten", "ho ten", "nguoi gui", "ho ten nguoi gui"),
            needed=True,
        ),
        _ADDRESS,
        _PHONE,
        _PAPERS,
        Column(
            "summary",
            _("Tóm tắt nội dung, hạn xử lý"),
            ("tom tat noi dung han xu ly", "tom tat noi dung", "noi dung", "noi dung don", "trich yeu"),
            needed=True,
        ),
        Column("due", _("Hạn xử lý"), ("han xu ly", "thoi han", "han giai quyet")),
        _KIND,
        _PERSONS,
        _SOURCE,
        _TOPIC,
        _SETTLED,
        Column(
            "result",
            _("Tình trạng, kết quả xử lý"),
            (
                *("tinh trang xu ly ket qua xu ly", "tinh trang xu ly", "ket qua xu ly"),
                *("ket qua", "trang thai", "tinh trang"),
            ),
        ),
        Column(
            "done_on",
            _("Ngày xử lý xong"),
            ("ngay xu ly xong", "ngay giai quyet", "ngay tra loi", "ngay ket thuc"),
        ),
        Column(
            "passed_to", _("Chuyển đến cơ quan"), ("chuyen don den co quan", "chuyen den co quan", "noi nhan")
        ),
        Column(
            "officer", _("Lãnh đạo, cán bộ xử lý"), ("lanh dao can bo xu ly", "can bo xu ly", "can bo thu ly")
        ),
        _NOTE,
    ),
}


def column(register: str, name: str) -> Column:
    """The column of that name; KeyError for a word that is none."""
    for one in COLUMNS[Register(register)]:
        if one.name == name:
            return one
    raise KeyError(name)
