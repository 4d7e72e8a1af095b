"""Units, an officer and letters for a benchmark, through the real actions."""

from datetime import date

from django.db import transaction

from danvan.cases.actions import Person
from danvan.cases.workflow import Channel
from danvan.journal.actors import CITIZEN, SYSTEM
from danvan.lib import dates
from danvan.people import actions as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.people.seed import load_ha_tinh
from danvan.petitions.actions import Letter, receive

OFFICER = "bench"
RULES = {"letter.processing": "2021-11-15", "complaint.acceptance": "2026-07-01"}
WORDS = (
    "đất đai",
    "ranh giới",
    "cống kênh",
    "đường thôn",
    "chế độ",
    "bồi thường",
    "giấy chứng nhận",
    "nước sạch",
)
TOPICS = ("land", "roads", "policy", "water")


def furnish(*, commune: str, password: str) -> None:
    """The province of today, its confirmed rules, and one officer with every role at a desk in the commune."""
    load_ha_tinh(by=SYSTEM)
    on = date(2025, 7, 1)
    officer = people.create_account(
        username=OFFICER,
        full_name="Phan Văn Đo",
        by=SYSTEM,
        on=on,
        password=password,
        must_change_password=False,
    )
    unit, province = Unit.objects.by_key(commune), Unit.objects.by_key("HA-TINH")
    for role in (Role.CLERK, Role.HANDLER, Role.LEADER):
        people.give_post(officer=officer, unit=unit, role=role, by=SYSTEM, on=on)
    for rule, version in RULES.items():
        people.confirm_rule(
            unit=province, rule=rule, version=version, decision="01/QĐ-UBND", by=officer, on=dates.today()
        )


def officer() -> Account:
    """The one officer."""
    return Account.objects.get(username=OFFICER)


def letters(count: int, *, commune: str, after: int = 0) -> None:
    """File so many different letters at the commune, five hundred a transaction."""
    unit, today = Unit.objects.by_key(commune), dates.today()
    for start in range(after, after + count, 500):
        with transaction.atomic():
            for n in range(start, min(start + 500, after + count)):
                receive(
                    letter(n),
                    unit=unit,
                    channel=Channel.COUNTER,
                    by=CITIZEN,
                    on=today,
                    persons=[Person(f"Người {n}")],
                )


def letter(n: int) -> Letter:
    """The n-th letter: its words differ from its neighbours'."""
    what = WORDS[n % len(WORDS)]
    return Letter(
        kind="complaint" if n % 3 == 0 else "recommendation",
        subject=f"Đề nghị xem xét việc {what} số {n}",
        body=f"Gia đình tôi ở thôn {n % 77} đề nghị xem xét việc {what}, thửa số {n % 1000}, trước mùa mưa.",
        topic=TOPICS[n % len(TOPICS)],
    )
