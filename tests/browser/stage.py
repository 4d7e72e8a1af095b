"""`python -m tests.browser.stage`: an office with officers who can log in, letters and turns; told as JSON."""

import json
from datetime import date, timedelta
from typing import Any

from danvan.cli.office import setup

PASSWORD = "con trâu đi trước cái cày"
CAST = {
    "minh": ("Phan Văn Minh", ("clerk", "handler")),
    "hoa": ("Trần Thị Hoa", ("leader",)),
    "an": ("Ngô Hoài An", ("administrator", "inspector", "board", "council")),
}


def build() -> dict[str, object]:
    """Make it, through the real actions; what tests need to find it again."""
    from danvan import law
    from danvan.lib import dates

    today = dates.today()
    unit, officers = engaged(today)
    keys(unit, officers, today)
    found = letters(unit, officers, today)
    return {
        **found,
        **catalogue(unit, officers["hoa"]),
        "movement": movement(unit, officers["hoa"], today),
        **drafts(unit, officers["hoa"], today),
        **hall(unit, officers, today),
        "version": law.versions("letter.processing")[-1].version,
        "turn": turn(unit, officers["minh"], today),
        "dialogue": dialogue(unit, officers["hoa"], today),
        "officer": officers["minh"].pk,
        "voter_meeting": voters(unit, officers["an"], today),
    }


def engaged(today: date) -> tuple[Any, dict[str, Any]]:
    """The commune and its officers, who can log in."""
    from danvan.journal.actors import SYSTEM
    from danvan.people import actions as people
    from danvan.people.roles import Role

    since = today - timedelta(days=900)
    unit = people.create_unit(key="KY-THU", tier="commune", name="xã Kỳ Thử", by=SYSTEM, on=since)
    officers = {}
    for username, (name, roles) in CAST.items():
        account = people.create_account(
            username=username,
            full_name=name,
            password=PASSWORD,
            by=SYSTEM,
            on=today,
            must_change_password=False,
        )
        for role in roles:
            people.give_post(officer=account, unit=unit, role=Role(role), by=SYSTEM, on=since)
        officers[username] = account
    return unit, officers


def dialogue(unit: Any, leader: Any, today: date) -> int:
    """One in the plan for today; one of forty days ago at which something was promised until five days ago."""
    from danvan.dialogues.tests.make import make_dialogue, make_promise_at
    from danvan.meetings.tests.make import make_open
    from tests.make import at

    then = today - timedelta(days=40)
    with at(then):
        make_promise_at(make_open(unit, leader, on=then), leader, on=then, due_on=today - timedelta(days=5))
    title = "Đối thoại về đường, cầu sau mưa lũ"
    return int(make_dialogue(unit, leader, today, on=today, title=title, topic="roads").pk)


def keys(unit: Any, officers: dict[str, Any], today: date) -> None:
    """Two officers keep keys, so that the door for denunciations is open; nobody opens what comes here."""
    from danvan.denunciations import actions
    from danvan.lib import seal

    for who in ("minh", "an"):
        row = actions.name_custodian(officers[who], unit=unit, by=officers["hoa"], on=today)
        actions.bring_key(row, seal.new_pair().recipient, by=officers[who], on=today)


def letters(unit: Any, officers: dict[str, Any], today: date) -> dict[str, object]:
    """A fresh letter, an answered one, one that waits for the citizen, a complaint past its term."""
    from danvan.cases import actions as cases
    from tests.make import make_case, walk

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    fresh = make_case(unit, on=ago(2))
    answered = make_case(unit, on=ago(20), subject="Đường liên thôn hư hỏng sau mưa", topic="roads")
    walk(answered, officers["hoa"], ago(10), "screen", "accept", "assign", "answer")
    waiting = make_case(unit, on=ago(3), subject="Xin cấp lại giấy chứng nhận đất", topic="land")
    walk(waiting, officers["minh"], today, "ask")
    subject = "Không đồng ý mức bồi thường"
    complaint = make_case(unit, kind="complaint", on=ago(60), subject=subject, topic="clearance")
    walk(complaint, officers["hoa"], ago(50), "screen", "accept", "assign")
    cases.link(fresh, answered, why="repeat", by=officers["minh"], on=today)
    return {
        "case": fresh.pk,
        "code": fresh.shown_code,
        "complaint": complaint.pk,
        "answered": answered.shown_code,
        "waiting": waiting.shown_code,
    }


def catalogue(unit: Any, by: Any) -> dict[str, object]:
    """A procedure in force and a draft."""
    from danvan.burdens.tests.make import burdens_of
    from danvan.lib import dates
    from danvan.procedures.tests.make import content, make_draft, make_published, paper, step, way

    papers = [
        paper("Tờ khai đăng ký khai sinh"),
        paper("Giấy chứng sinh"),
        paper("Căn cước", 0, to_show=True),
    ]
    told = content(
        documents=papers, ways=[way(), way("online")], steps=[step(1), step(2, 1), step(3, 1), step(4, 2, 3)]
    )
    shown = make_published(unit, by, told, "1.001193")
    return {
        "procedure": shown.pk,
        "procedure_draft": make_draft(unit, by).pk,
        **burdens_of(unit, by, dates.today()),
    }


def movement(unit: Any, by: Any, today: date) -> int:
    """A movement of model gardens that takes registrations."""
    from danvan.emulation.tests.make import make_movement

    return int(make_movement(unit, by, "garden", on=today).pk)


def voters(unit: Any, by: Any, today: date) -> int:
    """A meeting of deputies with voters, announced for today."""
    from danvan.council.tests.make import make_meeting, make_term
    from danvan.meetings import actions as meetings

    term = make_term(unit, by, on=today, from_on=date(2021, 7, 1), until_on=None)
    row = make_meeting(term, by, today, on=today)
    meetings.announce(row.meeting, exemption="Việc khẩn cấp về phòng chống thiên tai", by=by, on=today)
    return int(row.pk)


def drafts(unit: Any, by: Any, today: date) -> dict[str, object]:
    """A draft whose time is over since a week, on which somebody affected and Lan spoke; nothing is answered."""
    from danvan.consultations import actions
    from danvan.consultations.actions import Said, Speaker
    from danvan.consultations.tests.make import BINH, LAN, make_open
    from tests.make import at

    began = today - timedelta(days=45)
    with at(began):
        row = make_open(
            unit, by, on=began, persons=[BINH], days=36, title="Dự thảo Quy chế chợ đã hết hạn góp ý"
        )
        person = row.affected.get()
        said = Said("opposes", "Mức thu cao quá, đề nghị 200.000 đồng.", "dieu-3")
        actions.opine(row, said, speaker=Speaker(affected=person), on=began)
        actions.opine(row, said, speaker=LAN, on=began)
        vote = actions.open_vote(row, _asked(began), by=by, on=began)
    group = actions.gather(row, [row.opinions.last().pk], title="Giảm mức thu", by=by, on=today)
    return {"consultation": row.pk, "group": group.pk, "vote": vote.pk, "opinion": row.opinions.first().pk}


def _asked(on: date) -> Any:
    from danvan.consultations.actions import Asked

    roll = [("Thôn Đông", 90)]
    return Asked(
        "Góp tiền làm đường", "village.other_vote", "meeting", on + timedelta(days=5), "Nhà văn hóa", roll
    )


def hall(unit: Any, officers: dict[str, Any], today: date) -> dict[str, object]:
    """A hall with a counter that serves one number and a line that waits for it."""
    from danvan.counters import actions
    from danvan.journal.actors import CITIZEN

    given: dict[str, Any] = {"by": officers["hoa"], "on": today, "from_on": today}
    place = actions.open_hall(unit=unit, key="ky-thu", name="Bộ phận một cửa", place="Tầng 1", **given)
    told = (("A", "Hộ tịch, chứng thực", "file"), ("B", "Đất đai", "file"), ("K", "Nhận kết quả", "collect"))
    for letter, name, purpose in told:
        fields = [name.partition(",")[0]] if purpose == "file" else []
        actions.open_service(place, letter=letter, name=name, purpose=purpose, fields=fields, **given)
    desks = [actions.open_counter(place, number=n, letters=s, **given) for n, s in ((1, "A"), (2, "BK"))]
    rows = [
        actions.take_number(place, letters, by=CITIZEN, on=today)
        for letters in (["A", "K"], ["B"], ["K"], ["A"], ["A"])
    ]
    for desk in desks:
        actions.call_next(desk, by=officers["minh"], on=today)
    actions.serve(rows[0], by=officers["minh"], on=today)
    errand = rows[0].errands.get(place=1)
    return {"door": place.door, "number": rows[3].token, "ticket": rows[3].pk, "errand": errand.pk}


def turn(unit: Any, by: Any, today: date) -> int:
    """A turn of today."""
    from danvan.reception.actions import Caller, Told, register_turn

    told = Told(topic="water", summary="Cống kênh N3 bị tắc", outcome="advised", advice="Đã hướng dẫn")
    lan = Caller("Nguyễn Thị Lan", phone="0912000417")
    entered = register_turn(unit=unit, on=today, callers=[lan], matters=[told], persons=1, by=by)
    return int(entered.pk)


if __name__ == "__main__":
    setup()
    print(json.dumps(build()))  # noqa: T201
