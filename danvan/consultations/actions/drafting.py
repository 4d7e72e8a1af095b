"""A consultation is drawn up, its words are mended, its text is typed or read from a file, version by version."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import topics
from danvan.cases.actions import files
from danvan.consultations import comparing, grounds, parts, policies, queries, wordfile
from danvan.consultations.actions import ledger
from danvan.consultations.models import Consultation, Draft, DraftFile
from danvan.consultations.workflow import SORTS, phase_of
from danvan.lib import dates
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit

MOST_LETTERS = 1_000_000


@dataclass(frozen=True)
class Told:
    """What is said of a draft before anybody reads it: its sort, its title, what it is about, the ground."""

    sort: str
    topic: str
    title: str
    summary: str
    ground: str
    contact: str = ""


@transaction.atomic
def draw_up(told: Told, *, unit: Unit, by: Account, on: date) -> Consultation:
    """Begin a consultation (lập đợt lấy ý kiến); nobody outside sees it yet.

    Raises Refused without a right, a title, a summary, or a ground that is in force.
    """
    policies.check_can_draw_up(by, unit.pk, on)
    row = Consultation(unit=unit, made_by=by, made_on=on)
    _put(row, told, on)
    row.save()
    ledger.write(row, "draw_up", by=by, on=on)
    return row


@transaction.atomic
def describe(
    row: Consultation, told: Told, *, by: Account, on: date, seen: int | None = None
) -> Consultation:
    """Mend what is said of a draft, before it is announced. Raises Refused as `draw_up`, MovedMeanwhile."""
    found = ledger.writable(row, "describe", by=by, on=on, seen=seen)
    _put(found, told, on)
    ledger.write(found, "describe", by=by, on=on, old=phase_of(found, on).code.value)
    return found


@transaction.atomic
def keep_file(
    row: Consultation, *, name: str, content: bytes, media_type: str, by: Account, on: date
) -> tuple[DraftFile, str]:
    """Keep a Word file as it came, and read its text, which is not saved as a version yet: (file, text).

    Raises Refused for a file that is no DOCX or holds no text.
    """
    found = ledger.writable(row, "draft", by=by, on=on)
    if media_type != wordfile.MEDIA_TYPE:
        raise Refused(_("Xin chọn tệp Word (.docx) không có macro."), field="file")
    text = wordfile.lines_of(content)
    kept = DraftFile.objects.create(
        consultation=found,
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        path=files.store(content),
        added_at=dates.now(),
    )
    ledger.write(found, "keep_file", by=by, on=on, old=phase_of(found, on).code.value, rows=[kept])
    return kept, text


@transaction.atomic
def save_draft(
    row: Consultation,
    *,
    text: str,
    note: str = "",
    file: int | None = None,
    by: Account,
    on: date,
    seen: int | None = None,
) -> Draft:
    """Save the text as a version, split into articles whose anchors stay (lưu bản dự thảo).

    Until the draft is announced its only version is written anew; afterwards every saving of a text that anybody could
    read makes a new version, which stays inside until the answers are published. Raises Refused without text, or
    without a note on what is new in a later version.
    """
    found = ledger.writable(row, "draft", by=by, on=on, seen=seen)
    words, said = clean(text), clean(note)
    if not words:
        raise Refused(_("Xin nhập nội dung dự thảo."), field="text")
    if len(words) > MOST_LETTERS:
        raise Refused(_("Dự thảo dài quá; xin chia thành nhiều dự thảo."), field="text")
    draft = _version(found, by, on)
    if draft.number > 1 and not said:
        raise Refused(_("Xin ghi bản này khác bản trước ở đâu, vì sao."), field="note")
    made = parts.split(words)
    if earlier := found.drafts.filter(number=draft.number - 1).first():
        comparing.inherit(made.pieces, earlier.parts, queries.anchors_ever(found))
    draft.text, draft.note, draft.said, draft.pieces = words, said, made.said, parts.as_rows(made.pieces)
    draft.save()
    rows = [draft, *_tied(draft, file)]
    data = {"number": draft.number, "articles": len(made.articles)}
    ledger.write(found, "draft", by=by, on=on, old=phase_of(found, on).code.value, rows=rows, data=data)
    return draft


def _version(row: Consultation, by: Account, on: date) -> Draft:
    """The version that may still be written, or a new one."""
    last = queries.newest(row)
    if last is not None and not last.is_public:
        return last
    return Draft(consultation=row, number=last.number + 1 if last else 1, made_by=by, made_on=on)


def _tied(draft: Draft, file: int | None) -> list[DraftFile]:
    """The file from which the text came, tied to its version."""
    rows = list(draft.consultation.files.filter(pk=file, draft__isnull=True)) if file else []
    for row in rows:
        row.draft = draft
        row.save(update_fields=["draft"])
    return rows


def _put(row: Consultation, told: Told, on: date) -> None:
    row.title, row.summary, row.contact = clean(told.title), clean(told.summary), clean(told.contact)
    if not row.title:
        raise Refused(_("Xin ghi tên dự thảo."), field="title")
    if not row.summary:
        raise Refused(_("Xin nói trong vài câu dự thảo này thay đổi gì, ai chịu tác động."), field="summary")
    if told.sort not in set(SORTS):
        raise Refused(_("Xin chọn loại dự thảo."), field="sort")
    if told.topic not in topics.slugs():
        raise Refused(_("Xin chọn lĩnh vực."), field="topic")
    if told.ground not in {each.rule.id for each in grounds.on_day(row.unit, on)}:
        raise Refused(_("Xin chọn căn cứ đang có hiệu lực."), field="ground")
    row.sort, row.topic, row.ground = told.sort, told.topic, told.ground
