"""The five questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danvan.ratings.actions import Told
from danvan.ratings.workflow import ASKED, CHOICES, CLEAR, FACTS, KEPT, LONGEST, SATISFACTION, TRIPS
from danvan.web.forms import Form

QUESTIONS = {
    SATISFACTION: _("Ông/bà có hài lòng với việc phục vụ không?"),
    KEPT: _("Kết quả có trả đúng hẹn không?"),
    TRIPS: _("Ông/bà phải đến cơ quan mấy lần cho việc này?"),
    CLEAR: _("Hướng dẫn có rõ ràng, dễ hiểu không?"),
    ASKED: _("Có ai gợi ý ông/bà đưa tiền, quà ngoài khoản phải nộp không?"),
}


class AnswerForm(Form):
    """What somebody thinks of one transaction; the words may be left out, and so may the answer about money."""

    words = forms.CharField(
        label=_("Muốn nói thêm điều gì"),
        help_text=_("Xin đừng ghi tên, số điện thoại: lời này được đọc mà không ai biết là của ai."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = [*FACTS, "words"]

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        for name, question in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(
                label=question,
                choices=list(CHOICES[name].items()),
                widget=forms.RadioSelect,
                error_messages={"required": _("Xin chọn một câu trả lời.")},
            )
        self.order_fields(self.field_order)

    def told(self) -> Told:
        """What was ticked and written."""
        got = self.cleaned_data
        return Told({name: got[name] for name in FACTS}, got["words"])
