"""An office at work, through the pages that people use: citizens at the portal, officers at the desk."""

import re
import uuid
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from danvan.cases.models import Case
from danvan.lib import dates
from danvan.people.models import Account, Unit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
CODE = re.compile(r"\b(?:[2-9A-Y]{4}-){3}[2-9A-Y]{2}\b")


def day_in_form(day: date) -> str:
    """A day as a person types it."""
    return f"{day:%d/%m/%Y}"


class Citizen:
    """Somebody with a browser and no account."""

    def __init__(self) -> None:
        self.browser = Client()
        self.code = ""

    def send(self, unit: Unit, **letter: Any) -> HttpResponse:
        """Send a letter in one request, as the last page does; keeps the code from the receipt."""
        told = {
            "page": "review",
            "submission": str(uuid.uuid4()),
            "kind": "recommendation",
            "unit": unit.key,
            "place": unit.name_on(dates.today()),
            "topic": "water",
            "subject": "Cống kênh N3 bị tắc",
            "body": "Cống kênh N3 tắc từ tháng trước, ruộng 14 hộ ngập.",
            "full_name": "Nguyễn Thị Lan",
            "address": "thôn Đồng Tiến",
            "tell_by": "code",
            **letter,
        }
        self.browser.get(reverse("portal:send"))
        answer = self.browser.post(reverse("portal:send"), told, follow=True)
        found = CODE.search(answer.content.decode())
        self.code = found[0] if found else ""
        return answer

    def looks(self) -> str:
        """The page of the letter, as text of HTML."""
        return self.browser.post(reverse("portal:track"), {"code": self.code}).content.decode()

    def case(self) -> Case:
        """The letter as the register has it."""
        return Case.objects.get(code=self.code.replace("-", ""))


class Officer:
    """Somebody logged in at the desk."""

    def __init__(self, account: Account, unit: Unit) -> None:
        self.account, self.unit = account, unit
        self.came: tuple[date, Client] | None = None

    @property
    def browser(self) -> Client:
        """The browser of the day: who comes the next morning logs in again, because sessions end."""
        today = dates.today()
        if self.came is None or self.came[0] != today:
            self.came = (today, Client())
            self.came[1].force_login(self.account, backend="danvan.people.backends.Officers")
        return self.came[1]

    def opens(self, case: Case) -> HttpResponse:
        """The page of a case."""
        return self.browser.get(reverse("desk:case", args=[case.pk]))

    def takes(self, case: Case, verb: str, **given: Any) -> HttpResponse:
        """Take a step from the page as it stands; a grave one is confirmed."""
        case.refresh_from_db()
        data = {"on": day_in_form(dates.today()), "seen": str(case.version), "sure": "1", **given}
        answer = self.browser.post(reverse("desk:step", args=[case.pk, verb]), data)
        case.refresh_from_db()
        return answer

    def registers(self, **given: Any) -> HttpResponse:
        """Enter a turn of reception with one visitor and one matter."""
        data = {
            "submission": str(uuid.uuid4()),
            "unit": str(self.unit.pk),
            "persons": "1",
            "on": day_in_form(dates.today()),
            "sitting": "regular",
            "received_by": str(self.account.pk),
            "v-TOTAL_FORMS": "1",
            "v-INITIAL_FORMS": "0",
            "v-0-full_name": "Nguyễn Thị Lan",
            "m-TOTAL_FORMS": "1",
            "m-INITIAL_FORMS": "0",
            "m-0-topic": "land",
            "m-0-times": "first",
            "m-0-summary": "Xin xác nhận ranh giới thửa đất với nhà bên cạnh.",
            "m-0-outcome": "advised",
            "m-0-advice": "Đã hướng dẫn mang giấy tờ đến.",
            "m-0-kind": "recommendation",
            "m-0-looked": "on",
            **given,
        }
        return self.browser.post(reverse("desk:turn_new"), data)

    def report(self, unit: Unit, first: date, last: date) -> dict[str, Any]:
        """The people-relations report as machines read it."""
        asked = {"unit": unit.key, "first": day_in_form(first), "last": day_in_form(last)}
        answer = self.browser.get(reverse("reports:people_relations_json"), asked)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def report_page(self, unit: Unit, first: date, last: date) -> str:
        """The same report as people read it."""
        asked = {"unit": unit.key, "first": day_in_form(first), "last": day_in_form(last)}
        return self.browser.get(reverse("reports:people_relations"), asked).content.decode()
