"""The small forms of the steps: each asks for exactly what the workflow says that the step needs."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.cases import complexity, grounds
from danvan.cases.actions import Step
from danvan.cases.actions import files as storage
from danvan.cases.models import Case
from danvan.cases.workflow import Transition
from danvan.denunciations import grading
from danvan.desk import queries
from danvan.desk.forms.parts import taken_in
from danvan.desk.wording import DENUNCIATION_TEXTS, answers_of
from danvan.journal.models import Event
from danvan.papers import kinds as papers
from danvan.people.models import Account, Unit
from danvan.petitions.screening import Finding
from danvan.web.filefield import FilesField
from danvan.web.forms import Form, Refusal, VnDateField, taught

LONGEST = 10_000
MOST_SIGNATORIES = 100_000
MOST_DAYS = 366  # no extension in law is longer; how long this one may be, the law says when it is asked for
FILLS = ("transfer", "guide")  # steps that name where the letter belongs
TEXT_LABELS = {
    "refuse": _("Lý do"),
    "file": _("Vì sao lưu đơn"),
    "guide": _("Gửi đến cơ quan nào, vì sao"),
    "return": _("Trả lại nơi nào, vì sao"),
    "transfer": _("Nội dung chuyển"),
    "report_back": _("Kết quả nơi được chuyển báo lại"),
    "reassign": _("Vì sao giao lại"),
    "ask": _("Cần công dân bổ sung gì"),
    "supplement": _("Công dân đã bổ sung gì"),
    "resume": _("Vì sao không chờ nữa"),
    "withdraw": _("Công dân rút đơn thế nào, vì sao"),
    "extend": _("Vì sao phải gia hạn"),
    "undo_extension": _("Vì sao hủy gia hạn"),
    "suspend": _("Vì sao tạm đình chỉ"),
    "proceed": _("Vì sao tiếp tục giải quyết"),
    "ask_expert": _("Trưng cầu ai, giám định điều gì"),
    "expert_answered": _("Kết quả giám định"),
    "dialogue": _("Ai dự, nói gì, kết quả ra sao"),
    "withdraw_part": _("Rút phần nào, còn giải quyết phần nào"),
    "send_decision": _("Gửi ai, bằng cách nào"),
    "publish_decision": _("Công khai ở đâu, bằng cách nào"),
    "report": _("Kết quả"),
    "call_off": _("Vì sao thu hồi"),
    "add_evidence": _("Chứng cứ gì, lấy ở đâu"),
    "urge": _("Đôn đốc việc gì, yêu cầu gì"),
    "answer_urging": _("Vì sao chậm, đã làm đến đâu"),
    "no_execution": _("Vì sao không có gì phải thi hành"),
    "report_progress": _("Đã làm đến đâu"),
    "execute": _("Đã làm gì, theo biên bản, giấy tờ nào"),
    "note": _("Ghi chú"),
}


class StepForm(Form):
    """The fields of one step of one case.

    `officers` are those into whose hands it may be given, `extensions` those that may be undone. `basis`: what the law
    says of the step, where it touches the clocks; `bodies`: where the letter may belong. Whoever shows the form finds
    them.
    """

    basis: Any = None
    bodies: Sequence[Any] = ()

    def __init__(
        self,
        step: Transition,
        case: Case,
        *,
        today: date,
        officers: Sequence[tuple[int, str]] = (),
        extensions: Sequence[tuple[str, str]] = (),
        criteria: Sequence[str] = (),
        data: Any = None,
        files: Any = None,
    ) -> None:
        self.step, self.case, self.today = step, case, today
        self.officers, self.extensions = officers, extensions
        self.unit: Unit | None = None
        fields: dict[str, forms.Field] = {
            "seen": forms.IntegerField(widget=forms.HiddenInput, required=False)
        }
        for need in step.needs:
            fields |= _FIELDS[need](self)
        if data is not None and "paper" in data and "decision" in fields:
            fields["decision"].required = False  # it gets the number of the paper
        fields["on"] = VnDateField(
            label=_("Ngày thực hiện"), future=False, called=_("Ngày thực hiện"), help_text=""
        )
        self.base_fields = taught(fields)  # type: ignore[misc]
        initial = {
            "seen": case.version,
            "on": today,
            "officer": case.officer_id or "",
            "signatories": case.people,
            "criteria": criteria,
        }
        super().__init__(data, files, auto_id=f"{step.verb}-%s", initial=initial)

    def clean(self) -> dict[str, Any]:
        """Find the unit that was named; without one, another authority must be."""
        found = super().clean() or self.cleaned_data
        if "target" not in self.step.needs:
            return found
        named = found.get("unit_name")
        if named:
            self.unit, near = queries.unit_by_name(named, on=self.today)
            if self.unit is None:
                self.add_error("unit_name", not_found(near))
            elif self.unit.pk == self.case.unit_responsible_id:
                self.add_error("unit_name", gettext("Hồ sơ đang ở chính đơn vị này"))
        elif not found.get("elsewhere"):
            self.add_error("unit_name", gettext("Xin ghi tên đơn vị, hoặc cơ quan ngoài sổ ở ô dưới"))
        return found

    def clean_proof(self) -> list[tuple[str, bytes, str]]:
        """The files that prove what was done."""
        return taken_in(self.cleaned_data["proof"])

    @property
    def paper(self) -> str:
        """The paper that may be issued with the step, by name; empty when there is none."""
        return papers.label(papers.get(self.step.paper)) if self.step.paper else ""

    def given(self) -> Step:
        """What was typed, as the action takes it."""
        got = self.cleaned_data
        officer = Account.objects.filter(pk=got["officer"]).first() if got.get("officer") else None
        return Step(
            text=got.get("text", ""),
            ground=got.get("ground", ""),
            outcome=got.get("outcome", ""),
            decision=got.get("decision") or got.get("extension", ""),
            days=got.get("days") or 0,
            until=got.get("until"),
            proposal=got.get("proposal", ""),
            complexity=got.get("complexity", ""),
            files=(*storage.check(got.get("files") or ()), *(got.get("proof") or ())),
            officer=officer,
            unit=self.unit,
            elsewhere="" if self.unit else got.get("elsewhere", ""),
            data=_data(got),
        )

    @property
    def fills(self) -> bool:
        """Whether a body that is suggested may be taken over into a field with one click."""
        return not {"elsewhere", "text"}.isdisjoint(self.fields) and self.step.verb in FILLS

    def fill(self, posted: Any, body: str) -> None:
        """Show again what was typed, with the body in its field; nothing is checked, nothing is written."""
        for name, field in self.fields.items():
            several = isinstance(field, forms.MultipleChoiceField)
            self.initial[name] = posted.getlist(name) if several else posted.get(name, "")
        if "elsewhere" in self.fields:
            unit, _near = queries.unit_by_name(body, on=self.today)
            known = unit is not None and unit.pk != self.case.unit_responsible_id
            self.initial["unit_name"], self.initial["elsewhere"] = (body, "") if known else ("", body)
        else:
            self.initial["text"] = f"{body}. {self.initial['text']}".strip()

    def refuse(self, why: Refusal) -> None:
        """Set what the action refused at the field that it is about, or above the form."""
        names = (why.field, _SHOWN_AS.get(why.field, ""))
        self.add_error(next((name for name in names if name in self.fields), None), why.sentence)

    def fresh(self) -> None:
        """Let the same words be sent again on what the case is now."""
        if self.is_bound:
            self.data = self.data.copy()
            self.data["seen"] = str(self.case.version)


class CorrectForm(Form):
    """Why the last step is taken back."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("Lý do đính chính"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, case: Case, step: Event | None, data: Any = None) -> None:
        super().__init__(data, auto_id="correct-%s", initial={"seen": case.version})
        self.fields["text"].help_text = _said_to(step is not None and step.public)


def not_found(near: list[str]) -> ValidationError:
    """Why no unit was taken for the name that was typed."""
    if not near:
        return ValidationError(
            gettext("Không có đơn vị nào tên như vậy trong sổ; cơ quan khác thì ghi ở ô dưới")
        )
    said = gettext("Có nhiều đơn vị gần giống: %(names)s. Xin ghi đủ tên.")
    return ValidationError(said % {"names": ", ".join(near)})


def _hint(step: Transition) -> Any:
    return _said_to(bool(step.told))


def _said_to(public: bool) -> Any:
    """Who will read the words; a step that the citizen read is taken back before her eyes."""
    return _("Công dân đọc được lời này.") if public else _("Chỉ cán bộ đọc được.")


def _text(form: StepForm) -> dict[str, forms.Field]:
    label = {**TEXT_LABELS, **DENUNCIATION_TEXTS}.get(form.step.verb, _("Nội dung"))
    area = forms.Textarea(attrs={"rows": 4})
    return {"text": forms.CharField(label=label, max_length=LONGEST, widget=area, help_text=_hint(form.step))}


def _excuse(form: StepForm) -> dict[str, forms.Field]:
    """Asked of a letter that came after its term; of any other the words may stay away."""
    area = forms.Textarea(attrs={"rows": 3})
    help_text = _("Cần ghi khi đơn đến quá thời hạn: ốm đau, thiên tai, đi xa… Công dân đọc được lời này.")
    return {
        "text": forms.CharField(
            label=_("Trở ngại khách quan"),
            max_length=LONGEST,
            widget=area,
            help_text=help_text,
            required=False,
        )
    }


def _proof(_form: StepForm) -> dict[str, forms.Field]:
    return {"proof": FilesField(required=False, label=_("Biên bản, ảnh, chứng từ"))}


def _ground(form: StepForm) -> dict[str, forms.Field]:
    choices = grounds.choices(form.step, form.case.received_on, form.today)
    offered = [("", _("Chọn căn cứ")), *choices]
    return {"ground": forms.ChoiceField(label=_("Căn cứ"), choices=offered)}


def _screening(form: StepForm) -> dict[str, forms.Field]:
    """What the first look found; nothing ticked means that all conditions are met."""
    return {
        "unmet": forms.MultipleChoiceField(
            label=_("Điều kiện nào chưa đạt?"),
            help_text=_("Để trống nếu đạt cả."),
            choices=grounds.conditions(form.case.received_on),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
        "signatories": forms.IntegerField(
            label=_("Mấy người ký đơn"), min_value=0, max_value=MOST_SIGNATORIES, required=False
        ),
        "copy": forms.BooleanField(label=_("Đơn là bản sao"), required=False),
        "anonymous": forms.BooleanField(label=_("Đơn nặc danh"), required=False),
    }


def _finding(got: dict[str, Any]) -> Finding:
    signatories = got["signatories"]
    return Finding(got["unmet"], 1 if signatories is None else signatories, got["copy"], got["anonymous"])


def _data(got: dict[str, Any]) -> dict[str, Any]:
    """What the event keeps of the step beside its words."""
    found = _finding(got).as_data() if "unmet" in got else {}
    return found | ({"criteria": got["criteria"]} if got.get("criteria") else {})


def _reply(form: StepForm) -> dict[str, forms.Field]:
    area = forms.Textarea(attrs={"rows": 6})
    return {
        "outcome": forms.ChoiceField(
            label=_("Kết quả"), choices=[("", _("Chọn kết quả")), *answers_of(form.case.kind)]
        ),
        "text": forms.CharField(
            label=_("Nội dung kết luận") if form.case.workflow.sealed else _("Lời trả lời"),
            max_length=LONGEST,
            widget=area,
            help_text=_hint(form.step),
        ),
    }


def _decision(form: StepForm) -> dict[str, forms.Field]:
    return {
        "decision": forms.CharField(
            label=_("Số quyết định"), max_length=60, help_text=_("Ví dụ: 214/QĐ-UBND")
        )
    }


def _officer(form: StepForm) -> dict[str, forms.Field]:
    offered = [("", _("Chọn người")), *form.officers]
    return {"officer": forms.TypedChoiceField(label=_("Giao cho"), choices=offered, coerce=int)}


def _target(form: StepForm) -> dict[str, forms.Field]:
    unit = forms.TextInput(attrs={"list": "units", "autocomplete": "off"})
    return {
        "unit_name": forms.CharField(label=_("Đơn vị nhận"), max_length=200, required=False, widget=unit),
        "elsewhere": forms.CharField(label=_("Hoặc cơ quan ngoài sổ"), max_length=200, required=False),
    }


def _days(form: StepForm) -> dict[str, forms.Field]:
    return {"days": forms.IntegerField(label=_("Gia hạn thêm mấy ngày"), min_value=1, max_value=MOST_DAYS)}


def _complexity(form: StepForm) -> dict[str, forms.Field]:
    """How complex the matter is found; the levels are those by which its term may be extended."""
    came = form.case.received_on
    offered = [("", _("Chọn mức")), *grading.levels(came)]
    field = forms.ChoiceField(label=_("Mức phức tạp"), choices=offered, help_text=grading.cited(came))
    return {"complexity": field}


def _extension(form: StepForm) -> dict[str, forms.Field]:
    return {"extension": forms.ChoiceField(label=_("Lần gia hạn phải hủy"), choices=form.extensions)}


def _criteria(form: StepForm) -> dict[str, forms.Field]:
    """The criteria of complexity; none before the day on which the law has some."""
    offered = complexity.choices(form.today)
    if not offered:
        return {}
    field = forms.MultipleChoiceField(
        label=_("Vì sao phức tạp"),
        choices=offered,
        widget=forms.CheckboxSelectMultiple,
        required=complexity.must_be_chosen(form.case.unit_responsible, form.today),
        help_text=_("Ghi vào hồ sơ; sổ vụ việc phức tạp dùng cùng các tiêu chí này."),
    )
    return {"criteria": field}


def _proposal(form: StepForm) -> dict[str, forms.Field]:
    area = forms.Textarea(attrs={"rows": 3})
    return {"proposal": forms.CharField(label=_("Đề xuất"), max_length=LONGEST, widget=area)}


def _evidence(form: StepForm) -> dict[str, forms.Field]:
    return {"files": FilesField(label=_("Tệp chứng cứ"))}


def _answer_by(form: StepForm) -> dict[str, forms.Field]:
    label = _("Hạn trả lời")
    return {"until": VnDateField(label=label, called=label, help_text=_("Do người đôn đốc đặt."))}


def _promised_on(form: StepForm) -> dict[str, forms.Field]:
    label = _("Ngày sẽ xong")
    return {"until": VnDateField(label=label, called=label, help_text=_("Không đổi thời hạn của việc."))}


# Field of Step → the field of the form in which it is asked for, where they are called otherwise.
_SHOWN_AS = {"decision": "extension", "unit": "unit_name", "data": "unmet"}
_FIELDS: dict[str, Callable[[StepForm], dict[str, forms.Field]]] = {
    "text": _text,
    "screening": _screening,
    "conditions": _screening,
    "ground": _ground,
    "excuse": _excuse,
    "proof": _proof,
    "reply": _reply,
    "decision": _decision,
    "officer": _officer,
    "target": _target,
    "days": _days,
    "extension": _extension,
    "criteria": _criteria,
    "complexity": _complexity,
    "proposal": _proposal,
    "evidence": _evidence,
    "answer_by": _answer_by,
    "promised_on": _promised_on,
}


class LookForm(Form):
    """Why the words of a case that was closed long ago are opened."""

    reason = forms.CharField(label=_("Lý do mở nội dung"), max_length=500)
