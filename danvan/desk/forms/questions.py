"""A letter made of a question that was put to a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.cases import topics
from danvan.cases.actions import Person
from danvan.cases.models.people import TellBy
from danvan.flows import question_to_petition as flow
from danvan.meetings.models import Question
from danvan.petitions.actions import Letter
from danvan.petitions.workflow import COMPLAINT, RECOMMENDATION
from danvan.web.forms import Form, PhoneField

KINDS = [(kind.code, kind.label) for kind in (RECOMMENDATION, COMPLAINT)]


class QuestionLetterForm(Form):
    """Who sends it, of which kind it is, what about; its words are those of the question."""

    full_name = forms.CharField(
        label=_("Họ tên người gửi"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = PhoneField(required=False)
    address = forms.CharField(label=_("Nơi ở"), required=False, max_length=250)
    kind = forms.ChoiceField(label=_("Loại đơn"), choices=KINDS)
    subject = forms.CharField(label=_("Tóm tắt nội dung"), max_length=200)
    topic = forms.ChoiceField(label=_("Lĩnh vực"))
    body = forms.CharField(label=_("Nội dung"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, question: Question, data: Any = None) -> None:
        sender = flow.sender_of(question)
        begun = {
            "full_name": sender.full_name,
            "phone": sender.phone,
            "address": question.origin,
            "subject": question.text[:120],
            "topic": question.topic,
            "body": question.text,
        }
        super().__init__(data, initial=begun)
        self.tell_by = sender.tell_by
        self.fields["phone"].widget.attrs["autocomplete"] = "off"
        self.fields["topic"].choices = topics.choices()  # type: ignore[attr-defined]

    def letter(self) -> Letter:
        """The letter."""
        got = self.cleaned_data
        return Letter(kind=got["kind"], subject=got["subject"], body=got["body"], topic=got["topic"])

    def sender(self) -> Person:
        """Who sends it; whoever left a number is called."""
        got = self.cleaned_data
        way = self.tell_by if self.tell_by != TellBy.CODE else TellBy.PHONE
        told = way if got["phone"] else TellBy.CODE
        return Person(got["full_name"], phone=got["phone"], address=got["address"], tell_by=told)
