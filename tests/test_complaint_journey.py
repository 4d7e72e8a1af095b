"""A complaint to its last end, through the pages: decided, complained of again, decided anew, final, executed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from danvan.cases import verify
from danvan.cases.models import Case
from danvan.people.models import Unit
from danvan.people.roles import Role
from danvan.reports.recount import differences
from tests.make import at, make_officer, make_unit
from tests.office import Citizen, Officer, day_in_form

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2018, 3, 5), date(2018, 3, 26)
FINAL = SECOND + timedelta(days=31)
EVERYTHING = (Role.CLERK, Role.HANDLER, Role.LEADER)


@pytest.fixture
def district() -> Unit:
    return make_unit("HUYEN-THU", tier="district", name="huyện Thử")


@pytest.fixture
def hoa(district: Unit) -> Officer:
    commune = make_unit("XA-THU", parent=district)
    return Officer(make_officer(commune, *EVERYTHING), commune)


@pytest.fixture
def minh(district: Unit) -> Officer:
    return Officer(make_officer(district, *EVERYTHING), district)


def decided(officer: Officer, case: Case, *verbs: str) -> None:
    """Take these steps from the page of the case."""
    given = {"text": "Như biên bản.", "outcome": "partly", "decision": "12/QĐ-UBND"}
    for verb in verbs:
        assert officer.takes(case, verb, **given).status_code == 302, verb


def order(officer: Officer, case: Case, until: date) -> Case:
    """Give out one thing to be done by the decision."""
    case.refresh_from_db()
    duty = {
        **{"seen": str(case.version), "p-TOTAL_FORMS": "1", "p-INITIAL_FORMS": "0"},
        **{"p-0-subject": "Trả lại 12 m đất", "p-0-who": "Xã Thử", "p-0-unit_name": "xã Thử"},
        **{"p-0-until": day_in_form(until), "p-0-body": "Theo Điều 1."},
    }
    officer.browser.post(reverse("desk:split", args=[case.pk]), duty)
    return Case.objects.get(kind="execution")


def test_a_complaint_goes_to_its_last_end(hoa: Officer, minh: Officer) -> None:
    lan = Citizen()
    with at(FIRST):
        lan.send(hoa.unit, kind="complaint", against="Việc thu hồi đất", learned_on="01/03/2018")
        first = lan.case()
        decided(hoa, first, "screen", "accept", "answer", "send_decision")
    with at(SECOND):
        assert "nếu đến hết ngày trước đó không bị khiếu nại tiếp" in lan.looks()
        again = {"code": lan.code, "sent": "1", "learned_on": day_in_form(FIRST), "text": "Chưa đúng."}
        lan.browser.post(reverse("portal:second"), again)
        second = Case.objects.get(kind="second_complaint")
        assert second.unit_responsible == minh.unit
        decided(hoa, first, "no_execution")
        assert hoa.takes(first, "close").status_code == 422, "a second complaint is open"
        decided(minh, second, "screen", "accept")
        refused = minh.takes(second, "answer", outcome="partly", text="Sửa.", decision="7/QĐ")
        assert refused.status_code == 422, "no dialogue yet"
        decided(minh, second, "dialogue", "answer", "send_decision", "publish_decision")
        assert minh.browser.get(reverse("desk:split", args=[second.pk])).status_code == 403, "not final"
        decided(hoa, first, "close")
    with at(FINAL):
        task = order(minh, second, FINAL + timedelta(days=9))
        assert minh.takes(second, "close").status_code == 422, "one thing is left to do"
        decided(hoa, task, "execute")
        decided(minh, second, "close")
        report = minh.report(minh.unit, FIRST, FINAL)
    assert (report["letters"]["received"], report["letters"]["resolved"]) == (2, 2)
    assert [*verify.contents(), *verify.states(), *verify.ties(), *differences()] == []
