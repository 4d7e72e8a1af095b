"""One commune with everybody in it, a letter, a turn: what the access matrix walks through, undone after each look."""

from dataclasses import dataclass, field, replace
from datetime import date, time
from http.cookies import SimpleCookie
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import ClientHandler

from danvan import law
from danvan.balances import actions as balances
from danvan.burdens.tests.make import burdens_of
from danvan.calendars.actions import NewDay, Notice, add_days
from danvan.cases.actions import files
from danvan.cases.models import Attachment, Case
from danvan.cases.models.people import TellBy
from danvan.cases.workflow import Channel
from danvan.consultations.tests.make import consultations_of
from danvan.council.tests.make import council_of
from danvan.counters.tests.make import hall_of
from danvan.dashboards import actions as dashboards
from danvan.dashboards.models import Surge
from danvan.denunciations import actions as denunciations
from danvan.dialogues.tests.make import dialogues_of
from danvan.dossiers.actions import enter
from danvan.emulation.tests.make import emulation_of
from danvan.exchange import actions as exchange
from danvan.exchange.models import Item, Package
from danvan.imports.actions import prepare as prepare_import
from danvan.journal.actors import CITIZEN, SYSTEM
from danvan.journal.models import Event
from danvan.lib import dates, seal
from danvan.notices.actions import gather
from danvan.onestop import actions as onestop
from danvan.onestop.tests.online import online_of
from danvan.papers.actions import Draft, issue, prepare
from danvan.people.actions import give_post, record_absence
from danvan.people.models import Absence, Account, Post, Unit
from danvan.people.roles import Role
from danvan.petitions.actions import Letter, receive
from danvan.procedures import actions as procedures
from danvan.procedures.actions import Act
from danvan.procedures.tests import make as catalogue
from danvan.procedures.workflow import Channel as ByWay
from danvan.ratings.tests.make import ratings_of
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
from danvan.reception.models import Session, Turn
from danvan.retention import actions as retention
from danvan.statements import actions as statements
from danvan.statements import shapes
from danvan.worklists import actions as worklists
from danvan.worklists.models import FileForm, Verb
from tests.make import LAN, make_officer, make_unit

DAY, SINCE = date(2018, 3, 5), date(2010, 1, 1)
ROLES = ("anonymous", *(role.value for role in Role), "narrow", "stranger")
ABOVE = (Role.INSPECTOR, Role.BOARD, Role.ADMINISTRATOR)  # their posts are in the district, and reach down
PAPER = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@dataclass
class World:
    """The objects by the names that the table uses, a logged-in browser for each role, how many events tell of it."""

    commune: Unit
    officers: dict[str, Account]
    things: dict[str, Any]
    cookies: dict[str, SimpleCookie] = field(default_factory=dict)
    events: int = 0
    door: ClientHandler | None = None

    def browser(self, role: str) -> Client:
        """A fresh browser with that role's session."""
        client = Client(raise_request_exception=False)
        self.door = client.handler = self.door or client.handler  # which loads the middleware once
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
        client.force_login(officer, backend="danvan.people.backends.Officers")
        world.cookies[role] = client.cookies
    world.events = Event.objects.count()
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
        "old_register": old_register(world),
        "post": Post.objects.get(officer=handler).pk,
        "absence": absence_of(handler, world).pk,
        **papers_about(case, world),
        **kept_by(world, turn),
        **lists_of(case, world),
        **sealed_for(world),
        **figures_of(world),
        "dossier": enter(
            [case],
            title="Cống N3",
            grounds=["prolonged"],
            text="Nhiều lần.",
            by=world.officers["leader"],
            on=DAY,
        ).pk,
    }


def kept_by(world: World, turn: Turn) -> dict[str, Any]:
    """A turn that is held back, and a list that would destroy an old one."""
    clerk, leader = world.officers["clerk"], world.officers["leader"]
    old = register_turn(
        unit=world.commune,
        on=date(2016, 3, 7),
        callers=[Caller("Trần Văn Cũ")],
        matters=[Told(topic="land", summary="Ranh giới đất", outcome="advised", advice="Hòa giải")],
        persons=1,
        by=clerk,
    )
    said: dict[str, Any] = {"decision": "9/QĐ-UBND", "decided_on": DAY, "from_on": DAY}
    retention.set_term(world.commune, "turn", years=1, by=leader, on=DAY, **said)
    held = retention.hold(
        "turn", turn.pk, unit=world.commune, why="court", reason="Tòa án mượn sổ.", by=leader, on=DAY
    )
    made = retention.propose(world.commune, "turn", [old.pk], by=clerk, on=DAY)
    return {"hold": held.pk, "list": made.pk}


def lists_of(case: Case, world: World) -> dict[str, Any]:
    """What the leader keeps and did with lists: a view, a step that no case was ready for, a file that went out."""
    leader = world.officers["leader"]
    view = worklists.save_view("Đơn về nước", "topic=water", by=leader, on=DAY)
    batch = worklists.start(Verb.ASSIGN, {case.pk: 1}, by=leader, on=DAY, officer=leader)
    worklists.work(batch, on=DAY)
    taken = {"query": "", "form": FileForm.CSV, "names": False, "total": 1}
    export = worklists.ask(**taken, by=leader, on=DAY, at_once=True)
    return {"view": view.pk, "batch": batch.pk, "export": export.pk}


def sealed_for(world: World) -> dict[str, Any]:
    """A denunciation with a message, a look that waits, a measure that was asked for; the handler keeps one key."""
    leader, handler = world.officers["leader"], world.officers["handler"]
    names = ("Phạm Thị Khóa", "Trần Văn Giữ")  # two are left when the handler goes
    other, third = (make_officer(world.commune, Role.HANDLER, full_name=name) for name in names)
    rows = [
        denunciations.bring_key(
            denunciations.name_custodian(officer, unit=world.commune, by=leader, on=DAY),
            seal.new_pair().recipient,
            by=officer,
            on=DAY,
        )
        for officer in (handler, other, third)
    ]
    letter = denunciations.Letter(unit=world.commune, body="Thu tiền không có biên lai.", topic="land")
    found = denunciations.receive(letter, channel=Channel.PORTAL, by=CITIZEN, on=DAY).case.denunciation
    message, _whole = denunciations.hear(found, text="Còn một hộ nữa.", on=DAY)
    return {
        "custody": rows[0].pk,
        "denunciation": found.pk,
        "message": message.pk,
        "look": denunciations.ask(found, reason="Cần xác minh.", by=other, on=DAY).pk,
        "protection": denunciations.ask_protection(found, measure="secrecy", by=CITIZEN, on=DAY).pk,
    }


def figures_of(world: World) -> dict[str, Any]:
    """A rise, published figures, a package that went out, a case refused for want of a code; and whatever follows."""
    leader = world.officers["leader"]
    rise: dict[str, Any] = {"topic": "water", "from_on": date(2018, 2, 5), "to_on": date(2018, 3, 4)}
    rise |= {"count": 9, "past": [1] * 12, "bound": 6, "chance": 0.0005}
    surge = Surge.objects.create(unit=world.commune, **rise)
    shown = dashboards.publish(world.commune, figures=["received"], since=date(2018, 1, 1), by=leader, on=DAY)
    exchange.prepare(on=DAY)
    package = Package.objects.create(
        reference="20180305-thu", carrier="thu", hash="0" * 64, items_count=1, at=dates.now()
    )
    refused = Item.objects.filter(thing="case", unit=world.commune, state="refused").earliest("pk")
    sent: dict[str, Any] = {"thing": "table", "subject": 0, "name": "THU/2018-02", "unit": world.commune}
    Item.objects.create(package=package, state="sent", version=1, hash="0" * 64, on=DAY, **sent)
    return {
        "surge": surge.pk,
        "publication": shown.pk,
        "published": world.commune.key.lower(),
        "package": package.pk,
        "refused_item": refused.pk,
        **reports_of(world),
        **balances_of(world),
        **procedures_of(world),
        **applications_of(world),
        **ratings_of(world.commune, world.officers["handler"], world.officers["administrator"], DAY),
        **hall_of(world.commune, world.officers["leader"], DAY),
        **burdens_of(world.commune, world.officers["leader"], DAY),
        **emulation_of(world.commune, world.officers, DAY),
        **dialogues_of(world.commune, world.officers["leader"], DAY),
        **council_of(world.commune, world.officers["council"], world.officers["leader"], DAY),
        **consultations_of(world.commune, world.officers["leader"], DAY),
    }


def applications_of(world: World) -> dict[str, Any]:
    """An application that the clerk took in today, with a fee that is due; its one step waits to be taken."""
    told = catalogue.content("Cấp bản sao", ways=[catalogue.way(fee=20_000)])
    draft = catalogue.make_draft(world.commune, world.officers["leader"], told)
    act = Act("12/QĐ-UBND", DAY, DAY)
    version = procedures.publish(draft, act=act, by=world.officers["leader"], on=DAY)
    filing = onestop.Filing(version.procedure, ByWay.COUNTER, LAN)
    row = onestop.receive(filing, unit=world.commune, by=world.officers["clerk"], on=DAY)
    return {
        "application": row.pk,
        "application_code": version.procedure.code,
        "application_fee": row.fees.get().pk,
        "first_step": 1,
        **online_of(world.commune, world.officers["leader"], DAY),
    }


def procedures_of(world: World) -> dict[str, Any]:
    """A procedure in force, a draft, a list that was looked at; the commune keeps the catalogue."""
    leader = world.officers["leader"]
    shown = catalogue.make_published(world.commune, leader)
    draft = catalogue.make_draft(world.commune, leader)
    file = b'[{"title": "Thu tuc moi"}]'
    read = procedures.prepare(unit=world.commune, name="danh-muc.json", content=file, by=leader, on=DAY)
    return {
        "procedure_code": shown.procedure.code,
        "procedure": shown.pk,
        "procedure_draft": draft.pk,
        "procedure_import": read.pk,
        "procedure_name": draft.name,
    }


def reports_of(world: World) -> dict[str, Any]:
    """A report that the clerk draws up; the same asked of the commune by its district."""
    february = (date(2018, 2, 1), date(2018, 2, 28))
    people = shapes.get(shapes.PEOPLE)
    drafted = statements.draft(world.commune, people, *february, by=world.officers["clerk"], on=DAY)
    district = world.commune.parents.get().parent
    head = make_officer(district, Role.LEADER, full_name="Lãnh đạo huyện")
    asked = statements.ask(
        district, people, *february, due_on=date(2018, 3, 10), units=[world.commune], by=head, on=DAY
    )
    return {
        "statement": drafted.pk,
        "report_request": asked.pk,
        "submission": asked.submissions.get().pk,
    }


def balances_of(world: World) -> dict[str, Any]:
    """What the commune had open when it began."""
    declared = {("complaint", "open"): 3}
    given: dict[str, Any] = {"starts_on": date(2018, 3, 1), "source": "Sổ theo dõi đơn 2017", "on": DAY}
    made = balances.declare(world.commune, declared=declared, by=world.officers["leader"], **given)
    return {"opening": made.pk, "balance": made.balances.get().pk}


def absence_of(officer: Account, world: World) -> Absence:
    """Days ahead on which the handler is away; the leader stands in."""
    return record_absence(
        officer=officer,
        stand_in=world.officers["leader"],
        unit=world.commune,
        from_on=date(2018, 4, 2),
        last_on=date(2018, 4, 6),
        by=officer,
        on=DAY,
    )


def old_register(world: World) -> int:
    """A register of years past that was read and not yet brought in."""
    boss = world.officers["leader"]
    rows = b"STT,Ngay tiep,Ho ten dia chi,Noi dung vu viec\n1,12/02/2018,Le Thi Na,Cong N3 bi tac\n"
    given = {"register": "reception", "name": "so.csv", "content": rows, "by": boss, "on": DAY}
    return prepare_import(unit=world.commune, **given).pk


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
