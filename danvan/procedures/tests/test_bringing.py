"""A list is brought in: looked at, made into drafts, again without doubling; nothing lost, nothing published."""

import json
from datetime import timedelta

import pytest

from danvan.journal import verify as journal
from danvan.journal.models import Event
from danvan.people.errors import Refused
from danvan.people.roles import Role
from danvan.procedures import actions, queries, verify
from danvan.procedures.doubts import Doubt
from danvan.procedures.models import Import, Line, Procedure, Version
from danvan.procedures.tests.make import DAY, act, content, hoa_of, make_published, new_code
from danvan.procedures.tests.test_reading import CODES, FROM_PORTAL, of_portal, real, xlsx
from tests.make import at, make_officer, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with at(DAY):
        yield


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def hoa(unit):
    return hoa_of(unit)[1]


def looked_at(unit, by, *raws, name="danh-muc.json"):
    file = raws[0] if isinstance(raws[0], bytes) else json.dumps(raws).encode()
    return actions.prepare(unit=unit, name=name, content=file, by=by, on=DAY)


def brought(unit, by, *raws):
    return actions.bring_in(looked_at(unit, by, *raws), by=by, on=DAY)


def fates(found):
    return list(found.lines.values_list("fate", flat=True))


def reasons(found):
    return [problem["why"] for line in found.lines.all() for problem in line.problems]


def lies():
    return [*verify.catalogue(), *verify.imports(), *journal.events()]


def codes(*rows):
    return xlsx(["Mã TTHC", "Tên thủ tục", "Lĩnh vực"], *rows)


def test_looking_at_a_file_writes_nothing_into_the_catalogue(unit, hoa):
    found = looked_at(unit, hoa, of_portal())
    assert found.counts == {"new": 1, "changed": 0, "again": 0, "kept": 0, "doubtful": 1}
    assert not Procedure.objects.exists()
    assert lies() == []


def test_each_entry_becomes_a_draft_with_its_doubts_and_nothing_is_published(unit, hoa):
    found = brought(unit, hoa, of_portal())
    row = Version.objects.get()
    assert (row.status, row.procedure.code, row.source) == (
        "draft",
        "",
        "danh-muc.json, nhập ngày 02/03/2026",
    )
    assert [doubt["why"] for doubt in row.doubts] == ["no_code"]
    assert found.lines.get().version == row
    with pytest.raises(Refused, match=r"Chưa làm rõ: Tệp không ghi mã thủ tục"):
        actions.publish(row, act=act(), by=hoa, on=DAY)
    assert lies() == []


def test_a_doubt_is_settled_by_a_person_and_that_is_on_record(unit, hoa):
    brought(unit, hoa, of_portal())
    row = Version.objects.get()
    told = content(row.name)
    actions.revise(row, told=told, code="1.004222", settled=[0], by=hoa, on=DAY)
    assert Version.objects.get().doubts == []
    settled = Event.objects.filter(verb="procedure_revise").get().data["settled"]
    assert settled == [Doubt("no_code").as_data()]
    actions.publish(row, act=act(), by=hoa, on=DAY)
    assert lies() == []


def test_the_same_file_again_makes_nothing_twice_even_after_a_code_was_settled(unit, hoa):
    brought(unit, hoa, of_portal())
    row = Version.objects.get()
    actions.revise(row, told=content(row.name), code="1.004222", settled=[0], by=hoa, on=DAY)
    assert fates(brought(unit, hoa, of_portal())) == ["again"]
    assert Procedure.objects.count() == 1


def test_a_code_that_lost_its_zero_stays_as_it_came_and_is_proposed(unit, hoa):
    found = brought(unit, hoa, codes(["2.00072", "Đổi đăng ký hộ kinh doanh", "tài chính"]))
    row = Version.objects.select_related("procedure").get()
    assert (row.procedure.code, row.procedure.code_given) == ("", "2.00072")
    assert row.doubts == [{"why": "odd_code", "given": "2.00072", "proposal": "2.000720"}]
    assert fates(brought(unit, hoa, codes(["2.00072", "Đổi đăng ký hộ kinh doanh", "tài chính"]))) == [
        "again"
    ]
    assert found.counts["doubtful"] == 1


def test_what_a_file_tells_anew_becomes_the_next_draft_and_the_rest_stays(unit, hoa):
    code = new_code()
    first = make_published(unit, hoa, content("Đăng ký thường trú"), code)
    found = brought(unit, hoa, of_portal(**{"Mã thủ tục": code}))
    assert fates(found) == ["changed"]
    second = queries.draft_of(first.procedure)
    assert (second.number, second.level, second.result) == (2, "commune", "Giấy khai sinh")
    assert [paper.name for paper in second.documents.all()] == ["Tờ khai;"]
    assert queries.usable(first.procedure, DAY) == first, "until it is published nothing changes"
    assert lies() == []


@pytest.mark.parametrize("state", ["in_hand", "abolished", "other_name", "elsewhere"])
def test_an_entry_that_cannot_be_made_into_a_draft_is_kept_whole_with_the_reason(unit, hoa, state):
    code = new_code()
    first = make_published(unit, hoa, content("Đăng ký thường trú"), code)
    raw = of_portal(**{"Mã thủ tục": code})
    file, keeper = json.dumps([raw]).encode(), unit
    if state == "in_hand":
        actions.draft_next(first, by=hoa, on=DAY)
    elif state == "abolished":
        actions.abolish(first, act=act(), by=hoa, on=DAY)
    elif state == "other_name":
        file = codes([code, "Đăng ký tạm trú", "cư trú"])
    else:
        keeper, hoa = hoa_of()
    found = actions.bring_in(looked_at(keeper, hoa, file), by=hoa, on=DAY)
    assert (fates(found), reasons(found)) == (["kept"], [state])
    assert Procedure.objects.count() == 1
    assert lies() == []


def test_what_stands_twice_in_a_file_is_made_once_and_what_differs_is_kept(unit, hoa):
    other = of_portal(**{"Trình tự thực hiện": "Khác."})
    found = brought(unit, hoa, of_portal(), of_portal(), other)
    assert fates(found) == ["new", "again", "kept"]
    assert reasons(found) == ["no_code", "twice"]
    assert found.lines.last().raw == other


def test_the_same_name_under_another_code_is_said(unit, hoa):
    make_published(unit, hoa, content("Đăng ký thường trú"), "1.004222")
    found = brought(unit, hoa, of_portal())
    assert fates(found) == ["new"]
    assert Version.objects.get(status="draft").doubts[-1]["given"] == "1.004222"


def test_all_real_procedures_and_codes_come_in_once(unit, hoa):
    for path, count in ((FROM_PORTAL, 57), (CODES, 99)):
        found = actions.bring_in(looked_at(unit, hoa, real(path)), by=hoa, on=DAY)
        assert found.counts["new"] == count
        again = actions.bring_in(looked_at(unit, hoa, real(path)), by=hoa, on=DAY)
        assert (again.counts["new"], again.counts["again"]) == (0, again.lines.count())
    assert Procedure.objects.count() == 156
    assert not Version.objects.public().exists()
    assert Procedure.objects.filter(code="2.000720").exists()
    assert lies() == []


def test_only_whoever_leads_or_administers_brings_in_and_each_file_once(unit, hoa):
    with pytest.raises(Refused, match="Chỉ lãnh đạo hoặc người quản trị"):
        looked_at(unit, make_officer(unit, Role.CLERK), of_portal())
    found = brought(unit, hoa, of_portal())
    with pytest.raises(Refused, match="đã nhập hoặc đã bỏ"):
        actions.bring_in(found, by=hoa, on=DAY)
    other = actions.give_up(looked_at(unit, hoa, of_portal()), by=hoa, on=DAY)
    assert other.state == Import.State.DROPPED
    assert lies() == []


def test_a_changed_entry_and_a_changed_draft_are_found(unit, hoa):
    brought(unit, hoa, of_portal())
    Line.objects.update(raw={})
    Version.objects.update(made_on=DAY - timedelta(days=1))
    assert len([*verify.imports()]) == 1
    assert len([*verify.catalogue()]) == 1


def test_a_list_costs_the_same_statements_however_long(unit, hoa, django_assert_max_num_queries):
    raws = [of_portal(title=f"Thủ tục số {n}") for n in range(60)]
    found = looked_at(unit, hoa, *raws)
    with django_assert_max_num_queries(45):
        actions.bring_in(found, by=hoa, on=DAY)
    assert Version.objects.count() == 60
