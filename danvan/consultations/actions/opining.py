"""Opinions are given at the portal, or entered by a clerk for whoever spoke in a hall, on paper or for an agency."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from danvan.cases.actions import files as storage
from danvan.cases.models.people import TellBy
from danvan.consultations import queries
from danvan.consultations.actions import ledger
from danvan.consultations.models import Affected, Consultation, Draft, Opinion, OpinionFile, Voice
from danvan.consultations.reading import articles
from danvan.consultations.workflow import ENTERED, STANCES, Stance, Way
from danvan.journal.actors import CITIZEN
from danvan.journal.once import once
from danvan.lib import codes, dates
from danvan.lib.text import clean
from danvan.meetings.models import Meeting
from danvan.people.errors import Refused
from danvan.people.models import Account

LONGEST = 10_000
TOLD_BY = (TellBy.CODE, TellBy.SMS, TellBy.PHONE)
"""How whoever spoke may be told."""
Files = Sequence[tuple[str, bytes, str]]


@dataclass(frozen=True)
class Said:
    """One opinion: on which article (empty: the whole draft), how somebody stands to it, in which words."""

    stance: str
    text: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Speaker:
    """Who speaks, as far as she says; `affected` where she came by her own code."""

    full_name: str = ""
    agency: str = ""
    address: str = ""
    phone: str = ""
    tell_by: str = TellBy.CODE.value
    confidential: bool = False
    affected: Affected | None = None


NOBODY = Speaker()


@dataclass(frozen=True)
class Source:
    """Where an opinion that a clerk enters comes from: its way, the number of the paper, the meeting.

    `held`: the meeting itself, where the register has it; its title is kept as its words.
    """

    way: str
    paper: str = ""
    meeting: str = ""
    given_on: date | None = None
    held: Meeting | None = None


def opine(
    row: Consultation,
    said: Said,
    *,
    speaker: Speaker = NOBODY,
    voice: Voice | None = None,
    files: Files = (),
    submission: UUID | None = None,
    on: date,
) -> Opinion:
    """Give an opinion at the portal (góp ý); `voice`: whoever spoke before and adds one more.

    The same form sent twice, even at the same moment, is one opinion. Raises Refused where opinions are not heard that
    day, or it says nothing.
    """
    rows = Opinion.objects.select_related("voice")
    return once(rows, submission, lambda: _opine(row, said, speaker, voice, files, submission, on))


def _opine(
    row: Consultation,
    said: Said,
    speaker: Speaker,
    voice: Voice | None,
    files: Files,
    submission: UUID | None,
    on: date,
) -> Opinion:
    row = (
        Consultation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit")
        .get(pk=row.pk)
    )
    # Asked of the row as it is now: it may have been withdrawn since the page was shown.
    if not row.hears(on):
        raise Refused(_("Đợt lấy ý kiến này không nhận góp ý vào hôm nay."))
    draft = queries.current(row)
    if draft is None:
        raise Refused(_("Dự thảo chưa công khai."))
    source = Source(Way.PORTAL.value)
    return _say(row, draft, said, source, _who(row, speaker, voice, on), files, submission, None, on)


def enter(
    row: Consultation,
    said: Sequence[Said],
    source: Source,
    *,
    speaker: Speaker = NOBODY,
    files: Files = (),
    submission: UUID | None = None,
    by: Account,
    on: date,
) -> list[Opinion]:
    """Enter what somebody said in a hall, on paper, or an agency by letter; labelled so (nhập ý kiến).

    The same form sent twice is entered once.

    Raises Refused without a right or a phase for it, for an agency without its name and number, a meeting without
    place and day, or words that say nothing.
    """
    first = once(
        Opinion.objects.all(),
        submission,
        lambda: _enter(row, said, source, speaker, files, submission, by, on),
    )
    return list(first.voice.opinions.filter(pk__gte=first.pk).order_by("pk"))


def _enter(
    row: Consultation,
    said: Sequence[Said],
    source: Source,
    speaker: Speaker,
    files: Files,
    submission: UUID | None,
    by: Account,
    on: date,
) -> Opinion:
    """Enter what was said; gives the first of it, which keeps the form's number and its files."""
    found = ledger.writable(row, "enter", by=by, on=on)
    draft = queries.current(found)
    if draft is None or not said:
        raise Refused(_("Xin ghi ít nhất một ý kiến."), field="text")
    _check_source(found, source, speaker, on)
    voice = _who(found, speaker, None, on)
    first, *rest = said
    made = _say(found, draft, first, source, voice, files, submission, by, on)
    for each in rest:
        _say(found, draft, each, source, voice, (), None, by, on)
    return made


def _check_source(row: Consultation, source: Source, speaker: Speaker, on: date) -> None:
    if source.way not in {each.value for each in ENTERED}:
        raise Refused(_("Xin chọn ý kiến đến bằng cách nào."), field="way")
    if source.way == Way.AGENCY and (not clean(speaker.agency) or not clean(source.paper)):
        field = "paper" if clean(speaker.agency) else "agency"
        raise Refused(_("Ý kiến của cơ quan cần tên cơ quan và số văn bản."), field=field)
    if source.way == Way.MEETING and not clean(source.meeting) and source.held is None:
        raise Refused(_("Xin ghi cuộc họp nào, ở đâu."), field="meeting")
    if source.held is not None and (source.way != Way.MEETING or source.held.unit_id != row.unit_id):
        raise Refused(_("Chỉ ý kiến tại cuộc họp của đơn vị mới gắn với cuộc họp trong sổ."), field="held")
    if source.given_on and source.given_on > on:
        raise Refused(_("Ngày góp ý không thể ở tương lai."), field="given_on")


def _say(
    row: Consultation,
    draft: Draft,
    said: Said,
    source: Source,
    voice: Voice,
    files: Files,
    submission: UUID | None,
    by: Account | None,
    on: date,
) -> Opinion:
    """Write an opinion in the chain of whoever speaks, who may be new."""
    made = Opinion(
        consultation=row,
        draft=draft,
        anchor=said.anchor,
        label=_label(draft, said.anchor),
        stance=said.stance,
        text=_words(said),
        way=source.way,
        paper=clean(source.paper),
        meeting=clean(source.meeting) or (source.held.title[:250] if source.held else ""),
        held=source.held,
        submission=submission,
        given_on=source.given_on or on,
        entered_on=on,
        by=by,
    )
    first = voice.pk is None or not voice.opinions.exists()
    if voice.pk is None:
        voice.save()
    made.voice = voice
    made.save()
    attached = OpinionFile.objects.bulk_create(_file(made, *each) for each in files)
    facts = [ledger.posting(row, "opinions", on, kind=source.way), ledger.posting(row, "waiting", on)]
    if first and voice.affected_id:
        facts.append(ledger.posting(row, "answering", on))
    data: dict[str, Any] = {"consultation": row.pk, "files": {str(each.pk): each.sha256 for each in attached}}
    verb = "enter" if by else "opine"
    ledger.write_voice(voice, verb, by=by or CITIZEN, on=on, rows=[made, *attached], data=data, facts=facts)
    return made


def _words(said: Said) -> str:
    if said.stance not in {each.value for each in STANCES}:
        raise Refused(_("Xin chọn đồng ý hay không."), field="stance")
    words = clean(said.text)
    if not words and said.stance != Stance.AGREES:
        raise Refused(_("Xin viết ông/bà đề nghị sửa gì, hoặc vì sao không đồng ý."), field="text")
    if len(words) > LONGEST:
        raise Refused(
            _("Ý kiến dài quá %(n)s chữ cái; xin viết ngắn lại hoặc gửi tệp.") % {"n": LONGEST}, field="text"
        )
    return words


def _label(draft: Draft, anchor: str) -> str:
    """How the article is called in that version; empty for the whole draft. Raises Refused for none of it."""
    if not anchor:
        return ""
    found = next((each for each in articles(draft) if each.anchor == anchor and each.spoken_of), None)
    if found is None:
        raise Refused(_("Điều này không còn trong dự thảo đang lấy ý kiến; xin chọn lại."), field="anchor")
    return found.label[:120]


def _who(row: Consultation, speaker: Speaker, voice: Voice | None, on: date) -> Voice:
    """The voice that speaks: the same as before, that of somebody affected, or a new one, which is not stored yet."""
    if voice is not None:
        return _wished(
            Voice.objects.select_for_update(of=("self",)).get(pk=voice.pk, consultation=row), speaker
        )
    if speaker.affected is not None:
        # the row is held, so that two forms of one person make one voice
        person = Affected.objects.select_for_update().get(pk=speaker.affected.pk, consultation=row)
        if before := Voice.objects.select_for_update(of=("self",)).filter(affected=person).first():
            return _wished(before, speaker)
        known = Speaker(person.full_name, "", person.address, person.phone, _way_of(person))
        return _wished(_new(row, known, person, on), speaker)
    return _new(row, speaker, None, on)


def _wished(voice: Voice, speaker: Speaker) -> Voice:
    """Whoever asked once that her name be kept is kept, whatever came before or comes after."""
    voice.confidential = voice.confidential or speaker.confidential
    return voice


def _way_of(person: Affected) -> str:
    return person.tell_by if person.tell_by in (TellBy.SMS, TellBy.PHONE) else TellBy.CODE.value


def _new(row: Consultation, speaker: Speaker, person: Affected | None, on: date) -> Voice:
    phone = speaker.phone
    if speaker.tell_by not in {each.value for each in TOLD_BY}:
        raise Refused(_("Xin chọn cách báo tin."), field="tell_by")
    if speaker.tell_by != TellBy.CODE and not phone:
        raise Refused(_("Xin ghi số điện thoại để báo tin."), field="phone")
    return Voice(
        consultation=row,
        affected=person,
        full_name=clean(speaker.full_name),
        agency=clean(speaker.agency),
        address=clean(speaker.address),
        phone=phone,
        tell_by=speaker.tell_by,
        confidential=speaker.confidential,
        code=codes.new_code(),
        salt=secrets.token_hex(16),
        made_on=on,
    )


def _file(opinion: Opinion, name: str, content: bytes, kind: str) -> OpinionFile:
    return OpinionFile(
        opinion=opinion,
        name=name,
        media_type=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        path=storage.store(content),
        added_at=dates.now(),
    )
