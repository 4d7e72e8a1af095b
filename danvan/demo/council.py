"""The People's Council of the demonstration: the district's of 2018 to its end, the province's around today."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from danvan.council import actions
from danvan.council.actions import (
    Aim,
    Asked,
    Competence,
    Draft,
    Given,
    Occasion,
    OversightPlan,
    Person,
    Pledge,
    Said,
    SessionPlan,
    Vote,
)
from danvan.council.models import Deputy, Petition, Session, Term, VoterMeeting
from danvan.demo import material
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.lib import dates
from danvan.meetings import actions as meetings
from danvan.meetings.actions import Plan
from danvan.people import policies
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.promises import actions as promises

NEW_TERM = date(2026, 4, 1)
DAYS = 120
"""How far back the layer of today reaches."""


@dataclass
class Council:
    """A council on its way: what was made so far."""

    spec: dict[str, Any]
    units: dict[str, Unit]
    unit: Unit
    office: Account
    term: Term = field(default_factory=Term)
    session: Session = field(default_factory=Session)
    held: list[VoterMeeting] = field(default_factory=list)
    taken: list[Petition] = field(default_factory=list)

    def deputies(self) -> list[Deputy]:
        """All of them, in order."""
        return list(self.term.deputies.order_by("pk"))

    def given(self, on: date) -> dict[str, Any]:
        """Who writes, and when."""
        return {"by": self.office, "on": on}


def at(day: date, hour: int) -> datetime:
    """That hour of that day in Viet Nam."""
    return datetime.combine(day, time(hour), dates.VIETNAM)


def put_then(plan: Timetable, units: dict[str, Unit], staff: Staff) -> None:
    """The district's council in 2018: meetings, petitions, a session, a resolution to its targets, an oversight."""
    told = material.read("council")["then"]
    unit = units[told["unit"]]
    council = Council(told, units, unit, staff.who(unit, Role.COUNCIL))
    policies.assume_standing(council.office, from_=date(2018, 3, 1), to=date(2018, 12, 30))
    first, session = told["meetings"][0]["day"], told["session"]["day"]
    plan.exactly(at(working(first, -15), 9), lambda on: _begin(council, told["term"], session, on))
    for number, spec in enumerate((*told["meetings"], told["again"])):
        plan.exactly(at(working(spec["day"], -8), 9), partial(_announce, council, spec, spec["day"]))
        plan.exactly(at(spec["day"], 14), partial(_meet, council, number, spec))
    for days, act in ((2, _take), (4, _sort), (6, _send), (22, _answer)):
        plan.exactly(at(working(told["meetings"][-1]["day"], days), 10), partial(act, council))
    plan.exactly(at(session, 8), lambda on: _sit(council, on))
    plan.exactly(at(working(session, 1), 16), lambda on: _close(council, on))
    plan.exactly(at(date(2018, 9, 27), 10), lambda on: _fulfil(council, on))
    plan.exactly(at(told["again"]["day"], 16), lambda on: _again(council, on))
    plan.exactly(at(date(2018, 10, 30), 9), lambda on: _progress(council, 0, on))
    plan.exactly(at(date(2018, 12, 20), 9), lambda on: _progress(council, 1, on))


def put_now(plan: Timetable, units: dict[str, Unit], staff: Staff, latest: datetime) -> None:
    """The province's council: every state that a petition may stand in, a session that is convened."""
    today = dates.day_of(latest)
    for told in material.read("council")["now"]:
        unit = units[told["unit"]]
        council = Council(told, units, unit, staff.who(unit, Role.COUNCIL))
        fresh = today - timedelta(days=DAYS) >= NEW_TERM
        term: dict[str, Any] = {"name": "2026–2031" if fresh else "2021–2026"}
        term["from_on"] = NEW_TERM if fresh else date(2021, 6, 20)
        begun, session = working(today, -44), working(today, 9)
        told["session"] = {"number": told["session"], "place": "Hội trường Tỉnh ủy"}
        plan.exactly(at(begun, 9), partial(_begin, council, term, session))
        for number, spec in enumerate(told["meetings"]):
            day = working(today, -34 + number)
            plan.exactly(at(working(day, -8), 11), partial(_announce, council, spec, day))
            plan.exactly(at(day, 14), partial(_meet, council, number, spec))
        steps = ((-32, _take), (-30, _sort), (-29, _send), (-13, _answer), (-11, _tell))
        for days, act in steps:
            plan.exactly(at(working(today, days), 10), partial(act, council))
        plan.exactly(at(working(today, -3), 10), partial(_plan_next, council))


def _begin(council: Council, term: dict[str, Any], opens: date, on: date) -> None:
    given, told = council.given(on), council.spec
    council.term = actions.begin_term(unit=council.unit, **term, **given)
    for row in told["groups"]:
        places = [(council.units[key], "") for key in row["places"]]
        group = actions.add_group(council.term, name=row["name"], places=places, **given)
        for name in row["deputies"]:
            actions.add_deputy(group, Person(name, council.term.from_on), **given)
    said = told["session"]
    plan = SessionPlan(said["number"], "regular", said["place"], opens, working(opens, 1))
    council.session = actions.plan_session(council.term, plan, **given)
    for title, who in (
        ("Báo cáo kinh tế - xã hội", "Ủy ban nhân dân"),
        ("Báo cáo kết quả giải quyết kiến nghị cử tri", "Ủy ban nhân dân"),
        ("Chất vấn và trả lời chất vấn", "Chủ tọa kỳ họp"),
    ):
        actions.add_item(council.session, title=title, presenter=who, **given)
    for title, days in (("Báo cáo kinh tế - xã hội", -6), ("Báo cáo giải quyết kiến nghị cử tri", -10)):
        due = max(working(opens, days), on)
        actions.ask_document(council.session, title=title, sender="Ủy ban nhân dân", due_on=due, **given)
    council.session = actions.convene(council.session, **given)


def _announce(council: Council, spec: dict[str, Any], day: date, on: date) -> None:
    """A meeting with voters is planned and announced, days before it as the law says."""
    given, place = council.given(on), council.units[spec["place"]]
    plan = Plan(
        title=spec["title"],
        topic="other",
        agenda="Báo cáo kết quả giải quyết kiến nghị; nghe cử tri kiến nghị.",
        place=f"Nhà văn hóa {place.name_on(on)}",
        starts_at=at(day, 14),
        ends_at=at(day, 17),
        hosts="Tổ đại biểu Hội đồng nhân dân",
        invited="Ủy ban nhân dân, Mặt trận Tổ quốc",
    )
    occasion = "after" if "of" in spec else "before"
    told = Occasion(occasion, council.deputies(), session=council.session)
    made = actions.plan_meeting(council.term, plan, told, **given)
    meetings.announce(made.meeting, **given)
    council.held.append(made)


def _meet(council: Council, number: int, spec: dict[str, Any], on: date) -> None:
    """It is held; one deputy is elsewhere."""
    given, deputies, made = council.given(on), council.deputies(), council.held[number]
    meetings.open_hall(made.meeting, **given)
    meetings.count_by_hand(made.meeting, {"people": spec["persons"], "council": len(deputies) - 1}, **given)
    meetings.end(made.meeting, **given)
    actions.note_deputies(made, {deputies[-1].pk: "Đi công tác theo phân công"}, **given)


def _take(council: Council, on: date) -> None:
    for spec in council.spec["petitions"]:
        meeting = council.held[spec["at"]]
        place = council.units[council.spec["meetings"][spec["at"]]["place"]]
        said = Said(spec["text"], place, spec["topic"], meeting=meeting)
        council.taken.append(actions.take(said, unit=council.unit, **council.given(on)))


def _each(council: Council) -> list[tuple[Petition, dict[str, Any]]]:
    return list(zip(council.taken, council.spec["petitions"], strict=True))


def _sort(council: Council, on: date) -> None:
    given = council.given(on)
    for row, spec in _each(council):
        if "drop" in spec:
            actions.drop(row, text=spec["drop"], **given)
        elif "into" in spec:
            actions.merge(row, into=council.taken[spec["into"]], **given)
        elif spec["ends"] != "taken":
            unit = council.units[spec["to_unit"]] if "to_unit" in spec else None
            unit = None if "to" in spec else unit or council.unit
            told = Competence(spec.get("level", "commune"), spec.get("to", ""), unit)
            actions.classify(row, told, **given)


def _send(council: Council, on: date) -> None:
    number = 14
    for row, spec in _each(council):
        if spec.get("ends") in ("sent", "late", "resolved", "resolving", "explained"):
            number += 1
            until = on + timedelta(days=35)
            actions.send(row, number=f"{number}/HĐND-VP", until=until, **council.given(on))


def _answer(council: Council, on: date) -> None:
    for row, spec in _each(council):
        if "answer" not in spec:
            continue
        until = spec.get("until") or working(on, 60) if spec["ends"] == "resolving" else None
        told = Given(spec["ends"], spec["answer"], on, number="128/UBND-VP", until=until)
        actions.answer(row, told, **council.given(on))


def _tell(council: Council, on: date) -> None:
    for row, spec in _each(council):
        if spec.get("ends") == "resolved":
            actions.tell(row, way="portal", **council.given(on))


def _sit(council: Council, on: date) -> None:
    """Opened; documents came, one late; officials were questioned; a resolution was voted on."""
    given, told, deputies = council.given(on), council.spec, council.deputies()
    for number, document in enumerate(council.session.documents.order_by("pk")):
        came = working(document.due_on, -1 if number else 2)
        actions.receive_document(document, received_on=came, number=f"{90 + number}/BC-UBND", **given)
    council.session = actions.open_session(council.session, present=len(deputies) - 1, **given)
    texts = ("Bao giờ chi trả xong cho các hộ còn sót?", "Vì sao tiến độ đường thôn xóm còn chậm?")
    asked = [
        actions.ask(council.session, Asked(deputies[number], told["respondent"], text, council.unit), **given)
        for number, text in enumerate(texts)
    ]
    pledge = Pledge("Chi trả xong cho các hộ còn sót trước 30/9/2018.", date(2018, 9, 30))
    actions.answer_hall(asked[0], text="Đang thẩm định, sẽ xong trong quý III.", promise=pledge, **given)
    said = told["resolution"]
    words = {name: said[name] for name in ("title", "need", "effect")}
    draft = actions.draft_resolution(council.term, Draft(**words, drafted_by="UBND huyện"), **given)
    for row in said["targets"]:
        aim = {name: row[name] for name in ("name", "measured_in", "by_on")}
        aim |= {"wanted": Decimal(row["wanted"]), "responsible": "UBND huyện"}
        actions.set_target(draft, Aim(**aim), **given)
    draft = actions.submit_resolution(draft, session=council.session, **given)
    present = len(deputies) - 1
    vote = Vote(on, present, present - 1, 0, 1, said["number"], working(on, 10))
    actions.vote(draft, vote, adopted=True, **given)


def _close(council: Council, on: date) -> None:
    given, told = council.given(on), council.spec
    actions.close_session(council.session, **given)
    council.session = actions.minute(
        council.session,
        text="Kỳ họp hoàn thành chương trình; thông qua nghị quyết về nông thôn mới.",
        **given,
    )
    watched = told["oversight"]
    plan = OversightPlan(
        subject=watched["subject"],
        overseen=watched["overseen"],
        plan="Làm việc với các xã ven biển, đối chiếu danh sách chi trả.",
        from_on=on,
        until_on=working(on, 15),
        team=council.deputies()[:3],
        decision="21/QĐ-HĐND",
    )
    row = actions.plan_oversight(council.term, plan, **given)
    row = actions.begin_oversight(row, **given)
    row = actions.conclude(row, text="Còn 42 hộ chưa được chi trả.", number="09/KL-HĐND", **given)
    due = date(2018, 9, 15)
    actions.recommend(row, text=watched["recommendation"], unit=council.unit, due_on=due, **given)


def _fulfil(council: Council, on: date) -> None:
    """What was promised is done; the other question is answered late; the recommendation too."""
    given = council.given(on)
    for row, spec in _each(council):
        if "then" in spec:
            row = actions.answer(row, Given("resolved", spec["then"], on, number="215/UBND"), **given)
            assert row.promise is not None
            promises.accept(row.promise, **given)
    hall = council.session.questions.get(hall_on__isnull=False)
    assert hall.promise is not None
    kept = promises.report(hall.promise, done_on=on, text="Đã chi trả cho 39 hộ đủ điều kiện.", **given)
    promises.accept(kept, **given)
    late = council.session.questions.filter(written_on__isnull=True, hall_on__isnull=True).get()
    said = "Do mưa lũ và thiếu vốn đối ứng; đã điều chỉnh kế hoạch."
    actions.answer_written(late, text=said, number="216/UBND", written_on=on, **given)
    oversight = council.term.oversights.get()
    one = oversight.recommendations.get()
    actions.urge_recommendation(one, text="Đề nghị báo cáo ngay.", **given)
    actions.report_done(one, text=council.spec["oversight"]["done"], **given)
    actions.judge(one, accepted=True, **given)
    actions.close_oversight(oversight, **given)


def _again(council: Council, on: date) -> None:
    """After the session voters are told, and one asks again."""
    given, told = council.given(on), council.spec["again"]
    for row, spec in _each(council):
        if "answer" in spec:
            actions.tell(row, way="meeting", meeting=council.held[-1], **given)
    said = Said(told["text"], council.units[told["place"]], told["topic"], meeting=council.held[-1])
    made = actions.take(said, unit=council.unit, **given)
    actions.raise_again(made, of=council.taken[told["of"]], **given)


def _progress(council: Council, number: int, on: date) -> None:
    resolution = council.term.resolutions.get()
    for target, spec in zip(
        resolution.targets.order_by("place"), council.spec["resolution"]["targets"], strict=True
    ):
        value = Decimal(str(spec["reached"][number]))
        actions.report_progress(
            target, value=value, as_of=on, evidence="Biên bản nghiệm thu của các xã", **council.given(on)
        )


def _plan_next(council: Council, on: date) -> None:
    """A meeting that is announced, a question before the session, a draft that was submitted."""
    given, deputies = council.given(on), council.deputies()
    day = working(on, 7)
    plan = Plan(
        title="Tiếp xúc cử tri xã Kỳ Thượng trước kỳ họp",
        topic="other",
        agenda="Thông báo nội dung kỳ họp; nghe cử tri kiến nghị.",
        place="Nhà văn hóa xã Kỳ Thượng",
        starts_at=at(day, 14),
        ends_at=at(day, 17),
        hosts="Tổ đại biểu Hội đồng nhân dân",
    )
    occasion = Occasion("before", deputies, session=council.session)
    made = actions.plan_meeting(council.term, plan, occasion, **given)
    meetings.announce(made.meeting, **given)
    told = Asked(
        deputies[0], council.spec["respondent"], "Kết quả quan trắc khói bụi ra sao?", until=working(on, 12)
    )
    actions.ask(council.session, told, **given)
    words = ("Hỗ trợ lắp đèn đường thôn xóm", "Nhiều thôn ven biển chưa có đèn.", "50 km đường có đèn.")
    draft = actions.draft_resolution(council.term, Draft(*words, drafted_by="Sở Xây dựng"), **given)
    aim = Aim("Đường thôn có đèn", "km", Decimal(50), on + timedelta(days=400), "Ủy ban nhân dân tỉnh")
    actions.set_target(draft, aim, **given)
    actions.submit_resolution(draft, session=council.session, **given)
    team = deputies[:2]
    watch = OversightPlan(
        "Bảo vệ môi trường khu kinh tế",
        "Sở Nông nghiệp và Môi trường",
        "Kiểm tra 6 nhà máy.",
        on,
        day,
        team,
        "31/QĐ",
    )
    actions.begin_oversight(actions.plan_oversight(council.term, watch, **given), **given)
