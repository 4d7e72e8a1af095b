"""A second complaint that came to the counter, to the reception, by post, entered from the page of the first case."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.cases.models import Case
from danvan.cases.workflow import CHANNEL_LABELS, Channel
from danvan.desk.forms.parts import new_submission, offer, taken_in
from danvan.petitions.actions import Letter
from danvan.petitions.second import CODE
from danvan.web.forms import FilesField, Form, VnDateField

WAYS = [code for code in Channel if code != Channel.PORTAL]
SUBJECT = 200


class SecondForm(Form):
    """By which way it came and when, when the first decision was received, what it says."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=new_submission, required=False)
    channel = forms.ChoiceField(label=_("Đến bằng cách nào"), initial=Channel.COUNTER.value)
    on = VnDateField(label=_("Ngày nhận đơn"), future=False, called=_("Ngày nhận đơn"), help_text="")
    learned_on = VnDateField(
        label=_("Công dân nhận quyết định lần đầu ngày nào"),
        future=False,
        called=_("Ngày nhận quyết định"),
        help_text="",
    )
    body = forms.CharField(
        label=_("Vì sao không đồng ý"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    wish = forms.CharField(
        label=_("Người khiếu nại đề nghị gì"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    papers = FilesField(required=False, label=_("Đơn, quyết định lần đầu, giấy tờ kèm theo"))

    def __init__(self, first: Case, today: date, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"on": today})
        self.first = first
        offer(self, "channel", [(code.value, CHANNEL_LABELS[code]) for code in WAYS])
        if first.decided_on is None:
            del self.fields["learned_on"]

    def clean_papers(self) -> list[tuple[str, bytes, str]]:
        """The files, looked at by their content."""
        return taken_in(self.cleaned_data["papers"])

    def letter(self, against: str) -> Letter:
        """The complaint as the action takes it, about what the first case was about."""
        got, first = self.cleaned_data, self.first
        return Letter(
            kind=CODE,
            subject=first.subject[:SUBJECT],
            body=got["body"],
            topic=first.topic,
            wish=got["wish"],
            against=against,
            learned_on=got.get("learned_on"),
            signatures=first.people,
            place=first.petition.place,
        )
