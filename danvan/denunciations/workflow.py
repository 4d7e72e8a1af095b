"""The law's way of a denunciation: first look, acceptance, verification, conclusion, publication.

Law on Denunciations 25/2018 and Decree 31/2019; a case of 2018 goes by the Law of 2011, whose terms are other versions
of the same rules (danvan/law/rules). Nothing in a step names who denounced: the words are those of the custodian.
"""

from django.utils.translation import gettext_lazy as _

from danvan.cases.urgesteps import urging
from danvan.cases.workflow import DECIDES, Clock, Kind, Transition, Words
from danvan.denunciations import firstlook, settling
from danvan.denunciations.firstlook import REDACT
from danvan.denunciations.statuses import OPEN, RECEIVED, STATUSES, STOCKS
from danvan.denunciations.terms import FIRST, PASSING, SENDER

__all__ = ["DENUNCIATION", "FURTHER", "REDACT"]


def _opening(clock: Clock, words: Words) -> Transition:
    return Transition(
        verb="receive",
        label=words,
        sources=frozenset(),
        target=RECEIVED,
        roles=DECIDES,
        by_citizen=True,
        done=words,
        told=words,
        starts=clock,
        starts_too=(SENDER, PASSING),
        posts=("letters.received",),
    )


def _kind(code: str, label: Words, plain: Words, opening: Transition) -> Kind:
    return Kind(
        code=code,
        label=label,
        plain=plain,
        statuses=STATUSES,
        opening=opening,
        transitions=(
            *firstlook.FIRST_STEPS,
            *settling.SETTLING,
            *settling.AFTER_CONCLUSION,
            *urging(OPEN),
            *firstlook.LEAVING,
        ),
        own="denunciation",
        stocks=STOCKS,
        spares_subordinates=False,
        sealed=True,
        awards=True,
    )


DENUNCIATION = _kind(
    "denunciation",
    _("Tố cáo"),
    _("Tố cáo: báo một việc làm trái pháp luật của cán bộ, cơ quan, tổ chức, cá nhân"),
    _opening(FIRST, _("Nhận tố cáo")),
)
FURTHER = _kind(
    "further_denunciation",
    _("Tố cáo tiếp"),
    _("Tố cáo tiếp: không đồng ý với kết luận, hoặc quá hạn mà chưa có kết luận"),
    _opening(Clock("acceptance", "denunciation.again"), _("Nhận tố cáo tiếp")),
)
