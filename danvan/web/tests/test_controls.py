"""The controls of forms read as Django's own templates write them."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils.html import escape

from danvan.web.controls import Controls

SHARP = """<b>"'&"""


class Every(forms.Form):
    """One of each control."""

    word = forms.CharField(initial=SHARP)
    number = forms.IntegerField(initial=0)
    mail = forms.EmailField(required=False)
    secret = forms.CharField(widget=forms.PasswordInput)
    hidden = forms.CharField(widget=forms.HiddenInput, initial=7)
    day = forms.DateField(widget=forms.DateInput)
    file = forms.FileField()
    tick = forms.BooleanField(initial=True)
    tock = forms.BooleanField()
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), initial=SHARP)
    empty = forms.CharField(widget=forms.Textarea, required=False)
    one = forms.ChoiceField(
        choices=[("", "-"), (SHARP, SHARP), ("Nhóm & <i>", [("2", "hai"), (3, "ba")])], initial=3
    )
    radio = forms.ChoiceField(choices=[(1, "một"), (2, SHARP)], widget=forms.RadioSelect, initial=2)
    many = forms.MultipleChoiceField(choices=[(1, "một"), (2, "hai")], widget=forms.CheckboxSelectMultiple)
    some = forms.MultipleChoiceField(choices=[(1, "một"), (2, "hai")], initial=[1, 2])


@pytest.mark.parametrize("name", list(Every.base_fields))
@pytest.mark.parametrize("data", [None, {}, {"word": SHARP, "one": SHARP, "many": ["2"], "text": "\nhai\n"}])
def test_a_control_is_written_as_django_writes_it(name, data):
    ours, theirs = (
        Every(data, renderer=one())[name].as_widget(
            attrs={"data-x": SHARP, "disabled": True, "hidden": False}
        )
        for one in (Controls, DjangoTemplates)
    )
    assert parse_html(ours) == parse_html(theirs)
    assert SHARP not in ours


def test_a_choice_alone_stands_in_its_label_where_it_is_asked_for():
    first = Every(renderer=Controls())["radio"].subwidgets[1]
    plain = Every(renderer=DjangoTemplates())["radio"].subwidgets[1]
    assert parse_html(first.tag()) == parse_html(plain.tag())
    assert parse_html(first.tag(wrap_label=True)) == parse_html(plain.tag(wrap_label=True))
    assert escape(SHARP) in first.tag(wrap_label=True)
