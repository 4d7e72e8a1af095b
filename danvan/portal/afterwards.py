"""What a citizen who does not agree with an answer may do next, with its term and its article."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law
from danvan.cases.models import Case, Reply
from danvan.law.words import amount
from danvan.petitions.second import SECOND_COMPLAINT
from danvan.petitions.workflow import COMPLAINT
from danvan.web import words

APPEAL = "complaint.second_appeal"


def afterwards(case: Case, reply: Reply | None, office: str) -> list[str]:
    """Sentences for whoever is not content with this answer; nothing while there is none."""
    if reply is None:
        return []
    if case.kind == COMPLAINT.code:
        return [*_second_complaint(case, reply.on), _court()]
    if case.kind == SECOND_COMPLAINT.code:
        return [_last_word()]
    return [
        _("Ông/bà gửi đơn mới, nói rõ điều nào chưa được giải quyết và ghi mã tra cứu của đơn này."),
        _("Hoặc ông/bà gặp trực tiếp người tiếp công dân của %(office)s.") % {"office": office},
    ]


def _second_complaint(case: Case, on: date) -> list[str]:
    """The second complaint with its term (Article 33 of the Law on Complaints); nothing where no rule is in force."""
    language = (get_language() or "vi")[:2]
    try:
        rule = law.rule(APPEAL, on)
    except law.LawError:
        return []
    terms = {area: rule.terms.get((area, "normal")) for area in ("normal", "remote")}
    normal, remote = terms["normal"], terms["remote"]
    if normal is None:
        return []
    told = {
        "term": amount(normal.amount, rule.unit, language),
        "remote": amount((remote or normal).amount, rule.unit, language),
        "citation": rule.citation.say(language),
    }
    return [
        _(
            "Ông/bà có quyền khiếu nại lần hai trong %(term)s kể từ ngày nhận được quyết định; vùng sâu, "
            "vùng xa đi lại khó khăn thì trong %(remote)s (%(citation)s). Gửi kèm quyết định lần đầu."
        )
        % told,
        *_earliest(case, rule, on),
    ]


def _earliest(case: Case, rule: law.Rule, on: date) -> list[str]:
    """The last day for whoever received the decision on the day it was given; for anybody else it is later."""
    try:
        due = law.due(rule.id, start=on, area=case.area, confirmed=True)
    except law.LawError:
        return []
    said = _("Nhận ngay ngày ra quyết định thì hạn là hết ngày %(day)s; nhận sau thì hạn muộn hơn bấy nhiêu.")
    return [said % {"day": words.short(due.due_on)}]


def _last_word() -> str:
    return _(
        "Đây là quyết định giải quyết lần hai, không khiếu nại tiếp được nữa (khoản 7 Điều 11 Luật Khiếu nại số "
        "02/2011/QH13). Không đồng ý, ông/bà có quyền khởi kiện vụ án hành chính tại Tòa án (Điều 7 Luật ấy)."
    )


def _court() -> str:
    return _(
        "Không đồng ý với quyết định, ông/bà có quyền khiếu nại lần hai hoặc khởi kiện tại Tòa án "
        "(Điều 7 Luật Khiếu nại số 02/2011/QH13)."
    )
