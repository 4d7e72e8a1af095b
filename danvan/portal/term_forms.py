"""What anybody asks of the legal clock on the public page, made clean."""

import re
from datetime import date
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from danvan.law import InvalidQuestion, Question
from danvan.law.asking import read_hour
from danvan.law.rulebook import Rule, book
from danvan.lib import dates
from danvan.web import words
from danvan.web.forms import Form, VnDateField

MOST_UNITS = 1000  # of a term or an extension: a longer one is a slip of the pen
MOST_PAUSES = 20
OWN = "own"  # no rule of the list: the person gives the number
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}")
# What a citizen knows → the first words of the rules that belong to it.
GROUPS = (
    (_("Khiếu nại"), ("complaint", "discipline")),
    (_("Tố cáo"), ("denunciation",)),
    (_("Tiếp công dân"), ("reception",)),
    (_("Xử lý đơn, kiến nghị, phản ánh"), ("letter", "feedback")),
    (_("Một cửa, hộ tịch, thủ tục hành chính"), ("onestop", "civil_status", "procedure")),
    (_("Đối thoại với Nhân dân"), ("dialogue",)),
    (_("Kiến nghị cử tri, Hội đồng nhân dân"), ("voter", "council")),
    (
        _("Công khai, lấy ý kiến, giám sát của Nhân dân"),
        ("disclosure", "consultation", "village", "oversight"),
    ),
    (_("Báo cáo của cơ quan"), ("report",)),
)
UNITS = [
    ("working", _("ngày làm việc")),
    ("calendar", _("ngày, kể cả ngày nghỉ")),
    ("month", _("tháng")),
    ("year", _("năm")),
]
AREAS = [("normal", _("Bình thường")), ("remote", _("Vùng sâu, vùng xa"))]
COMPLEXITIES = [
    ("normal", _("Bình thường")),
    ("complex", _("Phức tạp")),
    ("special", _("Đặc biệt phức tạp")),
]


class Together:
    """A widget whose value may stand several times in an address, once for each extension or pause."""

    between = "\n"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """All of them, as a person would write them into one field."""
        told = data.getlist(name) if hasattr(data, "getlist") else [data[name]] if name in data else []
        return self.between.join(text for text in told if text.strip())


class Numbers(Together, forms.TextInput):
    """Several numbers on one line."""

    between = ", "


class Lines(Together, forms.Textarea):
    """Several lines."""


def rule_choices() -> list[Any]:
    """Every rule that sets a day, by what a citizen knows, in the language of the page."""
    language = (get_language() or "vi")[:2]
    return [
        ("", gettext("Xin chọn")),
        *_grouped(language, dates.today()),
        (OWN, gettext("Việc khác: tự nhập số ngày")),
    ]


@lru_cache(maxsize=8)
def _grouped(language: str, today: date) -> tuple[Any, ...]:
    latest = [versions[-1] for _key, versions in sorted(book().items()) if versions[-1].has_term]
    groups = []
    for label, heads in GROUPS:
        found = [rule for rule in latest if rule.id.partition(".")[0] in heads]
        groups.append((str(label), [(rule.id, _name(rule, language, today)) for rule in found]))
    return tuple(groups)


def _name(rule: Rule, language: str, today: date) -> str:
    """The title; of a rule that has ended, with its last day."""
    title = rule.title.say(language)
    if rule.in_force_until is None or rule.in_force_until >= today:
        return title
    return gettext("%(title)s (đến %(day)s)") % {"title": title, "day": words.short(rule.in_force_until)}


class TermForm(Form):
    """A rule or a number of days, the first day, and whatever lengthens the term."""

    rule = forms.ChoiceField(label=_("Thời hạn của việc gì?"), choices=rule_choices)
    start = VnDateField(
        label=_("Tính từ ngày nào?"),
        help_text=_("Ngày nhận đơn, ngày thụ lý, ngày nhận quyết định… Ví dụ: 12/02/2018"),
    )
    term = forms.IntegerField(
        label=_("Số ngày, tháng hoặc năm"),
        required=False,
        min_value=0,
        max_value=MOST_UNITS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "w-s"}),
    )
    unit = forms.ChoiceField(label=_("Tính theo"), choices=UNITS, initial="working", widget=forms.RadioSelect)
    count_first_day = forms.BooleanField(label=_("Tính cả ngày đầu"), required=False)
    area = forms.ChoiceField(label=_("Nơi xảy ra"), choices=AREAS, initial="normal", widget=forms.RadioSelect)
    complexity = forms.ChoiceField(
        label=_("Vụ việc"), choices=COMPLEXITIES, initial="normal", widget=forms.RadioSelect
    )
    extend = forms.CharField(
        label=_("Gia hạn thêm"),
        help_text=_("Theo đơn vị của thời hạn. Nhiều lần thì cách nhau dấu phẩy: 30, 30"),
        required=False,
        max_length=60,
        widget=Numbers(attrs={"autocomplete": "off", "class": "w-s"}),
    )
    suspend = forms.CharField(
        label=_("Tạm dừng"),
        help_text=_("Mỗi dòng một lần, ngày đầu và ngày cuối: 10/03/2018 đến 19/03/2018"),
        required=False,
        max_length=1000,
        widget=Lines(attrs={"rows": 2}),
    )
    received_at = forms.CharField(
        label=_("Giờ nhận"),
        help_text=_("Chỉ với việc mà nhận sau 15 giờ tính sang ngày sau. Ví dụ: 15:20"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "w-s"}),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(None if data is None else _whole(data))

    def clean_extend(self) -> tuple[int, ...]:
        """The numbers of units, one for each extension."""
        told = [part.strip() for part in re.split(r"[,;+]", self.cleaned_data["extend"]) if part.strip()]
        if all(part.isascii() and part.isdigit() and 0 < int(part[:9]) <= MOST_UNITS for part in told):
            return tuple(int(part) for part in told)
        message = gettext("Xin viết số từ 1 đến %(most)d; nhiều lần thì cách nhau dấu phẩy, ví dụ 30, 30")
        raise ValidationError(message, code="extend", params={"most": MOST_UNITS})

    def clean_suspend(self) -> tuple[tuple[date, date], ...]:
        """The first and the last day of each pause."""
        lines = [line for line in self.cleaned_data["suspend"].splitlines() if line.strip()]
        if len(lines) > MOST_PAUSES:
            message = gettext("Nhiều nhất %(most)d lần tạm dừng")
            raise ValidationError(message, code="many", params={"most": MOST_PAUSES})
        return tuple(map(_two_days, lines))

    def clean_received_at(self) -> Any:
        """The hour, or None."""
        told = self.cleaned_data["received_at"]
        try:
            return read_hour(told) if told else None
        except InvalidQuestion:
            raise ValidationError(gettext("Xin viết giờ như 15:20"), code="hour") from None

    def clean(self) -> dict[str, Any]:
        """A rule or a number, one of the two."""
        given = self.cleaned_data
        if "rule" in self.errors or "term" in self.errors:
            return given
        number = given.get("term") is not None
        if given["rule"] != OWN and (number or given.get("count_first_day")):
            self.add_error("rule", gettext("Xin chọn một việc, hoặc tự nhập số ngày; bỏ một trong hai"))
        elif given["rule"] == OWN and not number:
            self.add_error("term", gettext("Xin điền “%(label)s”") % {"label": self.fields["term"].label})
        elif number and {given.get("area"), given.get("complexity")} != {"normal"}:
            self.add_error(
                "area", gettext("Nơi xảy ra và mức phức tạp chỉ dùng khi chọn một việc trong danh sách")
            )
        return given

    def question(self) -> Question:
        """What was asked, for the clock. Only after is_valid()."""
        given = self.cleaned_data
        return Question(
            start=given["start"],
            rule=None if given["rule"] == OWN else given["rule"],
            term=given["term"],
            unit=given["unit"],
            count_first_day=given["count_first_day"],
            area=given["area"],
            complexity=given["complexity"],
            extend=given["extend"],
            suspend=given["suspend"],
            received_at=given["received_at"],
        )


def _whole(data: QueryDict) -> QueryDict:
    """What an address leaves out, as it is meant: a link that was passed on says only what is not usual."""
    data = data.copy()
    usual = {"unit": "working", "area": "normal", "complexity": "normal"}
    if data.get("term"):
        usual["rule"] = OWN
    for name, value in usual.items():
        if not data.get(name):
            data[name] = value
    return data


def _two_days(line: str) -> tuple[date, date]:
    """The two days that a line names, whatever stands between them."""
    found = [dates.parse(text) for text in _DAY.findall(line)]
    if len(found) == 2 and found[0] and found[1]:
        return found[0], found[1]
    message = gettext("“%(line)s”: xin viết hai ngày có thật, ví dụ 10/03/2018 đến 19/03/2018")
    raise ValidationError(message, code="pause", params={"line": line.strip()[:60]})
