"""The form of a sheet of scores, made from the criteria: points and conditions side by side."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.emulation.marks import Mark, Marks
from danvan.emulation.models import Criterion
from danvan.web.forms import Form, taught


class SheetForm(Form):
    """Points from 0 to the most, met or not, and words; `required` words are the team's, where it differs."""

    note = forms.CharField(
        label=_("Nhận xét chung"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, items: Sequence[Criterion], data: Any = None, *, begun: Marks | None = None, words: Any = None
    ) -> None:
        self.items = list(items)
        super().__init__(data, initial=_initial(begun or {}))
        self.fields |= taught(_fields(self.items, words or gettext("Giải thích")))
        self.order_fields([*(name for name in self.fields if name != "note"), "note"])

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Each criterion with its fields."""
        return [
            {
                "item": item,
                "points": self[f"points-{item.pk}"] if item.most else None,
                "met": self[f"met-{item.pk}"] if item.condition else None,
                "words": self[f"words-{item.pk}"],
            }
            for item in self.items
        ]

    def given(self) -> dict[int, Mark]:
        """The marks that were given."""
        told = self.cleaned_data
        return {
            item.pk: Mark(
                told.get(f"points-{item.pk}"),
                told[f"met-{item.pk}"] == "yes" if item.condition else None,
                told[f"words-{item.pk}"],
            )
            for item in self.items
        }


def _fields(items: Sequence[Criterion], words: str) -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {}
    for item in items:
        if item.most:
            most = {"n": item.most, "least": item.least}
            hint = (
                gettext("từ 0 đến %(n)s, cần ít nhất %(least)s") if item.least else gettext("từ 0 đến %(n)s")
            )
            made[f"points-{item.pk}"] = forms.IntegerField(
                label=gettext("Điểm"),
                min_value=0,
                max_value=item.most,
                help_text=hint % most,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "w-s"}),
            )
        if item.condition:
            made[f"met-{item.pk}"] = forms.ChoiceField(
                label=gettext("Điều kiện"),
                choices=[("yes", gettext("Đạt")), ("no", gettext("Chưa đạt"))],
                widget=forms.RadioSelect,
            )
        made[f"words-{item.pk}"] = forms.CharField(label=words, required=False, max_length=1_000)
        vars(made[f"words-{item.pk}"])["says_optional"] = False
    return made


def _initial(begun: Marks) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for pk, mark in begun.items():
        told[f"points-{pk}"] = mark.points
        told[f"met-{pk}"] = "" if mark.met is None else "yes" if mark.met else "no"
        told[f"words-{pk}"] = mark.words
    return told
