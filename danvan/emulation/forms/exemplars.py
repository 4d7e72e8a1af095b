"""Forms about one exemplar: registration, what was done, steps, photos."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.emulation import photos
from danvan.emulation.actions import Act, Measured, Registration, Story
from danvan.emulation.models import Criterion, Exemplar
from danvan.emulation.photos import Shot
from danvan.emulation.queries import Chosen
from danvan.emulation.words import FIELDS, PRIVATE, SORTS, WHOSE
from danvan.lib import dates
from danvan.people.models import Account, Unit
from danvan.web.amounts import AmountField
from danvan.web.forms import CountField, FilesField, Form, PhoneField, VnDateField, taught

RESULTS = 5


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class RegistrationForm(Form):
    """Who registers what: the same at the desk and at the portal."""

    unit = forms.ChoiceField(label=_("Đơn vị nơi thực hiện"))
    name = forms.CharField(
        label=_("Tên mô hình, khu dân cư, vườn"),
        max_length=250,
        help_text=_("Tên này được công khai: đừng ghi tên hộ hoặc cá nhân ở đây."),
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=list(FIELDS.items()))
    whose = forms.ChoiceField(label=_("Ai đăng ký"), choices=list(WHOSE.items()), widget=forms.RadioSelect)
    full_name = forms.CharField(
        label=_("Tên chủ hộ, cá nhân hoặc người đại diện"),
        max_length=120,
        required=False,
        help_text=_("Chỉ nêu công khai khi người ấy đồng ý."),
    )
    phone = PhoneField(required=False)
    place = forms.CharField(label=_("Thôn, tổ dân phố"), max_length=150, required=False)
    organisation = forms.CharField(
        label=_("Đăng ký qua tổ chức nào"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: Chi hội Phụ nữ thôn Đồng Tiến"),
    )
    summary = forms.CharField(label=_("Làm gì, ở đâu, để làm gì"), max_length=10_000, widget=_area(5))
    copied_from = forms.ChoiceField(label=_("Làm theo mô hình nào (nhân rộng từ)"), required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        units: Sequence[Unit],
        sources: Sequence[Exemplar],
        data: Any = None,
        *,
        found: Exemplar | None = None,
        **more: Any,
    ) -> None:
        begun = {**(_begun(found) if found else {}), **more.pop("initial", {})}
        super().__init__(data, initial=begun, **more)
        self.units, self.sources = {str(each.pk): each for each in units}, {str(x.pk): x for x in sources}
        named = [(key, getattr(each, "shown_name", str(each))) for key, each in self.units.items()]
        asked = named if len(named) == 1 else [("", _("Chọn đơn vị")), *named]
        self.fields["unit"].choices = asked  # type: ignore[attr-defined]
        offered = [(key, each.name) for key, each in self.sources.items()]
        self.fields["copied_from"].choices = [("", _("Không, cách làm mới")), *offered]  # type: ignore[attr-defined]
        if found is not None:
            self.fields["unit"].required = False

    def clean(self) -> dict[str, Any]:
        """A household or a person has a name."""
        told = super().clean() or {}
        if told.get("whose") in PRIVATE and not told.get("full_name") and "full_name" not in self.errors:
            self.add_error("full_name", _("Xin ghi tên chủ hộ hoặc người đăng ký."))
        return told

    def told(self) -> Registration:
        """What was typed."""
        told = {name: self.cleaned_data[name] for name in _TYPED}
        return Registration(**told, copied_from=self.sources.get(self.cleaned_data["copied_from"]))

    def chosen_unit(self) -> Unit:
        """In which unit it stands."""
        return self.units[self.cleaned_data["unit"]]


_TYPED = ("name", "field", "whose", "summary", "place", "organisation", "full_name", "phone")


def _begun(row: Exemplar) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in _TYPED if hasattr(row, name)}
    held = {"full_name": row.holder.full_name, "phone": row.holder.phone}
    return {**plain, **held, "unit": str(row.unit_id), "copied_from": str(row.copied_from_id or "")}


class StoryForm(Form):
    """What was done, its cost, who took part, what was measured; a line left empty is not written."""

    done = forms.CharField(
        label=_("Đã làm gì, làm thế nào"), required=False, max_length=10_000, widget=_area(6)
    )
    cost = AmountField(label=_("Chi phí (đồng)"), required=False)
    people = CountField(label=_("Số người tham gia"))

    def __init__(self, row: Exemplar, data: Any = None) -> None:
        results = list(row.results.all())
        begun: dict[str, Any] = {"done": row.done, "cost": row.cost, "people": row.people}
        for n, each in enumerate(results):
            begun |= {
                f"name-{n}": each.name,
                f"before-{n}": each.before,
                f"amount-{n}": each.amount,
                f"unit-{n}": each.unit,
            }
        self.count = max(RESULTS, len(results) + 1)
        super().__init__(data, initial=begun)
        for n in range(self.count):
            self.fields |= _result_fields(n)

    @property
    def lines(self) -> list[list[Any]]:
        """The fields of each result."""
        return [
            [self[f"{name}-{n}"] for name in ("name", "before", "amount", "unit")] for n in range(self.count)
        ]

    def clean(self) -> dict[str, Any]:
        """A line that was begun is whole."""
        told = super().clean() or {}
        for n in range(self.count):
            line = {name: told.get(f"{name}-{n}") for name in ("name", "amount", "unit")}
            if not any(each not in (None, "") for each in line.values()):
                continue
            for name, value in line.items():
                if value in (None, "") and f"{name}-{n}" not in self.errors:
                    self.add_error(f"{name}-{n}", _("Mỗi kết quả có tên, số và đơn vị tính."))
        return told

    def told(self) -> Story:
        """What was typed."""
        told = self.cleaned_data
        lines = [
            Measured(told[f"name-{n}"], told[f"amount-{n}"], told[f"unit-{n}"], told[f"before-{n}"])
            for n in range(self.count)
            if told.get(f"name-{n}")
        ]
        return Story(told["done"], told["cost"], told["people"], lines)


def _result_fields(n: int) -> dict[str, forms.Field]:
    return taught(
        {
            f"name-{n}": forms.CharField(label=_("Kết quả"), max_length=200, required=False),
            f"before-{n}": AmountField(per=100, label=_("Trước"), required=False),
            f"amount-{n}": AmountField(per=100, label=_("Nay"), required=False),
            f"unit-{n}": forms.CharField(label=_("Đơn vị tính"), max_length=40, required=False),
        }
    )


class ReasonForm(Form):
    """Why."""

    text = forms.CharField(label=_("Lý do"), max_length=2_000, widget=_area(3))


class SaidForm(Form):
    """How somebody was told."""

    text = forms.CharField(label=_("Báo bằng cách nào"), max_length=250)


class ConsentForm(Form):
    """What the person said when she was asked."""

    agrees = forms.ChoiceField(
        label=_("Người ấy trả lời"),
        choices=[("yes", _("Đồng ý nêu công khai")), ("no", _("Không đồng ý"))],
        widget=forms.RadioSelect,
    )
    how = forms.CharField(
        label=_("Hỏi bằng cách nào, ai trả lời"),
        max_length=250,
        help_text=_("Ví dụ: gọi điện ngày 12/3, bà Lan trả lời"),
    )

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"agrees": self.cleaned_data["agrees"] == "yes", "how": self.cleaned_data["how"]}


def _named(people: Sequence[Chosen]) -> list[tuple[str, str]]:
    """(number, “Lê Thị Hoa · xã Kỳ Xuân”) of each officer."""
    return [(str(each.officer.pk), f"{each.officer.full_name} · {each.where}") for each in people]


class TeamForm(Form):
    """Who looks again."""

    officers = forms.MultipleChoiceField(
        label=_("Thành viên đoàn phúc tra"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ít nhất hai người."),
    )

    def __init__(self, people: Sequence[Chosen], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.people = {str(each.officer.pk): each.officer for each in people}
        self.fields["officers"].choices = _named(people)  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"officers": [self.people[key] for key in self.cleaned_data["officers"]]}


class SubstituteForm(Form):
    """Who takes the place of a member that stepped aside."""

    officer = forms.ChoiceField(label=_("Người thay"))

    def __init__(self, people: Sequence[Chosen], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.people = {str(each.officer.pk): each.officer for each in people}
        self.fields["officer"].choices = [("", _("Chọn cán bộ")), *_named(people)]  # type: ignore[attr-defined]

    def chosen(self) -> Account:
        """Who."""
        return self.people[self.cleaned_data["officer"]]


class ActForm(Form):
    """A decision: its number and day, who signed."""

    number = forms.CharField(label=_("Số quyết định"), max_length=120)
    on = VnDateField(label=_("Ngày quyết định"), future=False)
    signed_by = forms.CharField(label=_("Cơ quan hoặc người ký"), max_length=250)

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        told = self.cleaned_data
        return {"act": Act(told["number"], told["on"], told["signed_by"])}


class RevokeForm(ActForm):
    """A decision that takes recognition back, with the reason."""

    text = forms.CharField(label=_("Vì sao thu hồi"), max_length=2_000, widget=_area(3))

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {**super().given(), "text": self.cleaned_data["text"]}


class PhotoForm(Form):
    """Photos, for which criterion, whether everybody may see them."""

    pictures = FilesField(
        label=_("Ảnh"),
        most=10,
        check=photos.problem,
        help_text=_("JPG, PNG, WebP; nhiều nhất 10 ảnh một lần."),
    )
    criterion = forms.ChoiceField(label=_("Minh chứng cho tiêu chí"), required=False)
    caption = forms.CharField(label=_("Chú thích"), max_length=200, required=False)
    public = forms.BooleanField(label=_("Ai cũng xem được trên trang công khai"), required=False)

    def __init__(self, items: Sequence[Criterion], *args: Any, public: bool = True, **more: Any) -> None:
        super().__init__(*args, **more)
        self.items = {str(each.pk): each for each in items}
        offered = [(key, f"{each.place}. {each.name}") for key, each in self.items.items()]
        self.fields["criterion"].choices = [("", _("Ảnh chung")), *offered]  # type: ignore[attr-defined]
        if not public:
            del self.fields["public"]

    def shots(self) -> list[Shot]:
        """The photos, made small."""
        return [photos.read(file) for file in self.cleaned_data["pictures"]]

    def given(self) -> dict[str, Any]:
        """As the action takes it, without the photos."""
        told = self.cleaned_data
        return {
            "criterion": self.items.get(told["criterion"]),
            "caption": told["caption"],
            "public": told.get("public", False),
        }


class ListForm(Form):
    """What narrows the list."""

    q = forms.CharField(
        label=_("Tên, thôn"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    sort = forms.ChoiceField(label=_("Loại"), required=False, choices=[("", _("Mọi loại")), *SORTS.items()])
    field = forms.ChoiceField(
        label=_("Lĩnh vực"), required=False, choices=[("", _("Mọi lĩnh vực")), *FIELDS.items()]
    )
    state = forms.ChoiceField(label=_("Tình trạng"), required=False)
    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)

    def __init__(
        self, data: Any, units: Sequence[tuple[str, str]], states: Sequence[tuple[str, Any]]
    ) -> None:
        super().__init__(data)
        for one in self.fields.values():
            vars(one)["says_optional"] = False
        self.fields["unit"].choices = [("", _("Mọi đơn vị")), *units]  # type: ignore[attr-defined]
        self.fields["state"].choices = [("", _("Mọi tình trạng")), *states]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What was asked, as far as it can be understood."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name, "")) for name in self.fields}


def today_act() -> dict[str, Any]:
    """What a form of a decision begins with."""
    return {"on": dates.today()}
