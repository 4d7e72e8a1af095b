"""A carrier that does as it is told, and people who are told in each way."""

from collections.abc import Callable
from dataclasses import replace

from danvan.cases.actions import Person
from tests.make import LAN

BY_MAIL = replace(LAN, email="lan@vidu.vn", tell_by="email")
BY_SMS = replace(LAN, tell_by="sms")
BY_PHONE = replace(LAN, tell_by="phone")
BY_POST = replace(LAN, tell_by="post")
BY_CODE = replace(LAN, tell_by="code")
NOBODY = Person("Nguyễn Văn Không", tell_by="visit")


class Carrier:
    """Keeps what it was given; `answer` is an error that it raises instead, or is asked for one."""

    leaves = True
    sent: list[tuple[str, str]] = []
    answer: BaseException | Callable[[str], None] | None = None

    def send(self, address: str, text: str) -> str:
        if isinstance(Carrier.answer, BaseException):
            raise Carrier.answer
        Carrier.sent.append((address, text))
        if Carrier.answer:
            Carrier.answer(address)
        return f"ref-{len(Carrier.sent)}"
