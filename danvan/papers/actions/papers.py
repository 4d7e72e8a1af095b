"""A paper is drafted, looked at, issued with its number, or cancelled.

The preview is the issue itself, of which nothing is kept: what was seen and what is issued cannot differ but by what
happened in between, and then the issue is refused.
"""

import secrets
from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.actions import Step
from danvan.journal import prints
from danvan.lib import dates
from danvan.lib.text import fold
from danvan.papers import fill, heads, kinds, pdf, policies, queries, subjects, word
from danvan.papers.actions.keeping import keep, next_number, sha256
from danvan.papers.errors import PaperRefused, PreviewOutdated
from danvan.papers.models import Paper
from danvan.papers.subjects import Subject
from danvan.papers.vocabulary import KNOWN
from danvan.papers.workflow import PaperKind, State
from danvan.people.models import Account


@dataclass(frozen=True)
class Draft:
    """What an officer writes into a paper: its asked fields, who signs, in which capacity and under which title."""

    typed: Mapping[str, str]
    signer: Account
    manner: str = heads.Manner.HEAD.value
    title: str = ""

    @classmethod
    def begun(cls, kind: PaperKind, known: Mapping[str, str], signer: heads.Signer) -> "Draft":
        """A draft with what the register knows, to be signed by this one in her own capacity."""
        typed = {one.name: known.get(one.source, "") for one in kind.asked}
        return cls(typed, signer.officer, signer.manner.value, signer.title)

    @classmethod
    def of(cls, paper: Paper) -> "Draft":
        """What stands in a paper now."""
        typed = dict(paper.typed)
        manner, title = typed.pop("manner", ""), typed.pop("signer_title", "")
        return cls(typed, paper.signer, manner, title)

    def as_typed(self) -> dict[str, str]:
        """As the paper keeps it."""
        return {**self.typed, "manner": self.manner, "signer_title": self.title}


@dataclass(frozen=True)
class Preview:
    """A paper as it would be issued now: the bytes that count, their hash, and the same as the layout takes it."""

    symbol: str
    sha256: str
    file: bytes
    content: dict[str, Any] | None
    """None where an office's own Word template makes the paper: there is no PDF of it."""


@transaction.atomic
def prepare(
    stream: str,
    pk: int,
    kind_code: str,
    *,
    draft: Draft,
    by: Account,
    on: date,
    step: Mapping[str, Any] | None = None,
) -> Paper:
    """Draft a paper (lập dự thảo) about a case or a turn; it has no number yet.

    `step`, made by `with_step`, is the step of the workflow that is taken when the paper is issued, both or neither.
    Raises PaperRefused for another unit's officer, a kind that does not fit, a signer who does not lead the unit, or
    LookupError when there is no such thing.
    """
    kind, subject = kinds.get(kind_code), subjects.load(stream, pk, lock=True)
    policies.check_can_draft(by, stream, subject, kind, on=on)
    unit = heads.issuing_unit(subject.unit, on)
    _check_signer(draft.signer, heads.signing(unit, on, council=kind.council))
    paper = Paper.objects.create(
        stream=stream,
        subject=pk,
        matter=subject.matter,
        kind=kind.code,
        unit=unit,
        series=kind.series.code,
        public=kind.public,
        typed=draft.as_typed(),
        step=dict(step or {}),
        edition=kind.edition,
        signer=draft.signer,
        made_by=by,
        made_on=on,
        salt=secrets.token_hex(16),
    )
    _tell(subject, paper, "paper_prepared", by=by, on=on, text=kind.vi)
    return paper


def with_step(verb: str, given: Step) -> dict[str, Any]:
    """A step as a draft keeps it: what the officer gave, people and units by their numbers."""
    apart = ("data", "rows", "files")
    said = {name: value for name, value in vars(given).items() if value and name not in apart}
    if "criteria" in given.data:
        said["data"] = {"criteria": given.data["criteria"]}
    said |= {name: said[name].pk for name in ("officer", "unit") if name in said}
    return {"verb": verb, "given": said}


@transaction.atomic
def revise(paper: Paper, *, draft: Draft, by: Account, on: date) -> None:
    """Rewrite a draft. Raises PaperRefused once it is issued or cancelled, or for another unit's officer."""
    subject, locked = _locked(paper)
    if not policies.can_change(by, subject, locked, on=on):
        raise PaperRefused(_("Văn bản này không còn sửa được."))
    council = kinds.get(locked.kind).council
    _check_signer(draft.signer, heads.signing(locked.unit, on, council=council))
    locked.typed, locked.signer = draft.as_typed(), draft.signer
    locked.save()
    _tell(subject, locked, "paper_revised", by=by, on=on, text=kinds.get(locked.kind).vi)
    paper.refresh_from_db()


def preview(paper: Paper, *, by: Account, on: date, subject: Subject | None = None) -> Preview:
    """The paper as it would be issued at this moment, by whoever may; nothing is kept of it.

    `subject`, where it is at hand, is asked once. A step that goes with the paper is taken, and all of it taken back.
    Raises PaperRefused when it could not be issued on that day.
    """
    if not paper.step:
        about = subject or subjects.load(paper.stream, paper.subject)
        policies.check_can_read(by, about, on=on)
        return _set(about, copy(paper), by=paper.signer, on=on)
    with transaction.atomic():
        about, locked = _locked(paper)
        policies.check_can_read(by, about, on=on)
        made = _set(about, locked, by=locked.signer, on=on)
        transaction.set_rollback(True)
    return made


@transaction.atomic
def issue(paper: Paper, *, by: Account, on: date, seen: str = "") -> Paper:
    """Give the paper its number and keep it as it is (ban hành); the subject's journal keeps number and hashes.

    `seen` is the hash of the preview: PreviewOutdated when the paper would be another one now. Raises PaperRefused
    for a role that may not, a day before the last number's, or a paper that is no draft; then no number is used up.
    """
    subject, locked = _locked(paper)
    policies.check_can_issue(by, subject, kinds.get(locked.kind), on=on)
    made = _set(subject, locked, by=by, on=on, number=next_number(locked.unit, locked.series, on))
    if seen and seen != made.sha256:
        raise PreviewOutdated(
            _("Văn bản nay đã khác bản xem trước (số tới là %(symbol)s); chưa ban hành, xin xem lại.")
            % {"symbol": made.symbol}
        )
    _keep(subject, locked, made, by=by, on=on)
    paper.refresh_from_db()
    return paper


@transaction.atomic
def cancel(paper: Paper, *, by: Account, on: date, text: str) -> None:
    """Cancel a paper (hủy) with the reason: it stays readable, its number is never given again.

    Raises PaperRefused without a reason, for a paper already cancelled, or unless a leader cancels an issued one.
    """
    subject, locked = _locked(paper)
    if locked.state == State.CANCELLED:
        raise PaperRefused(_("Văn bản này đã hủy."))
    if not policies.can_cancel(by, subject, locked, on=on):
        raise PaperRefused(_("Văn bản đã ban hành do lãnh đạo đơn vị hủy."))
    if not text:
        raise PaperRefused(_("Cần ghi lý do hủy."))
    told = locked.public and locked.state == State.ISSUED
    locked.state, locked.cancelled_by, locked.cancelled_on = State.CANCELLED.value, by, on
    locked.reason = text
    locked.save()
    said = f"{kinds.get(locked.kind).vi} {locked.symbol}".strip() + f": {text}"
    _tell(subject, locked, "paper_cancelled", by=by, on=on, public=told, text=said)
    paper.refresh_from_db()


@transaction.atomic
def open_paper(paper: Paper, *, by: Account, on: date) -> None:
    """Open a paper that names people: allowed to readers of what it is about, and on record, once a day.

    Raises PaperRefused for another unit's officer.
    """
    subject = subjects.load(paper.stream, paper.subject, lock=True)
    policies.check_can_read(by, subject, on=on)
    if not queries.on_record(paper, by, on=on):
        text = f"{kinds.get(paper.kind).vi} {paper.symbol}".strip()
        subject.write(verb="paper_opened", by=by, on=on, public=False, text=text, data={"opened": paper.pk})


def _locked(paper: Paper) -> tuple[Subject, Paper]:
    """The subject and the paper, both locked: always in this order, the book after them."""
    subject = subjects.load(paper.stream, paper.subject, lock=True)
    found = Paper.objects.select_for_update(of=("self",)).select_related("unit", "signer").get(pk=paper.pk)
    return subject, found


def _set(subject: Subject, paper: Paper, *, by: Account, on: date, number: int = 0) -> Preview:
    """Step, words, and the copy that counts, under the number that was taken; or under the next, to look at."""
    kind = kinds.get(paper.kind)
    office = heads.office(paper.unit, kind.series, on, council=kind.council)
    head = office.head
    _check_day(paper, office.last_day, on)
    _check_whole(kind, paper)
    _check_signer(paper.signer, office.signers)
    paper.number, paper.year = number or office.last + 1, on.year
    if paper.step:
        subject.take(paper.step, by=by, on=on, symbol=head.symbol(kind.series, paper.number))
    paper.fields = fill.values(
        kind,
        subject.known(on),
        paper.typed,
        head,
        number=paper.number,
        signer_name=paper.signer.full_name,
        on=on,
    )
    _check_known(kind, paper.fields)
    paper.symbol, paper.edition = paper.fields["number"], kind.edition
    paper.template = queries.edition(paper.unit, kind, on)
    content = None if paper.template else fill.content(kind, paper.fields)
    file = pdf.pdf(content) if content else _word(paper)
    return Preview(paper.symbol, sha256(file), file, content)


def _keep(subject: Subject, paper: Paper, made: Preview, *, by: Account, on: date) -> None:
    """The bytes, the row, the event."""
    if made.content:
        paper.pdf, paper.docx = keep(made.file), keep(_word(paper))
    else:
        paper.docx = keep(made.file)
    paper.sha256 = made.sha256
    paper.state, paper.issued_by, paper.issued_on = State.ISSUED.value, by, on
    paper.folded = fold(f"{paper.symbol} {paper.fields['subject']} {paper.fields['senders']}")
    paper.save()
    text = f"{kinds.get(paper.kind).vi} {paper.symbol}"
    _tell(subject, paper, "paper_issued", by=by, on=on, public=paper.public, text=text)


def _word(paper: Paper) -> bytes:
    """The paper as a Word file, from the office's template or ours."""
    template = (
        queries.content(paper.template.sha256) if paper.template else word.default(kinds.get(paper.kind))
    )
    return word.render(template, paper.fields)


def _check_day(paper: Paper, last: date | None, on: date) -> None:
    if paper.state != State.DRAFT:
        raise PaperRefused(_("Văn bản này không còn là dự thảo."))
    if on > dates.today():
        raise PaperRefused(_("Ngày ban hành không thể ở tương lai."))
    if last and on < last:
        raise PaperRefused(
            _("Sổ đã có số của ngày %(day)s nên không cấp số cho ngày trước đó.") % {"day": dates.short(last)}
        )


def _check_whole(kind: PaperKind, paper: Paper) -> None:
    missing = [one.vi for one in kind.asked if not one.optional and not paper.typed.get(one.name)]
    if missing:
        raise PaperRefused(_("Dự thảo còn thiếu: %(names)s.") % {"names": ", ".join(missing)})


def _check_known(kind: PaperKind, fields: Mapping[str, str]) -> None:
    if missing := [KNOWN[name].vi for name in kind.needs if not fields[name]]:
        said = _("Sổ chưa có: %(names)s. Làm bước đó trước, hoặc soạn văn bản kèm bước; dự thảo vẫn còn.")
        raise PaperRefused(said % {"names": ", ".join(missing)})


def _check_signer(signer: Account, signers: Collection[int]) -> None:
    if signer.pk not in signers:
        raise PaperRefused(_("Người ký phải là lãnh đạo của đơn vị ban hành."))


def _tell(
    subject: Subject,
    paper: Paper,
    verb: str,
    *,
    by: Account,
    on: date,
    public: bool = False,
    text: str = "",
) -> None:
    """The event of a paper, on the chain of what it is about: its hashes, and the fingerprint of its row."""
    row = Paper.objects.get(pk=paper.pk)
    kept = {
        "id": row.pk,
        "kind": row.kind,
        "symbol": row.symbol,
        "pdf": row.pdf,
        "docx": row.docx,
        "print": prints.fingerprint(row, row.salt),
    }
    subject.write(verb=verb, by=by, on=on, public=public, text=text, data={"paper": kept})
