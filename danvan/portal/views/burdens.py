"""What is burdensome in a procedure, told by anybody; what became of it; what was made simpler."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from danvan.burdens import actions, present, queries
from danvan.burdens.forms.burden import BurdenForm
from danvan.burdens.models import Report
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.portal.switches import keeps_page, switched
from danvan.portal.views.show import show
from danvan.procedures.models import Version
from danvan.rates import actions as rates
from danvan.web.addresses import address_of
from danvan.web.forms import Form
from danvan.web.views import too_many_requests

UNPROCESSABLE, TOO_OFTEN = 422, 429


class FindForm(Form):
    """The code of a report."""

    code = forms.CharField(
        label=_("Mã phản ánh"),
        help_text=_("Có 14 chữ và số, ví dụ: 7KDM-R4PX-92TH-V6"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "code"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_page
def burden(request: HttpRequest, code: str) -> HttpResponse:
    """A form without an account; then the code by which the answer is read. 404 where no such procedure is in force."""
    version = queries.usable_version(code, dates.today())
    if version is None:
        raise Http404
    if request.method != "POST":
        return _form(request, version, BurdenForm(version))
    if switched(request):
        return _form(request, version, BurdenForm(version, initial=request.POST.dict()))
    form = BurdenForm(version, request.POST)
    if not form.is_valid():
        return _form(request, version, form, UNPROCESSABLE)
    if seconds := rates.count("burden", address_of(request)):
        form.add_error(None, _wait(seconds))
        return _form(request, version, form, TOO_OFTEN)
    given = {"reporter": form.reporter(), "submission": form.cleaned_data["submission"]}
    try:
        made = actions.report(version, form.told(), on=dates.today(), **given)
    except Refused as why:
        form.refuse(why)
        return _form(request, version, form, UNPROCESSABLE)
    return _shown(request, made, fresh=True)


def _form(request: HttpRequest, version: Version, form: BurdenForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "version": version,
        "code": version.procedure.code,
        "checked": status != 200,
    }
    return show(request, "burden", context, here="procedures", status=status)


def _wait(seconds: int) -> str:
    said = ngettext(
        "Từ địa chỉ mạng này vừa có nhiều phản ánh. Chữ đã viết còn ở đây; xin đợi %(n)d phút rồi bấm gửi lại.",
        "Từ địa chỉ mạng này vừa có nhiều phản ánh. Chữ đã viết còn ở đây; xin đợi %(n)d phút rồi bấm gửi lại.",
        -(-seconds // 60),
    )
    return said % {"n": -(-seconds // 60)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_page
def burden_find(request: HttpRequest) -> HttpResponse:
    """What became of a report, by its code; a wrong and an unknown code are told the same."""
    if request.method != "POST":
        return show(request, "burden_find", {"form": FindForm()}, here="procedures")
    if seconds := rates.count("track", address_of(request)):
        return too_many_requests(request, seconds)
    form = FindForm(request.POST)
    found = queries.report_by_code(form.cleaned_data["code"]) if form.is_valid() else None
    if found is not None:
        return _shown(request, found)
    if form.is_valid():
        form.add_error("code", gettext("Không thấy phản ánh nào có mã này. Xin so lại từng chữ."))
    return show(request, "burden_find", {"form": form}, here="procedures")


def _shown(request: HttpRequest, report: Report, *, fresh: bool = False) -> HttpResponse:
    today = dates.today()
    name, code = queries.names_of([report.procedure_id], today)[report.procedure_id]
    context = {
        "report": report,
        "fresh": fresh,
        "name": name,
        "code": code,
        "steps": present.steps_of(report),
        "qr_url": f"{request.build_absolute_uri(reverse('portal:burden_find'))}#{report.shown_code}",
    }
    return show(request, "burden_shown", context, here="procedures")


@require_safe
def simplified(request: HttpRequest) -> HttpResponse:
    """Every proposal that was decided: what was changed in which procedure, and what that saves."""
    rows: list[Any] = list(queries.public())
    names = queries.names_of({row.procedure_id for row in rows}, dates.today())
    lines = [(row, *names[row.procedure_id], present.savings(row)) for row in rows]
    return show(request, "simplified", {"lines": lines}, here="procedures")


@require_safe
def simplified_of(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: why, what was changed, by which act, since when, what it costs before and after."""
    row = get_object_or_404(queries.public(), pk=pk)
    name, code = queries.names_of([row.procedure_id], dates.today())[row.procedure_id]
    context = {
        "row": row,
        "name": name,
        "code": code,
        "savings": present.savings(row),
        "opinions": present.opinion_lines(row, dates.today()),
        **present.costs(row),
        **present.measured_of(row),
        "criteria": present.criteria_of(row),
    }
    return show(request, "simplified_of", context, here="procedures")
