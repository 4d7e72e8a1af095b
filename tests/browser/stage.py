"""`python -m tests.browser.stage`: an office with officers who can log in, letters and turns; told as JSON."""

import json
from datetime import timedelta

from danvan.cli.office import setup

PASSWORD = "con trâu đi trước cái cày"
CAST = {
    "minh": ("Phan Văn Minh", ("clerk", "handler")),
    "hoa": ("Trần Thị Hoa", ("leader",)),
    "an": ("Ngô Hoài An", ("administrator", "inspector", "board")),
}


def build() -> dict[str, object]:
    """Make it, through the real actions; what tests need to find it again."""
    from danvan import law
    from danvan.cases import actions as cases
    from danvan.journal.actors import SYSTEM
    from danvan.lib import dates
    from danvan.people import actions as people
    from danvan.people.roles import Role
    from danvan.reception.actions import Caller, Told, register_turn
    from tests.make import make_case, walk

    today = dates.today()
    unit = people.create_unit(
        key="KY-THU", tier="commune", name="xã Kỳ Thử", by=SYSTEM, on=today - timedelta(days=900)
    )
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
            people.give_post(
                officer=account, unit=unit, role=Role(role), by=SYSTEM, on=today - timedelta(days=800)
            )
        officers[username] = account
    fresh = make_case(unit, on=today - timedelta(days=2))
    worked = make_case(
        unit, on=today - timedelta(days=20), subject="Đường liên thôn hư hỏng sau mưa", topic="roads"
    )
    walk(worked, officers["hoa"], today - timedelta(days=10), "screen", "accept", "assign", "answer")
    waiting = make_case(
        unit, on=today - timedelta(days=3), subject="Xin cấp lại giấy chứng nhận đất", topic="land"
    )
    walk(waiting, officers["minh"], today, "ask")
    complaint = make_case(
        unit,
        kind="complaint",
        on=today - timedelta(days=60),
        subject="Không đồng ý mức bồi thường",
        topic="clearance",
    )
    walk(complaint, officers["hoa"], today - timedelta(days=50), "screen", "accept", "assign")
    cases.link(fresh, worked, why="repeat", by=officers["minh"], on=today)
    turn = register_turn(
        unit=unit,
        on=today,
        callers=[Caller("Nguyễn Thị Lan", phone="0912000417")],
        matters=[
            Told(topic="water", summary="Cống kênh N3 bị tắc", outcome="advised", advice="Đã hướng dẫn")
        ],
        persons=1,
        by=officers["minh"],
    )
    return {
        "version": law.versions("letter.processing")[-1].version,
        "case": fresh.pk,
        "code": fresh.shown_code,
        "complaint": complaint.pk,
        "answered": worked.shown_code,
        "waiting": waiting.shown_code,
        "turn": turn.pk,
        "officer": officers["minh"].pk,
    }


if __name__ == "__main__":
    setup()
    print(json.dumps(build()))  # noqa: T201
