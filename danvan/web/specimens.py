"""Invented values for the parts page: every component with something to show. Persons and matters are fiction."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms as django_forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from danvan.lib.dates import VIETNAM
from danvan.web.forms import CitizenIdField, FilesField, Form, HintedChoiceField, PhoneField, VnDateField
from danvan.web.parts import Bar, Column, Due, NavGroup, NavItem, Proof, Row, Step, Tab, Term

TODAY = date(2018, 2, 27)
START = date(2018, 2, 12)
DUE = date(2018, 3, 5)
CODE = "7KDMR4PX92THV6"
TOKENS = (
    *(
        "ground",
        "surface",
        "sunk",
        "ink",
        "ink-2",
        "rule",
        "edge",
        "brand",
        "brand-soft",
        "spine",
        "late",
        "late-soft",
    ),
    *("soon", "soon-soft", "done", "done-soft", "info", "info-soft", "accent", "focus", "margin"),
)


class SpecimenForm(Form):
    """One field of each kind."""

    kind = HintedChoiceField(
        label="Ông/bà muốn điều gì?",
        hints={"ask": "Phản ánh, kiến nghị", "complain": "Khiếu nại: đất đai, chế độ…"},
        choices=[
            ("ask", "Báo một việc chưa ổn, đề nghị sửa"),
            ("complain", "Không đồng ý với một quyết định về mình"),
        ],
    )
    name = django_forms.CharField(label="Họ và tên", help_text="Như trên giấy tờ", max_length=100)
    phone = PhoneField(help_text="Để báo tin khi có kết quả")
    citizen = CitizenIdField(required=False)
    since = VnDateField(label="Xảy ra từ ngày nào?", month_ok=True, future=False, called="Ngày xảy ra")
    commune = django_forms.ChoiceField(
        label="Xã", choices=[("", "Chọn xã"), ("khang", "Kỳ Khang"), ("tan", "Kỳ Tân")]
    )
    told = django_forms.CharField(
        label="Kể lại sự việc",
        widget=django_forms.Textarea(attrs={"rows": 3}),
        help_text="Ở đâu, từ bao giờ, ai chịu?",
    )
    papers = FilesField(required=False, help_text="Tối đa 5 tệp: ảnh, PDF, Word. Mỗi tệp dưới 10 MB.")
    times = django_forms.ChoiceField(
        label="Lần", widget=django_forms.RadioSelect, choices=[("1", "Lần đầu"), ("2", "Đã đến về việc này")]
    )
    secret = django_forms.CharField(
        label="Mật khẩu", widget=django_forms.PasswordInput(attrs={"autocomplete": "off"}), required=False
    )
    read = django_forms.BooleanField(label="Đã đọc lại cho công dân nghe, công dân đồng ý")


class SpecimenFilter(Form):
    """A filter bar."""

    topic = django_forms.ChoiceField(
        label="Nội dung", required=False, choices=[("", "Tất cả"), ("land", "Đất đai")]
    )
    since = VnDateField(label="Nhận từ ngày", required=False, help_text="")


def portal_nav() -> list[NavItem]:
    """The head of the portal."""
    return [NavItem(_("Gửi đơn"), "#", current=True), NavItem(_("Tra cứu"), "#")]


def desk() -> dict[str, Any]:
    """What a page of the desk is given besides its content."""
    mine = [
        NavItem("Hộp việc", "#", 23, current=True),
        NavItem("Tiếp công dân", "#", 3, key="t"),
        NavItem("Quá hạn", "#", 1, late=True),
        NavItem("Chờ công dân", "#", 0),
    ]
    return {
        "desk_nav": [
            NavGroup("Việc của tôi", mine),
            NavGroup("Sổ", [NavItem("Đơn thư", "#"), NavItem("Báo cáo", "#")]),
        ],
        "who": {"name": "Phan Văn Minh", "title": "Ban Tiếp công dân"},
        "search_url": "#",
        "trail": [("Hộp việc", "#"), ("Bộ phận dùng chung", "")],
    }


def strip() -> list[dict[str, Any]]:
    """Ten working days over Tết 2018, from 12 February to 5 March."""
    cells: list[dict[str, Any]] = []
    number = 0
    for offset in range((DUE - START).days + 1):
        day = START + timedelta(days=offset)
        tet, weekend = date(2018, 2, 14) <= day <= date(2018, 2, 20), day.weekday() >= 5
        kind = "start" if day == START else "due" if day == DUE else "off" if tet or weekend else "counted"
        number += kind in ("counted", "due")
        word = "Tết" if kind == "off" and tet else ""
        cells.append(
            {"day": day, "kind": kind, "number": number if kind == "counted" else None, "word": word}
        )
    return cells


def long_strip() -> list[dict[str, Any]]:
    """Forty-five calendar days from a Wednesday, whose whole weeks collapse."""
    first = date(2018, 3, 7)
    days = [first + timedelta(days=n) for n in range(46)]
    kinds = ["start", *["counted"] * 44, "due"]
    return [
        {"day": d, "kind": k, "number": n or None} for n, (d, k) in enumerate(zip(days, kinds, strict=True))
    ]


def steps() -> list[Step]:
    """A timeline with every kind of line."""
    at = datetime(2018, 2, 26, 14, 20, tzinfo=VIETNAM)
    return [
        Step("Báo kết quả cho công dân", DUE, "hạn", "lượt của ông Minh", state="answer"),
        Step("Có trả lời bằng văn bản", None, "sau đó", state="next"),
        Step(
            "Xác minh tại chỗ",
            at,
            "14:20",
            "Phan Văn Minh · công khai",
            "Cống lấp 2/3.",
            url="#",
            link="Biên bản",
        ),
        Step("Hỏi ý kiến Phòng NN và PTNT", date(2018, 2, 23), "09:05", "nội bộ", state="inner"),
        Step("Nhận tại buổi tiếp công dân", START, "08:42", "Phan Văn Minh ghi"),
    ]


def rows() -> list[Row]:
    """A ledger."""
    return [
        Row("Thứ Ba", "Xã Kỳ Khang", "27/02/2018", "Chủ tịch UBND xã, 7 giờ 30 đến 11 giờ"),
        Row("Chậm 6 ngày", "Sửa đường dân sinh thôn Đông Sơn", "hạn 21/02", url="#", late=True),
        Row("", "Trả lời kiến nghị bãi rác xóm 5", due=Due.of(TODAY, TODAY), url="#"),
    ]


def bars() -> list[Bar]:
    """Six topics with invented numbers, among them none and very few."""
    names = ["Đất đai", "Bồi thường sự cố môi trường biển", "Chế độ chính sách", "Giải phóng mặt bằng"]
    names += ["Môi trường", "Khác"]
    return [Bar(name, value) for name, value in zip(names, (97, 68, 51, 18, 1, 0), strict=True)]


def _forms() -> dict[str, Any]:
    typed = {"name": "Nguyễn Thị Lan", "phone": "0900 000 41", "since": "31/02/2018", "told": ""}
    return {
        "empty_form": SpecimenForm(prefix="a"),
        "form": SpecimenForm(typed),
        "filter_form": SpecimenFilter({}),
    }


def context(request: HttpRequest) -> dict[str, Any]:
    """Everything that the parts page shows."""
    proofs = [
        Proof(
            [Term(21, "đơn nhận")], [Term(20, "đủ điều kiện"), Term(1, "không đủ"), Term(0, "đang xem xét")]
        ),
        Proof([Term(20, "đủ điều kiện")], [Term(16, "đã giải quyết"), Term(2, "trong hạn")], "#"),
    ]
    columns = [
        Column("Chọn", hidden=True),
        Column("Hạn", "due"),
        Column("Việc", "title"),
        Column("Lượt", number=True),
    ]
    return {
        **desk(),
        **_forms(),
        "code": CODE,
        "today": TODAY,
        "due_on": DUE,
        "at": datetime(2018, 2, 12, 8, 42, tzinfo=VIETNAM),
        "strip": strip(),
        "long_strip": long_strip(),
        "timeline": steps(),
        "rows": rows(),
        "proofs": proofs,
        "columns": columns,
        "bars": bars(),
        "quarters": [Bar(label, n) for label, n in (("I/2017", 46), ("II", 44), ("III", 42), ("IV", 39))],
        "tabs": [Tab("Của tôi", "#", 23, current=True), Tab("Quá hạn", "#", 0), Tab("Cả đơn vị", "#", 1180)],
        "page": Paginator(range(500), 50).get_page(request.GET.get("page")),
        "trend": [4, 6, 9, 12, 12, 8],
        "chain": [("Nơi xảy ra", "past"), ("Sự việc", "now"), ("Người gửi", ""), ("Xem lại", "")],
        "pairs": [("Việc", "Cống kênh N3 bị tắc"), ("Nơi", "Thôn Đồng Tiến, xã Kỳ Khang")],
        "tokens": TOKENS,
    }
