"""Forms of the office: criteria, movements, the council's votes, decisions on many, nominations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.emulation.actions import Round, Session, Told, Vote
from danvan.emulation.examples import Drawn, Item
from danvan.emulation.models import CriteriaSet, Exemplar, Movement
from danvan.emulation.words import FIELDS, SORTS
from danvan.people.models import Unit
from danvan.web.asked import number
from danvan.web.forms import CountField, Form, PhoneField, VnDateField, taught

LINES = 6
MOST_LINES = 40
_NUMBER = {"inputmode": "numeric", "autocomplete": "off", "class": "w-s"}


class CriteriaForm(Form):
    """A set of criteria, line by line; a line without a name is not written."""

    name = forms.CharField(label=_("Tên bộ tiêu chí"), max_length=250)
    sort = forms.ChoiceField(label=_("Dùng cho"), choices=list(SORTS.items()))
    origin = forms.CharField(
        label=_("Nguồn của bộ tiêu chí"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Theo văn bản nào, hoặc do cơ quan tự đặt."),
    )
    pass_points = CountField(label=_("Tổng điểm cần đạt"))
    vote_percent = forms.IntegerField(
        label=_("Phần trăm phiếu thuận cần có"), min_value=1, max_value=100, initial=51
    )
    valid_months = CountField(
        label=_("Công nhận có giá trị bao nhiêu tháng"), help_text=_("Để trống: không hết hạn.")
    )

    def __init__(self, data: Any = None, *, begun: Drawn | None = None, count: int = 0) -> None:
        items = begun.items if begun else ()
        typed = number(str(data.get("count", ""))) if data is not None else None
        self.count = max(LINES, len(items) + 1) if typed is None else min(typed, MOST_LINES)
        self.count = max(self.count, count)
        super().__init__(data, initial=_begun(begun) if begun else {})
        for n in range(self.count):
            self.fields |= taught(_line_fields(n))

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The fields of each line."""
        return [{name: self[f"{name}-{n}"] for name in _LINE} for n in range(self.count)]

    def longer(self) -> "CriteriaForm":
        """The same with more empty lines; nothing is checked yet."""
        told = self.data.copy()
        told["count"] = str(min(self.count + LINES, MOST_LINES))
        made = CriteriaForm(told)
        made.is_bound = False
        made.initial = {name: told.get(name, "") for name in made.fields}
        return made

    def clean(self) -> dict[str, Any]:
        """Each named line asks for something."""
        told = super().clean() or {}
        for n in range(self.count):
            if told.get(f"name-{n}") and not told.get(f"most-{n}") and not told.get(f"condition-{n}"):
                self.add_error(f"most-{n}", _("Ghi điểm tối đa, hoặc đánh dấu là điều kiện phải đạt."))
            elif (told.get(f"least-{n}") or 0) > (told.get(f"most-{n}") or 0):
                self.add_error(f"least-{n}", _("Điểm tối thiểu không quá điểm tối đa."))
        return told

    def _item(self, n: int) -> Item:
        """The line with that number."""
        line: dict[str, Any] = {name: self.cleaned_data[f"{name}-{n}"] for name in _LINE}
        return Item(**{**line, "most": line["most"] or 0, "least": line["least"] or 0})

    def told(self) -> Drawn:
        """What was typed."""
        told = self.cleaned_data
        items = tuple(self._item(n) for n in range(self.count) if told[f"name-{n}"])
        return Drawn(
            told["name"],
            told["sort"],
            told["origin"],
            told["pass_points"] or 0,
            told["vote_percent"],
            told["valid_months"] or None,
            items,
        )


_LINE = ("name", "text", "most", "least", "condition", "evidence", "photo")


def _line_fields(n: int) -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {
        f"name-{n}": forms.CharField(label=gettext("Tiêu chí"), max_length=300, required=False),
        f"text-{n}": forms.CharField(label=gettext("Yêu cầu"), max_length=1_000, required=False),
        f"most-{n}": CountField(label=gettext("Điểm tối đa"), max_value=1000),
        f"least-{n}": CountField(label=gettext("Tối thiểu"), max_value=1000),
        f"condition-{n}": forms.BooleanField(label=gettext("Điều kiện phải đạt"), required=False),
        f"evidence-{n}": forms.CharField(label=gettext("Minh chứng"), max_length=300, required=False),
        f"photo-{n}": forms.BooleanField(label=gettext("Cần ảnh"), required=False),
    }
    for each in made.values():
        vars(each)["says_optional"] = False
    return made


def _begun(drawn: Drawn) -> dict[str, Any]:
    told: dict[str, Any] = {name: value for name, value in vars(drawn).items() if name != "items"}
    for n, item in enumerate(drawn.items):
        told |= {f"{name}-{n}": value for name, value in vars(item).items()}
    return told


def drawn_of(row: CriteriaSet) -> Drawn:
    """A set as the form begins with it."""
    items = tuple(Item(**{name: getattr(each, name) for name in _LINE}) for each in row.items.all())
    names = ("name", "sort", "origin", "pass_points", "vote_percent", "valid_months")
    return Drawn(**{name: getattr(row, name) for name in names}, items=items)


class IssueForm(Form):
    """The decision by which a set holds."""

    number = forms.CharField(label=_("Số quyết định"), max_length=120)
    decided_on = VnDateField(label=_("Ngày quyết định"), future=False)
    from_on = VnDateField(label=_("Có hiệu lực từ ngày"))


class RoundForm(Form):
    """A movement: whose, by which criteria, from when to when."""

    unit = forms.ChoiceField(label=_("Đơn vị phát động"))
    criteria = forms.ChoiceField(label=_("Bộ tiêu chí"))
    name = forms.CharField(label=_("Tên phong trào, đợt thi đua"), max_length=250)
    text = forms.CharField(
        label=_("Lời phát động"), required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    opens_on = VnDateField(label=_("Nhận đăng ký từ ngày"))
    closes_on = VnDateField(label=_("đến hết ngày"))
    online = forms.BooleanField(label=_("Nhận đăng ký cả trên cổng"), required=False, initial=True)

    def __init__(
        self,
        units: Sequence[Unit],
        sets: Sequence[CriteriaSet],
        data: Any = None,
        *,
        found: Movement | None = None,
    ) -> None:
        names = ("name", "text", "opens_on", "closes_on", "online")
        super().__init__(data, initial={name: getattr(found, name) for name in names} if found else {})
        if found is not None:
            del self.fields["unit"], self.fields["criteria"]
            return
        self.units = {str(each.pk): each for each in units}
        self.sets = {str(each.pk): each for each in sets}
        named = [(key, getattr(each, "shown_name", "")) for key, each in self.units.items()]
        self.fields["unit"].choices = named  # type: ignore[attr-defined]
        offered = [(key, f"{each.sort_label}: {each.name}") for key, each in self.sets.items()]
        self.fields["criteria"].choices = [("", _("Chọn bộ tiêu chí")), *offered]  # type: ignore[attr-defined]

    def told(self) -> Round:
        """What was typed."""
        told = self.cleaned_data
        return Round(told["name"], told["opens_on"], told["closes_on"], told["text"], told["online"])

    def chosen(self) -> tuple[Unit, CriteriaSet]:
        """Whose, by which criteria."""
        return self.units[self.cleaned_data["unit"]], self.sets[self.cleaned_data["criteria"]]


class SittingForm(Form):
    """A meeting of the council with the votes on everything that waits for them; a line without votes is left out."""

    held_on = VnDateField(label=_("Ngày họp"), future=False)
    chair = forms.CharField(label=_("Chủ trì"), max_length=150)
    members = forms.IntegerField(label=_("Số thành viên hội đồng"), min_value=1, max_value=500)
    present = forms.IntegerField(label=_("Có mặt"), min_value=1, max_value=500)
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, rows: Sequence[Exemplar], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.rows = list(rows)
        for row in self.rows:
            self.fields |= taught(_vote_fields(row.pk))

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Each exemplar with its fields."""
        names = ("in_favour", "against", "abstained", "aside", "text")
        return [{"row": row, **{name: self[f"{name}-{row.pk}"] for name in names}} for row in self.rows]

    def session(self) -> Session:
        """The meeting."""
        told = self.cleaned_data
        return Session(told["held_on"], told["chair"], told["members"], told["present"], told["note"])

    def votes(self) -> list[Vote]:
        """The votes on each exemplar that was voted on."""
        told = self.cleaned_data
        made = []
        for row in self.rows:
            votes: dict[str, Any] = {name: told[f"{name}-{row.pk}"] for name in _VOTES}
            if any(votes[name] is not None for name in _VOTES[:3]):
                counted = {name: number or 0 for name, number in votes.items()}
                made.append(Vote(row, **counted, text=told[f"text-{row.pk}"]))
        return made


_VOTES = ("in_favour", "against", "abstained", "aside")


def _vote_fields(pk: int) -> dict[str, forms.Field]:
    words = {
        "in_favour": gettext("Thuận"),
        "against": gettext("Không thuận"),
        "abstained": gettext("Ý kiến khác"),
        "aside": gettext("Không biểu quyết vì liên quan"),
    }
    made: dict[str, forms.Field] = {
        f"{name}-{pk}": CountField(label=word, widget=forms.TextInput(attrs=_NUMBER))
        for name, word in words.items()
    }
    made[f"text-{pk}"] = forms.CharField(
        label=gettext("Lý do nếu không thông qua"), max_length=1_000, required=False
    )
    for each in made.values():
        vars(each)["says_optional"] = False
    return made


class ChosenForm(Form):
    """Some exemplars of a movement, ticked."""

    rows = forms.MultipleChoiceField(label=_("Chọn"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, rows: Sequence[Exemplar], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.offered = {str(each.pk): each for each in rows}
        self.fields["rows"].choices = [(key, each.name) for key, each in self.offered.items()]  # type: ignore[attr-defined]

    def chosen(self) -> list[Exemplar]:
        """Which."""
        return [self.offered[key] for key in self.cleaned_data["rows"]]


class NominationForm(Form):
    """Somebody tells of a good person or deed."""

    unit = forms.ChoiceField(label=_("Người ấy sống, làm việc ở đâu"))
    person = forms.CharField(label=_("Tên người được giới thiệu"), max_length=120)
    place = forms.CharField(label=_("Thôn, tổ dân phố, nơi làm việc"), max_length=150, required=False)
    story = forms.CharField(
        label=_("Người ấy đã làm gì"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    person_phone = PhoneField(
        label=_("Điện thoại của người ấy"),
        required=False,
        help_text=_("Để cơ quan hỏi ý kiến trước; không nêu công khai."),
    )
    teller = forms.CharField(label=_("Tên của ông/bà"), max_length=120, required=False)
    teller_phone = PhoneField(label=_("Điện thoại của ông/bà"), required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, units: Sequence[Unit], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.units = {str(each.pk): each for each in units}
        named = [(key, getattr(each, "shown_name", str(each))) for key, each in self.units.items()]
        self.fields["unit"].choices = named if len(named) == 1 else [("", _("Chọn xã, phường")), *named]  # type: ignore[attr-defined]

    def told(self) -> Told:
        """What was typed."""
        names = ("person", "story", "place", "person_phone", "teller", "teller_phone")
        return Told(**{name: self.cleaned_data[name] for name in names})

    def chosen_unit(self) -> Unit:
        """Where she lives."""
        return self.units[self.cleaned_data["unit"]]


class TakeForm(Form):
    """Into which movement, and under which name."""

    movement = forms.ChoiceField(label=_("Đưa vào phong trào"))
    name = forms.CharField(
        label=_("Tên việc làm"),
        max_length=250,
        help_text=_("Tên này được công khai: đừng ghi tên người ở đây."),
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=list(FIELDS.items()))

    def __init__(self, movements: Sequence[Movement], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.movements = {str(each.pk): each for each in movements}
        self.fields["movement"].choices = [(key, each.name) for key, each in self.movements.items()]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        told = self.cleaned_data
        return {"movement": self.movements[told["movement"]], "name": told["name"], "field": told["field"]}
