"""Who issues a paper and who signs it: the head of the sheet and the words of authority (Decree 30/2020/NĐ-CP).

An authority (UBND) signs as a body: TM. ỦY BAN NHÂN DÂN; its deputy KT., whoever signs by order TL. A decision that
belongs to the chair alone, and every paper of an agency, is signed by the head in person.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext_lazy as _

from danvan.papers.models import Book, Letterhead, Paper
from danvan.papers.workflow import PaperKind, Series
from danvan.people import queries as people
from danvan.people.models import Account, Post, Tier, Unit, UnitName
from danvan.people.roles import Role

AUTHORITIES = (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)
COUNCIL = "ỦY BAN NHÂN DÂN"
ASSEMBLY, STANDING = "HỘI ĐỒNG NHÂN DÂN", "THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN"
"""The People's Council, and the body that acts for it between sessions."""
AUTHORITY = "Ủy ban nhân dân"
_OF_BODY = re.compile(r"\s+(ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND)\b.*")
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
    body: str = COUNCIL

    def symbol(self, series: Series, number: int) -> str:
        """07/TB-UBND; an official letter has the drafting unit instead of a type: 07/UBND-TCD."""
        shown = f"{number:02}"
        if series.mark:
            return f"{shown}/{series.mark}-{self.mark}"
        return f"{shown}/{self.mark}-{self.drafting}" if self.drafting else f"{shown}/{self.mark}"

    def authority(self, kind: PaperKind, manner: str, title: str) -> str:
        """The lines above the signature; a post is said without the name of the body, which stands above it."""
        head, own = self.head_title.upper(), _OF_BODY.sub("", title.upper())
        if manner == Manner.ORDER:
            return f"TL. {head}\n{own or head}"
        body = [f"TM. {self.body}"] if self.collective and not kind.by_head else []
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
    council: bool = False

    @property
    def manner(self) -> Manner:
        """As a deputy where the title says so; for a council by order, unless the title is of its chair."""
        if self.council and "chủ tịch" not in self.title.lower():
            return Manner.ORDER
        return Manner.DEPUTY if self.title.lower().startswith("phó") else Manner.HEAD


def issuing_unit(unit: Unit, on: date) -> Unit:
    """The unit itself, or where it has ended the one that stands for the whole of it that day."""
    if unit.exists_on(on):
        return unit
    heirs = [heir for heir, whole in people.shown_heirs(unit, on) if whole]
    return heirs[0] if len(heirs) == 1 else unit


@dataclass(frozen=True)
class Office:
    """A unit about to issue on a day: its head of the sheet, who may sign, how far the book of the year has come.

    `last_day`: that of the last number, whether a paper or a report took it.
    """

    head: Head
    signers: frozenset[int]
    last: int
    last_day: date | None


def office(unit: Unit, series: Series, on: date, *, council: bool = False) -> Office:
    """All of it in one statement; `council`: as its People's Council issues."""
    book = Book.objects.filter(unit=unit.pk, series=series.code, year=on.year)
    dated = Paper.objects.filter(unit=unit.pk, series=series.code, year=on.year, issued_on__isnull=False)
    row = _read(
        unit,
        on,
        last=Subquery(book.values("last")),
        booked_to=Subquery(book.values("last_on")),
        dated_to=Subquery(dated.order_by("-issued_on").values("issued_on")[:1]),
        signers=ArraySubquery(_leading(unit, on, council).values("officer")),
    )
    days = [day for day in (row.booked_to, row.dated_to) if day]
    head = of_council(_head(row)) if council else _head(row)
    return Office(head, frozenset(row.signers), row.last or 0, max(days, default=None))


def head_of(unit: Unit, on: date) -> Head:
    """The head of the sheet of a unit on a day."""
    return _head(_read(unit, on))


def _read(unit: Unit, on: date, **more: Any) -> Any:
    """The unit with its name of the day, its own letterhead, the authority above it, and `more`: one statement."""
    names, name = UnitName.objects.filter(unit=unit.pk), JSONObject(full="full", name="name")
    own = JSONObject(mark="mark", drafting="drafting", head_title="head_title", place="place")
    higher = people.units_above(unit, on).exclude(pk=unit.pk).filter(tier__in=AUTHORITIES)
    rows = Unit.objects.filter(pk=unit.pk).annotate(
        named=Coalesce(
            Subquery(names.filter(from_on__lte=on).order_by("-from_on").values(json=name)[:1]),
            Subquery(names.order_by("from_on").values(json=name)[:1]),
        ),
        own=Subquery(Letterhead.objects.filter(unit=unit.pk).values(json=own)),
        superior=Subquery(higher.order_by("steps").values("shown_name")[:1]),
        **more,
    )
    return rows.get()


def _head(unit: Any) -> Head:
    name, own, authority = unit.named, unit.own or {}, unit.tier in AUTHORITIES
    full = name["full"] if authority else f"{name['full'][:1].upper()}{name['full'][1:]}"
    return Head(
        unit=unit,
        superior="" if authority or not unit.superior else f"UBND {unit.superior}".upper(),
        issuer=f"{COUNCIL}\n{full.upper()}" if authority else full.upper(),
        body_name=f"{AUTHORITY} {full}" if authority else full,
        place=own.get("place", name["name"]),
        mark=own.get("mark", "UBND" if authority else _initials(full)),
        drafting=own.get("drafting", "TCD"),
        head_title=own.get("head_title", "Chủ tịch" if authority else "Thủ trưởng"),
        collective=authority,
    )


def of_council(head: Head) -> Head:
    """The head of the sheet of the People's Council of the same unit."""
    name = head.issuer.rpartition("\n")[2]
    return replace(
        head,
        superior="",
        issuer=f"{ASSEMBLY}\n{name}",
        body_name=f"Thường trực Hội đồng nhân dân {head.body_name.removeprefix(AUTHORITY).strip()}",
        mark="HĐND",
        drafting="VP",
        head_title="Chủ tịch",
        collective=True,
        body=STANDING,
    )


def signers_of(unit: Unit, on: date, *, council: bool = False) -> list[Signer]:
    """Those who lead the unit that day, the head before the deputies; or who sign for its council."""
    rows = _leading(unit, on, council).select_related("officer").order_by("pk")
    found = {post.officer_id: Signer(post.officer, post.title, council) for post in rows}
    return sorted(found.values(), key=lambda one: one.manner == Manner.DEPUTY)


def signing(unit: Unit, on: date, *, council: bool = False) -> frozenset[int]:
    """The accounts of those who may sign for it that day, or for its council."""
    return frozenset(_leading(unit, on, council).values_list("officer", flat=True))


def _leading(unit: Unit, on: date, council: bool = False) -> QuerySet[Post]:
    role = Role.COUNCIL if council else Role.LEADER
    return Post.objects.on(on).filter(unit=unit.pk, role=role, officer__is_active=True)


def _initials(name: str) -> str:
    """SNV for Sở Nội vụ."""
    return "".join(word[0] for word in name.upper().split() if word.lower() not in SMALL_WORDS)
