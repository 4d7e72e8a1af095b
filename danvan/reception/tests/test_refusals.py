"""Who is not received is told on which ground, and in writing where the law asks for it."""

from datetime import date

import pytest
from django.urls import reverse

from danvan.cases.errors import StepRefused
from danvan.figures.models import Fact
from danvan.people.actions import confirm_rule
from danvan.people.roles import Role
from danvan.reception import actions, verify
from danvan.reception.actions import Refused
from danvan.reception.grounds import grounds
from danvan.reception.models import Notice, Refusal
from tests.make import MONDAY, at, make_officer, make_unit

SETTLED = Refused(
    ground="already_settled",
    summary="Ranh giới đất, đã có quyết định năm 2015",
    reason="Vụ việc đã giải quyết đúng, đã rà soát và thông báo.",
    full_name="Trần Văn Bình",
    address="thôn Đông",
)
URL = "/desk/reception/refusals/"


def refuse(unit, by, on=MONDAY, **more):
    told = Refused(**{**vars(SETTLED), **more})
    return actions.refuse_reception(told, unit=unit, by=by, on=on)


def test_the_grounds_are_those_of_the_day(db):
    assert [one.key for one in grounds(MONDAY)] == ["not_in_control", "threats", "already_settled", "other"]
    later = grounds(date(2026, 7, 1))
    assert later[-1].citation.vi.startswith("điểm h khoản 1 Điều 4 Nghị định")
    assert "Điều 9" in later[0].citation.vi


def test_a_settled_matter_is_refused_in_writing_and_counts_as_no_turn(commune, minh, hoa):
    refusal = refuse(commune, minh)
    notice = refusal.notices.get()
    assert (notice.state, notice.rule, notice.due_on) == ("owed", "reception.refusal", None)
    with pytest.raises(StepRefused, match="lãnh đạo"):
        actions.issue_notice(notice, text="Từ chối.", way="paper", by=minh, on=MONDAY)
    actions.issue_notice(notice, text="Từ chối.", way="paper", number="9/TB", by=hoa, on=MONDAY)
    assert not Fact.objects.exists()
    assert list(verify.refusals()) == []


@pytest.mark.django_db
def test_the_three_days_of_the_decree_run_once_the_office_has_confirmed_them():
    unit, day = make_unit(), date(2026, 9, 7)
    clerk, leader = make_officer(unit, Role.CLERK), make_officer(unit, Role.LEADER)
    with at(day):
        notice = refuse(unit, clerk, on=day).notices.get()
        assert (notice.state, notice.due_on) == ("unconfirmed", None)
        rule = {"rule": "reception.refusal_notice", "version": "2026-07-01"}
        confirm_rule(unit=unit, decision="154/2026/NĐ-CP", by=leader, on=day, **rule)
        assert actions.confirm_terms("reception.refusal_notice", by=leader, on=day) == 1
        notice.refresh_from_db()
        assert (notice.state, notice.due_on) == ("owed", date(2026, 9, 10))
        again = refuse(unit, clerk, on=day, ground="answered").notices.get()
        assert again.due_on == date(2026, 9, 10)
        assert list(verify.refusals()) == []


def test_other_grounds_are_explained_on_the_spot(commune, minh):
    refusal = refuse(commune, minh, ground="threats", full_name="")
    assert not refusal.notices.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"ground": "answered"}, {"ground": "x"}, {"ground": "other"}, {"reason": ""}, {"full_name": ""}],
    ids=["not yet law", "no ground", "no provision", "not explained", "nobody to write to"],
)
def test_what_is_no_ground_is_refused(commune, minh, wrong):
    with pytest.raises(StepRefused):
        refuse(commune, minh, **wrong)
    assert not Refusal.objects.exists()


def test_an_officer_from_elsewhere_refuses_nobody_here(commune, dung):
    with pytest.raises(StepRefused):
        refuse(commune, dung)


def test_a_changed_refusal_is_named(commune, minh):
    refusal = refuse(commune, minh)
    Notice.objects.update(text="Khác")
    assert [lie.row for lie in verify.refusals()] == [
        f"notice {refusal.notices.get().pk} of refusal {refusal.pk}"
    ]


def test_the_pages_hide_the_name_and_its_paper_is_for_the_unit(as_, commune, minh, dung):
    client = as_(minh)
    data = {"unit": commune.pk, **vars(SETTLED)}
    assert client.post(f"{URL}new/", {**data, "ground": "other"}).status_code == 422
    made = client.post(f"{URL}new/", data)["Location"]
    for address in (made, URL, "/desk/reception/due/"):
        page = client.get(address).content.decode()
        assert "Trần Văn Bình" not in page
        assert "Ranh giới" in page or "từ chối" in page
    assert "Trần Văn Bình" in client.post(f"{made}reveal/").content.decode()
    assert "khoản 3 Điều 9" in client.get(made).content.decode()
    paper = reverse("papers:make", args=["refusal", Refusal.objects.get().pk, "reception_refusal"])
    assert client.get(paper).status_code == 200
    assert as_(dung).post(f"{made}reveal/").status_code == 403
    for address in (made, paper):
        assert as_(dung).get(address).status_code == 403
