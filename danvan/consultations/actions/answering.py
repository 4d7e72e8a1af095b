"""Opinions that say the same are put together by a person; each group is answered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.consultations import queries
from danvan.consultations.actions import ledger
from danvan.consultations.models import Consultation, Draft, Group, Opinion, Voice
from danvan.consultations.reading import articles
from danvan.consultations.workflow import OUTCOMES, Outcome, phase_of
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account

MOST = 500


@transaction.atomic
def gather(
    row: Consultation,
    opinions: Collection[int],
    *,
    title: str = "",
    group: Group | None = None,
    by: Account,
    on: date,
) -> Group:
    """Put opinions together (gộp ý kiến), in a new group or one that is there; each stays and counts.

    Raises Refused without opinions of this draft, for opinions on several articles, or a new group without a title.
    """
    found = ledger.writable(row, "group", by=by, on=on)
    chosen = list(
        Opinion.objects.select_for_update(of=("self",))
        .filter(consultation=found, pk__in=opinions)
        .order_by("pk")
    )
    if not 1 <= len(chosen) <= MOST:
        raise Refused(_("Xin chọn từ 1 đến %(n)s ý kiến.") % {"n": MOST}, field="opinions")
    if group is None:
        group = _new(found, chosen, clean(title), on)
    elif group.consultation_id != found.pk:
        raise Refused(_("Nhóm này thuộc dự thảo khác."), field="group")
    if {each.anchor for each in chosen} != {group.anchor}:
        raise Refused(_("Chỉ gộp ý kiến về cùng một điều, hoặc cùng về cả dự thảo."), field="opinions")
    moved = [each for each in chosen if each.group_id != group.pk]
    for each in moved:
        each.group = group
    _record(moved, "gather", by, on)
    data = {"group": group.pk, "opinions": [each.pk for each in moved]}
    ledger.write(found, "gather", by=by, on=on, old=phase_of(found, on).code.value, rows=[group], data=data)
    return group


def _new(row: Consultation, chosen: list[Opinion], title: str, on: date) -> Group:
    if not title:
        raise Refused(_("Xin ghi trong một câu các ý kiến này đề nghị gì."), field="title")
    return Group.objects.create(consultation=row, anchor=chosen[0].anchor, title=title, made_on=on)


@transaction.atomic
def part(opinion: Opinion, *, by: Account, on: date) -> Opinion:
    """Take an opinion out of its group; it waits again. Raises Refused for one that is in none."""
    found = ledger.writable(opinion.consultation, "group", by=by, on=on)
    row = Opinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
    if row.group_id is None:
        raise Refused(_("Ý kiến này không ở nhóm nào."))
    data, row.group = {"group": row.group_id, "opinions": [row.pk]}, None
    _record([row], "part", by, on)
    ledger.write(found, "part", by=by, on=on, old=phase_of(found, on).code.value, data=data)
    return row


def _record(opinions: Collection[Opinion], verb: str, by: Account, on: date) -> None:
    """Each opinion on record in the chain of whoever gave it."""
    voices = Voice.objects.select_for_update(of=("self",)).in_bulk({each.voice_id for each in opinions})
    for each in opinions:
        each.save(update_fields=["group"])
        ledger.write_voice(voices[each.voice_id], verb, by=by, on=on, rows=[each])


@dataclass(frozen=True)
class Answer:
    """What the office says to a group: taken up, in part, or explained; the words; where in the newest version."""

    outcome: str
    words: str
    new_anchor: str = ""
    title: str = ""
    note: str = ""


@transaction.atomic
def answer(group: Group, told: Answer, *, by: Account, on: date) -> Group:
    """Write the answer to a group (tiếp thu, giải trình); it is public when the table is, and can be mended until then.

    Raises Refused without words, and for what is taken up without the article of a newer version where it stands.
    """
    found = ledger.writable(group.consultation, "answer", by=by, on=on)
    row = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    words = clean(told.words)
    if told.outcome not in {each.value for each in OUTCOMES}:
        raise Refused(_("Xin chọn tiếp thu hay giải trình."), field="outcome")
    if not words:
        raise Refused(_("Xin viết tiếp thu thế nào, hoặc vì sao giữ như dự thảo."), field="words")
    row.draft, row.new_anchor = _place(found, told)
    row.outcome, row.words, row.note = told.outcome, words, clean(told.note)
    row.title = clean(told.title) or row.title
    row.answered_on, row.answered_by = on, by
    row.save()
    data = {"group": row.pk, "outcome": row.outcome}
    ledger.write(found, "answer", by=by, on=on, old=phase_of(found, on).code.value, rows=[row], data=data)
    return row


def _place(row: Consultation, told: Answer) -> tuple[Draft | None, str]:
    """The version and the article in which it was taken up."""
    if told.outcome == Outcome.EXPLAINED:
        return None, ""
    newest, read = queries.newest(row), queries.current(row)
    if newest is None or read is None or newest.number == 1:
        raise Refused(_("Đã tiếp thu thì cần bản dự thảo mới: lưu bản mới trước."), field="new_anchor")
    known = {each.anchor for each in articles(newest) if each.spoken_of}
    if told.new_anchor not in known:
        raise Refused(_("Xin chọn điều của bản mới đã sửa theo ý kiến này."), field="new_anchor")
    return newest, told.new_anchor
