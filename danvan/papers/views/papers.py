"""One paper: drafted, looked at exactly as it will be, issued, cancelled, downloaded."""

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.cases.errors import StepRefused
from danvan.lib import dates, sheet
from danvan.papers import actions, heads, kinds, pdf, policies, present, queries
from danvan.papers.actions import Draft
from danvan.papers.actions.papers import Preview
from danvan.papers.errors import PaperRefused, PreviewOutdated
from danvan.papers.forms import CancelForm, PaperForm
from danvan.papers.models import Paper
from danvan.papers.subjects import Subject, page_of
from danvan.papers.views.door import (
    CONFLICT,
    UNPROCESSABLE,
    as_file,
    officers,
    readable,
    readable_subject,
)
from danvan.papers.workflow import PaperKind, State
from danvan.people.http import OfficerRequest

_COUNT = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")
MEDIA = {"pdf": pdf.MEDIA_TYPE, "docx": sheet.MEDIA_TYPE}


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def make(request: OfficerRequest, stream: str, pk: int, kind: str) -> HttpResponse:
    """Draft a paper about a case or a turn."""
    subject, found = readable_subject(request, stream, pk), kinds.get(kind)
    form, refusal = _form(request, subject, found), ""
    try:
        policies.check_can_draft(request.user, stream, subject, found, on=dates.today())
        if request.method == "POST" and form.is_valid():
            paper = actions.prepare(stream, pk, kind, draft=form.draft(), by=request.user, on=dates.today())
            return redirect("papers:paper", paper.pk)
    except PaperRefused as why:
        refusal = why.sentence
    status = UNPROCESSABLE if form.errors or refusal else 200
    return render(request, "papers/draft.html", _drafting(form, found, stream, pk, refusal), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def edit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Rewrite a draft."""
    paper, subject = readable(request, pk)
    kind, refusal = kinds.get(paper.kind), ""
    form = _form(request, subject, kind, paper)
    if not policies.can_change(request.user, subject, paper, on=dates.today()):
        refusal = _("Văn bản này không còn sửa được, hoặc do cán bộ đơn vị khác lập.")
    elif request.method == "POST" and form.is_valid():
        try:
            actions.revise(paper, draft=form.draft(), by=request.user, on=dates.today())
            return redirect("papers:paper", paper.pk)
        except PaperRefused as why:
            refusal = why.sentence
    status = UNPROCESSABLE if form.errors or refusal else 200
    context = _drafting(form, kind, paper.stream, paper.subject, refusal)
    return render(request, "papers/draft.html", context | {"paper": paper}, status=status)


@require_safe
@officers
def paper(request: OfficerRequest, pk: int) -> HttpResponse:
    """The page of a paper."""
    return _page(request, *readable(request, pk))


@require_POST
@officers
def issue(request: OfficerRequest, pk: int) -> HttpResponse:
    """Give it its number, if it is still what was previewed."""
    found, subject = readable(request, pk)
    try:
        done = actions.issue(found, by=request.user, on=dates.today(), seen=request.POST.get("seen", ""))
    except StepRefused as why:
        status = CONFLICT if isinstance(why, PreviewOutdated) else UNPROCESSABLE
        return _page(request, found, subject, refusal=why.sentence, status=status)
    messages.success(request, _("Đã ban hành %(symbol)s.") % {"symbol": done.symbol})
    return redirect("papers:paper", pk)


@require_POST
@officers
def cancel(request: OfficerRequest, pk: int) -> HttpResponse:
    """Cancel it, with the reason."""
    found, subject = readable(request, pk)
    form = CancelForm(request.POST, auto_id="cancel-%s")
    if form.is_valid():
        try:
            actions.cancel(found, by=request.user, on=dates.today(), text=form.cleaned_data["text"])
        except PaperRefused as why:
            form.add_error(None, why.sentence)
        else:
            messages.success(request, _("Đã hủy. Số đã cấp không dùng lại."))
            return redirect("papers:paper", pk)
    return _page(request, found, subject, cancelling=form, status=UNPROCESSABLE)


@require_POST
@officers
def look(request: OfficerRequest, pk: int) -> HttpResponse:
    """Open a paper that names people: on record, and then its page, or the copy that was asked for."""
    found, _subject = readable(request, pk)
    actions.open_paper(found, by=request.user, on=dates.today())
    form = request.POST.get("form", "")
    return redirect("papers:copy", pk, form) if form in MEDIA else redirect("papers:paper", pk)


@require_safe
@officers
def copy(request: OfficerRequest, pk: int, form: str) -> HttpResponseBase:
    """The bytes: of an issued paper those that were kept, of a draft those that it would have now."""
    found, subject = _opened(request, pk)
    if found.state == State.DRAFT:
        made = _previewed(request, found, subject)
        if isinstance(made, str) or (form == "pdf") != bool(made.content):
            raise Http404
        content, symbol = made.file, made.symbol
    else:
        content, symbol = queries.copy_of(found, form), found.symbol
    name = f"{symbol.replace('/', '-').replace('Đ', 'D')}.{form}"
    return as_file(content, name=name, media_type=MEDIA[form], inline=form == "pdf")


@require_safe
@officers
def picture(request: OfficerRequest, pk: int, number: int) -> HttpResponseBase:
    """One page of a draft as a picture, as it would be printed now."""
    found, subject = _opened(request, pk)
    made = _previewed(request, found, subject) if found.state == State.DRAFT else ""
    if isinstance(made, str) or made.content is None or number < 1:
        raise Http404
    page = pdf.pages(made.content)[number - 1]
    return as_file(page, name=f"{number}.png", media_type="image/png", inline=True)


def _opened(request: OfficerRequest, pk: int) -> tuple[Paper, Subject]:
    """The paper and what it is about, for whoever opened it today by `look`, wrote or issued it; else 403."""
    found, subject = readable(request, pk)
    if not queries.on_record(found, request.user, on=dates.today()):
        raise PermissionDenied
    return found, subject


def _form(
    request: OfficerRequest, subject: Subject, kind: PaperKind, paper: Paper | None = None
) -> PaperForm:
    """The form of a draft, or of a new one with what the register knows."""
    today = dates.today()
    unit = heads.issuing_unit(subject.unit, today)
    signers = heads.signers_of(unit, today, council=kind.council)
    draft = Draft.of(paper) if paper else None
    if signers and not draft:
        draft = Draft.begun(kind, subject.known(today), signers[0])
    return PaperForm(kind, signers, draft=draft, data=request.POST if request.method == "POST" else None)


def _drafting(form: PaperForm, kind: PaperKind, stream: str, pk: int, refusal: str) -> dict[str, Any]:
    return {
        "form": form,
        "name": kinds.label(kind),
        "series": kind.series.label,
        "binds": kind.binds,
        "back": page_of(stream, pk),
        "refusal": refusal,
        "trail": [(_("Việc này"), page_of(stream, pk)), (kinds.label(kind), "")],
    }


def _previewed(request: OfficerRequest, paper: Paper, subject: Subject) -> Preview | str:
    """The draft as it would be issued now, or the sentence why it could not be."""
    try:
        return actions.preview(paper, by=request.user, on=dates.today(), subject=subject)
    except StepRefused as why:
        return why.sentence


def _page(
    request: OfficerRequest,
    paper: Paper,
    subject: Subject,
    *,
    refusal: str = "",
    cancelling: CancelForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today, kind = dates.today(), kinds.get(paper.kind)
    seen = _previewed(request, paper, subject) if paper.state == State.DRAFT else None
    made = seen if isinstance(seen, Preview) else None
    context = {
        **present.line(paper),
        "kind": kind,
        "series": kind.series.label,
        "step": subject.named(paper.step) if paper.step else "",
        "made": made,
        "opened": queries.on_record(paper, request.user, on=today),
        "mark": present.hash_groups(made.sha256 if made else paper.sha256),
        "pages": range(1, _page_count(made.file) + 1) if made and made.content else (),
        "refusal": refusal or (seen if isinstance(seen, str) else ""),
        "fields": queries.shown_fields(paper, kind),
        "may_issue": policies.can_issue(request.user, subject, kind, on=today),
        "may_change": policies.can_change(request.user, subject, paper, on=today),
        "may_cancel": policies.can_cancel(request.user, subject, paper, on=today),
        "cancelling": cancelling or CancelForm(auto_id="cancel-%s"),
        "trail": [(_("Việc này"), page_of(paper.stream, paper.subject)), (kinds.label(kind), "")],
        "book": reverse("papers:book"),
    }
    return render(request, "papers/paper.html", context, status=status)


def _page_count(file: bytes) -> int:
    found = _COUNT.search(file)
    return int(found.group(1)) if found else 1
