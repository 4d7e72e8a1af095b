"""Who issues a paper and who signs it: the head of the sheet and the words of authority (Decree 30/2020/NĐ-CP).

An authority (UBND) signs as a body: TM. ỦY BAN NHÂN DÂN; its deputy KT., whoever signs by order TL. A decision that
belongs to the chair alone, and every paper of an agency, is signed by the head in person.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from danvan.papers.models import Letterhead
from danvan.papers.workflow import PaperKind, Series
from danvan.people import queries as people
from danvan.people.models import Account, Post, Tier, Unit
from danvan.people.roles import Role

AUTHORITIES = (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)
COUNCIL = "ỦY BAN NHÂN DÂN"
SMALL_WORDS = frozenset({"và", "các", "của", "về"})


class Manner(StrEnum):
    """In which capacity somebody signs."""

    HEAD = "head"
    DEPUTY = "deputy"
    ORDER = "order"


MANNERS = [
    (Manner.HEAD.value, _("Người đứng đầu ký")),
    (Manner.DEPUTY.value, _("Cấp phó ký thay (KT.)")),
    (Manner.ORDER.value, _("Ký thừa lệnh (TL.)")),
]


@dataclass(frozen=True)
class Head:
    """The issuing body of a day: its names on the sheet, in a sentence and in a symbol, and what its head is called."""

    unit: Unit
    superior: str
    issuer: str
    body_name: str
    place: str
    mark: str
    drafting: str
    head_title: str
    collective: bool

    def symbol(self, series: Series, number: int) -> str:
        """07/TB-UBND; an official letter has the drafting unit instead of a type: 07/UBND-TCD."""
        shown = f"{number:02}"
        if series.mark:
            return f"{shown}/{series.mark}-{self.mark}"
        return f"{shown}/{self.mark}-{self.drafting}" if self.drafting else f"{shown}/{self.mark}"

    def authority(self, kind: PaperKind, manner: str, title: str) -> str:
        """The lines above the signature."""
        head, own = self.head_title.upper(), title.upper()
        if manner == Manner.ORDER:
            return f"TL. {head}\n{own or head}"
        body = [f"TM. {COUNCIL}"] if self.collective and not kind.by_head else []
        if manner == Manner.DEPUTY:
            return "\n".join([*body, f"KT. {head}", own or f"PHÓ {head}"])
        return "\n".join([*body, head])

    @property
    def head_of_body(self) -> str:
        """CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ KỲ KHANG."""
        return f"{self.head_title} {self.body_name}".upper()


@dataclass(frozen=True)
class Signer:
    """Somebody who may sign for a unit, and what the post is called."""

    officer: Account
    title: str

    @property
    def manner(self) -> Manner:
        """As a deputy where the title says so."""
        return Manner.DEPUTY if self.title.lower().startswith("phó") else Manner.HEAD


def issuing_unit(unit: Unit, on: date) -> Unit:
    """The unit itself, or where it has ended the one that stands for the whole of it that day."""
    if unit.exists_on(on):
        return unit
    heirs = [heir for heir, whole in people.shown_heirs(unit, on) if whole]
    return heirs[0] if len(heirs) == 1 else unit


def head_of(unit: Unit, on: date) -> Head:
    """The head of the sheet of a unit on a day."""
    name = unit.names.filter(from_on__lte=on).order_by("-from_on").first() or unit.names.earliest("from_on")
    own = Letterhead.objects.filter(unit=unit).first()
    authority = unit.tier in AUTHORITIES
    full = name.full if authority else f"{name.full[:1].upper()}{name.full[1:]}"
    return Head(
        unit=unit,
        superior="" if authority else _superior(unit, on),
        issuer=f"{COUNCIL}\n{full.upper()}" if authority else full.upper(),
        body_name=f"Ủy ban nhân dân {full}" if authority else full,
        place=own.place if own else name.name,
        mark=own.mark if own else "UBND" if authority else _initials(full),
        drafting=own.drafting if own else "TCD",
        head_title=own.head_title if own else "Chủ tịch" if authority else "Thủ trưởng",
        collective=authority,
    )


def signers_of(unit: Unit, on: date) -> list[Signer]:
    """Those who lead the unit that day, the head before the deputies."""
    posts = Post.objects.filter(unit=unit, role=Role.LEADER, officer__is_active=True, from_on__lte=on)
    rows = posts.exclude(until_on__lte=on).select_related("officer").order_by("pk")
    found = {post.officer_id: Signer(post.officer, post.title) for post in rows}
    return sorted(found.values(), key=lambda one: one.manner == Manner.DEPUTY)


def _superior(unit: Unit, on: date) -> str:
    """UBND HUYỆN KỲ ANH: the authority that the body belongs to; empty when it stands alone."""
    above = [one for one in people.path_of(unit, on) if one.pk != unit.pk and one.tier in AUTHORITIES]
    return f"UBND {above[-1].shown_name}".upper() if above else ""


def _initials(name: str) -> str:
    """SNV for Sở Nội vụ."""
    return "".join(word[0] for word in name.upper().split() if word.lower() not in SMALL_WORDS)
