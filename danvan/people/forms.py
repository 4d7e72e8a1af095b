"""What officers type about units, posts, accounts and rules, made clean."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.law.schema import LARGEST
from danvan.lib import dates
from danvan.lib.text import fold
from danvan.people import roles
from danvan.people.models import Account, Area, Post, Tier
from danvan.people.models.units import MONDAY_TO_FRIDAY
from danvan.people.roles import Role
from danvan.web.forms import Form, PhoneField, VnDateField

WEEK = [
    ("0", _("Thứ Hai")),
    ("1", _("Thứ Ba")),
    ("2", _("Thứ Tư")),
    ("3", _("Thứ Năm")),
    ("4", _("Thứ Sáu")),
    ("5", _("Thứ Bảy")),
    ("6", _("Chủ nhật")),
]
Colleagues = Iterable[tuple[int, str]]
OTHER_UNIT = "other"  # the choice of the first run for a unit that is not in the list
WORKING = [str(day) for day in range(7) if MONDAY_TO_FRIDAY & (1 << day)]


def offer(form: Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a field of choices those of this request."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField | forms.MultipleChoiceField):
        field.choices = choices


class WeekField(forms.TypedMultipleChoiceField):
    """Days of the week on which a unit works; the value is a list of weekdays, Monday = 0."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Ngày làm việc trong tuần"))
        kwargs.setdefault("initial", WORKING)
        super().__init__(choices=WEEK, coerce=int, widget=forms.CheckboxSelectMultiple, **kwargs)


class DayForm(Form):
    """The day by which units are shown."""

    day = VnDateField(label=_("Xem theo ngày"), required=False)
    q = forms.CharField(label=_("Tên hoặc mã"), required=False, max_length=100)


class UnitSettingsForm(Form):
    """What an office sets about a unit: its working week, and whether it lies in a remote area."""

    week = WeekField()
    area = forms.ChoiceField(label=_("Địa bàn"), choices=Area.choices, widget=forms.RadioSelect)
    from_on = VnDateField(
        label=_("Tuần làm việc áp dụng từ ngày"),
        initial=dates.today,
        required=False,
        help_text=_("Hạn đang mở của đơn vị được tính lại theo tuần làm việc mới từ ngày này."),
    )
    decision = forms.CharField(
        label=_("Số văn bản làm căn cứ"),
        required=False,
        max_length=60,
        help_text=_("Cần khi đổi tuần làm việc hoặc địa bàn."),
    )
    decided_on = VnDateField(label=_("Ngày văn bản"), required=False, future=False, called=_("Ngày văn bản"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("from_on", "decision", "decided_on"):  # asked for by what is changed; the hints say so
            self.fields[name].says_optional = False  # type: ignore[attr-defined]


class AccountForm(Form):
    """A new account."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        help_text=_("Chữ thường không dấu, chữ số, dấu chấm. Ví dụ: lan.nguyen"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    phone = PhoneField(required=False)

    def clean_username(self) -> str:
        """Small letters; the action says whether it is taken."""
        return self.cleaned_data["username"].lower()


class MailForm(Form):
    """Another address for mail."""

    email = forms.EmailField(label=_("Địa chỉ thư mới"), max_length=254)


class PostForm(Form):
    """A post: unit, role, title, first day."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    role = forms.ChoiceField(label=_("Vai trò"), choices=roles.choices)
    title = forms.CharField(label=_("Chức danh"), required=False, max_length=120)
    deputy = forms.BooleanField(
        label=_("Là cấp phó"),
        required=False,
        help_text=_("Chỉ với lãnh đạo: thay người đứng đầu khi đơn có liên quan tới người ấy."),
    )
    from_on = VnDateField(label=_("Từ ngày"), initial=dates.today)
    kinds = forms.MultipleChoiceField(
        label=_("Chỉ các loại đơn"),
        help_text=_("Không chọn loại nào: xem được mọi loại đơn thông thường."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", units)
        offer(self, "kinds", import_string(settings.DANVAN_KIND_CHOICES)())

    def clean(self) -> dict[str, Any]:
        """Only a leader is a deputy."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("deputy") and cleaned.get("role") != Role.LEADER:
            self.add_error("deputy", _("Chỉ lãnh đạo mới là cấp phó."))
        return cleaned

    def clean_kinds(self) -> list[str] | None:
        """None, which is all ordinary kinds, when none was chosen."""
        return self.cleaned_data["kinds"] or None


def _heir() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Bàn giao việc đang giữ cho"),
        help_text=_("Không chọn ai: việc về “chưa giao”, lãnh đạo đơn vị giao lại."),
        required=False,
        coerce=int,
        empty_value=None,
    )


def _offer_heirs(form: Form, colleagues: Colleagues) -> None:
    offer(form, "to", [("", gettext("Chưa giao ai")), *((str(pk), name) for pk, name in colleagues)])


class EndForm(Form):
    """The first day on which a post is no longer held, and to whom what hangs on it goes."""

    on = VnDateField(label=_("Thôi giữ từ ngày"), initial=dates.today)
    to = _heir()

    def __init__(self, *args: Any, colleagues: Colleagues = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_heirs(self, colleagues)


class CloseForm(Form):
    """Why an account is closed, and to whom what is in its hands goes."""

    reason = forms.CharField(label=_("Lý do"), max_length=200)
    to = _heir()

    def __init__(self, *args: Any, colleagues: Colleagues = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_heirs(self, colleagues)


class AbsenceForm(Form):
    """Who is away from which unit on which days, and who stands in."""

    officer = forms.ChoiceField(label=_("Người vắng"))
    stand_in = forms.TypedChoiceField(label=_("Người thay"), coerce=int)
    from_on = VnDateField(label=_("Vắng từ ngày"), initial=dates.today)
    last_on = VnDateField(label=_("Đến hết ngày"))
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=200, help_text=_("Ví dụ: đi học, nghỉ phép")
    )

    def __init__(
        self, *args: Any, posts: list[Post], officer: Account, led: Collection[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.posts = posts
        may = [post for post in posts if post.officer_id == officer.pk or post.unit_id in led]
        away = {f"{post.officer_id}:{post.unit_id}": f"{post.officer} · {post.unit_name}" for post in may}  # type: ignore[attr-defined]
        standing_in = {str(post.officer_id): str(post.officer) for post in posts}
        offer(self, "officer", [("", gettext("Xin chọn")), *away.items()])
        offer(self, "stand_in", [("", gettext("Xin chọn")), *standing_in.items()])

    def given(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        got = self.cleaned_data
        people = {post.officer_id: post.officer for post in self.posts}
        units = {post.unit_id: post.unit for post in self.posts}
        officer, unit = map(int, got["officer"].split(":"))
        return {
            "officer": people[officer],
            "unit": units[unit],
            "stand_in": people[got["stand_in"]],
            **{name: got[name] for name in ("from_on", "last_on", "note")},
        }


class RuleForm(Form):
    """What an officer found in the act, for the record of the office."""

    unit = forms.ChoiceField(label=_("Xác nhận cho"))
    decision = forms.CharField(
        label=_("Số văn bản làm căn cứ"),
        max_length=60,
        help_text=_("Số của văn bản đã đối chiếu, hoặc của quyết định áp dụng tại cơ quan."),
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=1000, widget=forms.Textarea)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", units)


TERM_UNITS = [
    ("working", _("ngày làm việc")),
    ("calendar", _("ngày")),
    ("month", _("tháng")),
    ("year", _("năm")),
]


class DecisionForm(Form):
    """The decision by which a province sets a term or takes it back, and its first day."""

    unit = forms.ChoiceField(label=_("Tỉnh, thành phố"))
    decision = forms.CharField(label=_("Số quyết định"), max_length=60, help_text=_("Ví dụ: 98/2025/QĐ-UBND"))
    decided_on = VnDateField(label=_("Ngày ký quyết định"), future=False, called=_("Ngày ký quyết định"))
    from_on = VnDateField(label=_("Áp dụng từ ngày"))
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=1000, widget=forms.Textarea)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", units)


class TermForm(DecisionForm):
    """A term of the province's own."""

    amount = forms.IntegerField(label=_("Thời hạn"), min_value=1, max_value=LARGEST)
    term_unit = forms.ChoiceField(label=_("Tính bằng"), choices=TERM_UNITS, widget=forms.RadioSelect)
    last_on = VnDateField(
        label=_("Đến hết ngày"),
        required=False,
        help_text=_("Bỏ trống khi quyết định không nêu ngày hết hiệu lực."),
    )
    field_order = ("unit", "amount", "term_unit", "decision", "decided_on", "from_on", "last_on", "note")


class FirstRunForm(Form):
    """The first page of a new office: its unit, its week, its first administrator."""

    unit = forms.ChoiceField(
        label=_("Đơn vị"),
        help_text=_("Không có trong danh sách thì chọn “Đơn vị khác” rồi ghi tên và cấp ở dưới."),
        error_messages={"required": _("Xin chọn đơn vị, hoặc chọn “Đơn vị khác”.")},
    )
    name = forms.CharField(label=_("Tên đơn vị, nếu chọn “Đơn vị khác”"), required=False, max_length=150)
    tier = forms.ChoiceField(
        label=_("Cấp, nếu chọn “Đơn vị khác”"), choices=Tier.choices, initial=Tier.COMMUNE, required=False
    )
    week = WeekField()
    full_name = forms.CharField(label=_("Họ và tên người quản trị"), max_length=120)
    username = forms.CharField(label=_("Tên đăng nhập"), max_length=60, help_text=_("Ví dụ: lan.nguyen"))
    password = forms.CharField(
        label=_("Mật khẩu"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Ít nhất 10 ký tự; có thể là một câu dễ nhớ, có dấu cách."),
        strip=False,
    )
    password2 = forms.CharField(
        label=_("Nhập lại mật khẩu"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    hats = forms.MultipleChoiceField(
        label=_("Người này cũng là"),
        choices=[(role.value, role.label) for role in (Role.CLERK, Role.HANDLER, Role.LEADER)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=[Role.CLERK.value, Role.HANDLER.value],
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", [("", gettext("Xin chọn")), *units, (OTHER_UNIT, gettext("Đơn vị khác"))])

    def clean(self) -> dict[str, Any]:
        """A unit is chosen or named; the passwords are the same and good."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("unit") == OTHER_UNIT:
            cleaned["unit"] = ""
            if not fold(cleaned.get("name") or ""):
                self.add_error("name", _("Xin ghi tên đơn vị."))
        password = cleaned.get("password")
        if password and password != cleaned.get("password2"):
            self.add_error("password2", _("Hai lần nhập mật khẩu chưa giống nhau."))
        elif password:
            self._check(password, cleaned)
        return cleaned

    def _check(self, password: str, cleaned: dict[str, Any]) -> None:
        someone = Account(username=cleaned.get("username", ""), full_name=cleaned.get("full_name", ""))
        try:
            validate_password(password, someone)
        except ValidationError as error:
            self.add_error("password", error)
