"""One commune with everybody in it, a letter, a turn: what the access matrix walks through, undone after each look."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, time
from http.cookies import SimpleCookie
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from danvan import law
from danvan.calendars.actions import NewDay, Notice, add_days
from danvan.cases.actions import files
from danvan.cases.models import Attachment, Case
from danvan.cases.models.people import TellBy
from danvan.cases.workflow import Channel
from danvan.journal.actors import CITIZEN, SYSTEM
from danvan.notices.actions import gather
from danvan.papers.actions import Draft, issue, prepare
from danvan.people.actions import give_post
from danvan.people.models import Account, Post, Unit
from danvan.people.roles import Role
from danvan.petitions.actions import Letter, receive
from danvan.reception.actions import (
    Caller,
    Guest,
    Plan,
    Refused,
    Told,
    arrive,
    book,
    plan_session,
    refuse_reception,
    register_turn,
)
from danvan.reception.models import Session
from tests.make import LAN, make_officer, make_unit

DAY, SINCE = date(2018, 3, 5), date(2010, 1, 1)
ROLES = ("anonymous", *(role.value for role in Role), "narrow", "stranger")
ABOVE = (Role.INSPECTOR, Role.BOARD, Role.ADMINISTRATOR)  # their posts are in the district, and reach down
PAPER = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@dataclass
class World:
    """The objects by the names that the table uses, and a logged-in browser for each role."""

    commune: Unit
    officers: dict[str, Account]
    things: dict[str, Any]
    cookies: dict[str, SimpleCookie] = field(default_factory=dict)

    def browser(self, role: str) -> Client:
        """A fresh browser with that role's session."""
        client = Client(raise_request_exception=False)
        client.cookies = (
            SimpleCookie(self.cookies[role].output(header="", sep=";"))
            if role in self.cookies
            else SimpleCookie()
        )
        return client


def make_world() -> World:
    """Build it; call inside a transaction that is never committed."""
    district = make_unit(tier="district", name="huyện Thử")
    commune = make_unit(parent=district)
    officers = {
        role.value: make_officer(
            district if role in ABOVE else commune, role, full_name=f"Cán bộ {role.value}"
        )
        for role in Role
    }
    officers["stranger"] = make_officer(
        make_unit(parent=district, name="xã Khác"), Role.CLERK, full_name="Phan Tiến Dũng"
    )
    officers["narrow"] = make_officer(commune, full_name="Lê Văn Hẹp")
    give_post(
        officer=officers["narrow"], unit=commune, role=Role.HANDLER, kinds=["complaint"], by=SYSTEM, on=SINCE
    )
    world = World(commune, officers, {})
    world.things = things_of(world)
    for role, officer in officers.items():
        officer.set_password("con trâu đi trước cái cày")
        officer.save(update_fields=["password"])
        client = Client()
        client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
        world.cookies[role] = client.cookies
    return world


def things_of(world: World) -> dict[str, Any]:
    """What addresses are made of, by name."""
    clerk, handler = world.officers["clerk"], world.officers["handler"]
    paper = files.check([SimpleUploadedFile("don.pdf", PAPER)])
    case = receive(
        Letter(
            kind="recommendation", subject="Cống N3 bị tắc", body="Đề nghị nạo vét cống N3.", topic="water"
        ),
        unit=world.commune,
        channel=Channel.COUNTER,
        by=CITIZEN,
        on=DAY,
        persons=[replace(LAN, tell_by=TellBy.SMS)],
        files=paper,
    )
    gather()
    turn = register_turn(
        unit=world.commune,
        on=DAY,
        callers=[Caller("Nguyễn Thị Lan", phone="0912000417")],
        matters=[Told(topic="water", summary="Cống N3 bị tắc", outcome="pending", advice="Sẽ trả lời")],
        persons=1,
        by=clerk,
    )
    visitor = turn.visitors.get()
    fair = NewDay(date(2018, 6, 1), True, "Hội làng")
    change = add_days(
        unit=world.commune, days=[fair], notice=Notice("12/QĐ-UBND", DAY), by=world.officers["leader"], on=DAY
    )
    return {
        "case": case.pk,
        "code": case.code,
        "party": case.parties.get().pk,
        "telling": case.tellings.get().pk,  # an SMS that no carrier took
        "file": Attachment.objects.get(case=case).pk,
        "turn": turn.pk,
        "notice": turn.notices.get().pk,
        "session": session_of(world).pk,
        **queue_of(world),
        "commune": world.commune.pk,
        "visitor": visitor.pk,
        "unit": world.commune.key,
        "version": law.versions("letter.processing")[-1].version,
        "officer": handler.pk,
        "change": change.pk,
        "post": Post.objects.get(officer=handler).pk,
        **papers_about(case, world),
    }


def papers_about(case: Case, world: World) -> dict[str, Any]:
    """A letter of guidance that was issued, and one that is still a draft."""
    leader = world.officers["leader"]
    said = Draft(typed={"competent": "Sở Nội vụ", "advice": ""}, signer=leader)
    draft, issued = (prepare("case", case.pk, "guide", draft=said, by=leader, on=DAY) for _ in range(2))
    issue(issued, by=leader, on=DAY)
    return {"draft": draft.pk, "issued": issued.pk, "of_case": "case"}


def queue_of(world: World) -> dict[str, Any]:
    """Somebody with a number, an appointment of the day after, somebody who was not received."""
    visit = arrive(unit=world.commune, persons=1, by=world.officers["clerk"], on=DAY)
    guest = Guest("Trần Thị Bé", "0912000418", online=True)
    booking = book(guest, unit=world.commune, slot="2018-03-06 08:00", by=CITIZEN, on=DAY)
    told = Refused(
        ground="already_settled", summary="Ranh giới đất", reason="Đã giải quyết.", full_name="Trần Văn Bình"
    )
    refusal = refuse_reception(told, unit=world.commune, by=world.officers["clerk"], on=DAY)
    return {"refusal": refusal.pk, "visit": visit.pk, "booking": booking.pk, "booking_code": booking.code}


def session_of(world: World) -> Session:
    """A session of the head that is planned and not published."""
    hoa = world.officers["leader"]
    plan = Plan(on=date(2018, 4, 5), starts_at=time(8), ends_at=time(11), head=hoa, place="Trụ sở xã")
    return plan_session(plan, unit=world.commune, by=hoa, on=DAY)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever a request writes is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
