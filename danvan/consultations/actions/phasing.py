"""The steps that move a consultation on: announced, extended, answered in public, issued or withdrawn."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.consultations import grounds, obstacles, queries
from danvan.consultations.actions import ledger
from danvan.consultations.actions.inviting import invite_all
from danvan.consultations.actions.telling import tell_affected, tell_voices
from danvan.consultations.models import Consultation
from danvan.consultations.models.people import Moment
from danvan.consultations.workflow import Outcome, phase_of
from danvan.lib.dates import short
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account


@transaction.atomic
def announce(
    row: Consultation, *, opens_on: date, closes_on: date, by: Account, on: date, seen: int | None = None
) -> Consultation:
    """Let anybody read it (thông báo lấy ý kiến): opinions from one day to another; those affected are invited.

    Raises Refused without a draft, for days that lie wrong, and for fewer days than the ground asks for where the
    office is held to it; and as `ledger.locked`.
    """
    found = ledger.locked(row, "announce", by=by, on=on, seen=seen)
    draft = queries.newest(found)
    if draft is None:
        raise Refused(_("Chưa có nội dung dự thảo: nhập hoặc tải tệp Word lên trước."))
    if opens_on < on:
        raise Refused(_("Ngày mở không thể ở trước hôm nay."), field="opens_on")
    if closes_on <= opens_on:
        raise Refused(_("Ngày hết góp ý phải sau ngày mở."), field="closes_on")
    _keep_least(found, opens_on, closes_on)
    old = phase_of(found, on).code.value
    found.announced_on, found.opens_on = on, opens_on
    found.first_closes_on = found.closes_on = closes_on
    draft.published_on = on
    draft.save()
    facts = [ledger.posting(found, "held", opens_on)]
    ledger.write(found, "announce", by=by, on=on, old=old, public=True, rows=[draft], facts=facts)
    invite_all(found, by=by, on=on)
    return found


def _keep_least(row: Consultation, opens_on: date, closes_on: date) -> None:
    """The least period by the ground, with its derivation; refused where the office is held to it."""
    least = grounds.least(row.ground, row.unit, opens_on)
    if least is None:
        raise Refused(
            _("Căn cứ đã chọn không còn hiệu lực vào ngày mở; xin chọn căn cứ khác."), field="opens_on"
        )
    row.ground_version, row.least_on = least.version or "", least.due_on
    row.recipe, row.binding = least.derivation.as_dict(), not least.unconfirmed
    if row.binding and closes_on < least.due_on:
        told = {"day": short(least.due_on), "why": least.citation.say(grounds.language())}
        raise Refused(_("Theo %(why)s, sớm nhất là hết ngày %(day)s.") % told, field="closes_on")


@transaction.atomic
def extend(
    row: Consultation, *, until: date, text: str, by: Account, on: date, seen: int | None = None
) -> Consultation:
    """Hear opinions longer, with the reason (gia hạn); the first day stays visible. Those affected are told.

    Raises Refused for a day that is no later, or has passed, or without a reason; and as `ledger.locked`.
    """
    found = ledger.locked(row, "extend", by=by, on=on, seen=seen)
    why = clean(text)
    if found.closes_on is None or until <= found.closes_on or until < on:
        raise Refused(_("Ngày mới phải sau ngày hết góp ý đang có và chưa qua."), field="until")
    if not why:
        raise Refused(_("Xin ghi lý do gia hạn; người dân đọc được."), field="text")
    old, found.closes_on, found.longer_why = phase_of(found, on).code.value, until, why
    data = {"until": until.isoformat()}
    ledger.write(found, "extend", by=by, on=on, old=old, public=True, text=why, data=data)
    tell_affected(found, Moment.LONGER, on=on)
    return found


@transaction.atomic
def explain(row: Consultation, *, by: Account, on: date, seen: int | None = None) -> Consultation:
    """Make the table of opinions received and explained public (công khai bảng tiếp thu, giải trình), all at once.

    The newest version of the draft becomes public with it, and everybody who left a way is told. Raises Refused while
    an opinion is in no group or a group has no answer; and as `ledger.locked`.
    """
    found = ledger.locked(row, "explain", by=by, on=on, seen=seen)
    if left := queries.ungrouped(found):
        raise Refused(
            _("Còn %(n)s ý kiến chưa gộp hoặc nhóm của nó chưa có câu trả lời.") % {"n": left},
        )
    old, found.explained_on = phase_of(found, on).code.value, on
    drafts = list(found.drafts.filter(published_on__isnull=True))
    for draft in drafts:
        draft.published_on = on
        draft.save()
    counted = queries.outcomes(found)
    facts = [
        ledger.posting(found, "answered", on, n, kind=outcome.value) for outcome, n in counted.items() if n
    ]
    if total := sum(counted.values()):
        facts.append(ledger.posting(found, "waiting", on, -total))
    data = {"outcomes": {outcome.value: n for outcome, n in counted.items()}}
    ledger.write(found, "explain", by=by, on=on, old=old, public=True, rows=drafts, data=data, facts=facts)
    tell_voices(found, Moment.EXPLAINED, on=on)
    return found


@dataclass(frozen=True)
class Issued:
    """The act by which it was issued: its number and day; the lawful exemption, where one is named."""

    number: str
    signed_on: date
    exempt_act: str = ""
    exempt_why: str = ""


@transaction.atomic
def issue(row: Consultation, told: Issued, *, by: Account, on: date, seen: int | None = None) -> Consultation:
    """Put on record that it was issued (đã ban hành). Everybody who spoke or was invited and left a way is told.

    Raises Refused, with every reason and where to go, while somebody affected is unanswered, the least period has not
    run or the table is not public; unless a lawful exemption is named with act and reason. And as `ledger.locked`.
    """
    found = ledger.locked(row, "issue", by=by, on=on, seen=seen)
    number, act, why = clean(told.number), clean(told.exempt_act), clean(told.exempt_why)
    if not number:
        raise Refused(_("Xin ghi số của văn bản đã ban hành."), field="number")
    if told.signed_on > on:
        raise Refused(_("Ngày ký không thể ở tương lai."), field="signed_on")
    if act and not why:
        raise Refused(_("Xin ghi vì sao được miễn; người dân đọc được."), field="exempt_why")
    if why and not act:
        raise Refused(_("Xin ghi văn bản, điều khoản cho miễn."), field="exempt_act")
    against = obstacles.against_issuing(found, on)
    if against and not act:
        problems = [each.text for each in against]
        raise Refused(
            _("Chưa ghi ban hành được, vì còn %(n)s điều.") % {"n": len(against)}, problems=problems
        )
    old = phase_of(found, on).code.value
    found.issued_on, found.issued_as, found.signed_on = on, number, told.signed_on
    if against:
        found.exempt_act, found.exempt_why = act, why
    changed = found.groups.filter(outcome__in=[Outcome.ACCEPTED, Outcome.PARTLY]).exists()
    facts = [ledger.posting(found, "issued", on)]
    facts += [ledger.posting(found, "changed", on)] if changed else []
    data = {"number": number, "exempt": act, "against": [each.text for each in against]}
    ledger.write(
        found, "issue", by=by, on=on, old=old, public=True, text=found.exempt_why, data=data, facts=facts
    )
    tell_voices(found, Moment.ISSUED, on=on)
    tell_affected(found, Moment.ISSUED, on=on)
    return found


@transaction.atomic
def withdraw(row: Consultation, *, text: str, by: Account, on: date, seen: int | None = None) -> Consultation:
    """Give the draft up, with the reason (rút dự thảo); all of it stays. Those who spoke or were invited are told.

    Raises Refused without a reason, and as `ledger.locked`.
    """
    found = ledger.locked(row, "withdraw", by=by, on=on, seen=seen)
    why = clean(text)
    if not why:
        raise Refused(_("Xin ghi lý do rút dự thảo; người dân đọc được."), field="text")
    old, found.withdrawn_on, found.withdrawn_why = phase_of(found, on).code.value, on, why
    facts = [ledger.posting(found, "withdrawn", on)] if found.is_public else []
    if found.explained_on is None and (left := found.opinions.count()):
        facts += [ledger.posting(found, "waiting", on, -left), ledger.posting(found, "unanswered", on, left)]
    ledger.write(found, "withdraw", by=by, on=on, old=old, public=found.is_public, text=why, facts=facts)
    if found.is_public:
        tell_voices(found, Moment.WITHDRAWN, on=on)
        tell_affected(found, Moment.WITHDRAWN, on=on)
    return found
